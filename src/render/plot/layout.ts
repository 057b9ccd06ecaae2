/** What of a figure is drawn, and where: panels, names, strips and keys within the lines and columns that there are. */

import {columnsOf} from '../../printable.ts';
import type {Figure, Marks, Spread} from '../../report/output.ts';
import type {Style} from '../style.ts';
import {wrap} from '../table-layout.ts';
import {distinct, shortenedLabel} from '../text-width.ts';
import {type Line, packed, unpainted} from './canvas.ts';
import {type FittedPanel, fitPanel, type PanelStyle, scaleOf} from './panel.ts';
import type {Pen} from './pens.ts';
import {fitted, type ShownStrip, stripKey, stripSpans} from './strips.ts';
import {dots, indented, lineText, shownText} from './words.ts';
import {type Axis, axisFor} from './x-axis.ts';
import {isConstant} from './y-ends.ts';

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

/**
 * Columns of the labels on the left: as many as these need. Names of strips get this part of the width at most, and the
 * larger one where they have parameters.
 */
export const leastMargin = 3;
const usualMargin = 8;
const mostMargin = 16;
const partForNames = 1 / 5;
const partForParameters = 1 / 3;
/** Names beside the curves get this part of the width at most. */
const partBeside = 1 / 4;
/** Between label and axis, and the axis itself. */
export const gutter = 2;
/** A panel with fewer rows shows too little of a curve. */
export const leastRows = 5;
/** In the smallest terminals names and notes leave it so many, if there are as many. */
export const fewestRows = 3;
/** The x axis and what stands below it. */
export const axisHeight = 2;
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

/** As much as fits: strips are left out first, then names, then panels from the last one on. */
export function layoutOf(figure: Figure, panelStyle: Whole, style: PlotStyle): Layout {
  const panels = figure.panels.map((panel) => fitPanel(panel, panelStyle));
  // Strips that take more lines than the curves would not be beside the point: they would be the point.
  const fits = ({rows, strips}: Layout): boolean =>
    (Math.min(...rows) >= leastRows && strips.length <= rows.reduce((sum, each) => sum + each, 0)) ||
    style.height !== undefined;
  for (const shown of panels.map((_, less) => panels.slice(0, panels.length - less))) {
    for (const content of [{strips: figure.strips}, {strips: []}, {strips: [], leastRows}]) {
      const layout = arranged(figure, shown, content, panelStyle, style);
      if (fits(layout)) return layout;
    }
  }
  return arranged(figure, panels.slice(0, 1), {strips: [], leastRows: fewestRows}, panelStyle, style);
}

/** What stands beside the panels: where it has a number of rows that they need at least, names are cut for them. */
interface Content {
  readonly strips: Figure['strips'];
  readonly leastRows?: number;
}

function arranged(
  figure: Figure,
  panels: readonly FittedPanel[],
  {strips: shownStrips, leastRows: kept}: Content,
  panelStyle: Whole,
  style: PlotStyle,
): Layout {
  const {pens, ascii, paint} = panelStyle;
  const [from = 0, to = from] = [figure.x[0], figure.x.at(-1)];
  const room = style.width >= leastWidthForNames ? Math.max(8, Math.floor(style.width * partBeside)) : 0;
  const texts = pens.map(({label, marker}) => `${style.coloured ? '' : `${marker} `}${lineText(label, ascii)}`);
  const names = pens.length > 1 && room > 0 ? distinct(texts, room, dots(ascii)) : undefined;
  const build = (isBeside: boolean, margin: number): Layout => {
    const right = isBeside && names !== undefined ? 1 + Math.max(...names.map(columnsOf)) : 0;
    const axis = axisFor(from, to, Math.max(2, Math.floor(style.width) - margin - gutter - right));
    const fittedStrips = shownStrips.map((strip) => fitted(strip, axis.columns));
    const notes = figure.notes.flatMap((note) => wrap(lineText(note, ascii), style.width - margin - 1));
    const wholeLegend = [
      ...titleLine(figure, margin, style),
      ...(isBeside || pens.length < 2 ? [] : legendLines(pens, margin, style)),
    ];
    const forLegend = kept === undefined ? wholeLegend.length : style.lines - panels.length * (kept + 1) - axisHeight;
    const legend = wholeLegend.slice(0, Math.max(0, forLegend));
    const withoutPanels = leftOut(figure.panels.slice(panels.length));
    // Where panels are left out, strips are too without saying so: a line more would be taken from the curves.
    const missing = [
      ...(withoutPanels === '' && shownStrips.length < figure.strips.length ? ['the strips'] : []),
      ...(legend.length < wholeLegend.length ? ['some names'] : []),
    ];
    const withoutOthers = missing.length === 0 ? '' : `(no room for ${missing.join(' and ')})`;
    const remark = [withoutPanels, withoutOthers].filter(Boolean).join('   ');
    const key =
      kept !== undefined || (shownStrips.length === 0 && figure.strips.length > 0)
        ? []
        : stripKey(fittedStrips, notes, {ascii, paint, width: style.width - margin - 1}).map((line) =>
            indented(line, margin),
          );
    const strips = fittedStrips.map((strip) => stripLine(strip, {pens, margin, style}));
    const others = legend.length + panels.length + axisHeight + strips.length + key.length;
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

/** Panels that have no room, and the option that shows them. */
function leftOut(panels: Figure['panels']): string {
  if (panels.length === 0) return '';
  const titles = panels.map(({title}) => title);
  const listed = [titles.slice(0, -1).join(', '), titles.at(-1)].filter(Boolean).join(' and ');
  const shown = panels.flatMap(({shownBy}) => (shownBy === undefined ? [] : [shownBy]));
  return `(${listed} left out: --show ${shown.length === 0 ? 'value' : shown.join()})`;
}

/** The same for all panels, and what is left over for the first ones; no panel of several needs more for a constant. */
function sharedRows(panels: readonly FittedPanel[], room: number, {height}: PlotStyle): readonly number[] {
  if (height !== undefined) return panels.map(() => height);
  const isLow = ({extent}: FittedPanel): boolean => extent === undefined || isConstant(extent);
  const low = panels.every(isLow) ? [] : panels.filter(isLow);
  const share = Math.max(1, Math.floor(room / panels.length));
  const forLow = Math.min(leastRows, share);
  const others = panels.length - low.length;
  const left = Math.max(others, room - low.length * forLow);
  let place = 0;
  return panels.map((panel) => {
    if (low.includes(panel)) return forLow;
    place += 1;
    return Math.floor(left / others) + (place <= left % others ? 1 : 0);
  });
}

/** As wide as the labels of the y axes and the strips need, within limits. */
function marginOf(
  panels: readonly FittedPanel[],
  rows: readonly number[],
  strips: Figure['strips'],
  style: Whole & Pick<PlotStyle, 'width'>,
): number {
  const labels = panels.flatMap((panel, i) => scaleOf(panel, rows[i] ?? leastRows, style)?.labels ?? []);
  const names = strips.map(({label}) => {
    const text = lineText(label, style.ascii);
    const part = text.includes(':') ? partForParameters : partForNames;
    return Math.min(mostMargin, Math.max(usualMargin, Math.floor(style.width * part)), columnsOf(text));
  });
  return Math.max(leastMargin, ...labels.map((label) => label.length), ...names);
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
  {label, marks}: ShownStrip,
  {pens, margin, style}: {readonly pens: readonly Pen[]; readonly margin: number; readonly style: PlotStyle},
): Line {
  const name = shortenedLabel(lineText(label, style.ascii), margin, dots(style.ascii));
  const pad = ' '.repeat(Math.max(0, margin - columnsOf(name)));
  return [
    {text: `${pad}${name}${' '.repeat(gutter)}`, paint: pens.find((pen) => pen.label === label)?.paint ?? unpainted},
    ...stripSpans(marks, style.ascii, style.paint),
  ];
}
