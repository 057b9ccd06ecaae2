/** Results for every bit pattern of a number format in order, read a stretch at a time: a .npy, or raw numbers. */

import {type Judged, judgedOf, type Results} from '../check/findings.ts';
import {actError, commandLineError} from '../errors/errors.ts';
import {bytesOf, patternBits} from '../exact/bit-patterns.ts';
import {joinedDoubles} from '../exact/doubles.ts';
import {numbersOf, patternNumbers, type Shard, stretchOf} from '../exact/every-number.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {
  type ByteSource,
  bytesInMemory,
  isRandomAccess,
  mostKept,
  type RandomAccess,
  randomAccess,
  streamOf,
} from './arrays/bytes.ts';
import {decoded, type Numbers, type NumberType, ownDoubles, typeNamed, typeOfCode} from './arrays/number-type.ts';
import {rowMajor} from './npy/npy.ts';
import {joined, readNpyHeader} from './npy/npy-header.ts';
import {refusedType} from './npy/npy-type.ts';
import {resumed} from './text.ts';

/** Which results are expected in the file. */
export interface PatternsWanted {
  readonly format: NumberFormat;
  /** The inputs of the activation. */
  readonly inputs: readonly string[];
  /** What the file holds; if undefined, its size tells. */
  readonly show: readonly Judged[] | undefined;
  /** Whether the first rows hold the inputs, so that there is one result for each of these instead of each bit pattern. */
  readonly firstRow?: 'x' | 'result';
  /** The part of the bit patterns for which there are results; all if undefined. */
  readonly shard: Shard | undefined;
}

/** What is there, and the results themselves. */
export interface PatternResults {
  readonly quantities: readonly Judged[];
  /** Of each quantity. */
  readonly count: number;
  readonly chunks: AsyncIterable<Results>;
}

/** Numbers that are read at once: few enough for the cache of a core. */
const blockLength = 1 << 14;

/** An array of numbers in a file, behind so many bytes, or in what a pipe still gives. */
interface FoundNumbers {
  readonly name: string;
  readonly type: NumberType;
  /** As messages call it. */
  readonly code: string;
  /** Raw numbers have none. */
  readonly shape: readonly number[] | undefined;
  readonly count: number;
  readonly columnMajor: boolean;
  readonly from: InFile | AsyncIterable<Uint8Array>;
  readonly fail: (problem: string) => Error;
}

interface InFile {
  readonly file: RandomAccess;
  readonly start: number;
}

/** Whether a file of this name holds raw numbers: it ends in .bin or .raw, or in a name of the format, such as .f32. */
export function isRaw(name: string, format: NumberFormat): boolean {
  const ending = /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? '';
  return ['bin', 'raw', format.name, ...format.spellings].includes(ending);
}

/**
 * The results of a file of numbers of the format itself, and nothing else.
 * @throws ActError for another count of numbers
 */
export async function rawResults(source: ByteSource, wanted: PatternsWanted): Promise<PatternResults> {
  const {name} = source;
  const file = await randomAccess(source, 'raw numbers');
  const type = typeNamed(wanted.format.name);
  const fail = (problem: string) => commandLineError('checkRaw', name, type.name, problem);
  if (file.size % type.size !== 0) throw fail(`it has ${file.size} bytes, which is no multiple of ${type.size}`);
  const count = file.size / type.size;
  const from = {file, start: 0};
  return resultsOf({name, type, code: type.name, shape: undefined, count, columnMajor: false, from, fail}, wanted);
}

/**
 * The results of a .npy: numbers, or bit patterns as integers.
 * @throws ActError if it is not a .npy, has another shape, or numbers that cannot be results in the format
 */
export async function npyResults(source: ByteSource, wanted: PatternsWanted): Promise<PatternResults> {
  const {name} = source;
  const fail = (problem: string) => commandLineError('inputNpy', name, problem);
  // Headers have 128 bytes, only those of structures more than 4096.
  const bytes = (isRandomAccess(source) ? streamOf(source, {block: 4096}) : source.bytes)[Symbol.asyncIterator]();
  const {descr, shape, count, columnMajor, start, rest} = await readNpyHeader(bytes, name);
  // Bits are of no type of NumPy's, or are unsigned integers.
  const type = typeof descr === 'string' ? typeOfCode(descr.replace('V', 'u')) : undefined;
  if (type === undefined) throw fail(`${refusedType(descr)}, none of f2 f4 f8, i1 to i8, u1 to u8, bool`);
  const from = isRandomAccess(source) ? {file: source, start} : resumed(rest, bytes);
  return resultsOf({name, type, code: String(descr), shape, count, columnMajor, from, fail}, wanted);
}

async function resultsOf(found: FoundNumbers, wanted: PatternsWanted): Promise<PatternResults> {
  if (wanted.firstRow === 'x') return resultsBelowInputs(found, wanted);
  const {format, inputs, show, shard} = wanted;
  const {name, shape, count} = found;
  const all = judgedOf(inputs);
  if (format.bits > 32) throw commandLineError('checkNpyFormat', name, format.name);
  const stretch = stretchOf(shard ?? {part: 1, of: 1}, 2 ** format.bits);
  const each = stretch.to - stretch.from;
  const held = all.slice(0, Math.max(1, count / each));
  const quantities = show === undefined ? held : all.filter((quantity) => show.includes(quantity));
  // The rows of a file are those that are asked for, or values, gradients and f″, of which some are.
  const isSome = count > quantities.length * each && quantities.every((quantity) => held.includes(quantity));
  const rows = isSome ? held : quantities;
  if (count !== rows.length * each || (rows.length > 1 && shape && shape[0] !== rows.length)) {
    const part = shard === undefined ? format.name : `part ${shard.part}/${shard.of} of ${format.name}`;
    throw commandLineError('checkNpyCount', name, shape ?? count, part, each);
  }
  const decode = decoderOf(found, format);
  const blocks = await blocksOf(found, rows.length);
  return {
    quantities,
    count: each,
    chunks: (async function* () {
      let from = stretch.from;
      for await (const block of blocks) {
        const to = from + (block[0]?.length ?? 0); // there is a row
        const columns = quantities.map((quantity) => [quantity, decode(block[rows.indexOf(quantity)] as Numbers)]); // and one for each
        yield {x: patternNumbers(format, {from, to}), ...Object.fromEntries(columns)};
        from = to;
      }
    })(),
  };
}

/** Results in the rows below those of the inputs, all at once: these may be in any order. */
async function resultsBelowInputs(
  found: FoundNumbers,
  {format, inputs, show, shard}: PatternsWanted,
): Promise<PatternResults> {
  const {name, shape, count} = found;
  if (shard !== undefined)
    throw inputs.length > 1 ? commandLineError('checkShard', name) : actError('exclusive', '--shard', '--show x');
  const all = judgedOf(inputs);
  const below = (shape?.[0] ?? 0) - inputs.length;
  // The gradients by several inputs are there together or not at all.
  const isSome = inputs.length === 1 || below === 1;
  const held = isSome ? all.slice(0, Math.max(1, below)) : all;
  const quantities = show === undefined ? held : all.filter((quantity) => show.includes(quantity));
  const rows = inputs.length + quantities.length;
  if (shape === undefined && show === undefined) throw commandLineError('checkRawRows', name, inputs);
  if (count % rows !== 0 || (shape && (shape.length !== 2 || shape[0] !== rows)))
    throw commandLineError('checkNpyRows', name, shape ?? count, [...inputs, ...quantities]);
  const decode = decoderOf(found, format);
  const parts: (readonly Float64Array[])[] = [];
  for await (const block of await blocksOf(found, rows))
    parts.push(block.map((numbers) => Float64Array.from(decode(numbers))));
  const columns = Array.from({length: rows}, (_, i) => joinedDoubles(parts.map((part) => part[i] as Float64Array)));
  const [x = new Float64Array(), ...others] = columns.slice(0, inputs.length); // there is one
  const results = quantities.map((quantity, i) => [quantity, columns[inputs.length + i]]);
  return {
    quantities,
    count: count / rows,
    chunks: (async function* () {
      yield {x, others, ...Object.fromEntries(results)};
    })(),
  };
}

/** The rows of an array side by side, some numbers of each at a time. */
async function blocksOf(found: FoundNumbers, rows: number): Promise<AsyncIterable<readonly Numbers[]>> {
  const {name, type, shape, columnMajor, from, fail, count} = found;
  const isTurned = columnMajor && shape !== undefined && shape.length > 1;
  if (!isInFile(from) && rows === 1 && !isTurned) return streamed(found, from);
  const {file, start} = isInFile(from) ? from : {file: await randomAccess({name, bytes: from}, '.npy'), start: 0};
  checkLength(file.size - start, found);
  if (!isTurned) return sideBySide({file, start}, found, rows);
  if (file.size > mostKept) throw fail("it is in Fortran's order; write numpy.ascontiguousarray of it");
  const numbers = Float64Array.from(decoded(file.read(start, count * type.size), type));
  const chunks = (async function* () {
    yield numbers;
  })();
  const inOrder = await rowMajor({shape, count, columnMajor, chunks});
  const memory = bytesInMemory(new Uint8Array(inOrder.buffer), name);
  return sideBySide({file: memory, start: 0}, {...found, type: ownDoubles()}, rows);
}

function isInFile(from: FoundNumbers['from']): from is InFile {
  return 'file' in from;
}

/** Rows that follow one another in a file, read at as many places. */
async function* sideBySide(
  {file, start}: InFile,
  {type, count}: FoundNumbers,
  rows: number,
): AsyncGenerator<readonly Numbers[]> {
  const each = count / rows;
  for (let at = 0; at < each; at += blockLength) {
    const bytes = Math.min(blockLength, each - at) * type.size;
    yield Array.from({length: rows}, (_, row) =>
      decoded(file.read(start + (row * each + at) * type.size, bytes), type),
    );
  }
}

/** The only row of a pipe. */
async function* streamed(found: FoundNumbers, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly Numbers[]> {
  const {type} = found;
  let [held, rest] = [0, new Uint8Array(0)];
  for await (const piece of bytes) {
    held += piece.length;
    const all = joined([rest, piece]);
    const whole = all.length - (all.length % type.size);
    if (whole > 0) yield [decoded(all.slice(0, whole), type)];
    rest = all.slice(whole);
  }
  checkLength(held, found);
}

/** @throws ActError if an array has more or fewer bytes than its header says */
function checkLength(held: number, {type, count, fail}: FoundNumbers): void {
  if (held < count * type.size) throw fail(`it ends after ${Math.floor(held / type.size)} of ${count} numbers`);
  if (held > count * type.size) throw fail(`it holds more than the ${count} numbers of its shape`);
}

/** @throws ActError for numbers that cannot be results in the format */
function decoderOf({name, type, code}: FoundNumbers, format: NumberFormat): (numbers: Numbers) => Numbers {
  const decode = decoder(type, format);
  if (decode === undefined) throw commandLineError('checkNpyType', name, code, format.name, 8 * bytesOf(format));
  return decode;
}

/** A function from numbers of the array, floats or bit patterns, to results; undefined if its type cannot hold them. */
function decoder({name, size}: NumberType, format: NumberFormat): ((numbers: Numbers) => Numbers) | undefined {
  // float16 does not have the range of these: results that were stored in it are lost.
  if (/float|tf32/.test(name))
    return name === 'float16' && ['bfloat16', 'tf32'].includes(format.name) ? undefined : (numbers) => numbers;
  // Patterns of 64 bits would lose digits on the way.
  if (name === 'bool' || size === 8 || size !== bytesOf(format)) return undefined;
  const own = 2 ** patternBits(format) - 1;
  return (numbers) =>
    numbersOf(
      Uint32Array.from(numbers, (bits) => (bits & own) >>> 0),
      format,
    );
}
