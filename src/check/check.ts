/** The check of someone else's results against the correctly rounded ones. */

import {givenAtNaN} from '../activations/at-nan.ts';
import {type By, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Precision, type Quantity} from '../evaluation/evaluate.ts';
import {lazily} from '../exact/lazily.ts';
import {roundDouble} from '../exact/number-format.ts';
import {binades} from './binades.ts';
import {createCauses} from './causes.ts';
import {type Comparison, createComparison} from './comparison.ts';
import {type Conditions, flushed, isSubnormal, leastNormal, withinConditions} from './conditions.ts';
import type {Findings, Results} from './findings.ts';
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
  /** Which results there are. */
  readonly quantities: readonly Quantity[];
  /**
   * Rows in any order, their inputs not yet rounded to the format, which come all at once; or results at the numbers of
   * the format in the order of their bit patterns, in any number of parts.
   */
  readonly order: 'rows' | 'patterns';
  /** How many of the worst results to name. */
  readonly worst: number;
  /** Whether errors are told for each binade of x. */
  readonly hasBinades: boolean;
}

/** A check under way. */
export interface Check {
  /** The results are not changed. */
  readonly add: (results: Results) => void;
  /** What the comparison of every result found; values first, then gradients, then f″. */
  readonly done: () => readonly Findings[];
}

/** Compares results as they come, in memory that does not grow with their number if these are in order. */
export function createCheck(request: CheckRequest): Check {
  const {selection, precision, conditions, quantities, order} = request;
  const {format} = precision;
  const {flush} = conditions;
  const given = (quantity: Quantity, by: By): readonly By[] => (quantities.includes(quantity) ? [by] : []);
  const derivatives = [...given('gradient', 'x'), ...given('second', twice)];
  const evaluate = createEvaluate(selection, derivatives, precision);
  const comparisons = (['value', 'gradient', 'second'] as const)
    .filter((quantity) => quantities.includes(quantity))
    .map((quantity) => {
      // The values are computed even if only derivatives are checked.
      const column = quantity === 'value' ? 0 : quantity === 'gradient' ? 1 : derivatives.length;
      return {quantity, column, comparison: comparisonOf(request, quantity, (x) => evaluate([x], x.length)[column])};
    });
  let [roundedInputs, leftOut] = [0, 0];
  const rounded = (results: Results): Results => {
    const x = results.x.map((each) => roundDouble(each, format, 'ieee'));
    for (let i = 0; i < x.length; i += 1)
      if (!standsFor(results.x[i] as number, x[i] as number, format)) roundedInputs += 1; // as many of both
    return {...results, x};
  };
  return {
    add(results) {
      const counted = withinConditions(order === 'rows' ? rounded(results) : results, conditions, format);
      leftOut += results.x.length - counted.x.length;
      const {x} = counted;
      const at = flush.inputs ? flushed(x, format) : x;
      const right = evaluate([at], x.length);
      for (const {quantity, column, comparison} of comparisons) {
        const [found, exact] = [counted[quantity], right[column]];
        if (found === undefined || exact === undefined) continue;
        if (conditions.nanInputs === 'zero') for (let i = 0; i < x.length; i += 1) if (Number.isNaN(x[i])) exact[i] = 0;
        const [written, expected] = flush.outputs ? [flushed(found, format), flushed(exact, format)] : [found, exact];
        comparison.add({x, at, written, expected});
      }
    },
    done: () => comparisons.map(({quantity, comparison}) => ({...comparison.done(), quantity, roundedInputs, leftOut})),
  };
}

/** The comparison of one quantity; `evaluate` gives the right results. */
function comparisonOf(
  {selection, precision, conditions, error, order, worst, hasBinades}: CheckRequest,
  quantity: Quantity,
  evaluate: (x: Float64Array) => Float64Array | undefined,
): Comparison {
  const {format, overflow} = precision;
  const real = lazily(() => realValuesOf(selection, quantity, precision));
  const convention = conditions.nanInputs === 'framework' ? givenAtNaN(selection, quantity) : [];
  const atZeros = lazily(() => evaluate(Float64Array.of(0, -0)));
  const isInOrder = order === 'patterns';
  const isSubgradient = quantity === 'value' ? undefined : subgradientTest(quantity, selection, precision);
  const least = leastNormal(format);
  /** An input as the hardware takes it: at a kink at 0 are all that it flushes. */
  const seen = (x: number): number => (conditions.flush.inputs && isSubnormal(x, least) ? 0 : x);
  return createComparison({
    isKinkChoice: (each) => isSubgradient?.({...each, x: seen(each.x)}) ?? false,
    alsoAtNaN: convention.map((each) => roundDouble(each, format, overflow)),
    isFlushedBeforeRounding({x, expected, got}) {
      if (!conditions.flush.outputs || got !== 0 || Math.abs(expected) !== least) return false;
      return real().sides(Float64Array.of(seen(x)), Float64Array.of(expected))[0] === -1;
    },
    precision,
    conditions,
    real: error === 'real' ? real() : undefined,
    reversals: isInOrder ? reversalsOfPatterns() : reversalsOfRows(),
    spans: isInOrder ? spansInOrder() : spansOfRows(),
    binades: hasBinades ? binades() : undefined,
    causes: createCauses({
      format,
      real,
      atZero: (x) => atZeros()?.[x < 0 ? 1 : 0] ?? Number.NaN,
    }),
    worst,
  });
}

/** Whether an error is larger than allowed, or a sign, a NaN or an infinity is wrong. */
export function exceeds(findings: readonly Findings[], maxUlp: number): boolean {
  return findings.some(
    ({largest, wrongSigns, nans, infinities}) =>
      (largest?.ulps ?? 0) > maxUlp || [wrongSigns, nans, infinities].some(({count}) => count > 0),
  );
}
