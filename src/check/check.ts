/** The check of someone else's results against the correctly rounded ones. */

import {givenAtNaN} from '../activations/at-nan.ts';
import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Precision} from '../evaluation/evaluate.ts';
import {lazily} from '../exact/lazily.ts';
import {roundDouble} from '../exact/number-format.ts';
import {binades} from './binades.ts';
import {createCauses} from './causes.ts';
import {type Comparison, createComparison} from './comparison.ts';
import {type Conditions, flushed, isSubnormal, leastNormal, withinConditions} from './conditions.ts';
import {type Case, type Findings, inputsOf, type Judged, pointOf, type Results, variablesBehind} from './findings.ts';
import {partialSubgradientTest} from './partial-subgradients.ts';
import {realValuesOf} from './real-errors.ts';
import {reversalsOfPatterns, reversalsOfRows} from './reversals.ts';
import {spansInOrder, spansOfRows} from './spans.ts';
import {subgradientTest} from './subgradients.ts';
import {standsFor} from './ulps.ts';

/** What is to be checked, and how. */
export interface CheckRequest {
  readonly selection: Selection;
  readonly precision: Precision;
  readonly conditions: Conditions;
  /** Errors are steps from the correctly rounded result, or fractions of an ulp from the real value. */
  readonly error: 'steps' | 'real';
  /** Which results there are, values first. */
  readonly quantities: readonly Judged[];
  /**
   * Rows in any order, their inputs not yet rounded to the format, which come all at once; or results at the numbers of
   * the format in the order of their bit patterns, in any number of parts.
   */
  readonly order: 'rows' | 'patterns';
  /** How many of the worst results to name. */
  readonly worst: number;
  /** Whether errors are told for each binade of x, of several inputs the first one. */
  readonly hasBinades: boolean;
}

/** A check under way. */
export interface Check {
  /** The results are not changed. */
  readonly add: (results: Results) => void;
  /** What the comparison of every result found, in the order of the quantities. */
  readonly done: () => readonly Findings[];
}

/** Compares results as they come, in memory that does not grow with their number if these are in order. */
export function createCheck(request: CheckRequest): Check {
  const {selection, precision, conditions, quantities, order} = request;
  const {format} = precision;
  const {flush} = conditions;
  const derived: readonly Judged[] = quantities.filter((quantity) => quantity !== 'value');
  const evaluate = createEvaluate(
    selection,
    derived.map(variablesBehind).filter((by) => by !== undefined),
    precision,
  );
  const comparisons = quantities.map((quantity) => {
    // The values are computed even if only derivatives are checked, and are the first column.
    const column = 1 + derived.indexOf(quantity);
    const rightAt = (inputs: readonly Float64Array[]) => evaluate(inputs, inputs[0]?.length ?? 0)[column];
    return {quantity, column, comparison: comparisonOf(request, quantity, rightAt)};
  });
  let [roundedInputs, leftOut] = [0, 0];
  const rounded = (results: Results): Results => {
    const isRounded = new Uint8Array(results.x.length);
    const [x = results.x, ...others] = inputsOf(results).map((written) => {
      const input = written.map((each) => roundDouble(each, format, 'ieee'));
      for (let i = 0; i < input.length; i += 1)
        if (!standsFor(written[i] as number, input[i] as number, format)) isRounded[i] = 1; // as many of both
      return input;
    });
    roundedInputs += isRounded.reduce((sum, each) => sum + each, 0);
    return {...results, x, others};
  };
  return {
    add(results) {
      const counted = withinConditions(order === 'rows' ? rounded(results) : results, conditions, format);
      leftOut += results.x.length - counted.x.length;
      const {x, others = []} = counted;
      const inputs = inputsOf(counted);
      const at = flush.inputs ? inputs.map((input) => flushed(input, format)) : inputs;
      const right = evaluate(at, x.length);
      const zeroAtNaN = (exact: Float64Array): void => {
        for (const input of inputs) for (let i = 0; i < x.length; i += 1) if (Number.isNaN(input[i])) exact[i] = 0;
      };
      for (const {quantity, column, comparison} of comparisons) {
        const [found, exact] = [counted[quantity], right[column]];
        if (found === undefined || exact === undefined) continue;
        if (conditions.nanInputs === 'zero') zeroAtNaN(exact);
        const [written, expected] = flush.outputs ? [flushed(found, format), flushed(exact, format)] : [found, exact];
        comparison.add({x, others, at, written, expected});
      }
    },
    done: () => comparisons.map(({quantity, comparison}) => ({...comparison.done(), quantity, roundedInputs, leftOut})),
  };
}

/** The comparison of one quantity; `rightAt` gives the right results. */
function comparisonOf(
  {selection, precision, conditions, error, order, worst, hasBinades}: CheckRequest,
  quantity: Judged,
  rightAt: (inputs: readonly Float64Array[]) => Float64Array | undefined,
): Comparison {
  const {format, overflow} = precision;
  const real = lazily(() => realValuesOf(selection, quantity, precision));
  const convention = conditions.nanInputs === 'framework' ? givenAtNaN(selection, quantity) : [];
  const atZeros = lazily(() => rightAt([Float64Array.of(0, -0)]));
  const atZero = (each: Case): number | undefined =>
    each.others === undefined
      ? atZeros()?.[each.x < 0 ? 1 : 0]
      : rightAt(pointOf(each).map((x) => flushed(Float64Array.of(x), format)))?.[0];
  const isSubgradient = kinkTest(quantity, selection, precision);
  const least = leastNormal(format);
  const seen = (x: number): number => (isSubnormal(x, least) ? 0 : x);
  /** A case with the inputs as the hardware takes them: at a kink at 0 are all that it flushes. */
  const taken = (each: Case): Case => {
    if (!conditions.flush.inputs) return each;
    return {...each, x: seen(each.x), ...(each.others && {others: each.others.map(seen)})};
  };
  return createComparison({
    isKinkChoice: (each) => isSubgradient(taken(each)),
    alsoAtNaN: convention.map((each) => roundDouble(each, format, overflow)),
    isFlushedBeforeRounding(each) {
      const {expected, got} = each;
      if (!conditions.flush.outputs || got !== 0 || Math.abs(expected) !== least) return false;
      const point = pointOf(taken(each)).map((x) => Float64Array.of(x));
      return real().sides(point, Float64Array.of(expected))[0] === -1;
    },
    precision,
    conditions,
    real: error === 'real' ? real() : undefined,
    ...orderOf(selection, order),
    binades: hasBinades ? binades() : undefined,
    causes: createCauses({
      format,
      real,
      atZero: (miss) => atZero(miss) ?? Number.NaN,
    }),
    worst,
  });
}

/** What depends on the order of inputs; points of several have none. */
function orderOf({inputs}: Selection, order: CheckRequest['order']) {
  if (inputs.length > 1) return {reversals: undefined, spans: undefined};
  return order === 'patterns'
    ? {reversals: reversalsOfPatterns(), spans: spansInOrder()}
    : {reversals: reversalsOfRows(), spans: spansOfRows()};
}

/** Whether a derivative that is not the expected one is right all the same; no value is. */
function kinkTest(quantity: Judged, selection: Selection, precision: Precision): (each: Case) => boolean {
  if (quantity === 'value') return () => false;
  if (quantity === 'gradient' || quantity === 'second') return subgradientTest(quantity, selection, precision);
  return partialSubgradientTest(quantity, selection, precision);
}

/** Whether an error is larger than allowed, or a sign, a NaN or an infinity is wrong. */
export function exceeds(findings: readonly Findings[], maxUlp: number): boolean {
  return findings.some(
    ({largest, wrongSigns, nans, infinities}) =>
      (largest?.ulps ?? 0) > maxUlp || [wrongSigns, nans, infinities].some(({count}) => count > 0),
  );
}
