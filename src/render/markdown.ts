import {columnsOf} from '../printable.ts';
import type {Cell, Chunk, Table} from '../report/table.ts';
import {cellAt} from './bytes/row-bytes.ts';
import {notesOf, readableCells, readableText} from './readable-cells.ts';
import type {Style} from './style.ts';

/** The table in GitHub's Markdown. Columns are as wide as the first chunk needs, so that later ones need not wait. */
export async function* markdownText(table: Table, style: Style): AsyncGenerator<string> {
  const names = table.columns.map((column) => escaped(readableText(column.name, style)));
  const writers = table.columns.map((column) => readableCells(column, style));
  const notes = notesOf(table, style).map((note) => `${escaped(note)}\n`);
  let widths: readonly number[] | undefined;
  for await (const chunk of table.chunks()) {
    const rows = rowsOf(chunk, writers);
    const first = widths === undefined;
    widths ??= names.map((name, j) => Math.max(3, ...[name, ...rows.map((row) => row[j] ?? '')].map(columnsOf)));
    const head = first ? headOf(table, names, widths) : '';
    const body = rows.map((row) => `${line(table, row, widths ?? [])}\n`);
    yield (first ? preface(notes) : '') + head + body.join('');
  }
  if (widths === undefined)
    yield preface(notes) +
      headOf(
        table,
        names,
        names.map((name) => Math.max(3, columnsOf(name))),
      );
}

function preface(notes: readonly string[]): string {
  return notes.length === 0 ? '' : `${notes.join('\n')}\n`;
}

function headOf(table: Table, names: readonly string[], widths: readonly number[]): string {
  const rule = table.columns.map((column, j) => {
    const dashes = '-'.repeat(widths[j] ?? 3);
    return column.kind === 'number' ? `${dashes.slice(1)}:` : dashes;
  });
  return `${line(table, names, widths)}\n| ${rule.join(' | ')} |\n`;
}

function line(table: Table, cells: readonly string[], widths: readonly number[]): string {
  const padded = cells.map((text, j) => {
    const width = widths[j] ?? 0;
    const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
    return table.columns[j]?.kind === 'number' ? space + text : text + space;
  });
  return `| ${padded.join(' | ')} |`;
}

function rowsOf(chunk: Chunk, writers: readonly ((cell: Cell) => string)[]): readonly (readonly string[])[] {
  return Array.from({length: chunk.length}, (_, i) =>
    writers.map((write, j) => escaped(write(cellAt(chunk.columns[j] ?? [], i)))),
  );
}

/** The text with Markdown's own characters escaped: a star starts emphasis, an underscore inside a name does not. */
export function escaped(text: string): string {
  return text.replace(/[\\`*<|~]|(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\$&').replace(/\s*[\r\n]+\s*/g, ' ');
}
