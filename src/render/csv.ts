/** CSV as in RFC 4180, but with line feeds; TSV whose cells are escaped and never quoted. */

import type {Cell, Table} from '../report/output.ts';
import {numberWriter} from './number.ts';
import type {Block} from './row-stream.ts';
import {cellAt, streamRows} from './row-stream.ts';

/** The table as CSV: absent values are empty, an empty text is `""`. */
export function csvText(table: Table): AsyncGenerator<string> {
  return delimitedText(table, ',', quoted);
}

/** The table as TSV: tab, line feed, carriage return and backslash are `\t`, `\n`, `\r` and `\\`. */
export function tsvText(table: Table): AsyncGenerator<string> {
  return delimitedText(table, '\t', escaped);
}

function delimitedText(table: Table, delimiter: string, protect: (text: string) => string): AsyncGenerator<string> {
  const names = table.columns.map((column) => protect(column.name));
  const writers = table.columns.map(numberWriter);
  return streamRows(table, {
    head: `${names.join(delimiter)}\n`,
    rows: (block) => delimitedRows(block, {delimiter, protect, writers}),
    tail: '',
  });
}

interface Dialect {
  readonly delimiter: string;
  readonly protect: (text: string) => string;
  readonly writers: readonly ((value: number) => string)[];
}

function delimitedRows({chunk, from, to}: Block, {delimiter, protect, writers}: Dialect): string {
  const {columns} = chunk;
  let text = '';
  for (let i = from; i < to; i++) {
    for (let j = 0; j < columns.length; j++) {
      const cell = cellAt(columns[j] ?? [], i);
      if (j > 0) text += delimiter;
      text += typeof cell === 'number' ? writers[j]?.(cell) : cellText(cell, protect);
    }
    text += '\n';
  }
  return text;
}

function cellText(cell: Exclude<Cell, number>, protect: (text: string) => string): string {
  if (cell === null) return '';
  return typeof cell === 'string' ? protect(cell) : String(cell);
}

function quoted(text: string): string {
  return text === '' || /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function escaped(text: string): string {
  return text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');
}
