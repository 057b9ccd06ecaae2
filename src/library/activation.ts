/** An activation as functions of a point. */

import {gradientOf, type Selection} from '../activations/selection.ts';
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
  const evaluators = new Map<string, (x: Place) => number>();
  const of = (variable: string | undefined): ((x: Place) => number) => {
    const known = evaluators.get(variable ?? '') ?? pointwise(selection, variable);
    evaluators.set(variable ?? '', known);
    return known;
  };
  return madeFrom(selection, {
    label,
    formula,
    parameters: Object.fromEntries(selection.parameters),
    inputs,
    value: (x) => of(undefined)(x),
    gradient: (x, variable = 'x') => of(variable)(x),
  });
}

/** The value, or the derivative by a variable, of a selection at one point. */
function pointwise(selection: Selection, variable: string | undefined): (x: Place) => number {
  const {inputs, label, value, parameters} = selection;
  const known = [...inputs, ...parameters.keys()];
  if (variable !== undefined && !known.includes(variable)) {
    throw actError('noSuchVariable', variable, label, known);
  }
  // A gradient behind the value: where that is NaN, the gradient is.
  const roots = variable === undefined ? [value] : [value, gradientOf(selection, variable)];
  const evaluate = exactEvaluator({roots, inputs, parameters}, toNearestDouble);
  return (x) => {
    const point = numbers(typeof x === 'number' ? [x] : x);
    if (point.length !== inputs.length) throw actError('pointSize', label, inputs.length, point.length);
    return evaluate(point).at(-1) as number; // one for each root
  };
}
