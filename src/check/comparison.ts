/** Results beside the correctly rounded ones, compared as they come. */

import type {Precision} from '../evaluation/evaluate.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import type {Binades} from './binades.ts';
import type {Causes} from './causes.ts';
import {type Conditions, leastNormal} from './conditions.ts';
import {distribution} from './distribution.ts';
import {type Case, type Findings, type Miss, percents} from './findings.ts';
import {exponentOfUlp, type RealValues} from './real-errors.ts';
import type {Reversals} from './reversals.ts';
import type {Spans} from './spans.ts';
import {ranking, tally} from './tallies.ts';
import {standsFor, stored, ulpCounter} from './ulps.ts';

/** Some results at each point, and the right ones. */
interface Compared {
  readonly x: Float64Array;
  /** The other inputs of a function of several; none of one. */
  readonly others: readonly Float64Array[];
  /** Where the function is evaluated: all inputs, or what is left of them where these are flushed. */
  readonly at: readonly Float64Array[];
  readonly written: Float64Array | Float32Array;
  readonly expected: Float64Array;
}

interface ComparisonRequest {
  /** Whether a derivative that is not the expected one is right as well. */
  readonly isKinkChoice: (each: Case) => boolean;
  /** Whether 0 is right as well, where results are flushed: the real value is subnormal, and rounds to a normal one. */
  readonly isFlushedBeforeRounding: (each: Case) => boolean;
  /** What is right at NaN beside NaN. */
  readonly alsoAtNaN: readonly number[];
  readonly precision: Precision;
  readonly conditions: Conditions;
  /** If errors are counted against the real value. */
  readonly real: RealValues | undefined;
  /** Of a function of one input, whose results have an order. */
  readonly reversals: Reversals | undefined;
  readonly spans: Spans | undefined;
  readonly binades: Binades | undefined;
  readonly causes: Causes;
  readonly worst: number;
}

/** A comparison under way. */
export interface Comparison {
  readonly add: (results: Compared) => void;
  readonly done: () => Omit<Findings, 'quantity' | 'roundedInputs' | 'leftOut'>;
}

/** How many spans of wrong signs are named. */
const mostSpans = 5;

/** The comparison of values, of gradients or of f″. */
export function createComparison(request: ComparisonRequest): Comparison {
  const {isKinkChoice, alsoAtNaN, precision, conditions, binades, causes} = request;
  const {format, overflow} = precision;
  const [misrounded, wrongSigns, nans, infinities] = [tally(), tally(), tally(), tally()];
  const [zeroSigns, kinkChoices, nanChoices, excused] = [tally(), tally(), tally(), tally()];
  const worst = ranking(request.worst);
  const errors = distribution();
  const ulpsBetween = ulpCounter(format, conditions.flush.outputs);
  let [count, sum, finite, broken, roundedResults] = [0, 0, 0, 0, 0];
  let largest: Miss | undefined;

  /** Takes note of the error of a result, which is a finite number as the right one is. */
  const measure = (each: Case, error: number): void => {
    sum += error;
    finite += 1;
    if (error > 0) errors.add(error);
    if (error > (largest?.ulps ?? 0)) largest = {...each, ulps: error};
  };

  /** Whether a result that is not the expected one is none the less right, or forgiven. */
  const isAccepted = (each: Case): boolean => {
    const {x, expected, got} = each;
    if (Number.isNaN(x) && Number.isNaN(expected) && alsoAtNaN.includes(got)) nanChoices.add(each);
    else if (request.isFlushedBeforeRounding(each)) return true;
    else if (isKinkChoice(each)) kinkChoices.add(each);
    else if (Math.abs(got - expected) <= conditions.tolerance && got !== expected) excused.add(each);
    else return false;
    return true;
  };

  /** Judges a result that is not simply the expected one, and gives what counts for the order of results. */
  const judged = (each: Case, error = Number.NaN): number => {
    const {expected, got} = each;
    // Where f has no value a format without NaN cannot say so, and what it holds there means nothing.
    const isFree = Number.isNaN(expected) && !format.hasNaN;
    const accepted = isFree || isAccepted(each);
    const steps = accepted ? 0 : distance(each, ulpsBetween);
    // An error against the real value is known where that is finite.
    const ulps = accepted || !Number.isFinite(steps) || Number.isNaN(error) ? steps : error;
    if (steps > 0) {
      misrounded.add(each);
      worst.add(each, ulps);
      binades?.miss({...each, ulps});
      causes.add(each, steps);
      if (Number.isNaN(expected) || Number.isNaN(got)) nans.add(each);
      else if (ulps === Number.POSITIVE_INFINITY) infinities.add(each);
      if (Math.sign(expected) * Math.sign(got) < 0) wrongSigns.add(each);
      if (ulps === Number.POSITIVE_INFINITY) {
        errors.add(ulps);
        broken += 1;
      }
    } else if (got === 0 && expected === 0 && !Object.is(got, expected)) zeroSigns.add(each);
    if (Number.isFinite(ulps) && Number.isFinite(expected)) measure(each, ulps);
    return accepted ? expected : got;
  };

  /** The sizes of errors in ulps of the real values; NaN where these are not finite. */
  const sizesOf = ({errors: sizes}: RealValues, {at, written, expected}: Compared): Float64Array => {
    const got = Float64Array.from(written, (each) => stored(each, format, overflow));
    const found = sizes({inputs: at, got, expected});
    return conditions.flush.outputs
      ? found.map((size, i) => withoutGap(size, {got: got[i] as number, expected: expected[i] as number}, format)) // as many
      : found;
  };

  return {
    add({x, others, at, written, expected}) {
      const caseAt = (i: number, sought: number, got: number): Case => {
        const own = {x: x[i] as number, expected: sought, got}; // a row of x
        return others.length === 0 ? own : {...own, others: others.map((input) => input[i] as number)}; // and of these
      };
      const accepted = new Float64Array(x.length);
      const real = request.real && sizesOf(request.real, {x, others, at, written, expected});
      const wrongSign: number[] = [];
      let right = 0;
      for (let i = 0; i < x.length; i += 1) {
        const [given, sought] = [written[i] as number, expected[i] as number]; // as many as inputs
        binades?.add(x[i] as number);
        const got = given === sought ? given : stored(given, format, overflow);
        if (got !== given && !standsFor(given, got, format)) roundedResults += 1;
        // Most are right, and need no more than this look.
        if (got === sought && (got !== 0 || Object.is(got, sought))) {
          accepted[i] = sought;
          const error = real?.[i] ?? 0;
          if (error > 0) measure(caseAt(i, sought, got), error);
          else if (Number.isFinite(sought)) right += 1;
        } else {
          accepted[i] = judged(caseAt(i, sought, got), real?.[i]);
          if (Math.sign(sought) * Math.sign(accepted[i] as number) < 0) wrongSign.push(i);
        }
      }
      count += x.length;
      finite += right;
      causes.settle();
      request.spans?.add(x, wrongSign);
      request.reversals?.add({x, expected, got: accepted});
    },
    done: () => ({
      count,
      largest,
      mean: finite === 0 ? 0 : sum / finite,
      misrounded: misrounded.done(),
      wrongSigns: wrongSigns.done(),
      wrongSignSpans: request.spans?.done(mostSpans) ?? {spans: [], count: 0},
      nans: nans.done(),
      infinities: infinities.done(),
      reversals: request.reversals?.done(),
      zeroSigns: zeroSigns.done(),
      kinkChoices: kinkChoices.done(),
      nanChoices: nanChoices.done(),
      excused: excused.done(),
      percentiles: percents.map((percent) => ({percent, error: errors.percentile(percent, finite + broken)})),
      binades: binades?.done(),
      ...causes.done(),
      roundedResults,
      worst: worst.done(),
    }),
  };
}

/**
 * An error in ulps where subnormal numbers are flushed: from 0 to the least normal number it is one, and in between the
 * share of it. What is flushed as it should be is right.
 */
function withoutGap(size: number, {got, expected}: Pick<Case, 'got' | 'expected'>, format: NumberFormat): number {
  if (got === 0 && expected === 0) return 0;
  const ulp = 2 ** exponentOfUlp(expected, format);
  const gap = leastNormal(format) / ulp;
  if (expected === 0) {
    const above = Math.abs(got) / ulp - gap;
    return above + (size - above) / gap;
  }
  const sides = got === 0 ? 1 : got < 0 === expected < 0 ? 0 : 2;
  return size - sides * (gap - 1);
}

/** The error in ulps; Infinity where one of the two is NaN or infinite and the other is not the same. */
function distance({expected, got}: Case, ulpsBetween: (a: number, b: number) => number): number {
  if (expected === got || (Number.isNaN(expected) && Number.isNaN(got))) return 0;
  if (!Number.isFinite(expected) || !Number.isFinite(got)) return Number.POSITIVE_INFINITY;
  return ulpsBetween(expected, got);
}
