/** What `plot --difference` draws. */

import {differenceOf} from '../../activations/difference.ts';
import type {Selection} from '../../activations/selection.ts';
import {differencesOf, type Pair, type Shaped} from '../../compare/differences.ts';
import {commandLineError} from '../../errors/errors.ts';
import type {Differences} from '../../report/figure-differences.ts';
import type {Range} from '../../sampling/range.ts';
import {shapeOf} from '../../shape/shape.ts';
import {spanBetween} from '../../shape/span.ts';

/** Each activation but the first, minus the first. */
export function differencesFrom([first, ...others]: readonly Selection[]): readonly Selection[] {
  if (first === undefined || others.length === 0) throw commandLineError('differenceOfOne');
  return others.map((other) => differenceOf(other, first));
}

/** What all are differences from; and where a range is given, the largest within it. */
export function differencesIn(selections: readonly Selection[], range: Range | undefined): Differences {
  const largest = range && largestDifferences(selections, range);
  return {from: selections[0]?.label ?? '', count: selections.length - 1, largest};
}

/** How far each activation gets from the first within a range. */
function largestDifferences([first, ...others]: readonly Selection[], range: Range): readonly Pair[] | undefined {
  if (first === undefined || first.inputs.length !== 1) return undefined;
  const span = spanBetween(range.from, range.to);
  const shaped = [first, ...others].map((selection) => ({selection, shape: shapeOf(selection, span)}));
  return shaped.slice(1).flatMap((other) => differencesOf([shaped[0] as Shaped, other], span)); // the first is there
}
