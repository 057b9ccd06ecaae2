/** What a program holds of an activation, and what it may name one by. */

import {select} from '../activations/select.ts';
import type {Selection} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import {exactNumber} from '../formula/number-text.ts';
import {checkKind, kinds} from './options.ts';

/** Values of parameters by name: `{alpha: 0.5}`, matrices as text: `{weights: '[1;-1]'}`. */
export type Parameters = Readonly<Record<string, number | string>>;

/** A point: a number, or the coordinates of a vector. */
export type Place = number | readonly number[];

/** An activation at definite parameters, as `activation` makes it; frozen. */
export interface ActivationFunction {
  /** The shortest text that names it: `elu:alpha=0.5`. */
  readonly label: string;
  /** The formula as it is written, in the language of formulas. */
  readonly formula: string;
  /** The values of its parameters, defaults included; without matrices. */
  readonly parameters: Readonly<Record<string, number>>;
  /** `x`, or `x1`, `x2`, ... over vectors. */
  readonly inputs: readonly string[];
  /**
   * The double nearest to the exact value; at an infinity the limit, NaN where there is none, or none that is proven.
   * @throws ActError `notNumbers` for what is no number, `pointSize` for a wrong number of coordinates
   */
  readonly value: (x: Place) => number;
  /**
   * The same of the derivative, with respect to `x`, another input or a parameter.
   * @throws ActError as `value` does, and `noSuchVariable`
   */
  readonly gradient: (x: Place, variable?: string) => number;
  /**
   * The same of f″(x), the second derivative by `x`: the double nearest to it. At a kink it is that of the branch which
   * the gradient takes, and at an infinity the limit.
   * @throws ActError as `value` does, and `secondOfVectors` for a function of several numbers
   */
  readonly second: (x: Place) => number;
}

/** An activation, or the text that names one: `gelu`, `elu:alpha=0.5`, `leaky_relu@keras`, `=x*sigmoid(1.702*x)`. */
export type Named = string | ActivationFunction;

/** Where an activation keeps what it was made from. No part of its type: what it is for programs is its public side. */
const origin = Symbol('origin');

interface Made {
  readonly [origin]?: Selection;
}

/** The public side of a selection, frozen, with the selection behind it. */
export function madeFrom(selection: Selection, activation: ActivationFunction): ActivationFunction {
  return Object.freeze(Object.defineProperty(activation, origin, {value: selection}));
}

/**
 * The selection behind what a program names; parameters may be set for a text only.
 * @throws ActError as `activation` does; `notActivation` for what is neither, `exclusive` for parameters beside an
 *   activation that has its own
 */
export function selectionOf(named: Named, parameters: Parameters = {}): Selection {
  checkKind('parameters', parameters, kinds.parameters);
  if (typeof named === 'string') {
    const flags = new Map(Object.entries(parameters).map(([name, value]) => [name, textOf(name, value)]));
    return select([named], flags)[0] as Selection; // one for each text
  }
  const found = (named as Made | null | undefined)?.[origin]; // a program without types may hand over anything
  if (found === undefined) throw actError('notActivation', typeof named);
  if (Object.keys(parameters).length > 0) throw actError('exclusive', 'parameters', 'an activation that has its own');
  return found;
}

function textOf(name: string, value: number | string): string {
  checkKind(name, value, kinds.parameter);
  return typeof value === 'number' ? exactNumber(value) : value;
}
