/** The parts of the real line over which a function is described. */

/** An interval of the real line; its ends may be infinite. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Where functions are shown by default, and where a function that oscillates for ever is described. */
export const usualSpan: Span = {from: -6, to: 6};

/** The whole real line. */
export const realLine: Span = {from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY};

/** The interval between two ends in either order. */
export function spanBetween(a: number, b: number): Span {
  return a <= b ? {from: a, to: b} : {from: b, to: a};
}
