/** What evaluations in intervals cost, in the units of a budget. */

import {powerWork} from '../exact/big-float/arithmetic.ts';
import {type Budget, bigOperations} from '../exact/budget.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';

/** Who pays, and how much an evaluation of trees costs. */
export interface Spending {
  readonly budget: Budget;
  readonly workOf: (roots: readonly Node[]) => number;
}

/** In doubles: measured, a third of a microsecond for a sum, more than one for a product or an exponential. */
export function doubleWork(roots: readonly Node[]): number {
  return 4 * nodesBelow(roots).length;
}

/** In big floats of 64 bits: measured, 5 µs for an exponential, 15 to 50 for an error function. */
export function bigWork(roots: readonly Node[]): number {
  return 20 * bigOperations(roots);
}

/** The result of an evaluation in intervals, paid for: its usual work, and what its powers take beyond. */
export function paid<T>(budget: Budget, work: number, evaluate: () => T): T {
  const before = powerWork.count;
  const result = evaluate();
  budget.spend(work + 10 * (powerWork.count - before));
  return result;
}
