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

// 1 + 2^-11 is a tie of float16 that goes to 1: a hair h more goes up, and what is less down.
describe.each(['exp(-50)', 'exp(-50000)', 'exp(-1e300)'])('a hair, %s, stays on its side of a tie', (h) => {
  const [x, above] = [1 + 2 ** -11, 1 + 2 ** -10];
  const rounding = {format: dtypeNamed('float16'), overflow: 'ieee'} as const;
  test.each<[string, number]>([
    ['(x + h) * (1 + h)', above],
    ['(x - h) * (1 - h)', 1],
    ['(-x - h) * (-1 - h)', above],
    ['(-x + h) * (1 - h)', -1],
    ['(x + h) / (1 - h)', above],
    ['(x - h) / (1 + h)', 1],
    ['(-x - h) / (1 - h)', -above],
    ['(x + h)^3 / x^2', above],
    ['sqrt(x*x + h)', above],
    ['sqrt(x*x - h)', 1],
    ['(x^2 + h)^1.5 / x^2', above],
    ['abs(-x - h)', above],
    ['max(x, x + h) + h', above],
    ['min(x, x - h) - h', 1],
    ['x * exp(h)', above],
    ['x * exp(-h)', 1],
    ['x + log1p(h)', above],
    ['x + atan(h)', above],
    ['x - tanh(h)', 1],
    ['x * cos(sqrt(h))', 1],
    ['x * (1 + expm1(-h))', 1],
    ['x * erfc(h)', 1],
    ['x * erfc(-h)', above],
    ['2 * x * sigmoid(h)', above],
    ['2 * x * Phi(-h)', 1],
    ['x * cosh(h)', above],
    ['x * sech2(h)', 1],
  ])('%s is %d', (formula, wanted) => {
    const selection = fromRecord(activationNamed('linear'), new Map(), formula.replace(/\bh\b/g, h));
    const evaluate = exactEvaluator({roots: [selection.value], inputs: ['x'], parameters: new Map()}, rounding);
    expect(evaluate([x])).toEqual([wanted]);
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
