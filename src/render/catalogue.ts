import type {CatalogueEntry} from '../report/output.ts';
import {readableText} from './readable-cells.ts';
import type {Style} from './style.ts';
import {wrap} from './table-layout.ts';

const indent = 2;
const gap = 3;
/** Formulas have this room at least: where it is not there beside the names, they stand below these. */
const leastRoom = 20;

/**
 * The list of activations for people, by family: name and formula, and parameters and range to the right of them or, if
 * there is no room, below. Not a framed table, which would break each of five columns of text into lines.
 */
export function* catalogueText(list: readonly CatalogueEntry[], style: Style): Generator<string> {
  const entries = list.map((entry) => readableEntry(entry, style));
  const beside = indent + Math.max(...entries.map(({name}) => name.length)) + gap;
  const start = style.width - beside < leastRoom ? 2 * indent : beside;
  let family: string | undefined;
  for (const entry of entries) {
    if (entry.family !== family) yield `${family === undefined ? '' : '\n'}${style.paint.heading(entry.family)}\n`;
    family = entry.family;
    yield `${entryLines(entry, start, style).join('\n')}\n`;
  }
}

function entryLines(
  {name, formula, parameters, range}: CatalogueEntry,
  start: number,
  style: Style,
): readonly string[] {
  const room = style.width - start;
  const lines = wrap(formula, room);
  const last = lines.at(-1) ?? '';
  const details = [parameters, range].filter((text) => text !== '').join('   ');
  const fits = lines.length === 1 && last.length + gap + details.length <= room;
  const margin = ' '.repeat(start);
  const isBelow = start === 2 * indent;
  const named = ' '.repeat(indent) + name;
  const first = isBelow ? `${named}\n${margin}` : named.padEnd(start);
  const below = fits
    ? []
    : wrap(details, room - indent).map((line) => margin + ' '.repeat(indent) + style.paint.dim(line));
  const indented = lines.map((line, i) => (i === 0 ? first : margin) + line);
  if (!fits) return [...indented, ...below];
  return [first + last + ' '.repeat(room - last.length - details.length) + style.paint.dim(details)];
}

function readableEntry({name, formula, parameters, range, family}: CatalogueEntry, style: Style): CatalogueEntry {
  const text = (part: string) => readableText(part, style);
  return {
    name: text(name),
    formula: text(formula),
    parameters: text(parameters),
    range: text(range),
    family: text(family),
  };
}
