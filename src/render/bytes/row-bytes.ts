/** Rows of a table as bytes: the one loop of the formats that write a row after another. */

import {float64, type NumberFormat} from '../../exact/number-format.ts';
import type {Cell, Chunk, Column} from '../../report/table.ts';
import {append, type Bytes, reserve} from './bytes.ts';
import {longestNumber, type NumberBytes, shortestBytes, writeText} from './number-bytes.ts';

/** What stands around the cells of a row, and how a cell is written. */
export interface RowPattern {
  /** The text before the cell of each column. */
  readonly before: readonly string[];
  /** The text before the first cell of the table, if it is another. */
  readonly atFirst?: string;
  /** The text after the last cell. */
  readonly after: string;
  /** The writer of a column's numbers, in 7-bit characters; decimals are those of `createShortest`. */
  readonly numberText: (column: Column) => (value: number) => string;
  readonly cellText: (cell: Exclude<Cell, number>) => string;
}

/** Rows `from` to `to` (without `to`) of a chunk. */
export interface Block {
  readonly chunk: Chunk;
  readonly from: number;
  readonly to: number;
  /** How many rows of the table stand before them. */
  readonly rowsBefore: number;
}

/** A function that writes rows behind what is written; the bytes depend on these rows alone. */
export type RowBytes = (into: Bytes, block: Block) => void;

/**
 * So many numbers of a table are written by way of V8's own texts. Digits are written three times as fast, but begin with
 * tables to be made and code to be compiled: that takes as long as some ten thousand texts.
 */
const patience = 16_384;

/** The writer of rows of these columns. */
export function rowBytes(columns: readonly Column[], pattern: RowPattern): RowBytes {
  const texts = columns.map(pattern.numberText);
  const slow = texts.map(
    (text): NumberBytes =>
      (bytes, at, value) =>
        writeText(bytes, at, text(value)),
  );
  let fast: readonly NumberBytes[] | undefined;
  const before = pattern.before.map(bytesOf);
  const after = bytesOf(pattern.after);
  const atFirst = bytesOf(pattern.atFirst ?? pattern.before[0] ?? '');
  const room = [...before, after, atFirst].reduce((sum, {length}) => sum + length, columns.length * longestNumber);
  return (into, {chunk, from, to, rowsBefore}) => {
    const isShort = (rowsBefore + to - from) * columns.length <= patience;
    if (!isShort) fast ??= fastWriters(columns, texts, slow);
    const writers = fast ?? slow;
    // All lists have a place for each column.
    for (let i = from; i < to; i++) {
      reserve(into, room);
      for (let j = 0; j < writers.length; j++) {
        const cell = cellAt(chunk.columns[j] ?? [], i);
        copy(rowsBefore === 0 && i === from && j === 0 ? atFirst : (before[j] as Uint8Array), into);
        if (typeof cell === 'number') into.length = (writers[j] as NumberBytes)(into.memory, into.length, cell);
        else {
          append(into, pattern.cellText(cell));
          reserve(into, room);
        }
      }
      copy(after, into);
    }
  };
}

/** The writers of decimals from their digits, one for each format; other notations stay as they are. */
function fastWriters(
  columns: readonly Column[],
  texts: readonly ((value: number) => string)[],
  slow: readonly NumberBytes[],
): readonly NumberBytes[] {
  const known = new Map<NumberFormat, NumberBytes>();
  return columns.map(({format = float64, notation}, j) => {
    // Each list has a place for each column.
    if (notation !== undefined) return slow[j] as NumberBytes;
    const write = known.get(format) ?? shortestBytes(format, texts[j] as (value: number) => string);
    known.set(format, write);
    return write;
  });
}

function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Writes bytes for which there is room. */
function copy(bytes: Uint8Array, into: Bytes): void {
  const {memory, length} = into;
  for (let i = 0; i < bytes.length; i++) memory[length + i] = bytes[i] as number;
  into.length = length + bytes.length;
}

/** The value in row i of a column. */
export function cellAt(column: Float64Array | readonly Cell[], i: number): Cell {
  const cell = column[i];
  if (cell === undefined) throw new RangeError(`a chunk without row ${i}`);
  return cell;
}
