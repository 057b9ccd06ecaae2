import type {Curve, Panel, PanelNote} from '../../report/output.ts';
import type {Paint} from '../style.ts';
import {createCanvas, curveTexts, type Ink, type Line, unpainted} from './canvas.ts';
import type {Pen} from './pens.ts';
import {type Stroke, strokesOf, withBands} from './strokes.ts';
import {type Extent, labelWidth, type Rows, rowOf, rowsFor} from './y-axis.ts';

/** What a panel needs besides its curves. */
export interface PanelStyle {
  readonly columns: number;
  readonly ymin: number | undefined;
  readonly ymax: number | undefined;
  readonly ascii: boolean;
  readonly paint: Paint;
  /** The column of x = 0, where it is inside. */
  readonly zeroColumn: number | undefined;
  readonly pens: readonly Pen[];
}

/** A panel whose curves have a sample for each column, and the range of values to show. */
export interface FittedPanel {
  readonly title: string;
  readonly notes: readonly PanelNote[];
  readonly curves: readonly Curve[];
  /** Undefined where there is no finite value. */
  readonly extent: Extent | undefined;
}

/** The lines of one frame, axis and labels included, and remarks on curves that are not visible in it. */
export interface DrawnPanel {
  readonly lines: readonly Line[];
  readonly remarks: readonly string[];
}

/** The panel ready to be drawn. */
export function fitPanel({title, notes = [], curves}: Panel, style: PanelStyle): FittedPanel {
  const fittedCurves = curves.map((curve) => ({...curve, y: fitted(curve.y, style.columns)}));
  return {title, notes, curves: fittedCurves, extent: extentOf(fittedCurves, style)};
}

/** The rows that the panel can use, at most `height`; without a scale if no value is finite. */
export function panelRows({extent}: FittedPanel, height: number): Rows | {readonly count: number} {
  return extent === undefined ? {count: Math.min(height, 5)} : rowsFor(extent, height);
}

/** The curves in their frame, on the rows that its labels name. */
export function drawPanel({curves}: FittedPanel, rows: Rows | {readonly count: number}, style: PanelStyle): DrawnPanel {
  if (!('step' in rows)) return emptyPanel(nothingFinite, rows.count, style);
  const canvas = createCanvas(rows.count, style.columns);
  drawZero(canvas.put, rows, style);
  const placed = curves.flatMap((curve) => {
    const at = curve.y.map((value) => rowOf(value, rows));
    const strokes = strokesOf(curve, rows);
    return style.pens.filter(({label}) => label === curve.label).map((pen) => ({...curve, pen, rows: at, strokes}));
  });
  // The first curve is drawn last and lies on top; the markers of the others show through it.
  for (const curve of placed.toReversed()) {
    drawCurve(canvas.put, curve, rows.count);
    drawStrokes(canvas.put, curve, rows.count);
  }
  const many = placed.length > 1;
  for (const [order, curve] of placed.entries()) {
    drawMarkers(canvas.put, curve, {order, count: many ? placed.length : 0, height: rows.count});
  }
  const remarks = placed.map(({y, rows: at, strokes}) =>
    strokes.length > 0 ? undefined : remarkOf(y, at, rows.count),
  );
  const shared = new Set(remarks).size === 1 ? remarks[0] : undefined;
  if (shared !== undefined) canvas.put(Math.floor(rows.count / 2), 2, shared, style.paint.dim);
  const single = placed.flatMap(({label}, index) =>
    remarks[index] === undefined ? [] : [`${label}: ${remarks[index]}`],
  );
  return {lines: framed(canvas.rows(), rows, style), remarks: shared === undefined ? single : []};
}

type Put = (row: number, column: number, text: string, paint: Ink) => void;

interface PlacedCurve {
  readonly pen: Pen;
  readonly rows: Float64Array;
  readonly strokes: readonly Stroke[];
}

/** The limits that were set, or else the range of all finite values; undefined if no value is finite. */
function extentOf(curves: readonly Curve[], {ymin, ymax}: PanelStyle): Extent | undefined {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const {y} of curves) {
    y.forEach((value) => {
      if (!Number.isFinite(value)) return;
      low = Math.min(low, value);
      high = Math.max(high, value);
    });
  }
  if (low > high) return undefined;
  [low, high] = withBands(curves, low, high);
  // If one limit lies beyond all values, the frame is empty, and a remark in it says where the curves are.
  const from = ymin ?? (ymax !== undefined && ymax <= low ? ymax - Math.max(1, Math.abs(ymax)) : low);
  const to = ymax ?? (ymin !== undefined && ymin >= high ? ymin + Math.max(1, Math.abs(ymin)) : high);
  return {low: from, high: to, fixedLow: ymin !== undefined, fixedHigh: ymax !== undefined};
}

/** One sample for each column: interpolated if there are too few, picked if there are too many. */
function fitted(y: Float64Array, columns: number): Float64Array {
  if (y.length === columns) return y;
  const result = new Float64Array(columns).fill(Number.NaN);
  if (y.length === 1)
    return result.fill(y[0] ?? Number.NaN, Math.floor((columns - 1) / 2), Math.floor((columns + 1) / 2));
  return result.map((_, column) => {
    const place = (column * (y.length - 1)) / (columns - 1);
    const [left = Number.NaN, right = left] = y.subarray(Math.floor(place), Math.floor(place) + 2);
    const part = place - Math.floor(place);
    if (part === 0 || y.length > columns) return left;
    return left * (1 - part) + right * part;
  });
}

/** Faint lines at y = 0 and x = 0, beneath the curves. */
function drawZero(put: Put, rows: Rows, {columns, ascii, paint, zeroColumn}: PanelStyle): void {
  put(rows.top, 1, (ascii ? '. ' : '· ').repeat(columns >> 1), paint.dim);
  if (zeroColumn === undefined) return;
  for (let row = 0; row < rows.count; row++) put(row, zeroColumn, ascii ? ':' : '┊', paint.dim);
}

function drawCurve(put: Put, {pen, rows}: PlacedCurve, height: number): void {
  curveTexts(rows, height, pen.line).forEach((text, row) => {
    let column = 0;
    for (const piece of text.split(' ')) {
      if (piece !== '') put(row, column, piece, pen.paint);
      column += piece.length + 1;
    }
  });
}

/** Over the line: it says nothing of a column that a stroke fills. */
function drawStrokes(put: Put, {pen, strokes}: PlacedCurve, height: number): void {
  for (const {column, top, bottom} of strokes) {
    const last = Math.min(height - 1, bottom);
    for (let row = Math.max(0, top); row <= last; row++) put(row, column, pen.line.charAt(5), pen.paint);
  }
}

/** Draws markers, shifted from curve to curve so that coinciding curves are all visible; a lone sample has one too. */
function drawMarkers(
  put: Put,
  {pen, rows}: PlacedCurve,
  {order, count, height}: {readonly order: number; readonly count: number; readonly height: number},
): void {
  const period = Math.max(12, 4 * count);
  const phase = Math.floor(((order + 0.5) * period) / Math.max(1, count));
  rows.forEach((row, column) => {
    if (!(row >= 0 && row < height)) return;
    const alone = Number.isNaN(rows[column - 1] ?? Number.NaN) && Number.isNaN(rows[column + 1] ?? Number.NaN);
    if (alone || (count > 0 && column % period === phase)) put(row, column, pen.marker, pen.paint);
  });
}

/** Why a curve is not visible; undefined if it is. */
function remarkOf(y: Float64Array, rows: Float64Array, height: number): string | undefined {
  if (rows.some((row) => row >= 0 && row < height)) return undefined;
  if (!y.some(Number.isFinite)) return nothingFinite;
  const known = rows.filter((row) => !Number.isNaN(row));
  if (known.every((row) => row < 0)) return 'all above this frame';
  return known.every((row) => row >= height) ? 'all below this frame' : 'all outside this frame';
}

const nothingFinite = 'no finite values';

/** The rows with labels and axis before them. */
function framed(inside: readonly Line[], rows: Rows, {ascii, paint}: PanelStyle): DrawnPanel['lines'] {
  return inside.map((spans, row) => {
    const label = rows.labels[row] ?? '';
    const axis = row === rows.top ? (ascii ? '+' : '┼') : label === '' ? (ascii ? '|' : '│') : ascii ? '+' : '┤';
    const left = [
      {text: `${label.padStart(labelWidth)} `, paint: unpainted},
      {text: axis, paint: paint.dim},
    ];
    return left.concat(spans);
  });
}

/** A frame without labels, with words in its middle. */
function emptyPanel(words: string, count: number, {columns, ascii, paint}: PanelStyle): DrawnPanel {
  const canvas = createCanvas(count, columns);
  canvas.put(Math.floor(count / 2), Math.max(0, Math.floor((columns - words.length) / 2)), words, paint.dim);
  const gutter = [
    {text: ' '.repeat(labelWidth + 1), paint: unpainted},
    {text: ascii ? '|' : '│', paint: paint.dim},
  ];
  return {lines: canvas.rows().map((spans) => [...gutter, ...spans]), remarks: []};
}
