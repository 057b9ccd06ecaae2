/** How far a result is from the right one, in the numbers of a format. */

import {bitsOf, type NumberFormat, type Overflow, roundDouble} from '../exact/number-format.ts';

/**
 * The distance in ulps: how many numbers of the format one must step over from one to the other, -0 and 0 being one
 * number. Counted in steps and not in units of the last place of the right result: those differ by a factor of two to
 * either side of a power of two, and at 0 by all the exponents there are. The right result is the rounded one, so 0 is
 * correctly rounded and 1 is its neighbour. Both are finite numbers of the format.
 */
export function ulpsBetween(a: number, b: number, format: NumberFormat): number {
  if (a === b) return 0;
  return Math.abs(Number(place(a, format) - place(b, format)));
}

/** The place on the number line of the format: without its sign, a bit pattern counts the numbers from 0 up. */
function place(value: number, format: NumberFormat): bigint {
  const steps = bitsOf(Math.abs(value), format);
  return value < 0 ? -steps : steps;
}

/** A result as the format stores it. An infinity that the format has is kept: to saturate it would hide a mistake. */
export function stored(value: number, format: NumberFormat, overflow: Overflow): number {
  if (Math.abs(value) === Number.POSITIVE_INFINITY && format.hasInfinity) return value;
  return roundDouble(value, format, overflow);
}

/**
 * Whether a number as it was written stands for the number of the format to which it was rounded: it is that number, or
 * no more of its decimal digits than tell it from the others of the format (0.1 in float16 is 0.0999755859375).
 */
export function standsFor(written: number, rounded: number, {precision}: NumberFormat): boolean {
  if (written === rounded || (Number.isNaN(written) && Number.isNaN(rounded))) return true;
  if (!Number.isFinite(written) || !Number.isFinite(rounded)) return false;
  const [mantissa = '', exponent = ''] = written.toExponential().split('e');
  const digits = mantissa.replace(/[-.]/g, '').length;
  // 1 + p log10(2) decimal digits tell all numbers of p bits apart.
  if (digits > Math.ceil(1 + precision * Math.log10(2))) return false;
  // Below a power of two the last digit may have to be one off the nearest: 1.59e29 is 2^97 in bfloat16, 1.58e29 is not.
  return Math.abs(written - rounded) < 10 ** (Number(exponent) - digits + 1);
}
