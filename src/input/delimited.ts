/** CSV, TSV and white-space tables as columns of numbers. */

import {commandLineError} from '../errors.ts';
import {readNumber} from '../formula/number-text.ts';
import type {ChunkBuilder, Columns, Wanted} from './columns.ts';
import {chunksOf, readCell, shown} from './columns.ts';
import type {Delimiter, Record} from './records.ts';
import {recordBatches} from './records.ts';

/**
 * The wanted columns.
 * @throws ActError if one does not exist, or if the only one is wanted and there are several
 */
export async function delimitedColumns(
  texts: AsyncIterable<string>,
  delimiter: Delimiter,
  wanted: Wanted,
): Promise<Columns> {
  const batches = recordBatches(texts, delimiter, wanted.name)[Symbol.asyncIterator]();
  const start = await batches.next();
  const batch = start.done === true ? [] : start.value;
  const [first] = batch;
  if (first === undefined) throw commandLineError('inputEmpty', wanted.name, []);
  const cells = first.cells.map((cell) => cell.trim());
  const header = isHeader(cells, wanted) ? cells : undefined;
  const indexes = pickColumns(header, cells.length, wanted);
  const names = indexes.map((index) => header?.[index] ?? String(index + 1));
  const rows = header === undefined ? batch : batch.slice(1);
  const place = {indexes, width: cells.length, name: wanted.name};
  const read = (record: Record, set: ChunkBuilder['set']) => readRecord(record, place, set);
  return {names, chunks: chunksOf({first: rows, following: batches}, indexes.length, read)};
}

/**
 * Whether the first row names the columns: one of its cells is asked for by name, or none is a number and at least one
 * begins as no number does. `1.0.0` is a mistyped number: taken for a name, it would silently drop a value.
 */
function isHeader(cells: readonly string[], wanted: Wanted): boolean {
  if (typeof wanted.columns === 'object' && wanted.columns.some((key) => !isIndex(key) && cells.includes(key)))
    return true;
  const filled = cells.filter((cell) => cell !== '');
  return filled.every((cell) => readNumber(cell) === undefined) && filled.some((cell) => /^[^\s\d.+-]/.test(cell));
}

function isIndex(key: string): boolean {
  return /^[1-9]\d*$/.test(key);
}

/**
 * The indexes of the wanted columns. A key is first looked up as a name, since a column may be called `2`.
 * @throws ActError if a column does not exist, if its name is not unique, or if the only one is one of several
 */
export function pickColumns(header: readonly string[] | undefined, width: number, wanted: Wanted): readonly number[] {
  if (wanted.columns === 'only') {
    if (width > 1) throw commandLineError('inputColumns', wanted.name, width, header?.map(shown));
    return [0];
  }
  if (wanted.columns === 'all') return Array.from({length: width}, (_, index) => index);
  const keys = typeof wanted.columns === 'function' ? wanted.columns(header, width) : wanted.columns;
  return keys.map((key) => {
    const index = header?.indexOf(key) ?? -1;
    if (index >= 0) {
      if (header?.lastIndexOf(key) !== index)
        throw commandLineError('inputColumnTwice', wanted.name, shown(key), width);
      return index;
    }
    if (isIndex(key) && Number(key) <= width) return Number(key) - 1;
    throw commandLineError('inputColumn', wanted.name, shown(key), width, header?.map(shown));
  });
}

interface Place {
  readonly indexes: readonly number[];
  /** How many cells a row has. */
  readonly width: number;
  readonly name: string;
}

function readRecord({cells, line}: Record, place: Place, set: ChunkBuilder['set']): void {
  if (cells.length !== place.width) throw commandLineError('inputRagged', place.name, line, cells.length, place.width);
  for (const [column, index] of place.indexes.entries())
    set(column, readCell(cells[index] as string, line, place.name)); // index is below the width
}
