import {expect, test} from 'vitest';
import {createWideArithmetic} from '../../src/exact/double-double/wide.ts';
import {formats, type NumberFormat} from '../../src/exact/number-format.ts';
import {roundWide} from '../../src/exact/rounding.ts';

const [float64, float32] = formats as readonly [NumberFormat, NumberFormat];
const {unary, binary, number} = createWideArithmetic();
const exp = unary.exp as NonNullable<typeof unary.exp>; // the language has it
const mul = binary.mul as NonNullable<typeof binary.mul>; // as above

const rounded = (x: number, format: NumberFormat, factor = 1): number | undefined =>
  roundWide(mul(number(factor), exp(number(x))), {format, overflow: 'ieee'});

test('a number too small for a format is 0 with the sign of the number, one too large is infinite', () => {
  for (const format of [float64, float32]) {
    expect(rounded(-1e6, format)).toBe(0);
    expect(rounded(-1e6, format, -1)).toBe(-0);
    expect(rounded(1e6, format)).toBe(Infinity);
    expect(rounded(1e6, format, -1)).toBe(-Infinity);
  }
});

test('between the sizes that it rounds and those that are 0 it says nothing', () => {
  // e^-700 is a double, e^-745 the least one, and half of it decides: that is left to balls.
  expect([-700, -745, -745.5].map((x) => rounded(x, float64))).toEqual([undefined, undefined, undefined]);
  expect(rounded(-150, float64)).toBe(7.175095973164411e-66);
  expect(rounded(-103, float32)).toBe(1.401298464324817e-45);
});

test('a sum with a number that is far smaller keeps its sign, and a difference of equal ones has none', () => {
  const tiny = exp(number(-2000));
  const sum = binary.add?.(tiny, exp(number(-3000)));
  expect(sum && roundWide(sum, {format: float64, overflow: 'ieee'})).toBe(0);
  const difference = binary.sub?.(tiny, exp(number(-2000)));
  expect(difference && roundWide(difference, {format: float64, overflow: 'ieee'})).toBe(undefined);
});
