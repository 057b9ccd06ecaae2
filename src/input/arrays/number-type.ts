/** The types of numbers in binary files, and how their bytes become doubles, or floats where these hold them all. */

import {actError} from '../../errors/errors.ts';
import {valueOfBits} from '../../exact/bit-patterns.ts';
import {dtypeNamed} from '../../exact/number-format.ts';
import {nearest} from '../../formula/spelling.ts';
import {halfOf} from '../npy/npy-type.ts';

/** Numbers as blocks carry them. */
export type Numbers = Float32Array | Float64Array;

/** How a file stores its numbers. */
export interface NumberType {
  /** As reports state it: `float32`. */
  readonly name: TypeName;
  /** Bytes of one number. */
  readonly size: 1 | 2 | 4 | 8;
  /** Whether the last byte of a number comes first; of no matter where a number has but one. */
  readonly littleEndian: boolean;
}

/** Bytes of a number, and how the numbers are made of bytes in the order of this machine, at a multiple of their size. */
const types = {
  float64: [8, (bytes: Uint8Array) => new Float64Array(...placeOf(bytes, 8))],
  float32: [4, (bytes: Uint8Array) => new Float32Array(...placeOf(bytes, 4))],
  float16: [2, (bytes: Uint8Array) => lookedUp(new Uint16Array(...placeOf(bytes, 2)), halves())],
  bfloat16: [2, (bytes: Uint8Array) => upperHalves(new Uint16Array(...placeOf(bytes, 2)))],
  // As results are stored where there is no type of their own: what is no number of the format is seen to be none.
  tf32: [4, (bytes: Uint8Array) => new Float32Array(...placeOf(bytes, 4))],
  float8_e4m3fn: [1, (bytes: Uint8Array) => lookedUp(bytes, byteNumbers('float8_e4m3fn'))],
  float8_e5m2: [1, (bytes: Uint8Array) => lookedUp(bytes, byteNumbers('float8_e5m2'))],
  float8_e4m3fnuz: [1, (bytes: Uint8Array) => lookedUp(bytes, byteNumbers('float8_e4m3fnuz'))],
  float8_e5m2fnuz: [1, (bytes: Uint8Array) => lookedUp(bytes, byteNumbers('float8_e5m2fnuz'))],
  // One in each byte, as ml_dtypes stores them; the upper half of the byte does not count.
  float4_e2m1fn: [1, (bytes: Uint8Array) => lookedUp(bytes, byteNumbers('float4_e2m1fn'))],
  int64: [8, (bytes: Uint8Array) => wholes(bytes, new Int32Array(...placeOf(bytes, 4)))],
  int32: [4, (bytes: Uint8Array) => new Float64Array(new Int32Array(...placeOf(bytes, 4)))],
  int16: [2, (bytes: Uint8Array) => new Float32Array(new Int16Array(...placeOf(bytes, 2)))],
  int8: [1, (bytes: Uint8Array) => new Float32Array(new Int8Array(...placeOf(bytes, 1)))],
  uint64: [8, (bytes: Uint8Array) => wholes(bytes, new Uint32Array(...placeOf(bytes, 4)))],
  uint32: [4, (bytes: Uint8Array) => new Float64Array(new Uint32Array(...placeOf(bytes, 4)))],
  uint16: [2, (bytes: Uint8Array) => new Float32Array(new Uint16Array(...placeOf(bytes, 2)))],
  uint8: [1, (bytes: Uint8Array) => new Float32Array(bytes)],
  bool: [1, (bytes: Uint8Array) => lookedUp(bytes, truths)],
} as const;

/** The names of the types: NumPy's, PyTorch's and ml_dtypes'. */
export type TypeName = keyof typeof types;

/** The type of this name. */
export function numberType(name: TypeName, littleEndian: 'little' | 'big' = 'little'): NumberType {
  return {name, size: types[name][0], littleEndian: littleEndian === 'little'};
}

/** NumPy's letters of types, with their sizes. */
const codes: ReadonlyMap<string, TypeName> = new Map([
  ['f8', 'float64'],
  ['f4', 'float32'],
  ['f2', 'float16'],
  ['i8', 'int64'],
  ['i4', 'int32'],
  ['i2', 'int16'],
  ['i1', 'int8'],
  ['u8', 'uint64'],
  ['u4', 'uint32'],
  ['u2', 'uint16'],
  ['u1', 'uint8'],
  ['b1', 'bool'],
]);

/** The type of NumPy's code, such as `<f4`; undefined for another. */
export function typeOfCode(code: string): NumberType | undefined {
  const [, order, letters = ''] = /^([<>|=]?)(\w+)$/.exec(code) ?? [];
  const name = codes.get(letters);
  return name && numberType(name, order === '>' ? 'big' : 'little');
}

/**
 * The type that a user names: `float32`, `bf16`, `int8`, or NumPy's `>f4`.
 * @throws ActError for an unknown name
 */
export function typeNamed(text: string): NumberType {
  const type = knownTypeNamed(text);
  const names = Object.keys(types);
  if (type === undefined) throw actError('unknownDtype', text, nearest(text, names), names);
  return type;
}

/** The same; undefined for an unknown name. */
export function knownTypeNamed(text: string): NumberType | undefined {
  const code = typeOfCode(text);
  if (code !== undefined) return code;
  const plain = text.toLowerCase();
  if (Object.hasOwn(types, plain)) return numberType(plain as TypeName); // a key of the table
  try {
    return numberType(dtypeNamed(text).name as TypeName); // the table has every number format
  } catch {
    return undefined;
  }
}

const hostIsLittle = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

/** The type of the doubles of this machine. */
export function ownDoubles(): NumberType {
  return numberType('float64', hostIsLittle ? 'little' : 'big');
}

/**
 * The numbers of bytes, whose count is a multiple of the size of one; a view of the bytes where it can be one. The bytes
 * may be changed: they belong to the numbers from now on.
 */
export function decoded(bytes: Uint8Array, {name, size, littleEndian}: NumberType): Numbers {
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  if (littleEndian !== hostIsLittle) swap(aligned, size);
  return types[name][1](aligned);
}

/** Turns round the bytes of each number. */
function swap(bytes: Uint8Array, size: number): void {
  const buffer = Buffer.from(...placeOf(bytes, 1));
  if (size === 2) buffer.swap16();
  if (size === 4) buffer.swap32();
  if (size === 8) buffer.swap64();
}

/** Where numbers of a size stand, as typed arrays are told it. */
function placeOf(bytes: Uint8Array, size: number): [ArrayBuffer, number, number] {
  // Readers allocate their bytes themselves, never in shared memory.
  return [bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength / size];
}

/** Integers of 64 bits, whose upper half may have a sign: the sum is rounded once, to the nearest double. */
function wholes(bytes: Uint8Array, upper: Int32Array | Uint32Array): Float64Array {
  const lower = new Uint32Array(...placeOf(bytes, 4));
  const values = new Float64Array(lower.length / 2);
  const [low, high] = hostIsLittle ? [0, 1] : [1, 0];
  for (let i = 0; i < values.length; i += 1)
    values[i] = (upper[2 * i + high] ?? 0) * 2 ** 32 + (lower[2 * i + low] ?? 0); // within the arrays
  return values;
}

/** bfloat16 is the upper half of a float32. */
function upperHalves(bits: Uint16Array): Float32Array {
  const words = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i += 1) words[i] = (bits[i] ?? 0) << 16; // within the array
  return new Float32Array(words.buffer);
}

function lookedUp(bits: Uint16Array | Uint8Array, table: Float32Array): Float32Array {
  const values = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i += 1) values[i] = table[bits[i] ?? 0] ?? Number.NaN; // a number for all bits
  return values;
}

/** What a byte means where all but 0 are true. */
const truths = Float32Array.from({length: 256}, (_, byte) => Math.min(byte, 1));

const tables = new Map<string, Float32Array>();

/** Made at the first use: every number of a format by its bits. */
function tableOf(name: string, length: number, numberOf: (bits: number) => number): Float32Array {
  const table = tables.get(name) ?? Float32Array.from({length}, (_, bits) => numberOf(bits));
  tables.set(name, table);
  return table;
}

function halves(): Float32Array {
  return tableOf('float16', 65_536, halfOf);
}

/** What a byte means that holds a number of 8 bits, or one of fewer in its lowest. */
function byteNumbers(name: string): Float32Array {
  const format = dtypeNamed(name);
  return tableOf(name, 256, (bits) => valueOfBits(BigInt.asUintN(format.bits, BigInt(bits)), format));
}
