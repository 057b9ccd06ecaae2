import {columnsOf, printableLine} from '../../printable.ts';
import type {Figure, Strip} from '../../report/output.ts';
import {readableText} from '../readable-cells.ts';
import type {Style} from '../style.ts';
import {wrap} from '../table-layout.ts';
import {distinct, shortened} from '../text-width.ts';
import {type Line, lineOf, packed, unpainted} from './canvas.ts';
import {drawPanel, type FittedPanel, fitPanel, type PanelStyle, panelRows} from './panel.ts';
import {type Pen, pensFor} from './pens.ts';
import {fitted, stripKey, stripSpans} from './strips.ts';
import {type Axis, axisFor, type Tick} from './x-axis.ts';
import {labelWidth} from './y-axis.ts';

/** How a figure is drawn. */
export interface PlotStyle extends Pick<Style, 'width' | 'ascii' | 'paint'> {
  /** The most rows of a panel; by default the whole drawing fits into 24 lines with a prompt. */
  readonly height?: number | undefined;
  readonly ymin?: number | undefined;
  readonly ymax?: number | undefined;
}

/** Columns for label, space and axis before the first sample, and one after the last, into which a label may reach. */
const indent = labelWidth + 1;
const gutter = indent + 1;
const margin = 1;
const leastHeight = 3;
const leastShare = 4;
const defaultLines = 23;
const mostTitleLines = 3;
/** Columns of a label within a title. */
const longestName = 24;

/** Widths of a plot, in columns. */
export const plotWidth = {least: 40, most: 10_000} as const;

/**
 * The columns of a plot of this width, with ticks exactly on some of them: as many as it has samples, if these are known
 * and nearly fill it.
 */
export function plotColumns(width: number, from: number, to: number, samples?: number): number {
  return axisOf(width, from, to, samples).columns;
}

function axisOf(width: number, from: number, to: number, samples?: number): Axis {
  return axisFor(from, to, Math.floor(width) - gutter - margin, samples);
}

/** A figure as lines of text, none wider than the style's width, without a newline at the end. */
export function plotText(figure: Figure, style: PlotStyle): string {
  const {ymin, ymax, ascii, paint} = style;
  const from = figure.x[0] ?? 0;
  const to = figure.x.at(-1) ?? from;
  const {columns, ticks} = axisOf(style.width, from, to, figure.x.length);
  const zeroColumn = ticks.find(({zero}) => zero)?.column;
  const pens = pensFor(labelsOf(figure), ascii, paint);
  const legend = legendLines(pens, style);
  const fittedStrips = figure.strips.map((strip) => fitted(strip, columns));
  const strips = fittedStrips.map((strip) => stripLine(strip, pens, style));
  const notes = figure.notes.map((note) => shownText(note, style.width - indent, ascii));
  const key = stripKey(fittedStrips, notes, {ascii, paint, width: style.width - indent}).map(indented);
  const others = legend.length + figure.panels.length + 2 + strips.length + key.length;
  const panels = panelLines(figure, defaultLines - others, {...style, ymin, ymax, columns, zeroColumn, pens});
  const lines = [...legend, ...panels, ...axisLines(ticks, columns, style), ...strips, ...key];
  return lines.map(lineOf).join('\n');
}

/** The labels of all curves, each once: a curve and its gradient are one series. */
function labelsOf({panels}: Figure): readonly string[] {
  return [...new Set(panels.flatMap(({curves}) => curves.map(({label}) => label)))];
}

/** A line that begins below the y axis. */
function indented(line: Line): Line {
  return [{text: ' '.repeat(indent), paint: unpainted}, ...line];
}

/** The key and label of each series, on as few lines as possible. */
function legendLines(pens: readonly Pen[], {width, ascii}: PlotStyle): readonly Line[] {
  const room = width - indent - 4;
  const texts = pens.map(({label}) => lineText(label, ascii));
  const labels = distinct(texts, room, ascii ? '...' : '…');
  const entries = pens.map((pen, index) => [
    {text: pen.key, paint: pen.paint},
    {text: ` ${labels[index] ?? ''}`, paint: unpainted},
  ]);
  return packed(entries, width - indent).map(indented);
}

/**
 * The panels one below the other, each under its title, in so many lines. Titles that take more than a line each leave
 * less room for the rest.
 */
function panelLines(figure: Figure, room: number, style: PlotStyle & PanelStyle): readonly Line[] {
  const panels = figure.panels.map((panel) => fitPanel(panel, style));
  const drawn = (share: number) => {
    const {height} = style;
    const rows = height === undefined ? sharedRows(panels, share) : panels.map((panel) => panelRows(panel, height));
    return panels.map((panel, index) => {
      const {lines, remarks} = drawPanel(panel, rows[index] ?? {count: leastHeight}, style);
      return {title: titleLines(panel, remarks, style), lines};
    });
  };
  const first = drawn(room);
  const more = first.reduce((sum, {title}) => sum + title.length - 1, 0);
  const final = more === 0 ? first : drawn(room - more);
  return final.flatMap(({title, lines}) => [
    ...title.map((text) => indented([{text, paint: style.paint.heading}])),
    ...lines,
  ]);
}

/** The title, its notes and its remarks: three lines at most, and without notes one. */
function titleLines(panel: FittedPanel, remarks: readonly string[], {width, ascii}: PlotStyle): readonly string[] {
  const room = width - indent;
  const notes = panel.notes.map(({label, text}) =>
    label === undefined ? text : `${shownText(label, longestName, ascii)}: ${text}`,
  );
  const text = lineText([panel.title, ...notes, ...remarks].join('   '), ascii);
  const lines = notes.length === 0 ? [text] : wrap(text, room);
  const kept = notes.length === 0 ? 1 : mostTitleLines;
  const last = lines.slice(kept - 1).join(' ');
  return [...lines.slice(0, kept - 1), ...(last === '' ? [] : [shortened(last, room, ascii ? '...' : '…')])];
}

/** The same number of rows for all panels, then up to two more for those that can use rows that others left over. */
function sharedRows(panels: readonly FittedPanel[], room: number): readonly ReturnType<typeof panelRows>[] {
  const share = Math.max(leastShare, Math.floor(room / panels.length));
  const used = panels.map((panel) => panelRows(panel, share));
  let left = share * panels.length - used.reduce((sum, {count}) => sum + count, 0);
  return panels.map((panel, index) => {
    const before = used[index] ?? {count: 0};
    const more = Math.min(share + 2, before.count + left);
    const after = more > share ? panelRows(panel, more) : before;
    left -= after.count - before.count;
    return after;
  });
}

/** The x axis with its ticks, and their values below. */
function axisLines(ticks: readonly Tick[], columns: number, {width, ascii, paint}: PlotStyle): readonly Line[] {
  const [corner, line, mark] = ascii ? '+-+' : '└─┬';
  const axis = Array.from({length: columns}, () => line);
  let values = '';
  for (const {column, text} of ticks) {
    axis[column] = mark;
    // The digits are centred below the tick without a minus sign, so that -6 and 6 look alike.
    const sign = text.startsWith('-') ? 1 : 0;
    const centred = indent + 1 + column - sign - Math.floor((text.length - sign - 1) / 2);
    const start = Math.max(0, Math.min(centred, width - text.length));
    if (values === '' || start > values.length) values = values.padEnd(start) + text;
  }
  return [
    [{text: `${' '.repeat(indent)}${corner}${axis.join('')}`, paint: paint.dim}],
    [{text: values, paint: unpainted}],
  ];
}

/** The marks of a strip after its label or, if that is too long, its key in the legend. */
function stripLine({label, marks}: Strip, pens: readonly Pen[], style: PlotStyle): Line {
  const pen = pens.find((other) => other.label === label);
  const text = lineText(label, style.ascii);
  const fits = columnsOf(text) <= labelWidth || pen === undefined;
  const name = fits ? shortened(text, labelWidth, style.ascii ? '...' : '…') : pen.key;
  const pad = ' '.repeat(Math.max(0, labelWidth - columnsOf(name)));
  return [
    {text: pad + name + ' '.repeat(gutter - labelWidth), paint: pen?.paint ?? unpainted},
    ...stripSpans(marks, style.ascii, style.paint),
  ];
}

function shownText(text: string, columns: number, ascii: boolean): string {
  return shortened(lineText(text, ascii), columns, ascii ? '...' : '…');
}

/** A text in the characters of the style, on one line. */
function lineText(text: string, ascii: boolean): string {
  return readableText(printableLine(text), {ascii});
}
