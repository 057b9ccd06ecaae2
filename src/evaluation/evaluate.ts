/** The one evaluator: values and gradients of a selection, exact or in plain doubles, over arrays of inputs. */

import {type By, derivedOf} from '../activations/derivatives.ts';
import {isInside} from '../activations/interval-notation.ts';
import type {Selection} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import type {Budget} from '../exact/budget.ts';
import {exactEvaluator, toNearestDouble} from '../exact/ladder.ts';
import {lazily} from '../exact/lazily.ts';
import {type Rounding, roundDouble} from '../exact/number-format.ts';
import {practise, straightLine} from '../exact/straight-line/straight-line.ts';
import {compile} from '../formula/compile.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';
import {treesInDoubles} from './rough.ts';
import {createTailWatch, type Tail} from './tail-watch.ts';

/** How results become numbers of a format, whose numbers the inputs are too. */
export interface Precision extends Rounding {
  /** In plain doubles instead of correctly rounded; for float64 only. */
  readonly fast: boolean;
  /** Parameters rounded to the format too, as a kernel in that format holds them. */
  readonly parametersInFormat: boolean;
  /** What exact evaluation may cost; without one, whatever it takes. Where it is spent, a result is NaN. */
  readonly budget?: Budget;
  /** Tails of a function of one variable; asked for once, when evaluating them would take longer than finding them. */
  readonly tails?: () => readonly Tail[];
  /** Told where a limit at infinity is not known, and of which selection; NaN stands for it. */
  readonly limitNotKnown?: (label: string, inputs: readonly number[]) => void;
}

/** Whether something is said of values, of gradients, or of second derivatives. */
export type Quantity = 'value' | 'gradient' | 'second';

/** The nearest double, parameters as they are. */
export const exactDoubles: Precision = {...toNearestDouble, fast: false, parametersInFormat: false};

/** Plain doubles: quicker, and the last digits may be wrong. */
export const plainDoubles: Precision = {...exactDoubles, fast: true};

/** The value, then each derivative, for `length` rows of the inputs. */
export type Evaluate = (inputs: readonly Float64Array[], length: number) => readonly Float64Array[];

/** The same, which may be written into arrays at hand instead of new ones. */
export type EvaluateInto = (
  inputs: readonly Float64Array[],
  length: number,
  outputs?: readonly Float64Array[],
) => readonly Float64Array[];

/**
 * The evaluator of a selection. Exact: each result is the number of the format nearest to the exact value, ties to
 * even. Fast: plain doubles; infinite inputs, and rows that doubles cannot answer, are still evaluated exactly.
 */
export function createEvaluate(selection: Selection, derivatives: readonly By[], precision: Precision): Evaluate {
  const {format, overflow, direction} = precision;
  const rounding = {format, overflow, direction};
  const parameters = parametersOf(selection, precision);
  const derived = derivedOf(selection, derivatives);
  const {roots} = derived;
  const evaluation = {...derived, inputs: selection.inputs, parameters};
  const hasTails = derivatives.length < 2 && derivatives.every((by) => by === 'x') && selection.inputs.length === 1;
  const tails = createTailWatch(() => (hasTails && precision.tails?.()) || []);
  const exact = exactEvaluator(evaluation, rounding, precision.budget, {
    limitNotKnown: (point) => precision.limitNotKnown?.(selection.label, point),
    climbing: () => tails.took(20),
  });
  if (precision.fast) {
    const fast = createFast(selection, {derivatives, derived: roots, parameters, exact});
    const work = nodesBelow(roots).length / 50; // as measured
    return (inputs, length) => {
      precision.budget?.spend(work * length);
      return fast(inputs, length);
    };
  }
  const code = lazily(() => straightLine(evaluation, rounding));
  const practised = lazily(() => {
    const fill = code();
    if (fill !== undefined) practise(fill, evaluation);
    return fill;
  });
  const workOfRow = 2 * nodesBelow(roots).length;
  return (inputs, length) => {
    const outputs = roots.map(() => new Float64Array(length));
    const point: number[] = [];
    const evaluateRow = (row: number): void => {
      for (let j = 0; j < inputs.length; j += 1) point[j] = inputs[j]?.[row] ?? Number.NaN;
      tails.took(1);
      const results = tails.at(point[0] as number)?.results ?? exact(point); // there is an input
      for (let k = 0; k < outputs.length; k += 1) (outputs[k] as Float64Array)[row] = results[k] as number; // one each
    };
    const fill = length < fewRows ? undefined : length < manyRows ? code() : practised();
    const step = fill === undefined ? 1 : rowsOfCode;
    for (let from = 0; from < length; from += step) {
      const to = Math.min(length, from + step);
      const part = (column: Float64Array): Float64Array => column.subarray(from, to);
      if (fill === undefined) evaluateRow(from);
      else {
        const [parts, results] = [inputs.map(part), outputs.map(part)];
        if (!tails.fills(parts, results)) fill(parts, results, to - from, (row) => evaluateRow(from + row));
      }
      selection.worked?.(to - from);
    }
    if (fill !== undefined) precision.budget?.spend(workOfRow * length);
    return outputs;
  };
}

/** Rows for which code is not worth writing: it takes a millisecond, and some more until it is fast. */
const fewRows = 200;

/** Rows for which code practises first, which takes some milliseconds. */
const manyRows = 4000;

/** Rows that code evaluates at once, before it is told that they are done. */
const rowsOfCode = 1024;

interface Exact {
  readonly derivatives: readonly By[];
  /** The value and the derivatives as trees. */
  readonly derived: readonly Node[];
  readonly parameters: ReadonlyMap<string, number>;
  readonly exact: (inputs: readonly number[]) => readonly number[];
}

/**
 * In plain doubles alone, which give NaN also where they cannot answer: for pictures, which need many values of few
 * digits.
 */
export function createRough(selection: Selection, derivatives: readonly By[], precision: Precision): EvaluateInto {
  const {roots: derived} = derivedOf(selection, derivatives);
  const parameters = parametersOf(selection, precision);
  return createFast(selection, {derivatives, derived, parameters, exact: () => derived.map(() => Number.NaN)});
}

/** In plain doubles, with the forms that a record states for them; `exact` answers what these cannot. */
function createFast(selection: Selection, {derivatives, derived, parameters, exact}: Exact): EvaluateInto {
  const {inputs: names, worked} = selection;
  const roots = treesInDoubles(selection, derivatives, derived);
  const fill = compile({roots, inputs: names, parameters});
  return (inputs, length, outputs = roots.map(() => new Float64Array(length))) => {
    worked?.();
    fill(inputs, outputs, length, (row) => {
      worked?.();
      const results = exact(inputs.map((input) => input[row] ?? Number.NaN));
      outputs.forEach((output, k) => {
        output[row] = results[k] ?? Number.NaN;
      });
    });
    return outputs;
  };
}

/**
 * The parameters that take part: the doubles given, or what the format holds of them.
 * @throws ActError where a rounded one is outside its domain
 */
export function parametersOf(
  {parameters, activation}: Pick<Selection, 'parameters' | 'activation'>,
  {format, parametersInFormat}: Pick<Precision, 'format' | 'parametersInFormat'>,
): ReadonlyMap<string, number> {
  if (!parametersInFormat) return parameters;
  return new Map(
    [...parameters].map(([name, value]) => {
      // It stands for a limit that is not there.
      if (value === Number.POSITIVE_INFINITY) return [name, value];
      const rounded = roundDouble(value, format, 'ieee');
      const domain = activation?.parameters?.[name]?.domain;
      if (domain !== undefined && !isInside(domain, rounded)) {
        throw actError(
          'outsideDomain',
          activation?.name ?? '',
          name,
          `${rounded} (${value} in ${format.name})`,
          domain,
        );
      }
      return [name, rounded];
    }),
  );
}
