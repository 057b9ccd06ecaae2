/** The header of a .npy, versions 1 to 3: a magic word, then what the numbers are, in Python's notation. */

import {commandLineError} from '../../errors/errors.ts';
import {countOf} from '../arrays/layout.ts';
import {shown} from '../cells.ts';
import {isTuple} from './npy-type.ts';
import {type Literal, readLiteral} from './python-literal.ts';

/** What a header says. */
export interface NpyHeader {
  /** The code of the type, `<f4`, or the list of a structured dtype. */
  readonly descr: Literal;
  readonly shape: readonly number[];
  /** The product of the shape. */
  readonly count: number;
  /** Whether the first index runs fastest in the file (Fortran order). */
  readonly columnMajor: boolean;
  /** The byte of the file at which the numbers begin. */
  readonly start: number;
  /** The first bytes of the numbers, which were read with the header. */
  readonly rest: Uint8Array;
}

/** Longer than any header of plain numbers; only structured dtypes with hundreds of fields need as much. */
const longestHeader = 1 << 20;

/** NumPy's own limit. */
const mostDimensions = 64;

/** The first bytes of every .npy. */
export const magic = [0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59]; // \x93NUMPY

/** Whether bytes begin with the magic word, or are its beginning. */
export function isNpy(bytes: Uint8Array, length = magic.length): boolean {
  return magic.slice(0, length).every((byte, i) => bytes[i] === byte);
}

/**
 * The header of a file.
 * @param bytes the file from its beginning
 * @throws ActError if it is not a .npy
 */
export async function readNpyHeader(bytes: AsyncIterator<Uint8Array>, name: string): Promise<NpyHeader> {
  const fail = (problem: string) => commandLineError('inputNpy', name, problem);
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
  if (shape.length > mostDimensions)
    throw fail(`its shape has ${shape.length} dimensions, more than ${mostDimensions}`);
  const count = countOf(shape);
  if (count === undefined) throw fail(`its shape (${shown(shape.join())}) has more numbers than any file holds`);
  return {
    descr,
    shape,
    count,
    columnMajor: header.columnMajor,
    start: start + length,
    rest: head.subarray(start + length),
  };
}

/** At least `length` bytes from the beginning, or all if there are fewer. */
export async function pull(bytes: AsyncIterator<Uint8Array>, head: Uint8Array, length: number): Promise<Uint8Array> {
  const parts = [head];
  for (let pulled = head.length; pulled < length; ) {
    const next = await bytes.next();
    if (next.done === true) break;
    parts.push(next.value);
    pulled += next.value.length;
  }
  return joined(parts);
}

/** The bytes of all parts, one behind the other. */
export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  if (parts.length === 1 && first !== undefined) return first;
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

type Stated = Pick<NpyHeader, 'descr' | 'shape' | 'columnMajor'>;

const keys = ['descr', 'fortran_order', 'shape'] as const;

/**
 * A header such as `{'descr': '<f4', 'fortran_order': False, 'shape': (3, 4), }`: these keys, in any order; or what is
 * wrong with it. What NumPy refuses is refused.
 */
function parseHeader(text: string): Stated | string {
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
