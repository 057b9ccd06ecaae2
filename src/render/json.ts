/** JSON: an object for each row, in an array or on a line each. Infinities and NaN, which JSON lacks, are strings. */

import type {Column, Table} from '../report/table.ts';
import {rowBytes} from './bytes/row-bytes.ts';
import {numberWriter} from './number.ts';
import type {RowFormat} from './row-stream.ts';

/** An array of row objects, one on each line, with a comma before it except before the first. */
export function jsonRows({columns}: Pick<Table, 'columns'>): RowFormat {
  return {head: '[', rows: objects(columns, {atFirst: '\n', before: ',\n', after: ''}), tail: '\n]\n'};
}

/** JSON Lines: a row object on each line, with nothing between or around them. */
export function jsonLinesRows({columns}: Pick<Table, 'columns'>): RowFormat {
  return {head: '', rows: objects(columns, {atFirst: '', before: '', after: '\n'}), tail: ''};
}

/** Rows as objects, each with a text before it, another before the first, and a text after it. */
function objects(
  columns: readonly Column[],
  {atFirst, before, after}: {readonly atFirst: string; readonly before: string; readonly after: string},
): RowFormat['rows'] {
  const keys = columns.map(({name}, j) => `${j === 0 ? '{' : ','}${JSON.stringify(name)}:`);
  const [key = '', ...others] = keys;
  return rowBytes(columns, {
    atFirst: atFirst + key,
    before: [before + key, ...others],
    after: `}${after}`,
    numberText: jsonWriter,
    cellText: JSON.stringify,
  });
}

/** A writer of numbers. Not JSON.stringify, which writes -0 as 0 and NaN as null. Only decimals are numbers in JSON. */
function jsonWriter(column: Column): (value: number) => string {
  const write = numberWriter(column);
  if (column.notation !== undefined) return (value) => `"${write(value)}"`;
  return (value) => (Number.isFinite(value) ? write(value) : `"${write(value)}"`);
}
