/** NumPy's .npy, versions 1 to 3: a magic word, a header in Python's notation, then nothing but numbers. */

import {commandLineError} from '../../errors/errors.ts';
import {shown} from '../cells.ts';
import {resumed} from '../text.ts';
import {isTuple, type NpyType, readNpyType, refusedType} from './npy-type.ts';
import {type Literal, readLiteral} from './python-literal.ts';

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

/** Longer than any header of plain numbers; only structured dtypes with hundreds of fields need as much. */
const longestHeader = 1 << 20;

/** NumPy's own limit. */
const mostDimensions = 64;

const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/** Whether bytes begin with the magic word, or are its beginning. */
function isNpy(bytes: Uint8Array, length = magic.length): boolean {
  return magic.slice(0, length).every((byte, i) => bytes[i] === byte);
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
    let head = await pull(bytes, new Uint8Array(0), 8);
    if (head.length === 0) throw fail('it is empty');
    if (!isNpy(head)) throw fail('it does not begin with \\x93NUMPY');
    const [major = 0, minor = 0] = head.subarray(6);
    if (head.length >= 8 && (major < 1 || major > 3 || minor !== 0))
      throw fail(`its version ${major}.${minor} is not known`);
    const start = major === 1 ? 10 : 12;
    head = await pull(bytes, head, start);
    if (head.length < start) throw fail('its header is cut off');
    const view = new DataView(head.buffer, head.byteOffset);
    const length = major === 1 ? view.getUint16(8, true) : view.getUint32(8, true);
    if (length > longestHeader) throw fail(`its header claims to have ${length} bytes`);
    head = await pull(bytes, head, start + length);
    if (head.length < start + length) throw fail('its header is cut off');
    const header = parseHeader(new TextDecoder().decode(head.subarray(start, start + length)));
    if (typeof header === 'string') throw fail(header);
    const {descr, shape} = header;
    const type = typeof descr === 'string' ? readNpyType(descr) : undefined;
    if (type === undefined) throw fail(`${refusedType(descr)}, none of f2 f4 f8, i1 to i8, u1 to u8, bool`);
    if (shape.length > mostDimensions)
      throw fail(`its shape has ${shape.length} dimensions, more than ${mostDimensions}`);
    const count = countOf(shape);
    if (count === undefined) throw fail(`its shape (${shown(shape.join())}) has more numbers than any file holds`);
    const chunks = numbers(head.subarray(start + length), bytes, {type, count, fail});
    return {shape, count, type, columnMajor: header.columnMajor, chunks};
  } catch (error) {
    await bytes.return?.();
    throw error;
  }
}

/** All numbers with the last index running fastest, whatever the order of the file. */
export async function rowMajor({shape, count, columnMajor, chunks}: NpyArray): Promise<Float64Array> {
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
      rest = left.length === 0 ? next.value : joined(left, next.value);
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

/** At least `length` bytes from the beginning, or all if there are fewer. */
async function pull(bytes: AsyncIterator<Uint8Array>, head: Uint8Array, length: number): Promise<Uint8Array> {
  let all = head;
  while (all.length < length) {
    const next = await bytes.next();
    if (next.done === true) return all;
    all = joined(all, next.value);
  }
  return all;
}

function joined(a: Uint8Array, b: Uint8Array): Uint8Array {
  const both = new Uint8Array(a.length + b.length);
  both.set(a);
  both.set(b, a.length);
  return both;
}

interface Header {
  /** The code of the type, `<f4`, or the list of a structured dtype. */
  readonly descr: Literal;
  readonly columnMajor: boolean;
  readonly shape: readonly number[];
}

const keys = ['descr', 'fortran_order', 'shape'] as const;

/**
 * A header such as `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`: these keys, in any order; or what is
 * wrong with it. What NumPy refuses is refused.
 */
function parseHeader(text: string): Header | string {
  const header = readLiteral(text);
  if (!(header instanceof Map)) return 'its header is no dictionary of descr, fortran_order and shape';
  const missing = keys.find((key) => !header.has(key));
  if (missing !== undefined) return `its header does not give ${missing}`;
  const other = [...header.keys()].find((key) => !keys.some((known) => known === key));
  if (other !== undefined) return `its header has the key '${shown(String(other))}', which NumPy does not write`;
  const [descr, columnMajor, shape]: readonly (Literal | undefined)[] = keys.map((key) => header.get(key));
  if (typeof columnMajor !== 'boolean') return 'its fortran_order is neither True nor False';
  const sizes = shape !== undefined && isTuple(shape) ? shape.items : [];
  if (shape === undefined || !isTuple(shape) || !isSizes(sizes))
    return 'its shape is no tuple of whole numbers, such as (3,)';
  return {descr: descr ?? null, columnMajor, shape: sizes};
}

function isSizes(sizes: readonly Literal[]): sizes is readonly number[] {
  return sizes.every((size) => typeof size === 'number');
}

/** How many numbers an array of this shape has; undefined if there cannot be so many. */
function countOf(shape: readonly number[]): number | undefined {
  if (!shape.every(Number.isSafeInteger)) return undefined;
  const count = shape.includes(0) ? 0 : shape.reduce((product, size) => product * size, 1);
  return Number.isSafeInteger(count) ? count : undefined;
}
