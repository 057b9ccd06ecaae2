/** Curves drawn into the cells of a panel: their dots or lines, the ends of jumps, and the markers that tell them apart. */

import type {Jump, Marks} from '../../report/output.ts';
import {type Canvas, curveTexts} from './canvas.ts';
import {dashed} from './dashes.ts';
import type {Parts} from './parts.ts';
import type {Pen} from './pens.ts';
import {asciiOf, brailleOf, dotColumnOf, dotsInColumn, type Raster, rasterOf} from './raster.ts';
import {dotsInRow, type YScale} from './y-scale.ts';

/** A curve with its place in a panel; `y` has the values at the middles of the columns. */
export interface PlacedCurve extends Parts {
  readonly pen: Pen;
  readonly y: Float64Array;
  readonly raster: Raster;
}

/** A curve on the dots of a panel. */
export function placed(curve: Omit<PlacedCurve, 'raster'>, scale: YScale, columns: number): PlacedCurve {
  return {...curve, raster: rasterOf(curve.pieces, scale, columns)};
}

export interface CurveStyle {
  readonly marks: Marks;
  /** Whether colours tell the curves apart; else markers do. */
  readonly coloured: boolean;
}

/** Draws all curves. Where several pass through a cell they share it, and take its colour in turn. */
export function drawCurves(
  canvas: Canvas,
  curves: readonly PlacedCurve[],
  {scale, marks, coloured}: CurveStyle & {readonly scale: YScale},
): void {
  if (marks === 'line') for (const curve of curves.toReversed()) drawLine(canvas, curve, scale);
  else
    drawDots(
      canvas,
      coloured ? curves : curves.map((curve, order) => ({...curve, raster: dashed(curve.raster, order)})),
      marks === 'braille' ? brailleOf : asciiOf,
    );
  if (!coloured && curves.length > 1)
    for (const [order, curve] of curves.entries()) drawMarkers(canvas, curve, {order, count: curves.length, scale});
  for (const curve of curves) {
    drawLonePoints(canvas, curve, scale);
    drawExtremes(canvas, curve, {scale, marks});
    drawEnds(canvas, curve, {scale, marks});
  }
}

function drawDots({put}: Canvas, curves: readonly PlacedCurve[], character: (bits: number) => string): void {
  const [first] = curves;
  if (first === undefined) return;
  const {columns, cells} = first.raster;
  for (let cell = 0; cell < cells.length; cell += 1) {
    const column = cell % columns;
    const bits = curves.reduce((all, {raster}) => all | (raster.cells[cell] as number), 0); // a cell of each
    if (bits === 0) continue;
    const here = curves.length === 1 ? curves : curves.filter(({raster}) => raster.cells[cell] !== 0);
    const owner = here[Math.floor(column / 2) % here.length] ?? first;
    put(Math.floor(cell / columns), column, character(bits), owner.pen.paint);
  }
}

/** The line through the values at the middles of the columns; a column that the curve fills is a stroke. */
function drawLine({put}: Canvas, {pen, y, jumps, raster}: PlacedCurve, scale: YScale): void {
  const rows = y.map((value) => rowOf(value, scale));
  const breaks = new Set(jumps.flatMap((jump) => breaksAt(jump, raster.columns)));
  curveTexts(rows, breaks, {height: scale.rows, symbols: pen.line}).forEach((text, row) => {
    let column = 0;
    for (const piece of text.split(' ')) {
      if (piece !== '') put(row, column, piece, pen.paint);
      column += piece.length + 1;
    }
  });
  for (let column = 0; column < raster.columns; column += 1) {
    const beside = [...rows.subarray(Math.max(0, column - 1), column + 2)].filter((row) => !Number.isNaN(row));
    const [top, bottom] = [Math.min(...beside), Math.max(...beside)];
    const filled = filledRows(raster, column);
    const isPlain = beside.length > 0 && filled.every((row) => row >= top - 1 && row <= bottom + 1);
    if (!isPlain)
      for (const row of filled)
        put(row, column, filled.length === 1 ? pen.line.charAt(0) : pen.line.charAt(5), pen.paint);
  }
}

/** The row of a value, and the column of a share of the axis, which is one of the picture. */
function rowOf(value: number, {dotOf}: YScale): number {
  return Math.floor((dotOf(value) + 0.5) / dotsInRow);
}

function columnOf(share: number, columns: number): number {
  return Math.min(columns - 1, Math.max(0, Math.floor(dotColumnOf(share, columns) / dotsInColumn)));
}

/** The columns before which a jump breaks the line; one on a column belongs to the side that has its value. */
function breaksAt({share, left, at, right}: Jump, columns: number): readonly number[] {
  const place = share * (columns - 1);
  const column = Math.round(place);
  if (Math.abs(place - column) > 1e-9 * columns) return [Math.ceil(place)];
  return [...(at === left ? [] : [column]), ...(at === right ? [] : [column + 1])];
}

function filledRows({columns, rows, cells}: Raster, column: number): readonly number[] {
  return Array.from({length: rows}, (_, row) => row).filter((row) => cells[row * columns + column] !== 0);
}

/** The ends of a jump: full where the curve has that value, else empty; none where the curve has no limit. */
function drawEnds(
  {put}: Canvas,
  {jumps, pen, raster}: PlacedCurve,
  {scale, marks}: {readonly scale: YScale; readonly marks: Marks},
): void {
  const [full, empty] = marks === 'ascii' ? ['*', 'o'] : ['●', '○'];
  for (const {share, left, at, right} of jumps) {
    const column = columnOf(share, raster.columns);
    const sides = [left, right].filter((value) => Number.isFinite(value) && value !== at);
    const [first, second] = sides.map((value) => rowOf(value, scale));
    // Around a single value both sides leave one hole.
    const ends = first === second ? sides.slice(0, 1) : sides;
    const drawn = [
      ...ends.map((value) => ({value, mark: empty})),
      ...(Number.isFinite(at) ? [{value: at, mark: full}] : []),
    ];
    // Both ends in one row would hide each other, and an edge of the domain is no jump.
    const rows = drawn.map(({value}) => rowOf(value, scale));
    const isJump = Number.isFinite(left) && Number.isFinite(right);
    if (!isJump || new Set(rows).size < rows.length) continue;
    for (const [i, {mark}] of drawn.entries()) put(rows[i] as number, column, mark, pen.paint); // a row for each
  }
}

/** Markers at equal distances, shifted from curve to curve so that those of coinciding curves are all visible. */
function drawMarkers(
  {put}: Canvas,
  {pen, raster}: PlacedCurve,
  {order, count, scale}: {readonly order: number; readonly count: number; readonly scale: YScale},
): void {
  const period = Math.max(12, 4 * count);
  const phase = Math.floor(((order + 0.5) * period) / count);
  for (let column = phase; column < raster.columns; column += period) {
    const rows = filledRows(raster, column);
    const middle = rows[rows.length >> 1];
    if (middle !== undefined && middle < scale.rows) put(middle, column, pen.marker, pen.paint);
  }
}

/** What marks an extreme: none of the markers that tell curves apart, and no end of a jump. */
export function extremeMark(marks: Marks): string {
  return marks === 'ascii' ? '!' : '★';
}

function drawExtremes(
  {put}: Canvas,
  {pen, extremes, raster}: PlacedCurve,
  {scale, marks}: {readonly scale: YScale; readonly marks: Marks},
): void {
  for (const {share, value} of extremes)
    put(rowOf(value, scale), columnOf(share, raster.columns), extremeMark(marks), pen.paint);
}

/** A sample without neighbours, which no line shows. */
function drawLonePoints({put}: Canvas, {pen, pieces, raster}: PlacedCurve, scale: YScale): void {
  for (const {shares, values} of pieces) {
    if (shares.length > 1) continue;
    put(rowOf(values[0] ?? Number.NaN, scale), columnOf(shares[0] ?? 0, raster.columns), pen.marker, pen.paint);
  }
}
