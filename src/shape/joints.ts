/** How smoothly the pieces of a formula meet at its breakpoints. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {differentiate} from '../formula/differentiate.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';
import type {Breakpoint} from './breakpoints.ts';
import {pieceAt} from './smooth-piece.ts';

/** A breakpoint, with the limits of the pieces on its two sides. */
export interface Joint extends Breakpoint {
  /**
   * How many derivatives are continuous: -1 at a jump, 0 at a corner, Infinity where the pieces agree to the fourth
   * derivative, or are one piece.
   */
  readonly order: number;
  readonly left: Side;
  readonly right: Side;
  /** f(x) itself, which may be neither limit. */
  readonly value: number;
}

/** The limits of f and f′ from one side. */
export interface Side {
  readonly value: number;
  readonly slope: number;
}

/** A piece, its derivative, and the derivatives of these. */
type Tower = readonly [Node, Node, ...Node[]];

/** Derivatives are compared up to this one. */
const highest = 4;

/** The joint of a formula at one of its breakpoints. */
export function jointAt(selection: Selection, place: Breakpoint, budget: Budget): Joint {
  const {trees} = selection;
  const exactAt = (node: Node, x: number): number => exactValueAt(selection, node, budget)(x);
  const towerAt = (neighbour: number): Tower => {
    const piece = pieceAt(selection, neighbour);
    let last = differentiate(trees, piece, 'x');
    const tower: [Node, Node, ...Node[]] = [piece, last];
    while (tower.length <= highest + 1) {
      last = differentiate(trees, last, 'x');
      tower.push(last);
      budget.spend(15 * nodesBelow([last]).length); // for making it
      if (budget.isSpent()) break;
    }
    return tower;
  };
  const [left, right] = [towerAt(place.below), towerAt(place.above)];
  const at = ([value, slope]: Tower, x: number): Side => ({
    value: exactAt(value, x),
    slope: exactAt(slope, x),
  });
  const side = (tower: Tower, neighbour: number): Side => {
    // A place between two doubles is approached no closer than the double on this side.
    const here = at(tower, place.exact ? place.x : neighbour);
    // At the place itself sin(x)/x has no value, and 1/x has the wrong sign on one side.
    if (Number.isFinite(here.value) && !Number.isNaN(here.slope)) return here;
    const beside = at(tower, neighbour);
    return Number.isNaN(here.value) || Number.isNaN(here.slope)
      ? beside
      : {...here, value: Math.sign(beside.value) * Infinity};
  };
  const [before, after] = [side(left, place.below), side(right, place.above)];
  const value = exactAt(selection.value, place.x);
  const {x, below, above} = place;
  const ends = order();
  // Towards a pole between two doubles the values grow as fast as the distance shrinks.
  const grows = (of: Side, side: 1 | -1): boolean =>
    side * Math.sign(of.slope) === Math.sign(of.value) &&
    8 * Math.abs(of.slope) * (above - below) >= Math.abs(of.value);
  const isPole = !place.exact && left[0] === right[0] && grows(before, 1) && grows(after, -1);
  const poleOf = (of: Side): Side => (isPole ? {value: of.value * Infinity, slope: of.slope * Infinity} : of);
  const found = {...place, order: isPole ? -1 : ends, left: poleOf(before), right: poleOf(after), value};
  return budget.isSpent() ? {...found, order: Number.NaN} : found;

  function order(): number {
    const isNear = Math.abs(value - before.value) <= tolerance();
    const isContinuous = place.exact ? value === before.value : isNear;
    if (!Number.isFinite(before.value) || !Number.isFinite(after.value)) return -1;
    if (left[0] === right[0]) return isContinuous || isNear ? Number.POSITIVE_INFINITY : -1;
    for (let k = 0; k <= highest; k += 1) {
      if (budget.isSpent()) return Number.NaN;
      const [a, b] = [left[k] as Node, right[k] as Node]; // both towers are higher
      if (a === b) continue;
      const difference = exactAt(trees.call('sub', a, b), x);
      if (difference === 0) continue;
      const [leftNext, rightNext] = [left[k + 1] as Node, right[k + 1] as Node]; // a level above the highest
      const slope = exactAt(leftNext, x) - exactAt(rightNext, x);
      // At a place between two doubles the pieces meet only up to the spacing of the doubles.
      if (place.exact || !(Math.abs(difference) <= 4 * Math.abs(slope) * (above - below))) return k - 1;
    }
    return isContinuous ? Number.POSITIVE_INFINITY : -1;
  }

  /** How far f(x) may be from the left limit if the place is between two doubles. */
  function tolerance(): number {
    return (4 * Math.abs(before.slope) * (above - below) || 0) + 2 ** -50 * Math.abs(before.value);
  }
}
