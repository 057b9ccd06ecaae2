/** An activation on integers: the code of its exact result for every code of its input. */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate, exactDoubles} from '../evaluation/evaluate.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {codesOf, numberOf, type Scheme} from './scheme.ts';

/** The results at every code of the input, ascending. */
export interface Quantised {
  readonly label: string;
  readonly codes: Float64Array;
  /** What the codes stand for. */
  readonly x: Float64Array;
  /** The nearest double to f(x). */
  readonly value: Float64Array;
  /** The code of the exact f(x); NaN where f has no value. */
  readonly result: Float64Array;
  /** The same without a limit, or a number far beyond it. */
  readonly unlimited: Float64Array;
}

/**
 * Integers as a number format: all numbers are multiples of the least one, 2^0, and what is too large is the largest,
 * which is far beyond all codes. So the ladder that rounds to other formats rounds an exact result to an integer once.
 */
const integers: NumberFormat = {
  name: 'integers',
  spellings: [],
  bits: 24,
  padding: 0,
  precision: 24,
  leastExponent: 0,
  largest: 2 ** 20,
  hasInfinity: false,
  hasNaN: true,
  hasNegativeZero: false,
};

/** The table of a function of one variable. */
export function quantised(selection: Selection, scheme: Scheme): Quantised {
  const {type, input, output, rule} = scheme;
  const {trees, value} = selection;
  const steps =
    rule === 'onnx'
      ? trees.call('div', value, trees.number(output.scale))
      : trees.call('mul', value, trees.number(Math.fround(1 / output.scale)));
  const codes = codesOf(type);
  const x = codes.map((code) => numberOf(code, input));
  const inSteps = createEvaluate({...selection, value: steps}, [], {
    ...exactDoubles,
    format: integers,
    overflow: 'saturate',
    direction: rule === 'onnx' ? 'nearest' : 'nearestAway',
  });
  const unlimited = only(inSteps([x], x.length)).map((count) => count + output.zero);
  return {
    label: selection.label,
    codes,
    x,
    value: only(createEvaluate(selection, [], exactDoubles)([x], x.length)),
    result: unlimited.map((code) => Math.min(type.most, Math.max(type.least, code))),
    unlimited,
  };
}

/** The only column. */
function only(columns: readonly Float64Array[]): Float64Array {
  return columns[0] as Float64Array; // for the value
}
