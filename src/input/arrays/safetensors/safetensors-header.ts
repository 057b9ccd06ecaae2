/** The header of safetensors: what each tensor is, and where it lies. Held against the rules of the library. */

import {shown} from '../../cells.ts';
import {repeatedAnywhere} from '../../json/json.ts';
import {countOf} from '../layout.ts';
import {type NumberType, numberType, type TypeName} from '../number-type.ts';

/** A tensor as the header tells it. */
export interface SafeTensor {
  /** As the header names the type: `BF16`. */
  readonly dtype: string;
  /** Undefined for a type that is not read. */
  readonly type: NumberType | undefined;
  readonly shape: readonly number[];
  /** The bytes of the file in which the numbers lie: the first, and the one behind the last. */
  readonly from: number;
  readonly to: number;
}

/** All tensors, in the order of the header. */
export interface SafeHeader {
  readonly tensors: ReadonlyMap<string, SafeTensor>;
  /** Where the file ends. */
  readonly end: number;
}

const dtypes: ReadonlyMap<string, TypeName> = new Map([
  ['F64', 'float64'],
  ['F32', 'float32'],
  ['F16', 'float16'],
  ['BF16', 'bfloat16'],
  ['F8_E4M3', 'float8_e4m3fn'],
  ['F8_E5M2', 'float8_e5m2'],
  ['F8_E4M3FNUZ', 'float8_e4m3fnuz'],
  ['F8_E5M2FNUZ', 'float8_e5m2fnuz'],
  ['I64', 'int64'],
  ['I32', 'int32'],
  ['I16', 'int16'],
  ['I8', 'int8'],
  ['U64', 'uint64'],
  ['U32', 'uint32'],
  ['U16', 'uint16'],
  ['U8', 'uint8'],
  ['BOOL', 'bool'],
]);

interface Where {
  /** Where the numbers of all tensors begin in the file. */
  readonly start: number;
  readonly fail: (problem: string) => Error;
}

/**
 * The tensors of a header: they lie one behind the other, without holes, and each is as long as its shape says.
 * @throws ActError where they do not
 */
export function safeHeader(bytes: Uint8Array, {start, fail}: Where): SafeHeader {
  const entries = Object.entries(jsonObject(bytes, fail)).filter(([key]) => key !== '__metadata__');
  const tensors = entries.map(([key, told]) => [key, tensorOf(told, {start, fail: named(key, fail)})] as const);
  let end = start;
  for (const [key, {from, to}] of [...tensors].sort(([, a], [, b]) => a.from - b.from || a.to - b.to)) {
    if (from !== end) throw named(key, fail)(`begins at byte ${from}, but the tensor before it ends at byte ${end}`);
    end = to;
  }
  return {tensors: new Map(tensors), end};
}

/** Makes an error of what is wrong with one tensor. */
function named(key: string, fail: (problem: string) => Error): (problem: string) => Error {
  return (problem) => fail(`its tensor '${shown(key)}' ${problem}`);
}

/**
 * The object of a text in JSON.
 * @throws ActError if it is none, or if it, or an object in it, has a key twice
 */
export function jsonObject(bytes: Uint8Array, fail: (problem: string) => Error): Readonly<Record<string, unknown>> {
  let [text, value]: [string, unknown] = ['', undefined];
  try {
    text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    value = JSON.parse(text);
  } catch {
    throw fail('its header is not JSON');
  }
  if (!isRecord(value)) throw fail('its header is no object of JSON');
  // JSON.parse keeps the last one, other readers the first.
  const repeated = repeatedAnywhere(text);
  if (repeated !== undefined) {
    const within = repeated.within === undefined ? 'its header' : `'${shown(repeated.within)}' of its header`;
    throw fail(`'${shown(repeated.key)}' appears twice in ${within}`);
  }
  return value;
}

/** Whether a value of JSON is an object. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function tensorOf(told: unknown, {start, fail}: Where): SafeTensor {
  if (!isRecord(told)) throw fail('is told by no object');
  const {dtype, shape, data_offsets: offsets} = told;
  if (typeof dtype !== 'string') throw fail('has no dtype');
  if (!isCounts(shape)) throw fail('has no shape');
  if (!isCounts(offsets) || offsets.length !== 2) throw fail('has no data_offsets of two numbers');
  const [from = 0, to = 0] = offsets;
  if (to < from) throw fail(`ends at byte ${to} of the data, before its begin at byte ${from}`);
  const count = countOf(shape);
  if (count === undefined) throw fail(`has a shape of more numbers than any file holds`);
  const name = dtypes.get(dtype);
  const type = name && numberType(name);
  if (type !== undefined && count * type.size !== to - from)
    throw fail(`has ${to - from} bytes, but its shape (${shape.join()}) of ${shown(dtype)} needs ${count * type.size}`);
  return {dtype, type, shape, from: start + from, to: start + to};
}

function isCounts(value: unknown): value is readonly number[] {
  return Array.isArray(value) && value.every((item) => Number.isSafeInteger(item) && item >= 0);
}
