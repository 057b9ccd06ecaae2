/** How far a result is from the right one, in steps between the numbers of a format. */

import {type NumberFormat, type Overflow, roundDouble} from '../exact/number-format.ts';
import {leastNormal} from './conditions.ts';

/**
 * A function from two finite numbers of the format to their distance in ulps: how many steps lead from one to the other,
 * -0 and 0 being one number. The right result is the rounded one, so 0 means correctly rounded and 1 its neighbour. It is
 * not the difference in units of the last place, because these differ by a factor of two on the two sides of a power of
 * two, and at 0 by all the exponents there are. Where subnormal numbers are flushed, the least normal one is next to 0.
 */
export function ulpCounter(format: NumberFormat, isFlushed = false): (a: number, b: number) => number {
  if (isFlushed) return withoutSubnormals(format, ulpCounter(format));
  if (format.precision === 53) return stepsBetweenDoubles();
  const stepsFromZero = stepCounter(format);
  return (a, b) => Math.abs(stepsFromZero(a) - stepsFromZero(b));
}

/** Counts steps in a format without subnormal numbers. */
function withoutSubnormals(
  format: NumberFormat,
  count: (a: number, b: number) => number,
): (a: number, b: number) => number {
  const least = leastNormal(format);
  const fromZero = (size: number): number => (size < least ? 0 : 1 + count(least, size));
  return (a, b) => {
    const [one, other] = [fromZero(Math.abs(a)), fromZero(Math.abs(b))];
    return a < 0 === b < 0 ? Math.abs(one - other) : one + other;
  };
}

/**
 * Steps between doubles: the difference of their bit patterns, of which each has an upper and a lower half of 32 bits. Both
 * differences are exact, and their sum is rounded once.
 */
function stepsBetweenDoubles(): (a: number, b: number) => number {
  const pair = new Float64Array(2);
  const halves = new Uint32Array(pair.buffer);
  const [lower, upper] = isLittleEndian ? [0, 1] : [1, 0];
  return (a, b) => {
    pair[0] = Math.abs(a);
    pair[1] = Math.abs(b);
    const [high, low] = [halves[upper] as number, halves[lower] as number]; // two for each
    const [otherHigh, otherLow] = [halves[2 + upper] as number, halves[2 + lower] as number];
    // From one side of 0 to the other both ways are walked.
    if (a < 0 !== b < 0) return (high + otherHigh) * 2 ** 32 + (low + otherLow);
    return Math.abs((high - otherHigh) * 2 ** 32 + (low - otherLow));
  };
}

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/**
 * The same of a number of a narrower format. Without bigints and powers, which would take longest of all in a check of
 * 2^32 results: subnormal numbers are multiples of the least one, and normal numbers are the doubles whose last bits are 0.
 */
function stepCounter({precision, leastExponent}: NumberFormat): (value: number) => number {
  const double = new Float64Array(1);
  const halves = new Uint32Array(double.buffer);
  const [lower, upper] = isLittleEndian ? [0, 1] : [1, 0];
  const leastNormal = 2 ** (leastExponent + precision - 1);
  const perLeast = 2 ** -leastExponent;
  // The exponent field of a double begins 20 bits up in its upper half; 2^e has the field e + 1023.
  const fieldOfNormal = (leastExponent + precision - 1 + 1023) * 2 ** 20;
  const [fromUpper, fromLower, normals] = [2 ** (precision - 21), 2 ** (precision - 53), 2 ** (precision - 1)];
  return (value) => {
    const size = Math.abs(value);
    double[0] = size;
    const [high, low] = [halves[upper] as number, halves[lower] as number]; // there are two halves
    const steps = size < leastNormal ? size * perLeast : normals + (high - fieldOfNormal) * fromUpper + low * fromLower;
    return value < 0 ? -steps : steps;
  };
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
