/** The check of someone else's results against the correctly rounded ones. */

import {type By, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Precision, type Quantity} from '../evaluation/evaluate.ts';
import {roundDouble} from '../exact/number-format.ts';
import {createComparison} from './comparison.ts';
import type {Findings, Results} from './findings.ts';
import {reversalsOfPatterns, reversalsOfRows} from './reversals.ts';
import {subgradientTest} from './subgradients.ts';
import {standsFor} from './ulps.ts';

/** What is to be checked, and how. */
export interface CheckRequest {
  readonly selection: Selection;
  readonly precision: Precision;
  /** Which results there are. */
  readonly quantities: readonly Quantity[];
  /**
   * Rows in any order, their inputs not yet rounded to the format, which come all at once; or results at the numbers of
   * the format in the order of their bit patterns, in any number of parts.
   */
  readonly order: 'rows' | 'patterns';
  /** How many of the worst results to name. */
  readonly worst: number;
}

/** A check under way. */
export interface Check {
  /** The results are not changed. */
  readonly add: (results: Results) => void;
  /** What the comparison of every result found; values first, then gradients, then f″. */
  readonly done: () => readonly Findings[];
}

/** Compares results as they come, in memory that does not grow with their number if these are in order. */
export function createCheck({selection, precision, quantities, order, worst}: CheckRequest): Check {
  const {format} = precision;
  const given = (quantity: Quantity, by: By): readonly By[] => (quantities.includes(quantity) ? [by] : []);
  const derivatives = [...given('gradient', 'x'), ...given('second', twice)];
  const evaluate = createEvaluate(selection, derivatives, precision);
  const comparisons = (['value', 'gradient', 'second'] as const)
    .filter((quantity) => quantities.includes(quantity))
    .map((quantity) => ({
      quantity,
      // The values are computed even if only derivatives are checked.
      column: quantity === 'value' ? 0 : quantity === 'gradient' ? 1 : derivatives.length,
      comparison: createComparison({
        isKinkChoice: quantity === 'value' ? () => false : subgradientTest(quantity, selection, precision),
        precision,
        reversals: order === 'rows' ? reversalsOfRows() : reversalsOfPatterns(),
        worst,
      }),
    }));
  let roundedInputs = 0;
  const rounded = (written: Float64Array): Float64Array => {
    const x = written.map((each) => roundDouble(each, format, 'ieee'));
    for (let i = 0; i < x.length; i += 1)
      if (!standsFor(written[i] as number, x[i] as number, format)) roundedInputs += 1; // as many of both
    return x;
  };
  return {
    add(results) {
      const x = order === 'rows' ? rounded(results.x) : results.x;
      const right = evaluate([x], x.length);
      for (const {quantity, column, comparison} of comparisons) {
        const [written, expected] = [results[quantity], right[column]];
        if (written !== undefined && expected !== undefined) comparison.add({x, written, expected});
      }
    },
    done: () => comparisons.map(({quantity, comparison}) => ({...comparison.done(), quantity, roundedInputs})),
  };
}

/** Whether an error is larger than allowed, or a sign, a NaN or an infinity is wrong. */
export function exceeds(findings: readonly Findings[], maxUlp: number): boolean {
  return findings.some(
    ({largest, wrongSigns, nans, infinities}) =>
      (largest?.ulps ?? 0) > maxUlp || [wrongSigns, nans, infinities].some(({count}) => count > 0),
  );
}
