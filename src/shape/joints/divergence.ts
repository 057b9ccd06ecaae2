/** Whether a function grows without bound towards a place that lies between two doubles. */

import type {Selection} from '../../activations/selection.ts';
import {exactValueAt} from '../../evaluation/exact-at.ts';
import type {Budget} from '../../exact/budget.ts';
import {type Node, substitute} from '../../formula/tree.ts';
import {boundsOf} from '../../interval/tree-bounds.ts';
import {signOf} from '../sign-runs.ts';
import type {Breakpoint} from './place.ts';

/** How closely the place is approached: powers of two below the distance of the doubles. */
const [far, near, nearest, known] = [4, 20, 36, 52];

/**
 * The infinity to which a function tends from one side of a place where a difference changes its sign; undefined where
 * it stays finite. Bounds tell most that do. Others are looked at three times, ever closer to the place: what converges
 * moves less at the end, what diverges does not, be it as slow as a logarithm.
 */
export function infinityBeside(
  selection: Selection,
  tree: Node,
  {place, side, budget}: {readonly place: Breakpoint; readonly side: -1 | 1; readonly budget: Budget},
): number | undefined {
  const {below, above, exact, difference} = place;
  if (exact || difference === undefined) return undefined;
  if (Number.isFinite(boundsOf(selection, [tree], budget).size(below, above))) return undefined;
  const {trees} = selection;
  const beyond = (of: Node, distance: number): Node => {
    const point = trees.call('add', trees.number(below), trees.number(distance));
    return substitute(trees, of, new Map([['x', point]]));
  };
  const signAt = (distance: number) => signOf(selection, [beyond(difference, distance)], budget)(below);
  const step = above - below;
  let [low, high] = [0, step];
  const first = signAt(low);
  for (let i = 0; i < known && low < high && !budget.isSpent(); i += 1) {
    const middle = (low + high) / 2;
    const sign = signAt(middle);
    if (sign === first) low = middle;
    else if (sign === 0) [low, high] = [middle, middle];
    else high = middle;
  }
  const valueAt = (power: number): number =>
    exactValueAt(selection, beyond(tree, low + side * step * 2 ** -power), budget)(below);
  const [a, b, c] = [valueAt(far), valueAt(near), valueAt(nearest)];
  const [before, last] = [b - a, c - b];
  const diverges = last !== 0 && Math.abs(last) >= Math.abs(before) / 2;
  return diverges && !budget.isSpent() ? Math.sign(last) * Number.POSITIVE_INFINITY : undefined;
}
