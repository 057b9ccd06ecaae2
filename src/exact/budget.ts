/** How much work a search may do, counted and not timed: the same question has the same answer on every machine. */

import {type Node, nodesBelow, treeWork} from '../formula/tree.ts';

/** The unit is a quarter of an operation of a formula in intervals of doubles, a quarter of a microsecond or so. */
export interface Budget {
  readonly spend: (work: number) => void;
  readonly isSpent: () => boolean;
  /** The same budget, spent as soon as this share of what is left now is: what comes after has the rest. */
  readonly part: (share: number) => Budget;
  /** A budget of its own of this share of what is left now; its work is taken from here too. */
  readonly lend: (share: number) => Budget;
}

/** A budget of so much work; `told` is told of all that is done. */
export function createBudget(work: number, told?: (work: number) => void): Budget {
  let left = work;
  const spend = (amount: number): void => {
    left -= amount;
    told?.(amount);
  };
  const downTo = (least: number): Budget => ({
    spend,
    isSpent: () => left <= least,
    part: (share) => downTo(least + (1 - share) * (left - least)),
    lend: (share) => createBudget(share * Math.max(0, left - least), spend),
  });
  return downTo(0);
}

/** For what asks about single points only. */
export const unlimited: Budget = {
  spend: () => undefined,
  isSpent: () => false,
  part: () => unlimited,
  lend: () => unlimited,
};

/** What takes a sum or a product in big floats; the other functions take thrice as long, unless they are here too. */
const bigCosts: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['add', 'sub', 'mul', 'div', 'neg', 'sqrt', 'abs', 'sign', 'max', 'min'].map((name) => [name, 1]),
  ),
  ...Object.fromEntries(['pow', 'softplus'].map((name) => [name, 6])),
  ...Object.fromEntries(['erf', 'erfc', 'Phi'].map((name) => [name, 10])),
};

/** What making an evaluator of some trees costs, in the units of a budget: a microsecond or two for each node. */
export function makingWork(roots: readonly Node[]): number {
  return 8 * nodesBelow(roots).length;
}

/** What is made, and paid for: nodes of trees, and terms that are multiplied out, take a microsecond or two each. */
export function paidMaking<T>(budget: Budget | undefined, make: () => T): T {
  const before = treeWork.count;
  const made = make();
  budget?.spend(6 * (treeWork.count - before));
  return made;
}

/** How many sums in big floats take as long as one evaluation of some trees, to a factor of three or so. */
export function bigOperations(roots: readonly Node[]): number {
  return nodesBelow(roots).reduce((sum, node) => sum + (node.kind === 'call' ? (bigCosts[node.name] ?? 3) : 1), 0);
}
