/** Results computed elsewhere, read from a file: rows with x, or a result for every bit pattern of a number format. */

import type {Coverage, Results} from '../check/findings.ts';
import {commandLineError} from '../errors/errors.ts';
import {type NumberFormat, roundDouble, valueOfBits} from '../exact/number-format.ts';
import type {InputNote} from './columns.ts';
import {type NpyArray, openNpy, peekNpy, rowMajor} from './npy/npy.ts';
import type {Source} from './open.ts';
import {readColumns} from './reader.ts';
import {allQuantities, type ResultColumn, type ResultsSought, type Role, resultColumns} from './result-columns.ts';

/** Which results are expected in the file. */
export interface Wanted extends Omit<ResultsSought, 'name'> {
  readonly format: NumberFormat;
  /** Whether hexadecimal integers are bit patterns in every column. */
  readonly hasBits: boolean;
}

/** The results, and what is to be said of the file. */
export interface ResultsRead {
  readonly results: Results;
  readonly coverage: Coverage;
  readonly notes: readonly InputNote[];
}

/**
 * All results of a file.
 * @throws ActError if there are none, if one is not a number, or if a `.npy` does not have one for each bit pattern
 */
export async function readResults({name, bytes}: Source, wanted: Wanted): Promise<ResultsRead> {
  const peeked = await peekNpy(bytes);
  if (!peeked.isNpy && !/\.npy$/i.test(name)) return columnResults({name, bytes: peeked.bytes}, wanted);
  const results = await npyResults(await openNpy(peeked.bytes, name), name, wanted);
  return {results, coverage: {rows: undefined, unread: []}, notes: []};
}

async function columnResults({name, bytes}: Source, wanted: Wanted): Promise<ResultsRead> {
  const {label, format, hasBits, labelOf} = wanted;
  let plan: ReturnType<typeof resultColumns> = {read: [], unread: []};
  const {chunks, notes, rowsSeen} = await readColumns(bytes, {
    name,
    columns: (heading) => {
      plan = resultColumns(heading, {...wanted, name});
      return plan.read.map(({key}) => key);
    },
    headerWith: ['x', 'x_bits'],
    rows: {column: 'activation', label, meaningOf: labelOf},
    format,
    bits: hasBits ? 'everywhere' : 'named',
  });
  const parts: (readonly Float64Array[])[] = [];
  for await (const {columns} of chunks) parts.push(columns);
  const columns = plan.read.map((column, i) => ({
    ...column,
    numbers: joined(parts.map((part) => part[i] as Float64Array)), // a part of each column that is read
  }));
  requireEqualBits(columns, name, format);
  // The numbers of a role; those that its bit patterns name if there are no others.
  const results = Object.fromEntries(columns.toReversed().map(({role, numbers}) => [role, numbers]));
  return {
    results: results as Record<Role, Float64Array>, // x is always among them
    coverage: {rows: rowsSeen?.(), unread: plan.unread},
    notes: notes(),
  };
}

/** @throws ActError where a column of numbers and the one of their bit patterns differ */
function requireEqualBits(
  columns: readonly (ResultColumn & {readonly numbers: Float64Array})[],
  name: string,
  format: NumberFormat,
): void {
  for (const bits of columns.filter(({isBits}) => isBits)) {
    const decimal = columns.find(({role, isBits}) => role === bits.role && !isBits);
    const at = decimal?.numbers.findIndex(
      (number, i) => !Object.is(roundDouble(number, format, 'ieee'), bits.numbers[i]),
    );
    if (decimal === undefined || at === undefined || at < 0) continue;
    const [number, pattern] = [decimal.numbers[at] as number, bits.numbers[at] as number]; // it was found
    throw commandLineError('checkBits', name, at + 1, {key: decimal.key, number}, {key: bits.key, number: pattern}, format.name); // biome-ignore format: one line
  }
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
