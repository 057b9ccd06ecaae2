/** A formula of the user's own, where the name of an activation can stand. */

import {actError} from '../errors/errors.ts';
import {type Applicable, parseFormula} from '../formula/parse.ts';
import {heightOf, type Node, type Trees} from '../formula/tree.ts';
import {defaultsOf} from './parameters.ts';
import {findActivation, inputsOf} from './registry.ts';

/** A user's formula: the whole text, the label before its `=`, and the body after it. */
export interface FormulaText {
  readonly text: string;
  readonly label: string | undefined;
  readonly body: string;
}

/**
 * Reads a text as a formula; undefined for the name of an activation, and for the path of a file. `x*tanh(x)` needs no
 * `=` before it: no name has such characters, except in a preset or in settings.
 */
export function formulaIn(text: string): FormulaText | undefined {
  if (!/[=*/+^()<>?]/.test(text) || /^[\p{L}\p{M}\p{Nd}_.\s-]*[:@]/u.test(text)) return undefined;
  const parts = /^\s*(?<label>[\p{L}_][\p{L}\p{M}\p{Nd}_-]*)?\s*=(?!=)\s*(?<body>.*)$/su.exec(text)?.groups;
  if (parts === undefined && /^[.~]*\/|\.[a-z]\w*$/i.test(text)) return undefined;
  return {text, label: parts?.label, body: parts?.body ?? text};
}

/** The most nodes from the root of a formula down: from three times as many, a derivative would reach the end of the stack. */
const highest = 800;

/** A user's formula as a tree; names of activations can be applied in it. */
export function parseUserFormula(trees: Trees, body: string): Node {
  const value = parseFormula(body, {trees, applied: (name) => applied(trees, name)});
  if (heightOf(value) > highest)
    throw actError('formula', `operations nested more than ${highest} deep; write it with fewer levels`);
  return value;
}

/** An activation at its default parameters, to be applied to its arguments; undefined if the name is unknown. */
export function applied(trees: Trees, name: string): Applicable | undefined {
  const activation = findActivation(name);
  if (activation === undefined || activation.expand !== undefined) return undefined;
  const inputs = inputsOf(activation);
  const defaults = defaultsOf(activation);
  const at = (args: readonly Node[]): Node =>
    parseFormula(activation.formula, {
      trees,
      applied: (inner) => applied(trees, inner),
      variable: (variable) => args[inputs.indexOf(variable)] ?? trees.number(defaults[variable] ?? Number.NaN),
    });
  return {arity: inputs.length, at};
}
