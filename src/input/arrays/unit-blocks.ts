/** The numbers of one array, block by block, from a file or a stream. */

import {commandLineError} from '../../errors/errors.ts';
import {joined} from '../npy/npy-header.ts';
import {blockBytes, type FileStatus, mostKept, type RandomAccess} from './bytes.ts';
import {countOf, inOrder, type Layout, placeAt, unitAxisOf, type Walk, walkOf} from './layout.ts';
import {decoded, type NumberType, sameRoom} from './number-type.ts';
import type {Block, UnitNumbers} from './unit-numbers.ts';

/** An array that was found in a file. */
export interface FoundArray {
  /** What messages and rows call it. */
  readonly name: string;
  readonly type: NumberType;
  readonly layout: Layout;
  /** The axis of the units that was asked for. */
  readonly axis: number | undefined;
  /** The file and the byte of the number at place 0; or a stream of just the numbers of the array. */
  readonly from: {readonly file: RandomAccess; readonly start: number} | AsyncIterable<Uint8Array>;
  /** How many bytes are read in all; undefined for a stream of unknown length. */
  readonly bytes: number | undefined;
  /** How many numbers a sample has, in a stream in C's order that goes on with further samples until it ends. */
  readonly perSample?: number;
  /** Told how many bytes have been read since it was last told. */
  readonly read: (bytes: number) => void;
  /** Makes an error of a problem. */
  readonly fail: (problem: string) => Error;
}

/** An array as another thread is told of it: plain records. See read-anew.ts. */
export interface ArrayInFile extends Pick<FoundArray, 'type' | 'layout' | 'axis'> {
  readonly status: FileStatus;
  readonly start: number;
}

/**
 * The units of an array and their numbers, none of which are read yet.
 * @throws ActError if it has no such axis, or an order that cannot be read
 */
export function unitNumbersOf(array: FoundArray): UnitNumbers {
  const {name, type, layout, axis, bytes, fail} = array;
  const unitAxis = unitAxisOf(layout.shape, axis);
  if (unitAxis === 'none such') throw commandLineError('arraysAxis', name, axis ?? -1, layout.shape);
  const walk = walkOf(layout, unitAxis);
  if (walk === undefined) throw commandLineError('arraysExpanded', name);
  const {units, samples} = walk;
  // A file without numbers may claim any number of units; one with numbers has no more units than these.
  if (samples === 0 && units > 1e6) throw fail(`its shape (${layout.shape.join()}) has ${units} units without numbers`);
  const blocks = blocksOf(array, {...walk, unitAxis});
  const {shape} = layout;
  // Of two axes the counts of units and samples tell which is which.
  const axes = shape.length > 2 && unitAxis !== undefined ? {axes: {shape, units: unitAxis}} : {};
  const inFile = inFileOf(array, walk);
  return {
    name,
    units,
    samples,
    stored: type.name,
    ...axes,
    blocks,
    ...(bytes !== undefined && {bytes}),
    ...(inFile && {inFile}),
  };
}

/** Undefined for a stream, and where all numbers have to be in memory, of which there is one. */
function inFileOf({from, type, layout, axis}: FoundArray, {isInOrder}: Walk): ArrayInFile | undefined {
  if (!('file' in from) || from.file.status === undefined || !isInOrder) return undefined;
  return {status: from.file.status, start: from.start, type, layout, axis};
}

type UnitWalk = Walk & {readonly unitAxis: number | undefined};

async function* blocksOf(array: FoundArray, walk: UnitWalk): AsyncGenerator<Block> {
  // Checked by whoever found the array.
  const count = array.perSample === undefined ? (countOf(array.layout.shape) ?? 0) : Number.POSITIVE_INFINITY;
  const {from} = array;
  const pieces = 'file' in from ? piecesOfFile(array, from, {walk, count}) : piecesOfStream(array, from, {walk, count});
  // Where pieces are not in the order of the file, they are in that of the units.
  const {units, run} = walk.isInOrder ? walk : inOrder(array.layout, walk.unitAxis);
  const room = sameRoom();
  let index = 0;
  for await (const bytes of pieces) {
    const values = decoded(bytes, array.type, room);
    const place = index % (units * run);
    yield {values, unit: Math.floor(place / run), left: run - (place % run), run};
    index += values.length;
  }
}

interface Counted {
  readonly walk: UnitWalk;
  readonly count: number;
}

type InFile = {readonly file: RandomAccess; readonly start: number};

/** The bytes of the numbers, in the order of the file, or of the units where those of the file are not in order. */
async function* piecesOfFile(
  array: FoundArray,
  {file, start}: InFile,
  {walk, count}: Counted,
): AsyncGenerator<Uint8Array> {
  const {type, read} = array;
  if (count === 0) return;
  if (walk.isDense && walk.isInOrder) {
    const from = start + walk.offset * type.size;
    const to = from + count * type.size;
    const buffer = new Uint8Array(Math.min(blockBytes, to - from));
    for (let at = from; at < to; at += buffer.length) {
      const bytes = file.read(at, Math.min(buffer.length, to - at), buffer);
      read(bytes.length);
      yield bytes;
    }
    return;
  }
  if (walk.isInOrder) {
    for (let index = 0; index < count; ) {
      const length = windowAt(walk, index, {count, size: type.size});
      const [first, last] = [placeAt(walk, index), placeAt(walk, index + length - 1)];
      const bytes = file.read(start + first * type.size, (last + 1 - first) * type.size);
      read(bytes.length);
      yield gathered(bytes, walk, {index, length, first, size: type.size});
      index += length;
    }
    return;
  }
  const last = placeAt(walk, count - 1);
  const bytes = (last + 1 - walk.offset) * type.size;
  if (bytes > mostKept) throw tooLarge(array);
  const all = file.read(start + walk.offset * type.size, bytes);
  read(bytes);
  yield* reordered(all, array, {walk, count});
}

/** The same from a stream, whose numbers always are dense. */
async function* piecesOfStream(
  array: FoundArray,
  stream: AsyncIterable<Uint8Array>,
  {walk, count}: Counted,
): AsyncGenerator<Uint8Array> {
  const {size} = array.type;
  if (walk.isInOrder) return yield* wholeNumbers(stream, {...array, size, count});
  if (count * size > mostKept) throw tooLarge(array);
  const parts: Uint8Array[] = [];
  for await (const bytes of wholeNumbers(stream, {...array, size, count})) parts.push(bytes.slice());
  yield* reordered(joined(parts), array, {walk, count});
}

function tooLarge({name}: FoundArray): Error {
  return commandLineError('arraysOrder', name, mostKept / 2 ** 20);
}

/** All numbers of an array in memory, unit by unit. */
function* reordered(all: Uint8Array, {type, layout}: FoundArray, {walk, count}: Counted): Generator<Uint8Array> {
  const ordered = inOrder(layout, walk.unitAxis);
  const most = blockBytes / type.size;
  for (let index = 0; index < count; index += most)
    yield gathered(all, ordered, {
      index,
      length: Math.min(most, count - index),
      first: ordered.offset,
      size: type.size,
    });
}

/** The largest stretch of a file that is read for numbers with gaps between them. */
const widest = 32 * blockBytes;

/** How many of the numbers from an index on lie close enough together to be read at once. */
function windowAt(walk: Walk, index: number, {count, size}: {readonly count: number; readonly size: number}): number {
  const start = placeAt(walk, index);
  let [fits, most] = [1, Math.min(count - index, blockBytes / size)];
  while (fits < most) {
    const middle = Math.ceil((fits + most) / 2);
    if ((placeAt(walk, index + middle - 1) + 1 - start) * size <= widest) fits = middle;
    else most = middle - 1;
  }
  return fits;
}

interface Picked {
  readonly index: number;
  readonly length: number;
  /** The place of the first number in the bytes. */
  readonly first: number;
  readonly size: NumberType['size'];
}

/** The numbers of a walk from an index on, taken from bytes that begin at the place `first`. */
function gathered(bytes: Uint8Array, walk: Walk, {index, length, first, size}: Picked): Uint8Array {
  const all = wordsOf(bytes, size);
  const picked = wordsOf(new Uint8Array(length * size), size);
  const last = walk.sizes.length - 1;
  const [row, stride] = [walk.sizes[last] ?? 1, walk.strides[last] ?? 1];
  for (let done = 0; done < length; ) {
    const place = placeAt(walk, index + done) - first;
    const stop = Math.min(length, done + row - ((index + done) % row));
    for (let from = place; done < stop; done += 1, from += stride) picked[done] = all[from] ?? 0; // within the bytes
  }
  return new Uint8Array(picked.buffer);
}

/** Bytes as the integers that are as long as a number; 64 bits as two halves would be no faster than bigints. */
function wordsOf(bytes: Uint8Array, size: NumberType['size']): Record<number, number | bigint> & {buffer: ArrayBuffer} {
  const kinds = {1: Uint8Array, 2: Uint16Array, 4: Uint32Array, 8: BigUint64Array} as const;
  // Readers allocate their bytes themselves, never in shared memory.
  return new kinds[size](bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.length / size);
}

interface Expected extends Pick<FoundArray, 'perSample' | 'fail' | 'read'> {
  readonly size: number;
  /** Infinity where it is not known. */
  readonly count: number;
}

/**
 * The bytes of a stream in a buffer that holds whole numbers, filled again when the next ones are asked for.
 * @throws ActError, after the last, if there are fewer or more than the shape says, or the last sample is cut off
 */
async function* wholeNumbers(
  stream: AsyncIterable<Uint8Array>,
  {size, count, perSample, fail, read}: Expected,
): AsyncGenerator<Uint8Array> {
  const buffer = new Uint8Array(Math.min(blockBytes, Math.max(count * size, size)));
  let [filled, seen] = [0, 0];
  for await (const bytes of stream) {
    read(bytes.length);
    if (seen + filled + bytes.length > count * size) throw fail(`it holds more than the ${count} numbers of its shape`);
    for (let at = 0; at < bytes.length; ) {
      const part = bytes.subarray(at, at + buffer.length - filled);
      buffer.set(part, filled);
      filled += part.length;
      at += part.length;
      if (filled < buffer.length) continue;
      seen += filled;
      filled = 0;
      yield buffer;
    }
  }
  const whole = filled - (filled % size);
  if (perSample !== undefined && (seen + filled) % (perSample * size) !== 0)
    throw fail(`it ends after ${Math.floor((seen + filled) / size)} numbers, within a sample of ${perSample}`);
  if (perSample === undefined && seen + filled < count * size)
    throw fail(`it ends after ${(seen + whole) / size} of ${count} numbers`);
  if (whole > 0) yield buffer.subarray(0, whole);
}
