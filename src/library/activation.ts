/** An activation as functions of a point. */

import {type By, derivedOf, requireOneInput, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import {exactEvaluator, toNearestDouble} from '../exact/ladder.ts';
import {type ActivationFunction, madeFrom, type Parameters, type Place, selectionOf} from './activation-function.ts';
import {numbers} from './numbers.ts';

/**
 * The activation that a text names: `gelu`, `elu:alpha=0.5`, `leaky_relu@keras`, `=x*sigmoid(1.702*x)`.
 * @throws ActError for an unknown name or parameter, a value outside its domain, a mistake in a formula
 */
export function activation(text: string, parameters: Parameters = {}): ActivationFunction {
  const selection = selectionOf(text, parameters);
  const {label, formula, inputs} = selection;
  const evaluators = new Map<By, (x: Place) => number>();
  const of = (by: By): ((x: Place) => number) => {
    const known = evaluators.get(by) ?? pointwise(selection, by);
    evaluators.set(by, known);
    return known;
  };
  return madeFrom(selection, {
    label,
    formula,
    parameters: Object.fromEntries(selection.parameters),
    inputs,
    value: (x) => of(nothing)(x),
    gradient: (x, variable = 'x') => of(variable)(x),
    second: (x) => of(twice)(x),
  });
}

/** The derivative by nothing is the value. */
const nothing: By = [];

/** A derivative of a selection at one point. */
function pointwise(selection: Selection, by: By): (x: Place) => number {
  const {inputs, label, parameters} = selection;
  const known = [...inputs, ...parameters.keys()];
  if (typeof by === 'string' && !known.includes(by)) throw actError('noSuchVariable', by, label, known);
  if (by === twice) requireOneInput([selection]);
  // A derivative behind the value: where that is NaN, the derivative is.
  const derived = derivedOf(selection, by === nothing ? [] : [by]);
  const evaluate = exactEvaluator({...derived, inputs, parameters}, toNearestDouble);
  return (x) => {
    const point = numbers(typeof x === 'number' ? [x] : x);
    if (point.length !== inputs.length) throw actError('pointSize', label, inputs.length, point.length);
    return evaluate(point).at(-1) as number; // one for each root
  };
}
