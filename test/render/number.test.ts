import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {exactNumber} from '../../src/formula/number-text.ts';
import {roundedNumber} from '../../src/render/number.ts';

describe('exactNumber', () => {
  test.each([
    [0.1, '0.1'],
    [0, '0'],
    [-0, '-0'],
    [1e21, '1e+21'],
    [5e-324, '5e-324'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('%d is %s', (value, text) => {
    expect(exactNumber(value)).toBe(text);
  });

  test('reads back to the same double', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(Number(exactNumber(value))).toBe(value);
      }),
    );
  });
});

describe('roundedNumber', () => {
  test.each([
    [0.36787944117144233, 6, '0.367879'],
    [-0.9975212478233336, 6, '-0.997521'],
    [0.5, 6, '0.5'],
    [-1, 6, '-1'],
    [0, 6, '0'],
    [-0, 6, '-0'],
    [100, 6, '100'],
    [100, 2, '100'],
    [123456, 3, '123000'],
    [999999.9, 6, '1000000'],
    [9999999, 7, '9999999'],
    [9999999, 6, '1e+7'],
    [1.5e10, 6, '1.5e+10'],
    [-1234567890, 6, '-1.23457e+9'],
    [1234567890, 10, '1234567890'],
    [0.00001234567, 6, '0.0000123457'],
    [0.000001234567, 6, '1.23457e-6'],
    [0.00000999999999, 3, '0.00001'],
    [5e-324, 6, '4.94066e-324'],
    [Number.MAX_VALUE, 3, '1.8e+308'],
    [0.1, 17, '0.10000000000000001'],
    [2.5, 1, '3'],
    [12.5, 2, '13'],
    [0.95, 1, '0.9'],
    [NaN, 6, 'NaN'],
    [Infinity, 6, 'Infinity'],
    [-Infinity, 6, '-Infinity'],
  ])('%d to %i digits is %s', (value, digits, text) => {
    expect(roundedNumber(value, digits)).toBe(text);
  });

  test('has the value of the number rounded to so many significant digits, in at most 14 characters for 6', () => {
    fc.assert(
      fc.property(fc.double({noNaN: true}), fc.integer({min: 1, max: 17}), (value, digits) => {
        expect(Number(roundedNumber(value, digits))).toBe(value === 0 ? value : Number(value.toPrecision(digits)));
        expect(roundedNumber(value, 6).length).toBeLessThanOrEqual(14);
      }),
    );
  });
});
