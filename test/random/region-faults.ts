/** What exact samples contradict in the regions that are told of a formula. */

import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {exactValueAt} from '../../src/evaluation/exact-at.ts';
import {createBudget} from '../../src/exact/budget.ts';
import {nextDouble} from '../../src/exact/doubles.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {float64, roundDouble} from '../../src/exact/number-format.ts';
import {boundsOf} from '../../src/interval/tree-bounds.ts';
import type {RegionRequest, Regions} from '../../src/regions/find-regions.ts';
import {regionAt} from '../../src/regions/region.ts';
import {pointsAround} from './samples.ts';

const work = 6_000_000;

/** Points, among them those around some places, that are in another region than is told; those in an unknown interval are not doubted. */
export function regionFaults(
  selection: Selection,
  told: Regions,
  request: RegionRequest,
  places: readonly number[] = [],
): readonly string[] {
  const {regions, unknown, over} = told;
  const {threshold, format} = request;
  const {trees, value, inputs, parameters} = selection;
  const slope = gradientOf(selection, 'x');
  const budget = createBudget(work);
  const beyond = trees.call('sub', trees.call('abs', slope), trees.number(threshold));
  const roots = [value, trees.call('sign', slope), trees.call('sign', beyond)];
  const exact = exactEvaluator({roots, inputs, parameters}, {format: float64, overflow: 'ieee'}, budget);
  const rounded = exactEvaluator(
    {roots: [slope], inputs, parameters},
    {format: format ?? float64, overflow: 'ieee'},
    budget,
  );
  const bounds = boundsOf(selection, [slope], budget);
  const isUnknown = (x: number) => unknown.some(({from, to}) => from <= x && x <= to);
  const isZero = (x: number) => exact([x])[1] === 0;
  const fault = (x: number): string | undefined => {
    const [f = Number.NaN, sign = Number.NaN, over = Number.NaN] = exact([x]);
    const seen = format === undefined ? sign : rounded([x])[0];
    if (budget.isSpent() || isUnknown(x)) return undefined;
    const kind = regionAt(regions, x);
    const name = `f′(${x}) is told as ${kind ?? 'in no region'}, but`;
    if (Number.isNaN(f)) return undefined;
    if (Number.isNaN(sign)) return undefined;
    if (sign === 0) {
      // What no number of bits decides is taken for 0; bounds prove that it is.
      const signs = bounds.signs(x, x, () => true);
      if (signs === undefined || signs.above || signs.below) return undefined;
      const isRest = [-3n, -2n, -1n, 1n, 2n, 3n].every((steps) => isZero(nextDouble(x, steps)));
      return isRest && kind !== 'dead' ? `${name} is 0` : undefined;
    }
    if (format !== undefined && seen === 0) return kind === 'underflow' ? undefined : `${name} rounds to 0`;
    if (over < 0) return kind === 'saturated' || kind === 'weak' ? undefined : `${name} is small`;
    return kind === undefined ? undefined : `${name} is not small`;
  };
  const ends = [...regions, ...unknown].flatMap(({from, to}) => [from, to]);
  const points = pointsAround([...ends, ...places], over ?? [-Number.MAX_VALUE, Number.MAX_VALUE]);
  const chosen = format === undefined ? points : points.map((x) => roundDouble(x, format, 'saturate'));
  return [...tailFaults(selection, regions), ...[...new Set(chosen)].flatMap((x) => fault(x) ?? [])];
}

/** In a saturated tail f has a finite limit. */
function tailFaults(selection: Selection, regions: Regions['regions']): readonly string[] {
  const limit = exactValueAt(selection, selection.value, createBudget(work));
  return regions.flatMap(({kind, from, to}) => {
    const end = [from, to].find((x) => !Number.isFinite(x));
    if (kind !== 'saturated' || end === undefined) return [];
    const value = limit(end);
    return Number.isFinite(value) || Number.isNaN(value) ? [] : [`saturated at ${end}, but f tends to ${value}`];
  });
}
