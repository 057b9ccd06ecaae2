/** The bit patterns of the numbers of a format. */

import {dtypeNamed, exponentOf, type NumberFormat, scale} from './number-format.ts';

/** How many bits a pattern has in memory: those of the number, and those behind it. */
export function patternBits({bits, padding}: NumberFormat): number {
  return bits + padding;
}

/** How many bytes are read and written for one number. */
export function bytesOf(format: NumberFormat): number {
  return Math.ceil(patternBits(format) / 8);
}

/** The bit pattern of a number of the format: sign, exponent field, fraction. NaN gives the quiet NaN of sign 0. */
export function bitsOf(value: number, format: NumberFormat): bigint {
  return ownBits(value, format) << BigInt(format.padding);
}

function ownBits(value: number, format: NumberFormat): bigint {
  if (Number.isNaN(value)) return nanBits(format);
  const isNegative = value < 0 || (Object.is(value, -0) && format.hasNegativeZero);
  return (isNegative ? signBit(format) : 0n) | placeOf(Math.abs(value), format);
}

/** Infinity with the first bit of the fraction set, where there is an infinity. */
function nanBits(format: NumberFormat): bigint {
  const {hasInfinity, hasNaN, hasNegativeZero, precision} = format;
  if (hasInfinity) return placeOf(Number.POSITIVE_INFINITY, format) + BigInt(2 ** (precision - 2));
  // All ones behind the sign. Else the pattern of -0: that is NaN, or, where there is none, what ml_dtypes makes of it.
  return hasNaN && hasNegativeZero ? signBit(format) - 1n : signBit(format);
}

/**
 * The number with this bit pattern. That of a tf32 is read as the float32 that holds it: it is no number of the format where
 * the last bits are not 0, and is rounded like any other.
 */
export function valueOfBits(bits: bigint, held: NumberFormat): number {
  const format = inMemory(held);
  const sign = signBit(format);
  if (bits === sign && !format.hasNegativeZero) return Number.NaN;
  const fraction = BigInt(format.precision - 1);
  const place = bits & (sign - 1n);
  const value = valueOfFields(Number(place >> fraction), Number(place & ((1n << fraction) - 1n)), format);
  return place === bits ? value : -value;
}

/** The same for formats of 32 bits or fewer, of one pattern after another: without bigints. */
export function valueOfPattern(held: NumberFormat): (pattern: number) => number {
  const format = inMemory(held);
  const {bits, precision, hasNegativeZero} = format;
  const [sign, fieldOne] = [2 ** (bits - 1), 2 ** (precision - 1)];
  const nan = hasNegativeZero ? undefined : sign;
  return (pattern) => {
    if (pattern === nan) return Number.NaN;
    const place = pattern % sign;
    const fraction = place % fieldOne;
    const value = valueOfFields((place - fraction) / fieldOne, fraction, format);
    return place === pattern ? value : -value;
  };
}

/** The format that has all bits of a pattern in memory. */
function inMemory(format: NumberFormat): NumberFormat {
  return format.padding === 0 ? format : dtypeNamed('float32');
}

/** The number, not negative, with this exponent field and this fraction. */
function valueOfFields(
  field: number,
  fraction: number,
  {precision, leastExponent, largest, hasInfinity}: NumberFormat,
): number {
  if (field === 0) return scale(fraction, leastExponent);
  const value = scale(2 ** (precision - 1) + fraction, leastExponent + field - 1);
  return value <= largest ? value : hasInfinity && fraction === 0 ? Number.POSITIVE_INFINITY : Number.NaN;
}

function signBit({bits}: NumberFormat): bigint {
  return 1n << BigInt(bits - 1);
}

/** The place of a number that is not negative among those of the format, 0 having the place 0; infinity comes last. */
export function placeOf(size: number, format: NumberFormat): bigint {
  const {precision, leastExponent, largest} = format;
  if (size === Number.POSITIVE_INFINITY) return placeOf(largest, format) + 1n;
  // The exponent of the ulp: the exponent field counts its doublings from the subnormals on.
  const last = size === 0 ? leastExponent : Math.max(exponentOf(size) - precision + 1, leastExponent);
  // In bigints, because a pattern of float64 has more bits than a double holds.
  return BigInt(last - leastExponent) * BigInt(2 ** (precision - 1)) + BigInt(scale(size, -last));
}

/** The number at a place; infinity behind the largest, also in a format without one. */
export function numberAt(place: bigint, format: NumberFormat): number {
  if (place > placeOf(format.largest, format)) return Number.POSITIVE_INFINITY;
  const fraction = BigInt(format.precision - 1);
  return valueOfFields(Number(place >> fraction), Number(place & ((1n << fraction) - 1n)), format);
}
