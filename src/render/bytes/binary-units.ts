/** How many powers of ten the units of binary numbers are, to more than twice the precision of a double. */

import type {NumberFormat} from '../../exact/number-format.ts';

/**
 * A table with a row for each exponent field f of a double. With u for the unit in the last place that numbers of the
 * format have there, and 10^power for the least power of ten above u, the significand of a double, m of 53 bits, counts
 * in 2^(f-1075) / 10^power = upper + middle + lower. All products below are exact:
 *
 * - upper with the 27 upper or the 26 lower bits of m, since it has 26 bits,
 * - middle with either of them, since it has 26 bits too; upper by the lower bits and middle by the upper bits have an
 *   exact sum.
 *
 * Of formats narrower than float64, which have at most 24 bits, the lower bits of m are 0.
 */
export interface BinaryUnits {
  /** The row of each field has four places: upper and middle for the upper bits of m, lower for m, and half of u. */
  readonly rows: Float64Array;
  readonly powers: Int16Array;
  /** Fills the row of a field. An entry takes some microseconds, and few are needed, so each is made when it is. */
  readonly fill: (field: number) => void;
}

/** The places of a row in use; a row whose first place is 0 has not been filled. */
export const rowLength = 4;

/** Whether 10^j > 2^e is decided by this for all exponents of doubles: floor(e log10(2)), as Schubfach takes it. */
function powerAbove(exponent: number): number {
  return Math.floor((exponent * 1262611) / 2 ** 22) + 1;
}

/** Fixed-point numbers with this many bits behind the point; upper, middle and lower share them out. */
const places = 128n;
const upperPlaces = 26n;
const middlePlaces = 52n;

/** The table of a format, empty. */
export function binaryUnits({precision}: NumberFormat): BinaryUnits {
  const rows = new Float64Array(2048 * rowLength);
  const powers = new Int16Array(2048);
  // A unit of the format is that many units of a double.
  const perUnit = 2 ** (53 - precision);
  return {
    rows,
    powers,
    fill(field) {
      const exponent = field - 1022 - precision;
      const power = powerAbove(exponent);
      // 2^exponent / 10^power, which lies between 0.1 and 1.
      const ratio =
        power > 0
          ? (1n << (places + BigInt(exponent))) / 10n ** BigInt(power)
          : shiftRight((10n ** BigInt(-power)) << places, -exponent);
      const upper = nearest(ratio, places - upperPlaces);
      const rest = ratio - (upper << (places - upperPlaces));
      const middle = nearest(rest, places - middlePlaces);
      const lower = rest - (middle << (places - middlePlaces));
      const at = field * rowLength;
      rows[at] = Number(upper) / perUnit;
      rows[at + 1] = Number(middle) / 2 ** 26 / perUnit;
      rows[at + 2] = Number(lower) / 2 ** 128 / perUnit;
      rows[at + 3] = Number(ratio) / 2 ** 129;
      powers[field] = power;
    },
  };
}

function shiftRight(value: bigint, bits: number): bigint {
  return bits < 0 ? value << BigInt(-bits) : value >> BigInt(bits);
}

/** value / 2^bits, rounded to an integer. */
function nearest(value: bigint, bits: bigint): bigint {
  return (value + (1n << (bits - 1n))) >> bits;
}
