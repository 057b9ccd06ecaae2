/** The double nearest to a zero that lies between two doubles. */

import type {Selection} from '../activations/selection.ts';
import type {Budget} from '../exact/budget.ts';
import {nextDouble} from '../exact/doubles.ts';
import {type Node, substitute} from '../formula/tree.ts';
import {signOf} from './sign-runs.ts';

/**
 * Of two doubles between which a function changes its sign the one nearer to its zero: the sign halfway, which is exact,
 * tells in which half that lies. A double at which the function is 0 is the zero itself.
 */
export function nearestZero(selection: Selection, tree: Node, budget: Budget): (from: number, to: number) => number {
  const {trees} = selection;
  const signAt = signOf(selection, [tree], budget);
  return (from, to) => {
    const left = signAt(from);
    if (left === 0 || nextDouble(from) !== to) return from;
    // Half the distance of two doubles is a double, but for that of 0 and its neighbours, which rounds to 0.
    const middle = trees.call('add', trees.number(from), trees.number((to - from) / 2));
    const halfway = substitute(trees, tree, new Map([['x', middle]]));
    return signOf(selection, [halfway], budget)(from) === left ? to : from;
  };
}
