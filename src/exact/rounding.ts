/**
 * The rounding of enclosures: to the one number of a format to which every point of them rounds, if there is one.
 *
 * Rounding of whatever direction is monotone, and is a staircase: it changes at ties if it is to nearest, and at the
 * numbers of the format themselves if it is toward 0. So an enclosure decides a result if its two ends, moved outwards
 * where they were computed with errors, agree. What no enclosure decides lies on a step: as a rule it is exactly there.
 * Many results are numbers of the format, such as relu(x), x² of a short x, or a plateau; toward 0 all of these lie on
 * steps. The balls hold them without an error where they come about by sums, products, quotients and roots, and then
 * they are decided; what is left after the last rung, as x + (exp(1) - e), is taken for the step itself, as ties are.
 */

import {addBalls, type Ball, type Big, fromNumber, isHuge} from './big-float/big-float.ts';
import {type DoubleDouble, scaleBy, signOf} from './double-double/double-double.ts';
import type {Wide} from './double-double/wide.ts';
import {nextDouble, ordinal} from './doubles.ts';
import {bitLength, type Rounding, roundDouble, zeroOf} from './number-format.ts';
import {roundExact, roundInteger, tooLarge} from './round-exact.ts';

/** How exact values are rounded, and how certain that has to be. */
export interface LadderRounding extends Rounding {
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
export function roundDoubleDouble(value: DoubleDouble, rounding: Rounding): number | undefined {
  const {format, overflow, direction} = rounding;
  const {hi, lo, err} = value;
  if (err === 0) return Number.isNaN(hi) ? undefined : roundSum(hi, lo, rounding);
  // Each end is rounded once, by at most 2^-53 (|lo| + err); `reach` holds twice that.
  const reach = err + 2 ** -52 * (Math.abs(lo) + err);
  if (format.precision === 53 && direction === 'toZero') return towardZero(hi, lo, reach);
  const [low, high] = [hi + (lo - reach), hi + (lo + reach)];
  // In a format without infinities overflows of either sign are the same NaN, and would agree.
  if (low < 0 !== high < 0) return undefined;
  if (low === high) {
    if (format.precision === 53) return high === 0 ? undefined : roundDouble(high, format, overflow);
    // The exact value may lie on either side of `high`, which may be a step of the format: both sides must agree.
    const step = 2 ** -52 * Math.abs(high);
    return agreed(roundExact(high - step, rounding), roundExact(high + step, rounding));
  }
  if (format.precision === 53) return undefined;
  const step = 2 ** -52 * Math.max(Math.abs(low), Math.abs(high));
  return agreed(roundExact(low - step, rounding), roundExact(high + step, rounding));
}

/**
 * The double next to a number hi + lo ± reach on the way to 0, or that number if it is one; undefined where that is not
 * told. The number lies between the neighbours of the double h nearest to hi + lo: nearer to 0 than h if what is left over
 * has the other sign.
 */
function towardZero(hi: number, lo: number, reach: number): number | undefined {
  const h = hi + lo;
  if (h === 0 || !Number.isFinite(h)) return undefined;
  const rest = lo - (h - hi); // exact, because |hi| > |lo|
  const inwards = nextDouble(h, h > 0 ? -1n : 1n);
  // Half the distance to the nearer neighbour: 0 among the least doubles, which decides nothing.
  const gap = Math.abs(h - inwards) / 2;
  if (!(Math.abs(rest) + 2 * reach < gap) || !(Math.abs(rest) > 2 * reach)) return undefined;
  return rest > 0 === h > 0 ? h : inwards;
}

/** The same of a double-double with an exponent of its own. */
export function roundWide({d, k}: Wide, rounding: Rounding): number | undefined {
  if (k === 0 || d.hi === 0) return roundDoubleDouble(d, rounding);
  if (Math.abs(k) === 256) return roundDoubleDouble(scaleBy(d, 2 ** k), rounding);
  const {format} = rounding;
  const sign = signOf(d);
  // |d| lies within 2^±129: this far out a number is below half the least one of the format, or above the largest.
  if (sign === undefined || Math.abs(k) < (format.precision === 53 ? 1280 : 512)) return undefined;
  return k < 0 ? zeroOf(sign < 0, format) : tooLarge(sign < 0, rounding);
}

/**
 * hi + lo rounded once, where hi is the double nearest to the sum. A narrower format sees of the sum what it sees of the odd
 * one of the two doubles around it: neither a number of the format nor a tie is odd (Boldo, Melquiond 2008).
 */
export function roundSum(hi: number, lo: number, rounding: Rounding): number {
  const {format, direction} = rounding;
  if (format.precision === 53 && direction === 'toZero' && lo !== 0 && lo > 0 !== hi > 0)
    return nextDouble(hi, hi > 0 ? -1n : 1n);
  const isOwn = lo === 0 || format.precision === 53 || ordinal(hi) % 2n !== 0n;
  return roundExact(isOwn ? hi : nextDouble(hi, lo > 0 ? 1n : -1n), rounding);
}

/** The number to which both ends of an enclosure round; undefined if they differ, as 0 and -0 do. */
function agreed(low: number, high: number): number | undefined {
  return Object.is(low, high) ? low : undefined;
}

/** The same for a number of any kind; undefined where a ball does not decide it, or nothing is known. */
function roundBig(value: Big, rounding: Rounding): number | undefined {
  const {format, overflow} = rounding;
  /**
   * The rounding of a number above or below an end, so close that no step of the rounding lies between them:
   * a ball does not contain its ends.
   */
  const hairBeside = (end: bigint, e: number, side: 1n | -1n): number => {
    if (end === 0n) return zeroOf(side < 0n, format);
    const places = format.precision + 3;
    return roundInteger((end << BigInt(places)) + side, e - places, rounding);
  };
  switch (value.kind) {
    case 'zero':
      return zeroOf(value.negative, format);
    case 'infinity':
      return roundDouble(value.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, format, overflow);
    case 'power': {
      return isHuge(value) ? tooLarge(value.negative, rounding) : zeroOf(value.negative, format);
    }
    case 'nan':
      return Number.NaN;
    case 'unknown':
      return undefined;
    case 'ball': {
      const {m, e, r} = value;
      if (r === 0n) return roundInteger(m, e, rounding);
      const [low, high] = [m - r, m + r];
      if (low < 0n && high > 0n) return undefined;
      return agreed(hairBeside(low, e, 1n), hairBeside(high, e, -1n));
    }
  }
}

/**
 * The rounding of a number that the last rung could not tell from a step of the rounding or from 0: of a tie, halfway
 * between the two neighbours, to even; toward 0 the neighbour further out, which it is itself. NaN where nothing is known,
 * as of a sine at infinity.
 */
function tie(value: Big, rounding: Rounding): number {
  if (value.kind !== 'ball') return Number.NaN;
  const [low, high] = [end(value, -1n), end(value, 1n)];
  if (low === 0 && high === 0) return 0;
  const size = value.m < 0n ? -value.m : value.m;
  if (bitLength(value.r || 1n) + 60 > bitLength(size || 1n)) return Number.NaN;
  // The even neighbour of the largest number is the infinity.
  if (!Number.isFinite(low) || !Number.isFinite(high)) return Number.isFinite(low) ? high : low;
  if (rounding.direction === 'toZero') return Math.abs(low) > Math.abs(high) ? low : high;
  const middle = addBalls(ballOf(low), ballOf(high), 2200);
  return middle.kind === 'ball' ? roundInteger(middle.m, middle.e - 1, rounding) : 0;

  function end({m, e, r}: Ball, sign: bigint): number {
    const point = m + sign * r;
    return point === 0n ? 0 : roundInteger(point, e, rounding);
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
