/** Results beside the correctly rounded ones, compared as they come. */

import type {Precision} from '../evaluation/evaluate.ts';
import type {Case, Findings, Miss} from './findings.ts';
import type {Reversals} from './reversals.ts';
import {ranking, tally} from './tallies.ts';
import {standsFor, stored, ulpCounter} from './ulps.ts';

/** Some results at each x, and the right ones. */
interface Compared {
  readonly x: Float64Array;
  readonly written: Float64Array | Float32Array;
  readonly expected: Float64Array;
}

interface ComparisonRequest {
  /** Whether a derivative that is not the expected one is right as well. */
  readonly isKinkChoice: (each: Case) => boolean;
  readonly precision: Precision;
  readonly reversals: Reversals;
  readonly worst: number;
}

/** A comparison under way. */
export interface Comparison {
  readonly add: (results: Compared) => void;
  readonly done: () => Omit<Findings, 'quantity' | 'roundedInputs'>;
}

/** The comparison of values, of gradients or of f″. */
export function createComparison({isKinkChoice, precision, reversals, worst: most}: ComparisonRequest): Comparison {
  const {format, overflow} = precision;
  const [misrounded, wrongSigns, nans, infinities] = [tally(), tally(), tally(), tally()];
  const [zeroSigns, kinkChoices] = [tally(), tally()];
  const worst = ranking(most);
  const ulpsBetween = ulpCounter(format);
  let [count, sum, finite, roundedResults] = [0, 0, 0, 0];
  let largest: Miss | undefined;

  /** Judges a result that is not simply the expected one, and gives what counts for the order of results. */
  const judged = (each: Case, written: number): number => {
    if (!standsFor(written, each.got, format)) roundedResults += 1;
    const chosen = isKinkChoice(each);
    if (chosen) kinkChoices.add(each);
    const {expected, got} = each;
    // Where f has no value a format without NaN cannot say so, and what it holds there means nothing.
    const isFree = Number.isNaN(expected) && !format.hasNaN;
    const ulps = chosen || isFree ? 0 : distance(each, ulpsBetween);
    if (ulps > 0) {
      misrounded.add(each);
      worst.add(each, ulps);
      if (Number.isNaN(expected) || Number.isNaN(got)) nans.add(each);
      else if (ulps === Number.POSITIVE_INFINITY) infinities.add(each);
      if (Math.sign(expected) * Math.sign(got) < 0) wrongSigns.add(each);
    } else if (got === 0 && expected === 0 && !Object.is(got, expected)) zeroSigns.add(each);
    if (Number.isFinite(ulps) && Number.isFinite(expected)) {
      sum += ulps;
      finite += 1;
      if (ulps > (largest?.ulps ?? 0)) largest = {...each, ulps};
    }
    return chosen ? expected : got;
  };

  return {
    add({x, written, expected}) {
      const accepted = new Float64Array(x.length);
      let right = 0;
      for (let i = 0; i < x.length; i += 1) {
        const [given, sought] = [written[i] as number, expected[i] as number]; // as many as inputs
        // Most are right, and need no more than this look.
        if (given === sought && (given !== 0 || Object.is(given, sought))) {
          accepted[i] = sought;
          if (Number.isFinite(sought)) right += 1;
        } else {
          const got = stored(given, format, overflow);
          accepted[i] = judged({x: x[i] as number, expected: sought, got}, given); // so are these
        }
      }
      count += x.length;
      finite += right;
      reversals.add({x, expected, got: accepted});
    },
    done: () => ({
      count,
      largest,
      mean: finite === 0 ? 0 : sum / finite,
      misrounded: misrounded.done(),
      wrongSigns: wrongSigns.done(),
      nans: nans.done(),
      infinities: infinities.done(),
      reversals: reversals.done(),
      zeroSigns: zeroSigns.done(),
      kinkChoices: kinkChoices.done(),
      roundedResults,
      worst: worst.done(),
    }),
  };
}

/** The error in ulps; Infinity where one of the two is NaN or infinite and the other is not the same. */
function distance({expected, got}: Case, ulpsBetween: (a: number, b: number) => number): number {
  if (expected === got || (Number.isNaN(expected) && Number.isNaN(got))) return 0;
  if (!Number.isFinite(expected) || !Number.isFinite(got)) return Number.POSITIVE_INFINITY;
  return ulpsBetween(expected, got);
}
