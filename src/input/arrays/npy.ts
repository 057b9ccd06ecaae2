/** NumPy's .npy as the numbers of units, read without a copy where they are floats of this machine. */

import {commandLineError} from '../../errors/errors.ts';
import {readNpyHeader} from '../npy/npy-header.ts';
import {refusedType} from '../npy/npy-type.ts';
import type {Literal} from '../npy/python-literal.ts';
import {resumed} from '../text.ts';
import {type ByteSource, isRandomAccess, streamOf} from './bytes.ts';
import {progressOf, refuseKeys} from './choose-arrays.ts';
import {denseStrides} from './layout.ts';
import {knownTypeNamed, type NumberType, numberType, typeOfCode} from './number-type.ts';
import {unitNumbersOf} from './unit-blocks.ts';
import type {ArraysWanted, UnitNumbers} from './unit-numbers.ts';

/**
 * The array of a file; only its header is read at first. Samples come in the order of their indexes, the last one
 * fastest, also from a file in Fortran's order: where that is not the order of the file, the array is put in order in
 * memory, and refused if it has more than 256 MiB.
 * @throws ActError if it is not a .npy, or holds other things than numbers
 */
export async function openNpyArray(source: ByteSource, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  refuseKeys(source.name, wanted);
  return [await npyUnits(source, {wanted, read: progressOf(wanted), bytes: undefined})];
}

/** How the array is read. */
export interface NpyReading {
  readonly wanted: Pick<ArraysWanted, 'axis' | 'raw' | 'rawOptions'>;
  readonly read: (bytes: number) => void;
  /** How many bytes are read in all where the source is a stream of known length. */
  readonly bytes: number | undefined;
  /** How long the array is with its header, where an archive says so: a lie is told before anything is inflated. */
  readonly size?: number;
  /** Gives a stream anew, from its beginning, where it can be read again. */
  readonly again?: () => AsyncIterable<Uint8Array>;
}

/** The same of one array, whose source is a file or a member of an archive. */
export async function npyUnits(
  source: ByteSource,
  {wanted, read, bytes, size, again}: NpyReading,
): Promise<UnitNumbers> {
  const {name} = source;
  const fail = (problem: string) => commandLineError('inputNpy', name, problem);
  // Headers have 128 bytes, only those of structures more than 4096.
  const stream = isRandomAccess(source) ? streamOf(source, {block: 4096}) : source.bytes;
  const iterator = stream[Symbol.asyncIterator]();
  try {
    const {descr, shape, count, columnMajor, start, rest} = await readNpyHeader(iterator, name);
    const type = typeOf(descr, {name, dtype: wanted.raw?.dtype});
    if (wanted.rawOptions?.includes('--stored') && type.name !== knownTypeNamed(wanted.raw?.dtype ?? '')?.name)
      throw commandLineError('arraysNotRaw', name, '--stored', type.name);
    const layout = {shape, strides: denseStrides(shape, columnMajor ? 'Fortran' : 'C'), offset: 0};
    const array = {name, type, layout, axis: wanted.axis, read, fail};
    const held = (isRandomAccess(source) ? source.size : (size ?? start + count * type.size)) - start;
    if (held < count * type.size) throw fail(`it ends after ${Math.floor(held / type.size)} of ${count} numbers`);
    if (held > count * type.size) throw fail(`it holds more than the ${count} numbers of its shape`);
    if (!isRandomAccess(source)) {
      const from = again === undefined ? resumed(rest, iterator) : behind(start, again);
      if (again !== undefined) await iterator.return?.();
      return unitNumbersOf({...array, from, bytes});
    }
    return unitNumbersOf({...array, from: {file: source, start}, bytes: held});
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

/** The bytes of a stream behind the first ones; opened when the first is asked for. */
async function* behind(start: number, open: () => AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const bytes of open()) {
    yield bytes.subarray(Math.max(0, start - at));
    at += bytes.length;
  }
}

/** What is said of types that NumPy does not know. */
interface Told {
  readonly name: string;
  /** What the user says that bytes of no known type are. */
  readonly dtype: string | undefined;
}

/**
 * The type of a header's code. NumPy writes the types of ml_dtypes as raw bytes: bfloat16 is the only one of two bytes,
 * and has a byte order, `<V2`, which raw bytes have not, `|V2`; float8_e5m2 is `<f1`; `<V1` may be any of a dozen.
 */
function typeOf(descr: Literal, {name, dtype}: Told): NumberType {
  const code = typeof descr === 'string' ? descr : '';
  const known = typeOfCode(code);
  if (known !== undefined) return known;
  if (/^[<>=|]?f1$/.test(code)) return numberType('float8_e5m2');
  if (/^[<>]V2$/.test(code)) return numberType('bfloat16', code.startsWith('>') ? 'big' : 'little');
  const byName = /^(?:bfloat16|float[48]_\w+)$/.test(code) ? knownTypeNamed(code) : undefined;
  if (byName !== undefined) return byName;
  const size = /^[<>=|]?V([12])$/.exec(code)?.[1];
  if (size !== undefined) {
    const told = dtype === undefined ? undefined : knownTypeNamed(dtype);
    if (told !== undefined && String(told.size) === size) return told;
    throw commandLineError('arraysRawBytes', name, code, size === '1' ? 'float8_e4m3fn' : 'bfloat16');
  }
  throw commandLineError(
    'inputNpy',
    name,
    `${refusedType(descr)}, none of f2 f4 f8, i1 to i8, u1 to u8, bool, bfloat16`,
  );
}
