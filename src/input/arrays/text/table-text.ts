/** Tables of text, their cells apart by commas, semicolons, tabs or blanks: a unit in each column, a sample in each row. */

import {commandLineError} from '../../../errors/errors.ts';
import {shown} from '../../cells.ts';
import {emptyInput, type InputNote} from '../../columns.ts';
import {beginTable, type Table} from '../../delimited.ts';
import type {Delimiter} from '../../header.ts';
import {isIndex} from '../../pick.ts';
import {type RecordReader, recordReader, type Record as TextRecord} from '../../records.ts';
import {distinctNames} from '../unit-names.ts';
import type {Block, UnitNumbers} from '../unit-numbers.ts';
import {byteRows, decode, type Lines, takeLine} from './byte-rows.ts';
import {type RowBlocks, rowBlocks} from './row-blocks.ts';
import {readTableCell} from './table-cells.ts';

/** A table as pieces of whole lines, and which of its columns are wanted. */
export interface TextTable {
  readonly name: string;
  readonly pieces: AsyncIterator<Uint8Array>;
  readonly delimiter: Delimiter;
  /** Names of columns, or their numbers from 1; all if empty. */
  readonly keys: readonly string[];
}

/** What is known of the units before all numbers are read. */
export type OpenedTable = Pick<UnitNumbers, 'units' | 'unitNames' | 'blocks' | 'notes'>;

/**
 * Reads the beginning of a table: the lines up to its first row.
 * @throws ActError if there is none, or if a column does not exist
 */
export async function openTextTable({name, pieces, delimiter, keys}: TextTable): Promise<OpenedTable> {
  const reader = recordReader(delimiter, name);
  const batches = batchesOf(pieces, reader);
  const columns = keys.length > 0 ? keys : 'all';
  const table = await beginTable({batches, delimiter}, {name, columns, empty: 'nan', numbered: 'header'});
  const {header, width, rows, isNumbered, first} = table;
  if (rows.length === 0) throw emptyInput({name, columns, empty: 'nan'}, header);
  const hasIndex = keys.length === 0 && header?.[0] === '' && width > 1;
  const indexes = keys.length > 0 ? chosen(table, keys, name) : [...Array(width).keys()].slice(hasIndex ? 1 : 0);
  const names = distinctNames(indexes.map((index) => header?.[index] ?? String(index + 1)));
  const notes = (): readonly InputNote[] => [
    ...(isNumbered ? [{code: 'headerNumbered', line: shown(first.cells.join(delimiter))} as const] : []),
    // A column may be called 1.
    ...(hasIndex ? [{code: 'indexSkipped', key: header.includes('1') ? "''" : '1'} as const] : []),
    ...table.notes(),
  ];
  const setRow = (record: TextRecord, blocks: RowBlocks): void => {
    const cells = table.cellsOf(record);
    if (cells === undefined) return;
    const buffer = blocks.buffer();
    for (const [unit, index] of indexes.entries()) {
      const place = {name, line: record.line, column: names[unit] as string, isChosen: keys.length > 0}; // one for each
      buffer.values[buffer.filled + unit] = readTableCell(cells[index] as string, place); // below the width
    }
    buffer.filled += indexes.length;
  };
  return {
    units: indexes.length,
    // Units without names have numbers from 0, as those of an array have.
    ...((header !== undefined && !isNumbered) || keys.length > 0 ? {unitNames: names} : {}),
    blocks: tableBlocks({table, pieces, reader, indexes, delimiter, setRow}),
    notes,
  };
}

/** A table whose beginning has been read, and how its rows are. */
interface StartedTable extends Pick<TextTable, 'pieces' | 'delimiter'> {
  readonly table: Table;
  readonly reader: RecordReader;
  readonly indexes: readonly number[];
  readonly setRow: (record: TextRecord, blocks: RowBlocks) => void;
}

/**
 * The numbers of all rows. Rows of plain decimals are read from bytes; a line of any other kind goes the way of all text,
 * through the reader of records, which knows quotes and comments, and says what is wrong with it.
 */
async function* tableBlocks(started: StartedTable): AsyncGenerator<Block> {
  const {table, pieces, reader, indexes, delimiter, setRow} = started;
  const blocks = rowBlocks(indexes.length);
  const readRows = byteRows({delimiter, width: table.width, indexes, empty: 'nan'});
  try {
    for (const record of table.rows) {
      setRow(record, blocks);
      if (blocks.isFull()) yield blocks.take();
    }
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      const lines: Lines = {bytes: next.value, at: 0};
      while (lines.at < lines.bytes.length) {
        const passed = reader.isOpen() ? 0 : readRows(lines, blocks.buffer());
        if (passed > 0) {
          reader.passed(passed);
          table.rowsPassed();
        }
        if (blocks.isFull()) yield blocks.take();
        else if (lines.at < lines.bytes.length) {
          for (const record of reader.records(takeLine(lines))) setRow(record, blocks);
          if (blocks.isFull()) yield blocks.take();
        }
      }
    }
    reader.end();
    const rest = blocks.take();
    if (rest.values.length > 0) yield rest;
  } finally {
    await pieces.return?.();
  }
}

/** The records of pieces, as long as somebody wants them. Closing this leaves the pieces open. */
async function* batchesOf(
  pieces: AsyncIterator<Uint8Array>,
  reader: RecordReader,
): AsyncGenerator<readonly TextRecord[]> {
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next())
    yield reader.records(decode(next.value));
  reader.end();
}

/** The indexes of columns that are asked for by name or by number, each once. */
function chosen({header, width}: Table, keys: readonly string[], name: string): readonly number[] {
  const indexes = keys.map((key) => {
    const index = header?.indexOf(key) ?? -1;
    if (index >= 0 && header?.lastIndexOf(key) !== index)
      throw commandLineError('tableKeyTwice', name, shown(key), width);
    if (index >= 0) return index;
    if (isIndex(key) && Number(key) <= width) return Number(key) - 1;
    throw commandLineError('tableKey', name, shown(key), width, header?.map(shown));
  });
  return [...new Set(indexes)];
}
