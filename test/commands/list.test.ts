import {expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import {runIn} from '../fake-io.ts';

async function printed(columns: number | undefined, ...line: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runIn(
    columns === undefined ? {} : {columns, env: {NO_COLOR: '1'}},
    'list',
    ...line,
  );
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

async function names(...line: readonly string[]): Promise<readonly string[]> {
  return (JSON.parse(await printed(undefined, ...line, '-f', 'json')) as {name: string}[]).map(({name}) => name);
}

test('into a pipe it is every activation with formula, parameters, range and family', async () => {
  const rows = (await printed(undefined)).trimEnd().split('\n');
  expect(rows[0]).toBe('name,formula,parameters,range,family');
  expect(rows).toHaveLength(allActivations().length + 1);
  expect(rows).toContain('elu,x > 0 ? x : alpha * expm1(x),alpha=1,"(min(0, -alpha), Infinity)",exponential');
  expect(rows).toContain(
    '"maxout","max(0*x + 0, 1*x + 0)","weights=[0;1], biases=[0;0]","[0, Infinity)",maxout'.replace(
      '"maxout"',
      'maxout',
    ),
  );
});

test.each([40, 80, 120, 200])(
  'on a terminal of %i columns nothing is wider, and every activation is there',
  async (columns) => {
    const lines = (await printed(columns)).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(Math.max(columns, 52));
    for (const {name} of allActivations()) {
      expect(lines.some((line) => `${line} `.startsWith(`  ${name} `))).toBe(true);
    }
  },
);

test('on a terminal parameters and range stand beside the formula where there is room, else below', async () => {
  expect(await printed(80, 'relu6')).toMatch(/^rectifier\n {2}relu6 {3}min\(6, max\(0, x\)\) +\[0, 6\]\n$/);
  expect(await printed(60, 'aranda')).toContain('\n             lambda=');
});

test('a word is searched in names by any framework, notes and papers; several must all be found', async () => {
  expect(await names('swish')).toEqual(expect.arrayContaining(['silu', 'e_swish', 'hardswish', 'flatten_t_swish']));
  expect(await names('nn.SiLU')).toEqual(['silu']);
  expect(await names('clevert')).toEqual(['elu']);
  expect(await names('hendrycks', 'tanh')).toEqual(['gelu_tanh']);
  expect(await names('arXiv:1511.07289')).toEqual(['elu']);
});

test('--family takes one family, in singular or plural', async () => {
  const shrinks = allActivations().filter(({family}) => family === 'shrink');
  expect(await names('--family', 'shrinks')).toEqual(shrinks.map(({name}) => name));
});

test.each([
  ['swsh', "nothing found for 'swsh'; did you mean 'swish'?"],
  ['zzzz', "nothing found for 'zzzz'; see 'act-cli list'"],
  ['--family fruit', "invalid value for --family: 'fruit'; give one of rectifier, piecewise, exponential"],
])('list %s is an error', async (line, message) => {
  const {code, stdout, stderr} = await runIn({}, 'list', ...line.split(' '));
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(`act-cli: ${message}`);
});

test('properties narrow it: bounded, monotone, smooth, without a dead interval', async () => {
  const bounded = await names('--bounded', '--family', 'rectifier');
  expect(bounded.toSorted()).toEqual(['clipped_relu', 'relu6']);
  expect(await names('--monotone', '--family', 'gate')).toEqual(['flatten_t_swish']);
  expect((await names('--smooth', '--family', 'rectifier')).toSorted()).toEqual(['relu2', 'star_relu']);
  const alive = await names('--no-dead', '--family', 'rectifier');
  expect(alive.toSorted()).toEqual(['leaky_relu', 'prelu', 'rrelu']);
  expect(await names('--bounded', '--monotone', '--smooth', '--no-dead', 'tanh')).toContain('tanh');
}, 30_000);

test('nothing with a property is an error', async () => {
  expect(await runIn({}, 'list', 'relu6', '--smooth', '--bounded')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'act-cli: none of the activations found passes --bounded --smooth; leave one out\n',
  });
});

test.each([30, 40, 60])('in %i columns no line is longer', async (width) => {
  const lines = (await printed(width, '--width', String(width))).split('\n');
  expect(lines.filter((line) => line.length > width)).toEqual([]);
});
