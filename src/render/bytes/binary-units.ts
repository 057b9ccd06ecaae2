/** How many powers of ten the units of binary numbers are, to more than twice the precision of a double. */

import type {NumberFormat} from '../../exact/number-format.ts';

/**
 * A table with a row for each exponent field f of a double. Let u be the unit in the last place of the format's numbers
 * with that field, and 10^p the least power of ten above u. A number with the significand m of 53 bits is m r times 10^p,
 * where r = 2^(f-1075) / 10^p. The row holds r in three parts: upper and middle, of 26 bits each, and what is left. These
 * products are exact, and so is the sum of the last two:
 *
 * - upper times the 27 upper bits of m,
 * - middle times the 27 upper bits and upper times the 26 lower bits of m.
 *
 * Formats narrower than float64 have at most 24 bits, so the lower bits of m are 0 there.
 */
export interface BinaryUnits {
  /** Rows of four places: upper and middle times 2^26, for the upper bits of m; the rest; half of u, over 10^p. */
  readonly rows: Float64Array;
  readonly powers: Int16Array;
  /** Fills the row of a field. It takes some microseconds, and few are needed, so each is made when it is. */
  readonly fill: (field: number) => void;
}

/** The places of a row in use; a row whose first place is 0 has not been filled. */
export const rowLength = 4;

/** The least p with 10^p > 2^exponent: 1262611 / 2^22 is near enough to log10(2) for all exponents of doubles. */
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
