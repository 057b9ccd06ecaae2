import {expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {breakpointsOf} from '../../../src/shape/joints/breakpoints.ts';
import {kinksOf} from '../../../src/shape/joints/kinks.ts';

function selected(text: string) {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  return selection;
}

function slopes(text: string): readonly string[] {
  return kinksOf(selected(text)).map(
    ({x, left, at, right}) => `${x}: ${left.gradient} | ${at.gradient} | ${right.gradient}`,
  );
}

// x: slope from the left | the formula's own gradient | slope from the right
test.each([
  ['relu', ['0: 0 | 0 | 1']],
  ['leaky_relu', ['0: 0.01 | 0.01 | 1']],
  ['leaky_relu@jax', ['0: 0.01 | 1 | 1']],
  ['elu:alpha=0.5', ['0: 0.5 | 0.5 | 1']],
  ['elu', []],
  ['relu6', ['0: 0 | 0 | 1', '6: 1 | 0 | 0']],
  ['hardtanh', ['-1: 0 | 0 | 1', '1: 1 | 0 | 0']],
  ['hardtanh@jax', ['-1: 0 | 1 | 1', '1: 1 | 1 | 0']],
  ['hardswish', ['-3: 0 | 0 | -0.5', '3: 1.5 | 1 | 1']],
  ['softshrink:lambda=0.3', ['-0.3: 1 | 0 | 0', '0.3: 0 | 0 | 1']],
  ['abs', ['0: -1 | 0 | 1']],
  ['selu', ['0: 1.7580993408473766 | 1.7580993408473766 | 1.0507009873554805']],
  ['gelu_10', ['10: 1 | 1 | 0']],
  ['maxout:weights=[1;-1],biases=[0;0]', ['0: -1 | 1 | 1']],
  ['maxout:weights=[3;-1;0.5],biases=[0;0.1;1]', ['-0.6: -1 | 0.5 | 0.5', '0.4: 0.5 | 3 | 3']],
  ['=relu6(x+3)/6', ['-3: 0 | 0 | 0.16666666666666666', '3: 0.16666666666666666 | 0 | 0']],
  ['=sqrt(x^2)', ['0: -1 | NaN | 1']],
  ['=x > 1 and x < 1.0001 ? x : 2', ['1: 0 | 0 | 1', '1.0001: 1 | 0 | 0']],
])('the kinks of %s', (text, expected) => {
  expect(slopes(text)).toEqual(expected);
});

test.each([
  ...['sigmoid', 'gelu', 'smelu', 'softmodulusq', 'sinc', 'relu2', 'softplus', 'telu', 'bent_identity'],
  ...['=max(0, 3*x - 1)^2', '=3*x < 1 ? x : 2*x - x'],
])('%s has none, though its formula may branch', (name) => {
  expect(slopes(name)).toEqual([]);
});

test('a jump has other values on either side', () => {
  const [kink] = kinksOf(selected('threshold:threshold=1,value=-2'));
  expect(kink).toMatchObject({x: 1, left: {value: -2}, at: {value: -2}, right: {value: 1}});
});

test('each framework hands out the gradient of its own formula', () => {
  const [kink] = kinksOf(selected('prelu'));
  const chosen = Object.fromEntries((kink?.choices ?? []).map(({gradient, frameworks}) => [gradient, frameworks]));
  expect(chosen).toMatchObject({0: ['keras'], 1: ['flax', 'chainer'], 1.25: ['mlx']});
  expect(chosen['0.25']).toContain('torch');
});

test('a branch changes at a place between two doubles: it is told by the nearer one', () => {
  const [place] = breakpointsOf(selected('=max(0, 3*x - 1)')).places;
  expect(place).toMatchObject({x: 1 / 3, exact: false, below: 1 / 3, above: 0.33333333333333337});
});

// Nothing is sampled: two changes side by side are found wherever they are.
test.each([
  ['(x - 5.01)*(x - 5.03) < 0', [5.01, 5.03]],
  ['(x + 5.01)*(x + 5.03) < 0', [-5.03, -5.01]],
  ['(x - 1000)*(x - 1200) < 0', [1000, 1200]],
  ['(x*1e5 - 3)*(x*1e5 - 4) < 0', [3e-5, 4e-5]],
  ['(x/1e6 - 3)*(x/1e6 - 20) < 0', [3e6, 2e7]],
  ['(x/1e6 + 3)*(x/1e6 + 20) < 0', [-2e7, -3e6]],
  ['(x*1e30 - 3)*(x*1e30 - 20) < 0', [3e-30, 2e-29]],
  ['(x - 1000000001)*(x - 1000000002) < 0', [1000000001, 1000000002]],
  ['(x + 1000000001)*(x + 1000000002) < 0', [-1000000002, -1000000001]],
  ['x*x < 0.25', [-0.5, 0.5]],
  ['x == 0', [0]],
] as const)('a comparison that changes twice is seen to: %s', (condition, places) => {
  const found = breakpointsOf(selected(`=${condition} ? 1 : 2`)).places.map(({x}) => x);
  expect(found).toHaveLength(places.length);
  places.forEach((place, i) => {
    expect(Math.abs((found[i] ?? Number.NaN) - place)).toBeLessThanOrEqual(2 ** -52 * Math.abs(place));
  });
});

test('a difference that is 0 on a whole interval has no place of its own at the end of it', () => {
  const between = {x: 1 / 3, exact: false, below: 1 / 3, above: 0.33333333333333337};
  for (const text of ['=max(0, 3*x - 1)^2', '=max(0, 3*x - 1)', '=abs(max(0, 3*x - 1))', '=min(0, 1 - 3*x)^2']) {
    expect(breakpointsOf(selected(text)).places).toMatchObject([between]);
  }
  expect(breakpointsOf(selected('=sqrt(min(0, 0.1 - x)^2)')).places.map(({x}) => x)).toEqual([0.1]);
  // 1 - tanh(x) is never 0, though no number of bits shows it from 2426 on.
  expect(breakpointsOf(selected('=1 - tanh(x) > 0 ? x : 0')).places).toEqual([]);
});

test('a function that branches without end gives its places near 0', () => {
  const {places} = breakpointsOf(selected('=abs(sin(x))'));
  expect(places.length).toBe(11);
  expect(places[10]?.x).toBe(5 * Math.PI);
});
