/** The columns of NumPy's array: one if it has one dimension, those of its rows if it has two. */

import {commandLineError} from '../../errors/errors.ts';
import {bytesOf, patternBits, valueOfBits} from '../../exact/bit-patterns.ts';
import {float64, type NumberFormat} from '../../exact/number-format.ts';
import {type Columns, chunksOf, type InputNote, type Wanted} from '../columns.ts';
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
  const named = namedRows(shape, wanted);
  if (named === undefined) requireTold(shape, wanted);
  const indexes = named ?? pickColumns({header: undefined, width, row: undefined}, wanted);
  const isBits = type.kind === 'bits' || (bits === 'everywhere' && type.kind === 'integer');
  if (isBits && (bits !== 'everywhere' || type.size !== bytesOf(format)))
    throw fail(
      `its dtype ${type.code} is bit patterns of ${type.size * 8} bits; give --bits, and a --dtype of that size`,
    );
  const values = await rowMajor(array);
  const valueAt = isBits ? (at: number) => patternAt(values, at, format) : (at: number) => values[at] ?? Number.NaN;
  const points = Array.from({length: (named === undefined ? shape[0] : width) ?? 0}, (_, i) => i);
  const [perPoint, perCoordinate] = named === undefined ? [width, 1] : [1, width];
  const notes: readonly InputNote[] = [
    ...(isSomePoints(shape, wanted)
      ? [{code: 'rowsArePoints' as const, rows: shape[0] ?? 0, coordinates: wanted.coordinates ?? []}]
      : []),
    ...(!isBits && type.kind === 'integer' && type.code.includes('u') ? [{code: 'unsignedNumbers' as const}] : []),
  ];
  const following = (async function* (): AsyncGenerator<readonly number[]> {})();
  return {
    names: indexes.map((index) => String(index + 1)),
    chunks: chunksOf({first: points, following}, indexes.length, (point, set) => {
      for (const [j, index] of indexes.entries()) set(j, valueAt(point * perPoint + index * perCoordinate)); // below the count
      return true;
    }),
    notes: () => notes,
  };
}

/** The rows that are asked for by the names of coordinates, which come first in what `table` writes. */
function namedRows(shape: readonly number[], {columns, coordinates = []}: Wanted): readonly number[] | undefined {
  if (shape.length !== 2 || (shape[0] ?? 0) < coordinates.length || typeof columns !== 'object') return undefined;
  const rows = columns.map((name) => coordinates.indexOf(name));
  return rows.length > 0 && !rows.includes(-1) ? rows : undefined;
}

/**
 * @throws ActError for an array that may be one activation's as `table` writes it, below its coordinates values and
 *   derivatives, where nothing says whether a point is a row or a column
 */
function requireTold(shape: readonly number[], {name, columns, coordinates = []}: Wanted): void {
  const [rows = 0] = shape;
  const size = coordinates.length;
  const most = 2 * size + (size === 1 ? 2 : 1); // f″ has one of a single input
  if (shape.length === 2 && typeof columns !== 'object' && size > 0 && rows > size && rows <= most)
    throw commandLineError('inputArray', name, shape, coordinates);
}

/** Whether an array has a point of several coordinates in each row, and so many rows that it could be a table's. */
function isSomePoints([rows = 0, width]: readonly number[], {columns, coordinates = []}: Wanted): boolean {
  return typeof columns !== 'object' && coordinates.length > 1 && width === coordinates.length && rows > width;
}

function patternAt(values: Float64Array, at: number, format: NumberFormat): number {
  return valueOfBits(BigInt.asUintN(patternBits(format), BigInt(values[at] ?? 0)), format); // an integer
}
