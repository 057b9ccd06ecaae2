/** What the gradient does in each column of a figure: the worst that happens there. */

import type {Selection} from '../activations/selection.ts';
import {nextDouble} from '../exact/doubles.ts';
import {roundDouble} from '../exact/number-format.ts';
import {oscillates} from '../shape/oscillation.ts';
import {type RegionRequest, regionsOf} from './find-regions.ts';
import type {Probe} from './gradient-class.ts';
import {type Mark, type Region, regionAt, worse} from './region.ts';
import {regionFinder} from './region-at.ts';

/** How far to either side of a sample an oscillating function is searched: beyond, it has more edges than a picture can show. */
const farthest = 8;

/** From here on, bounds tell nothing of a sine: each sample stands for itself. */
const beyondBounds = 1e8;

/**
 * A mark for each sample. It stands for the cell around the sample, up to halfway to its neighbours and without the
 * right end, and is the worst region that touches the cell: the weak spot of gelu is narrower than a column.
 */
export function columnMarks(
  selection: Selection,
  x: Float64Array,
  request: Pick<RegionRequest, 'threshold' | 'format'>,
): readonly Mark[] {
  const [first = 0, last = first] = [x[0], x.at(-1)];
  const waves = oscillates(selection);
  // Divided before they are subtracted: the span of the largest doubles is itself no double.
  const gaps = Math.max(1, x.length - 1);
  const half = (last / gaps - first / gaps) / 2;
  const reach = waves ? Math.min(half, farthest) : half;
  // Where in a cell an edge lies shows in the rounding to a format only.
  const nearly = request.format === undefined ? {probe: cellProbe(x, reach)} : {};
  const regionsOver = (from: number, to: number): readonly Region[] =>
    regionsOf(selection, {...request, ...nearly, ...(waves && {range: [from, to]})}).regions;
  const everywhere = reach === half ? regionsOver(first - half, last + half) : undefined;
  const find = regionFinder(selection, request);
  const markAt = (each: number): Mark => {
    if (everywhere === undefined && Math.abs(each) > beyondBounds) return find(each) ?? 'none';
    const from = each - reach;
    const to = each + reach;
    const regions = everywhere ?? regionsOver(from, to);
    // A cell between two numbers of a coarse format holds neither: then the nearer one speaks for it.
    const own = request.format && regionAt(regions, roundDouble(each, request.format, 'ieee'));
    return regions.reduce(
      (mark: Mark, region) => (touches(region, from, to) ? worse(mark, region.kind) : mark),
      own ?? 'none',
    );
  };
  return Array.from(x, markAt);
}

/** Looks for an edge at the ends of the cells alone, and just before an end: there it touches another cell. */
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

/** How many of some ascending numbers there are before the first that does not hold. */
function countWhile(ascending: Float64Array, holds: (x: number) => boolean): number {
  let known = 0;
  let most = ascending.length;
  while (known < most) {
    const middle = (known + most) >> 1;
    if (holds(ascending[middle] as number)) known = middle + 1;
    else most = middle;
  }
  return known;
}

/** Whether a region meets the cell [from, to), or the point where both are one. */
function touches(region: Region, from: number, to: number): boolean {
  const starts = region.from < to || (region.from === from && region.fromClosed);
  return starts && (region.toClosed ? region.to >= from : region.to > from);
}
