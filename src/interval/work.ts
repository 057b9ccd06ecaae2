/** What evaluations in intervals cost, in the units of a budget. */

import type {Budget} from '../exact/budget.ts';
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

/** In big floats, of which an operation takes as long as thirty of doubles. */
export function bigWork(roots: readonly Node[]): number {
  return 30 * doubleWork(roots);
}
