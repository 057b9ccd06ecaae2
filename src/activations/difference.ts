/** The difference of two activations as a function of its own. */

import {actError} from '../errors/errors.ts';
import {copied, createTrees} from '../formula/tree.ts';
import type {Selection} from './selection.ts';

/**
 * `other` minus `first`, parameters included: one formula, whose values and derivatives are as exact as theirs.
 * @throws ActError for functions of different inputs
 */
export function differenceOf(other: Selection, first: Selection): Selection {
  if (other.inputs.length !== first.inputs.length) throw actError('differentInputs', other.label, first.label);
  const trees = createTrees();
  const [minuend, subtrahend] = [other, first].map(({value, parameters}) => copied(trees, value, parameters));
  if (minuend === undefined || subtrahend === undefined) throw new Error('a difference has two terms');
  const patience = other.patience ?? first.patience;
  return {
    label: `${termOf(other)} - ${termOf(first)}`,
    formula: `(${other.formula}) - (${first.formula})`,
    trees,
    value: trees.call('sub', minuend, subtrahend),
    inputs: first.inputs,
    parameters: new Map(),
    doubles: {},
    ...(patience === undefined ? {} : {patience}),
    ...(other.worked && {worked: other.worked}),
  };
}

/** A formula without a label in parentheses; a single word needs none. */
function termOf({label, activation, formula}: Selection): string {
  const isWord = (text: string) => /^[\p{L}\p{M}\p{Nd}_]+$/u.test(text);
  if (activation !== undefined || isWord(label)) return label;
  return isWord(formula) ? formula : `(${formula})`;
}
