/** Input that is read: numbers by column, in the order in which the columns were asked for. */

import {type ActError, commandLineError} from '../errors/errors.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {shown} from './cells.ts';
import type {RowsSeen, RowsWanted} from './row-choice.ts';

/** Some rows of the input, stored by column: `columns[j][i]` is row i of column j. */
export interface NumberChunk {
  readonly length: number;
  readonly columns: readonly Float64Array[];
}

/** The columns that were asked for. */
export interface Columns {
  /** The names in the header, or else the numbers of the columns from 1. */
  readonly names: readonly string[];
  /** Can be started only once, since a pipe can be read only once. */
  readonly chunks: AsyncIterable<NumberChunk>;
  /** The rows among which some were chosen, as far as the input has been read; absent where nothing tells them apart. */
  readonly rowsSeen?: () => RowsSeen;
  /** What was guessed or left out, as far as the input has been read. */
  readonly notes: () => readonly InputNote[];
}

/** What is worth a line beside the numbers. */
export type InputNote =
  /** An array that has a point in each row, and could have one in each column. */
  | {readonly code: 'rowsArePoints'; readonly rows: number; readonly coordinates: readonly string[]}
  /** Unsigned integers, which may be bit patterns. */
  | {readonly code: 'unsignedNumbers'}
  /** The first line was read as a header, though no column was asked for by a name in it. */
  | {readonly code: 'headerGuessed'; readonly line: string}
  /** The same of a line of 0, 1, 2, ..., which could be a sample. */
  | {readonly code: 'headerNumbered'; readonly line: string}
  | {readonly code: 'commentsSkipped' | 'blanksSkipped'; readonly count: number}
  /** A column that is no unit but the index of a table of pandas, and the key by which it is read. */
  | {readonly code: 'indexSkipped'; readonly key: string}
  /** Decimals of a table for documents, which may have had more digits. */
  | {readonly code: 'digitsCut'; readonly digits: number};

/** Where input comes from, and which columns are wanted. */
export interface Wanted {
  /** The input as messages name it: a path, or `standard input`. */
  readonly name: string;
  /**
   * The only column (numbers on a line each or separated by spaces count as one), all, or some by name or by number
   * from 1, which may be chosen after a look at the header.
   */
  readonly columns: 'only' | 'all' | readonly string[] | ChooseColumns;
  /**
   * What the coordinates of points are called, if it is points that are read: the first rows of an array that `table` wrote,
   * which has no names.
   */
  readonly coordinates?: readonly string[];
  /** A line above the first row, commented or not, is its header if it has one of these names, in any case. */
  readonly headerWith?: readonly string[];
  /** What a first line of 0, 1, 2, ... is, as pandas writes it above columns without names; a row if absent. */
  readonly numbered?: 'header';
  /** Which rows are wanted; all if absent. */
  readonly rows?: RowsWanted;
  /** The number format of the input; float64 if absent. */
  readonly format?: NumberFormat | undefined;
  /** What an empty cell is; a mistake if absent. */
  readonly empty?: 'nan';
  /** Where hexadecimal integers are bit patterns of that format: nowhere, in columns called `_bits`, or everywhere. */
  readonly bits?: 'unread' | 'named' | 'everywhere';
}

/** What is known of a table when columns are chosen. */
export interface Heading {
  /** The names of the columns, if it has any. */
  readonly header: readonly string[] | undefined;
  readonly width: number;
  /** The cells of the first row below the header; undefined if it has not come yet. */
  readonly row: readonly string[] | undefined;
}

/** Chooses columns by name or number. */
export type ChooseColumns = (heading: Heading) => readonly string[];

/** Rows that grow one by one and leave as a chunk. */
export interface ChunkBuilder {
  readonly set: (column: number, value: number) => void;
  /** Ends the row, and says whether the chunk is full. */
  readonly endRow: () => boolean;
  /** The rows so far, which are then no longer in the builder; undefined if there are none. */
  readonly take: () => NumberChunk | undefined;
}

/** So many rows are a chunk. */
export const chunkLength = 4096;

/** A builder of chunks of so many columns. */
export function chunkBuilder(width: number): ChunkBuilder {
  const allocate = () => Array.from({length: width}, () => new Float64Array(chunkLength));
  let columns = allocate();
  let length = 0;
  return {
    set: (column, value) => {
      (columns[column] as Float64Array)[length] = value; // callers stay below `width`
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

/** Rows that come in batches, the first of which has been read. */
export interface Batches<Row> {
  readonly first: readonly Row[];
  readonly following: AsyncIterator<readonly Row[]>;
}

/** The chunks of such rows; `read` sets every column of a row, and says whether it is wanted. */
export async function* chunksOf<Row>(
  {first, following}: Batches<Row>,
  width: number,
  read: (row: Row, set: ChunkBuilder['set']) => boolean,
): AsyncGenerator<NumberChunk> {
  const builder = chunkBuilder(width);
  try {
    let batch = first;
    while (true) {
      for (const row of batch) {
        if (read(row, builder.set) && builder.endRow()) yield builder.take() as NumberChunk; // it is full
      }
      // Rows that have come leave at once: the other end of a pipe may be waiting for them.
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

/** The error for an input without numbers; `header` are the names above them. */
export function emptyInput({name, columns, empty}: Wanted, header: readonly string[] = []): ActError {
  if (empty === 'nan') return commandLineError('tableEmpty', name, header.map(shown));
  return commandLineError('inputEmpty', name, header.map(shown), typeof columns === 'function');
}
