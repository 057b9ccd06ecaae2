/** Numbers and nothing else: what `tofile` and C's `fwrite` write. Their type and shape are the user's to tell. */

import {commandLineError} from '../../errors/errors.ts';
import {type ByteSource, isRandomAccess} from './bytes.ts';
import {progressOf, refuseKeys} from './choose-arrays.ts';
import {countOf, denseStrides, unitAxisOf} from './layout.ts';
import {typeNamed} from './number-type.ts';
import {type FoundArray, unitNumbersOf} from './unit-blocks.ts';
import type {ArraysWanted, UnitNumbers} from './unit-numbers.ts';

/**
 * The array of a file in C's order. Without a shape it is one unit; in a shape one size may be -1, which the size of the
 * file then gives. Of a stream that may be the first size alone, if it counts samples: they are read until the end.
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
  const told = wanted.raw.shape ?? [-1];
  if (!isRandomAccess(source) && told.includes(-1))
    return [
      endlessUnits(told, {...source, type, axis: wanted.axis, from: source.bytes, read: progressOf(wanted), fail}),
    ];
  const shape = filledShape(told, {numbers: (held ?? 0) / type.size, fail});
  const count = countOf(shape);
  if (count === undefined) throw fail(`the shape (${shape.join()}) has more numbers than any file holds`);
  if (held !== undefined && held !== count * type.size)
    throw fail(`it has ${held / type.size} numbers, and the shape (${shape.join()}) has ${count}`);
  const layout = {shape, strides: denseStrides(shape, 'C'), offset: 0};
  const from = isRandomAccess(source) ? {file: source, start: 0} : source.bytes;
  const bytes = count * type.size;
  return [unitNumbersOf({name, type, layout, axis: wanted.axis, from, bytes, read: progressOf(wanted), fail})];
}

/** The units of a stream of samples, of which it is not known how many come. */
function endlessUnits(shape: readonly number[], array: Omit<FoundArray, 'layout' | 'bytes'>): UnitNumbers {
  const [first, ...others] = shape;
  const written = `the shape (${shape.join()})`;
  if (first !== -1 || others.includes(-1) || unitAxisOf(shape, array.axis) === 0)
    throw array.fail(`${written} leaves a size to a pipe, which can tell only how many samples come; give all sizes`);
  const perSample = countOf(others);
  const some = [samplesAtOnce, ...others];
  if (perSample === undefined || countOf(some) === undefined)
    throw array.fail(`${written} has more numbers than any file holds`);
  if (perSample === 0) throw array.fail(`${written} has samples without numbers`);
  const layout = {shape: some, strides: denseStrides(some, 'C'), offset: 0};
  const {samples: _, axes, ...units} = unitNumbersOf({...array, layout, bytes: undefined, perSample});
  return {...units, ...(axes && {axes: {...axes, shape}})};
}

/** Any number of samples would do: the array of so many follows itself. */
const samplesAtOnce = 2 ** 20;

interface Held {
  /** How many numbers the file has. */
  readonly numbers: number;
  readonly fail: (problem: string) => Error;
}

/** The shape with the size that was left to the file. */
function filledShape(shape: readonly number[], {numbers, fail}: Held): readonly number[] {
  const open = shape.filter((size) => size === -1).length;
  if (open === 0) return shape;
  const others = countOf(shape.filter((size) => size !== -1));
  if (open > 1) throw fail(`the shape (${shape.join()}) leaves more than one size to the file`);
  if (others === undefined || others === 0 || numbers % others !== 0)
    throw fail(`it has ${numbers} numbers, which the shape (${shape.join()}) does not divide`);
  return shape.map((size) => (size === -1 ? numbers / others : size));
}
