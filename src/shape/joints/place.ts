/** The real number at which a branch changes, where it lies between two doubles. */

import type {Selection} from '../../activations/selection.ts';
import {exactValueAt} from '../../evaluation/exact-at.ts';
import {type Budget, paidMaking} from '../../exact/budget.ts';
import {zerosOf} from '../../formula/comparisons.ts';
import {differentiate} from '../../formula/differentiate.ts';
import {factored} from '../../formula/forms/factor.ts';
import {type Node, nodesBelow, replaced, substitute} from '../../formula/tree.ts';
import {pieceFinder} from './smooth-piece.ts';

/** A place on the real line where a branch changes, to the last double. */
export interface Breakpoint {
  /** The double nearest to it; `exact` says whether it is the place itself. */
  readonly x: number;
  readonly exact: boolean;
  /** The doubles next to it on either side. */
  readonly below: number;
  readonly above: number;
  /** What changes its sign between two doubles, and its zero as a function of the double `x`, where it has one. */
  readonly difference?: Node;
  readonly zero?: Node;
  /** Where no double lies between it and the place before or after it: a number between them, as a tree. */
  readonly leftPoint?: Node;
  readonly rightPoint?: Node;
}

/** The place as a function of the double `x` next to it; the double itself where it is one, or none is found. */
export function pointOf({trees}: Selection, {zero}: Breakpoint): Node {
  return zero ?? trees.variable('x');
}

/** What is left of a difference at its zero, of what it is at the doubles beside it: as wanted, and at most. */
const [wanted, most] = [2 ** -160, 2 ** -20];
/** Newton steps, each of which has twice as many digits right; of larger differences one is made. */
const mostSteps = 4;
const mostNodes = 200;

/**
 * The zero of a difference between two doubles as a function of the nearer one, `x`, by Newton steps; exact where the
 * difference is a straight line. Undefined where no step leads to a zero between them, as at a pole.
 */
export function zeroOf(
  selection: Selection,
  difference: Node,
  {x, below, above}: Pick<Breakpoint, 'x' | 'below' | 'above'>,
  budget: Budget,
): Node | undefined {
  const {trees} = selection;
  const pieceOn = pieceFinder(selection, difference, budget);
  const zeroFrom = (beside: number): Node | undefined => {
    const [size, step] = paidMaking(budget, () => {
      const piece = pieceOn(beside);
      const changing = changingFactor(selection, factored(trees, piece), {below, above}) ?? piece;
      const shift = trees.call('div', changing, differentiate(trees, changing, 'x'));
      return [trees.call('abs', changing), trees.call('sub', trees.variable('x'), shift)];
    });
    const at = (tree: Node, place: number): number => exactValueAt(selection, tree, budget)(place);
    const beyond = (tree: Node, point: Node): Node => substitute(trees, tree, new Map([['x', point]]));
    const largest = Math.max(at(size, below), at(size, above));
    const steps = nodesBelow([step]).length > mostNodes ? 1 : mostSteps;
    let point: Node = step;
    for (let i = 1; i < steps && at(beyond(size, point), x) > wanted * largest; i += 1) point = beyond(step, point);
    const place = at(point, x);
    return below <= place && place <= above && at(beyond(size, point), x) <= most * largest ? point : undefined;
  };
  return zeroFrom(below) ?? (budget.isSpent() ? undefined : zeroFrom(above));
}

/** The doubles on the two sides of a place. */
interface Gap {
  readonly below: number;
  readonly above: number;
}

/** A simple function that changes its sign between two doubles, and is 0 where another is, whose own sign may stay. */
function changingFactor(selection: Selection, node: Node, {below, above}: Gap): Node | undefined {
  return zerosOf(node).find((zero) => {
    const sign = exactValueAt(selection, selection.trees.call('sign', zero));
    return sign(below) * sign(above) < 0;
  });
}

/** A tree at a place, as a function of `x`. What changes its sign there is 0: so abs(x^2 - 2) is, and not nearly so. */
export function treeAt(selection: Selection, place: Breakpoint, tree: Node, point = pointOf(selection, place)): Node {
  const {trees} = selection;
  if (place.exact || place.difference === undefined) return tree;
  const {difference} = place;
  const [a, b] = difference.kind === 'call' && difference.name === 'sub' ? difference.args : [difference];
  const [left, right] = [a as Node, b ?? trees.number(0)]; // a difference has a minuend
  const isNumber = ({kind}: Node): boolean => kind === 'number' || kind === 'constant';
  const zero = new Map<Node, Node>([[difference, trees.number(0)]]);
  if (isNumber(right)) zero.set(left, right);
  if (isNumber(left)) zero.set(right, left);
  return substitute(trees, replaced(trees, tree, zero), new Map([['x', point]]));
}

/** Whether two places lie between the same doubles: they are told apart by the points themselves. */
function shareGap(a: Breakpoint, b: Breakpoint): boolean {
  return !a.exact && !b.exact && a.below === b.below && a.above === b.above;
}

/**
 * Whether a place is one that is known. A change of sign without a zero is that of a pole, or of a jump, which a known
 * place makes; and where a difference has been 0 on an interval, `isEnd`, its branch has changed at a known one.
 */
export function isSamePlace(selection: Selection, known: Breakpoint, place: Breakpoint, isEnd: boolean): boolean {
  const [own, other] = [endsOf(place), endsOf(known)];
  if (isEnd) return other.from <= own.from && own.to <= other.to;
  if (place.exact) return known.exact && known.x === place.x;
  const hasZero = place.zero !== undefined;
  if (!shareGap(known, place)) return !hasZero && own.from <= other.from && other.to <= own.to;
  return !hasZero || known.zero === undefined || orderOf(selection, known, place) === 0;
}

/** The order of two places on the real line: negative, 0 or positive. */
export function orderOf(selection: Selection, a: Breakpoint, b: Breakpoint): number {
  if (!shareGap(a, b)) {
    const [aEnds, bEnds] = [endsOf(a), endsOf(b)];
    return aEnds.to <= bEnds.from ? -1 : bEnds.to <= aEnds.from ? 1 : a.x - b.x;
  }
  // Both as functions of one double.
  const same = {...b, x: a.x};
  const distance = selection.trees.call('sub', pointOf(selection, a), pointOf(selection, same));
  const apart = exactValueAt(selection, distance)(a.x);
  return Math.abs(apart) <= 2 ** -90 * (a.above - a.below) ? 0 : apart;
}

function endsOf({x, exact, below, above}: Breakpoint): {readonly from: number; readonly to: number} {
  return exact ? {from: x, to: x} : {from: below, to: above};
}

/** Ascending places, with a point between each two that no double lies between. */
export function withPointsBetween(selection: Selection, places: readonly Breakpoint[]): readonly Breakpoint[] {
  const {trees} = selection;
  const middle = (i: number): Node | undefined => {
    const [a, b] = [places[i], places[i + 1]];
    if (a === undefined || b === undefined || a.above <= b.below) return undefined;
    const number = (place: Breakpoint) =>
      substitute(trees, pointOf(selection, place), new Map([['x', trees.number(place.x)]]));
    return trees.call('div', trees.call('add', number(a), number(b)), trees.number(2));
  };
  return places.map((place, i) => {
    const [leftPoint, rightPoint] = [middle(i - 1), middle(i)];
    return {...place, ...(leftPoint && {leftPoint}), ...(rightPoint && {rightPoint})};
  });
}
