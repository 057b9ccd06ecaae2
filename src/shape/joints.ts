/** How smoothly the pieces of a formula meet at its breakpoints. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {type Budget, paidMaking} from '../exact/budget.ts';
import {differentiate} from '../formula/differentiate.ts';
import {type Node, nodesBelow, replaced, substitute} from '../formula/tree.ts';
import type {Breakpoint} from './breakpoints.ts';
import {infinityBeside} from './divergence.ts';
import {limitBeside} from './one-sided.ts';
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
  /** f(x) itself, which may be neither limit. At a place between two doubles the pieces meet in it. */
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

/** A joint of which nothing is known. */
export function unknownJoint(place: Breakpoint): Joint {
  const side = {value: Number.NaN, slope: Number.NaN};
  return {...place, order: Number.NaN, left: side, right: side, value: Number.NaN};
}

/** The joint of a formula at one of its breakpoints. */
export function jointAt(selection: Selection, place: Breakpoint, budget: Budget): Joint {
  const {trees} = selection;
  const exactAt = (node: Node, x: number): number => exactValueAt(selection, node, budget)(x);
  const towerAt = (neighbour: number): Tower => {
    const piece = paidMaking(budget, () => pieceAt(selection, neighbour, budget));
    let last = differentiate(trees, piece, 'x');
    const tower: [Node, Node, ...Node[]] = [piece, last];
    while (tower.length <= highest + 1) {
      last = paidMaking(budget, () => differentiate(trees, last, 'x'));
      tower.push(last);
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
    // A piece may have a value where f has none, as that of min(sqrt(x), 1) has for x < 0.
    if (Number.isNaN(exactAt(selection.value, neighbour))) return {value: Number.NaN, slope: Number.NaN};
    const {value, slope} = finiteSide(tower, neighbour);
    // A function without a value has no slope, whatever its derivative says.
    if (Number.isNaN(value)) return {value, slope: value};
    const request = {place, side: neighbour === place.below ? -1 : 1, budget} as const;
    return {
      value: infinityBeside(selection, tower[0], request) ?? value,
      slope: infinityBeside(selection, tower[1], request) ?? slope,
    };
  };
  const finiteSide = (tower: Tower, neighbour: number): Side => {
    // A place between two doubles is approached no closer than the double on this side.
    const here = at(tower, place.exact ? place.x : neighbour);
    // At the place itself sin(x)/x has no value, and 1/x has the wrong sign on one side.
    if (Number.isFinite(here.value) && Number.isFinite(here.slope)) return here;
    if (!place.exact) return at(tower, neighbour);
    const limit = (tree: Node): number =>
      limitBeside(selection, tree, {x: place.x, side: neighbour === place.below ? -1 : 1, budget});
    return {value: limit(tower[0]), slope: limit(tower[1])};
  };
  const [before, after] = [side(left, place.below), side(right, place.above)];
  const value = exactAt(selection.value, place.x);
  const {x, below, above} = place;
  const found = {...place, order: order(), left: before, right: after, value};
  if (budget.isSpent()) return {...found, order: Number.NaN};
  if (place.exact || !(found.order >= 0)) return found;
  const met = exactAt(atMeeting(selection, place, left[0]), place.x);
  const meeting = (side: Side): Side => (Number.isNaN(side.value) ? side : {...side, value: met});
  return {...found, left: meeting(before), right: meeting(after), value: met};

  function order(): number {
    if ([before.value, value, after.value].every(Number.isNaN)) return Number.POSITIVE_INFINITY;
    const isNear = Math.abs((place.exact ? value : after.value) - before.value) <= tolerance();
    const isContinuous = place.exact ? value === before.value : isNear;
    // At an edge of the domain nothing is on the other side to differ from.
    const within = Number.isNaN(before.value) ? after : Number.isNaN(after.value) ? before : undefined;
    const ends = within !== undefined && !Number.isNaN(within.value);
    const isMet = Number.isNaN(value) || value === within?.value || (!place.exact && !Number.isFinite(within?.value));
    if (ends && isMet) return Number.POSITIVE_INFINITY;
    if (!Number.isFinite(before.value) || !Number.isFinite(after.value)) return -1;
    if (place.exact && !isContinuous && !isNear) return -1;
    if (left[0] === right[0]) return isContinuous || isNear ? orderWithin(left) : -1;
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

  /** The order of one piece that may have a corner all the same, as sqrt(x^2) has. */
  function orderWithin(tower: Tower): number {
    // A quotient has a hole at most.
    if (!nodesBelow([tower[0]]).some((node) => node.kind === 'call' && ['sqrt', 'pow'].includes(node.name)))
      return Number.POSITIVE_INFINITY;
    for (let k = 1; k <= highest; k += 1) {
      if (budget.isSpent()) return Number.NaN;
      const [own, next] = [tower[k] as Node, tower[k + 1] as Node]; // a level above the highest
      const here = exactAt(own, x);
      if (place.exact && Number.isFinite(here)) continue;
      if (place.exact && !Number.isNaN(here)) return k - 1;
      const [a, b] = [exactAt(own, below), exactAt(own, above)];
      const rate = Math.max(Math.abs(exactAt(next, below)), Math.abs(exactAt(next, above))) || 0;
      const most = 4 * rate * (above - below) + 1e-9 * Math.max(Math.abs(a), Math.abs(b));
      if (Math.abs(a - b) > most) return k - 1;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** How far f may be on one side of a place between two doubles from what it is on the other. */
  function tolerance(): number {
    const slope = Math.max(Math.abs(before.slope), Math.abs(after.slope));
    return (4 * slope * (above - below) || 0) + 2 ** -50 * Math.abs(before.value);
  }
}

/**
 * The formula at a place between two doubles at which its pieces meet, as a function of the nearest one. What changes its
 * sign there is 0, so that 2 abs(3x - 1) is 0 at 1/3 and not what it is at the double; where the formula does not hold
 * it as such, as min(cosh(x), tan(x)), one Newton step from the double leads to the place.
 */
function atMeeting({trees, value}: Selection, {difference}: Breakpoint, piece: Node): Node {
  if (difference === undefined) return value;
  const [a, b] = difference.kind === 'call' && difference.name === 'sub' ? difference.args : [difference];
  const [left, right] = [a as Node, b ?? trees.number(0)]; // a difference has a minuend
  const isNumber = ({kind}: Node): boolean => kind === 'number' || kind === 'constant';
  const zero = new Map<Node, Node>([[difference, trees.number(0)]]);
  if (isNumber(right)) zero.set(left, right);
  if (isNumber(left)) zero.set(right, left);
  const there = replaced(trees, value, zero);
  if (there !== value) return there;
  const step = trees.call('div', difference, differentiate(trees, difference, 'x'));
  return substitute(trees, piece, new Map([['x', trees.call('sub', trees.variable('x'), step)]]));
}
