/** A figure as a picture: SVG that reads on light and on dark paper, with its texts as text. */

import type {Figure} from '../../report/output.ts';
import {drawCurve} from './curve-path.ts';
import {describe, titleOf} from './description.ts';
import {nameLines, type Wanted} from './labels.ts';
import {type Layout, layoutOf, margin, type PictureStyle, type PlacedPanel, stripHeight} from './layout.ts';
import {element, escaped} from './markup.ts';
import {fillClass, fillsOf, styleSheet} from './palette.ts';
import {bandsOf, kindsIn, legendOf, runsOf, stripOf} from './regions.ts';

/** A picture, and where its parts stand. */
export interface Drawing {
  /** The text of an SVG file; of one figure always the same. */
  readonly svg: string;
  readonly layout: Layout;
}

export function drawing(figure: Figure, style: PictureStyle): Drawing {
  const layout = layoutOf(figure, style);
  return {svg: svgText(figure, layout), layout};
}

function svgText(figure: Figure, layout: Layout): string {
  const {width, height, left, title, panels, strips, legend, labels} = layout;
  const kinds = kindsIn(figure);
  const key = legendOf(kinds, {left, y: legend});
  const clips = panels.map(({top, height}, i) =>
    element(
      'clipPath',
      {id: `act-frame-${i}`},
      element('rect', {x: left, y: top - 1, width: layout.inner, height: height + 2}),
    ),
  );
  const lines = [
    element('title', {id: 'act-title'}, escaped(titleOf(figure, labels))),
    element('desc', {id: 'act-desc'}, escaped(describe(figure, labels))),
    element('style', {}, `\n${styleSheet}\n`),
    element('defs', {}, `${fillsOf(kinds)}${clips.join('')}`),
    element('rect', {class: 'paper', width, height}),
    ...(title === undefined ? [] : [element('text', {class: 'title', x: left, y: margin + 12}, escaped(title))]),
    ...panels.flatMap((panel, i) => panelLines(panel, i, figure, layout)),
    xLabels(layout),
    ...figure.strips.map((strip, i) => {
      const top = strips + i * stripHeight;
      const index = labels.indexOf(strip.label);
      const name = element(
        'text',
        {class: index < 0 ? undefined : fillClass(index), x: left + layout.inner + 10, y: top + 9},
        escaped(layout.names.texts[index] ?? strip.label),
      );
      return stripOf(runsOf(strip), {left, top, width: layout.inner, height: 10}) + name;
    }),
    key.shapes,
    figure.notes.length === 0
      ? ''
      : element('text', {class: 'note', x: key.right, y: legend}, escaped(figure.notes.join('   '))),
  ];
  const size = {width, height, viewBox: `0 0 ${width} ${height}`};
  const access = {role: 'img', 'aria-labelledby': 'act-title act-desc'};
  const content = lines.filter((line) => line !== '').join('\n');
  return `${element('svg', {xmlns: 'http://www.w3.org/2000/svg', class: 'act', ...size, ...access}, `\n${content}\n`)}\n`;
}

/** A panel: its title and notes, grid, bands, curves and names. */
function panelLines(placed: PlacedPanel, i: number, {strips}: Figure, layout: Layout): readonly string[] {
  const {panel, axis, notes, top, height} = placed;
  const {left, inner, labels, names, xTicks} = layout;
  const right = left + inner;
  const titleBase = top - 8 - notes.length * 14;
  const texts = [
    element('text', {class: 'head', x: left, y: titleBase}, escaped(panel.title)),
    ...notes.map((note, line) =>
      element('text', {class: 'note', x: left, y: titleBase + 14 * (line + 1)}, escaped(note)),
    ),
  ];
  if (axis === undefined) {
    const middle = {class: 'note', x: left + inner / 2, y: top + height / 2, 'text-anchor': 'middle'};
    const frame = element('rect', {class: 'track', x: left, y: top, width: inner, height});
    return [...texts, frame + element('text', middle, 'no finite values')];
  }
  const box = {left, top, width: inner, height};
  const [only] = strips;
  const bands = only !== undefined && strips.length === 1 && labels.length === 1 ? bandsOf(runsOf(only), box) : '';
  const grid = [
    ...xTicks.map(({x, isZero}) =>
      element('path', {class: isZero ? 'axis' : 'grid', d: `M${x.toFixed(1)} ${top}v${height}`}),
    ),
    ...axis.ticks.map(({value}) => {
      const y = (top + axis.pixelOf(value)).toFixed(1);
      return element('path', {class: value === 0 ? 'axis' : 'grid', d: `M${left} ${y}h${inner.toFixed(1)}`});
    }),
  ];
  const tickTexts = axis.ticks.map(({value, text}) => {
    const y = top + axis.pixelOf(value) + 4;
    return element('text', {x: left - 7, y, 'text-anchor': 'end'}, escaped(text));
  });
  const drawn = panel.curves.map((curve) => ({
    index: labels.indexOf(curve.label),
    ...drawCurve(curve, labels.indexOf(curve.label), {...box, pixelOf: axis.pixelOf}),
  }));
  const wanted = drawn.flatMap(({index, end}): readonly Wanted[] =>
    end === undefined
      ? []
      : [{index, text: names.texts[index] ?? '', end: {...end, y: Math.max(top, Math.min(top + height, end.y))}}],
  );
  return [
    ...texts,
    bands,
    element('g', {class: 'lines'}, grid.join('')),
    element('g', {class: 'ticks'}, tickTexts.join('')),
    // The first curve lies on top.
    element(
      'g',
      {'clip-path': `url(#act-frame-${i})`},
      drawn
        .toReversed()
        .map(({shapes}) => shapes)
        .join('\n'),
    ),
    nameLines(wanted, {right, top, height}),
  ];
}

/** The ticks of x below the last panel. */
function xLabels({panels, xTicks}: Layout): string {
  const last = panels.at(-1);
  if (last === undefined) return '';
  const y = last.top + last.height + 15;
  return element(
    'g',
    {class: 'ticks', 'text-anchor': 'middle'},
    xTicks.map(({x, text}) => element('text', {x, y}, escaped(text))).join(''),
  );
}
