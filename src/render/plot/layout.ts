/** What of a figure is drawn, and where: panels, names, strips and keys within the lines and columns that there are. */

import {columnsOf} from '../../printable.ts';
import type {Figure, Marks, Spread} from '../../report/output.ts';
import type {Style} from '../style.ts';
import {distinct} from '../text-width.ts';
import {type Line, packed, unpainted} from './canvas.ts';
import {type FittedPanel, fitPanel, type PanelStyle, scaleOf} from './panel.ts';
import type {Pen} from './pens.ts';
import {fitted, stripKey, stripSpans} from './strips.ts';
import {dots, indented, lineText, shownText} from './words.ts';
import {type Axis, axisFor} from './x-axis.ts';
import {isConstant} from './y-scale.ts';

/** How a figure is drawn. */
export interface PlotStyle extends Pick<Style, 'width' | 'ascii' | 'coloured' | 'paint'> {
  /** The most lines of the whole drawing. */
  readonly lines: number;
  readonly marks?: Marks | undefined;
  /** The rows of each panel; by default the drawing fills its lines. */
  readonly height?: number | undefined;
  readonly ymin?: number | undefined;
  readonly ymax?: number | undefined;
  readonly spread?: Spread | undefined;
}

/** Columns of the labels on the left: as many as these need; names of strips get this part of the width at most. */
const leastMargin = 3;
export const usualMargin = 8;
const mostMargin = 16;
const partForNames = 1 / 5;
/** Between label and axis, and the axis itself. */
export const gutter = 2;
/** After the last column, for the label of a tick. */
export const spare = 1;
/** A panel with fewer rows shows too little of a curve. */
export const leastRows = 5;
/** In the smallest terminals names and notes leave it so many, if there are as many. */
export const fewestRows = 3;
/** Names stand beside the curves from this width on. */
const leastWidthForNames = 56;
/** What stands where. */
export interface Layout {
  readonly panels: readonly FittedPanel[];
  /** The rows of each panel. */
  readonly rows: readonly number[];
  readonly margin: number;
  readonly axis: Axis;
  readonly names: readonly string[] | undefined;
  /** The only label, which stands in the first title. */
  readonly only: string | undefined;
  /** What was left out for lack of room. */
  readonly remark: string;
  readonly legend: readonly Line[];
  readonly strips: readonly Line[];
  readonly key: readonly Line[];
}

export type Whole = PanelStyle & {readonly pens: readonly Pen[]};

/** As much as fits: all panels with their strips, one panel with them, all panels, one panel; at last one with cut names. */
export function layoutOf(figure: Figure, panelStyle: Whole, style: PlotStyle): Layout {
  const panels = figure.panels.map((panel) => fitPanel(panel, panelStyle));
  const firstAlone = panels.slice(0, 1);
  // Strips that take more lines than the curves would not be beside the point: they would be the point.
  const fits = ({rows, strips}: Layout): boolean =>
    (Math.min(...rows) >= leastRows && strips.length <= rows.reduce((sum, each) => sum + each, 0)) ||
    style.height !== undefined;
  for (const strips of [figure.strips, []]) {
    for (const shown of panels.length < 2 ? [panels] : [panels, firstAlone]) {
      const layout = arranged(figure, shown, strips, panelStyle, style);
      if (fits(layout)) return layout;
    }
  }
  return arranged(figure, firstAlone, [], panelStyle, style, true);
}

function arranged(
  figure: Figure,
  panels: readonly FittedPanel[],
  shownStrips: Figure['strips'],
  panelStyle: Whole,
  style: PlotStyle,
  isTight = false,
): Layout {
  const {pens, ascii, paint} = panelStyle;
  const [from = 0, to = from] = [figure.x[0], figure.x.at(-1)];
  const room = style.width >= leastWidthForNames ? Math.max(8, Math.floor(style.width / 5)) : 0;
  const texts = pens.map(({label, marker}) => `${style.coloured ? '' : `${marker} `}${lineText(label, ascii)}`);
  const names = pens.length > 1 && room > 0 ? distinct(texts, room, dots(ascii)) : undefined;
  const build = (isBeside: boolean, margin: number): Layout => {
    const right = isBeside && names !== undefined ? 1 + Math.max(...names.map(columnsOf)) : spare;
    const axis = axisFor(from, to, Math.max(2, Math.floor(style.width) - margin - gutter - right), figure.x.length);
    const fittedStrips = shownStrips.map((strip) => fitted(strip, axis.columns));
    const notes = figure.notes.map((note) => shownText(note, style.width - margin - 1, ascii));
    const wholeLegend = [
      ...titleLine(figure, margin, style),
      ...(isBeside || pens.length < 2 ? [] : legendLines(pens, margin, style)),
    ];
    const legend = isTight ? wholeLegend.slice(0, Math.max(0, style.lines - fewestRows - 3)) : wholeLegend;
    const missing = [
      ...figure.panels.slice(panels.length).map(({title}) => title),
      ...(shownStrips.length < figure.strips.length ? ['the strips'] : []),
      ...(legend.length < wholeLegend.length ? ['some names'] : []),
    ];
    const listed = [missing.slice(0, -1).join(', '), missing.at(-1)].filter(Boolean).join(' and ');
    const remark = missing.length === 0 ? '' : `(no room for ${listed})`;
    const key =
      isTight || (shownStrips.length === 0 && figure.strips.length > 0)
        ? []
        : stripKey(fittedStrips, notes, {ascii, paint, width: style.width - margin - 1}).map((line) =>
            indented(line, margin),
          );
    const strips = fittedStrips.map((strip) => stripLine(strip, {pens, margin, style}));
    const others = legend.length + panels.length + 2 + strips.length + key.length;
    const rows = sharedRows(panels, style.lines - others, style);
    return {
      panels,
      rows,
      margin,
      axis,
      names: isBeside ? names : undefined,
      only: pens.length === 1 ? lineText(pens[0]?.label ?? '', ascii) : undefined,
      remark,
      legend,
      strips,
      key,
    };
  };
  const trial = build(names !== undefined, usualMargin);
  const isBeside = names !== undefined && Math.min(...trial.rows) >= names.length;
  return build(isBeside, marginOf(panels, trial.rows, shownStrips, {...panelStyle, width: style.width}));
}

/** The same for all panels; one that shows a constant, or nothing, leaves what it does not need to the others. */
function sharedRows(panels: readonly FittedPanel[], room: number, {height}: PlotStyle): readonly number[] {
  if (height !== undefined) return panels.map(() => height);
  const share = Math.max(1, Math.floor(room / panels.length));
  const needs = panels.map(({extent}) =>
    extent === undefined || isConstant(extent) ? leastRows : Number.POSITIVE_INFINITY,
  );
  const left = needs.reduce((sum, need) => sum + Math.max(0, share - need), 0);
  const others = needs.filter((need) => need > share).length;
  return needs.map((need) => (need > share ? share + Math.floor(left / others) : need));
}

/** As wide as the labels of the y axes and the strips need, within limits. */
function marginOf(
  panels: readonly FittedPanel[],
  rows: readonly number[],
  strips: Figure['strips'],
  style: Whole & Pick<PlotStyle, 'width'>,
): number {
  const labels = panels.flatMap((panel, i) => scaleOf(panel, rows[i] ?? leastRows, style)?.labels ?? []);
  const names = strips.map(({label}) => columnsOf(lineText(label, style.ascii)));
  const forNames = Math.min(mostMargin, Math.max(usualMargin, Math.floor(style.width * partForNames)));
  return Math.max(leastMargin, ...labels.map((label) => label.length), Math.min(forNames, Math.max(0, ...names)));
}

/** The line above the plot that the user gave. */
function titleLine({title}: Figure, margin: number, {width, ascii, paint}: PlotStyle): readonly Line[] {
  if (title === undefined) return [];
  return [indented([{text: shownText(title, width - margin - 1, ascii), paint: paint.heading}], margin)];
}

/** Marker and label of each series, on as few lines as possible. */
function legendLines(pens: readonly Pen[], margin: number, {width, ascii}: PlotStyle): readonly Line[] {
  const texts = pens.map(({label}) => lineText(label, ascii));
  const labels = distinct(texts, width - margin - 4, dots(ascii));
  const entries = pens.map((pen, index) => [
    {text: pen.marker, paint: pen.paint},
    {text: ` ${labels[index] ?? ''}`, paint: unpainted},
  ]);
  return packed(entries, width - margin - 1).map((line) => indented(line, margin));
}

/** The marks of a strip after its label. */
function stripLine(
  {label, marks}: Figure['strips'][number],
  {pens, margin, style}: {readonly pens: readonly Pen[]; readonly margin: number; readonly style: PlotStyle},
): Line {
  const name = shownText(label, margin, style.ascii);
  const pad = ' '.repeat(Math.max(0, margin - columnsOf(name)));
  return [
    {text: `${pad}${name}${' '.repeat(gutter)}`, paint: pens.find((pen) => pen.label === label)?.paint ?? unpainted},
    ...stripSpans(marks, style.ascii, style.paint),
  ];
}
