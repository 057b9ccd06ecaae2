/** Over which part of the real line a function is described. */

/** An interval of the real line; its ends may be infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where functions are shown if nothing else is asked, and where one is described that oscillates for ever. */
export const usualSpan: Span = {from: -6, to: 6};

export const realLine: Span = {from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY};

/** The interval between two ends, whichever was given first. */
export function spanBetween(a: number, b: number): Span {
  return a <= b ? {from: a, to: b} : {from: b, to: a};
}
