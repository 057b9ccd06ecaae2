/** The types of numbers in an array: NumPy's codes such as `<f4`, and how each is read. */

import {shown} from '../cells.ts';
import type {Literal, Tuple} from './python-literal.ts';

/** The type of all numbers of an array. */
export interface NpyType {
  /** The code in the file: `<f2`. */
  readonly code: string;
  /** `bits` is a void type of one or two bytes, as which NumPy stores bfloat16 and the fp8 formats. */
  readonly kind: 'float' | 'integer' | 'boolean' | 'bits';
  /** Bytes of one number. */
  readonly size: number;
  readonly read: (view: DataView, offset: number) => number;
}

type Read = (view: DataView, offset: number, little: boolean) => number;

const readers: ReadonlyMap<string, readonly [NpyType['kind'], Read]> = new Map([
  ['f2', ['float', (view, offset, little) => halfOf(view.getUint16(offset, little))]],
  ['f4', ['float', (view, offset, little) => view.getFloat32(offset, little)]],
  ['f8', ['float', (view, offset, little) => view.getFloat64(offset, little)]],
  ['b1', ['boolean', (view, offset) => view.getUint8(offset)]],
  ['i1', ['integer', (view, offset) => view.getInt8(offset)]],
  ['i2', ['integer', (view, offset, little) => view.getInt16(offset, little)]],
  ['i4', ['integer', (view, offset, little) => view.getInt32(offset, little)]],
  // Integers of more than 53 bits become the nearest double.
  ['i8', ['integer', (view, offset, little) => Number(view.getBigInt64(offset, little))]],
  ['u1', ['integer', (view, offset) => view.getUint8(offset)]],
  ['u2', ['integer', (view, offset, little) => view.getUint16(offset, little)]],
  ['u4', ['integer', (view, offset, little) => view.getUint32(offset, little)]],
  ['u8', ['integer', (view, offset, little) => Number(view.getBigUint64(offset, little))]],
  ['V1', ['bits', (view, offset) => view.getUint8(offset)]],
  ['V2', ['bits', (view, offset, little) => view.getUint16(offset, little)]],
]);

/** The type of a code; undefined for objects, texts, dates, complex numbers and structures. */
export function readNpyType(code: string): NpyType | undefined {
  const [, order, name = ''] = /^([<>|=]?)(\w+)$/.exec(code) ?? [];
  const reader = readers.get(name);
  if (reader === undefined) return undefined;
  const [kind, read] = reader;
  const little = order !== '>';
  return {code, kind, size: Number(name.slice(1)), read: (view, offset) => read(view, offset, little)};
}

/** What elements that are not read are called, by the letter of their code. */
const refused: ReadonlyMap<string, string> = new Map([
  ['O', 'Python objects'],
  ['c', 'complex numbers'],
  ['S', 'texts'],
  ['a', 'texts'],
  ['U', 'texts'],
  ['T', 'texts'],
  ['M', 'dates'],
  ['m', 'spans of time'],
  ['V', 'raw bytes'],
  ['f', 'floats of another size'],
  ['i', 'integers of another size'],
  ['u', 'integers of another size'],
]);

/** Says which type it is that cannot be read: `its dtype <c8 is complex numbers`. */
export function refusedType(descr: Literal): string {
  if (typeof descr === 'string') {
    const what = refused.get(descr.replace(/^[<>|=]/, '').charAt(0));
    return `its dtype ${shown(descr)} is ${what === undefined ? 'not known' : what}`;
  }
  if (!Array.isArray(descr)) return 'its dtype is not known';
  const names = descr.map((field: Literal) => (isTuple(field) ? nameOf(field.items[0]) : '?'));
  return `its dtype is a structure of the fields ${shown(names.join(', '))}`;
}

/** The name of a field, which may stand in a pair with a title. */
function nameOf(field: Literal | undefined): string {
  if (field !== undefined && isTuple(field)) return nameOf(field.items[1]);
  return typeof field === 'string' ? field : '?';
}

/** Whether a literal is a tuple. */
export function isTuple(literal: Literal): literal is Tuple {
  return typeof literal === 'object' && literal !== null && 'items' in literal;
}

/** The float16 with these bits; DataView reads it only from Node 24 on. */
export function halfOf(bits: number): number {
  const [sign, exponent, fraction] = [bits >> 15, (bits >> 10) & 31, bits & 1023];
  const size =
    exponent === 31
      ? fraction === 0
        ? Number.POSITIVE_INFINITY
        : Number.NaN
      : exponent === 0
        ? fraction * 2 ** -24
        : (1024 + fraction) * 2 ** (exponent - 25);
  return sign === 1 ? -size : size;
}
