/** Parquet: each column of numbers is a unit, or each item of the lists in a column. */

import {commandLineError} from '../../errors/errors.ts';
import {nearest} from '../../formula/spelling.ts';
import {shown} from '../cells.ts';
import type {InputNote} from '../columns.ts';
import {type ByteSource, type RandomAccess, randomAccess} from './bytes.ts';
import type {ColumnSource} from './parquet/column-numbers.ts';
import {flatBlocks} from './parquet/flat-column.ts';
import {type Leaf, type ParquetFile, parquetError, readFooter} from './parquet/footer.ts';
import {firstListLength, type ListSource, listBlocks} from './parquet/list-column.ts';
import {type NumberType, numberType} from './parquet/plain-numbers.ts';
import {distinctNames} from './unit-names.ts';
import type {ArraysWanted, Block, UnitNumbers} from './unit-numbers.ts';

/** A column of numbers. */
interface Column {
  readonly leaf: Leaf;
  readonly type: NumberType;
  readonly label: string;
}

/** A file with its footer. */
interface Opened extends ParquetFile {
  readonly file: RandomAccess;
  readonly step: ArraysWanted['step'];
}

/** What pandas calls the index of a table, if it has no name. */
const pandasIndex = /^__index_level_\d+__$/;

/**
 * The columns of numbers as the units of one array; a column of lists is an array of its own.
 * @throws ActError for a file that is damaged, a column that does not exist, and one that holds no numbers
 */
export async function openParquet(source: ByteSource, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  const file = await randomAccess(source, 'Parquet');
  const {name} = file;
  const {axis, keys} = wanted;
  if (axis !== undefined && axis !== 1 && axis !== -1) throw commandLineError('tableAxis', name, axis);
  const opened = {...(await readFooter(file)), file, step: wanted.step};
  if (opened.groups.every(({rows}) => rows === 0)) throw commandLineError('tableEmpty', name, []);
  const index = keys.length > 0 ? undefined : opened.leaves.find(({path}) => pandasIndex.test(path[0] ?? ''));
  const leaves = keys.length > 0 ? chosen(opened.leaves, keys, name) : opened.leaves.filter((leaf) => leaf !== index);
  const columns = leaves.map((leaf) => columnOf(leaf, name));
  const lists = columns.filter(({leaf}) => leaf.lists > 0);
  const [list] = lists;
  if (list === undefined) {
    const notes: readonly InputNote[] = index ? [{code: 'indexSkipped', key: index.path.join('.')}] : [];
    return [{...flatNumbers(opened, columns), notes: () => notes}];
  }
  if (lists.length < columns.length)
    throw parquetError(name, `'${shown(list.label)}' holds lists and other columns do not`, `choose it alone with --key ${shown(list.label)}`); // biome-ignore format: one line
  if (lists.length > 1 && keys.length === 0 && !wanted.each)
    throw commandLineError(
      'arraysMany',
      name,
      lists.map(({label}) => shown(label)),
      wanted.onlyOne,
    );
  return Promise.all(lists.map((column) => listNumbers(opened, column, lists.length > 1)));
}

/** The leaves that are asked for: by the name of the field they are in, or by the names from there to the leaf. */
function chosen(leaves: readonly Leaf[], keys: readonly string[], name: string): readonly Leaf[] {
  const found = keys.map((key) => {
    const own = leaves.filter(({path}) => path.join('.') === key || path[0] === key);
    if (own.length === 0) {
      const fields = [...new Set(leaves.map(({path}) => path[0] ?? ''))];
      throw commandLineError('arraysKey', name, shown(key), nearest(key, fields).map(shown), fields.map(shown));
    }
    return own;
  });
  return [...new Set(found.flat())];
}

function columnOf(leaf: Leaf, name: string): Column {
  const {path, element} = leaf;
  const type = numberType(element);
  // The names inside of a list are the same in all files that one writer makes: they tell nothing.
  const label = leaf.lists > 0 ? (path[0] ?? '') : path.join('.');
  if (type !== undefined) return {leaf, type, label};
  const kind = element.logical_type?.type ?? element.converted_type ?? element.type ?? 'nothing';
  throw parquetError(
    name,
    `its column '${shown(label)}' holds ${shown(String(kind))}, no numbers`,
    'choose the columns of numbers with --key',
  );
}

function flatNumbers(opened: Opened, columns: readonly Column[]): UnitNumbers {
  const {file, groups} = opened;
  async function* blocks(): AsyncGenerator<Block> {
    for (const source of sourcesOf(opened, columns)) yield* flatBlocks(source, source.unit);
  }
  return {
    name: file.name,
    units: columns.length,
    unitNames: distinctNames(columns.map(({label}) => label)),
    samples: groups.reduce((sum, {rows}) => sum + rows, 0),
    stored: storedOf(columns),
    isSlowToRead: true,
    bytes: bytesOf(opened, columns),
    blocks: blocks(),
  };
}

/** The array of a list column; its name has that of the column where there are several. */
async function listNumbers(opened: Opened, column: Column, isOneOfMany: boolean): Promise<UnitNumbers> {
  const {file, groups} = opened;
  let units: number | undefined;
  for (const source of sourcesOf({...opened, step: () => {}}, [column])) {
    units = await firstListLength(source);
    if (units !== undefined) break;
  }
  if (units === undefined) throw parquetError(file.name, `all lists in '${shown(column.label)}' are missing or empty`);
  const known = units;
  async function* blocks(): AsyncGenerator<Block> {
    for (const source of sourcesOf(opened, [column])) yield* listBlocks(source, known);
  }
  return {
    name: isOneOfMany ? `${file.name}:${column.label}` : file.name,
    units,
    // Of lists in lists, the inner ones are the samples: how many there are is not known before they are read.
    ...(column.leaf.lists === 1 ? {samples: groups.reduce((sum, {rows}) => sum + rows, 0)} : {}),
    stored: column.type.stored,
    isSlowToRead: true,
    bytes: bytesOf(opened, [column]),
    blocks: blocks(),
  };
}

/** The columns in each row group, in the order of the file. */
function* sourcesOf(
  {file, groups, step}: Opened,
  columns: readonly Column[],
): Generator<ColumnSource & ListSource & {readonly unit: number}> {
  let [rowsBefore, bytesBefore] = [0, 0];
  for (const [number, {rows, chunks}] of groups.entries()) {
    for (const [unit, {leaf, type, label}] of columns.entries()) {
      const chunk = chunks[leaf.index];
      if (chunk === undefined) continue; // each group has all columns
      const before = bytesBefore;
      const fail: ColumnSource['fail'] = (problem, advice) =>
        parquetError(file.name, `column '${shown(label)}', row group ${number + 1}: ${problem}`, advice);
      const told = (bytes: number) => step(before + bytes);
      yield {file, chunk, leaf, type, fail, step: told, rows, rowsBefore, unit};
      bytesBefore += chunk.to - chunk.from;
    }
    rowsBefore += rows;
  }
}

function bytesOf({groups}: Opened, columns: readonly Column[]): number {
  const lengths = groups.flatMap(({chunks}) => columns.map(({leaf}) => chunks[leaf.index]));
  return lengths.reduce((sum, chunk) => sum + (chunk ? chunk.to - chunk.from : 0), 0);
}

/** The formats of columns, each named once. */
function storedOf(columns: readonly Column[]): string {
  return [...new Set(columns.map(({type}) => type.stored))].join(', ');
}
