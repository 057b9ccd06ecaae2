import type {Table} from '../report/output.ts';
import {append, noBytes, taken} from './bytes/bytes.ts';
import type {RowBytes} from './bytes/row-bytes.ts';

/** A format that writes one row after another: a text before them, the rows, a text after them. */
export interface RowFormat {
  readonly head: string;
  readonly rows: RowBytes;
  readonly tail: string;
}

/** The length of a block in bytes, if a cell takes about 20. */
const blockLength = 65_536;
const cellLength = 20;

/**
 * The bytes of a table, block by block; each is there until the next is asked for, which is written in its place. The head
 * waits for the first rows, so that an error before them leaves nothing half-written; every chunk leaves as it comes.
 */
export async function* streamRows(table: Table, {head, rows, tail}: RowFormat): AsyncGenerator<Uint8Array> {
  const step = Math.max(1, Math.floor(blockLength / (cellLength * table.columns.length)));
  const bytes = noBytes(blockLength);
  let rowsBefore = 0;
  append(bytes, table.isContinued ? '' : head);
  for await (const chunk of table.chunks()) {
    for (let from = 0; from < chunk.length; from += step) {
      const to = Math.min(from + step, chunk.length);
      rows(bytes, {chunk, from, to, rowsBefore});
      rowsBefore += to - from;
      yield taken(bytes);
    }
  }
  append(bytes, tail);
  if (bytes.length > 0) yield taken(bytes);
}
