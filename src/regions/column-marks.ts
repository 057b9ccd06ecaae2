/** The mark of each column of a figure: the worst that the gradient does there. */

import type {Selection} from '../activations/selection.ts';
import {nextDouble} from '../exact/doubles.ts';
import {roundDouble} from '../exact/number-format.ts';
import {oscillates} from '../shape/oscillation.ts';
import {type RegionCriteria, regionsOf} from './find-regions.ts';
import type {Probe} from './gradient-class.ts';
import {type Mark, type Region, regionAt, worse} from './region.ts';
import {regionFinder} from './region-at.ts';

/** How far to either side of a sample an oscillating function is searched: a picture cannot show the edges of more. */
const farthest = 8;

/** Further out, bounds say nothing about a sine: the mark is that of the sample alone. */
const farthestBounds = 1e8;

/**
 * A mark for each sample: the worst region that touches the cell around it, which reaches halfway to its neighbours and
 * does not include its right end. The sample itself would not do: the weak spot of gelu is narrower than a column.
 */
export function columnMarks(selection: Selection, x: Float64Array, request: RegionCriteria): readonly Mark[] {
  const [first = 0, last = first] = [x[0], x.at(-1)];
  const waves = oscillates(selection);
  // Divided before they are subtracted: the span of the largest doubles is itself no double.
  const gaps = Math.max(1, x.length - 1);
  const half = (last / gaps - first / gaps) / 2;
  const reach = waves ? Math.min(half, farthest) : half;
  // Only the rounding to a format depends on where in a cell an edge lies.
  const probe = request.format === undefined ? {probe: cellProbe(x, reach)} : {};
  const regionsOver = (from: number, to: number): readonly Marked[] => {
    const {regions, unknown} = regionsOf(selection, {...request, ...probe, ...(waves && {range: [from, to]})});
    return [...regions, ...unknown.map((interval): Marked => ({...interval, kind: 'unknown'}))];
  };
  const everywhere = reach === half ? regionsOver(first - half, last + half) : undefined;
  const find = regionFinder(selection, request);
  const markAt = (sample: number): Mark => {
    if (everywhere === undefined && Math.abs(sample) > farthestBounds) {
      const kind = find(sample);
      return kind ?? 'none';
    }
    const from = sample - reach;
    const to = sample + reach;
    const regions = everywhere ?? regionsOver(from, to);
    // A cell may hold no number of a coarse format, so the number that the sample rounds to counts too.
    const own = request.format && regionAt(regions, roundDouble(sample, request.format, 'ieee'));
    return regions.reduce(
      (mark: Mark, region) => (touches(region, from, to) ? worse(mark, region.kind) : mark),
      own ?? 'none',
    );
  };
  return Array.from(x, markAt);
}

/** A probe at the ends of cells only, and just before an end: a region that starts at an end touches one cell less. */
function cellProbe(x: Float64Array, reach: number): Probe {
  const ends = new Float64Array(2 * x.length);
  x.forEach((each, i) => {
    ends[2 * i] = each - reach;
    ends[2 * i + 1] = each + reach;
  });
  ends.sort();
  return (low, high) => {
    const first = countWhile(ends, (end) => end <= low);
    const next = countWhile(ends, (end) => end < high);
    if (first < next) return ends[(first + next) >> 1];
    const before = nextDouble(high, -1n);
    return ends[next] === high && before > low ? before : undefined;
  };
}

/** How many of some ascending numbers come before the first for which `holds` is false. */
function countWhile(ascending: Float64Array, holds: (x: number) => boolean): number {
  let known = 0;
  let most = ascending.length;
  while (known < most) {
    const middle = (known + most) >> 1;
    const value = ascending[middle] as number; // below `most`
    if (holds(value)) known = middle + 1;
    else most = middle;
  }
  return known;
}

/** A region, or an interval that was not searched. */
type Marked = Omit<Region, 'kind'> & {readonly kind: Mark};

/** An interval of one mark. */
export type MarkedInterval = Pick<Marked, 'kind' | 'from' | 'to'>;

/** An oscillating function has too many regions over a longer range than this to be told one by one. */
const longest = 1000;

/** The regions between two places, and what was not searched; undefined where they are too many. */
export function intervalsOf(
  selection: Selection,
  [a, b]: readonly [number, number],
  {threshold, format, direction}: RegionCriteria,
): readonly MarkedInterval[] | undefined {
  const range = [Math.min(a, b), Math.max(a, b)] as const;
  if (range[1] - range[0] > longest && oscillates(selection)) return undefined;
  const {regions, unknown} = regionsOf(selection, {threshold, range, ...(format && {format, direction})});
  const intervals: readonly MarkedInterval[] = [
    ...regions,
    ...unknown.map(({from, to}) => ({from, to, kind: 'unknown' as const})),
  ];
  return intervals.toSorted((one, other) => one.from - other.from);
}

/** Whether a region meets the cell [from, to), or the point `from` if both are equal. */
function touches(region: Marked, from: number, to: number): boolean {
  const starts = region.from < to || (region.from === from && region.fromClosed);
  return starts && (region.toClosed ? region.to >= from : region.to > from);
}
