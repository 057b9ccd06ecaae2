/** Activations as functions for programs: the evaluator of the command line, typed. */

import {type Selection, select} from '../activations/selection.ts';
import {cardOf} from '../card/card.ts';
import type {Card} from '../card/card-facts.ts';
import {actError} from '../errors.ts';
import {createEvaluate, type Precision} from '../evaluation/evaluate.ts';
import {dtypeNamed, float64, roundDouble} from '../exact/number-format.ts';
import {type Regions, regionsOf} from '../regions/find-regions.ts';
import {defaultThreshold} from '../regions/region.ts';

/** Values of parameters by name: `{alpha: 0.5}`, matrices as text: `{weights: '[1;-1]'}`. */
export type Parameters = Readonly<Record<string, number | string>>;

export interface EvaluateOptions {
  readonly parameters?: Parameters;
  /** The number format to which inputs and exact results are rounded: `float16`, `bf16`, `e4m3`; float64 if absent. */
  readonly dtype?: string;
  /** Round the parameters to the format as well. */
  readonly parametersInDtype?: boolean;
  /** The largest number of the format where a result overflows, instead of infinity or NaN. */
  readonly saturate?: boolean;
  /** Plain doubles: quicker, and the last digits may be wrong. For float64 only. */
  readonly fast?: boolean;
}

export interface Evaluated {
  readonly value: Float64Array;
  readonly gradient: Float64Array;
}

/** A point: a number, or the coordinates of a vector. */
export type Place = number | readonly number[];

/** An activation at definite parameters. */
export interface ActivationFunction {
  /** The shortest text that names it: `elu:alpha=0.5`. */
  readonly label: string;
  readonly formula: string;
  readonly parameters: Readonly<Record<string, number>>;
  /** `x`, or `x1`, `x2`, ... over vectors. */
  readonly inputs: readonly string[];
  /** The double nearest to the exact value. */
  readonly value: (x: Place) => number;
  /** The same of the derivative, with respect to `x`, another input or a parameter. */
  readonly gradient: (x: Place, variable?: string) => number;
  /** Everything known of it: range, limits, kinks, frameworks, paper. */
  readonly card: () => Card;
}

/**
 * The activation that a text names: `gelu`, `elu:alpha=0.5`, `leaky_relu@keras`, `=x*sigmoid(1.702*x)`.
 * @throws ActError for an unknown name or parameter, a value outside its domain, a mistake in a formula
 */
export function activation(text: string, parameters: Parameters = {}): ActivationFunction {
  const selection = selected(text, parameters);
  const {label, formula, inputs} = selection;
  const evaluators = new Map<string, (x: Place) => number>();
  const of = (variable: string | undefined): ((x: Place) => number) => {
    const known = evaluators.get(variable ?? '') ?? pointwise(selection, variable);
    evaluators.set(variable ?? '', known);
    return known;
  };
  return Object.freeze({
    label,
    formula,
    parameters: Object.fromEntries(selection.parameters),
    inputs,
    value: (x: Place) => of(undefined)(x),
    gradient: (x: Place, variable = 'x') => of(variable)(x),
    card: () => cardOf(selection),
  });
}

/**
 * Value and gradient of a function of one number at every point, each the number nearest to the exact result.
 * @throws ActError as `activation` does, for an unknown dtype, and for a function of several numbers
 */
export function evaluate(text: string, xs: ArrayLike<number>, options: EvaluateOptions = {}): Evaluated {
  const selection = selected(text, options.parameters ?? {});
  if (selection.inputs.length > 1) throw actError('pointSize', selection.label, selection.inputs.length, 1);
  const precision = precisionOf(options);
  const {format, overflow} = precision;
  const inputs = Float64Array.from(numbers(xs), (x) => roundDouble(x, format, overflow));
  const [value, gradient] = createEvaluate(selection, ['x'], precision)([inputs], inputs.length);
  return {value, gradient} as Evaluated; // a result for the value and one for each variable
}

export interface RegionOptions {
  readonly parameters?: Parameters;
  /** |f′| below it is saturated or weak: 0.01 if absent. */
  readonly threshold?: number;
  /** The number format in which the gradient may underflow, and whose numbers are the ends; the real line if absent. */
  readonly dtype?: string;
  /** Only from here to there. */
  readonly range?: readonly [from: number, to: number];
  /** `output`: the gradient that frameworks compute from the rounded output of sigmoid and tanh. */
  readonly backward?: 'output';
}

/**
 * The intervals in which the gradient of a function of one number is dead, underflows, is saturated or weak; their ends
 * are exact.
 * @throws ActError as `activation` does, for an unknown dtype, a threshold below 0 and a range without an extent
 */
export function regions(text: string, options: RegionOptions = {}): Regions {
  const {parameters = {}, threshold = defaultThreshold, dtype, range, backward} = options;
  if (!(threshold >= 0 && threshold < Number.POSITIVE_INFINITY)) {
    throw actError('optionValue', 'threshold', String(threshold), 'a number, 0 or more');
  }
  if (range !== undefined && !(range[0] <= range[1])) {
    throw actError('optionValue', 'range', `[${range.join(', ')}]`, 'the lower end first');
  }
  return regionsOf(selected(text, parameters), {
    threshold,
    ...(dtype === undefined ? {} : {format: dtypeNamed(dtype)}),
    ...(range && {range}),
    ...(backward && {backward}),
  });
}

/** What a program without types hands over may be anything: text would be calculated with, and silently wrong. */
function numbers(given: ArrayLike<number>): readonly number[] {
  if (typeof given !== 'object' || given === null) throw actError('notNumbers', String(given));
  const found = Array.from(given);
  const other = found.findIndex((each) => typeof each !== 'number');
  if (other >= 0) throw actError('notNumbers', JSON.stringify(found[other]) ?? 'undefined');
  return found;
}

function selected(text: string, parameters: Parameters): Selection {
  if (typeof text !== 'string') throw actError('unknownActivation', String(text), []);
  const flags = new Map(Object.entries(parameters).map(([name, value]) => [name, String(value)]));
  return select([text], flags)[0] as Selection; // one for each text
}

function precisionOf({dtype, saturate, fast, parametersInDtype}: EvaluateOptions): Precision {
  const format = dtype === undefined ? float64 : dtypeNamed(dtype);
  if (fast && format !== float64) throw actError('exclusive', 'fast', `dtype ${format.name}`);
  return {
    format,
    overflow: saturate ? 'saturate' : 'ieee',
    fast: fast ?? false,
    parametersInFormat: parametersInDtype ?? false,
  };
}

const exactly: Precision = {format: float64, overflow: 'ieee', fast: false, parametersInFormat: false};

/** The value, or the derivative by a variable, of a selection at one point. */
function pointwise(selection: Selection, variable: string | undefined): (x: Place) => number {
  const {inputs, label} = selection;
  const known = [...inputs, ...selection.parameters.keys()];
  if (variable !== undefined && !known.includes(variable)) {
    throw actError('noSuchVariable', variable, label, known);
  }
  const evaluateAll = createEvaluate(selection, variable === undefined ? [] : [variable], exactly);
  return (x) => {
    const point = numbers(typeof x === 'number' ? [x] : x);
    if (point.length !== inputs.length) throw actError('pointSize', label, inputs.length, point.length);
    const columns = evaluateAll(
      point.map((coordinate) => Float64Array.of(coordinate)),
      1,
    );
    return columns.at(-1)?.[0] as number; // one row of each
  };
}
