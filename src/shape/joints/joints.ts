/** How smoothly the pieces of a formula meet at its breakpoints. */

import type {Selection} from '../../activations/selection.ts';
import {type Budget, paidMaking} from '../../exact/budget.ts';
import {differentiate} from '../../formula/differentiate.ts';
import {factored} from '../../formula/forms/factor.ts';
import type {Forms} from '../../formula/forms/forms.ts';
import {type Node, nodesBelow} from '../../formula/tree.ts';
import {signOf} from '../sign-runs.ts';
import {createApproach} from './approach.ts';
import type {Breakpoint} from './place.ts';
import {pieceAt} from './smooth-piece.ts';

/** A breakpoint, with the limits of the pieces on its two sides. */
export interface Joint extends Breakpoint {
  /**
   * How many derivatives are continuous: -1 at a jump, 0 at a corner, Infinity where the pieces agree to the sixth
   * derivative, or are one piece; NaN where that is not known.
   */
  readonly order: number;
  readonly left: Side;
  readonly right: Side;
  /** f at the place itself, which may be neither limit. */
  readonly value: number;
}

/** The limits of f and f′ from one side; NaN where f has no value there, or no limit is known. */
export interface Side {
  readonly value: number;
  readonly slope: number;
}

/** Derivatives are compared up to this one. */
const highest = 6;

/** A joint of which nothing is known. */
export function unknownJoint(place: Breakpoint): Joint {
  const side = {value: Number.NaN, slope: Number.NaN};
  return {...place, order: Number.NaN, left: side, right: side, value: Number.NaN};
}

/** A piece beside a place, as it is continued to the place. */
interface Piece {
  readonly side: -1 | 1;
  /** Its derivatives, from the piece itself on; undefined where the budget is spent. */
  readonly derivative: (order: number) => Node | undefined;
}

/** The joint of a formula at one of its breakpoints. */
export function jointAt(selection: Selection, place: Breakpoint, budget: Budget): Joint {
  const {trees} = selection;
  const approach = createApproach(selection, place, budget);
  const [before, after] = [pieceOn(-1), pieceOn(1)];
  const [left, right] = [sideOf(before), sideOf(after)];
  // At a pole between two doubles there is no value.
  const isPole = !place.exact && [left, right].some((side) => Math.abs(side.value) === Number.POSITIVE_INFINITY);
  const here = place.exact ? selection.value : pieceAt(selection, approach.itself, budget);
  const value = isPole ? Number.NaN : approach.at(here);
  const order = orderOf();
  const joint = {...place, order: budget.isSpent() ? Number.NaN : order, left, right, value};
  if (place.exact || !(order >= 0)) return joint;
  // The pieces meet between two doubles.
  const met = Number.isNaN(value) ? (before === undefined ? right : left).value : value;
  const meeting = (side: Side): Side => (Number.isNaN(side.value) ? side : {...side, value: met});
  return {...joint, left: meeting(left), right: meeting(right), value: met};

  /** The piece on one side; undefined where f has no value there. */
  function pieceOn(side: -1 | 1): Piece | undefined {
    budget.spend(40 * nodesBelow([selection.value]).length); // for making a piece
    const beside = approach.beside(side);
    const piece = pieceAt(selection, beside, budget);
    // A piece may have a value where f has none, as that of min(sqrt(x), 1) has for x < 0.
    if (Number.isNaN(approach.valueAt(selection.value, beside))) return undefined;
    const tower: Node[] = [piece];
    const derivative = (order: number): Node | undefined => {
      while (tower.length <= order && !budget.isSpent()) {
        const next = differentiate(trees, tower.at(-1) as Node, 'x'); // there is one
        budget.spend(15 * nodesBelow([next]).length); // for making it
        tower.push(next);
      }
      return tower[order];
    };
    return {side, derivative};
  }

  function limitOf(piece: Piece, order: number): number {
    const tree = piece.derivative(order);
    return tree === undefined ? Number.NaN : approach.limit(tree, piece.side);
  }

  function sideOf(piece: Piece | undefined): Side {
    if (piece === undefined) return {value: Number.NaN, slope: Number.NaN};
    const value = limitOf(piece, 0);
    // A function without a value has no slope, whatever its derivative says.
    return {value, slope: Number.isNaN(value) ? value : limitOf(piece, 1)};
  }

  function orderOf(): number {
    if (before === undefined || after === undefined) return orderAtEnd(before === undefined ? right : left);
    if (Number.isNaN(left.value) || Number.isNaN(right.value)) return Number.NaN;
    if (!Number.isFinite(left.value) || !Number.isFinite(right.value)) return -1;
    if (place.exact && value !== left.value && value !== right.value) return -1;
    if (isAnalytic() || isFlat()) return Number.POSITIVE_INFINITY;
    for (let k = 0; k <= highest; k += 1) {
      const same = areSame(before, after, k);
      if (same === undefined) return Number.NaN;
      if (!same) return k - 1;
      // Beside a hole between two doubles higher derivatives are lost in cancellation.
      if (k === 1 && !place.exact && before.derivative(0) === after.derivative(0)) break;
      if (k === 0 && place.exact && value !== left.value) return -1;
    }
    const [a, b] = [before.derivative(0) as Node, after.derivative(0) as Node]; // made before
    return a === b ? Number.POSITIVE_INFINITY : orderBeyond(a, b);
  }

  /** At an end of the domain nothing is on the other side to differ from. */
  function orderAtEnd(within: Side): number {
    const isEnd = (before === undefined) !== (after === undefined);
    const isMet = Number.isNaN(value) || value === within.value || (!place.exact && !Number.isFinite(within.value));
    if (isEnd && Number.isNaN(within.value)) return Number.NaN;
    return isMet ? Number.POSITIVE_INFINITY : -1;
  }

  /** Whether the derivatives of some order agree; undefined where that is not known. */
  function areSame(before: Piece, after: Piece, order: number): boolean | undefined {
    const [a, b] = [before.derivative(order), after.derivative(order)];
    if (a === undefined || b === undefined) return undefined;
    if (approach.isRegular(a) && approach.isRegular(b)) return a === b || areEqual(a, b);
    const [l, r] = [approach.limit(a, -1), approach.limit(b, 1)];
    if (Number.isNaN(l) || Number.isNaN(r)) return undefined;
    if (!Number.isFinite(l) || !Number.isFinite(r)) return false;
    return place.exact ? l === r : Math.abs(l - r) <= 2 ** -10 * approach.size(a, b);
  }

  /** Whether two functions that are smooth at the place are equal there, up to all that can be told. */
  function areEqual(a: Node, b: Node): boolean {
    const difference = trees.call('sub', a, b);
    // The exact sign, because a difference of slopes may underflow.
    if (place.exact) {
      const forms = paidMaking(budget, (): Forms => [factored(trees, difference), difference]);
      return Math.abs(Number(signOf(selection, forms, budget)(place.x))) !== 1;
    }
    return Math.abs(approach.at(difference)) <= 2 ** -90 * approach.size(a, b);
  }

  /** The order of pieces that agree to the highest derivative: that of a small difference, or one function in two forms. */
  function orderBeyond(a: Node, b: Node): number {
    const difference = factored(trees, trees.call('sub', b, a));
    if (!place.exact || (difference.kind === 'number' && difference.value === 0)) return Number.POSITIVE_INFINITY;
    if (!approach.isRegular(a) || !approach.isRegular(b)) return Number.POSITIVE_INFINITY;
    for (let k = highest + 1; k < flat; k += 1) {
      const limit = approach.limit(difference, 1, k);
      if (limit !== 0) return Number.isNaN(limit) ? limit : k - 1;
    }
    return Number.POSITIVE_INFINITY;
  }

  /** Whether both sides are one piece, which is continuous there and holds nothing that has corners all the same. */
  function isAnalytic(): boolean {
    const [a, b] = [before?.derivative(0), after?.derivative(0)];
    if (a === undefined || a !== b || !approach.isRegular(a)) return false;
    // A root is smooth where what it is taken of is above 0.
    return nodesBelow([a]).every((node) => {
      const [base, exponent] = node.kind === 'call' ? node.args : [];
      const isWhole = exponent?.kind === 'number' && Number.isInteger(exponent.value);
      const isRoot = node.kind === 'call' && (node.name === 'sqrt' || (node.name === 'pow' && !isWhole));
      return !isRoot || approach.isRegular(trees.call('log', base as Node)); // both have one
    });
  }

  /** Whether the pieces differ by what vanishes faster than any power, as exp(-1/x) and 0: by less than a high one. */
  function isFlat(): boolean {
    const [a, b] = [before?.derivative(0), after?.derivative(0)];
    if (!place.exact || a === undefined || b === undefined) return false;
    if (value !== left.value || value !== right.value) return false;
    const [isLeftRegular, isRightRegular] = [approach.isRegular(a), approach.isRegular(b)];
    if (isLeftRegular && isRightRegular) return false;
    const here = trees.number(value);
    const vanishes = (own: Node, other: Node, side: -1 | 1): boolean =>
      approach.limit(trees.call('sub', own, other), side, flat) === 0;
    return (
      (isLeftRegular || vanishes(a, isRightRegular ? b : here, -1)) &&
      (isRightRegular || vanishes(b, isLeftRegular ? a : here, 1))
    );
  }
}

/** A function that vanishes faster than this power is told as one that vanishes faster than all. */
const flat = 40;
