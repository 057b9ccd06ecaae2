/** Corners and jumps of a formula, and the gradient that each framework returns there. */

import type {Framework} from '../../activations/activation.ts';
import {fromRecord, gradientOf, type Selection} from '../../activations/selection.ts';
import {sliced} from '../../activations/slices.ts';
import {exactValuesAt} from '../../evaluation/exact-at.ts';
import {unlimited} from '../../exact/budget.ts';
import {breakpointsOf} from './breakpoints.ts';
import {type Joint, jointAt, type Side} from './joints.ts';

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
 * place itself. One-sided values and slopes are the limits of the smooth pieces.
 */
export function kinksOf(selection: Selection, joints: readonly Joint[] = jointsOf(selection)): readonly Kink[] {
  const here = pointOf(selection, [selection.value, gradientOf(selection, 'x')]);
  return joints.flatMap((joint) => {
    const {x, exact, order} = joint;
    const [left, right] = [pointBeside(joint.left), pointBeside(joint.right)];
    const hasOwn = exact || !Number.isNaN(joint.value);
    const at = {value: exact ? here(x).value : joint.value, gradient: hasOwn ? here(x).gradient : Number.NaN};
    const agrees = [left, right].every(
      ({value, gradient}) => isEqual(value, at.value) && isEqual(gradient, at.gradient),
    );
    // Between two doubles there is no gradient to ask for, and where there is none at a double the sides may agree.
    const isInside = !Number.isNaN(left.value) && !Number.isNaN(right.value);
    const isSmooth = isInside && order > 0 && (!exact || Number.isNaN(at.gradient));
    return agrees || isSmooth ? [] : [{x, left, at, right, choices: choicesOf(selection, x)}];
  });
}

function jointsOf(selection: Selection): readonly Joint[] {
  return breakpointsOf(selection).places.map((place) => jointAt(selection, place, unlimited));
}

function pointBeside({value, slope}: Side): Point {
  return {value, gradient: slope};
}

function pointOf(selection: Selection, roots: readonly Selection['value'][]): (x: number) => Point {
  const evaluate = exactValuesAt(selection, roots);
  return (x) => {
    const [value = Number.NaN, gradient = Number.NaN] = evaluate(x);
    return {value, gradient};
  };
}

/** The gradients of the frameworks' own formulas at a place, with the parameters of the selection. */
function choicesOf({activation, parameters, fixed = new Map()}: Selection, x: number): readonly Choice[] {
  if (activation === undefined || activation.expand !== undefined) return [];
  const frameworks = Object.keys(activation.frameworks) as Framework[]; // the record's keys
  const choices = new Map<string, {gradient: number; frameworks: Framework[]}>();
  for (const framework of frameworks) {
    const spelling = activation.frameworks[framework];
    if (spelling === undefined || spelling.means !== undefined) continue;
    const own = sliced(fromRecord(activation, parameters, spelling.formula), fixed);
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
