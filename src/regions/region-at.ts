/** The region of single points: of a table's rows, say. */

import type {Selection} from '../activations/selection.ts';
import {nextDouble} from '../exact/doubles.ts';
import {oscillates} from '../shape/oscillation.ts';
import {slopeSign} from './class-at-point.ts';
import {type RegionRequest, regionsOf} from './find-regions.ts';
import {type RegionKind, regionAt} from './region.ts';
import {kindOf} from './run-kind.ts';
import {runFinder} from './runs.ts';

/**
 * What tells the kind of region that holds a point, wherever it is: of a function that oscillates for ever by a look at
 * the doubles beside it. The regions are found when the first point is asked for.
 */
export function regionFinder(
  selection: Selection,
  request: Pick<RegionRequest, 'threshold' | 'format'>,
): (x: number) => RegionKind | undefined {
  let find: ((x: number) => RegionKind | undefined) | undefined;
  return (x) => {
    find ??= oscillates(selection) ? nearbyFinder(selection, request) : lineFinder(selection, request);
    return find(x);
  };
}

function lineFinder(selection: Selection, request: RegionRequest): (x: number) => RegionKind | undefined {
  const {regions} = regionsOf(selection, request);
  return (x) => regionAt(regions, x);
}

/**
 * How many doubles to either side are looked at. That f′ is 0 on a whole interval is seen only where bounds decide the
 * branch, which they do not next to the place where it changes.
 */
const nearby = 4n;

function nearbyFinder(selection: Selection, {threshold, format}: RegionRequest): (x: number) => RegionKind | undefined {
  const find = runFinder(selection, {threshold, format});
  const sign = slopeSign(selection);
  return (x) => {
    if (!Number.isFinite(x)) return undefined;
    const {runs} = find(nextDouble(x, -nearby), nextDouble(x, nearby));
    const here = runs.findIndex(({from, to}) => from <= x && x <= to);
    const kind = kindOf(runs, here, {left: false, right: false});
    if (kind !== 'underflow' || sign(x) !== 0) return kind;
    return threshold > 0 ? 'weak' : undefined;
  };
}
