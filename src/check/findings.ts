/** Someone else's results, and what a check of them finds. */

import type {Quantity} from '../evaluation/evaluate.ts';

/** What was computed elsewhere, at each x; of value and gradient one at least. */
export interface Results {
  readonly x: Float64Array;
  readonly value?: Float64Array;
  readonly gradient?: Float64Array;
}

/** One result: where, what it should be, what it is. */
export interface Case {
  readonly x: number;
  readonly expected: number;
  readonly got: number;
}

/** A result that is off by so many ulps; Infinity where NaN or an infinity stands in the place of a number. */
export interface Miss extends Case {
  readonly ulps: number;
}

/** How many, and the first of them in the order given. */
export interface Tally {
  readonly count: number;
  readonly first: Case | undefined;
}

/** What was found of the values, or of the gradients. */
export interface Findings {
  readonly quantity: Quantity;
  readonly count: number;
  /** The largest error between finite numbers, if there is one, and the mean of them all. */
  readonly largest: Miss | undefined;
  readonly mean: number;
  readonly misrounded: Tally;
  /** Positive where negative is right, or the other way round; zeros have no sign here. */
  readonly wrongSigns: Tally;
  /** NaN where a number is right, or a number where NaN is. */
  readonly nans: Tally;
  /** An infinity where something else is right but NaN, or the other way round. */
  readonly infinities: Tally;
  /** Neighbouring inputs whose results are in the wrong order; the case is the upper one. */
  readonly reversals: Tally;
  /** -0 where 0 is right, or the other way round: the same number, and so no error. */
  readonly zeroSigns: Tally;
  /** Gradients at a kink that differ from this one, and lie between the slopes on its two sides: right as well. */
  readonly kinkChoices: Tally;
  /** Inputs and results that were given with more digits than the format has, and rounded to it. */
  readonly roundedInputs: number;
  readonly roundedResults: number;
  /** At most as many as were asked for, the worst first. */
  readonly worst: readonly Miss[];
}
