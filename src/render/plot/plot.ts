import {type Figure, linear} from '../../report/output.ts';
import {wrap} from '../table-layout.ts';
import {shortened} from '../text-width.ts';
import {type Line, lineOf, unpainted} from './canvas.ts';
import {extremeMark} from './curves.ts';
import {
  axisHeight,
  fewestRows,
  gutter,
  type Layout,
  layoutOf,
  leastMargin,
  leastRows,
  type PlotStyle,
  type Whole,
} from './layout.ts';
import {drawPanel, type FittedPanel} from './panel.ts';
import {pensFor} from './pens.ts';
import {dots, indented, lineText, shownText} from './words.ts';
import type {Tick} from './x-axis.ts';

/** Widths of a plot, in columns. */
export const plotWidth = {least: 30, most: 10_000} as const;

const mostTitleLines = 3;
/** Columns of a label within a title. */
const longestName = 24;

/** How many samples a plot of this width needs: one for each column, and one in the middle, which often is 0. */
export function plotColumns(width: number): number {
  const most = Math.floor(width) - leastMargin - gutter;
  return most - ((most + 1) % 2);
}

/** In so many lines all panels have enough rows, if not all that stands beside them. */
export function leastLines({panels}: Figure): number {
  return panels.length * (1 + leastRows) + axisHeight;
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
      marks: panelStyle.marks,
      ascii: style.ascii,
      most:
        style.height === undefined
          ? Math.max(1, Math.min(mostTitleLines, 1 + rows - Math.max(fewestRows, names?.length ?? 0)))
          : mostTitleLines,
    });
  const drawn = draw(rows);
  const lines = title(drawn.remarks);
  const kept = lines.length === 1 || style.height !== undefined ? drawn : draw(rows - lines.length + 1);
  return [...lines.map((text) => indented([{text, paint: style.paint.heading}], margin)), ...kept.lines];
}

/** The title, its notes and its remarks: so many lines at most, and without notes one. */
function titleLines(
  {title, notes}: Pick<FittedPanel, 'title' | 'notes'>,
  remarks: readonly string[],
  {width, marks, ascii, most}: Pick<Whole, 'marks' | 'ascii'> & {readonly width: number; readonly most: number},
): readonly string[] {
  const texts = notes.map(({label, text, isOfExtremes}) => {
    const own = lineText(text, ascii);
    if (isOfExtremes) return `${extremeMark(marks)} ${own}`;
    return label === undefined ? own : `${shownText(label, longestName, ascii)}: ${own}`;
  });
  const text = [lineText(title, ascii), ...texts, ...remarks.map((remark) => lineText(remark, ascii))].join('   ');
  const lines = texts.length + remarks.length === 0 ? [text] : wrap(text, width);
  const kept = texts.length + remarks.length === 0 ? 1 : most;
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
