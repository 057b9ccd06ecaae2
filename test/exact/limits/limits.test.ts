import {describe, expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {gradientOf, type Selection} from '../../../src/activations/selection.ts';
import {exactEvaluator} from '../../../src/exact/ladder.ts';
import {dtypeNamed} from '../../../src/exact/number-format.ts';
import {ofOneNumber} from '../../activations/of-one-number.ts';

function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  return selection;
}

/** Value and gradient at an infinity, and whether both are certain. */
function limits(
  text: string,
  x: number,
  format = 'float64',
): readonly [value: number, gradient: number, certain: boolean] {
  const selection = selected(text);
  const {value, inputs, parameters} = selection;
  let certain = true;
  const roots = [value, gradientOf(selection, 'x')];
  const rounding = {format: dtypeNamed(format), overflow: 'ieee'} as const;
  const evaluate = exactEvaluator({roots, inputs, parameters}, rounding, undefined, {
    limitNotKnown: () => {
      certain = false;
    },
  });
  const [first = Number.NaN, second = Number.NaN] = evaluate([x]);
  return [first, second, certain];
}

const inf = Number.POSITIVE_INFINITY;
const nan = Number.NaN;
const {E, PI} = Math;

describe('the limits of a function and its gradient', () => {
  test.each<readonly [string, number, number]>([
    // Steps: a limit at a jump is that of the side from which it is approached.
    ['=floor(x)', inf, 0],
    ['=round(-x^2)', -inf, 0],
    ['=floor(1-exp(-x))', 0, 0],
    ['=floor(1+exp(-x))', 1, 0],
    ['=floor(1/x-1)', -1, 0],
    ['=round(1/x)', 0, 0],
    ['=round(-1/x)', -0, 0],
    ['=round(2.5+1/x)', 3, 0],
    ['=round(2.5-1/x)', 2, 0],
    ['=floor(pi)', 3, 0],
    ['=round(tanh(x)*3.5)', 3, 0],
    ['=floor(sin(x)/x+2.5)', 2, 0],
    ['=floor(x)/x', 1, -0],
    // Sums that cancel.
    ['=sqrt(x^2+1)-x', 0, -0],
    ['=log(1+exp(x))-x', 0, -0],
    ['=softplus(x)-x', 0, -0],
    ['=exp(x)*exp(-x)-1', 0, 0],
    ['=x-x', 0, 0],
    ['=((x-x)*cos(x))^2', 0, 0],
    ['=sinh(x)^2-cosh(x)^2+1', 0, 0],
    ['=sqrt(2)^2*x-2*x', 0, 0],
    ['=sqrt(x+sqrt(x))-sqrt(x)', 0.5, 0],
    ['=(x+1)^3-x^3-3*x^2-3*x', 1, 0],
    ['=log(x+1)-log(x)', 0, -0],
    ['=x*(atan(x)-pi/2)', -1, -0],
    ['=x*log(1+1/x)', 1, 0],
    // Gradients that come to 0 from below.
    ['=sigmoid(x)*(1-sigmoid(x))', 0, -0],
    ['=tanh(x)*(1-tanh(x))', 0, -0],
    ['=(1-erf(x))*erf(x)', 0, -0],
    ['=Phi(x)*(1-Phi(x))', 0, -0],
    // Slow ones, and scales of several heights.
    ['=1+1/log(x)', 1, -0],
    ['=log(x)/x', 0, -0],
    ['=log(log(x))', inf, 0],
    ['=1/log(log(log(x)))', 0, -0],
    ['=x^x', inf, inf],
    ['=(1+1/x)^x', E, 0],
    ['=x^(1/x)', 1, -0],
    ['=exp(x^3)/exp(x^3+1)', 1 / E, 0],
    ['=2^x/3^x', 0, -0],
    ['=x^0.1*exp(-x)', 0, -0],
    ['=exp(log(x)^2)/x^1000', inf, inf],
    ['=exp(sqrt(log(x)))/x^1e-9', 0, -0],
    ['=exp(x+1/x)/exp(x)', 1, -0],
    ['=x/log(x^(log(x^(log(2)/log(x)))))', inf, 0],
    // By Gruntz (1996).
    ['=log(log(x*exp(x*exp(x))+1))-exp(exp(log(log(x))+1/x))', -0, 0],
    ['=exp(exp(exp(x)))/exp(exp(exp(x-exp(-exp(x)))))', inf, inf],
    ['=(3^x+5^x)^(1/x)', 5, -0],
    ['=exp(exp(2*log(x^5+x)*log(log(x))))/exp(exp(10*log(x)*log(log(x))))', inf, nan],
    // Functions by their asymptotic forms.
    ['=erfc(x)*exp(x^2)*x', 1 / Math.sqrt(PI), 0],
    ['=atan(x)', PI / 2, 0],
    ['=erf(1+1/x)', 0.8427007929497149, -0],
    ['=sigmoid(2+1/x)', 0.8807970779778824, -0],
    ['=sin(pi+1/x)*x', -1, -0],
    ['=x*sin(1/x)', 1, 0],
    ['=cos(1/x)', 1, 0],
    ['=phi(x)/Phi(-x)-x', 0, -0],
    // Waves that vanish, or are carried away.
    ['=sin(x)/x', 0, 0],
    ['=exp(-x)*cos(exp(x))', 0, nan],
    ['=x+sin(x)', inf, nan],
    ['=x*(2+cos(x))', inf, nan],
    ['=exp(x+sin(x))', inf, nan],
    ['=tanh(x*(2+sin(x)))', 1, 0],
    ['=max(sin(x)/x, 0)', 0, nan],
    // Branches.
    ['=max(x, 2)', inf, 1],
    ['=x > log(x)^100 ? 3 : x', 3, 0],
    ['=abs(log(x)-sqrt(x))', inf, 0],
    ['=sign(1/x - 1/(x+1))', 1, 0],
    ['=1/max(0,-x)', inf, nan],
  ])('%s tends to %s, and its gradient to %s', (text, value, gradient) => {
    const [found, slope] = limits(text, inf);
    expect(found).toBe(value);
    // Gradients that have no limit, or none that is proven, are left out.
    if (!Number.isNaN(gradient)) expect(slope).toBe(gradient);
  });

  test.each([
    '=cos(sqrt(abs(x)))',
    '=sin(log(1+x^2))',
    '=1+sin(sqrt(abs(x)))/2',
    'sin:omega_0=1e-300',
    '=cos(1e-300*x)',
    '=x*cos(x)',
    '=exp(sin(x))',
    '=1/(2+sin(x))',
    '=abs(sin(x))',
    '=max(0, sin(x))',
    '=sign(sin(log(1+abs(x))))',
    '=tan(x)',
    '=sin(x)*cos(x)',
    '=sin(exp(abs(x)))',
  ])('%s has none, and that is certain', (text) => {
    for (const x of [-inf, inf]) expect(limits(text, x)).toEqual([nan, nan, true]);
  });

  test.each(['snake:a=1e-300', 'snake:a=1'])('the gradient of %s has none', (text) => {
    expect([-inf, inf].map((x) => limits(text, x).slice(0, 2))).toEqual([
      [-inf, nan],
      [inf, nan],
    ]);
  });

  test.each(['=sin(x)^2+cos(x)^2', '=(exp(1/x-exp(-x))-exp(1/x))*exp(x)', '=sin(x+1/x)-sin(x)'])(
    'of %s nothing is said that is not certain',
    (text) => {
      expect(limits(text, inf)).toEqual([nan, nan, false]);
    },
  );

  test('a function that is not defined has none', () => {
    expect(limits('=log(-x)', inf)).toEqual([nan, nan, true]);
    expect(limits('=sqrt(-x)', inf)).toEqual([nan, nan, true]);
    expect(limits('=(-2)^x', inf)).toEqual([nan, nan, true]);
  });
});

// What is left of a function when the first terms of its series are taken away; by hand.
test.each([
  ['=x^2*(exp(1/x)-1-1/x)', 1 / 2],
  ['=x^2*(expm1(1/x)-1/x)', 1 / 2],
  ['=x-x^2*log(1+1/x)', 1 / 2],
  ['=x-x^2*log1p(1/x)', 1 / 2],
  ['=x^2*(1/(1+1/x)-1+1/x)', 1],
  ['=x^2*(sqrt(1+1/x)-1-1/(2*x))', -1 / 8],
  ['=x^2*((1+1/x)^pi-1-pi/x)', (PI * (PI - 1)) / 2],
  ['=x^3*(sin(1/x)-1/x)', -1 / 6],
  ['=x^2*(1-cos(1/x))', 1 / 2],
  ['=x^2*(sin(2+1/x)-sin(2)-cos(2)/x)', -Math.sin(2) / 2],
  ['=x^2*(cos(2+1/x)-cos(2)+sin(2)/x)', -Math.cos(2) / 2],
  ['=x^3*(tan(1/x)-1/x)', 1 / 3],
  ['=x^3*(atan(1/x)-1/x)', -1 / 3],
  ['=x^2*(atan(1+1/x)-atan(1)-1/(2*x))', -1 / 4],
  ['=x^3*(atan(x)-pi/2+1/x)', 1 / 3],
  ['=x^3*(sinh(1/x)-1/x)', 1 / 6],
  ['=x^2*(cosh(1/x)-1)', 1 / 2],
  ['=x^3*(tanh(1/x)-1/x)', -1 / 3],
  ['=x^2*(1-sech2(1/x))', 1],
  ['=exp(4*x)*(tanh(x)-1+2*exp(-2*x))', 2],
  ['=x^3*(sigmoid(1/x)-1/2-1/(4*x))', -1 / 48],
  ['=exp(2*x)*(sigmoid(x)-1+exp(-x))', 1],
  ['=x^2*(softplus(1/x)-log(2)-1/(2*x))', 1 / 8],
  ['=exp(2*x)*(softplus(x)-x-exp(-x))', -1 / 2],
  ['=x^3*(erf(1/x)-2/(sqrt(pi)*x))', -2 / (3 * Math.sqrt(PI))],
  ['=x^2*(erf(1+1/x)-erf(1)-2/(sqrt(pi)*e*x))', -2 / (Math.sqrt(PI) * E)],
  ['=x^4*(erfc(x)*exp(x^2)*x*sqrt(pi)-1+1/(2*x^2))', 3 / 4],
  ['=x^3*(Phi(1/x)-1/2-1/(x*sqrt(2*pi)))', -1 / (6 * Math.sqrt(2 * PI))],
  ['=x^2*(phi(1/x)*sqrt(2*pi)-1)', -1 / 2],
])('%s tends to %d', (text, expected) => {
  const [value] = limits(text, inf);
  expect(Math.abs(value - expected), String(value)).toBeLessThanOrEqual(2 ** -50 * Math.abs(expected));
});

// Far out on the line the same differences are too small for any ball.
test.each(['=sigmoid(x)*(1-sigmoid(x))', '=tanh(x)*(1-tanh(x))', '=(1-erf(x))*erf(x)', '=Phi(x)*(1-Phi(x))'])(
  'at numbers near the end of doubles the gradient of %s is -0 too',
  (text) => {
    for (const x of [2e12, 1e20, 1e300, Number.MAX_VALUE]) expect(limits(text, x)).toEqual([0, -0, true]);
  },
);

test('a wave of an angle that may jump for ever is not known', () => {
  expect(limits('=sin(x+4*sign(sin(x)))', inf)).toEqual([nan, nan, false]);
});

test('a limit is rounded once to a small format', () => {
  // Halfway between two numbers of float8_e4m3fn but for a part that no double beside 1 holds.
  expect(limits('=17+1e-30+1/x', inf, 'float8_e4m3fn')[0]).toBe(18);
  expect(limits('=17-1e-30+1/x', inf, 'float8_e4m3fn')[0]).toBe(16);
});

test('inputs that are finite are numbers', () => {
  const {value, inputs, parameters} = selected('maxout');
  const rounding = {format: dtypeNamed('float64'), overflow: 'ieee'} as const;
  const at = exactEvaluator({roots: [value], inputs, parameters}, rounding);
  expect(at(inputs.map((_, i) => (i === 0 ? inf : 0.5)))).toEqual([inf]);
});

test('work is bounded: a thousand nodes take a fraction of a second', () => {
  const nested = Array.from({length: 150}, (_, i) => i).reduce((text, i) => `sigmoid(${text}/${i + 2}+1/x)`, 'x');
  const sum = Array.from({length: 250}, (_, i) => `exp(sin(1/(x+${i})))*log(x+${i})`).join('+');
  const tower = `${'exp('.repeat(150)}x${')'.repeat(150)}`;
  for (const text of [nested, sum, tower]) {
    const start = performance.now();
    limits(`=${text}`, inf);
    expect(performance.now() - start).toBeLessThan(4000); // some tenths of a second where nothing else runs
  }
});

test('of every activation value and gradient at both infinities are certain', () => {
  for (const name of ofOneNumber) {
    expect([name, limits(name, inf)[2], limits(name, -inf)[2]]).toEqual([name, true, true]);
  }
});

test('the sign of a quotient by a 0 that changes its own is not known', () => {
  const limit = (formula: string) => limits(formula, inf)[0];
  expect(limit('=x/((x-x)*cos(x))')).toBeNaN();
  expect(limit('=x/(x-x)')).toBe(inf);
  expect(limit('=1/abs(-(x-x))')).toBe(inf);
});
