/** Corners and jumps of a formula, and the gradient that each framework returns there. */

import type {Framework} from '../activations/activation.ts';
import {fromRecord, gradientOf, type Selection} from '../activations/selection.ts';
import {exactValuesAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {lazily} from '../exact/lazily.ts';
import {differentiate} from '../formula/differentiate.ts';
import {type Breakpoint, breakpointsOf} from './breakpoints.ts';
import {budgetFor} from './budget-for.ts';
import {type Joint, jointAt} from './joints.ts';
import {pieceFinder} from './smooth-piece.ts';

/** A value and the gradient there; NaN where there is none. */
export interface Point {
  readonly value: number;
  readonly gradient: number;
}

/** A gradient at a kink, and the frameworks that return it. */
export interface Choice {
  readonly gradient: number;
  /** By their short names: `torch`, `jax`. */
  readonly frameworks: readonly string[];
}

/** A corner or a jump: the limits from either side, and value and gradient at x itself. */
export interface Kink {
  readonly x: number;
  readonly left: Point;
  readonly at: Point;
  readonly right: Point;
  /** One for each different gradient; none for a formula of the user's. */
  readonly choices: readonly Choice[];
}

/**
 * The kinks of a function of one variable, ascending: where value or gradient on one side differs from that at the
 * place itself; those for which the budget suffices. One-sided values and slopes are those of the smooth pieces, continued to the kink.
 */
export function kinksOf(
  selection: Selection,
  breakpoints: readonly (Breakpoint & Partial<Pick<Joint, 'order'>>)[] = breakpointsOf(selection).places,
  budget = budgetFor(selection, 'kinks'),
): readonly Kink[] {
  const here = pointOf(selection, [selection.value, gradientOf(selection, 'x')]);
  const pieceOn = pieceFinder(selection, selection.value, budget);
  const sideOf = (x: number, neighbour: number): Side => {
    const piece = pieceOn(neighbour);
    const evaluate = pointOf(selection, [piece, differentiate(selection.trees, piece, 'x')], budget);
    const point = evaluate(x);
    const moved = Number.isNaN(point.value) || Number.isNaN(point.gradient);
    return moved ? {point: evaluate(neighbour), moved} : {point, moved};
  };
  return breakpoints.flatMap((place) => {
    if (budget.isSpent()) return [];
    const left = sideOf(place.x, place.below);
    const right = sideOf(place.x, place.above);
    const order = lazily(() => place.order ?? jointAt(selection, place, budget).order);
    const at = here(place.x);
    // A side that is evaluated beside the place agrees only nearly: there the joint tells what meets.
    const isExact = place.exact && !left.moved && !right.moved;
    const agrees = (same: typeof isEqual): boolean =>
      [left.point, right.point].every(({value, gradient}) => same(value, at.value) && same(gradient, at.gradient));
    if (agrees(isEqual)) return [];
    if (!isExact && (place.exact ? agrees(isNear) : order() > 0)) return [];
    // The pieces of a corner between two doubles meet: each has the value of f there, but for a rounding.
    const isCorner = !place.exact && order() >= 0;
    const met = (point: Point): Point => (isCorner ? {...point, value: at.value} : point);
    return [{x: place.x, left: met(left.point), at, right: met(right.point), choices: choicesOf(selection, place.x)}];
  });
}

/** The value and the slope that one side tends to; `moved` if they are those at its neighbour, for lack of any at x. */
interface Side {
  readonly point: Point;
  readonly moved: boolean;
}

function pointOf(selection: Selection, roots: readonly Selection['value'][], budget?: Budget): (x: number) => Point {
  const evaluate = exactValuesAt(selection, roots, budget);
  return (x) => {
    const [value = Number.NaN, gradient = Number.NaN] = evaluate(x);
    return {value, gradient};
  };
}

/** The gradients of the frameworks' own formulas at a place, with the parameters of the selection. */
function choicesOf({activation, parameters}: Selection, x: number): readonly Choice[] {
  if (activation === undefined || activation.expand !== undefined) return [];
  const frameworks = Object.keys(activation.frameworks) as Framework[]; // the record's keys
  const choices = new Map<string, {gradient: number; frameworks: Framework[]}>();
  for (const framework of frameworks) {
    const spelling = activation.frameworks[framework];
    if (spelling === undefined || spelling.means !== undefined) continue;
    const own = fromRecord(activation, parameters, spelling.formula);
    const {gradient} = pointOf(own, [own.value, gradientOf(own, 'x')])(x);
    const choice = choices.get(String(gradient)) ?? {gradient, frameworks: []};
    choice.frameworks.push(framework);
    choices.set(String(gradient), choice);
  }
  return [...choices.values()];
}

function isEqual(a: number, b: number): boolean {
  return a === b || (Number.isNaN(a) && Number.isNaN(b));
}

/** Equal up to the rounding of a place between two doubles. */
function isNear(a: number, b: number): boolean {
  return isEqual(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-3);
}
