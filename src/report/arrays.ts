/** Arrays of numbers one after another, as the formats for programs in C and NumPy have them, instead of rows. */

import type {Stretch} from '../exact/every-number.ts';
import type {Arrays, Chunk, Table} from './table.ts';

/** Makes the numbers of one array, or some of them. */
export type ArrayNumbers = (stretch: Stretch) => AsyncIterable<Float64Array>;

/**
 * A table of a single column, in which the numbers of all arrays stand one below the other. `isRandom` says that they can
 * be made from any place on, and by another thread.
 */
export function tableOfArrays(arrays: Arrays, numbers: readonly ArrayNumbers[], isRandom: 'random' | 'once'): Table {
  const {length, column} = arrays;
  const count = length * numbers.length;
  async function* chunks({from, to}: Stretch): AsyncGenerator<Chunk> {
    for (const [i, make] of numbers.entries()) {
      const own = {from: Math.max(0, from - i * length), to: Math.min(length, to - i * length)};
      if (own.from >= own.to) continue;
      for await (const part of make(own)) yield {length: part.length, columns: [part]};
    }
  }
  return {
    columns: [column],
    arrays,
    length: count,
    chunks: () => chunks({from: 0, to: count}),
    ...(isRandom === 'random' && {byPoint: {points: count, rowsOfPoint: 1, chunks}}),
  };
}

/** The arrays of a table that has them, as every command makes that takes the formats of arrays. */
export function arraysOf({arrays}: Table): Arrays {
  if (arrays === undefined) throw new Error('a table without arrays');
  return arrays;
}
