/** The check of someone else's results against the correctly rounded ones. */

import {type By, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Precision, type Quantity} from '../evaluation/evaluate.ts';
import {type NumberFormat, roundDouble} from '../exact/number-format.ts';
import type {Case, Findings, Miss, Results, Tally} from './findings.ts';
import {reversals} from './reversals.ts';
import {subgradientTest} from './subgradients.ts';
import {standsFor, stored, ulpsBetween} from './ulps.ts';

/** What is to be checked, and how. */
export interface CheckRequest {
  readonly selection: Selection;
  readonly precision: Precision;
  readonly results: Results;
  /** How many of the worst results to name. */
  readonly worst: number;
}

/** What a comparison of every result finds; values first, then gradients, then f″. The request is not changed. */
export function check({selection, precision, results, worst}: CheckRequest): readonly Findings[] {
  const {format} = precision;
  const x = results.x.map((written) => roundDouble(written, format, 'ieee'));
  const isRounded = (written: number, i: number) => !standsFor(written, x[i] as number, format); // as many as written
  const roundedInputs = results.x.reduce((sum, written, i) => sum + (isRounded(written, i) ? 1 : 0), 0);
  const given = (quantity: Quantity, by: By): readonly By[] => (results[quantity] === undefined ? [] : [by]);
  const derivatives = [...given('gradient', 'x'), ...given('second', twice)];
  const [values, ...derived] = createEvaluate(selection, derivatives, precision)([x], x.length);
  const judge = (quantity: Quantity, written: Float64Array | undefined, expected: Float64Array | undefined) => {
    if (written === undefined || expected === undefined) return [];
    const isKinkChoice = quantity === 'value' ? () => false : subgradientTest(quantity, selection, precision);
    return [{...compare({x, written, expected, isKinkChoice, precision, worst}), quantity, roundedInputs}];
  };
  return [
    ...judge('value', results.value, values),
    ...judge('gradient', results.gradient, derived[0]),
    ...judge('second', results.second, derived.at(-1)),
  ];
}

interface Comparison {
  readonly x: Float64Array;
  readonly written: Float64Array;
  readonly expected: Float64Array;
  readonly isKinkChoice: (each: Case) => boolean;
  readonly precision: Precision;
  readonly worst: number;
}

function compare(comparison: Comparison): Omit<Findings, 'quantity' | 'roundedInputs'> {
  const {x, written, expected, isKinkChoice, precision} = comparison;
  const {format, overflow} = precision;
  const [misrounded, wrongSigns, nans, infinities] = [tally(), tally(), tally(), tally()];
  const [zeroSigns, kinkChoices] = [tally(), tally()];
  const worst = ranking(comparison.worst);
  const accepted = new Float64Array(x.length);
  let [sum, finite, roundedResults] = [0, 0, 0];
  let largest: Miss | undefined;
  for (let i = 0; i < x.length; i += 1) {
    const given = written[i] as number; // as many as inputs
    const got = stored(given, format, overflow);
    const each: Case = {x: x[i] as number, expected: expected[i] as number, got}; // so are these
    if (!standsFor(given, got, format)) roundedResults += 1;
    const chosen = isKinkChoice(each);
    if (chosen) kinkChoices.add(each);
    accepted[i] = chosen ? each.expected : got;
    const ulps = chosen ? 0 : distance(each, format);
    if (ulps > 0) {
      misrounded.add(each);
      worst.add({...each, ulps});
      if (Number.isNaN(each.expected) || Number.isNaN(got)) nans.add(each);
      else if (ulps === Number.POSITIVE_INFINITY) infinities.add(each);
      if (Math.sign(each.expected) * Math.sign(got) < 0) wrongSigns.add(each);
    } else if (got === 0 && each.expected === 0 && !Object.is(got, each.expected)) zeroSigns.add(each);
    if (Number.isFinite(ulps) && Number.isFinite(each.expected)) {
      sum += ulps;
      finite += 1;
      if (ulps > (largest?.ulps ?? 0)) largest = {...each, ulps};
    }
  }
  return {
    count: x.length,
    largest,
    mean: finite === 0 ? 0 : sum / finite,
    misrounded: misrounded.done(),
    wrongSigns: wrongSigns.done(),
    nans: nans.done(),
    infinities: infinities.done(),
    reversals: reversals({x, expected, got: accepted}),
    zeroSigns: zeroSigns.done(),
    kinkChoices: kinkChoices.done(),
    roundedResults,
    worst: worst.done(),
  };
}

/** Whether an error is larger than allowed, or a sign, a NaN or an infinity is wrong. */
export function exceeds(findings: readonly Findings[], maxUlp: number): boolean {
  return findings.some(
    ({largest, wrongSigns, nans, infinities}) =>
      (largest?.ulps ?? 0) > maxUlp || [wrongSigns, nans, infinities].some(({count}) => count > 0),
  );
}

/** The error in ulps; Infinity where one of the two is NaN or infinite and the other is not the same. */
function distance({expected, got}: Case, format: NumberFormat): number {
  if (expected === got || (Number.isNaN(expected) && Number.isNaN(got))) return 0;
  if (!Number.isFinite(expected) || !Number.isFinite(got)) return Number.POSITIVE_INFINITY;
  return ulpsBetween(expected, got, format);
}

/** Counts cases, and keeps the first. */
function tally(): {readonly add: (each: Case) => void; readonly done: () => Tally} {
  let count = 0;
  let first: Case | undefined;
  return {
    add: (each) => {
      count += 1;
      first ??= each;
    },
    done: () => ({count, first}),
  };
}

/** Keeps the worst few of many, of equal ones the first. Results at a NaN input are never among them. */
function ranking(most: number): {readonly add: (miss: Miss) => void; readonly done: () => readonly Miss[]} {
  const kept: Miss[] = [];
  return {
    add: (miss) => {
      if (Number.isNaN(miss.x) || most === 0) return;
      const last = kept[most - 1];
      if (last !== undefined && miss.ulps <= last.ulps) return;
      const place = kept.findIndex((other) => other.ulps < miss.ulps);
      kept.splice(place < 0 ? kept.length : place, 0, miss);
      kept.length = Math.min(kept.length, most);
    },
    done: () => kept,
  };
}
