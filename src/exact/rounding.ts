/** The rounding of enclosures: to the one number of a format to which every point of them rounds, if there is one. */

import {addBalls, type Ball, type Big, fromNumber, isHuge} from './big-float/big-float.ts';
import type {DoubleDouble} from './double-double/double-double.ts';
import {bitLength, type NumberFormat, type Overflow, roundDouble, roundInteger, zeroOf} from './number-format.ts';

/** How exact values are rounded: to which format, and what an overflow becomes. */
export interface Rounding {
  readonly format: NumberFormat;
  readonly overflow: Overflow;
  /**
   * What the last rung cannot tell from a tie, or from 0, is NaN and not that. A search asks so: 0 is a fact there, as that
   * of f′ on a plateau, and log(1 + e^x) at -10^20 is not 0.
   */
  readonly onlyProven?: true;
}

/** The rounding of a number in one form or two: the first that tells it; undefined where it may be told later. */
export function decided(forms: readonly Big[], rounding: Rounding, last: boolean): number | undefined {
  const rounded = forms.map((form) => roundBig(form, rounding));
  const found = rounded.find((result) => result !== undefined && !Number.isNaN(result));
  if (found !== undefined) return found;
  if (!rounded.includes(undefined)) return Number.NaN;
  if (!last) return undefined;
  return forms.map((form) => tie(form, rounding)).find((result) => !Number.isNaN(result)) ?? Number.NaN;
}

/** The number of the format to which every point of the enclosure rounds; undefined if there are several. */
export function roundDoubleDouble(value: DoubleDouble, {format, overflow}: Rounding): number | undefined {
  const {hi, lo, err} = value;
  if (lo === 0 && err === 0) return Number.isNaN(hi) ? undefined : roundDouble(hi, format, overflow);
  // Each end is rounded once, by at most 2^-53 (|lo| + err); `reach` holds twice that.
  const reach = err + 2 ** -52 * (Math.abs(lo) + err);
  const [low, high] = [hi + (lo - reach), hi + (lo + reach)];
  // In a format without infinities overflows of either sign are the same NaN, and would agree.
  if (low < 0 !== high < 0) return undefined;
  if (low === high) {
    if (format.precision === 53) return high === 0 ? undefined : roundDouble(high, format, overflow);
    // The exact value may lie on either side of `high`, which may be a tie of the format: both sides must agree.
    const step = 2 ** -52 * Math.abs(high);
    return agreed(roundDouble(high - step, format, overflow), roundDouble(high + step, format, overflow));
  }
  if (format.precision === 53) return undefined;
  const step = 2 ** -52 * Math.max(Math.abs(low), Math.abs(high));
  return agreed(roundDouble(low - step, format, overflow), roundDouble(high + step, format, overflow));
}

/** The number to which both ends of an enclosure round; undefined if they differ, as 0 and -0 do. */
function agreed(low: number, high: number): number | undefined {
  return Object.is(low, high) ? low : undefined;
}

/** The same for a number of any kind; undefined where a ball does not decide it, or nothing is known. */
function roundBig(value: Big, {format, overflow}: Rounding): number | undefined {
  /**
   * The rounding of a number above or below an end, so close that no number of the format and no tie lies between them:
   * a ball does not contain its ends.
   */
  const hairBeside = (end: bigint, e: number, side: 1n | -1n): number => {
    if (end === 0n) return zeroOf(side < 0n, format);
    const places = format.precision + 3;
    return roundInteger((end << BigInt(places)) + side, e - places, format, overflow);
  };
  switch (value.kind) {
    case 'zero':
      return zeroOf(value.negative, format);
    case 'infinity':
      return roundDouble(value.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, format, overflow);
    case 'power': {
      if (!isHuge(value)) return zeroOf(value.negative, format);
      return roundDouble(value.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, format, overflow);
    }
    case 'nan':
      return Number.NaN;
    case 'unknown':
      return undefined;
    case 'ball': {
      const {m, e, r} = value;
      if (r === 0n) return roundInteger(m, e, format, overflow);
      const [low, high] = [m - r, m + r];
      if (low < 0n && high > 0n) return undefined;
      return agreed(hairBeside(low, e, 1n), hairBeside(high, e, -1n));
    }
  }
}

/**
 * The rounding of a number that the last rung could not tell from a tie or from 0: halfway between the two neighbours,
 * to even. NaN where nothing is known, as of a sine at infinity.
 */
function tie(value: Big, {format, overflow}: Rounding): number {
  if (value.kind !== 'ball') return Number.NaN;
  const [low, high] = [end(value, -1n), end(value, 1n)];
  if (low === 0 && high === 0) return 0;
  const size = value.m < 0n ? -value.m : value.m;
  if (bitLength(value.r || 1n) + 60 > bitLength(size || 1n)) return Number.NaN;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return high;
  const middle = addBalls(ballOf(low), ballOf(high), 2200);
  return middle.kind === 'ball' ? roundInteger(middle.m, middle.e - 1, format, overflow) : 0;

  function end({m, e, r}: Ball, sign: bigint): number {
    const point = m + sign * r;
    return point === 0n ? 0 : roundInteger(point, e, format, overflow);
  }
}

/** Whether a number is unknown on the last rung too. An overflow to the NaN of the format is known. */
export function isUnknown(value: Big, rounding: Rounding): boolean {
  return roundBig(value, rounding) === undefined && Number.isNaN(tie(value, rounding));
}

/** A finite double as a ball, zero included. */
function ballOf(x: number): Ball {
  const exact = fromNumber(x);
  return exact.kind === 'ball' ? exact : {kind: 'ball', m: 0n, e: 0, r: 0n};
}
