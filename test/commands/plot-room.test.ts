import {describe, expect, test} from 'vitest';
import {columnsOf} from '../../src/printable.ts';
import {runIn} from '../fake-io.ts';

async function drawn(columns: number, rows: number, ...line: readonly string[]): Promise<readonly string[]> {
  const {code, stdout, stderr} = await runIn({columns, rows, env: {PAGER: 'cat'}}, 'plot', ...line, '--color', 'never');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout.trimEnd().split('\n');
}

const twelve = 'relu gelu silu mish elu selu celu tanh sigmoid softplus softsign erf'.split(' ');

describe('a plot never takes more lines or columns than the terminal has', () => {
  test.each([
    [30, 8],
    [30, 5],
    [40, 10],
    [80, 5],
    [80, 24],
  ])('%d x %d', async (columns, rows) => {
    const longTitle = ['=log(x)*sqrt(4-x)', '=1/x', '--title', 'a title'];
    for (const line of [['elu'], ['relu', 'gelu'], twelve, longTitle, ['gelu', '--no-regions', '-r', '5:1']]) {
      const lines = await drawn(columns, rows, ...line);
      expect(lines.length, line.join(' ')).toBeLessThan(rows);
      expect(Math.max(...lines.map(columnsOf)), line.join(' ')).toBeLessThanOrEqual(columns);
    }
  });

  test('and says which names have no room', async () => {
    expect((await drawn(40, 10, ...twelve)).join(' ').replace(/ +/g, ' ')).toContain('some names)');
  });
});

test.each([8, 10])(
  'of %i curves in a usual terminal f and f′ are shown, and strips are left out for them',
  async (count) => {
    const lines = await drawn(80, 24, ...[...twelve, 'softsign'].slice(0, count));
    const titles = lines.flatMap((line, i) => (/^ *f′?( {3}|$)/.test(line) ? [i] : []));
    expect(lines.join('\n')).toContain('(no room for the strips)');
    expect(titles).toHaveLength(2);
    expect((titles[1] ?? 0) - (titles[0] ?? 0)).toBeGreaterThan(8);
  },
);

test('names are cut before a panel is left out', async () => {
  const lines = await drawn(40, 24, ...twelve, 'hard_tanh', 'hard_sigmoid', 'hard_swish', 'relu6');
  expect(lines.join('\n')).toMatch(/^ *f′$/m);
});

test('a narrow terminal cuts names before parameters, and breaks the key instead of cutting it', async () => {
  const text = (await drawn(30, 24, 'elu:alpha=0.25', 'leaky_relu:slope=0.2')).join('\n');
  expect(text).toMatch(/^alpha=0\.25 {2}▒/m);
  expect(text).toMatch(/^…slope=0\.2 {2}·/m);
  expect(text).toMatch(/threshold: \|f′\| =\n +0\.01$/);
  const wider = (await drawn(60, 24, 'leaky_relu:slope=0.25', 'leaky_relu:slope=0.125')).join('\n');
  expect(wider).toMatch(/^leak…:slope=0\.25 {2}·/m);
});

test('without colour dashes are as long on a steep piece as on a level one', async () => {
  const lines = await drawn(120, 50, 'relu', 'elu:alpha=8', '--show', 'gradient', '--no-regions');
  const start = (lines.find((line) => line.includes('└')) ?? '').indexOf('└') + 1;
  // From the middle of the curve up to its end at 0: of every eight dots six are there.
  const steep = lines.slice(2, 24).map((line) => line.slice(start, start + 52));
  expect(steep.filter((line) => /[⠁-⣿]/.test(line)).length).toBeGreaterThanOrEqual(20);
});

test('the smallest doubles stand at the ends of their axis', async () => {
  const lines = await drawn(80, 24, 'gelu', '-r', '0:5e-324', '--no-regions');
  expect(lines.at(-1)?.trim().split(/ +/)).toEqual(['0', '5e-324']);
});

test('strips never take more lines than the curves', async () => {
  const lines = await drawn(80, 24, ...twelve);
  expect(lines.join('\n')).toContain('(no room for the strips)');
  expect(lines.filter((line) => /[│┤]/.test(line)).length).toBeGreaterThan(12);
});

test('a long name of a strip leaves the curve most of a narrow terminal', async () => {
  const [strip = ''] = (await drawn(40, 24, 'x*sigmoid(1.702*x)+exp(-x^2)')).filter((line) => /[░▒·]{9}/.test(line));
  expect(strip.replace(/^.*? {2}/, '').length).toBeGreaterThan(24);
});

test('a single x has one point and one kind of region', async () => {
  for (const line of [
    ['relu', '-n', '1'],
    ['relu', '-r', '-3:-3'],
  ]) {
    const text = (await drawn(60, 24, ...line, '--show', 'value')).join('\n');
    expect(text).toMatch(/┤[⠁⠂⠄⡀ ]*●[⠁⠂⠄⡀ ]*$/m);
    expect(text).toMatch(/^ *relu {2}█+$/m);
  }
});

test('where there is nothing above 0 a logarithmic axis does not say that nothing is finite', async () => {
  expect((await drawn(60, 24, '=-exp(x)', '--log-y')).join(' ')).toMatch(/nowhere above 0/);
});

test.each([
  ['=5', '5', 'f (log)'],
  ['step', '1', 'f (log)   is not above 0 for x <= 0'],
])('the one value of %s that is above 0 is drawn in the middle of a logarithmic axis', async (name, value, title) => {
  const lines = await drawn(60, 14, name, '--log-y', '--show', 'value', '--no-regions');
  expect(lines[0]?.trim()).toBe(`${name}: ${title}`);
  expect(lines.find((line) => new RegExp(`^ *${value} ┤`).test(line))).toMatch(/[⠁-⣿]{20}$/);
});

test.each([
  [24, ['--wrt', 'alpha', '--order', '2'], ['f   (∂f/∂alpha left out: --show value)', 'f′', 'f″']],
  [20, ['--wrt', 'alpha', '--order', '2'], ['f   (f″ and ∂f/∂alpha left out: --show second)', 'f′']],
  [11, ['--order', '2'], ['f   (f′ and f″ left out: --show gradient,second)']],
] as const)('of several panels in %i lines those that fit are drawn: %j', async (rows, line, titles) => {
  const lines = await drawn(80, rows, 'elu', ...line);
  expect(lines.flatMap((text) => /^ +(?:elu: )?([f∂].*)/.exec(text)?.[1] ?? [])).toEqual(titles);
});

test('the smallest terminal gives all rows to one panel, and calls none -1 that holds 0 too', async () => {
  const lines = await drawn(40, 10, 'relu', 'tanh', 'gelu', 'sigmoid');
  expect(lines[1]).toContain('f   (f′ left out: --show gradient)');
  expect(lines.flatMap((text) => /^ *(\S*) [┤│]/.exec(text)?.[1] ?? [])).toEqual(['6', '', '', '1', '0.0']);
});

test('markers are no ends of jumps', async () => {
  for (const ascii of [[], ['--ascii']]) {
    const lines = await drawn(120, 40, 'step', 'gelu', '--show', 'value', '--no-regions', ...ascii);
    // One jump: there is one of each.
    for (const end of ascii.length === 0 ? '●○' : '*o') expect(lines.join('\n').split(end)).toHaveLength(2);
  }
});

describe('a logarithmic axis has labels all over it', () => {
  test.each([
    [
      ['softplus', '-r', '-20:5', '--log-y'],
      ['1', '0.01', '1e-4', '1e-6', '1e-8'],
    ],
    [
      ['elu', 'gelu', '--log-y', '--height', '8'],
      ['3', '1', '0.3'],
    ],
    [
      ['=sinh(5*x)', '--symlog', '0.1', '--height', '8'],
      ['1e10', '0.1', '0', '-1e10'],
    ],
    [
      ['sigmoid', '--log-y', '--height', '9'],
      ['1', '0.1', '0.01'],
    ],
    [
      ['=tanh(x)^2', '--symlog', '0.01', '--height', '8'],
      ['1', '0.1', '0.01', '0'],
    ],
  ])('%j', async (line, labels) => {
    const lines = await drawn(60, 15, ...line, '--show', 'value');
    expect(lines.flatMap((text) => /^ *(\S+) ┤/.exec(text)?.[1] ?? [])).toEqual(labels);
  });
});

test('a small change on a large offset is labelled from the roundest value', async () => {
  const lines = await drawn(60, 17, '1e6+1e-4*sin(x)', '--show', 'value', '--no-regions');
  expect(lines[0]).toContain('labels count from 1e6');
  const labels = lines.flatMap((line) => /^ *([-+]\S+) ┤/.exec(line)?.[1] ?? []).map(Number);
  expect(labels).toContain(0);
  expect(Math.max(...labels)).toBe(-Math.min(...labels));
});

test.each([
  ['-6:6', '-6 -3 0 3 6'],
  ['8:-8', '8 4 0 -4 -8'],
  ['-1000:1000', '-1000 0 1000'],
])('a narrow x axis over %s has as many labels as fit', async (range, ticks) => {
  const lines = await drawn(30, 13, 'sigmoid', '--show', 'value', '--no-regions', '-r', range);
  const values = lines[lines.findIndex((line) => line.includes('└')) + 1] ?? '';
  expect(values.trim().replace(/ +/g, ' ')).toBe(ticks);
});
