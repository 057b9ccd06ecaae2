/** Tables of text, their cells apart by commas, semicolons, tabs or white space, as columns of numbers. */

import {commandLineError} from '../errors/errors.ts';
import type {ChunkBuilder, Columns, Heading, Wanted} from './columns.ts';
import {chunksOf, emptyInput, readCell, rowFilter, shown} from './columns.ts';
import {areNames, commentedNames, type Delimiter} from './header.ts';
import type {Record} from './records.ts';
import {recordBatches} from './records.ts';

/** The form of a table, as its beginning tells. */
export interface Form {
  readonly delimiter: Delimiter;
  /** The last comment above the first row. */
  readonly comment: string | undefined;
}

/**
 * The wanted columns.
 * @throws ActError if one does not exist, or if the only one is wanted and there are several
 */
export async function delimitedColumns(
  texts: AsyncIterable<string>,
  {delimiter, comment}: Form,
  wanted: Wanted,
): Promise<Columns> {
  const batches = recordBatches(texts, delimiter, wanted.name)[Symbol.asyncIterator]();
  const start = await batches.next();
  const batch = start.done === true ? [] : start.value;
  const [first] = batch;
  if (first === undefined) throw emptyInput(wanted);
  const cells = withoutTrailing(first.cells.map((cell) => cell.trim()));
  const width = cells.length;
  const asked = isAskedFor(cells, wanted);
  const commented = asked ? undefined : commentedNames(comment, delimiter, width);
  const inComment = commented !== undefined && isAskedFor(commented, wanted) ? commented : undefined;
  const inFirst = asked || (inComment === undefined && areNames(cells)) ? cells : undefined;
  const header = inFirst ?? inComment;
  const below = inFirst === undefined ? batch : batch.slice(1);
  const next = below.length > 0 ? undefined : await batches.next();
  const rows = next === undefined ? below : next.done === true ? [] : next.value;
  const row = rows[0]?.cells.map((cell) => cell.trim());
  const indexes = pickColumns({header, width, row}, wanted);
  const names = indexes.map((index) => header?.[index] ?? String(index + 1));
  const filter = rowFilter(wanted.rows);
  const filterAt = wanted.rows === undefined ? -1 : (header?.indexOf(wanted.rows.column) ?? -1);
  const read = ({cells, line}: Record, set: ChunkBuilder['set']) => {
    const isClosed = cells.length === width + 1 && cells.at(-1)?.trim() === '';
    if (cells.length !== width && !isClosed)
      throw commandLineError('inputRagged', wanted.name, line, cells.length, width);
    if (filterAt >= 0 && !filter.keeps(cells[filterAt]?.trim())) return false;
    // Indexes are below the width.
    for (const [column, index] of indexes.entries()) set(column, readCell(cells[index] as string, line, wanted.name));
    return true;
  };
  const isGuess = inFirst !== undefined && !asked && typeof wanted.columns !== 'function';
  return {
    names,
    chunks: chunksOf({first: rows, following: batches}, indexes.length, read),
    ...(isGuess ? {guessedHeader: shown(first.cells.join(delimiter))} : {}),
    otherRows: filter.others,
  };
}

/** A delimiter at the end of a row closes its last cell, as in `1,2,`, and opens none. */
function withoutTrailing(cells: readonly string[]): readonly string[] {
  return cells.length > 1 && cells.at(-1) === '' ? cells.slice(0, -1) : cells;
}

/** Whether a column is asked for by one of these names. */
function isAskedFor(cells: readonly string[], {columns, headerWith}: Wanted): boolean {
  if (headerWith !== undefined) return cells.some((cell) => cell.toLowerCase() === headerWith);
  return typeof columns === 'object' && columns.some((key) => !isIndex(key) && cells.includes(key));
}

function isIndex(key: string): boolean {
  return /^[1-9]\d*$/.test(key);
}

/**
 * The indexes of the wanted columns. A key is first looked up as a name, since a column may be called `2`.
 * @throws ActError if a column does not exist, if its name is not unique, or if the only one is one of several
 */
export function pickColumns(heading: Heading, wanted: Wanted): readonly number[] {
  const {header, width} = heading;
  if (wanted.columns === 'only') {
    if (width > 1) throw commandLineError('inputColumns', wanted.name, width, header?.map(shown));
    return [0];
  }
  if (wanted.columns === 'all') return Array.from({length: width}, (_, index) => index);
  const keys = typeof wanted.columns === 'function' ? wanted.columns(heading) : wanted.columns;
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
