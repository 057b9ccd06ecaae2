/** How smoothly the pieces of a formula meet at its breakpoints. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {differentiate} from '../formula/differentiate.ts';
import type {Node} from '../formula/tree.ts';
import type {Breakpoint} from './breakpoints.ts';
import {pieceAt} from './smooth-piece.ts';

/** A breakpoint and what the pieces on its two sides come to there. */
export interface Joint extends Breakpoint {
  /**
   * How many derivatives are continuous: -1 at a jump, 0 at a corner, Infinity where the pieces agree to the fourth
   * derivative, or are one piece.
   */
  readonly order: number;
  /** One-sided limits of f and f′. */
  readonly left: Side;
  readonly right: Side;
  /** f(x) itself, which may be neither limit. */
  readonly value: number;
}

export interface Side {
  readonly value: number;
  readonly slope: number;
}

/** A piece and its derivatives. */
type Tower = readonly [Node, Node, ...Node[]];

/** Derivatives are compared up to this one. */
const highest = 4;

/** The joint of a formula at one of its breakpoints. */
export function jointAt(selection: Selection, place: Breakpoint): Joint {
  const {trees} = selection;
  const towers = [place.below, place.above].map((neighbour) => {
    const tower: Node[] = [pieceAt(selection, neighbour)];
    while (tower.length <= highest + 1) tower.push(differentiate(trees, tower.at(-1) as Node, 'x')); // never empty
    return tower;
  });
  const [left, right] = towers as unknown as readonly [Tower, Tower]; // one for each side
  const at = ([value, slope]: Tower, x: number): Side => ({
    value: exactAt(selection, value, x),
    slope: exactAt(selection, slope, x),
  });
  const side = (tower: Tower, neighbour: number): Side => {
    // Beside a place between two doubles the piece is met at its own double only.
    const here = at(tower, place.exact ? place.x : neighbour);
    // A piece such as sin(x)/x has no value at the place itself, 1/x not its sign.
    if (Number.isFinite(here.value) && !Number.isNaN(here.slope)) return here;
    const beside = at(tower, neighbour);
    return Number.isNaN(here.value + here.slope) ? beside : {...here, value: Math.sign(beside.value) * Infinity};
  };
  const [before, after] = [side(left, place.below), side(right, place.above)];
  const value = exactAt(selection, selection.value, place.x);
  const {x, below, above} = place;
  return {...place, order: order(), left: before, right: after, value};

  function order(): number {
    const gap = (a: number, b: number, slope: number) =>
      Math.abs(a - b) <= (4 * Math.abs(slope) * (above - below) || 0) + 2 ** -50 * Math.abs(b);
    const met = place.exact ? value === before.value : gap(value, before.value, before.slope);
    if (!Number.isFinite(before.value) || !Number.isFinite(after.value)) return -1;
    if (left[0] === right[0]) return met || gap(value, before.value, before.slope) ? Number.POSITIVE_INFINITY : -1;
    for (let k = 0; k <= highest; k += 1) {
      const [a, b] = [left[k] as Node, right[k] as Node]; // both towers are higher
      if (a === b) continue;
      const difference = exactAt(selection, trees.call('sub', a, b), x);
      if (difference === 0) continue;
      // A place between two doubles is met up to the spacing of the doubles only.
      const slope = exactAt(selection, left[k + 1] as Node, x) - exactAt(selection, right[k + 1] as Node, x);
      if (place.exact || !(Math.abs(difference) <= 4 * Math.abs(slope) * (above - below))) return k - 1;
    }
    return met ? Number.POSITIVE_INFINITY : -1;
  }
}

function exactAt(selection: Selection, node: Node, x: number): number {
  return exactValueAt(selection, node)(x);
}
