import type {Marks, Panel, PanelNote, Spread} from '../../report/output.ts';
import type {Paint} from '../style.ts';
import {type Canvas, createCanvas, type Ink, type Line, unpainted} from './canvas.ts';
import {drawCurves, type PlacedCurve, placed} from './curves.ts';
import {endOf, nameRows} from './end-names.ts';
import {type Ends, extentOf} from './extent.ts';
import {levelsOf} from './levels.ts';
import {partsOf} from './parts.ts';
import type {Pen} from './pens.ts';
import {bitOf, brailleOf} from './raster.ts';
import type {Extent} from './y-ends.ts';
import {dotsInRow, type YScale, yScale} from './y-scale.ts';

/** What a panel needs besides its curves. */
export interface PanelStyle extends Ends {
  readonly marks: Marks;
  readonly ascii: boolean;
  readonly coloured: boolean;
  readonly spread: Spread;
  readonly paint: Paint;
  readonly pens: readonly Pen[];
}

/** A panel with the range of values to show. */
export interface FittedPanel extends Panel {
  readonly notes: readonly PanelNote[];
  /** Undefined where no value has a place. */
  readonly extent: Extent | undefined;
}

export function fitPanel(panel: Panel, style: PanelStyle): FittedPanel {
  const extent = extentOf(panel.curves, style, style.spread);
  const levels = extent === undefined || style.spread.kind !== 'linear' ? [] : levelsOf(panel.curves, extent);
  return {...panel, notes: panel.notes ?? [], extent: extent && {...extent, levels}};
}

/** The y axis of a panel with so many rows; undefined where no value has a place. */
export function scaleOf({extent}: FittedPanel, rows: number, {spread}: PanelStyle): YScale | undefined {
  return extent === undefined ? undefined : yScale(extent, rows, spread);
}

/** Where a panel stands, and what stands beside it. */
export interface PanelFrame {
  readonly rows: number;
  readonly columns: number;
  /** Columns of the labels on the left. */
  readonly margin: number;
  /** The column of x = 0, where it is inside. */
  readonly zeroColumn: number | undefined;
  /** A name for each pen, for the right margin; undefined where they stand elsewhere. */
  readonly names: readonly string[] | undefined;
}

/** The lines of one frame, axis and labels included, and remarks on curves that are not visible in it. */
export interface DrawnPanel {
  readonly lines: readonly Line[];
  readonly remarks: readonly string[];
}

/** The curves in their frame. */
export function drawPanel(panel: FittedPanel, frame: PanelFrame, style: PanelStyle): DrawnPanel {
  const scale = scaleOf(panel, frame.rows, style);
  const canvas = createCanvas(frame.rows, frame.columns);
  if (scale === undefined) {
    const text = panel.curves.some(({y}) => y.some(Number.isFinite)) ? nothingAbove0 : nothingFinite;
    canvas.put(
      Math.floor(frame.rows / 2),
      Math.max(0, Math.floor((frame.columns - text.length) / 2)),
      text,
      style.paint.dim,
    );
    return {lines: framed(canvas, [], frame, style), remarks: []};
  }
  drawZero(canvas, {scale, frame, style});
  const curves = panel.curves.flatMap((curve) =>
    style.pens
      .filter(({label}) => label === curve.label)
      .map((pen) => placed({...partsOf(curve), pen, y: fitted(curve.y, frame.columns)}, scale, frame.columns)),
  );
  drawCurves(canvas, curves, {...style, scale});
  const remarks = curves.map((curve) => remarkOf(curve, scale));
  const shared = new Set(remarks).size === 1 ? remarks[0] : undefined;
  if (shared !== undefined) canvas.put(Math.floor(frame.rows / 2), 2, shared, style.paint.dim);
  const single = panel.curves.flatMap(({label}, i) => (remarks[i] === undefined ? [] : [`${label}: ${remarks[i]}`]));
  const names = curves.map(({pen}) => frame.names?.[style.pens.indexOf(pen)] ?? '');
  const beside = frame.names === undefined ? [] : endNames(curves, names, scale);
  return {
    lines: framed(canvas, beside, frame, style, scale),
    remarks: [
      ...(scale.offset === undefined ? [] : [`labels count from ${scale.offset}`]),
      ...(shared === undefined ? single : []),
    ],
  };
}

/** One sample for each column: interpolated if there are too few, picked if there are too many. */
function fitted(y: Float64Array, columns: number): Float64Array {
  if (y.length === columns) return y;
  const result = new Float64Array(columns).fill(Number.NaN);
  if (y.length === 1)
    return result.fill(y[0] ?? Number.NaN, Math.floor((columns - 1) / 2), Math.floor((columns + 1) / 2));
  return result.map((_, column) => {
    const place = (column * (y.length - 1)) / (columns - 1);
    if (y.length > columns) return y[Math.round(place)] ?? Number.NaN;
    const [left = Number.NaN, right = left] = y.subarray(Math.floor(place), Math.floor(place) + 2);
    const part = place - Math.floor(place);
    return part === 0 ? left : left * (1 - part) + right * part;
  });
}

/** Faint lines at y = 0 and x = 0, beneath the curves. */
function drawZero(
  {put}: Canvas,
  {scale, frame, style}: {readonly scale: YScale; readonly frame: PanelFrame; readonly style: PanelStyle},
): void {
  const {marks, ascii, paint} = style;
  const dot = Math.round(scale.dotOf(0));
  const row = Math.floor(dot / dotsInRow);
  const faint =
    marks === 'braille' ? brailleOf(bitOf(0, ((dot % dotsInRow) + dotsInRow) % dotsInRow)) : ascii ? '.' : '·';
  if (row >= 0 && row < frame.rows)
    for (let column = 0; column < frame.columns; column += 2) put(row, column, faint, paint.dim);
  if (frame.zeroColumn === undefined) return;
  for (let each = 0; each < frame.rows; each += 1) put(each, frame.zeroColumn, ascii ? ':' : '┊', paint.dim);
}

/** Why a curve is not visible; undefined if it is. */
function remarkOf({y, raster, jumps}: PlacedCurve, scale: YScale): string | undefined {
  if (raster.cells.some((bits) => bits !== 0) || jumps.length > 0) return undefined;
  if (!y.some(Number.isFinite)) return nothingFinite;
  const dots = y.map(scale.dotOf).filter((dot) => !Number.isNaN(dot));
  if (dots.length === 0) return nothingAbove0;
  const last = dotsInRow * scale.rows - 1;
  if (dots.every((dot) => dot < 0)) return 'all above this frame';
  return dots.every((dot) => dot > last) ? 'all below this frame' : 'all outside this frame';
}

const nothingFinite = 'no finite values';
const nothingAbove0 = 'nowhere above 0';

/** A name beside the row in which a curve ends. */
interface EndName {
  readonly row: number;
  readonly text: string;
  readonly paint: Ink;
}

/** The names of the curves where these end on the right, one in each row. */
function endNames(curves: readonly PlacedCurve[], names: readonly string[], scale: YScale): readonly EndName[] {
  const found = nameRows(
    curves.map(({y}) => endOf(y, scale)),
    scale,
  );
  return (found ?? []).map((row, i) => ({row, text: names[i] ?? '', paint: curves[i]?.pen.paint ?? unpainted}));
}

/** The rows with labels and axis before them, and names after them. */
function framed(
  canvas: Canvas,
  names: readonly EndName[],
  {margin}: PanelFrame,
  {ascii, paint}: PanelStyle,
  scale?: YScale,
): DrawnPanel['lines'] {
  return canvas.rows().map((spans, row) => {
    const label = scale?.labels[row] ?? '';
    const axis = label === '' ? (ascii ? '|' : '│') : ascii ? '+' : '┤';
    const name = names.find((each) => each.row === row);
    return [
      {text: `${label.padStart(margin)} `, paint: unpainted},
      {text: axis, paint: paint.dim},
      ...spans,
      ...(name === undefined
        ? []
        : [
            {text: ' ', paint: unpainted},
            {text: name.text, paint: name.paint},
          ]),
    ];
  });
}
