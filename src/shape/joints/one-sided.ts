/** One-sided limits at a double, by the calculus of limits at infinity: f(a ± 1/t) for t that grows beyond all bounds. */

import type {Selection} from '../../activations/selection.ts';
import {exactValueAt} from '../../evaluation/exact-at.ts';
import type {Budget} from '../../exact/budget.ts';
import {type Node, substitute} from '../../formula/tree.ts';

/** The limit of a function of x from the left (-1) or from the right (1); NaN where there is none, or none is known. */
export function limitBeside(
  selection: Selection,
  tree: Node,
  {x, side, budget}: {readonly x: number; readonly side: -1 | 1; readonly budget: Budget},
): number {
  const {trees} = selection;
  const step = trees.call('div', trees.number(side), trees.variable('x'));
  const place = trees.call('add', trees.number(x), step);
  return exactValueAt(selection, substitute(trees, tree, new Map([['x', place]])), budget)(Number.POSITIVE_INFINITY);
}
