/** The kind of region at single points, such as the rows of a table. */

import type {Selection} from '../activations/selection.ts';
import {unlimited} from '../exact/budget.ts';
import {nextDouble} from '../exact/doubles.ts';
import {oscillates} from '../shape/oscillation.ts';
import {slopeSign} from './class-at-point.ts';
import {type RegionCriteria, regionsOf} from './find-regions.ts';
import {type RegionKind, regionAt} from './region.ts';
import {kindOf} from './run-kind.ts';
import {runFinder} from './runs.ts';

/**
 * A function from any point to the kind of region that holds it; `unknown` where the search was given up. The first call
 * finds all regions; for a function that
 * oscillates for ever, which has them without end, each call looks at the doubles beside the point instead.
 */
export function regionFinder(
  selection: Selection,
  request: RegionCriteria,
): (x: number) => RegionKind | 'unknown' | undefined {
  let find: ((x: number) => RegionKind | 'unknown' | undefined) | undefined;
  return (x) => {
    find ??= oscillates(selection) ? nearbyFinder(selection, request) : lineFinder(selection, request);
    return find(x);
  };
}

/** Finds all regions first. */
function lineFinder(selection: Selection, request: RegionCriteria): (x: number) => RegionKind | 'unknown' | undefined {
  const {regions, unknown} = regionsOf(selection, request);
  return (x) => regionAt(regions, x) ?? (unknown.some(({from, to}) => from <= x && x <= to) ? 'unknown' : undefined);
}

/**
 * How many doubles to either side are looked at. That f′ is 0 on a whole interval is seen only where bounds decide the
 * branch, which they do not next to the place where it changes.
 */
const nearby = 4n;

/** Looks at a point and the doubles beside it. */
function nearbyFinder(
  selection: Selection,
  {threshold, format, direction}: RegionCriteria,
): (x: number) => RegionKind | undefined {
  const find = runFinder(selection, {threshold, format, direction}, unlimited);
  const sign = slopeSign(selection, unlimited);
  return (x) => {
    if (!Number.isFinite(x)) return undefined;
    const {runs} = find(nextDouble(x, -nearby), nextDouble(x, nearby));
    const here = runs.findIndex(({from, to}) => from <= x && x <= to);
    const kind = kindOf(runs, here, {left: false, right: false});
    if (kind !== 'underflow' || sign(x) !== 0) return kind;
    return threshold > 0 ? 'weak' : undefined;
  };
}
