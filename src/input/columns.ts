/** What reading gives: numbers by column, in the order in which they were asked for. */

import {commandLineError} from '../errors.ts';
import {readNumber} from '../formula/number-text.ts';

/** Some rows of the input, stored by column: `columns[j][i]` is row i of column j. */
export interface NumberChunk {
  readonly length: number;
  readonly columns: readonly Float64Array[];
}

export interface Columns {
  /** As the header has them, else their numbers from 1. */
  readonly names: readonly string[];
  /** Can be started only once: what is read from a pipe is gone. */
  readonly chunks: AsyncIterable<NumberChunk>;
}

/** Where input came from and what is wanted of it. */
export interface Wanted {
  /** What messages call it: a path, or `standard input`. */
  readonly name: string;
  /**
   * The only column there is (numbers one a line or apart by spaces count as one), all, or these: by name or number
   * from 1. Which these are may depend on the header.
   */
  readonly columns: 'only' | 'all' | readonly string[] | ChooseColumns;
}

/** The columns wanted of a table that has so many, with these names if it has a header. */
export type ChooseColumns = (header: readonly string[] | undefined, width: number) => readonly string[];

/** Rows that grow one by one and leave as a chunk. */
export interface ChunkBuilder {
  readonly set: (column: number, value: number) => void;
  /** Ends the row; whether the chunk is full. */
  readonly endRow: () => boolean;
  readonly take: () => NumberChunk | undefined;
}

const chunkLength = 4096;

export function chunkBuilder(width: number): ChunkBuilder {
  const allocate = () => Array.from({length: width}, () => new Float64Array(chunkLength));
  let columns = allocate();
  let length = 0;
  return {
    set: (column, value) => {
      (columns[column] as Float64Array)[length] = value; // callers count to `width`
    },
    endRow: () => ++length === chunkLength,
    take: () => {
      if (length === 0) return undefined;
      const chunk = {length, columns: columns.map((column) => column.subarray(0, length))};
      columns = allocate();
      length = 0;
      return chunk;
    },
  };
}

/** Rows that come in batches, the first of which is already read. */
export interface Batches<Row> {
  readonly first: readonly Row[];
  readonly following: AsyncIterator<readonly Row[]>;
}

/** The chunks of such rows; `read` sets every column of one. */
export async function* chunksOf<Row>(
  {first, following}: Batches<Row>,
  width: number,
  read: (row: Row, set: ChunkBuilder['set']) => void,
): AsyncGenerator<NumberChunk> {
  const builder = chunkBuilder(width);
  try {
    let batch = first;
    while (true) {
      for (const row of batch) {
        read(row, builder.set);
        if (builder.endRow()) yield builder.take() as NumberChunk; // it is full
      }
      // Whatever has come leaves at once: the other end of a pipe may be waiting for it.
      const chunk = builder.take();
      if (chunk !== undefined) yield chunk;
      const next = await following.next();
      if (next.done === true) return;
      batch = next.value;
    }
  } finally {
    await following.return?.();
  }
}

/** The number in a cell; throws an error with the line and the value where there is none. */
export function readCell(text: string, line: number, name: string): number {
  const value = readNumber(text);
  if (value === undefined) throw commandLineError('inputCell', name, line, shown(text));
  return value;
}

/** A text in one line of a message: short, and control characters spelled out. */
export function shown(text: string): string {
  const escaped = JSON.stringify(text.trim().slice(0, 40))
    .slice(1, -1)
    .replace(/\\(["\\])/g, '$1');
  return escaped.length > 40 || text.trim().length > 40 ? `${escaped.slice(0, 37)}...` : escaped;
}
