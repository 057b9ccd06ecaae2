/**
 * The shortest decimal that reads back to a number of a format, and of these the nearest: the digits of
 * `Number.prototype.toString`, without a text and without integers wider than a double.
 *
 * The decimals that read back to x lie within half a unit in the last place u of it. With 10^p for the least power of ten
 * above u, at most one multiple of 10^p lies there; if there is one, it is the shortest, apart from zeros at its end. If
 * there is none, it is the multiple of 10^(p-1) nearest to x (Schubfach: Giulietti 2020). x / 10^p is computed in doubles
 * as an integer and a fraction with an error below 2^-50, and where that error could matter nothing is said: at a tie, or
 * once in some 10^13 numbers.
 */

import type {NumberFormat} from '../../exact/number-format.ts';
import {binaryUnits, rowLength} from './binary-units.ts';

/** The decimal (whole + last / 10) · 10^exponent. */
export interface Decimal {
  /** A whole number below 2^53, which may end in zeros if `last` is 0. */
  whole: number;
  /** A digit. */
  last: number;
  exponent: number;
}

/**
 * More than the errors of what is compared below. The fraction is off by less than 2^-50: by 2^-53 from the rounding of the
 * table's last part, 2^-54 from its product with m, 2^-53 and 2^-52 from two sums below 2 and 4, and 2^-54 where the sum
 * is just below a whole number. Ten times that, and half a unit of the last place of numbers below 16, are less than 2^-47.
 */
const error = 2 ** -46;

/**
 * A function that finds the shortest decimal of a positive normal number of the format, if it can; it says whether. Not
 * of powers of 2, whose lower neighbours are nearer, and not of subnormal numbers, whose unit is another.
 */
export function shortestDecimal(format: NumberFormat): (value: number, found: Decimal) => boolean {
  const {rows, powers, fill} = binaryUnits(format);
  const leastNormal = 2 ** (format.leastExponent + format.precision - 1);
  const double = new Float64Array(1);
  const halves = new Int32Array(double.buffer);
  const [low, high] = isLittleEndian() ? [0, 1] : [1, 0];
  // All indexes lie within the tables: a field has 11 bits.
  return (value, found) => {
    double[0] = value;
    const lowBits = halves[low] as number;
    const highBits = halves[high] as number;
    const field = highBits >>> 20;
    const fraction = highBits & 0xfffff;
    if ((fraction | lowBits) === 0 || !(value >= leastNormal && value < Infinity)) return false;
    const row = field * rowLength;
    if (rows[row] === 0) fill(field);
    const upper = rows[row] as number;
    const middle = rows[row + 1] as number;
    const half = rows[row + 3] as number;
    const first = ((fraction | 0x100000) << 6) | (lowBits >>> 26);
    const second = lowBits & 0x3ffffff;
    const large = first * upper;
    const small = first * middle + second * (upper * 2 ** -26);
    const largeWhole = Math.floor(large);
    const smallWhole = Math.floor(small);
    const tiny = second * (middle * 2 ** -26) + (first * 2 ** 26 + second) * (rows[row + 2] as number);
    const rest = large - largeWhole + (small - smallWhole) + tiny;
    const carried = Math.floor(rest);
    const part = rest - carried;
    const whole = largeWhole + (smallWhole + carried);
    const distance = Math.min(part, 1 - part);
    if (whole === 0) return false;
    found.exponent = powers[field] as number;
    if (distance < half - error) {
      found.whole = part < 0.5 ? whole : whole + 1;
      found.last = 0;
      return true;
    }
    const last = Math.round(part * 10);
    found.whole = whole;
    found.last = last;
    return distance > half + error && Math.abs(part * 10 - last) < 0.5 - error;
  };
}

function isLittleEndian(): boolean {
  return new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
}
