/**
 * Evaluation in plain doubles alone, which give NaN also where they cannot answer. What is evaluated is plain records,
 * which can be handed to another thread.
 */

import {type By, derivedOf} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import type {Evaluation} from '../formula/arithmetic.ts';
import {compile} from '../formula/compile.ts';
import type {Node} from '../formula/tree.ts';

/** The trees of the value of a selection and of some derivatives, with the forms that a record states for doubles. */
export function treesInDoubles(
  {doubles}: Pick<Selection, 'doubles'>,
  derivatives: readonly By[],
  derived: readonly Node[],
): readonly Node[] {
  return derived.map(
    (root, k) => (k === 0 ? doubles.value : derivatives[k - 1] === 'x' ? doubles.gradient : root) ?? root,
  );
}

/** What `roughly` evaluates. */
export type RoughEvaluation = Evaluation;

/** A selection and some derivatives. */
export function roughEvaluation(selection: Selection, derivatives: readonly By[]): RoughEvaluation {
  const {roots} = derivedOf(selection, derivatives);
  const {inputs, parameters} = selection;
  return {roots: treesInDoubles(selection, derivatives, roots), inputs, parameters};
}

/** Writes the value and the derivatives for so many rows of an input into arrays at hand. */
export type EvaluateRoughly = (input: Float64Array, length: number, outputs: readonly Float64Array[]) => void;

/** The evaluator of a function of one input. */
export function roughly(evaluation: RoughEvaluation): EvaluateRoughly {
  const fill = compile(evaluation);
  return (input, length, outputs) =>
    fill([input], outputs, length, (row) => {
      for (const output of outputs) output[row] = Number.NaN;
    });
}
