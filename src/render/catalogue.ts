import type {Table} from '../analysis/report.ts';
import {wrap} from './layout.ts';
import {readableText} from './readable.ts';
import {cellAt} from './stream.ts';
import type {Style} from './style.ts';

interface Entry {
  readonly name: string;
  readonly formula: string;
  readonly parameters: string;
  readonly range: string;
  readonly family: string;
}

const indent = 2;
const gap = 3;

/**
 * The table of all activations for people, by family: name and formula, at the right of them the parameters and the
 * range or, where there is no room, below. A frame around five columns of text would break each of them in lines.
 */
export async function* catalogueText(table: Table, style: Style): AsyncGenerator<string> {
  const entries = await collect(table, style);
  const start = indent + Math.max(...entries.map(({name}) => name.length)) + gap;
  let family: string | undefined;
  for (const entry of entries) {
    if (entry.family !== family) yield `${family === undefined ? '' : '\n'}${style.paint.heading(entry.family)}\n`;
    family = entry.family;
    yield `${entryLines(entry, start, style).join('\n')}\n`;
  }
}

function entryLines({name, formula, parameters, range}: Entry, start: number, style: Style): readonly string[] {
  const room = Math.max(20, style.width - start);
  const lines = wrap(formula, room);
  const last = lines.at(-1) ?? '';
  const details = [parameters, range].filter((text) => text !== '').join('   ');
  const fits = lines.length === 1 && last.length + gap + details.length <= room;
  const first = ' '.repeat(indent) + name.padEnd(start - indent);
  const margin = ' '.repeat(start);
  const below = fits
    ? []
    : wrap(details, room - indent).map((line) => margin + ' '.repeat(indent) + style.paint.dim(line));
  const shown = lines.map((line, i) => (i === 0 ? first : margin) + line);
  if (!fits) return [...shown, ...below];
  return [first + last + ' '.repeat(room - last.length - details.length) + style.paint.dim(details)];
}

async function collect(table: Table, style: Style): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const places = table.columns.map(({name}) => name);
  for await (const {length, columns} of table.chunks()) {
    const text = (name: keyof Entry, row: number) =>
      readableText(String(cellAt(columns[places.indexOf(name)] ?? [], row)), style);
    for (let i = 0; i < length; i++) {
      const [name, formula] = [text('name', i), text('formula', i)];
      entries.push({
        name,
        formula,
        parameters: text('parameters', i),
        range: text('range', i),
        family: text('family', i),
      });
    }
  }
  return entries;
}
