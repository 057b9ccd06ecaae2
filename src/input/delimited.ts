/** Tables of text, their cells apart by commas, semicolons, tabs or blanks, as columns of numbers. */

import {commandLineError} from '../errors/errors.ts';
import {readNumber} from '../formula/number-text.ts';
import {byteRows} from './arrays/text/byte-rows.ts';
import {asidesOf} from './asides.ts';
import {type Reading, readCell, shown} from './cells.ts';
import type {ChunkBuilder, Columns, Wanted} from './columns.ts';
import {chunksOf, emptyInput} from './columns.ts';
import {areNames, commentedNames, type Delimiter, isLoneName, startsNumbered, withoutTrailing} from './header.ts';
import {isIndex, pickColumns, readingOf} from './pick.ts';
import type {Record} from './records.ts';
import {rowChoice} from './row-choice.ts';
import {plainChunks, type TextPieces} from './text-rows.ts';

/** The rows of a table as they come, and what their cells are. */
export interface Rows {
  readonly batches: AsyncIterable<readonly Record[]>;
  readonly delimiter: Delimiter;
  /** The same as text, from which rows of plain decimals are read quickly once a batch has come. */
  readonly text?: TextPieces;
  /** How many significant digits its decimals were rounded to, if it says so. */
  readonly roundedTo?: () => number | undefined;
}

/**
 * The wanted columns.
 * @throws ActError if one does not exist, or if the only one is wanted and there are several
 */
export async function delimitedColumns(
  {batches: source, text, delimiter, roundedTo}: Rows,
  wanted: Wanted,
): Promise<Columns> {
  const batches = source[Symbol.asyncIterator]();
  const table = await beginTable({batches, delimiter}, wanted);
  const {header, width, first, rows} = table;
  const [below] = rows;
  const indexes = pickColumns({header, width, row: below && trimmed(below)}, wanted);
  const names = indexes.map((index) => header?.[index] ?? String(index + 1));
  const digits = roundedTo?.();
  const readings = names.map((name): Reading => readingOf(name, wanted, digits));
  const choice = wanted.rows && rowChoice(wanted.rows);
  const choiceAt =
    wanted.rows === undefined ? -1 : (header?.findIndex((each) => each.toLowerCase() === wanted.rows?.column) ?? -1);
  const read = (record: Record, set: ChunkBuilder['set']) => {
    const cells = table.cellsOf(record);
    if (cells === undefined) return false;
    const {line} = record;
    const mayBeName = line === first.line && typeof wanted.columns !== 'function';
    const place = {name: wanted.name, at: `line ${line}`, mayBeName};
    if (choiceAt >= 0 && choice?.keeps(cells[choiceAt]?.trim() ?? '', place) === false) return false;
    // Indexes are below the width, and there is a reading for each.
    for (const [j, index] of indexes.entries()) set(j, readCell(cells[index] as string, place, readings[j] as Reading));
    return true;
  };
  const shape = {delimiter, width, indexes, empty: wanted.empty};
  // Bits are read from text, and so is the name of an activation beside the numbers.
  const isPlain = choiceAt < 0 && readings.every(({bits, cutAt}) => bits !== 'only' && cutAt === undefined);
  return {
    names,
    chunks:
      isPlain && text !== undefined
        ? plainChunks({first: rows, text, readRows: byteRows(shape), columns: indexes.length, table}, read)
        : chunksOf({first: rows, following: batches}, indexes.length, read),
    notes: () => [
      ...(table.isGuess && typeof wanted.columns !== 'function'
        ? [{code: 'headerGuessed', line: shown(first.cells.join(delimiter))} as const]
        : []),
      ...table.notes(),
      ...(readings.some(({cutAt}) => cutAt !== undefined) && digits !== undefined
        ? [{code: 'digitsCut', digits} as const]
        : []),
    ],
    ...(choice && choiceAt >= 0 ? {rowsSeen: choice.seen} : {}),
  };
}

/** A table of which the beginning has been read. */
export interface Table {
  /** The names of the columns, if it has any. */
  readonly header: readonly string[] | undefined;
  /** Whether the first line was taken for the header, though nobody asked for a name in it. */
  readonly isGuess: boolean;
  /** Whether the header is 0, 1, 2, ...: columns without names. */
  readonly isNumbered: boolean;
  /** How many cells a row has. */
  readonly width: number;
  /** The first line that is neither blank nor a comment. */
  readonly first: Record;
  /** The records from the first row on, as far as they were read. */
  readonly rows: readonly Record[];
  /** The cells of a row, as many as the width; undefined for a line that is no row. @throws ActError for another number */
  readonly cellsOf: (record: Record) => readonly string[] | undefined;
  /** Tells that rows have been read by others: blank lines before them are in the middle. */
  readonly rowsPassed: () => void;
  /** The lines that were skipped so far. */
  readonly notes: Columns['notes'];
}

/** Where a table comes from, and what tells its header. */
export interface TableSource extends Omit<Rows, 'batches' | 'text' | 'roundedTo'> {
  readonly batches: AsyncIterator<readonly Record[]>;
}

/**
 * Reads up to the first row, and decides what the lines above it are.
 * @throws ActError if there is none, or if the first line is a title
 */
export async function beginTable({batches, delimiter}: TableSource, wanted: Wanted): Promise<Table> {
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
  // Where cells may be empty, they are no sign of names.
  const filled = wanted.empty === 'nan' ? cells.filter((cell) => cell !== '') : cells;
  const [lone = ''] = cells;
  // Columns of layers are called u0, u1, ...
  const isUnit = wanted.numbered === 'header' && /^[\p{L}_]+\d+$/u.test(lone) && areNames([lone]);
  const isName = width === 1 && wanted.headerWith === undefined ? isUnit || isLoneName(lone) : areNames(filled);
  const mayBeNumbered = wanted.numbered === 'header' && inComment === undefined && !isAsked && startsNumbered(cells);
  const above = isAsked || mayBeNumbered || (inComment === undefined && isName) ? cells : undefined;
  const following = above === undefined ? fromFirst : await upToRow(fromFirst.slice(1), batches, asides.above);
  const isNumbered = mayBeNumbered && isBelowNumbers(following[0] && trimmed(following[0]), cells);
  const inFirst = mayBeNumbered && !isNumbered ? undefined : above;
  const rows = mayBeNumbered && !isNumbered ? [first, ...following] : following;
  const [below] = rows;
  const isGuess = inFirst !== undefined && !isAsked;
  if (isGuess && below !== undefined && isTitle(width, below)) {
    const line = first.cells.join(delimiter);
    const sentence = delimiter === ';' && isByCommas(line, below) ? 'inputSemicolon' : 'inputTitle';
    throw commandLineError(sentence, wanted.name, first.line, shown(line));
  }
  return {
    header: inFirst ?? inComment,
    isGuess,
    isNumbered,
    width,
    first,
    rows,
    cellsOf: (record) => {
      if (record.aside !== undefined) {
        asides.below(record, width);
        return undefined;
      }
      asides.row();
      const {cells, line} = record;
      const isClosed = cells.length === width + 1 && cells.at(-1)?.trim() === '';
      if (cells.length !== width && !isClosed)
        throw commandLineError('inputRagged', wanted.name, line, cells.length, width);
      return cells;
    },
    rowsPassed: asides.row,
    notes: asides.notes,
  };
}

/** Whether a row is other than the numbers above it; beside an index, it begins with a whole number if nothing else tells. */
function isBelowNumbers(row: readonly string[] | undefined, numbers: readonly string[]): boolean {
  // A single 0 may be a number; above decimals it is the name that pandas gives a single column.
  if (numbers.length === 1) return /[.e]/i.test(row?.[0] ?? '');
  if (row === undefined) return true;
  if (numbers.length === 2 && numbers[0] === '' && !/^\d+$/.test(row[0] ?? '')) return false;
  return row.some((cell, i) => cell !== numbers[i]);
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

/** Whether a line that holds a semicolon has commas for as many cells as the row below it, which has numbers. */
function isByCommas(line: string, {cells: [row = '', ...others]}: Record): boolean {
  const numbers = row.split(',');
  const isRow = others.length === 0 && numbers.every((cell) => cell.trim() === '' || readNumber(cell) !== undefined);
  return isRow && numbers.length > 1 && line.split(',').length === numbers.length;
}

/** Whether a column is asked for by one of these names. */
function isAskedFor(cells: readonly string[], {columns, headerWith}: Wanted): boolean {
  if (headerWith !== undefined) return cells.some((cell) => headerWith.includes(cell.toLowerCase()));
  return typeof columns === 'object' && columns.some((key) => !isIndex(key) && cells.includes(key));
}
