/** A column of Parquet with a list in each row: the items of a list are the units. */

import type {Block} from '../unit-numbers.ts';
import {type ColumnSource, damaged, type Levels, nextLevels, openPages, pieceLength} from './column-numbers.ts';
import type {Numbers} from './plain-numbers.ts';

/** More units than any layer has. */
const mostUnits = 2 ** 24;

/** A list column in one row group. */
export interface ListSource extends ColumnSource {
  readonly rows: number;
  /** How many rows are in the groups before, for messages. */
  readonly rowsBefore: number;
}

/** The levels of some values of a list column, and a reader of those that are there. */
interface Piece {
  readonly length: number;
  readonly repetition: Levels;
  readonly definition: Levels;
  readonly read: (count: number) => Numbers | undefined;
}

async function* piecesOf(source: ListSource): AsyncGenerator<Piece> {
  const {leaf, fail} = source;
  for await (const {count, levels, read} of openPages(source)) {
    for (let done = 0; done < count; done += pieceLength) {
      const length = Math.min(pieceLength, count - done);
      const repetition = nextLevels(levels.repetition, length);
      const definition = nextLevels(levels.definition, length);
      if (!isWithin(repetition, leaf.lists) || !isWithin(definition, leaf.defined)) throw damaged(fail);
      yield {length, repetition, definition, read};
    }
  }
}

function isWithin(levels: Levels | undefined, highest: number): levels is Levels {
  // Of so many bits, none is higher if `highest` has all of them.
  if (typeof levels === 'object') return (highest & (highest + 1)) === 0 || levels.every((level) => level <= highest);
  return levels !== undefined && levels <= highest;
}

const levelAt = (levels: Levels, i: number): number => (typeof levels === 'number' ? levels : (levels[i] as number)); // i is below the length

/** How many items the first list has that is there; undefined if there is none in this row group. */
export async function firstListLength(source: ListSource): Promise<number | undefined> {
  const {leaf, fail} = source;
  let items = 0;
  for await (const {length, repetition, definition} of piecesOf(source)) {
    for (let i = 0; i < length; i += 1) {
      if (levelAt(repetition, i) < leaf.lists && items > 0) return items;
      if (levelAt(definition, i) >= leaf.itemDefined) items += 1;
    }
    if (items > mostUnits) throw fail(`its lists have more than ${mostUnits} items`, 'give lists with an item a unit');
  }
  return items === 0 ? undefined : items;
}

/**
 * The numbers of a list column in one row group; NaN where an item is missing, or a whole list. Of lists in lists, the
 * innermost ones are the samples.
 * @throws ActError for a list of another length, and for lists in lists of which one is missing or empty
 */
export async function* listBlocks(source: ListSource, units: number): AsyncGenerator<Block> {
  const {leaf, type, fail} = source;
  const {lists, itemDefined, defined} = leaf;
  let rows = 0;
  /** The unit of the next item; at the end of a list there is none. */
  let unit = units;
  const refuse = (problem: string) =>
    fail(
      `the list in row ${source.rowsBefore + rows - 1} (from 0) ${problem}`,
      'give all lists the same length, the number of units',
    );
  const isShort = () => refuse(`has ${unit} of the ${units} items of the first one`);
  for await (const {length, repetition, definition, read} of piecesOf(source)) {
    const firstUnit = unit === units ? 0 : unit;
    const begun =
      lists === 1 && definition === defined ? listsBegun(repetition, {units, ahead: units - unit}) : undefined;
    if (begun !== undefined) {
      const values = read(length);
      if (values === undefined) throw damaged(fail);
      yield {values, unit: firstUnit, left: 1, run: 1};
      rows += begun;
      unit = ((unit + length - 1) % units) + 1;
      continue;
    }
    let [present, absentLists] = [0, 0];
    for (let i = 0; i < length; i += 1) {
      const [repeated, level] = [levelAt(repetition, i), levelAt(definition, i)];
      if (repeated === lists) {
        if (rows === 0) throw damaged(fail);
        if (unit === units) throw refuse(`has more than the ${units} items of the first one`);
      } else {
        if (unit < units) throw isShort();
        if (repeated === 0) rows += 1;
        unit = 0;
      }
      if (level === defined) present += 1;
      if (level >= itemDefined) unit += 1;
      else if (level === itemDefined - 1 && lists === 1) throw refuse(`is empty; the first one has ${units} items`);
      else if (lists > 1 || unit > 0) throw refuse('is missing or empty, or one in it is');
      else {
        absentLists += 1;
        unit = units;
      }
    }
    const numbers = read(present);
    if (numbers === undefined) throw damaged(fail);
    const isWhole = present === length;
    const values = isWhole ? numbers : type.allocate(length + absentLists * (units - 1)).fill(Number.NaN);
    for (let [i, at, next] = [0, 0, 0]; !isWhole && i < length; i += 1) {
      const level = levelAt(definition, i);
      if (level === defined) values[at] = numbers[next++] as number; // as many as are present
      at += level < itemDefined ? units : 1;
    }
    yield {values, unit: firstUnit, left: 1, run: 1};
  }
  if (unit < units) throw isShort();
  if (rows !== source.rows) throw fail(`there are ${rows} lists in ${source.rows} rows`);
}

/**
 * How many lists begin where items follow each other, none missing, if each list is as long as it should be; `ahead` are
 * the items of the list before them. Undefined where one is not.
 */
function listsBegun(
  repetition: Levels,
  {units, ahead}: {readonly units: number; readonly ahead: number},
): number | undefined {
  if (typeof repetition === 'number') return undefined;
  let begun = 0;
  let from = 0;
  for (let start = ahead; ; start += units) {
    const next = repetition.indexOf(0, from);
    if (next < 0) return start >= repetition.length ? begun : undefined;
    if (next !== start) return undefined;
    begun += 1;
    from = next + 1;
  }
}
