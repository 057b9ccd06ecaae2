/** What evaluations in intervals cost, in the units of a budget. */

import {type Budget, bigOperations} from '../exact/budget.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';

/** Who pays, and how much an evaluation of trees costs. */
export interface Spending {
  readonly budget: Budget;
  readonly workOf: (roots: readonly Node[]) => number;
}

/** In doubles. */
export function doubleWork(roots: readonly Node[]): number {
  return nodesBelow(roots).length;
}

/** In big floats of 64 bits: measured, 5 µs for an exponential, 15 to 50 for an error function, and four times that far out. */
export function bigWork(roots: readonly Node[]): number {
  return 60 * bigOperations(roots);
}
