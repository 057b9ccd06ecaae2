/** The class of a gradient on a whole interval, where bounds of f′ and f″ prove it. */

import type {Selection} from '../activations/selection.ts';
import type {Big} from '../exact/big-float/big-float.ts';
import type {Budget} from '../exact/budget.ts';
import {
  bigFloatsMayHelp,
  createBigEndpoints,
  doubleEndpoints,
  type Endpoints,
  isExactZero,
} from '../interval/endpoints.ts';
import {createGradientBounds, doubleIntervals} from '../interval/gradient-bounds.ts';
import {createIntervalArithmetic, type Interval, type IntervalArithmetic} from '../interval/interval-arithmetic.ts';
import {bigWork, doubleWork, type Spending} from '../interval/work.ts';
import {type ClassRequest, type GradientClass, type Level, signedLevel, vanishingIn} from './gradient-class.ts';

/** What is proven of f′ on an interval: that all of it has one class, that it is monotone, or neither. */
export type Settled = GradientClass | 'monotone' | 'unsettled';

/** What bounds prove of a gradient. */
export interface ProvenClass {
  readonly on: (from: number, to: number) => Settled;
  /**
   * Whether f is shown to be bounded on an interval and f′ to keep its sign there: then f tends to a finite limit at an
   * infinite end.
   */
  readonly converges: (from: number, to: number) => boolean;
  /** The level of f′(x); undefined where doubles cannot tell. */
  readonly at: (x: number) => Level | undefined;
}

type Real<E> = Exclude<Interval<E>, 'nan'>;

/** Proves classes of the gradient of a function of one variable. */
export function createProvenClass(
  selection: Selection,
  {threshold, format, direction}: ClassRequest,
  budget: Budget,
): ProvenClass {
  const vanishing = format && vanishingIn(format, direction);
  // Up to which a gradient may round to 0; for float64 the smallest double, as half of it is none.
  const unseen = vanishing === undefined ? 0 : Math.max(2 ** -1074, vanishing.small * vanishing.share);
  // Bounds in doubles cannot be compared with levels so close to the smallest double.
  const tooSmall = (threshold > 0 && threshold < 1e-290) || (format !== undefined && unseen < 1e-290);

  const encloser = <E extends number | Big>(
    ends: Endpoints<E>,
    arithmetic: IntervalArithmetic<E>,
    workOf: Spending['workOf'],
  ) => {
    const {slopeOn, bendOn} = createGradientBounds(selection, arithmetic, {budget, workOf});
    const zero = ends.from(0);
    const outside = (slope: Real<E>, level: E): boolean =>
      ends.compare(slope.low, level) >= 0 || ends.compare(slope.high, ends.negate(level)) <= 0;
    const inside = (slope: Real<E>, level: E): boolean =>
      ends.compare(slope.high, level) < 0 && ends.compare(slope.low, ends.negate(level)) > 0;
    const reachesBeyond = ({low, high}: Real<E>, level: E): boolean =>
      ends.compare(high, level) > 0 || ends.compare(low, ends.negate(level)) < 0;
    const strictlyOutside = ({low, high}: Real<E>, level: E): boolean =>
      ends.compare(low, level) > 0 || ends.compare(high, ends.negate(level)) < 0;
    const {small = 0, share = 1, includesLevel = false} = vanishing ?? {};
    const level = small * share;
    // Bounds of it, where it is no double.
    const [below, above] =
      level > 0 ? [ends.from(level), ends.from(level)] : ends.mul(ends.from(small), ends.from(share));
    const limit = ends.from(threshold);
    const isSeen = (slope: Real<E>): boolean => (includesLevel ? strictlyOutside(slope, above) : outside(slope, above));
    const isUnseen = (slope: Real<E>): boolean => (includesLevel ? !reachesBeyond(slope, below) : inside(slope, below));

    const on = (from: number, to: number): {settled: Settled; extreme: boolean} => {
      const {value, slope, given, undecided} = slopeOn(from, to);
      if (value === 'nan' || slope === 'nan') return {settled: undecided ? 'unsettled' : 'undefined', extreme: false};
      const overflows = !isBounded(slope);
      // Other forms than the given one may have a value where f has none.
      const hasValues = !undecided || (given !== 'nan' && isBounded(given));
      if (isDead(slope) && hasValues) return {settled: 'dead', extreme: false};
      const nonzero = strictlyOutside(slope, zero);
      // While a branch is undecided, it may be one in which f′ is 0.
      const alive = nonzero || !undecided;
      const seen = format === undefined || isSeen(slope);
      if (seen && (threshold === 0 ? alive : outside(slope, limit))) return {settled: 'large', extreme: false};
      if (!hasValues) return {settled: 'unsettled', extreme: true};
      if (format === undefined && inside(slope, limit) && alive) return {settled: 'small', extreme: false};
      if (format !== undefined && inside(slope, limit) && nonzero && isSeen(slope))
        return {settled: 'small', extreme: false};
      if (format !== undefined && isUnseen(slope) && alive) return {settled: 'rounded', extreme: false};
      return {settled: !undecided && isMonotone(from, to) ? 'monotone' : 'unsettled', extreme: overflows || undecided};
    };
    const isBounded = ({low, high}: Real<E>): boolean =>
      Number.isFinite(ends.near(low)) && Number.isFinite(ends.near(high));
    const isMonotone = (from: number, to: number): boolean => {
      const bend = bendOn(from, to);
      return bend !== 'nan' && (ends.compare(bend.low, zero) >= 0 || ends.compare(bend.high, zero) <= 0);
    };
    return {on, slopeOn};
  };

  const inDoubles = encloser(doubleEndpoints, doubleIntervals(), doubleWork);
  let inBigFloats: ReturnType<typeof encloser> | undefined;
  return {
    on(from, to) {
      const {settled, extreme} = inDoubles.on(from, to);
      if (settled !== 'unsettled' && !(tooSmall && settled === 'monotone')) return settled;
      if (!tooSmall && !bigFloatsMayHelp(from, to, extreme)) return settled;
      if (inBigFloats === undefined) {
        const ends = createBigEndpoints();
        inBigFloats = encloser(ends, createIntervalArithmetic(ends), bigWork);
      }
      return inBigFloats.on(from, to).settled;
    },
    converges(from, to) {
      const {value, slope, undecided} = inDoubles.slopeOn(from, to);
      if (undecided || value === 'nan' || slope === 'nan') return false;
      return Number.isFinite(value.high - value.low) && (slope.low >= 0 || slope.high <= 0);
    },
    at(x) {
      const {value, slope, undecided} = inDoubles.slopeOn(x, x);
      if (undecided || value === 'nan' || slope === 'nan') return undefined;
      const sign = slope.low >= 0 ? 1 : -1;
      const low = sign > 0 ? slope.low : -slope.high;
      const high = sign > 0 ? slope.high : -slope.low;
      if (low > threshold && low > unseen) return signedLevel('large', sign);
      const most = Math.max(Math.abs(low), high);
      if (format === undefined) return most < threshold ? 'small' : undefined;
      if (low > unseen && high < threshold) return signedLevel('small', sign);
      // 0 counts as rounded. Doubles cannot tell what lies around half of the smallest double.
      return unseen > 2 ** -1074 && most < unseen ? 'rounded' : undefined;
    },
  };
}

function isDead<E extends number | Big>({low, high}: Real<E>): boolean {
  return isExactZero(low) && isExactZero(high);
}
