/** Where the parts of a picture stand, in pixels. */

import {type Figure, linear, type Panel, type Spread} from '../../report/output.ts';
import type {Ends} from '../plot/extent.ts';
import {axisFor} from '../plot/x-axis.ts';
import {wrap} from '../table-layout.ts';
import {shortened} from '../text-width.ts';
import {columnWidth, lineHeight, type Names, namesOf} from './labels.ts';
import {type YAxis, yAxisOf} from './y-axis.ts';

/** How a picture is drawn. */
export interface PictureStyle extends Ends {
  readonly width?: number | undefined;
  /** Of each panel. */
  readonly height?: number | undefined;
  readonly spread?: Spread | undefined;
}

/** A tick of the x axis. */
export interface XTick {
  readonly x: number;
  readonly text: string;
  readonly isZero: boolean;
}

/** A panel with its axis and its place. */
export interface PlacedPanel {
  readonly panel: Panel;
  readonly axis: YAxis | undefined;
  readonly notes: readonly string[];
  /** Of its frame. */
  readonly top: number;
  readonly height: number;
}

export interface Layout {
  readonly width: number;
  readonly height: number;
  /** Of the frames of all panels, and how wide they are. */
  readonly left: number;
  readonly inner: number;
  readonly title: string | undefined;
  readonly labels: readonly string[];
  readonly names: Names;
  readonly panels: readonly PlacedPanel[];
  readonly xTicks: readonly XTick[];
  /** Of the first strip. */
  readonly strips: number;
  /** The base line of what the fills of strips mean. */
  readonly legend: number;
}

const usual = {width: 720, height: 190} as const;
/** Around everything. */
export const margin = 14;
const gap = 18;
/** Above a frame for its title, and above the first one for the title of the picture. */
const head = 22;
const titleHeight = 24;
/** Below the last frame for the ticks of x. */
const foot = 26;
/** From one strip to the next. */
export const stripHeight = 16;
const leastLeft = 30;
/** The narrowest frame: names do not take more. */
const leastInner = 120;
/** Pixels of a column, where the ticks of x are chosen as on a terminal. */
const column = 8;

export function layoutOf(figure: Figure, style: PictureStyle): Layout {
  const {spread = linear, width = usual.width} = style;
  const labels = [...new Set(figure.panels.flatMap(({curves}) => curves.map(({label}) => label)))];
  const height = style.height ?? Math.max(usual.height, labels.length * lineHeight);
  const axes = figure.panels.map(({curves}) => yAxisOf(curves, height, style, spread));
  const columns = Math.max(0, ...axes.flatMap((axis) => axis?.ticks.map(({text}) => text.length) ?? []));
  const left = Math.max(leastLeft, columns * columnWidth + 8) + margin;
  const names = namesOf(labels, width - left - leastInner);
  const inner = width - left - names.width - margin;
  let y = margin + (figure.title === undefined ? 0 : titleHeight);
  const panels = figure.panels.map((panel, i): PlacedPanel => {
    const axis = axes[i];
    const notes = notesOf(panel, axis, Math.floor((width - left - margin) / (columnWidth - 1)));
    const top = y + head + notes.length * lineHeight;
    y = top + height + gap;
    return {panel, axis, notes, top, height};
  });
  const strips = y - gap + foot;
  const legend = strips + figure.strips.length * stripHeight + (figure.strips.length > 0 ? 16 : 10);
  const hasLegend = figure.notes.length > 0 || figure.strips.length > 0;
  return {
    width,
    height: hasLegend ? legend + margin : strips + 8,
    left,
    inner,
    title: figure.title && shortened(figure.title, Math.floor((width - left - margin) / 9), '…'),
    labels,
    names,
    panels,
    xTicks: xTicksOf(figure, left, inner),
    strips,
    legend,
  };
}

/** Round values of x; the places of the others follow from their texts. */
function xTicksOf({x}: Figure, left: number, inner: number): readonly XTick[] {
  const [from = 0, to = from] = [x[0], x.at(-1)];
  const {ticks} = axisFor(from, to, Math.max(12, Math.floor(inner / column)));
  return ticks.map(({text, zero}) => {
    // Halved, because the span of the largest doubles is no double.
    const share = from === to ? 0.5 : (Number(text) / 2 - from / 2) / (to / 2 - from / 2);
    return {x: left + share * inner, text, isZero: zero};
  });
}

/** What is said of a panel's curves, in lines. */
function notesOf({notes = [], curves}: Panel, axis: YAxis | undefined, columns: number): readonly string[] {
  const texts = [
    ...notes.map(({label, text}) => (label === undefined ? text : `${shortened(label, 28, '…')}: ${text}`)),
    ...(axis?.offset === undefined ? [] : [`labels start at ${axis.offset}`]),
    ...(axis === undefined
      ? []
      : curves.flatMap(({label, y}) => (y.some(Number.isFinite) ? [] : [`${label}: no finite values`]))),
  ];
  return texts.length === 0 ? [] : wrap(texts.join('; '), columns).slice(0, 3);
}
