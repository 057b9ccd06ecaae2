/** JSON: an object for each row, in an array or on a line each. Infinities and NaN, which JSON lacks, are strings. */

import type {Column, Table} from '../report/output.ts';
import {numberWriter} from './number.ts';
import type {Block} from './row-stream.ts';
import {cellAt, streamRows} from './row-stream.ts';

/** The table as an array of row objects, one on each line. */
export function jsonText(table: Table): AsyncGenerator<string> {
  const fields = fieldsOf(table);
  return streamRows(table, {
    head: '[',
    // Each object has a comma before it, except the first.
    rows: (block) => objects(block, fields, [',\n', '']).slice(block.first ? 1 : 0),
    tail: '\n]\n',
  });
}

/** The table as JSON Lines: a row object on each line, with nothing between or around them. */
export function jsonLinesText(table: Table): AsyncGenerator<string> {
  const fields = fieldsOf(table);
  return streamRows(table, {head: '', rows: (block) => objects(block, fields, ['', '\n']), tail: ''});
}

interface Field {
  /** The text before each value: `{"x":`, `,"relu":`. */
  readonly key: string;
  readonly write: (value: number) => string;
}

function fieldsOf(table: Table): readonly Field[] {
  return table.columns.map((column, index) => ({
    key: `${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`,
    write: jsonWriter(column),
  }));
}

/** The rows of a block as objects, each with a text before and after. */
function objects(
  {chunk, from, to}: Block,
  fields: readonly Field[],
  around: readonly [before: string, after: string],
): string {
  const {columns} = chunk;
  const [before, after] = around;
  let text = '';
  for (let i = from; i < to; i++) {
    text += before;
    for (let j = 0; j < fields.length; j++) {
      const cell = cellAt(columns[j] ?? [], i);
      const {key, write} = fields[j] as Field; // j is below the length
      text += key;
      text += typeof cell === 'number' ? write(cell) : JSON.stringify(cell);
    }
    text += `}${after}`;
  }
  return text;
}

/** A writer of numbers. Not JSON.stringify, which writes -0 as 0 and NaN as null. Only decimals are numbers in JSON. */
function jsonWriter(column: Column): (value: number) => string {
  const write = numberWriter(column);
  if (column.notation !== undefined) return (value) => `"${write(value)}"`;
  return (value) => (Number.isFinite(value) ? write(value) : `"${write(value)}"`);
}
