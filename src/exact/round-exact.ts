/**
 * Exact numbers rounded once to a format, in a direction. Toward 0 every result is at most as large as the exact number:
 * a finite one that is too large becomes the largest number, whatever an overflow is to become, and only an infinity is
 * treated as one.
 */

import {bitLength, exponentOf, overflowed, type Rounding, roundDouble, scale, zeroOf} from './number-format.ts';

/** m 2^e, m not 0; subnormals are kept; a zero has the sign of m. */
export function roundInteger(m: bigint, e: number, rounding: Rounding): number {
  const {format} = rounding;
  const negative = m < 0n;
  const size = negative ? -m : m;
  const length = bitLength(size);
  const top = length + e;
  if (top > 1100) return tooLarge(negative, rounding);
  const last = Math.max(top - format.precision, format.leastExponent);
  const shift = last - e;
  // The whole number is less than half a unit of the last place.
  if (shift > length + 1) return zeroOf(negative, format);
  const kept = shift <= 0 ? size << BigInt(-shift) : roundShift(size, shift, rounding);
  const value = scale(Number(kept), last);
  if (value > format.largest) return tooLarge(negative, rounding);
  if (value === 0) return zeroOf(negative, format);
  return negative ? -value : value;
}

/** size / 2^shift as an integer. */
function roundShift(size: bigint, shift: number, {direction}: Rounding): bigint {
  const places = BigInt(shift);
  const kept = size >> places;
  if (direction === 'toZero') return kept;
  const rest = size - (kept << places);
  const half = 1n << (places - 1n);
  const tieGoesUp = direction === 'nearestAway' || (kept & 1n) === 1n;
  return rest > half || (rest === half && tieGoesUp) ? kept + 1n : kept;
}

/** What a finite number becomes that is larger than all of the format. */
export function tooLarge(negative: boolean, {format, overflow, direction}: Rounding): number {
  return overflowed(negative, format, direction === 'toZero' ? 'saturate' : overflow);
}

/** A double, which is an exact number here; infinities are exact too. */
export function roundExact(x: number, rounding: Rounding): number {
  const {format, overflow, direction = 'nearest'} = rounding;
  if (direction === 'nearest' || !Number.isFinite(x) || x === 0) return roundDouble(x, format, overflow);
  if (format.precision === 53) return x;
  const last = Math.max(exponentOf(x) - format.precision + 1, format.leastExponent);
  // Below 2^24, so that half a unit more is exact.
  const units = scale(x, -last);
  const value = scale(Math.trunc(direction === 'toZero' ? units : units + Math.sign(units) / 2), last);
  if (Math.abs(value) > format.largest) return tooLarge(x < 0, rounding);
  return value === 0 ? zeroOf(x < 0, format) : value;
}
