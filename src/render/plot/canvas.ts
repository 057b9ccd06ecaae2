import asciichart from 'asciichart';
import {columnsOf} from '../../printable.ts';

/** A piece of a line of output in one paint. */
export interface Span {
  readonly text: string;
  readonly paint: Ink;
}

/** A line of output. */
export type Line = readonly Span[];

/** The paint of a span. */
export type Ink = (text: string) => string;

/** No paint. */
export const unpainted: Ink = (text) => text;

/** A line as text; spaces at its end are left out, painted ones too. */
export function lineOf(spans: Line): string {
  const filled = spans.findLastIndex((span) => span.text.trimEnd() !== '');
  return spans
    .slice(0, filled + 1)
    .map(({text, paint}, index) => paint(index === filled ? text.trimEnd() : text))
    .join('');
}

/** Pieces put on as few lines as possible, in order, with a gap between two on a line. */
export function packed(pieces: readonly Line[], width: number): readonly Line[] {
  const gap: Span = {text: '   ', paint: unpainted};
  const lines: Line[] = [];
  for (const piece of pieces) {
    const longer = [...(lines.at(-1) ?? []), gap, ...piece];
    if (lines.length > 0 && widthOf(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}

/** How many columns the spans take. */
function widthOf(line: Line): number {
  return line.reduce((sum, span) => sum + columnsOf(span.text), 0);
}

/** Cells of one column each; a later drawing covers an earlier one. */
export interface Canvas {
  readonly put: (row: number, column: number, text: string, paint: Ink) => void;
  readonly rows: () => readonly Line[];
}

/** An empty canvas of so many rows and columns. */
export function createCanvas(height: number, width: number): Canvas {
  // Characters and paints are kept apart: an object for each cell would be most of the work of a small plot.
  const characters = Array.from({length: height}, () => new Array<string>(width).fill(' '));
  const paints = Array.from({length: height}, () => new Array<Ink>(width).fill(unpainted));
  return {
    put: (row, column, text, paint) => {
      const line = characters[row];
      const ink = paints[row];
      if (line === undefined || ink === undefined) return;
      for (let index = 0; index < text.length && column + index < width; index++) {
        line[column + index] = text.charAt(index);
        ink[column + index] = paint;
      }
    },
    rows: () => characters.map((line, row) => merged(line, paints[row] ?? [])),
  };
}

/** A row as spans; neighbours of the same paint are one span. */
function merged(characters: readonly string[], paints: readonly Ink[]): Line {
  const text = characters.join('');
  const spans: Span[] = [];
  for (let start = 0, end = 0; end < characters.length; start = end) {
    const paint = paints[start] ?? unpainted;
    while (end < characters.length && (paints[end] ?? unpainted) === paint) end++;
    spans.push({text: text.slice(start, end), paint});
  }
  return spans;
}

/**
 * A curve as one text for each row. `rows` has the row of each column, counted from the top, NaN for a gap; a row may
 * be outside the frame, and before some columns the line is broken. The symbols are horizontal, ╰, ╭, ╮, ╯, vertical.
 */
export function curveTexts(
  rows: Float64Array,
  breaks: ReadonlySet<number>,
  {height, symbols}: {readonly height: number; readonly symbols: string},
): readonly string[] {
  const texts = Array.from({length: height}, () => '');
  for (const {start, run} of unbroken(rows, breaks, height)) {
    // One spare row above and one below take what leaves the frame, and are cut off. Rows are whole numbers already, so
    // asciichart neither scales nor labels.
    const drawn = asciichart
      .plot(run, {
        min: -1,
        max: height,
        height: height + 1,
        offset: 2,
        format: () => ' ',
        symbols: `┼┤╶╴${symbols}`,
      })
      .split('\n');
    for (let row = 0; row < height; row++) {
      texts[row] = (texts[row] ?? '').padEnd(start) + (drawn[row + 1] ?? '').slice(2);
    }
  }
  return texts;
}

/**
 * The stretches without a gap, as heights above the last row. The first height is doubled, because asciichart draws
 * steps and not points. A jump from beyond one edge to beyond the other is a gap.
 */
function unbroken(
  rows: Float64Array,
  breaks: ReadonlySet<number>,
  height: number,
): readonly {start: number; run: number[]}[] {
  const runs: {start: number; run: number[]}[] = [];
  let previous = Number.NaN;
  rows.forEach((row, column) => {
    const level = Math.min(height, Math.max(-1, height - 1 - row));
    const begins = breaks.has(column) || Number.isNaN(previous) || Math.abs(level - previous) === height + 1;
    previous = level;
    if (Number.isNaN(level)) return;
    if (begins) runs.push({start: column, run: [level]});
    runs.at(-1)?.run.push(level);
  });
  return runs;
}
