/** The colours of pictures, on light and on dark paper, and what tells things apart where colours do not. */

import {type Mark, marksFromWorst} from '../../regions/region.ts';
import {element} from './markup.ts';

/** A mark that is drawn. */
export type DrawnMark = Exclude<Mark, 'none'>;

/** The marks that are drawn, the worst first. */
export const drawnMarks = marksFromWorst.filter((mark) => mark !== 'none');

interface Palette {
  readonly paper: string;
  readonly ink: string;
  readonly faint: string;
  readonly grid: string;
  readonly axis: string;
  readonly series: readonly string[];
  readonly regions: Readonly<Record<DrawnMark, string>>;
}

/** Curves have cold colours, regions warm ones. */
const light: Palette = {
  paper: '#ffffff',
  ink: '#1f2328',
  faint: '#59636e',
  grid: '#e9edf1',
  axis: '#9aa4ae',
  series: ['#0969da', '#1a7f37', '#6639ba', '#0b8fa3', '#57606a', '#5f7d00', '#1b2a8a', '#3a9bd9'],
  regions: {dead: '#cf222e', underflow: '#d9480f', saturated: '#bf3989', weak: '#b07800', unknown: '#6e6259'},
};
const dark: Palette = {
  paper: '#0d1117',
  ink: '#e6edf3',
  faint: '#9198a1',
  grid: '#21262d',
  axis: '#57606a',
  series: ['#58a6ff', '#3fb950', '#b392f0', '#39c5cf', '#c9d1d9', '#b5cc3a', '#7d92ff', '#a5d6ff'],
  regions: {dead: '#ff7b72', underflow: '#ffa657', saturated: '#f778ba', weak: '#e3b341', unknown: '#b3a79c'},
};

/** Lines and gaps of each curve, which have the same order as the colours; the first is unbroken. */
const dashes = ['', '9 3', '2 3', '10 3 2 3', '5 5', '14 4', '10 3 2 3 2 3', '1 5'];

/** The class of a curve: beyond eight they begin anew. */
export function seriesClass(index: number): string {
  return `c${index % dashes.length}`;
}

/** The style sheet. Each colour is written out, because not every program that shows SVG knows CSS variables. */
export const styleSheet = [
  '.act{font:12px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif}',
  '.act path{fill:none;stroke-width:2;stroke-linejoin:round}',
  '.act .wave{fill-opacity:.45;stroke-width:1}.act .band{opacity:.18}.act circle{stroke-width:2}',
  '.act .title{font-size:15px;font-weight:600}.act .head{font-weight:600}.act .note{font-size:11px}',
  '.act line{stroke-width:1}.act pattern path{stroke-width:1.5}.act .lines path{stroke-width:1}',
  ...dashes.flatMap((dash, i) => (dash === '' ? [] : [`.act path.c${i}{stroke-dasharray:${dash}}`])),
  ...rules(light),
  '.act path.wave{stroke-dasharray:none}',
  `@media(prefers-color-scheme:dark){${rules(dark).join('')}}`,
].join('\n');

function rules({paper, ink, faint, grid, axis, series, regions}: Palette): readonly string[] {
  return [
    `.act .paper,.act .open{fill:${paper}}.act text{fill:${ink}}.act .note,.act .ticks text{fill:${faint}}`,
    `.act .grid{stroke:${grid}}.act .axis{stroke:${axis}}.act .track{fill:${grid}}`,
    series.map((colour, i) => `.act .c${i}{stroke:${colour}}.act .f${i}{fill:${colour}}`).join(''),
    drawnMarks.map((kind) => `.act .${kind}{fill:${regions[kind]};stroke:${regions[kind]}}`).join(''),
  ];
}

/** The class that fills with the colour of a curve. */
export function fillClass(index: number): string {
  return `f${index % dashes.length}`;
}

/** What fills a region: all of it, or squares, strokes or dots, so that colour is not needed. */
export function regionFill(kind: DrawnMark): string {
  return `url(#act-${kind})`;
}

/** The definitions of some fills. */
export function fillsOf(kinds: readonly DrawnMark[]): string {
  return kinds
    .map((kind) => {
      const frame = {id: `act-${kind}`, width: 6, height: 6, patternUnits: 'userSpaceOnUse'};
      return element('pattern', frame, `<g class="${kind}">${ground}${drawings[kind]}</g>`);
    })
    .join('');
}

/** What is too narrow for a stroke still has the colour. */
const ground = '<rect width="6" height="6" stroke="none" fill-opacity=".35"/>';
const drawings: Readonly<Record<DrawnMark, string>> = {
  dead: '<rect width="6" height="6" stroke="none"/>',
  underflow: '<path d="M0 0L6 6M6 0L0 6"/>',
  saturated: '<path d="M-1 1L1 -1M-1 7L7 -1M5 7L7 5"/>',
  unknown: '<path d="M1 0V6"/>',
  weak: '<circle cx="3" cy="3" r=".7"/>',
};
