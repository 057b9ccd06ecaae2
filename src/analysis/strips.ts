/** The strips of a figure: for each of its columns the worst that happens to the gradient there. */

import type {Selection} from '../activations/selection.ts';
import {roundDouble} from '../exact/format.ts';
import {type Region, regionAt} from './region.ts';
import {oscillates, type RegionRequest, regionFinder, regionsOf} from './regions.ts';
import type {Mark, Strip} from './report.ts';

/** From the mildest to the worst. */
const ranks: readonly Mark[] = ['none', 'weak', 'saturated', 'underflow', 'dead'];

/** Over a wider range an oscillating function has more edges than are worth the time for a picture. */
const mostWaves = 100;

/**
 * A mark for each sample. It stands for the cell around the sample, up to halfway to its neighbours and without the
 * right end, and is the worst region that touches the cell: the weak spot of gelu is narrower than a column.
 */
export function stripOf(
  selection: Selection,
  x: Float64Array,
  request: Pick<RegionRequest, 'threshold' | 'format'>,
): Strip {
  const [first = 0, last = first] = [x[0], x.at(-1)];
  const {label} = selection;
  const waves = oscillates(selection);
  if (waves && !(last - first <= mostWaves)) {
    const find = regionFinder(selection, request);
    return {label, marks: Array.from(x, (each) => find(each) ?? 'none')};
  }
  const gap = x.length > 1 ? (last - first) / (x.length - 1) : 0;
  const range = [first - gap / 2, last + gap / 2] as const;
  // Where in a cell an edge lies shows in the rounding to a format only.
  const ends = Array.from(x, (each) => [each - gap / 2, each + gap / 2]).flat();
  const isNear = (low: number, high: number): boolean => ends.every((end) => low < end === high < end);
  const precise = request.format !== undefined;
  const {regions} = regionsOf(selection, {...request, ...(waves && {range}), ...(!precise && {isNear})});
  const markAt = (each: number): Mark => {
    // A cell between two numbers of a coarse format holds neither: then the nearer one speaks for it.
    const own = request.format && regionAt(regions, roundDouble(each, request.format, 'ieee'));
    const touching = regions.filter((region) => touches(region, each - gap / 2, each + gap / 2));
    return touching.map(({kind}) => kind).reduce(worse, own ?? 'none');
  };
  return {label, marks: Array.from(x, markAt)};
}

function worse(a: Mark, b: Mark): Mark {
  return ranks.indexOf(b) > ranks.indexOf(a) ? b : a;
}

/** Whether a region meets the cell [from, to), or the point where both are one. */
function touches(region: Region, from: number, to: number): boolean {
  const starts = region.from < to || (region.from === from && region.fromClosed);
  return starts && (region.toClosed ? region.to >= from : region.to > from);
}
