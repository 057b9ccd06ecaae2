/** Tables of text, their cells apart by commas, semicolons, tabs or blanks, as columns of numbers. */

import {commandLineError} from '../errors/errors.ts';
import {asidesOf} from './asides.ts';
import {type Reading, readCell, shown} from './cells.ts';
import type {ChunkBuilder, Columns, Wanted} from './columns.ts';
import {chunksOf, emptyInput} from './columns.ts';
import {areNames, commentedNames, type Delimiter, isLoneName, withoutTrailing} from './header.ts';
import {isIndex, pickColumns, readingOf} from './pick.ts';
import type {Record} from './records.ts';
import {rowChoice} from './row-choice.ts';

/** The rows of a table as they come, and what their cells are. */
export interface Rows {
  readonly batches: AsyncIterable<readonly Record[]>;
  readonly delimiter: Delimiter;
  /** How many significant digits its decimals were rounded to, if it says so. */
  readonly roundedTo?: () => number | undefined;
}

/** A table of which the beginning has been read. */
export interface Table {
  /** The names in the header, or else the numbers of the columns from 1. */
  readonly names: readonly string[];
  readonly header: readonly string[] | undefined;
  /** How many cells a row has. */
  readonly width: number;
  /** The wanted columns, from 0. */
  readonly indexes: readonly number[];
  /** The records from the first row on, as far as they were read. */
  readonly rows: readonly Record[];
  /** Sets every wanted column of a row, and says whether the record is a wanted row. */
  readonly readRow: (record: Record, set: ChunkBuilder['set']) => boolean;
  readonly notes: Columns['notes'];
  readonly rowsSeen?: Columns['rowsSeen'];
}

/**
 * The wanted columns.
 * @throws ActError if one does not exist, or if the only one is wanted and there are several
 */
export async function delimitedColumns({batches: source, ...rows}: Rows, wanted: Wanted): Promise<Columns> {
  const batches = source[Symbol.asyncIterator]();
  const {names, indexes, rows: first, readRow, notes, rowsSeen} = await beginTable({...rows, batches}, wanted);
  return {
    names,
    chunks: chunksOf({first, following: batches}, indexes.length, readRow),
    notes,
    ...(rowsSeen && {rowsSeen}),
  };
}

/**
 * Reads up to the first row, and decides what the lines above it are.
 * @throws ActError as above
 */
export async function beginTable(
  {batches, delimiter, roundedTo}: Omit<Rows, 'batches'> & {readonly batches: AsyncIterator<readonly Record[]>},
  wanted: Wanted,
): Promise<Table> {
  const asides = asidesOf(delimiter, wanted.name);
  const fromFirst = await upToRow([], batches, asides.above);
  const [first] = fromFirst;
  if (first === undefined) throw emptyInput(wanted);
  const cells = withoutTrailing(trimmed(first));
  const width = cells.length;
  const isAsked = isAskedFor(cells, wanted);
  const inComment = isAsked ? undefined : asides.headerIn((comment) => {
    const names = commentedNames(comment, delimiter, width);
    return names !== undefined && isAskedFor(names, wanted) ? names : undefined;
  }); // biome-ignore format: as one question
  const isName = width === 1 && wanted.headerWith === undefined ? isLoneName(cells[0] ?? '') : areNames(cells);
  const inFirst = isAsked || (inComment === undefined && isName) ? cells : undefined;
  const header = inFirst ?? inComment;
  const rows = inFirst === undefined ? fromFirst : await upToRow(fromFirst.slice(1), batches, asides.above);
  const [below] = rows;
  const isGuess = inFirst !== undefined && !isAsked;
  if (isGuess && below !== undefined && isTitle(width, below))
    throw commandLineError('inputTitle', wanted.name, first.line, shown(first.cells.join(delimiter)));
  const indexes = pickColumns({header, width, row: below && trimmed(below)}, wanted);
  const names = indexes.map((index) => header?.[index] ?? String(index + 1));
  const digits = roundedTo?.();
  const readings = names.map((name): Reading => readingOf(name, wanted, digits));
  const choice = wanted.rows && rowChoice(wanted.rows);
  const choiceAt =
    wanted.rows === undefined ? -1 : (header?.findIndex((each) => each.toLowerCase() === wanted.rows?.column) ?? -1);
  const readRow = (record: Record, set: ChunkBuilder['set']) => {
    if (record.aside !== undefined) {
      asides.below(record, width);
      return false;
    }
    asides.row();
    const {cells, line} = record;
    const isClosed = cells.length === width + 1 && cells.at(-1)?.trim() === '';
    if (cells.length !== width && !isClosed)
      throw commandLineError('inputRagged', wanted.name, line, cells.length, width);
    const mayBeName = line === first.line && typeof wanted.columns !== 'function';
    const place = {name: wanted.name, at: `line ${line}`, mayBeName};
    if (choiceAt >= 0 && choice?.keeps(cells[choiceAt]?.trim() ?? '', place) === false) return false;
    // Indexes are below the width, and there is a reading for each.
    for (const [j, index] of indexes.entries()) set(j, readCell(cells[index] as string, place, readings[j] as Reading));
    return true;
  };
  return {
    names,
    header,
    width,
    indexes,
    rows,
    readRow,
    notes: () => [
      ...(isGuess && typeof wanted.columns !== 'function'
        ? [{code: 'headerGuessed', line: shown(first.cells.join(delimiter))} as const]
        : []),
      ...asides.notes(),
      ...(readings.some(({cutAt}) => cutAt !== undefined) && digits !== undefined
        ? [{code: 'digitsCut', digits} as const]
        : []),
    ],
    ...(choice && choiceAt >= 0 ? {rowsSeen: choice.seen} : {}),
  };
}

function trimmed({cells}: Record): readonly string[] {
  return cells.map((cell) => cell.trim());
}

/** Reads on until there is a row; the records from it on. The lines before it are told. */
async function upToRow(
  pending: readonly Record[],
  batches: AsyncIterator<readonly Record[]>,
  aside: (record: Record) => void,
): Promise<readonly Record[]> {
  let records = pending;
  while (true) {
    const at = records.findIndex((record) => record.aside === undefined);
    for (const record of at < 0 ? records : records.slice(0, at)) aside(record);
    if (at >= 0) return records.slice(at);
    const next = await batches.next();
    if (next.done === true) return [];
    records = next.value;
  }
}

/** Whether the first line stands above the names, as titles do: what follows are names, or one of the two has but one cell. */
function isTitle(width: number, {cells}: Record): boolean {
  const next = withoutTrailing(cells);
  if (![cells.length, next.length].includes(width) && (width === 1 || next.length === 1)) return true;
  const parts = (next.length === 1 ? (next[0] ?? '').split(/[,;\t]/) : next).map((part) => part.trim());
  return parts.length > 1 && !parts.includes('') && areNames(parts);
}

/** Whether a column is asked for by one of these names. */
function isAskedFor(cells: readonly string[], {columns, headerWith}: Wanted): boolean {
  if (headerWith !== undefined) return cells.some((cell) => headerWith.includes(cell.toLowerCase()));
  return typeof columns === 'object' && columns.some((key) => !isIndex(key) && cells.includes(key));
}
