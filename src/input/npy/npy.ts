/** NumPy's .npy, versions 1 to 3: a magic word, a header in Python's notation, then nothing but numbers. */

import {commandLineError} from '../../errors/errors.ts';
import {resumed} from '../text.ts';
import {isNpy, joined, magic, pull, readNpyHeader} from './npy-header.ts';
import {type NpyType, readNpyType, refusedType} from './npy-type.ts';

/** An array whose header has been read. */
export interface NpyArray {
  readonly shape: readonly number[];
  /** The product of the shape. */
  readonly count: number;
  readonly type: NpyType;
  /** Whether the first index runs fastest in the file (Fortran order). */
  readonly columnMajor: boolean;
  /** The numbers in the order of the file; unsigned integers for bit patterns. Can be started only once. */
  readonly chunks: AsyncIterable<Float64Array>;
}

/** Whether the source is a .npy, and its bytes from the beginning. */
export async function peekNpy(
  source: AsyncIterable<Uint8Array>,
): Promise<{readonly isNpy: boolean; readonly bytes: AsyncIterable<Uint8Array>}> {
  const bytes = source[Symbol.asyncIterator]();
  // No more than is needed: whoever writes numbers into a pipe may wait for the first answer.
  let head = await pull(bytes, new Uint8Array(0), 1);
  if (isNpy(head, head.length)) head = await pull(bytes, head, magic.length);
  return {isNpy: isNpy(head), bytes: resumed(head, bytes)};
}

/**
 * The array of a file; only its header is read at first.
 * @throws ActError if it is not a .npy, or its elements are not numbers
 */
export async function openNpy(source: AsyncIterable<Uint8Array>, name: string): Promise<NpyArray> {
  const fail = (problem: string) => commandLineError('inputNpy', name, problem);
  const bytes = source[Symbol.asyncIterator]();
  try {
    const {descr, shape, count, columnMajor, rest} = await readNpyHeader(bytes, name);
    const type = typeof descr === 'string' ? readNpyType(descr) : undefined;
    if (type === undefined) throw fail(`${refusedType(descr)}, none of f2 f4 f8, i1 to i8, u1 to u8, bool`);
    return {shape, count, type, columnMajor, chunks: numbers(rest, bytes, {type, count, fail})};
  } catch (error) {
    await bytes.return?.();
    throw error;
  }
}

/** All numbers with the last index running fastest, whatever the order of the file. */
export async function rowMajor({shape, count, columnMajor, chunks}: Omit<NpyArray, 'type'>): Promise<Float64Array> {
  const parts: Float64Array[] = [];
  for await (const chunk of chunks) parts.push(chunk);
  // Allocated only now: a header may claim more numbers than the file or the memory holds.
  const values = new Float64Array(count);
  let length = 0;
  for (const part of parts) {
    values.set(part, length);
    length += part.length;
  }
  return columnMajor && shape.length > 1 ? reordered(values, shape) : values;
}

/** The numbers of a column-major array in row-major order. */
function reordered(values: Float64Array, shape: readonly number[]): Float64Array {
  const index = shape.map(() => 0);
  // How many places of the file one step of each index skips.
  const strides = shape.map((_, j) => shape.slice(0, j).reduce((product, size) => product * size, 1));
  return Float64Array.from(values, () => {
    const place = strides.reduce((sum, stride, j) => sum + stride * (index[j] ?? 0), 0);
    for (let j = shape.length - 1; j >= 0; j -= 1) {
      index[j] = ((index[j] ?? 0) + 1) % (shape[j] ?? 1);
      if (index[j] !== 0) break;
    }
    return values[place] ?? Number.NaN; // every place lies below the count
  });
}

interface Body {
  readonly type: NpyType;
  readonly count: number;
  readonly fail: (problem: string) => Error;
}

/** The numbers behind the header, as they come. */
async function* numbers(
  first: Uint8Array,
  bytes: AsyncIterator<Uint8Array>,
  {type, count, fail}: Body,
): AsyncGenerator<Float64Array> {
  let seen = 0;
  let rest = first;
  try {
    while (true) {
      const length = Math.floor(rest.length / type.size);
      seen += length;
      if (seen > count || (seen === count && rest.length > length * type.size)) {
        throw fail(`it holds more than the ${count} numbers of its shape`);
      }
      if (length > 0) yield decode(rest, length, type);
      const left = rest.subarray(length * type.size);
      const next = await bytes.next();
      if (next.done === true) break;
      rest = left.length === 0 ? next.value : joined([left, next.value]);
    }
    if (seen < count) throw fail(`it ends after ${seen} of ${count} numbers`);
  } finally {
    await bytes.return?.();
  }
}

function decode(bytes: Uint8Array, length: number, {size, read}: NpyType): Float64Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const values = new Float64Array(length);
  for (let i = 0; i < length; i += 1) values[i] = read(view, i * size);
  return values;
}
