import type {Stretch} from '../exact/every-number.ts';
import type {Table, WrittenRows} from '../report/table.ts';
import {append, type Bytes, noBytes, taken} from './bytes/bytes.ts';
import type {RowBytes} from './bytes/row-bytes.ts';

/** A format that writes one row after another: a text before them, the rows, a text after them. */
export interface RowFormat {
  readonly head: string | Uint8Array;
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
  if (table.written !== undefined) {
    for await (const block of table.written()) {
      if (bytes.length > 0) yield taken(bytes);
      yield block.bytes;
    }
  } else {
    for await (const chunk of table.chunks()) {
      for (let from = 0; from < chunk.length; from += step) {
        const to = Math.min(from + step, chunk.length);
        rows(bytes, {chunk, from, to, rowsBefore});
        rowsBefore += to - from;
        yield taken(bytes);
      }
    }
  }
  append(bytes, tail);
  if (bytes.length > 0) yield taken(bytes);
}

/** A function that writes the rows of some points of a table, into this memory if they have room there. */
export type WriteRows = (stretch: Stretch, memory: Uint8Array) => Promise<WrittenRows>;

/** The writer of a format for the rows of a table that can be made from any place on. */
export function writerByPoint({byPoint}: Table, {rows}: Pick<RowFormat, 'rows'>): WriteRows | undefined {
  if (byPoint === undefined) return undefined;
  return async (stretch, memory) => {
    const bytes: Bytes = {memory, length: 0};
    const first = stretch.from * byPoint.rowsOfPoint;
    let length = 0;
    for await (const chunk of byPoint.chunks(stretch)) {
      rows(bytes, {chunk, from: 0, to: chunk.length, rowsBefore: first + length});
      length += chunk.length;
    }
    return {length, bytes: taken(bytes)};
  };
}
