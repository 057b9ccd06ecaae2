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

/** From one input to another, with all results between them faulty. */
export interface FaultySpan {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** What was found in a binade. */
export interface Binade {
  /** The numbers between which its inputs lie: -4 and -2, both in size at least the smaller one; 0 alone; NaN. */
  readonly from: number;
  readonly to: number;
  readonly count: number;
  readonly misrounded: number;
  /** The worst result; undefined if all are right. */
  readonly worst: Miss | undefined;
}

/** Of which percentiles of the errors something is said. */
export const percents = [50, 99, 99.9];

/** Something that explains wrong results, and how many of them. */
export interface Cause {
  readonly kind: CauseKind;
  readonly count: number;
}

/**
 * A subnormal result that is 0; a result at a subnormal input that is the one at 0; 0 at NaN; the exact value rounded to
 * the other one of its two neighbours, always in the same direction.
 */
export type CauseKind = 'flushedResult' | 'flushedInput' | 'zeroAtNaN' | OtherNeighbour;

/** In which direction exact values are rounded: toward 0, away from it, down, up. */
export type OtherNeighbour = 'truncated' | 'away' | 'down' | 'up';

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
  /** Results at NaN that are not NaN, but what the framework of the preset gives there: right as well. */
  readonly nanChoices: Tally;
  /** Errors that are within the tolerance, and so are none. */
  readonly excused: Tally;
  /** Errors that so many of the results that have one, if only 0, do not exceed: 50, 99 and 99.9 in 100. */
  readonly percentiles: readonly {readonly percent: number; readonly error: number}[];
  /** The longest runs of neighbouring inputs whose results have the wrong sign, and how many runs there are. */
  readonly wrongSignSpans: {readonly spans: readonly FaultySpan[]; readonly count: number};
  /** By binade of the input; undefined unless asked for. */
  readonly binades: readonly Binade[] | undefined;
  /** What explains wrong results, and how many are not explained. */
  readonly causes: readonly Cause[];
  readonly unexplained: number;
  /** Results at inputs that do not count. */
  readonly leftOut: number;
  /** Inputs and results that were given with more digits than the format has, and rounded to it. */
  readonly roundedInputs: number;
  readonly roundedResults: number;
  /** At most as many as were asked for, the worst first. */
  readonly worst: readonly Miss[];
}
