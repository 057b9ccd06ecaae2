/** Where a function turns between two doubles, and what it comes to there. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {nextDouble} from '../exact/doubles.ts';
import {type Node, substitute} from '../formula/tree.ts';
import {zeroOf} from './joints/place.ts';
import {signOf} from './sign-runs.ts';

/**
 * Of two doubles between which a function changes its sign the one nearer to its zero: the sign halfway, which is exact,
 * tells in which half that lies. A double at which the function is 0 is the zero itself.
 */
function nearestZero(selection: Selection, tree: Node, budget: Budget): (from: number, to: number) => number {
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

/** A function and its derivative, as trees. */
interface Turning {
  readonly tree: Node;
  readonly slope: Node;
}

/** Where a function turns: the nearest double, and the function at the place itself, which takes longer to find. */
interface TurnBetween {
  readonly x: number;
  readonly value: () => number;
}

/** The turn of a function between two doubles; two equal ones are its place. */
export function turnFinder(
  selection: Selection,
  {tree, slope}: Turning,
  budget: Budget,
): (from: number, to: number) => TurnBetween {
  const {trees} = selection;
  const at = exactValueAt(selection, tree, budget);
  const nearest = nearestZero(selection, slope, budget);
  return (from, to) => {
    const x = nearest(from, to);
    const value = (): number => {
      const point = from === to ? undefined : zeroOf(selection, slope, {x, below: from, above: to}, budget);
      if (point === undefined) return at(x);
      const turn = exactValueAt(selection, substitute(trees, tree, new Map([['x', point]])), budget)(x);
      // A comparison of what is equal there, as in max(x, x), may not be decided.
      if (Number.isNaN(turn)) return at(x);
      // At a turn of 0, as that of (x^2 - 2)^2, only the place is not exact.
      return Math.abs(turn) < 2 ** -60 * Math.abs(at(x)) ? 0 : turn;
    };
    return {x, value};
  };
}
