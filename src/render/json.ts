/** JSON: one object a row, in an array or a line each. Infinities and NaN, which JSON has not, are strings. */

import type {Table} from '../analysis/report.ts';
import {exactNumber} from './number.ts';
import type {Block} from './stream.ts';
import {cellAt, streamRows} from './stream.ts';

/** An array of row objects, one a line. */
export function jsonText(table: Table): AsyncGenerator<string> {
  const keys = keysOf(table);
  return streamRows(table, {
    head: '[',
    // A comma stands before each object; the first goes without.
    rows: (block) => objects(block, keys, [',\n', '']).slice(block.first ? 1 : 0),
    tail: '\n]\n',
  });
}

/** A row object on each line, with nothing between or around them. */
export function jsonLinesText(table: Table): AsyncGenerator<string> {
  const keys = keysOf(table);
  return streamRows(table, {head: '', rows: (block) => objects(block, keys, ['', '\n']), tail: ''});
}

/** What stands before each value of a row: `{"x":`, `,"relu":`. */
function keysOf(table: Table): readonly string[] {
  return table.columns.map((column, index) => `${index === 0 ? '{' : ','}${JSON.stringify(column.name)}:`);
}

/** The rows of a block as objects, each with a text before and after. */
function objects(
  {chunk, from, to}: Block,
  keys: readonly string[],
  around: readonly [before: string, after: string],
): string {
  const {columns} = chunk;
  const [before, after] = around;
  let text = '';
  for (let i = from; i < to; i++) {
    text += before;
    for (let j = 0; j < columns.length; j++) {
      const cell = cellAt(columns[j] ?? [], i);
      text += keys[j];
      text += typeof cell === 'number' ? jsonNumber(cell) : JSON.stringify(cell);
    }
    text += `}${after}`;
  }
  return text;
}

/** JSON.stringify would write -0 as 0, and NaN and the infinities as null. */
function jsonNumber(value: number): string {
  return Number.isFinite(value) ? exactNumber(value) : `"${exactNumber(value)}"`;
}
