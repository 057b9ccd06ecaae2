/** Someone else's results, and what a check of them finds. */

import {type By, twice} from '../activations/derivatives.ts';
import type {Quantity} from '../evaluation/evaluate.ts';

/** The gradient by one of several inputs: `gradient_u`. */
type GradientByInput = `gradient_${string}`;

/** What results are of. */
export type Judged = Quantity | GradientByInput;

/** What there may be of a function of these inputs, in order: values, then derivatives. */
export function judgedOf(inputs: readonly string[]): readonly Judged[] {
  if (inputs.length === 1) return ['value', 'gradient', 'second'];
  return ['value', ...inputs.map((name): GradientByInput => `gradient_${name}`)];
}

/** By what the value is differentiated; undefined for the value itself. */
export function variablesBehind(judged: Judged): By | undefined {
  if (judged === 'value') return undefined;
  if (judged === 'second') return twice;
  return inputBehind(judged) ?? 'x';
}

/** The input of several by which this is the gradient. */
export function inputBehind(judged: Judged): string | undefined {
  return /^gradient_(.*)$/.exec(judged)?.[1];
}

/** Results computed elsewhere at each x, or at each point of several inputs. */
export interface Results extends Readonly<Partial<Record<Judged, Float64Array | Float32Array>>> {
  /** The first input, which is the only one of most functions. */
  readonly x: Float64Array;
  /** The other ones of a function of several. */
  readonly others?: readonly Float64Array[];
}

/** The columns of all inputs. */
export function inputsOf({x, others = []}: Pick<Results, 'x' | 'others'>): readonly Float64Array[] {
  return [x, ...others];
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
  /** The other inputs of a function of several. */
  readonly others?: readonly number[];
  readonly expected: number;
  readonly got: number;
}

/** All inputs of a case. */
export function pointOf({x, others = []}: Pick<Case, 'x' | 'others'>): readonly number[] {
  return [x, ...others];
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
 * A subnormal result that is 0; a result at a subnormal input that is the one at 0; 0 at NaN; the largest number for an
 * infinity; the exact value rounded to the other one of its two neighbours, always in the same direction.
 */
export type CauseKind = 'flushedResult' | 'flushedInput' | 'zeroAtNaN' | 'saturated' | OtherNeighbour;

/** In which direction exact values are rounded: toward 0, away from it, down, up. */
export type OtherNeighbour = 'truncated' | 'away' | 'down' | 'up';

/** What was found about the values, the gradients or the second derivatives. */
export interface Findings {
  readonly quantity: Judged;
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
  /**
   * Neighbouring inputs whose results are in the wrong order; the case is that of the larger input. Undefined for points
   * of several inputs, which have no order.
   */
  readonly reversals: Tally | undefined;
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
  /** The longest runs of neighbouring inputs whose results have the wrong sign, and how many runs there are; none in space. */
  readonly wrongSignSpans: {readonly spans: readonly FaultySpan[]; readonly count: number};
  /** By binade of the input, of several of the first one; undefined unless asked for. */
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
