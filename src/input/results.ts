/** Results computed elsewhere, read from a file: rows with x, or a result for every bit pattern of a number format. */

import type {Results} from '../check/findings.ts';
import {commandLineError} from '../errors.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import {type NumberFormat, valueOfBits} from '../exact/number-format.ts';
import type {ChooseColumns} from './columns.ts';
import {type NpyArray, openNpy, peekNpy, rowMajor} from './npy.ts';
import type {Source} from './open.ts';
import {readColumns} from './reader.ts';

/** Which results are expected in the file. */
export interface Wanted {
  /** The activation's label, by which columns may be called, also with `_grad`: `table` calls them so. */
  readonly label: string;
  readonly format: NumberFormat;
  /** What the file holds; if undefined, its columns or its shape tell. */
  readonly show: readonly Quantity[] | undefined;
}

/**
 * All results of a file.
 * @throws ActError if there are none, if one is not a number, or if a `.npy` does not have one for each bit pattern
 */
export async function readResults({name, bytes}: Source, wanted: Wanted): Promise<Results> {
  const peeked = await peekNpy(bytes);
  if (peeked.isNpy || /\.npy$/i.test(name)) return npyResults(await openNpy(peeked.bytes, name), name, wanted);
  return columnResults({name, bytes: peeked.bytes}, wanted);
}

type Role = 'x' | Quantity;

async function columnResults({name, bytes}: Source, {label, show}: Wanted): Promise<Results> {
  let roles: readonly Role[] = [];
  const choose: ChooseColumns = (header, width) => {
    const places = header === undefined ? byPlace(width, show) : byName(header, label);
    const needed = ['x', ...(show ?? (places.has('gradient') ? [] : ['value']))] as const;
    const missing = needed.find((role) => !places.has(role));
    if (missing !== undefined) throw commandLineError('checkColumn', name, missing, label, header ?? width);
    roles = (['x', 'value', 'gradient'] as const).filter(
      (role) => places.has(role) && (role === 'x' || (show?.includes(role) ?? true)),
    );
    return roles.map((role) => places.get(role) as string); // roles that have a place
  };
  const {chunks} = await readColumns(bytes, {name, columns: choose});
  const parts: (readonly Float64Array[])[] = [];
  for await (const {columns} of chunks) parts.push(columns);
  const columnOf = (role: Role) => {
    const index = roles.indexOf(role);
    return joined(parts.map((columns) => columns[index] as Float64Array)); // a column for each role
  };
  return {
    x: columnOf('x'),
    ...(roles.includes('value') ? {value: columnOf('value')} : {}),
    ...(roles.includes('gradient') ? {gradient: columnOf('gradient')} : {}),
  };
}

/** The columns of rows without a header, in the order x, value, gradient. */
function byPlace(width: number, show: Wanted['show']): ReadonlyMap<Role, string> {
  const roles: readonly Role[] = ['x', ...(show ?? (['value', 'gradient'] as const)).slice(0, width - 1)];
  return new Map(width === roles.length ? roles.map((role, i) => [role, String(i + 1)]) : []);
}

/** The columns of rows with a header; case is ignored. */
function byName(header: readonly string[], label: string): ReadonlyMap<Role, string> {
  const names: Readonly<Record<Role, readonly string[]>> = {
    x: ['x'],
    value: [label, 'value', 'y'],
    gradient: [`${label}_grad`, 'gradient', 'grad'],
  };
  const places = new Map<Role, string>();
  for (const role of ['x', 'value', 'gradient'] as const) {
    const found = names[role]
      .map((known) => header.find((column) => column.toLowerCase() === known.toLowerCase()))
      .find((column) => column !== undefined);
    if (found !== undefined) places.set(role, found);
  }
  return places;
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let length = 0;
  for (const part of parts) {
    all.set(part, length);
    length += part.length;
  }
  return all;
}

async function npyResults(array: NpyArray, name: string, {format, show}: Wanted): Promise<Results> {
  if (format.bits > 16) throw commandLineError('checkNpyFormat', name, format.name);
  const patterns = 2 ** format.bits;
  const both = show === undefined ? array.count === 2 * patterns && array.shape[0] === 2 : show.length > 1;
  if (array.count !== (both ? 2 * patterns : patterns) || (both && array.shape[0] !== 2)) {
    throw commandLineError('checkNpyCount', name, array.shape, format.name, patterns);
  }
  const decode = decoder(array, format);
  if (decode === undefined) throw commandLineError('checkNpyType', name, array.type.code, format.name, format.bits);
  const results = (await rowMajor(array)).map(decode);
  const x = Float64Array.from({length: patterns}, (_, bits) => valueOfBits(BigInt(bits), format));
  if (both) return {x, value: results.subarray(0, patterns), gradient: results.subarray(patterns)};
  return show?.[0] === 'gradient' ? {x, gradient: results} : {x, value: results};
}

/** A function from numbers of the array, floats or bit patterns, to results; undefined if its type cannot hold them. */
function decoder({type}: NpyArray, format: NumberFormat): ((value: number) => number) | undefined {
  // float16 does not have the range of bfloat16: results that were stored in it are lost.
  if (type.kind === 'float') return type.size === 2 && format.name === 'bfloat16' ? undefined : (value) => value;
  if (type.kind === 'boolean' || type.size * 8 !== format.bits) return undefined;
  return (value) => valueOfBits(BigInt.asUintN(format.bits, BigInt(value)), format);
}
