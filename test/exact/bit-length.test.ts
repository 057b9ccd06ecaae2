import {expect, test} from 'vitest';
import {bitLength} from '../../src/exact/number-format.ts';

test('the length of an integer is that of its binary digits, next to every power of two and beyond all doubles', () => {
  const wrong = Array.from({length: 2300}, (_, n) => 1n << BigInt(n))
    .flatMap((power) => [power - 1n, power, power + 1n, power + (power >> 1n)])
    .filter((m) => m > 0n && bitLength(m) !== m.toString(2).length);
  expect(wrong).toEqual([]);
});
