/** Derivatives of a selection beyond its gradient. */

import {actError} from '../errors/errors.ts';
import {differentiate} from '../formula/differentiate.ts';
import {factored} from '../formula/forms/factor.ts';
import type {Node} from '../formula/tree.ts';
import type {Selection} from './selection.ts';

/** By what to differentiate: a variable, or several in turn. */
export type By = string | readonly string[];

/** By which f″ is differentiated. */
export const twice: By = ['x', 'x'];

/** A derivative; at a kink each step takes that of the branch which the one before has taken. */
export function derivativeOf({trees, value}: Pick<Selection, 'trees' | 'value'>, by: By): Node {
  const variables = typeof by === 'string' ? [by] : by;
  return variables.reduce((tree, variable) => differentiate(trees, tree, variable), value);
}

/** The value and some derivatives as roots for the exact evaluator. */
export interface Derived {
  readonly roots: readonly Node[];
  /** Those of several variables, by their index, with what their terms share taken out. */
  readonly otherForms: ReadonlyMap<number, Node>;
}

/**
 * A selection's value, and then its derivatives. Far out in a tail the terms of a second one, such as those of tanhexp,
 * are too small to be told apart unless their common factor is taken out.
 */
export function derivedOf(selection: Pick<Selection, 'trees' | 'value'>, derivatives: readonly By[]): Derived {
  const roots = [selection.value, ...derivatives.map((by) => derivativeOf(selection, by))];
  const others = derivatives.flatMap((by, i): readonly [number, Node][] =>
    typeof by === 'string' ? [] : [[i + 1, factored(selection.trees, roots[i + 1] as Node)]],
  );
  return {roots, otherForms: new Map(others)};
}

/** @throws ActError for a function of vectors, where f″ is asked for: its second derivatives are a matrix */
export function requireOneInput(selections: readonly Selection[]): void {
  const vector = selections.find(({inputs}) => inputs.length !== 1);
  if (vector !== undefined) throw actError('secondOfVectors', vector.label, vector.inputs.length);
}
