/** Someone else's results, and what a check of them finds. */

import type {Quantity} from '../evaluation/evaluate.ts';

/** Results computed elsewhere at each x: some of values, gradients and second derivatives. */
export interface Results {
  readonly x: Float64Array;
  readonly value?: Float64Array | Float32Array;
  readonly gradient?: Float64Array | Float32Array;
  readonly second?: Float64Array | Float32Array;
}

/** What of a file was looked at. */
export interface Coverage {
  /** How many rows there were, how many of them were for the activation, and for which others the rest, or some of it. */
  readonly rows: {readonly total: number; readonly kept: number; readonly others: readonly string[]} | undefined;
  /** The columns that were not looked at. */
  readonly unread: readonly string[];
}

/** One result: where it is, what it should be, and what it is. */
export interface Case {
  readonly x: number;
  readonly expected: number;
  readonly got: number;
}

/** A wrong result and its error in ulps; Infinity if one of the two is NaN or infinite. */
export interface Miss extends Case {
  readonly ulps: number;
}

/** How many cases there are, and the first of them in the order given. */
export interface Tally {
  readonly count: number;
  readonly first: Case | undefined;
}

/** What was found about the values, the gradients or the second derivatives. */
export interface Findings {
  readonly quantity: Quantity;
  readonly count: number;
  /** The largest error between finite numbers; undefined if there is none. */
  readonly largest: Miss | undefined;
  /** The mean error between finite numbers, in ulps. */
  readonly mean: number;
  readonly misrounded: Tally;
  /** Positive where negative is right, or the other way round; zeros have no sign here. */
  readonly wrongSigns: Tally;
  /** NaN where a number is right, or the other way round. */
  readonly nans: Tally;
  /** An infinity where another number is right, or the other way round. */
  readonly infinities: Tally;
  /** Neighbouring inputs whose results are in the wrong order; the case is that of the larger input. */
  readonly reversals: Tally;
  /** -0 where 0 is right, or the other way round: the same number, and so no error. */
  readonly zeroSigns: Tally;
  /** Derivatives at a kink that differ from the expected one but lie between those on its sides: right as well. */
  readonly kinkChoices: Tally;
  /** Inputs and results that were given with more digits than the format has, and rounded to it. */
  readonly roundedInputs: number;
  readonly roundedResults: number;
  /** At most as many as were asked for, the worst first. */
  readonly worst: readonly Miss[];
}
