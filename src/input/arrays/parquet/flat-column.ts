/** A column of Parquet with a number in each row: one unit. */

import type {Block} from '../unit-numbers.ts';
import {type ColumnSource, damaged, nextLevels, openPages, pieceLength} from './column-numbers.ts';
import type {Numbers} from './plain-numbers.ts';

/** The numbers of a column in one row group as blocks of a unit; NaN where one is missing. */
export async function* flatBlocks(source: ColumnSource, unit: number): AsyncGenerator<Block> {
  const {leaf, type, fail} = source;
  for await (const {count, levels, read} of openPages(source)) {
    for (let done = 0; done < count; ) {
      const length = Math.min(pieceLength, count - done);
      const defined = levels.definition === undefined ? leaf.defined : nextLevels(levels.definition, length);
      let values: Numbers | undefined;
      if (defined === leaf.defined) values = read(length);
      else if (typeof defined === 'number' && defined < leaf.defined) values = type.allocate(length).fill(Number.NaN);
      else if (typeof defined === 'object') {
        const present = defined.reduce((sum, level) => sum + (level === leaf.defined ? 1 : 0), 0);
        const numbers = read(present);
        const isHigher = defined.some((level) => level > leaf.defined);
        values = numbers === undefined || isHigher ? undefined : type.allocate(length).fill(Number.NaN);
        let next = 0;
        for (let i = 0; values !== undefined && i < length; i += 1)
          if (defined[i] === leaf.defined) values[i] = numbers?.[next++] as number; // as many as are present
      }
      if (values === undefined) throw damaged(fail);
      // One number must not look like one of many units.
      yield {values, unit, left: length, run: Math.max(2, length)};
      done += length;
    }
  }
}
