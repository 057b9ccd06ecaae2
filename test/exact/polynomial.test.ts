import fc from 'fast-check';
import {expect, test} from 'vitest';
import {polynomial} from '../../src/exact/double-double/polynomial.ts';
import {createRegister, put, taken} from '../../src/exact/double-double/register.ts';
import {integer} from './enclosures.ts';

const unit = 1074n;

/** How far a sum is from the polynomial, in units of 2^(-1074 n) for its n coefficients and s. */
function distance(coefficients: readonly bigint[], s: bigint, sum: bigint): bigint {
  const scale = unit * BigInt(coefficients.length - 1);
  const exact = coefficients.reduce((all, c, k) => all + c * s ** BigInt(k) * (1n << (scale - unit * BigInt(k))), 0n);
  const apart = exact - (sum << scale);
  return apart < 0n ? -apart : apart;
}

test('a polynomial lies within the error that is told, at 0 and near it too', () => {
  const sign = fc.constantFrom(1, -1);
  const coefficient = fc
    .tuple(fc.double({min: 0.5, max: 0.9, noNaN: true}), fc.double({min: -1, max: 1, noNaN: true}), sign)
    .map(([size, low, sign]) => [sign * size, low * 2 ** -54] as const);
  const place = fc
    .tuple(fc.double({min: 2 ** -4, max: 2 ** -3, noNaN: true}), fc.integer({min: -60, max: 0}), sign)
    .map(([size, power, sign]) => sign * size * 2 ** power);
  const pairs = fc.array(coefficient, {minLength: 3, maxLength: 6});
  fc.assert(
    fc.property(pairs, fc.oneof(place, fc.constant(0)), fc.boolean(), (pairs, hi, hasLow) => {
      const lo = hasLow ? hi * 2 ** -54 : 0;
      const register = createRegister();
      put(register, hi, [lo, 0]);
      polynomial(new Float64Array(pairs.flat()), register, 2);
      const value = taken(register, 0);
      const exact = pairs.map(([high, low]) => integer(high) + integer(low));
      const apart = distance(exact, integer(hi) + integer(lo), integer(value.hi) + integer(value.lo));
      expect(apart <= integer(value.err) << (unit * BigInt(pairs.length - 1))).toBe(true);
    }),
  );
});
