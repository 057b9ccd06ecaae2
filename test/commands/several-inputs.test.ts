/** Functions of several numbers on the command line: gated units, softmax, and slices of them. */

import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

const pairs = 'u,other,x\n0.5,1,3\n-9,2,8\n';

async function rows(line: string, stdin = ''): Promise<readonly string[]> {
  const {code, stdout, stderr} = await runIn({stdin}, ...line.split(' '));
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout.trimEnd().split('\n');
}

test.each([
  ['table swiglu_clamped --at 3,0.5', '3,0.5,4.472893035438321,1.5368224858584785,2.981928690292214'],
  ['table swiglu_clamped --at [3,0.5]', '3,0.5,4.472893035438321,1.5368224858584785,2.981928690292214'],
  ['table swiglu_clamped --at 3,0.5;-inf,2', '-Infinity,2,-0,-0,-0'],
  ['table swiglu_clamped --at nan,0.5', 'NaN,0.5,NaN,NaN,NaN'],
  ['table swiglu_clamped --u 0.5 --at 3 --wrt u', '3,4.472893035438321,1.5368224858584785,2.981928690292214'],
  ['table swiglu_clamped:x=3 --at 0.5', '0.5,4.472893035438321,2.981928690292214'],
  ['table swiglu_clamped:limit=Infinity,alpha=1,offset=0 --at 30,9 --show value', '30,9,269.99999999997476'],
  ['table swiglu:u=0 --at inf', 'Infinity,0,0'],
  ['table softmax --at 1,1 --show value', '1,1,0.5'],
  ['table softmax --at 1,1,1,1 --index 4 --show value', '1,1,1,1,0.25'],
  ['table softmax:index=2 --size 3 --from 0,0,0 --along 1,1,1 -r 5:5 --show value', '5,5,5,5,0.3333333333333333'],
  ['table log_softmax:x2=1e300,x3=-1e300 --at=-1e300', '-1e+300,-2e+300,1'],
  ['table swiglu(x,0.5) --at 3 --show value', '3,1.4288611902336499'],
  ['table leaky_relu --negative-slope 0.3 --at=-1', '-1,-0.3,0.3'],
  ['table leaky_relu:negative-slope=0.3 --at=-1', '-1,-0.3,0.3'],
  ['table celu --alpha -0.5 --at -0.49682534 --show value', '-0.49682534,-0.850538631860982'],
  ['table softplus --param threshold=3 --at 3.5', '3.5,3.5,1'],
  ['table softplus@torch:threshold=Infinity --at 25 --show value', '25,25.000000000013888'],
  ['table hardtanh --min_val 1 --max-val 1 --at 0', '0,1,0'],
  ['table heaviside --value 0.5 --at 0', '0,0.5,0'],
])('%s', async (line, last) => {
  expect((await rows(line)).at(-1)).toBe(last);
});

test('columns of a file are found by the names of the inputs, in any order', async () => {
  const [header, ...others] = await rows('table swiglu_clamped --input - --show value', pairs);
  expect(header).toBe('x,u,swiglu_clamped');
  expect(others).toEqual(['3,0.5,4.472893035438321', '8,-9,-41.9997187698199']);
});

test('a column of a long table holds null where an activation has no such gradient', async () => {
  const lines = await rows('table swiglu glu --at 1,2 --long --format jsonl');
  expect(lines[0]).toMatch(/"x":1,"u":2,"activation":"swiglu","value":1.46\d+,"gradient_x":[\d.]+,"gradient_u":[\d.]+/);
});

test('a slice has the regions of an activation; without one it is said how to write it', async () => {
  expect(await rows('regions swiglu_clamped:x=3')).toEqual([
    'activation,region,from,to,from_closed,to_closed',
    'swiglu_clamped:x=3,dead,-Infinity,-7,false,true',
    'swiglu_clamped:x=3,dead,7,Infinity,true,false',
  ]);
});

const fix = 'fix u, as in swiglu:u=0.5';
test.each([
  ['regions swiglu', fix],
  ['compare swiglu relu', fix],
  ['check swiglu -', fix],
  ['audit swiglu x.npy', fix],
  ['table swiglu --at 1', "'1': a point has 2 numbers, x and u, and this one 1; write 1,2, and ';' between points"],
  ['table swiglu', 'takes 2 numbers at each point, not 1; table takes points as --at 1,2'],
  ['plot swiglu', 'plot too takes a line with --from and --along, and every command a slice, such as swiglu:u=0.5'],
  ['table swiglu:u=1,x=2 --at 1', 'all inputs of swiglu are fixed: x, u; leave one of them free'],
  ['table swiglu:u=inf --at 1', "invalid u='inf' for swiglu: it must be a finite number"],
  ['table swiglu:v=1 --at 1', "swiglu has no parameter 'v'"],
  ['table relu:x=1 --at 1', "relu has no parameter 'x'"],
  ['table swiglu maxout:weights=[1,0;0,1] --at 1,2', 'put it in a command of its own'],
  ['table softmax --size 65 --at 1', 'invalid size=65 for softmax: it must be a whole number from 2 to 64'],
  ['table softmax --size 2.5 --at 1', 'it must be a whole number from 2 to 64'],
  ['table softmax --index 3 --at 1,2', 'index=3 is beyond size=2'],
  ['table swiglu --at 1,2 --order 2', 'fix all inputs but one'],
  ['table glu(x) --at 1', 'glu takes 2 arguments: write glu(x, u)'],
  ['table celu --alpha 0 --at 1', 'invalid parameters for celu: alpha != 0 must hold'],
  ['table softplus:threshold=-1 --at 1', 'it must lie in [0, Infinity]'],
  ['table softplus --threshold 3 --at 1', 'if the parameter of softplus is meant, write --param threshold=3'],
  ['table leaky_relu --negative-slope 1 --negative_slope 2 --at 1', '--negative_slope is given twice'],
])('%s is an error', async (line, said) => {
  const {code, stdout, stderr} = await runIn({stdin: ''}, ...line.split(' '));
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(said);
  expect(stderr.trimEnd().split('\n').length).toBeLessThanOrEqual(3);
});

test.each(['up,gate', 'linear,gate', 'value,g', 'U,X', 'u,gate', 'Up_Proj,GATE_PROJ', 'other,u,x'])(
  'columns %s of a file are told by what halves are called, not by their places',
  async (header) => {
    const stdin = `${header}\n${header.startsWith('other') ? '1,' : ''}0.5,3\n`;
    expect((await rows('table swiglu --input - --show value', stdin)).at(-1)).toBe('3,0.5,1.4288611902336499');
  },
);

test('where no column is called like an input, that they are taken in their order is said', async () => {
  const {stdout, stderr} = await runIn({stdin: 'a,b\n0.5,3\n'}, 'table', 'swiglu', '--input', '-', '--show', 'value');
  expect(stdout).toContain('\n0.5,3,');
  expect(stderr).toBe('act-cli: standard input: the columns a, b were taken for x, u, in this order\n');
});

test.each([
  ['x,gate,up', "several columns for x: 'x', 'gate'; choose the columns with --column"],
  ['gate,b', "a column 'gate', but none for 'u'"],
  ['up,a', "a column 'up', but none for 'x'"],
])('columns %s are an error', async (header, error) => {
  const {code, stdout, stderr} = await runIn({stdin: `${header}\n1,2,3\n`}, 'table', 'swiglu', '--input', '-');
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(error);
});

test('a file with only some of the inputs is an error', async () => {
  const {code, stderr} = await runIn({stdin: 'u,up\n1,2\n'}, 'table', 'swiglu', '--input', '-');
  expect({code, stderr}).toEqual({
    code: 2,
    stderr:
      "act-cli: standard input has a column 'u', but none for 'x'; name them all, or choose 2 columns with --column\n",
  });
});

test('the card of a gated unit names its inputs, both derivatives, and where libraries keep its halves', async () => {
  const card = JSON.parse((await rows('info swiglu_clamped --format json')).join('\n'));
  expect(card.inputs.map(({name}: {name: string}) => name)).toEqual(['x', 'u']);
  expect(card.derivative.split('\n')).toHaveLength(2);
  expect(card.packings).toContainEqual(
    expect.objectContaining({where: 'gpt-oss', how: expect.stringContaining('even')}),
  );
  expect(JSON.parse((await rows('info relu --format json')).join('\n'))).not.toHaveProperty('packings');
});

test('a card of a slice has kinks, and no range, which would be that of all slices', async () => {
  const card = JSON.parse((await rows('info swiglu_clamped:u=0.5 --format json')).join('\n'));
  expect(card.kinks.map(({x}: {x: number}) => x)).toEqual([7]);
  expect(card.range).toBeNull();
});

test('a page holds what a slice was made from, and no infinity, which JSON has not', async () => {
  const page = (await rows('plot softplus softplus@torch:threshold=Infinity swiglu:x=3 --format html')).join('\n');
  expect(page).toContain(
    '"curves":[{"text":"softplus","parameters":{"beta":1}},{"text":"softplus@torch:threshold=Infinity","parameters":{"beta":1}},{"text":"swiglu","parameters":{"x":3,"alpha":1}}]',
  );
});
