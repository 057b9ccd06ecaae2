/** Numbers as memory holds them, the last byte first: floats and integers where NumPy and C have them, else bit patterns. */

import {bitsOf, bytesOf} from '../../exact/bit-patterns.ts';
import {exponentOf, float64, type NumberFormat, scale} from '../../exact/number-format.ts';
import type {Column} from '../../report/table.ts';
import {reserve} from './bytes.ts';
import type {RowBytes} from './row-bytes.ts';

/** How the numbers of a column are stored. */
export interface Stored {
  /** Floats, unsigned integers that are bit patterns, or integers. */
  readonly kind: 'float' | 'pattern' | 'signed' | 'unsigned';
  /** Bytes of one number. */
  readonly size: 1 | 2 | 4 | 8;
}

/** What NumPy has as a type of its own: float16 too, which C has not. */
export function storedAs({format = float64, integer, notation}: Column): Stored {
  if (integer !== undefined) return {kind: integer.isSigned ? 'signed' : 'unsigned', size: integer.bits > 8 ? 2 : 1};
  const size = bytesOf(format) as Stored['size']; // no format has another
  const hasType = size > 2 || format.name === 'float16';
  return {kind: hasType && notation !== 'bits' ? 'float' : 'pattern', size};
}

/** Writes a number at an index, in which there is room for it. */
type Store = (view: DataView, at: number, value: number) => void;

/** The writer of the only column of a table as stored numbers, with nothing between them. */
export function storedRows(column: Column): RowBytes {
  const {kind, size} = storedAs(column);
  const isInteger = kind === 'signed' || kind === 'unsigned';
  const store = isInteger ? storeIntegers(size) : storeOf(column.format ?? float64, size);
  return (into, {chunk, from, to}) => {
    reserve(into, size * (to - from));
    const {memory, length} = into;
    const view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
    const numbers = chunk.columns[0] ?? []; // there is one
    for (let i = from; i < to; i++) store(view, length + size * (i - from), numbers[i] as number); // of numbers
    into.length = length + size * (to - from);
  };
}

/** Of both kinds: a view takes what does not fit by its last bits. */
function storeIntegers(size: Stored['size']): Store {
  if (size === 2) return (view, at, value) => view.setInt16(at, value, true);
  return (view, at, value) => view.setInt8(at, value);
}

function storeOf(format: NumberFormat, size: Stored['size']): Store {
  // The bits of a NaN that was computed differ from machine to machine: every NaN is written as the quiet one.
  const nan = bitsOf(Number.NaN, format);
  if (size === 8)
    return (view, at, value) =>
      Number.isNaN(value) ? view.setBigUint64(at, nan, true) : view.setFloat64(at, value, true);
  if (size === 4) {
    const quiet = Number(nan);
    return (view, at, value) =>
      Number.isNaN(value) ? view.setUint32(at, quiet, true) : view.setFloat32(at, value, true);
  }
  const pattern = patternOf(format);
  if (size === 2) return (view, at, value) => view.setUint16(at, pattern(value), true);
  return (view, at, value) => view.setUint8(at, pattern(value));
}

/** A function from numbers of a format of 32 bits or fewer to their bit patterns: `bitsOf` without bigints. */
export function patternOf(format: NumberFormat): (value: number) => number {
  const known = (value: number): number => Number(bitsOf(value, format));
  const [nan, infinity, minusInfinity, minusZero] = [known(Number.NaN), known(Infinity), known(-Infinity), known(-0)];
  const {precision, leastExponent} = format;
  const unit = 2 ** format.padding;
  const perField = 2 ** (precision - 1);
  const sign = 2 ** (format.bits - 1);
  return (value) => {
    if (value === 0) return Object.is(value, -0) ? minusZero : 0;
    if (Number.isNaN(value)) return nan;
    if (value === Infinity) return infinity;
    if (value === -Infinity) return minusInfinity;
    const size = Math.abs(value);
    const last = Math.max(exponentOf(size) - precision + 1, leastExponent);
    return unit * ((value < 0 ? sign : 0) + (last - leastExponent) * perField + scale(size, -last));
  };
}
