/** The members of objects as columns of numbers. */

import {commandLineError} from '../../errors/errors.ts';
import {type Reading, readCell, shown} from '../cells.ts';
import {type Batches, type ChunkBuilder, type Columns, chunksOf, emptyInput, type Wanted} from '../columns.ts';
import {pickColumns, readingOf} from '../pick.ts';
import {rowChoice} from '../row-choice.ts';

/** An object that JSON.parse has made. */
export interface Row {
  readonly members: Readonly<Record<string, unknown>>;
  /** `line 3`, or `item 3`. */
  readonly at: string;
}

/** The wanted members of objects; `keys` are those of the first one, in the order of the file. */
export function memberColumns(batches: Batches<Row>, keys: readonly string[], wanted: Wanted): Columns {
  const {name} = wanted;
  if (keys.length === 0) throw emptyInput(wanted);
  const first = batches.first[0]?.members ?? {};
  const row = keys.map((key) => textOf(first[key]));
  const indexes = pickColumns({header: keys, width: keys.length, row}, wanted);
  const names = indexes.map((index) => keys[index] ?? '');
  const readings = names.map((key): Reading => readingOf(key, wanted));
  const choice = wanted.rows && rowChoice(wanted.rows);
  const choiceKey = keys.find((key) => key.toLowerCase() === wanted.rows?.column);
  const mayDiffer = typeof wanted.columns !== 'function';
  const read = ({members, at}: Row, set: ChunkBuilder['set']): boolean => {
    // Whoever chose from the members of the first object has not seen others.
    const other = mayDiffer ? undefined : Object.keys(members).find((key) => !Object.hasOwn(first, key));
    if (other !== undefined)
      throw commandLineError('inputJson', name, at, `'${shown(other)}' is not in the first object`);
    if (choiceKey !== undefined && choice?.keeps(textOf(members[choiceKey]), {name, at}) === false) return false;
    for (const [j, key] of names.entries()) {
      if (!Object.hasOwn(members, key)) throw commandLineError('inputJson', name, at, `'${shown(key)}' is missing`);
      const value = members[key];
      // One with too large an exponent.
      if (value === Number.POSITIVE_INFINITY || value === Number.NEGATIVE_INFINITY)
        throw commandLineError('inputJson', name, at, 'a number is beyond the largest double, about 1.8e308');
      const reading = readings[j] as Reading; // one for each
      set(j, typeof value === 'number' ? value : readCell(textOf(value), {name, at}, reading));
    }
    return true;
  };
  return {
    names,
    chunks: chunksOf(batches, names.length, read),
    notes: () => [],
    ...(choice && choiceKey !== undefined ? {rowsSeen: choice.seen} : {}),
  };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}
