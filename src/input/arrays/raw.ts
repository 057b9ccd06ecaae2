/** Numbers and nothing else: what `tofile` and C's `fwrite` write. Their type and shape are the user's to tell. */

import {commandLineError} from '../../errors/errors.ts';
import {type ByteSource, isRandomAccess} from './bytes.ts';
import {progressOf, refuseKeys} from './choose-arrays.ts';
import {countOf, denseStrides} from './layout.ts';
import {typeNamed} from './number-type.ts';
import {unitNumbersOf} from './unit-blocks.ts';
import type {ArraysWanted, UnitNumbers} from './unit-numbers.ts';

/**
 * The array of a file in C's order. Without a shape it is one unit; in a shape one size may be -1, which the size of the
 * file then gives; of a stream all sizes must be told.
 * @throws ActError if the type or the shape is missing, or does not fit the file
 */
export async function openRaw(source: ByteSource, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  const {name} = source;
  refuseKeys(name, wanted);
  if (wanted.raw === undefined) throw commandLineError('arraysRawType', name);
  const type = typeNamed(wanted.raw.dtype);
  const fail = (problem: string) => commandLineError('arraysRaw', name, type.name, problem);
  const held = isRandomAccess(source) ? source.size : undefined;
  if (held !== undefined && held % type.size !== 0)
    throw fail(`it has ${held} bytes, which is no multiple of ${type.size}`);
  const shape = filledShape(wanted.raw.shape ?? [-1], {numbers: held && held / type.size, fail});
  const count = countOf(shape);
  if (count === undefined) throw fail(`the shape (${shape.join()}) has more numbers than any file holds`);
  if (held !== undefined && held !== count * type.size)
    throw fail(`it has ${held / type.size} numbers, and the shape (${shape.join()}) has ${count}`);
  const layout = {shape, strides: denseStrides(shape, 'C'), offset: 0};
  const from = isRandomAccess(source) ? {file: source, start: 0} : source.bytes;
  const bytes = count * type.size;
  return [unitNumbersOf({name, type, layout, axis: wanted.axis, from, bytes, read: progressOf(wanted), fail})];
}

interface Held {
  /** How many numbers the file has; undefined for a stream. */
  readonly numbers: number | undefined;
  readonly fail: (problem: string) => Error;
}

/** The shape with the size that was left to the file. */
function filledShape(shape: readonly number[], {numbers, fail}: Held): readonly number[] {
  const open = shape.filter((size) => size === -1).length;
  if (open === 0) return shape;
  const others = countOf(shape.filter((size) => size !== -1));
  if (open > 1) throw fail(`the shape (${shape.join()}) leaves more than one size to the file`);
  if (numbers === undefined) throw fail(`the shape (${shape.join()}) leaves a size to the file, and a pipe has none`);
  if (others === undefined || others === 0 || numbers % others !== 0)
    throw fail(`it has ${numbers} numbers, which the shape (${shape.join()}) does not divide`);
  return shape.map((size) => (size === -1 ? numbers / others : size));
}
