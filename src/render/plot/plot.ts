import {columnsOf, printableLine} from '../../printable.ts';
import {type Figure, linear, type Marks, type Spread} from '../../report/output.ts';
import {readableText} from '../readable-cells.ts';
import type {Style} from '../style.ts';
import {wrap} from '../table-layout.ts';
import {distinct, shortened} from '../text-width.ts';
import {type Line, lineOf, packed, unpainted} from './canvas.ts';
import {drawPanel, type FittedPanel, fitPanel, type PanelStyle, scaleOf} from './panel.ts';
import {type Pen, pensFor} from './pens.ts';
import {fitted, stripKey, stripSpans} from './strips.ts';
import {type Axis, axisFor, type Tick} from './x-axis.ts';
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

/** Widths of a plot, in columns. */
export const plotWidth = {least: 30, most: 10_000} as const;

/** Columns of the labels on the left: as many as these need. */
const leastMargin = 3;
const usualMargin = 8;
const mostMargin = 16;
/** Between label and axis, and the axis itself. */
const gutter = 2;
/** After the last column, for the label of a tick. */
const spare = 1;
/** A panel with fewer rows shows too little of a curve. */
const leastRows = 5;
/** Names stand beside the curves from this width on. */
const leastWidthForNames = 56;
const mostTitleLines = 3;
/** Columns of a label within a title. */
const longestName = 24;

/** How many samples the rows of a plot of this width hold: one for each column, with ticks exactly on some of them. */
export function plotColumns(width: number, from: number, to: number, samples?: number): number {
  return axisFor(from, to, Math.floor(width) - usualMargin - gutter - spare, samples).columns;
}

/** A figure as lines of text, none wider than the style's width, without a newline at the end. */
export function plotText(figure: Figure, style: PlotStyle): string {
  const labels = labelsOf(figure);
  const {ascii, paint, marks = ascii ? 'ascii' : 'braille', spread = linear} = style;
  const pens = pensFor(labels, ascii, paint);
  const panelStyle = {...style, marks, spread, pens, ymin: style.ymin, ymax: style.ymax};
  const layout = layoutOf(figure, panelStyle, style);
  const lines = [
    ...layout.legend,
    ...layout.panels.flatMap((panel, i) => panelLines(panel, {index: i, layout, panelStyle, style})),
    ...axisLines(layout, style),
    ...layout.strips,
    ...layout.key,
  ];
  return lines.map(lineOf).join('\n');
}

/** The labels of all curves, each once: a curve and its gradient are one series. */
function labelsOf({panels}: Figure): readonly string[] {
  return [...new Set(panels.flatMap(({curves}) => curves.map(({label}) => label)))];
}

/** What stands where. */
interface Layout {
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

type Whole = PanelStyle & {readonly pens: readonly Pen[]};

/** As much as fits: first all panels with their strips, then one panel with them, then one panel. */
function layoutOf(figure: Figure, panelStyle: Whole, style: PlotStyle): Layout {
  const panels = figure.panels.map((panel) => fitPanel(panel, panelStyle));
  const [first] = panels;
  const attempts = [
    arranged(figure, panels, figure.strips, panelStyle, style),
    ...(first === undefined || panels.length < 2 ? [] : [arranged(figure, [first], figure.strips, panelStyle, style)]),
    ...(first === undefined ? [] : [arranged(figure, [first], [], panelStyle, style)]),
  ];
  const fits = ({rows}: Layout): boolean => Math.min(...rows) >= leastRows || style.height !== undefined;
  return attempts.find(fits) ?? (attempts.at(-1) as Layout); // there is one at least
}

function arranged(
  figure: Figure,
  panels: readonly FittedPanel[],
  shownStrips: Figure['strips'],
  panelStyle: Whole,
  style: PlotStyle,
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
    const missing = [
      ...figure.panels.slice(panels.length).map(({title}) => title),
      ...(shownStrips.length < figure.strips.length ? ['regions'] : []),
    ];
    const remark = missing.length === 0 ? '' : `(no room for ${missing.join(', ')})`;
    const legend = isBeside || pens.length < 2 ? [] : legendLines(pens, margin, style);
    const key =
      shownStrips.length === 0 && figure.strips.length > 0
        ? []
        : stripKey(fittedStrips, notes, {ascii, paint, width: style.width - margin - 1}).map((line) =>
            indented(line, margin),
          );
    const strips = fittedStrips.map((strip) => stripLine(strip, {pens, margin, style}));
    const titles = figure.title === undefined ? 0 : 1;
    const others = titles + legend.length + panels.length + 2 + strips.length + key.length;
    const rows = sharedRows(panels, style.lines - others, style);
    return {
      panels,
      rows,
      margin,
      axis,
      names: isBeside ? names : undefined,
      only: pens.length === 1 ? lineText(pens[0]?.label ?? '', ascii) : undefined,
      remark,
      legend: [
        ...(figure.title === undefined
          ? []
          : [
              indented(
                [{text: shownText(figure.title, style.width - margin - 1, ascii), paint: paint.heading}],
                margin,
              ),
            ]),
        ...legend,
      ],
      strips,
      key,
    };
  };
  const trial = build(names !== undefined, usualMargin);
  const isBeside = names !== undefined && Math.min(...trial.rows) >= names.length;
  return build(isBeside, marginOf(panels, trial.rows, shownStrips, panelStyle));
}

/** The same for all panels; one that shows a constant, or nothing, leaves what it does not need to the others. */
function sharedRows(panels: readonly FittedPanel[], room: number, {height}: PlotStyle): readonly number[] {
  if (height !== undefined) return panels.map(() => height);
  const share = Math.max(3, Math.floor(room / panels.length));
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
  style: Whole,
): number {
  const labels = panels.flatMap((panel, i) => scaleOf(panel, rows[i] ?? leastRows, style)?.labels ?? []);
  const names = strips.map(({label}) => columnsOf(lineText(label, style.ascii)));
  return Math.min(mostMargin, Math.max(leastMargin, ...labels.map((label) => label.length), ...names));
}

/** A line that begins below the y axis. */
function indented(line: Line, margin: number): Line {
  return [{text: ' '.repeat(margin + 1), paint: unpainted}, ...line];
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

interface PanelRequest {
  readonly index: number;
  readonly layout: Layout;
  readonly panelStyle: Whole;
  readonly style: PlotStyle;
}

/** A panel under its title. A title of more than a line takes rows from the panel. */
function panelLines(panel: FittedPanel, {index, layout, panelStyle, style}: PanelRequest): readonly Line[] {
  const {margin, axis, names, only, remark} = layout;
  const rows = layout.rows[index] ?? leastRows;
  const first = index === 0;
  const zeroColumn = axis.ticks.find(({zero}) => zero)?.column;
  const draw = (count: number) =>
    drawPanel(panel, {rows: count, columns: axis.columns, margin, zeroColumn, names}, panelStyle);
  const name = only === undefined || !first ? panel.title : `${only}: ${panel.title}`;
  const title = (remarks: readonly string[]) =>
    titleLines({...panel, title: name}, first && remark !== '' ? [...remarks, remark] : remarks, {
      width: style.width - margin - 1,
      ascii: style.ascii,
    });
  const drawn = draw(rows);
  const lines = title(drawn.remarks);
  const kept = lines.length === 1 || style.height !== undefined ? drawn : draw(Math.max(3, rows - lines.length + 1));
  return [...lines.map((text) => indented([{text, paint: style.paint.heading}], margin)), ...kept.lines];
}

/** The title, its notes and its remarks: three lines at most, and without notes one. */
function titleLines(
  {title, notes}: Pick<FittedPanel, 'title' | 'notes'>,
  remarks: readonly string[],
  {width, ascii}: {readonly width: number; readonly ascii: boolean},
): readonly string[] {
  const texts = notes.map(({label, text}) =>
    label === undefined ? text : `${shownText(label, longestName, ascii)}: ${text}`,
  );
  const text = lineText([title, ...texts, ...remarks].join('   '), ascii);
  const lines = texts.length + remarks.length === 0 ? [text] : wrap(text, width);
  const kept = texts.length + remarks.length === 0 ? 1 : mostTitleLines;
  const last = lines.slice(kept - 1).join(' ');
  return [...lines.slice(0, kept - 1), ...(last === '' ? [] : [shortened(last, width, dots(ascii))])];
}

/** The x axis with its ticks, and their values below. */
function axisLines({axis: {ticks, columns}, margin}: Layout, {width, ascii, paint}: PlotStyle): readonly Line[] {
  const [corner, line, mark] = ascii ? '+-+' : '└─┬';
  const axis = Array.from({length: columns}, () => line);
  let values = '';
  for (const {column, text} of ticks) {
    axis[column] = mark;
    const start = startOf({column, text}, margin + gutter, width);
    if (values === '' || start > values.length) values = values.padEnd(start) + text;
  }
  return [
    [{text: `${' '.repeat(margin + 1)}${corner}${axis.join('')}`, paint: paint.dim}],
    [{text: values, paint: unpainted}],
  ];
}

/** The digits are centred below the tick without a minus sign, so that -6 and 6 look alike. */
function startOf({column, text}: Pick<Tick, 'column' | 'text'>, before: number, width: number): number {
  const sign = text.startsWith('-') ? 1 : 0;
  const centred = before + column - sign - Math.floor((text.length - sign - 1) / 2);
  return Math.max(0, Math.min(centred, width - text.length));
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

function dots(ascii: boolean): string {
  return ascii ? '...' : '…';
}

function shownText(text: string, columns: number, ascii: boolean): string {
  return shortened(lineText(text, ascii), columns, dots(ascii));
}

/** A text in the characters of the style, on one line. */
function lineText(text: string, ascii: boolean): string {
  return readableText(printableLine(text), {ascii});
}
