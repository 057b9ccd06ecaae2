/** Corners and jumps of a formula, and the gradient that each framework hands out there. */

import type {Framework} from '../activations/activation.ts';
import {fromRecord, gradientOf, type Selection} from '../activations/selection.ts';
import {exactValuesAt} from '../evaluation/exact-at.ts';
import {differentiate} from '../formula/differentiate.ts';
import {type Breakpoint, breakpointsOf} from './breakpoints.ts';
import {pieceAt} from './smooth-piece.ts';

/** A value and the gradient there; NaN where there is none. */
export interface Point {
  readonly value: number;
  readonly gradient: number;
}

/** A gradient at a kink, and who hands it out. */
export interface Choice {
  readonly gradient: number;
  /** By their short names: `torch`, `jax`. */
  readonly frameworks: readonly string[];
}

/** A corner or a jump: what the function tends to on either side, and what it is there. */
export interface Kink {
  readonly x: number;
  readonly left: Point;
  readonly at: Point;
  readonly right: Point;
  /** One for each different gradient; none for a formula of the user's. */
  readonly choices: readonly Choice[];
}

/**
 * Where the value or the gradient of a function of one variable is not the same on both sides, ascending. One-sided
 * values and slopes are those of the smooth pieces, continued to the kink.
 */
export function kinksOf(
  selection: Selection,
  breakpoints: readonly Breakpoint[] = breakpointsOf(selection),
): readonly Kink[] {
  if (selection.inputs.length !== 1) return [];
  const roots = [selection.value, gradientOf(selection, selection.inputs[0] as string)];
  const here = pointOf(selection, roots);
  return breakpoints.flatMap((place) => {
    const [left, right] = [sideOf(selection, place, place.below), sideOf(selection, place, place.above)];
    const at = here(place.x);
    // Where the place itself is no double, both sides are met a little off it.
    const same = place.exact && !left.moved && !right.moved ? isEqual : isNear;
    const smooth = [left.point, right.point].every(
      ({value, gradient}) => same(value, at.value) && same(gradient, at.gradient),
    );
    if (smooth) return [];
    return [{x: place.x, left: left.point, at, right: right.point, choices: choicesOf(selection, place.x)}];
  });
}

/** The value and the slope that one side tends to; `moved` where its piece has none at the place itself. */
function sideOf(
  selection: Selection,
  place: Breakpoint,
  neighbour: number,
): {readonly point: Point; readonly moved: boolean} {
  const piece = pieceAt(selection, neighbour);
  const slope = differentiate(selection.trees, piece, selection.inputs[0] as string); // there is one
  const evaluate = pointOf(selection, [piece, slope]);
  const point = evaluate(place.x);
  const moved = Number.isNaN(point.value) || Number.isNaN(point.gradient);
  return moved ? {point: evaluate(neighbour), moved} : {point, moved};
}

function pointOf(selection: Selection, roots: readonly Selection['value'][]): (x: number) => Point {
  const evaluate = exactValuesAt(selection, roots);
  return (x) => {
    const [value = Number.NaN, gradient = Number.NaN] = evaluate(x);
    return {value, gradient};
  };
}

/** The gradient of every framework's own formula at a place, with the parameters of the selection. */
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

/** Equal but for the rounding of a place between two doubles. */
function isNear(a: number, b: number): boolean {
  return isEqual(a, b) || Math.abs(a - b) <= 1e-9 * Math.max(Math.abs(a), Math.abs(b), 1e-3);
}
