import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {hexFloat, nearestDouble, nearestQuotient, readNumber} from '../../src/formula/number-text.ts';

describe('readNumber', () => {
  test.each([
    ['1', 1],
    ['-1.5e-3', -1.5e-3],
    ['+.5', 0.5],
    ['5.', 5],
    [' 7\r', 7],
    ['-0', -0],
    ['0', 0],
    ['0e5', 0],
    ['1e400', Infinity],
    ['4.9e-324', 5e-324],
    ['inf', Infinity],
    ['+Inf', Infinity],
    ['-INF', -Infinity],
    ['-infinity', -Infinity],
    ['nan', NaN],
    ['-NaN', NaN],
    ['0x1F', 31],
    [' 0x10 ', 16],
    ['-0x1F', -31],
    ['0x1.8p-3', 0.1875],
    ['0X.8P1', 1],
    ['-0x0p+0', -0],
    ['0x1p-1074', 5e-324],
    ['0x1p-1075', 0],
    ['0x1.0000000000001p-1075', 5e-324],
    ['0x1.8p-1074', 1e-323],
    ['0x0.8p-1074', 0],
    ['0x1.fffffffffffff7p1023', Number.MAX_VALUE],
    ['0x1.fffffffffffff8p1023', Infinity],
    ['0x1.00000000000008p0', 1],
    ['0x1.00000000000008000001p0', 1 + Number.EPSILON],
    ['0x1.00000000000018p0', 1 + 2 * Number.EPSILON],
    ['0x1p99999999999999999999', Infinity],
    ['-0x1p-99999999999999999999', -0],
  ])('%j is %d', (text, value) => {
    expect(readNumber(text)).toBe(value);
  });

  test.each([
    '',
    ' ',
    '\t',
    'abc',
    '0b11',
    '0o17',
    ' 0b1',
    '0B11',
    '0O17',
    '0b0',
    '1_000',
    '1,5',
    '0x',
    '0x.',
    '0xp1',
    '--1',
    '1 2',
    'e',
    'infinite',
  ])('%j is not a number', (text) => {
    expect(readNumber(text)).toBeUndefined();
  });

  test('reads back what String() and hexFloat() write, for every double', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(readNumber(Object.is(value, -0) ? '-0' : String(value))).toBe(value);
        expect(readNumber(hexFloat(value))).toBe(value);
      }),
    );
  });
});

describe('hexFloat', () => {
  test.each([
    [0.1875, '0x1.8p-3'],
    [1, '0x1p+0'],
    [-0, '-0x0p+0'],
    [0.1, '0x1.999999999999ap-4'],
    [5e-324, '0x1p-1074'],
    [1.5e-323, '0x1.8p-1073'],
    [-Number.MAX_VALUE, '-0x1.fffffffffffffp+1023'],
    [NaN, 'NaN'],
    [-Infinity, '-Infinity'],
  ])('%d is %s', (value, text) => {
    expect(hexFloat(value)).toBe(text);
  });
});

describe('nearestDouble and nearestQuotient', () => {
  test('an integer rounds as Number() rounds it', () => {
    fc.assert(
      fc.property(fc.bigInt({min: 0n, max: 1n << 1030n}), (integer) => {
        expect(nearestDouble(integer, 0)).toBe(Number(integer));
      }),
    );
  });

  test('a decimal fraction rounds as its text does', () => {
    fc.assert(
      fc.property(
        fc.bigInt({min: -(10n ** 30n), max: 10n ** 30n}),
        fc.integer({min: 0, max: 340}),
        (digits, places) => {
          const expected = digits === 0n ? 0 : Number(`${digits}e-${places}`);
          expect(nearestQuotient(digits, 10n ** BigInt(places))).toBe(expected);
        },
      ),
    );
  });
});
