/** What intervals say of a gradient: bounds of f′ and f″ on all of an interval, and so the band in which f′ stays. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import type {NumberFormat} from '../exact/format.ts';
import {lazily} from '../exact/lazily.ts';
import {evaluator} from '../formula/arithmetic.ts';
import {differentiate} from '../formula/differentiate.ts';
import type {Node} from '../formula/tree.ts';
import {createBigEnds, doubleEnds, type Ends, isExactZero} from './ends.ts';
import {createIntervalArithmetic, type Interval, type IntervalArithmetic} from './interval.ts';

/** `dead`: f′ = 0 on the whole run; `zero`: at single points; `rounded`: not 0, but its rounding to the format is. */
export type Band = 'dead' | 'zero' | 'rounded' | 'small' | 'large' | 'undefined';

/** Where to look next for an edge between two doubles; undefined where it is known well enough. */
export type Probe = (low: number, high: number) => number | undefined;

export interface BandRequest {
  /** |f′| below it is small. */
  readonly threshold: number;
  /** The format whose rounding is asked for; none where the real f′ alone counts. */
  readonly format: NumberFormat | undefined;
  /** How close edges are to be known; without it, they are exact. */
  readonly probe?: Probe | undefined;
}

/** On all of an interval f′ is in one band, or runs through the bands in one direction, or that cannot be told. */
export type Settled = Band | 'monotone' | 'unsettled';

export interface Enclosure {
  readonly on: (from: number, to: number) => Settled;
  /**
   * Whether f is seen to be bounded on an interval and f′ to keep its sign there: then f tends to a finite limit at an
   * infinite end.
   */
  readonly converges: (from: number, to: number) => boolean;
  /** The band of f′(x) and, where bands of both signs are told apart, its sign: where doubles can tell. */
  readonly at: (x: number) => {readonly sign: 1 | -1; readonly band: 'large' | 'small' | 'rounded'} | undefined;
}

type Real<E> = Exclude<Interval<E>, 'nan'>;

interface Bounds<E> {
  /** Bounds of f and f′; `undecided` where a branch is, which f′ may take or not. */
  readonly slopeOn: (
    from: number,
    to: number,
  ) => {readonly value: Interval<E>; readonly slope: Interval<E>; readonly undecided: boolean};
  /** Bounds of f″; `nan` also where a branch is undecided, at which f′ may jump. */
  readonly bendOn: (from: number, to: number) => Interval<E>;
}

/** Intervals of doubles, made once. */
export const doubleIntervals = lazily(() => createIntervalArithmetic(doubleEnds));

export function createEnclosure(selection: Selection, {threshold, format}: BandRequest): Enclosure {
  // A tie between 0 and the least subnormal goes to 0.
  const unseen = format === undefined ? 0 : 2 ** Math.max(-1074, format.leastExponent - 1);
  const tooSmall = (threshold > 0 && threshold < 1e-290) || (format !== undefined && unseen < 1e-290);

  const encloser = <E>(ends: Ends<E>, arithmetic: IntervalArithmetic<E>) => {
    const {slopeOn, bendOn} = createBounds(selection, arithmetic);
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

  const narrow = encloser(doubleEnds, doubleIntervals());
  let big: ReturnType<typeof encloser> | undefined;
  return {
    on(from, to) {
      const quick = narrow.on(from, to);
      if (quick.settled !== 'unsettled' && !(tooSmall && quick.settled === 'monotone')) return quick.settled;
      if (!tooSmall && !mayHelp({from, to, overflows: quick.wide})) return quick.settled;
      if (big === undefined) {
        const ends = createBigEnds();
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
      if (low > threshold && low > unseen) return {sign, band: 'large'};
      const size = Math.max(Math.abs(low), high);
      if (format === undefined) return size < threshold ? {sign: -1, band: 'small'} : undefined;
      if (low > unseen && high < threshold) return {sign, band: 'small'};
      // 0 itself is below every level; what lies around half of the least double, doubles cannot tell.
      return unseen > 2 ** -1074 && size < unseen ? {sign: 1, band: 'rounded'} : undefined;
    },
  };
}

/**
 * Whether big floats may settle an interval that doubles leave open: far out, where a product of a huge and a tiny
 * number is to be expected, or where doubles overflow. They are slow, and no help on an interval that is simply wide.
 */
function mayHelp({from, to, overflows}: {readonly from: number; readonly to: number; readonly overflows: boolean}) {
  if (from < 0 !== to <= 0) return false;
  const [least, most] = [Math.min(Math.abs(from), Math.abs(to)), Math.max(Math.abs(from), Math.abs(to))];
  return overflows ? least > 16 || most < 1e-8 || most <= 2 * least : least > 1e8;
}

/** Bounds of f, f′ and f″ on intervals. */
function createBounds<E>(selection: Selection, arithmetic: IntervalArithmetic<E>): Bounds<E> {
  const {trees, value, inputs, parameters} = selection;
  const gradient = gradientOf(selection, 'x');
  // The derivative as people write it often holds x once where the derived one holds it often: its bounds are narrower.
  // A form for doubles that is not the very same function must be nearer to it than the bounds are widened, 2^-64.
  const forms = [...new Set([gradient, selection.doubles.gradient ?? gradient])];
  const evaluate = (roots: readonly Node[]) => evaluator<Interval<E>>({roots, inputs, parameters}, arithmetic);
  const slopes = evaluate([value, ...forms]);
  // Most intervals, and all single points, are settled without f″.
  let bends: ReturnType<typeof evaluate> | undefined;
  return {
    slopeOn(from, to) {
      arithmetic.wasUndecided();
      const bounds = slopes([arithmetic.between(from, to)]);
      const slope = arithmetic.meet(bounds.slice(1));
      return {value: bounds[0] as Interval<E>, slope, undecided: arithmetic.wasUndecided()}; // one for each root
    },
    bendOn(from, to) {
      bends ??= evaluate(forms.map((form) => differentiate(trees, form, 'x')));
      arithmetic.wasUndecided();
      const bend = arithmetic.meet(bends([arithmetic.between(from, to)]));
      return arithmetic.wasUndecided() ? 'nan' : bend;
    },
  };
}

function isDead<E>({low, high}: Real<E>): boolean {
  type End = Parameters<typeof isExactZero>[0];
  return isExactZero(low as End) && isExactZero(high as End); // the ends of either arithmetic
}
