/** How pieces meet: at doubles, at places between them, and where neither piece has a value of its own. */

import {describe, expect, test} from 'vitest';
import {kinksOf} from '../../../src/shape/joints/kinks.ts';
import {shapeOf} from '../../../src/shape/shape.ts';
import {selected} from '../../random/formulas.ts';

const shape = (formula: string) => shapeOf(selected(formula));

test.each([
  // Value and slope agree at a place that is no double.
  ['x>pi ? sin(x) : pi-x', 'C2'],
  ['x>pi ? pi-x : sin(x)', 'C2'],
  ['x>sqrt(2) ? x^2 : 2*sqrt(2)*x-2', 'C1'],
  ['x>1/3 ? x^2 : 2*x/3-1/9', 'C1'],
  ['x>e ? log(x) : x/e', 'C1'],
  ['x<log(2) ? exp(x) : 2*x+2-2*log(2)', 'C1'],
  ['x>pi ? cos(x)+1 : (x-pi)^2/2', 'C3'],
  ['x>1/3 ? x^2 : x/3', 'C0'],
  // One side is a limit.
  ['x>0 ? sin(x)/x : 1', 'C1'],
  ['x>0 ? (exp(x)-1)/x : 1', 'C0'],
  ['x>0 ? x*log(x) : 0', 'C0'],
  ['x>0 ? x^2*log(x) : 0', 'C1'],
  ['x==0 ? 0 : x*log(abs(x))', 'C0'],
  ['x*sqrt(abs(x))', 'C1'],
  ['(x-1)*abs(x-1)^0.25', 'C1'],
  ['x*atan(1/x)', 'C0'],
  ['atan(tan(x))', 'jumps'],
  // No derivative tells these from 0.
  ['x>0 ? exp(-1/x) : 0', 'smooth'],
  ['x<0 ? exp(1/x) : 0', 'smooth'],
  ['x>0 ? exp(-1/x)+x : x', 'smooth'],
  ['max(0,x)*exp(-1/abs(x))', 'smooth'],
  // What differs would underflow as a double.
  ['max(0,1e-200*x)^2', 'C1'],
  ['max(0,1e-120*x)^3', 'C2'],
  ['1e-200*abs(x)*1e-200', 'C0'],
  ['max(0,1e-200*(x-1))^2', 'C1'],
  // Derivatives of high order.
  ['abs(x)^5', 'C4'],
  ['abs(x)^7', 'C6'],
  ['abs(x)^4.5', 'C4'],
  ['x>1/3 ? (x-1)^2 : x^2-2*x+1', 'smooth'],
  // Roots that end, and powers that touch, between two doubles.
  ['sqrt(x-1/3)', 'smooth'],
  ['sqrt(x^2-2)', 'smooth'],
  ['max(0,(x-1/3)^3)', 'C2'],
  ['max(tanh((x-1/3)^3),0)', 'C2'],
  ['max((x-1/3)^3,(x-1/3)^5)', 'C0'],
  // Two corners, one at a double and one beside it.
  ['abs(x-1/10)+abs(x-0.1)', 'C0'],
  ['max(0,x-sqrt(2))-max(0,x-1.4142135623730951)', 'C0'],
  // Comparisons that change at a pole.
  ['min(1/x,1)', 'poles'],
  ['abs(1/(x-1/3))', 'poles'],
  ['sign(x)*exp(-abs(1/x))', 'smooth'],
])('the pieces of %s meet as %s', (formula, smoothness) => {
  expect(shape(formula).smoothness).toBe(smoothness);
});

describe('pieces that hold one double or none', () => {
  test.each([
    ['hardtanh(1e17*(x-2))', 'non-decreasing', 1e17],
    ['max(-1,min(1,1e18*(x-0.7)))', 'non-decreasing', 1e18],
    ['relu(x-3)-relu(x-3-1e-17)', 'non-decreasing', 1],
    ['max(0,x-1)-max(0,x-1.0000000000000002)', 'non-decreasing', 1],
    ['clip(1e20*(x-sqrt(2)),-1,1)', 'non-decreasing', 1e20],
  ])('%s is %s, no steeper than %s', (formula, monotonicity, value) => {
    const found = shape(formula);
    expect(found).toMatchObject({monotonicity, smoothness: 'C0', certain: true});
    expect(found.steepest.value).toBe(value);
  });

  test('a smooth step between two doubles is not told to be level', () => {
    expect(shape('tanh(1e20*(x-sqrt(2)))').certain).toBe(false);
  });
});

test.each([
  ['(x-1/3)^2', 0, 'non-negative'],
  ['(x^2-2)^2', 0, 'non-negative'],
  ['(exp(x)-3)^2', 0, 'non-negative'],
  ['x>1/3 ? x : 2/3-x', 1 / 3, 'positive'],
  ['-1/(1+1e16*(x-pi)^2)', -1, 'negative'],
])('the minimum of %s, between two doubles, is %s: its outputs are %s', (formula, value, sign) => {
  const found = shape(formula);
  expect([found.infimum.value, found.sign]).toEqual([value, sign]);
  expect(found.extrema.some((extremum) => extremum.kind === 'minimum' && extremum.value === value)).toBe(true);
});

test.each([
  ['exp(-1e10*(x-0.777)^2)', 'positive'],
  ['Phi(x-1e4)', 'positive'],
  ['min(x^2 + 1, Phi(cos(x) - 1e4))', 'positive'],
  ['exp(x)-exp(x)', 'zero'],
])('%s is %s, however it is rounded', (formula, sign) => {
  expect(shape(formula).sign).toBe(sign);
});

test.each([
  [
    'min(1/x,1)',
    'both',
    [
      [0, Number.NEGATIVE_INFINITY, 1],
      [1, 1, 1],
    ],
  ],
  ['abs(1/(x-1))', 'positive', [[1, Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY]]],
  ['relu(1/x)', 'non-negative', [[0, 0, Number.POSITIVE_INFINITY]]],
  ['max(sin(x),x-pi)', 'both', [[Math.PI, 0, 0]]],
  ['sqrt(x-1/3)', 'non-negative', [[1 / 3, Number.NaN, 0]]],
  [
    'x < 0 or x > 3 ? 0 : exp(tan(x))',
    'non-negative',
    [
      [0, 0, 1],
      [Math.PI / 2, Number.POSITIVE_INFINITY, 0],
      [3, expect.closeTo(0.867), 0],
    ],
  ],
] as const)('%s: signs %s, limits %j', (formula, sign, limits) => {
  const selection = selected(formula);
  expect(shapeOf(selection).sign).toBe(sign);
  expect(kinksOf(selection).map(({x, left, right}) => [x, left.value, right.value])).toEqual(limits);
});

test.each([
  ['atan(1/x)*sign(x)', [['minimum', 0, 0]]],
  [
    'atan(1/x)',
    [
      ['minimum', -Math.PI / 2, -5e-324],
      ['maximum', Math.PI / 2, 0],
    ],
  ],
  [
    '1/(1+exp(1/x))',
    [
      ['maximum', 1, -5e-324],
      ['minimum', 0, 0],
    ],
  ],
] as const)('extrema at a jump without a slope: %s', (formula, extrema) => {
  expect(shape(formula).extrema.map(({kind, value, from}) => [kind, value, from])).toEqual(extrema);
});

test('slopes beside a kink are limits, with their signs', () => {
  const slopes = (formula: string) =>
    kinksOf(selected(formula)).map(({x, left, right}) => [x, left.gradient, right.gradient]);
  const infinity = Number.POSITIVE_INFINITY;
  expect(slopes('sqrt(abs(x))')).toEqual([[0, -infinity, infinity]]);
  expect(slopes('log(abs(x-2))')).toEqual([[2, -infinity, infinity]]);
  expect(slopes('sign(x)*sqrt(abs(x))')).toEqual([[0, infinity, infinity]]);
  expect(slopes('sqrt(abs(x^2-1))')).toEqual([
    [-1, -infinity, infinity],
    [1, -infinity, infinity],
  ]);
  expect(slopes('x*log(abs(x))')).toEqual([[0, -infinity, -infinity]]);
  expect(slopes('x<0 ? exp(1/x) : 0')).toEqual([]);
  expect(slopes('max(x-1,log(x))')).toEqual([[0, Number.NaN, 1]]);
});

test('the subgradient at a corner is no slope of f', () => {
  expect(shape('max(x,-x)-abs(x)')).toMatchObject({monotonicity: 'constant', steepest: {value: 0}, sign: 'zero'});
});

test('a branch that changes at a hole is seen', () => {
  expect(shape('x + (0.5 <= (x*x + x)/(x - x) ? 1 : sin(x))')).toMatchObject({smoothness: 'jumps'});
  expect(shape('(x > 0 ? exp(x) : x) / x').plateaus).toHaveLength(1);
});

test('a stretch on which f cannot be told far out is looked at all the same', () => {
  const {extrema} = shape('x > 1e-3 ? erf((softplus(x) - x)*x) : -1');
  expect(extrema.some(({kind, from}) => kind === 'maximum' && Math.abs(from - 1.14455) < 1e-4)).toBe(true);
});

test('a turn between two doubles has a value where a comparison is not decided', () => {
  expect(shape('x^3 - max(x, x)').extrema.map(({value}) => Math.round(value * 1e6))).toEqual([384900, -384900]);
});

test('from one piece of the domain to the next f may fall', () => {
  expect(shape('log(tan(x))')).toMatchObject({monotonicity: 'none', certain: true});
  expect(shape('sqrt(x) - 1')).toMatchObject({monotonicity: 'increasing'});
});

test.each(['3/abs(atan(sin(x)^2))', '1/(x^2-2)^2', '1/tanh(x-1/3)^2'])(
  'a pole that does not change the sign, between two doubles, is no maximum: %s',
  (formula) => {
    const {smoothness, extrema, supremum} = shape(formula);
    expect([smoothness, supremum.value]).toEqual(['poles', Number.POSITIVE_INFINITY]);
    expect(extrema.filter(({kind}) => kind === 'maximum')).toEqual([]);
  },
);
