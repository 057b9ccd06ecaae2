import {describe, expect, test} from 'vitest';
import {activationNamed} from '../../src/activations/registry.ts';
import {fromRecord} from '../../src/activations/selection.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {dtypeNamed, type NumberFormat, roundDouble} from '../../src/exact/number-format.ts';

describe('one rounding, not two', () => {
  const evaluate = (formula: string, format: NumberFormat) => {
    const selection = fromRecord(activationNamed('linear'), new Map(), formula);
    const rounding = {format, overflow: 'ieee'} as const;
    return exactEvaluator({roots: [selection.value], inputs: ['x'], parameters: new Map()}, rounding);
  };

  test('tanhshrink(18) in float8_e4m3fn is 18: 17 and a little, where 17 itself is a tie that goes to 16', () => {
    const format = dtypeNamed('float8_e4m3fn');
    expect(evaluate('x - tanh(x)', format)([18])).toEqual([18]);
    const double = evaluate('x - tanh(x)', dtypeNamed('float64'))([18])[0] ?? NaN;
    expect(roundDouble(double, format, 'ieee')).toBe(16);
  });

  test.each<[string, number, number]>([
    ['float32', 1 + 2 ** -24, 1 + 2 ** -23],
    ['float16', 1 + 2 ** -11, 1 + 2 ** -10],
    ['bfloat16', 1 + 2 ** -8, 1 + 2 ** -7],
    ['float8_e4m3fn', 1 + 2 ** -4, 1 + 2 ** -3],
    ['float8_e5m2', 1 + 2 ** -3, 1 + 2 ** -2],
    ['tf32', 1 + 2 ** -11, 1 + 2 ** -10],
    ['float8_e4m3fnuz', 1 + 2 ** -4, 1 + 2 ** -3],
    ['float8_e5m2fnuz', 1 + 2 ** -3, 1 + 2 ** -2],
    ['float4_e2m1fn', 1.25, 1.5],
  ])('in %s a tie and a hair goes up, and a tie less a hair down', (name, middle, above) => {
    const format = dtypeNamed(name);
    expect(evaluate('x + exp(-50)', format)([middle])).toEqual([above]);
    expect(evaluate('x - exp(-50)', format)([middle])).toEqual([1]);
    // Fewer bits than there are between the two show on which side of the tie the sum lies.
    expect(evaluate('x + exp(-50000)', format)([middle])).toEqual([above]);
    expect(evaluate('x - exp(-50000)', format)([middle])).toEqual([1]);
    expect(evaluate('x + exp(-1e300)', format)([middle])).toEqual([above]);
    expect(evaluate('x * (1 - exp(-1e300))', format)([middle])).toEqual([1]);
    expect(evaluate('x / tanh(1e300)', format)([middle])).toEqual([above]);
    expect(evaluate('x', format)([middle])).toEqual([1]);
    expect(evaluate('x + (exp(1) - e)', format)([middle])).toEqual([1]);
  });
});

// 1 + 2^-10 is an odd number of float16: of the ties beside it none is rounded to it, but a hair h more or less is.
test.each(['exp(-50)', 'exp(-50000)', 'exp(-1e300)'])(
  'a number a hair, %s, beside 0 has its sign when it is rounded to 0',
  (h) => {
    const format = dtypeNamed('float8_e4m3fn');
    const rounded = (formula: string) => {
      const selection = fromRecord(activationNamed('linear'), new Map(), formula.replace(/\bh\b/g, h));
      const rounding = {format, overflow: 'ieee'} as const;
      return exactEvaluator({roots: [selection.value], inputs: ['x'], parameters: new Map()}, rounding)([1]);
    };
    for (const formula of ['h', '(x + h) - 1', '1 - (x - h)', 'x - tanh(1/h)', '1 / (x - h) - 1'])
      expect([formula, rounded(formula)]).toEqual([formula, [0]]);
    for (const formula of ['-h', '(x - h) - 1', '1 - (x + h)', 'tanh(1/h) - x', '1 / (x + h) - 1'])
      expect([formula, rounded(formula)]).toEqual([formula, [-0]]);
  },
);

describe.each(['exp(-50)', 'exp(-50000)', 'exp(-1e300)'])('a hair, %s, stays on its side of a tie', (h) => {
  const wanted = 1 + 2 ** -10;
  const rounded = (formula: string, x: number) => {
    const selection = fromRecord(activationNamed('linear'), new Map(), formula.replace(/\bh\b/g, h));
    const rounding = {format: dtypeNamed('float16'), overflow: 'ieee'} as const;
    return exactEvaluator({roots: [selection.value], inputs: ['x'], parameters: new Map()}, rounding)([x])[0];
  };

  test.each([
    'x + h',
    '(x + h) * (1 + h)',
    '(-x - h) * (-1 - h)',
    '(x + h) / (1 - h)',
    '(-x - h) / (h - 1)',
    '(x + h)^3 / x^2',
    'sqrt(x*x + h)',
    '(x^2 + h)^1.5 / x^2',
    'abs(-x - h)',
    'max(x, x + h) + h',
    'x * exp(h)',
    'x + log1p(h)',
    'x + sin(h)',
    'x + atan(h)',
    'x + erf(h)',
    'x * erfc(-h)',
    'x * (1 + expm1(h))',
    '2 * x * sigmoid(h)',
    '2 * x * Phi(h)',
    'x * cosh(h)',
    'x / tanh(1/h)',
    'x / erf(1/h)',
    'x * erfc(-1/h)^-1 * 2',
    'x / sigmoid(1/h)',
    'x / (1 - exp(-1/h))',
  ])('a little more than 1 + 2^-11 goes up: %s', (formula) => {
    expect(rounded(formula, 1 + 2 ** -11)).toBe(wanted);
    expect(rounded(`-(${formula})`, 1 + 2 ** -11)).toBe(-wanted);
  });

  test.each([
    'x - h',
    '(x - h) * (1 - h)',
    '(h - x) * (h - 1)',
    '(x - h) / (1 + h)',
    '(h - x) / (-1 - h)',
    '(x - h)^3 / x^2',
    'sqrt(x*x - h)',
    '(x^2 - h)^1.5 / x^2',
    'abs(h - x)',
    'min(x, x - h) - h',
    'x * exp(-h)',
    'x + log1p(-h)',
    'x - tanh(h)',
    'x - sinh(h)',
    'x - tan(h)',
    'x * cos(sqrt(h))',
    'x * (1 + expm1(-h))',
    'x * erfc(h)',
    '2 * x * sigmoid(-h)',
    '2 * x * Phi(-h)',
    'x * sech2(h)',
    'x * tanh(1/h)',
    'x * erf(1/h)',
    '-x * erf(-1/h)',
    'x * erfc(-1/h) / 2',
    'x * sigmoid(1/h)',
    '-x * expm1(-1/h)',
  ])('a little less than 1 + 3·2^-11 goes down: %s', (formula) => {
    expect(rounded(formula, 1 + 3 * 2 ** -11)).toBe(wanted);
    expect(rounded(`-(${formula})`, 1 + 3 * 2 ** -11)).toBe(-wanted);
  });
});

// Ties of which the last place is decided by a share that is too small for any number of bits.
test.each<[string, string, number, number]>([
  ['x - tanh(x)', 'float64', 2 ** 53 + 2, 2 ** 53 + 2],
  ['x - tanh(x)', 'float64', -(2 ** 53) - 6, -(2 ** 53) - 6],
  ['x - tanh(x)', 'float32', 2 ** 24 + 2, 2 ** 24 + 2],
  ['x - tanh(x)', 'float16', 2426, 2426],
  ['1.375 * (x * sigmoid(x))', 'bfloat16', 5 * 2 ** 20, 7 * 2 ** 20 - 2 ** 17],
  ['1.375 * (x * sigmoid(x))', 'bfloat16', 131 * 2 ** 20, 180 * 2 ** 20],
  ['1.375 * (x * sigmoid(x))', 'bfloat16', 132 * 2 ** 20, 181 * 2 ** 20],
  ['1.75 * (x * sigmoid(x))', 'float64', 1.0272532199213233e308, Number.MAX_VALUE],
])('%s in %s at %d is %d', (formula, name, x, wanted) => {
  const selection = fromRecord(activationNamed('linear'), new Map(), formula);
  const rounding = {format: dtypeNamed(name), overflow: 'ieee'} as const;
  const evaluate = exactEvaluator({roots: [selection.value], inputs: ['x'], parameters: new Map()}, rounding);
  expect(evaluate([x])).toEqual([wanted]);
});
