/** How far a result is from the right one, in steps between the numbers of a format. */

import {
  bitsOf,
  exponentOf,
  float64,
  type NumberFormat,
  type Overflow,
  roundDouble,
  scale,
} from '../exact/number-format.ts';

/**
 * The distance in ulps of two finite numbers of the format: how many steps lead from one to the other, -0 and 0 being
 * one number. The right result is the rounded one, so 0 means correctly rounded and 1 its neighbour. It is not the
 * difference in units of the last place, because these differ by a factor of two on the two sides of a power of two,
 * and at 0 by all the exponents there are.
 */
export function ulpsBetween(a: number, b: number, format: NumberFormat): number {
  if (a === b) return 0;
  if (format.precision === 53) return Math.abs(Number(bitsFromZero(a) - bitsFromZero(b)));
  return Math.abs(stepsFromZero(a, format) - stepsFromZero(b, format));
}

/** The index of a double among the doubles: a bit pattern without its sign counts the numbers from 0 up. */
function bitsFromZero(value: number): bigint {
  const steps = bitsOf(Math.abs(value), float64);
  return value < 0 ? -steps : steps;
}

/** The same of a number of a narrower format, without bigints, which would take longest of all in a check of 2^32 results. */
function stepsFromZero(value: number, {precision, leastExponent}: NumberFormat): number {
  if (value === 0) return 0;
  const size = Math.abs(value);
  const last = Math.max(exponentOf(size) - precision + 1, leastExponent);
  const steps = (last - leastExponent) * 2 ** (precision - 1) + scale(size, -last);
  return value < 0 ? -steps : steps;
}

/** A result as the format stores it. An infinity that the format has is kept, since saturating would hide a mistake. */
export function stored(value: number, format: NumberFormat, overflow: Overflow): number {
  if (Math.abs(value) === Number.POSITIVE_INFINITY && format.hasInfinity) return value;
  return roundDouble(value, format, overflow);
}

/**
 * Whether a number as it was written stands for the number of the format to which it was rounded: it is that number, or
 * has no more digits than tell the numbers of the format apart (0.1 stands for 0.0999755859375 in float16).
 */
export function standsFor(written: number, rounded: number, {precision}: NumberFormat): boolean {
  if (written === rounded || (Number.isNaN(written) && Number.isNaN(rounded))) return true;
  if (!Number.isFinite(written) || !Number.isFinite(rounded)) return false;
  const [mantissa = '', exponent = ''] = written.toExponential().split('e');
  const digits = mantissa.replace(/[-.]/g, '').length;
  // 1 + p log10(2) decimal digits tell all numbers of p bits apart.
  if (digits > Math.ceil(1 + precision * Math.log10(2))) return false;
  // At a power of two the last digit may have to be one off the nearest: 1.59e29 is 2^97 in bfloat16, 1.58e29 is not.
  return Math.abs(written - rounded) < 10 ** (Number(exponent) - digits + 1);
}
