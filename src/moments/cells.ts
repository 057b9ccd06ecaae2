/** The ends of the cells with which the integration of an expectation begins. */

export interface CellsRequest {
  readonly from: number;
  readonly to: number;
  readonly width: number;
  /** Places at which an integrand may not be smooth. */
  readonly breakpoints: readonly number[];
  /** Other places that must not lie inside a cell. */
  readonly extrema: readonly number[];
}

/**
 * The ends of the first cells: evenly spaced; at every breakpoint, since the rules converge for smooth functions only; at
 * every extremum, so that f is monotone on each cell; and ever closer towards breakpoints and 0, where a formula with a
 * large or a small parameter (tanh(1000 x), a celu of small alpha) has all its features.
 */
export function cellEnds({from, to, width, breakpoints, extrema}: CellsRequest): readonly number[] {
  const inside = [0, ...breakpoints].filter((x) => from < x && x < to);
  const even = Array.from({length: Math.ceil((to - from) / width)}, (_, i) => from + i * width);
  // Many breakpoints cut finely enough by themselves.
  const centres = inside.length <= 24 ? inside : [];
  const finer = centres.flatMap((x) =>
    Array.from({length: 21}, (_, k) => width * 2 ** (-1 - 2 * k)).flatMap((size) => [x - size, x + size]),
  );
  const ends = [...even, to, ...inside, ...finer, ...extrema].filter((x) => from <= x && x <= to);
  return [...new Set(ends.map((x) => x + 0))].sort((a, b) => a - b); // no -0
}
