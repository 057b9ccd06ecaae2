/** Results computed elsewhere, read from a file: rows with x, or a result for every bit pattern of a number format. */

import type {Results} from '../check/findings.ts';
import {commandLineError} from '../errors/errors.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import {type NumberFormat, valueOfBits} from '../exact/number-format.ts';
import {nearest} from '../formula/spelling.ts';
import {type ChooseColumns, type Heading, shown} from './columns.ts';
import {areNames} from './header.ts';
import {type NpyArray, openNpy, peekNpy, rowMajor} from './npy.ts';
import type {Source} from './open.ts';
import {readColumns} from './reader.ts';

/** Which results are expected in the file. */
export interface Wanted {
  /** The activation's label, by which columns may be called, also with `_grad` or `_second`: `table` calls them so. */
  readonly label: string;
  readonly format: NumberFormat;
  /** What the file holds; if undefined, its columns or its shape tell. */
  readonly show: readonly Quantity[] | undefined;
  /** Whether a text names an activation: a column may hold its results. */
  readonly isActivation: (text: string) => boolean;
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

const allQuantities = ['value', 'gradient', 'second'] as const;
const allRoles = ['x', ...allQuantities] as const;

async function columnResults({name, bytes}: Source, wanted: Wanted): Promise<Results> {
  const {label} = wanted;
  let roles: readonly Role[] = [];
  const choose: ChooseColumns = (heading) => {
    const {header, width} = heading;
    const places = header === undefined ? byPlace(width, wanted.show) : byName(header, {name, ...wanted});
    const needed = [
      'x',
      ...(wanted.show ?? (places.has('gradient') || places.has('second') ? [] : ['value'])),
    ] as const;
    const missing = needed.find((role) => !places.has(role));
    if (missing !== undefined) {
      const other = header?.map(activationOf).find((column) => column !== label && wanted.isActivation(column));
      throw commandLineError('checkColumn', name, missing, label, header?.map(shown) ?? width, other);
    }
    if (header !== undefined) refuseUnknown({...heading, header}, {name, ...wanted});
    roles = allRoles.filter((role) => places.has(role));
    return roles.map((role) => places.get(role) as string); // roles that have a place
  };
  const rows = {column: 'activation', text: label};
  const {chunks} = await readColumns(bytes, {name, columns: choose, headerWith: 'x', rows});
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
    ...(roles.includes('second') ? {second: columnOf('second')} : {}),
  };
}

/** The columns of rows without a header, in the order x, value, gradient. */
function byPlace(width: number, show: Wanted['show']): ReadonlyMap<Role, string> {
  const roles: readonly Role[] = ['x', ...(show ?? (['value', 'gradient'] as const)).slice(0, width - 1)];
  return new Map(width === roles.length ? roles.map((role, i) => [role, String(i + 1)]) : []);
}

type Named = Wanted & {readonly name: string};

/** The names that a column may have, in lower case. */
function namesOf(label: string): Readonly<Record<Role, readonly string[]>> {
  const own = label.toLowerCase();
  return {
    x: ['x'],
    value: [own, 'value', 'y'],
    gradient: [`${own}_grad`, 'gradient', 'grad'],
    second: [`${own}_second`, 'second'],
  };
}

/**
 * The columns of rows with a header; case is ignored. Only those that are to be shown.
 * @throws ActError if there are several for one, since only one would be checked
 */
function byName(header: readonly string[], {name, label, show}: Named): ReadonlyMap<Role, string> {
  const places = new Map<Role, string>();
  for (const role of allRoles) {
    if (role !== 'x' && show !== undefined && !show.includes(role)) continue;
    const found = header.filter((column) => namesOf(label)[role].includes(column.toLowerCase()));
    if (found.length > 1) throw commandLineError('checkTwice', name, role, found.map(shown));
    if (found[0] !== undefined) places.set(role, found[0]);
  }
  return places;
}

/**
 * Refuses a column that is neither looked at nor known to hold something else: it may be a misspelt result. Known are
 * columns that `table` writes, those of other activations too, indexes, and texts with a name unlike any result's.
 */
function refuseUnknown({header, row}: Heading & {readonly header: readonly string[]}, wanted: Named): void {
  const {name, label, isActivation} = wanted;
  const own = Object.values(namesOf(label)).flat();
  const known: ReadonlySet<string> = new Set([...own, '', 'activation', 'region', 'index', 'id']);
  const columns = new Set(header);
  const isKnown = (column: string, i: number): boolean => {
    const base = column.replace(/_bits$/, '');
    const other = activationOf(base);
    if (known.has(base.toLowerCase()) || base.startsWith(`${label}_grad_`) || /^gradient_\w+$/.test(base)) return true;
    // `value_grad` is none of another activation's.
    const isOthers = !own.includes(other.toLowerCase()) || base.endsWith('_region');
    if (isOthers && base !== other && columns.has(other)) return true;
    if (isOthers && (columns.has(`${other}_grad`) || columns.has(`${other}_second`) || isActivation(other)))
      return true;
    // Behind another name there may be a text.
    const cell = row?.[i];
    return nearest(column, own).length === 0 && cell !== undefined && areNames([cell]);
  };
  const unknown = header.find((column, i) => !isKnown(column, i));
  if (unknown === undefined) return;
  const likely = nearest(unknown, [
    'x',
    'value',
    'gradient',
    'grad',
    'second',
    label,
    `${label}_grad`,
    `${label}_second`,
  ]);
  throw commandLineError('checkUnknown', name, shown(unknown), label, likely);
}

/** The activation whose results a column of a table holds: `gelu` for `gelu_grad`. */
function activationOf(column: string): string {
  return column.replace(/_bits$/, '').replace(/_(?:grad|second|region)$/, '');
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
  const held = allQuantities.slice(0, Math.max(1, array.count / patterns));
  const rows = show === undefined ? held : allQuantities.filter((quantity) => show.includes(quantity));
  if (array.count !== rows.length * patterns || (rows.length > 1 && array.shape[0] !== rows.length)) {
    throw commandLineError('checkNpyCount', name, array.shape, format.name, patterns);
  }
  const decode = decoder(array, format);
  if (decode === undefined) throw commandLineError('checkNpyType', name, array.type.code, format.name, format.bits);
  const results = (await rowMajor(array)).map(decode);
  const x = Float64Array.from({length: patterns}, (_, bits) => valueOfBits(BigInt(bits), format));
  const row = (i: number): Float64Array => results.subarray(i * patterns, (i + 1) * patterns);
  return {x, ...Object.fromEntries(rows.map((quantity, i) => [quantity, row(i)]))};
}

/** A function from numbers of the array, floats or bit patterns, to results; undefined if its type cannot hold them. */
function decoder({type}: NpyArray, format: NumberFormat): ((value: number) => number) | undefined {
  // float16 does not have the range of bfloat16: results that were stored in it are lost.
  if (type.kind === 'float') return type.size === 2 && format.name === 'bfloat16' ? undefined : (value) => value;
  if (type.kind === 'boolean' || type.size * 8 !== format.bits) return undefined;
  return (value) => valueOfBits(BigInt.asUintN(format.bits, BigInt(value)), format);
}
