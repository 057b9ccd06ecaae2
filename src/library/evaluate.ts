/** Values and derivatives of an activation over many numbers. */

import {requireOneInput, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {actError} from '../errors/errors.ts';
import {createEvaluate, type Precision} from '../evaluation/evaluate.ts';
import {dtypeNamed, float64, roundDouble} from '../exact/number-format.ts';
import {type Named, type Parameters, selectionOf} from './activation-function.ts';
import {numbers} from './numbers.ts';
import {checkOptions, kinds} from './options.ts';

/** How `evaluate` computes and rounds. */
export interface EvaluateOptions {
  /** For an activation that is named by a text. */
  readonly parameters?: Parameters;
  /** The number format to which inputs and exact results are rounded: `float16`, `bf16`, `e4m3`; float64 if absent. */
  readonly dtype?: string;
  /** Round the parameters to the format as well. */
  readonly parametersInDtype?: boolean;
  /** The largest number of the format where a result overflows, instead of infinity or NaN. */
  readonly saturate?: boolean;
  /** Toward 0 instead of to nearest, as hardware does that drops bits: the largest number where a result overflows. */
  readonly truncate?: boolean;
  /** Plain doubles: quicker, and the last digits may be wrong. For float64 only. */
  readonly fast?: boolean;
  /** 2 for f″ as well, which plain doubles do not give; 1 if absent. */
  readonly order?: 1 | 2;
}

/** A number for each point, in their order. */
export interface Evaluated {
  readonly value: Float64Array;
  /** The derivative with respect to `x`. */
  readonly gradient: Float64Array;
  /** f″(x), the second derivative with respect to `x`; only with `order: 2`. */
  readonly second?: Float64Array;
}

/** A list of numbers for each input of a function of several numbers, all equally long: `{x: [3], u: [0.5]}`. */
export type InputColumns = Readonly<Record<string, ArrayLike<number>>>;

/** A number for each point, in their order. */
export interface EvaluatedByInput {
  readonly value: Float64Array;
  /** The derivative with respect to each input, by its name. */
  readonly gradients: Readonly<Record<string, Float64Array>>;
}

/**
 * Value and gradient at every point, with `order: 2` also f″, each the number nearest to the exact result, or with
 * `truncate` the one next to it on the way to 0. A function of several numbers takes a list for each input by its name, and
 * gives a gradient for each.
 * @throws ActError as `activation` does, for an unknown option or dtype, for options that cannot be combined, for
 *   another number of inputs or lists of different lengths, for what is no number
 */
export function evaluate(
  activation: Named,
  xs: ArrayLike<number>,
  options: EvaluateOptions & {readonly order: 2},
): Required<Evaluated>;
export function evaluate(activation: Named, xs: ArrayLike<number>, options?: EvaluateOptions): Evaluated;
export function evaluate(activation: Named, columns: InputColumns, options?: EvaluateOptions): EvaluatedByInput;
export function evaluate(
  activation: Named,
  points: ArrayLike<number> | InputColumns,
  options: EvaluateOptions = {},
): Evaluated | EvaluatedByInput {
  checkOptions(options, {
    parameters: kinds.parameters,
    dtype: kinds.dtype,
    parametersInDtype: kinds.truth,
    saturate: kinds.truth,
    truncate: kinds.truth,
    fast: kinds.truth,
    order: kinds.order,
  });
  const selection = selectionOf(activation, options.parameters);
  const precision = precisionOf(options);
  const {format} = precision;
  const rounded = (xs: ArrayLike<number>) => Float64Array.from(numbers(xs), (x) => roundDouble(x, format, 'ieee'));
  if (selection.inputs.length > 1 || areColumns(points)) {
    if (!areColumns(points)) throw actError('pointSize', selection.label, selection.inputs.length, 1);
    if (options.order === 2) requireOneInput([selection]);
    const columns = columnsOf(selection, points).map(rounded);
    const [value, ...slopes] = createEvaluate(selection, selection.inputs, precision)(columns, columns[0]?.length ?? 0);
    return {
      value,
      gradients: Object.fromEntries(selection.inputs.map((name, i) => [name, slopes[i]])),
    } as EvaluatedByInput; // a result for the value and one for each input
  }
  const inputs = rounded(points as ArrayLike<number>); // what else it may be is seen there
  const derivatives = options.order === 2 ? ['x', twice] : ['x'];
  const [value, gradient, ...others] = createEvaluate(selection, derivatives, precision)([inputs], inputs.length);
  const [second] = others;
  return {value, gradient, ...(second && {second})} as Evaluated; // a result for the value and one for each derivative
}

/** Whether lists by names are given; what each of them is, is seen when it is read. */
function areColumns(points: unknown): points is InputColumns {
  return typeof points === 'object' && points !== null && !('length' in points);
}

/** @throws ActError `columnsByInput` unless there is a list for each input, and all are equally long */
function columnsOf({label, inputs}: Selection, columns: InputColumns): readonly ArrayLike<number>[] {
  const found = inputs.flatMap((name) =>
    Object.hasOwn(columns, name) ? [numbers(columns[name] as ArrayLike<number>)] : [],
  );
  const areMore = Object.keys(columns).some((name) => !inputs.includes(name));
  const differ = found.some(({length}) => length !== found[0]?.length);
  if (found.length < inputs.length || areMore || differ) throw actError('columnsByInput', label, inputs);
  return found;
}

function precisionOf({dtype, saturate, truncate, fast, parametersInDtype, order}: EvaluateOptions): Precision {
  const format = dtype === undefined ? float64 : dtypeNamed(dtype);
  if (fast && format !== float64) throw actError('exclusive', 'fast', `dtype ${format.name}`);
  if (fast && order === 2) throw actError('exclusive', 'fast', 'order 2');
  if (fast && truncate) throw actError('exclusive', 'fast', 'truncate');
  return {
    format,
    overflow: saturate ? 'saturate' : 'ieee',
    ...(truncate && {direction: 'toZero'}),
    fast: fast ?? false,
    parametersInFormat: parametersInDtype ?? false,
  };
}
