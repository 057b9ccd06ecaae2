/** Trees at a breakpoint, and their limits from either side. */

import type {Selection} from '../../activations/selection.ts';
import {exactValueAt} from '../../evaluation/exact-at.ts';
import type {Budget} from '../../exact/budget.ts';
import {type Node, substitute} from '../../formula/tree.ts';
import {boundsOf} from '../../interval/tree-bounds.ts';
import {limitBeside} from './one-sided.ts';
import {type Breakpoint, pointOf, treeAt} from './place.ts';
import type {Point} from './smooth-piece.ts';

export interface Approach {
  /** The place itself, as a point at which pieces can be told. */
  readonly itself: Point;
  /** A point beside the place, with no other place between. */
  readonly beside: (side: -1 | 1) => Point;
  /** A tree at a point. */
  readonly valueAt: (tree: Node, at: Point) => number;
  /** A tree at the place. */
  readonly at: (tree: Node) => number;
  /** Whether a tree is continuous at the place: its bounds are finite, and no branch or pole of it is there. */
  readonly isRegular: (tree: Node) => boolean;
  /** The limit of a tree from one side, divided by the `power` of the distance; NaN where none is known. */
  readonly limit: (tree: Node, side: -1 | 1, power?: number) => number;
  /** How large two trees are beside the place, to the left and to the right. */
  readonly size: (left: Node, right: Node) => number;
}

/**
 * What is not continuous at a place between two doubles is looked at so close to it, in parts of their distance: what
 * converges moves less at the end, what diverges does not, be it as slow as a logarithm.
 */
const looks = [2 ** -4, 2 ** -20, 2 ** -36] as const;
const nearest = 2 ** -120;

export function createApproach(selection: Selection, place: Breakpoint, budget: Budget): Approach {
  const {trees} = selection;
  const {x, exact, below, above, difference} = place;
  const here = trees.variable('x');
  const point = pointOf(selection, place);
  /** How large a tree is at the double on one side of the place. */
  const sizeOn = (tree: Node, side: -1 | 1): number =>
    exactValueAt(selection, trees.call('abs', tree), budget)(side < 0 ? below : above);
  const at = (tree: Node): number => {
    const value = exactValueAt(selection, treeAt(selection, place, tree, point), budget)(x);
    if (exact || value === 0) return value;
    // The place is known up to so much. On one side of a root there is nothing; beside a pole one side is far larger.
    const sizes = ([-1, 1] as const).map((side) => sizeOn(tree, side)).filter((size) => !Number.isNaN(size));
    return Math.abs(value) < 2 ** -100 * Math.min(...sizes) ? 0 : value;
  };
  const valueAt = (tree: Node, {x, point}: Point): number =>
    exactValueAt(selection, substitute(trees, tree, new Map([['x', point]])), budget)(x);
  const [from, to] = exact ? [x, x] : [below, above];
  const regular = new Map<Node, boolean>();
  const isRegular = (tree: Node): boolean => {
    const known = regular.get(tree) ?? findRegular(tree);
    regular.set(tree, known);
    return known;
  };
  const findRegular = (tree: Node): boolean => {
    // Bounds hold where there is a value, which 0 log(0) is not. Of most holes this tells, and bounds beside them take long.
    if (!Number.isFinite(at(tree))) return false;
    const bounds = boundsOf(selection, [tree], budget);
    return bounds.signs(from, to, () => true) !== undefined && Number.isFinite(bounds.size(from, to));
  };
  const limit = (tree: Node, side: -1 | 1, power = 0): number => {
    if (power > 0) {
      const distance = trees.call('pow', trees.call('sub', here, trees.number(x)), trees.number(power));
      return limitBeside(selection, trees.call('div', tree, distance), {x, side, budget});
    }
    if (isRegular(tree)) return at(tree);
    return exact ? limitBeside(selection, tree, {x, side, budget}) : limitBetween(tree, side);
  };
  /** The limit at a place between two doubles: that of sqrt(x - 1/3) is 0, to which what is nearly there is near. */
  const limitBetween = (tree: Node, side: -1 | 1): number => {
    const beside = (distance: number): number =>
      valueAt(tree, {x, point: trees.call('add', point, trees.number(side * distance * (above - below)))});
    const [far, near, close] = looks.map(beside) as [number, number, number]; // one for each
    const [before, last] = [near - far, close - near];
    const isBounded = Number.isFinite(boundsOf(selection, [tree], budget).size(below, above));
    const diverges = !isBounded && last !== 0 && Math.abs(last) >= Math.abs(before) / 2;
    if (diverges && !budget.isSpent()) return Math.sign(last) * Number.POSITIVE_INFINITY;
    const [here, size] = [at(tree), sizeOn(tree, side)];
    if (!Number.isFinite(size)) return close;
    if (Math.abs(here - close) <= 2 ** -10 * size) return here;
    return Math.abs(beside(nearest)) <= 2 ** -60 * size ? 0 : close;
  };
  return {
    itself: {x, point, zero: difference},
    beside: (side) => {
      const between = side < 0 ? place.leftPoint : place.rightPoint;
      return between === undefined ? {x: side < 0 ? below : above, point: here} : {x, point: between};
    },
    valueAt,
    at,
    isRegular,
    limit,
    size: (left, right) => Math.max(sizeOn(left, -1), sizeOn(right, 1)),
  };
}
