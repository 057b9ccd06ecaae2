/** The columns of NumPy's array: one if it has one dimension, those of its rows if it has two. */

import {commandLineError} from '../../errors/errors.ts';
import {bytesOf, patternBits, valueOfBits} from '../../exact/bit-patterns.ts';
import {float64, type NumberFormat} from '../../exact/number-format.ts';
import {type Columns, chunksOf, type Wanted} from '../columns.ts';
import {pickColumns} from '../pick.ts';
import {type NpyArray, rowMajor} from './npy.ts';

/**
 * The wanted columns of an array of numbers, or of bit patterns where these are read.
 * @throws ActError for an array of other things, or of more dimensions
 */
export async function npyColumns(array: NpyArray, wanted: Wanted): Promise<Columns> {
  const {name, format = float64, bits} = wanted;
  const {shape, type} = array;
  const fail = (problem: string) => commandLineError('inputNpy', name, problem);
  if (shape.length !== 1 && shape.length !== 2) throw fail(`its shape (${shape.join()}) has not one or two dimensions`);
  const width = shape[1] ?? 1;
  const indexes = pickColumns({header: undefined, width, row: undefined}, wanted);
  const isBits = type.kind === 'bits' || (bits === 'everywhere' && type.kind === 'integer');
  if (isBits && (bits !== 'everywhere' || type.size !== bytesOf(format)))
    throw fail(
      `its dtype ${type.code} is bit patterns of ${type.size * 8} bits; give --bits, and a --dtype of that size`,
    );
  const values = await rowMajor(array);
  const valueAt = isBits ? (at: number) => patternAt(values, at, format) : (at: number) => values[at] ?? Number.NaN;
  const rows = Array.from({length: shape[0] ?? 0}, (_, i) => i);
  const following = (async function* (): AsyncGenerator<readonly number[]> {})();
  return {
    names: indexes.map((index) => String(index + 1)),
    chunks: chunksOf({first: rows, following}, indexes.length, (row, set) => {
      for (const [j, index] of indexes.entries()) set(j, valueAt(row * width + index)); // below the count
      return true;
    }),
    notes: () => [],
  };
}

function patternAt(values: Float64Array, at: number, format: NumberFormat): number {
  return valueOfBits(BigInt.asUintN(patternBits(format), BigInt(values[at] ?? 0)), format); // an integer
}
