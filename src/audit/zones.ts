/** In which intervals of doubles a pre-activation kills or starves the gradient: the regions, ready to be compared with. */

import type {Selection} from '../activations/selection.ts';
import {nextDouble} from '../exact/doubles.ts';
import {numbersAround} from '../exact/neighbours.ts';
import {float64, type NumberFormat, roundDouble} from '../exact/number-format.ts';
import {type RegionRequest, regionsOf} from '../regions/find-regions.ts';
import {regionKinds} from '../regions/region.ts';
import {oscillates} from '../shape/oscillation.ts';
import {type Interval, zerosOf} from './zeros.ts';

/** What a gradient may be but healthy; `unknown` where the regions are not known. */
export const zoneKinds = [...regionKinds, 'unknown'] as const;

export type ZoneKind = (typeof zoneKinds)[number];

/** An interval of doubles whose numbers have a gradient of one kind. */
export interface Zone extends Interval {
  readonly kind: ZoneKind;
}

/** What the numbers of a layer are held against. */
export interface Zones {
  readonly label: string;
  /** Ascending; they do not overlap. Elsewhere the gradient is healthy. */
  readonly zones: readonly Zone[];
  /** Where the output is exactly 0, rounded to the format. */
  readonly zeros: readonly Interval[];
  /** Whether the zeros are all there are; as for zones, what is not known is said. */
  readonly areZerosCertain: boolean;
  /** Where a function that oscillates for ever was searched; beyond it everything is `unknown`. */
  readonly over?: readonly [from: number, to: number];
}

/**
 * The zones of a function of one variable. With a format a number belongs where the number of the format nearest to it
 * does, because that is what a layer in this format holds.
 * @throws ActError for a function of vectors
 */
export function zonesOf(selection: Selection, request: Pick<RegionRequest, 'threshold' | 'format' | 'range'>): Zones {
  const {range, ...everywhere} = request;
  const {format = float64} = request;
  // A range is for what cannot be searched everywhere: of other functions no number lies outside.
  const {regions, unknown, over} = regionsOf(selection, range && oscillates(selection) ? request : everywhere);
  const unknownZones = unknown.map((interval) => ({...interval, kind: 'unknown' as const}));
  const outside = over === undefined ? [] : beyond(over);
  const zones: readonly Zone[] = [...regions, ...unknownZones, ...outside].sort((a, b) => a.from - b.from);
  const {zeros, isCertain} = zerosOf(selection, format, over);
  return {
    label: selection.label,
    zones: zones.flatMap((zone) => roundedInto(zone, format).map((interval) => ({...zone, ...interval}))),
    zeros: zeros.flatMap((interval) => roundedInto(interval, format)),
    areZerosCertain: isCertain,
    ...(over && {over}),
  };
}

function beyond([from, to]: readonly [number, number]): readonly Zone[] {
  const [most, kind] = [Number.POSITIVE_INFINITY, 'unknown' as const];
  return [
    {kind, from: -most, to: from, fromClosed: false, toClosed: false},
    {kind, from: to, to: most, fromClosed: false, toClosed: false},
  ];
}

/** The doubles that round to the numbers of a format in an interval; none if it holds no such number. */
function roundedInto(interval: Interval, format: NumberFormat): readonly Interval[] {
  const {from, to, fromClosed, toClosed} = interval;
  if (format === float64) return [interval];
  // By symmetry: the lower end of the mirrored interval is the upper end.
  const low = leastInto(fromClosed ? from : nextDouble(from), format);
  const high = leastInto(-(toClosed ? to : nextDouble(to, -1n)), format);
  const rounded = {from: low.x, to: -high.x, fromClosed: low.isClosed, toClosed: high.isClosed};
  const isEmpty = rounded.from > rounded.to || (rounded.from === rounded.to && !(low.isClosed && high.isClosed));
  return isEmpty ? [] : [rounded];
}

/** Where the doubles begin that round to the first number of a format at or above x; those below the least one do too. */
function leastInto(x: number, format: NumberFormat): {readonly x: number; readonly isClosed: boolean} {
  const first = numbersAround(x, format).above;
  if (first <= -format.largest) return {x: Number.NEGATIVE_INFINITY, isClosed: false};
  if (first > format.largest) return {x: Number.POSITIVE_INFINITY, isClosed: false};
  const {below} = numbersAround(nextDouble(first, -1n), format);
  const middle = (below + first) / 2; // it has one bit more than they
  return {x: middle, isClosed: roundDouble(middle, format, 'ieee') === first};
}

/** Whether an interval holds a double. */
export function holds({from, to, fromClosed, toClosed}: Interval, x: number): boolean {
  return (fromClosed ? x >= from : x > from) && (toClosed ? x <= to : x < to);
}
