import {expect, test} from 'vitest';
import {standsFor, stored, ulpCounter} from '../../src/check/ulps.ts';
import {dtypeNamed, float64, formats, type NumberFormat, roundDouble} from '../../src/exact/number-format.ts';
import {createShortest} from '../../src/render/shortest.ts';
import {valuesOf} from '../exact/values-of.ts';

const float32 = dtypeNamed('float32');
const half = dtypeNamed('float16');
const bf16 = dtypeNamed('bfloat16');
const e4m3 = dtypeNamed('float8_e4m3fn');
const e5m2 = dtypeNamed('float8_e5m2');
const ulpsBetween = (a: number, b: number, format: NumberFormat) => ulpCounter(format)(a, b);

test('an ulp is a step to the next number of the format, across powers of two, subnormals and 0', () => {
  for (const format of [half, bf16, e4m3, e5m2]) {
    const numbers = valuesOf(format).filter((value) => Number.isFinite(value) && !Object.is(value, -0));
    const middle = numbers.indexOf(0);
    numbers.forEach((value, i) => {
      if (i > 0 && ulpsBetween(numbers[i - 1] as number, value, format) !== 1) expect.unreachable(String(value));
      if (ulpsBetween(value, 0, format) !== Math.abs(i - middle)) expect.unreachable(String(value));
    });
  }
});

test('known distances', () => {
  expect(ulpsBetween(1, 1 + 2 ** -10, half)).toBe(1);
  expect(ulpsBetween(1, 1 - 2 ** -11, half)).toBe(1);
  expect(ulpsBetween(-0, 0, half)).toBe(0);
  expect(ulpsBetween(2 ** -24, -(2 ** -24), half)).toBe(2);
  expect(ulpsBetween(1, 2, float32)).toBe(2 ** 23);
  expect(ulpsBetween(-0, 2 ** -126, float32)).toBe(2 ** 23);
  expect(ulpsBetween(-(2 ** -149), 2 ** -126 - 2 ** -149, float32)).toBe(2 ** 23);
  expect(ulpsBetween(Math.fround(0.1), Math.fround(0.3), float32)).toBe(0x3e99999a - 0x3dcccccd);
  expect(ulpsBetween(-(2 - 2 ** -23) * 2 ** 127, 2 ** -149, float32)).toBe(0x7f800000);
  expect(ulpsBetween(1, 2, float64)).toBe(2 ** 52);
  expect(ulpsBetween(0.3, 0.1 + 0.2, float64)).toBe(1);
});

test('a result is rounded as the format stores it, but an infinity stays what it is where the format has it', () => {
  expect(stored(65520, half, 'ieee')).toBe(Infinity);
  expect(stored(65520, half, 'saturate')).toBe(65504);
  expect(stored(Infinity, half, 'saturate')).toBe(Infinity);
  expect(stored(Infinity, e4m3, 'saturate')).toBe(448);
  expect(stored(-Infinity, e4m3, 'ieee')).toBeNaN();
});

test('what table writes stands for the number that it is, in every format', () => {
  for (const format of formats.filter(({bits}) => bits <= 16)) {
    const shortest = createShortest(format);
    for (const value of valuesOf(format)) {
      if (!standsFor(Number(shortest(value)), value, format))
        expect.unreachable(`${shortest(value)} in ${format.name}`);
    }
  }
}, 60_000);

// 1 + ceil(p log10 2) digits, by IEEE 754-2008, 5.12.2; FLT_DECIMAL_DIG and DBL_DECIMAL_DIG of C.
test.each([
  ['float64', 17],
  ['float32', 9],
  ['float16', 5],
  ['bfloat16', 4],
  ['float8_e4m3fn', 3],
  ['float8_e5m2', 2],
  ['tf32', 5],
  ['float8_e4m3fnuz', 3],
  ['float8_e5m2fnuz', 2],
])(
  'a number of %s is told by %i digits: so many stand for it, one more only where it is that very number',
  (name, most) => {
    const format = dtypeNamed(name);
    const numbers =
      format.bits <= 16
        ? valuesOf(format).filter(Number.isFinite)
        : Array.from({length: 999}, (_, i) => roundDouble(1.1 ** (i - 499) * (i % 2 ? 1 : -1), format, 'ieee'));
    let longer = 0;
    for (const value of numbers) {
      if (!standsFor(Number(value.toPrecision(most)), value, format)) expect.unreachable(`${value} in ${most} digits`);
      const text = value.toPrecision(most + 1);
      // The last digit counts, and digits that are all of the number are no rounding.
      if (text.replace(/e.*/, '').endsWith('0') || Number(text) === value) continue;
      longer += 1;
      if (standsFor(Number(text), value, format)) expect.unreachable(`${value} as ${text}`);
    }
    expect(longer > 0 || most === 17).toBe(true);
  },
);

test('a number that is off by a unit of its last digit does not stand for the one it is rounded to', () => {
  for (const [written, rounded, format] of [
    [9, 8, e5m2],
    [60_010, 60_000, half],
    [-60_010, -60_000, half],
  ] as const) {
    expect(roundDouble(written, format, 'ieee')).toBe(rounded);
    expect(standsFor(written, rounded, format)).toBe(false);
  }
});

test('the fewest digits that tell a number of the format stand for it; digits it has not do not', () => {
  for (const [written, format] of [
    [0.1, half],
    [6e-8, half],
    [65500, half],
    [0.0999755859375, half],
    [3.39e38, bf16],
    [1.59e29, bf16],
    [NaN, half],
    [-0, half],
    [0.1, float64],
  ] as const) {
    expect([written, standsFor(written, roundDouble(written, format, 'ieee'), format)]).toEqual([written, true]);
  }
  for (const [written, format] of [
    [0.1000123, half],
    [0.10001, half],
    [1e6, half],
    [1e-9, half],
    [Math.fround(0.1), half],
    [0.105, e4m3],
  ] as const) {
    expect([written, standsFor(written, roundDouble(written, format, 'ieee'), format)]).toEqual([written, false]);
  }
});
