/** The class of a gradient on all of an interval, as far as bounds of f′ and f″ prove it. */

import type {Selection} from '../activations/selection.ts';
import {createBigEndpoints, doubleEndpoints, type Endpoints, isExactZero, mayHelp} from '../interval/endpoints.ts';
import {createGradientBounds, doubleIntervals} from '../interval/gradient-bounds.ts';
import {createIntervalArithmetic, type Interval, type IntervalArithmetic} from '../interval/interval-arithmetic.ts';
import type {ClassRequest, GradientClass} from './gradient-class.ts';

/** f′ is of one class on all of an interval, or is monotone there, or neither is proven. */
export type Settled = GradientClass | 'monotone' | 'unsettled';

export interface ProvenClass {
  readonly on: (from: number, to: number) => Settled;
  /**
   * Whether f is seen to be bounded on an interval and f′ to keep its sign there: then f tends to a finite limit at an
   * infinite end.
   */
  readonly converges: (from: number, to: number) => boolean;
  /** The class of f′(x) and, where classes of both signs are told apart, its sign: where doubles can tell. */
  readonly at: (x: number) => {readonly sign: 1 | -1; readonly size: 'large' | 'small' | 'rounded'} | undefined;
}

type Real<E> = Exclude<Interval<E>, 'nan'>;

/** What proves the class of the gradient of a function of one number. */
export function createProvenClass(selection: Selection, {threshold, format}: ClassRequest): ProvenClass {
  // A tie between 0 and the least subnormal goes to 0.
  const unseen = format === undefined ? 0 : 2 ** Math.max(-1074, format.leastExponent - 1);
  const tooSmall = (threshold > 0 && threshold < 1e-290) || (format !== undefined && unseen < 1e-290);

  const encloser = <E>(ends: Endpoints<E>, arithmetic: IntervalArithmetic<E>) => {
    const {slopeOn, bendOn} = createGradientBounds(selection, arithmetic);
    const zero = ends.from(0);
    const outside = (slope: Real<E>, level: E): boolean =>
      ends.compare(slope.low, level) >= 0 || ends.compare(slope.high, ends.negate(level)) <= 0;
    const inside = (slope: Real<E>, level: E): boolean =>
      ends.compare(slope.high, level) < 0 && ends.compare(slope.low, ends.negate(level)) > 0;
    const strictlyOutside = ({low, high}: Real<E>, level: E): boolean =>
      ends.compare(low, level) > 0 || ends.compare(high, ends.negate(level)) < 0;
    // Half of the least subnormal of float64 is no double.
    const least = format?.precision === 53 ? ends.mul(ends.from(2 ** -1074), ends.from(0.5))[1] : ends.from(unseen);
    const limit = ends.from(threshold);

    const on = (from: number, to: number): {settled: Settled; wide: boolean} => {
      const {value, slope, undecided} = slopeOn(from, to);
      if (value === 'nan' || slope === 'nan') return {settled: undecided ? 'unsettled' : 'undefined', wide: false};
      const wide = !Number.isFinite(ends.near(slope.low)) || !Number.isFinite(ends.near(slope.high));
      if (isDead(slope)) return {settled: 'dead', wide: false};
      const nonzero = strictlyOutside(slope, zero);
      // A branch may be taken in which f′ is 0.
      const alive = nonzero || !undecided;
      const seen = format === undefined || outside(slope, least);
      if (seen && (threshold === 0 ? alive : outside(slope, limit))) return {settled: 'large', wide: false};
      if (format === undefined && inside(slope, limit) && alive) return {settled: 'small', wide: false};
      if (format !== undefined && inside(slope, limit) && nonzero && strictlyOutside(slope, least))
        return {settled: 'small', wide: false};
      if (format !== undefined && inside(slope, least) && alive) return {settled: 'rounded', wide: false};
      return {settled: !undecided && isMonotone(from, to) ? 'monotone' : 'unsettled', wide};
    };
    const isMonotone = (from: number, to: number): boolean => {
      const bend = bendOn(from, to);
      return bend !== 'nan' && (ends.compare(bend.low, zero) >= 0 || ends.compare(bend.high, zero) <= 0);
    };
    return {on, slopeOn};
  };

  const narrow = encloser(doubleEndpoints, doubleIntervals());
  let big: ReturnType<typeof encloser> | undefined;
  return {
    on(from, to) {
      const quick = narrow.on(from, to);
      if (quick.settled !== 'unsettled' && !(tooSmall && quick.settled === 'monotone')) return quick.settled;
      if (!tooSmall && !mayHelp(from, to, quick.wide)) return quick.settled;
      if (big === undefined) {
        const ends = createBigEndpoints();
        big = encloser(ends, createIntervalArithmetic(ends));
      }
      return big.on(from, to).settled;
    },
    converges(from, to) {
      const {value, slope, undecided} = narrow.slopeOn(from, to);
      if (undecided || value === 'nan' || slope === 'nan') return false;
      return Number.isFinite(value.high - value.low) && (slope.low >= 0 || slope.high <= 0);
    },
    at(x) {
      const {value, slope, undecided} = narrow.slopeOn(x, x);
      if (undecided || value === 'nan' || slope === 'nan') return undefined;
      const sign = slope.low >= 0 ? 1 : -1;
      const low = sign > 0 ? slope.low : -slope.high;
      const high = sign > 0 ? slope.high : -slope.low;
      if (low > threshold && low > unseen) return {sign, size: 'large'};
      const most = Math.max(Math.abs(low), high);
      if (format === undefined) return most < threshold ? {sign: -1, size: 'small'} : undefined;
      if (low > unseen && high < threshold) return {sign, size: 'small'};
      // 0 itself is below every level; what lies around half of the least double, doubles cannot tell.
      return unseen > 2 ** -1074 && most < unseen ? {sign: 1, size: 'rounded'} : undefined;
    },
  };
}

function isDead<E>({low, high}: Real<E>): boolean {
  type End = Parameters<typeof isExactZero>[0];
  return isExactZero(low as End) && isExactZero(high as End); // the ends of either arithmetic
}
