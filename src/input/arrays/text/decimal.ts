/** The doubles of decimals, from their digits: without a text for each, and equal to what `Number` makes of the text. */

import {nearestQuotient} from '../../../formula/number-text.ts';

/** 10^0 to 10^22, all that are exact. */
const exactPowers = Float64Array.from({length: 23}, (_, k) => 10 ** k);

/** Powers of ten with exponents from -mostPower to mostPower are known; what needs others is left to `Number`. */
const mostPower = 64;

/**
 * The same powers to more than twice the precision of a double: the nearest double, what it lacks, and its upper and
 * lower half, whose products with other halves are exact.
 */
interface Powers {
  readonly nearest: Float64Array;
  readonly rest: Float64Array;
  readonly upper: Float64Array;
  readonly lower: Float64Array;
}

/** Multiplying by it and subtracting splits a double into halves of 26 bits (Dekker 1971). */
const splitter = 2 ** 27 + 1;

/** A relative bound of the error of what is computed below; it is less than 2^-101. */
const error = 2 ** -98;

function powersOfTen(): Powers {
  const entries = Array.from({length: 2 * mostPower + 1}, (_, i) => powerOfTen(i - mostPower));
  const nearest = Float64Array.from(entries, ([value]) => value);
  const upper = nearest.map((value) => splitter * value - (splitter * value - value));
  return {
    nearest,
    rest: Float64Array.from(entries, ([, rest]) => rest),
    upper,
    lower: nearest.map((value, i) => value - (upper[i] ?? 0)),
  };
}

/** 10^exponent as the nearest double and the double nearest to the rest. */
function powerOfTen(exponent: number): readonly [nearest: number, rest: number] {
  const nearest = Number(`1e${exponent}`);
  const power = 10n ** BigInt(Math.abs(exponent));
  if (exponent >= 0) return [nearest, Number(power - BigInt(nearest))];
  // The last bit of the least of them is 2^-265, so that this leaves no fraction.
  const scale = 1n << 300n;
  const whole = BigInt(nearest * 2 ** 300);
  return [nearest, nearestQuotient(scale - whole * power, power * scale)];
}

/** All whole numbers below this one are doubles. */
export const wholeLimit = 2 ** 53;

/** The decimal (head · 10^shift + tail) · 10^exponent. */
export interface Decimal {
  /** A whole number below 2^53. */
  head: number;
  /** A whole number below 10^shift. */
  tail: number;
  /** From 0 to 15. */
  shift: number;
  exponent: number;
  /** The double nearest to it, where that is found. */
  nearest: number;
}

/**
 * A function that finds the double nearest to a decimal, of two equally near ones the even one, and writes it there;
 * false where it is not decided here: beside a tie, or with an exponent that is far from 0. A double that is returned
 * would be an object of its own for each number.
 *
 * Up to 15 digits with a small exponent take one exact integer and one rounding (Clinger 1990). Others are computed in
 * pairs of doubles, to a relative error of less than 2^-98. If everything within that error rounds to the same double,
 * that is the answer.
 */
export function decimalReader(): (decimal: Decimal) => boolean {
  const {nearest, rest, upper, lower} = powersOfTen();
  // All indexes lie within the tables: shift is below 16, and exponents are compared with their bounds.
  return (decimal) => {
    const {head, tail, shift, exponent} = decimal;
    const scale = exactPowers[shift] as number;
    const whole = head * scale + tail;
    if (whole < wholeLimit && exponent >= -22 && exponent <= 22) {
      if (exponent < 0) decimal.nearest = whole / (exactPowers[-exponent] as number);
      else decimal.nearest = whole * (exactPowers[exponent] as number);
      return true;
    }
    if (whole === 0) {
      decimal.nearest = 0;
      return true;
    }
    if (exponent < -mostPower || exponent > mostPower) return false;
    // head · scale + tail = value + below, exactly.
    const scaled = head * scale;
    const headUpper = upperHalf(head);
    const remainder =
      lostBy(
        scaled,
        headUpper,
        head - headUpper,
        upper[shift + mostPower] as number,
        lower[shift + mostPower] as number,
      ) + tail;
    const value = scaled + remainder;
    const below = remainder - (value - scaled);
    const at = exponent + mostPower;
    const power = nearest[at] as number;
    const product = value * power;
    const valueUpper = upperHalf(value);
    const lost =
      lostBy(product, valueUpper, value - valueUpper, upper[at] as number, lower[at] as number) +
      (value * (rest[at] as number) + below * power);
    const sum = product + lost;
    const left = lost - (sum - product);
    const bound = sum * error;
    decimal.nearest = sum;
    return sum + (left + bound) === sum && sum + (left - bound) === sum;
  };
}

/** The upper 26 bits of a double. */
function upperHalf(value: number): number {
  const moved = splitter * value;
  return moved - (moved - value);
}

/** What the product of two doubles has lost by rounding, exactly, from the halves of both (Dekker 1971). */
function lostBy(rounded: number, highA: number, lowA: number, highB: number, lowB: number): number {
  return highA * highB - rounded + highA * lowB + lowA * highB + lowA * lowB;
}
