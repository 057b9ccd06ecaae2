/** A document as one page that needs no other file: its sentences, all its rows, its pictures as SVG. */

import {type DocumentPart, linear, type NamedRow, type UnitImage, type View} from '../../report/output.ts';
import type {Column} from '../../report/table.ts';
import {readableCells} from '../readable-cells.ts';
import type {Style} from '../style.ts';
import {wordsOf, writtenIn} from '../verdict.ts';
import {element, escaped} from './markup.ts';
import {drawing} from './svg.ts';

const css = `
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:1100px;margin:2rem auto;padding:0 1rem}
h1{font-size:1.3rem}.verdict p{font-size:1.1rem;margin:.3rem 0}
.rows{overflow:auto;max-height:32rem;margin:1rem 0}
table{border-collapse:collapse;font-variant-numeric:tabular-nums}
th,td{padding:.2rem .7rem;text-align:right;border-bottom:1px solid #8884;white-space:nowrap}
th:first-child,td:first-child{text-align:left;max-width:24rem;overflow:hidden;text-overflow:ellipsis}thead th{position:sticky;top:0;background:Canvas}
svg{max-width:100%;height:auto}.notes{opacity:.8;font-size:.9rem}
`;

/** A browser takes long to lay out more. */
const mostRows = 5000;

/** Pictures of a page, in pixels. */
const picture = {width: 900, height: 220, marks: undefined, spread: linear, ymin: undefined, ymax: undefined} as const;

/** The text of an HTML file; its rows are all there are. */
export function documentPage({title, parts}: Extract<View, {kind: 'document'}>, style: Style): string {
  const page: Style = {...style, ascii: false};
  const body = [element('h1', {}, escaped(title)), ...parts().map((part) => partOf(part, page))].join('\n');
  const head = `<meta charset="utf-8"><meta name="viewport" content="width=device-width">${element('title', {}, escaped(title))}${element('style', {}, css)}`;
  return `<!doctype html>\n<html lang="en"><head>${head}</head>\n<body>\n${body}\n</body></html>\n`;
}

function partOf(part: DocumentPart, style: Style): string {
  switch (part.kind) {
    case 'answer': {
      const {verdict, columns, rows, notes} = part.answer;
      const table = element('div', {class: 'rows'}, tableOf(columns, rows, style));
      return [
        element('section', {class: 'verdict'}, paragraphs(verdict(writtenIn(style)))),
        rows.length === 0 ? '' : table,
        element('section', {class: 'notes'}, paragraphs(notes)),
      ].join('\n');
    }
    case 'sentences':
      return element('section', {class: 'verdict'}, paragraphs(part.sentences));
    case 'rows': {
      const {title, columns, rows, allRows} = part;
      const above = title === undefined ? '' : element('h2', {}, escaped(title));
      const all = allRows?.() ?? rows;
      const shown = all.slice(0, mostRows);
      const below =
        shown.length === all.length
          ? ''
          : element(
              'p',
              {class: 'notes'},
              `the first ${shown.length} of ${all.length} rows; formats such as csv have all`,
            );
      return above + element('div', {class: 'rows'}, tableOf(columns, shown, style)) + below;
    }
    case 'figure':
      return drawing(part.figure, picture).svg;
    case 'image':
      return imageOf(part.image);
    case 'notes':
      return element('section', {class: 'notes'}, paragraphs(part.notes));
  }
}

function paragraphs(texts: readonly string[]): string {
  return texts.map((text) => element('p', {}, escaped(text))).join('\n');
}

function tableOf(columns: readonly Column[], rows: readonly NamedRow[], style: Style): string {
  const head = [' ', ...columns.map(({name}) => wordsOf(name).join(' '))];
  const writers = columns.map((column) => readableCells(column, style));
  const lines = rows.map(({name, cells}) => [name, ...writers.map((write, j) => write(cells[j] ?? null))]);
  const row = (cells: readonly string[], tag: string) =>
    element('tr', {}, cells.map((cell) => element(tag, {}, escaped(cell))).join(''));
  return element(
    'table',
    {},
    element('thead', {}, row(head, 'th')) + element('tbody', {}, lines.map((cells) => row(cells, 'td')).join('\n')),
  );
}

const imageWidth = 880;
const rowHeight = 22;
const labelWidth = 90;

/** A row of bars for each kind: the darker, the larger the share; neighbouring units share a pixel, which shows the worst. */
function imageOf({title, rows}: UnitImage): string {
  const lines = rows.map(({kind, shares}, row) => {
    const columns = Math.min(imageWidth - labelWidth, shares.length);
    const width = (imageWidth - labelWidth) / columns;
    const y = 24 + row * rowHeight;
    const bars = Array.from({length: columns}, (_, column) => {
      const [from, to] = [column, column + 1].map((edge) => Math.floor((edge * shares.length) / columns)) as [
        number,
        number,
      ]; // two
      const most = shares.subarray(from, to).reduce((worst, share) => Math.max(worst, share), 0);
      if (!(most > 0)) return '';
      return element('rect', {
        x: (labelWidth + column * width).toFixed(2),
        y,
        width: width.toFixed(2),
        height: rowHeight - 6,
        'fill-opacity': most.toFixed(3),
      });
    });
    const label = element('text', {x: labelWidth - 8, y: y + 12, 'text-anchor': 'end'}, escaped(kind));
    const track = element('rect', {
      x: labelWidth,
      y,
      width: imageWidth - labelWidth,
      height: rowHeight - 6,
      'fill-opacity': '0.08',
    });
    return label + track + bars.join('');
  });
  const height = 24 + rows.length * rowHeight;
  const size = {viewBox: `0 0 ${imageWidth} ${height}`, width: imageWidth, height};
  const heading = element('text', {x: labelWidth, y: 14}, escaped(`${title}; the darker, the more`));
  return element(
    'svg',
    {
      xmlns: 'http://www.w3.org/2000/svg',
      role: 'img',
      fill: 'currentColor',
      'font-size': 12,
      'font-family': 'system-ui,sans-serif',
      ...size,
    },
    heading + lines.join('\n'),
  );
}
