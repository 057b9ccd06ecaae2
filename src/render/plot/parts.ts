/** The parts of a curve that are drawn. */

import type {Curve, Extreme, Jump, Piece} from '../../report/output.ts';

export interface Parts {
  readonly pieces: readonly Piece[];
  readonly jumps: readonly Jump[];
  readonly extremes: readonly Extreme[];
}

/** Those of its trace; without one the lines between its samples. */
export function partsOf({y, trace, extremes = []}: Curve): Parts {
  if (trace !== undefined) return {pieces: trace.pieces, jumps: trace.jumps, extremes};
  const pieces: Piece[] = [];
  for (let first = 0, end = 0; first < y.length; first = end + 1) {
    for (end = first; Number.isFinite(y[end] ?? Number.NaN); ) end += 1;
    if (end === first) continue;
    const values = y.slice(first, end);
    pieces.push({values, shares: values.map((_, i) => (y.length === 1 ? 0.5 : (first + i) / (y.length - 1)))});
  }
  return {pieces, jumps: [], extremes};
}
