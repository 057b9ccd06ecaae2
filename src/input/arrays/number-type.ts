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

/** Where numbers go that are no view of their bytes: so many floats or doubles. */
export interface Room {
  readonly floats: (length: number) => Float32Array;
  readonly doubles: (length: number) => Float64Array;
}

const newRoom: Room = {
  floats: (length) => new Float32Array(length),
  doubles: (length) => new Float64Array(length),
};

/** The same place again and again, as large as is asked for: what is put there overwrites what was there before. */
export function sameRoom(): Room {
  let memory = new ArrayBuffer(0);
  const held = (bytes: number): ArrayBuffer => {
    if (memory.byteLength < bytes) memory = new ArrayBuffer(bytes);
    return memory;
  };
  return {
    floats: (length) => new Float32Array(held(4 * length), 0, length),
    doubles: (length) => new Float64Array(held(8 * length), 0, length),
  };
}

/** Bytes of a number, and how the numbers are made of bytes in the order of this machine, at a multiple of their size. */
const types = {
  float64: [8, (bytes) => new Float64Array(...placeOf(bytes, 8))],
  float32: [4, (bytes) => new Float32Array(...placeOf(bytes, 4))],
  float16: [2, (bytes, room) => lookedUp(new Uint16Array(...placeOf(bytes, 2)), halves(), room)],
  bfloat16: [2, (bytes, room) => upperHalves(new Uint16Array(...placeOf(bytes, 2)), room)],
  // As results are stored where there is no type of their own: what is no number of the format is seen to be none.
  tf32: [4, (bytes) => new Float32Array(...placeOf(bytes, 4))],
  float8_e4m3fn: [1, (bytes, room) => lookedUp(bytes, byteNumbers('float8_e4m3fn'), room)],
  float8_e5m2: [1, (bytes, room) => lookedUp(bytes, byteNumbers('float8_e5m2'), room)],
  float8_e4m3fnuz: [1, (bytes, room) => lookedUp(bytes, byteNumbers('float8_e4m3fnuz'), room)],
  float8_e5m2fnuz: [1, (bytes, room) => lookedUp(bytes, byteNumbers('float8_e5m2fnuz'), room)],
  // One in each byte, as ml_dtypes stores them; the upper half of the byte does not count.
  float4_e2m1fn: [1, (bytes, room) => lookedUp(bytes, byteNumbers('float4_e2m1fn'), room)],
  int64: [8, (bytes, room) => wholes(bytes, new Int32Array(...placeOf(bytes, 4)), room)],
  int32: [4, (bytes, room) => copied(new Int32Array(...placeOf(bytes, 4)), room.doubles)],
  int16: [2, (bytes, room) => copied(new Int16Array(...placeOf(bytes, 2)), room.floats)],
  int8: [1, (bytes, room) => copied(new Int8Array(...placeOf(bytes, 1)), room.floats)],
  uint64: [8, (bytes, room) => wholes(bytes, new Uint32Array(...placeOf(bytes, 4)), room)],
  uint32: [4, (bytes, room) => copied(new Uint32Array(...placeOf(bytes, 4)), room.doubles)],
  uint16: [2, (bytes, room) => copied(new Uint16Array(...placeOf(bytes, 2)), room.floats)],
  uint8: [1, (bytes, room) => copied(bytes, room.floats)],
  bool: [1, (bytes, room) => lookedUp(bytes, truths, room)],
} as const satisfies Readonly<Record<string, readonly [1 | 2 | 4 | 8, (bytes: Uint8Array, room: Room) => Numbers]>>;

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
export function decoded(bytes: Uint8Array, {name, size, littleEndian}: NumberType, room = newRoom): Numbers {
  const aligned = bytes.byteOffset % size === 0 ? bytes : bytes.slice();
  if (littleEndian !== hostIsLittle) swap(aligned, size);
  return types[name][1](aligned, room);
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
function wholes(bytes: Uint8Array, upper: Int32Array | Uint32Array, room: Room): Float64Array {
  const lower = new Uint32Array(...placeOf(bytes, 4));
  const values = room.doubles(lower.length / 2);
  const [low, high] = hostIsLittle ? [0, 1] : [1, 0];
  for (let i = 0; i < values.length; i += 1)
    values[i] = (upper[2 * i + high] ?? 0) * 2 ** 32 + (lower[2 * i + low] ?? 0); // within the arrays
  return values;
}

/** bfloat16 is the upper half of a float32. */
function upperHalves(bits: Uint16Array, room: Room): Float32Array {
  const values = room.floats(bits.length);
  const words = new Uint32Array(values.buffer, 0, values.length);
  for (let i = 0; i < bits.length; i += 1) words[i] = (bits[i] ?? 0) << 16; // within the array
  return values;
}

function lookedUp(bits: Uint16Array | Uint8Array, table: Float32Array, room: Room): Float32Array {
  const values = room.floats(bits.length);
  for (let i = 0; i < bits.length; i += 1) values[i] = table[bits[i] ?? 0] ?? Number.NaN; // a number for all bits
  return values;
}

/** The same numbers as floats or doubles. */
function copied<T extends Numbers>(numbers: ArrayLike<number>, place: (length: number) => T): T {
  const values = place(numbers.length);
  values.set(numbers);
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
