import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {dtypeNamed, formats, roundDouble} from '../../src/exact/number-format.ts';
import {createShortest} from '../../src/render/shortest.ts';
import {valuesOf} from '../exact/values-of.ts';

const digitsOf = (text: string): number =>
  text
    .replace(/e.*$|[-.]/g, '')
    .replace(/^0+/, '')
    .replace(/0+$/, '').length;

describe.each(formats.filter(({bits}) => bits <= 16).map((format) => [format.name, format] as const))(
  'every number of %s',
  (_, format) => {
    const write = createShortest(format);
    const values = [...valuesOf(format)];
    const texts = values.map(write);

    test('reads back', () => {
      expect(texts.every((text, i) => Object.is(roundDouble(Number(text), format, 'ieee'), values[i]))).toBe(true);
    });

    test('is an integer or has no decimal with fewer digits that reads back', () => {
      const shorter = texts.flatMap((text, i) => {
        const [digits, size] = [digitsOf(text) - 1, Math.abs(values[i] ?? Number.NaN)];
        if (digits < 1 || !Number.isFinite(size) || Number.isSafeInteger(size)) return [];
        const exponent = Math.floor(Math.log10(size)) - digits + 1;
        const below = Math.floor(size / 10 ** exponent);
        const decimals = [-1, 0, 1, 2].map((step) => Number(`${below + step}e${exponent}`));
        return decimals.filter((decimal) => roundDouble(decimal, format, 'ieee') === size).map(() => text);
      });
      expect(shorter).toEqual([]);
    });
  },
);

// float32 and float16 as NumPy prints them.
test.each([
  ['float32', 0.1, '0.1'],
  ['float32', 1 / 3, '0.33333334'],
  ['float32', 16777216, '16777216'],
  ['float32', 2 ** -149, '1e-45'],
  ['float32', 2 ** 127 * (2 - 2 ** -23), '3.4028235e+38'],
  ['float32', 2 ** -126, '1.1754944e-38'],
  ['float32', 9.5367431640625e-7, '9.536743e-7'],
  ['float16', 65504, '65504'],
  ['float16', -2049, '-2048'],
  ['bfloat16', 2 ** 30, '1073741824'],
  ['bfloat16', 2 ** 53, '9000000000000000'],
  ['float8_e5m2', 57344, '57344'],
  ['float32', 1e15, '999999986991104'],
  ['float16', 0.1, '0.1'],
  ['float16', 2 ** -24, '6e-8'],
  ['bfloat16', Math.PI, '3.14'],
  ['float8_e4m3fn', 448, '448'],
  ['float64', 0.1, '0.1'],
  ['float16', Number.NaN, 'NaN'],
  ['float16', -Infinity, '-Infinity'],
  ['float16', -0, '-0'],
])('in %s %d is %s', (name, value, text) => {
  const format = dtypeNamed(name);
  expect(createShortest(format)(roundDouble(value, format, 'ieee'))).toBe(text);
});

test('every float32 reads back, with no digit to spare', () => {
  const write = createShortest(dtypeNamed('float32'));
  fc.assert(
    fc.property(fc.float({noNaN: true, noDefaultInfinity: true}), (value) => {
      const text = write(value);
      expect(Math.fround(Number(text))).toBe(value);
      const digits = digitsOf(text);
      if (digits > 1 && !Number.isSafeInteger(value))
        expect(Math.fround(Number(Math.abs(value).toExponential(digits - 2)))).not.toBe(Math.abs(value));
    }),
    {numRuns: 2000},
  );
});
