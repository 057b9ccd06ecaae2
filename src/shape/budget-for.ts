/** What the searches for the shape of a function may cost. */

import type {Selection} from '../activations/selection.ts';
import {type Budget, createBudget} from '../exact/budget.ts';

/** In the units of budgets, a third of a microsecond or so: several times what any function on record needs. */
const work = {
  breakpoints: 1_500_000,
  joints: 400_000,
  slopes: 3_000_000,
  steepest: 5_000_000,
  bends: 40_000_000,
  symmetry: 300_000,
};

export function budgetFor(
  {patience = 1, worked}: Pick<Selection, 'patience' | 'worked'>,
  step: keyof typeof work,
): Budget {
  return createBudget(work[step] * patience, worked);
}
