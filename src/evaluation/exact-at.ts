/**
 * Trees of a selection at single points, each result the nearest double to the exact value. Where a budget is given and
 * spent, a result that is not decided is NaN: ask the budget before believing one.
 */

import type {Selection} from '../activations/selection.ts';
import type {Budget} from '../exact/budget.ts';
import {exactEvaluator, type LimitNotKnown, toNearestDouble} from '../exact/ladder.ts';
import type {Node} from '../formula/tree.ts';

type Variables = Pick<Selection, 'inputs' | 'parameters'>;

/** The values of some trees of a function of one number, in their order. */
export function exactValuesAt(
  {inputs, parameters}: Variables,
  roots: readonly Node[],
  budget?: Budget,
  limitNotKnown?: LimitNotKnown,
): (x: number) => readonly number[] {
  const evaluate = exactEvaluator({roots, inputs, parameters}, toNearestDouble, budget, {limitNotKnown});
  return (x) => evaluate([x]);
}

/** The sign of a tree of a function of one number: -1, 0 or 1; NaN where it has no value, or none is proven. */
export function provenSignAt({inputs, parameters}: Variables, root: Node, budget?: Budget): (x: number) => number {
  const evaluate = exactEvaluator({roots: [root], inputs, parameters}, {...toNearestDouble, onlyProven: true}, budget);
  return (x) => Math.sign(evaluate([x])[0] as number); // one for the one tree
}

/** The value of one tree of a function of one number. */
export function exactValueAt(variables: Variables, root: Node, budget?: Budget): (x: number) => number {
  const evaluate = exactValuesAt(variables, [root], budget);
  return (x) => evaluate(x)[0] as number; // one for the one tree
}
