/** Where a curve is not drawn though the axis goes on, and why. */

import {bisect} from '../exact/doubles.ts';
import type {NumberFormat} from '../exact/number-format.ts';

/**
 * Why: no value, an overflow, infinite values, plain doubles that cannot hold a finite one, values that have no place on
 * a logarithmic axis, or an end of the y axis.
 */
export type CutKind = 'noValue' | 'overflow' | 'infinite' | 'plainOverflow' | 'notPositive' | 'above' | 'below';

/** Two neighbouring doubles: the curve is drawn up to the first, and cut from the second on. */
export interface CutEnd {
  readonly drawn: number;
  readonly cut: number;
  /** Two places between which rounding decides where the curve reaches an end of the y axis. */
  readonly within?: readonly [number, number];
}

/** A part of the axis where a curve is cut; an end is absent where the axis itself ends. */
export interface Stretch {
  readonly from: CutEnd | undefined;
  readonly to: CutEnd | undefined;
}

/** The parts where a curve is cut for one reason; none is searched for where they are too many to be named. */
export interface Cut {
  readonly kind: CutKind;
  readonly stretches: readonly Stretch[] | 'many';
}

/** The ends of the y axis that the user sets, and whether it is logarithmic. */
export interface Limits {
  readonly spread?: {readonly kind: string};
  readonly ymin: number | undefined;
  readonly ymax: number | undefined;
}

/** A sampled curve. */
export interface Sampled {
  /** Places along the axis, ascending or descending, and the curve there. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** The curve at any place, as the samples were computed. */
  readonly at: (place: number) => number;
  /** The exact value of the curve, where `at` is in plain doubles. */
  readonly exactlyAt: ((place: number) => number) | undefined;
  readonly format: NumberFormat;
}

/** How many stretches are named at most. */
const mostNamed = 2;

/** All cuts of a curve; none where nothing at all is drawn, which a picture shows by itself. */
export function cutsOf(curve: Sampled, limits: Limits): readonly Cut[] {
  const {x, y} = curve;
  if ((x[0] ?? 0) > (x.at(-1) ?? 0)) return cutsOf({...curve, x: x.toReversed(), y: y.toReversed()}, limits);
  const runs = runsOf(y, limits);
  if (runs.length === 0 || runs[0]?.length === y.length) return [];
  const kinds = [...new Set(runs.map(({reason}) => reason))];
  return kinds.flatMap((reason): readonly Cut[] => {
    const own = runs.filter((run) => run.reason === reason);
    if (own.length > mostNamed) return [{kind: reason, stretches: 'many'}];
    const named = own.flatMap((run) => namedCut(run, curve, limits));
    return [...new Set(named.map(({kind}) => kind))].map((kind) => ({
      kind,
      stretches: named.flatMap((each) => (each.kind === kind ? [each.stretch] : [])),
    }));
  });
}

type Reason = Exclude<CutKind, 'overflow' | 'plainOverflow'>;

/** Neighbouring samples that are not drawn for the same reason. */
interface Run {
  readonly reason: Reason;
  readonly first: number;
  readonly length: number;
}

function reasonAt(value: number, {ymin, ymax, spread}: Limits): Reason | undefined {
  if (Number.isNaN(value)) return 'noValue';
  if (spread?.kind === 'log' && value <= 0) return 'notPositive';
  if (ymax !== undefined && value > ymax) return 'above';
  if (ymin !== undefined && value < ymin) return 'below';
  return Number.isFinite(value) ? undefined : 'infinite';
}

function runsOf(y: Float64Array, limits: Limits): readonly Run[] {
  const runs: Run[] = [];
  for (let first = 0, end = 0; first < y.length; first = end) {
    const reason = reasonAt(y[first] ?? Number.NaN, limits);
    do end += 1;
    while (end < y.length && reasonAt(y[end] ?? Number.NaN, limits) === reason);
    if (reason !== undefined) runs.push({reason, first, length: end - first});
  }
  return runs;
}

/** A run with its ends to the last double; nothing for a single place where a curve is infinite, as 1/x at 0. */
function namedCut(
  run: Run,
  curve: Sampled,
  limits: Limits,
): readonly {readonly kind: CutKind; readonly stretch: Stretch}[] {
  const {reason, first, length} = run;
  const {x} = curve;
  const [start = 0, end = 0] = [x[first], x[first + length - 1]];
  const [before, after] = [x[first - 1], x[first + length]];
  const stretch = {
    from: before === undefined ? undefined : cutEnd(run, curve, limits, [before, start]),
    to: after === undefined ? undefined : cutEnd(run, curve, limits, [after, end]),
  };
  const extent = (stretch.to?.cut ?? end) - (stretch.from?.cut ?? start);
  const gap = Math.max(start - (before ?? start), (after ?? end) - end);
  if (reason === 'infinite' && extent <= gap / 1e6) return [];
  // From the sample next to an end, because exact values and plain doubles may overflow a few doubles apart.
  return [{kind: kindOf(reason, stretch, curve, before === undefined ? end : start), stretch}];
}

/** A value so many ulps beside an end of the y axis may be rounded to the other side of it. */
const noise = 64 * 2 ** -53;
/** Nobody sees this part of the distance between two samples. */
const unseen = 1e-9;

/** The end of a run between a sample that is drawn and one that is cut. */
function cutEnd({reason}: Run, {at}: Sampled, limits: Limits, [drawn, cut]: readonly [number, number]): CutEnd {
  const search = (isCut: (value: number) => boolean): {readonly drawn: number; readonly cut: number} => {
    if (drawn < cut) {
      const [last, next] = bisect(drawn, cut, (place) => !isCut(at(place)));
      return {drawn: last, cut: next};
    }
    const [next, last] = bisect(cut, drawn, (place) => isCut(at(place)));
    return {drawn: last, cut: next};
  };
  const found = search((value) => reasonAt(value, limits) === reason);
  const limit = reason === 'above' ? limits.ymax : reason === 'below' ? limits.ymin : undefined;
  if (limit === undefined) return found;
  const size = noise * Math.abs(limit);
  const sign = reason === 'above' ? 1 : -1;
  const beyond = (more: number) => (value: number) => Number.isNaN(value) || sign * (value - limit) > more;
  const near = unseen * (cut - drawn);
  return {...found, within: [search(beyond(-size)).drawn - near, search(beyond(size)).cut + near]};
}

function kindOf(reason: Reason, {from, to}: Stretch, {at, exactlyAt, format}: Sampled, sample: number): CutKind {
  if (reason === 'above' || reason === 'below' || reason === 'notPositive') return reason;
  const nearest = from ?? to;
  const isLarge = nearest !== undefined && Math.abs(at(nearest.drawn)) > format.largest / 8;
  // A format without infinities overflows to NaN.
  if (reason === 'noValue') return isLarge && !format.hasInfinity ? 'overflow' : 'noValue';
  if (exactlyAt !== undefined && Number.isFinite(exactlyAt(sample))) return 'plainOverflow';
  return isLarge ? 'overflow' : 'infinite';
}
