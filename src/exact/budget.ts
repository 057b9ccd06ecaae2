/** How much work a search may do, counted and not timed: the same question has the same answer on every machine. */

import {type Node, nodesBelow} from '../formula/tree.ts';

/** The unit is one operation of a formula in intervals of doubles, about a third of a microsecond. */
export interface Budget {
  readonly spend: (work: number) => void;
  readonly isSpent: () => boolean;
  /** The same budget, spent as soon as this share of what is left now is: what comes after has the rest. */
  readonly part: (share: number) => Budget;
}

/** A budget of so much work; `worked` is told whenever some is done. */
export function createBudget(work: number, worked?: () => void): Budget {
  let left = work;
  const spend = (amount: number): void => {
    left -= amount;
    worked?.();
  };
  const downTo = (least: number): Budget => ({
    spend,
    isSpent: () => left <= least,
    part: (share) => downTo(least + (1 - share) * (left - least)),
  });
  return downTo(0);
}

/** For what asks about single points only. */
export const unlimited: Budget = {spend: () => undefined, isSpent: () => false, part: () => unlimited};

/** What takes a sum or a product in big floats; the other functions take thrice as long, unless they are here too. */
const bigCosts: Readonly<Record<string, number>> = {
  ...Object.fromEntries(
    ['add', 'sub', 'mul', 'div', 'neg', 'sqrt', 'abs', 'sign', 'max', 'min'].map((name) => [name, 1]),
  ),
  ...Object.fromEntries(['pow', 'softplus'].map((name) => [name, 6])),
  ...Object.fromEntries(['erf', 'erfc', 'Phi'].map((name) => [name, 10])),
};

/** How many sums in big floats take as long as one evaluation of some trees, to a factor of three or so. */
export function bigOperations(roots: readonly Node[]): number {
  return nodesBelow(roots).reduce((sum, node) => sum + (node.kind === 'call' ? (bigCosts[node.name] ?? 3) : 1), 0);
}
