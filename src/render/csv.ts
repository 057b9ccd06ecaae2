/** CSV as in RFC 4180, but with line feeds; TSV whose cells are escaped and never quoted. */

import type {Cell, Column, Table} from '../report/table.ts';
import {rowBytes} from './bytes/row-bytes.ts';
import {numberWriter} from './number.ts';
import type {RowFormat} from './row-stream.ts';

/** Rows of CSV: absent values are empty, an empty text is `""`. */
export function csvRows({columns}: Pick<Table, 'columns'>): RowFormat {
  return delimitedRows(columns, ',', quoted);
}

/** Rows of TSV: tab, line feed, carriage return and backslash are `\t`, `\n`, `\r` and `\\`. */
export function tsvRows({columns}: Pick<Table, 'columns'>): RowFormat {
  return delimitedRows(columns, '\t', escaped);
}

function delimitedRows(columns: readonly Column[], delimiter: string, protect: (text: string) => string): RowFormat {
  return {
    head: `${columns.map(({name}) => protect(name)).join(delimiter)}\n`,
    rows: rowBytes(columns, {
      before: columns.map((_, j) => (j === 0 ? '' : delimiter)),
      after: '\n',
      numberText: numberWriter,
      cellText: (cell) => cellText(cell, protect),
    }),
    tail: '',
  };
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
