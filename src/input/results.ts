/** Results computed elsewhere, read from a file: rows with x, or a result for every bit pattern of a number format. */

import {statSync} from 'node:fs';
import type {Coverage} from '../check/findings.ts';
import {commandLineError} from '../errors/errors.ts';
import {joinedDoubles} from '../exact/doubles.ts';
import {type NumberFormat, roundDouble} from '../exact/number-format.ts';
import {type ByteSource, isRandomAccess, openFile, streamFrom} from './arrays/bytes.ts';
import type {InputNote} from './columns.ts';
import {peekNpy} from './npy/npy.ts';
import {openInput, type Source} from './open.ts';
import {isRaw, npyResults, type PatternResults, type PatternsWanted, rawResults} from './pattern-results.ts';
import {readColumns} from './reader.ts';
import {allQuantities, type ResultColumn, type ResultsSought, type Role, resultColumns} from './result-columns.ts';

/** Which results are expected in the file. */
export interface Wanted extends Omit<ResultsSought, 'name'>, PatternsWanted {
  /** Whether hexadecimal integers are bit patterns in every column. */
  readonly hasBits: boolean;
  /** Told how many bytes of rows have been read. */
  readonly step: (bytes: number) => void;
}

/** The results, and what is to be said of the file. */
export interface ResultsRead extends Omit<PatternResults, 'count'> {
  /** Whether they come at x of their own, all at once, or at the numbers of the format in the order of their bit patterns. */
  readonly order: 'rows' | 'patterns';
  /** How many results there are of each quantity. */
  readonly count: number;
  readonly coverage: Coverage;
  readonly notes: readonly InputNote[];
}

/**
 * The results of a file, or of standard input for `-`.
 * @throws ActError if there are none, if one is not a number, or if there is not one for each bit pattern
 */
export async function readResults(source: ByteSource, wanted: Wanted): Promise<ResultsRead> {
  const {name} = source;
  const order = wanted.firstRow === 'x' ? 'rows' : 'patterns';
  const patterns = {order, coverage: {rows: undefined, unread: []}, notes: []} as const;
  if (isRaw(name, wanted.format)) return {...(await rawResults(source, wanted)), ...patterns};
  const peeked = await peekNpy(streamFrom(source));
  if (peeked.isNpy || /\.npy$/i.test(name)) {
    const again = isRandomAccess(source) ? source : {name, bytes: peeked.bytes};
    return {...(await npyResults(again, wanted)), ...patterns};
  }
  if (wanted.shard !== undefined) throw commandLineError('checkShard', name);
  return columnResults({name, bytes: counted(peeked.bytes, wanted)}, wanted);
}

/** A file, which can be read at any place, or a pipe. */
export function openResults(path: string, stdin: AsyncIterable<Uint8Array>): ByteSource {
  const isFile = path !== '-' && statSync(path, {throwIfNoEntry: false})?.isFile();
  return isFile ? openFile(path) : openInput(path, stdin);
}

async function* counted(bytes: AsyncIterable<Uint8Array>, {step}: Wanted): AsyncGenerator<Uint8Array> {
  let count = 0;
  for await (const chunk of bytes) {
    count += chunk.length;
    step(count);
    yield chunk;
  }
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
    numbers: joinedDoubles(parts.map((part) => part[i] as Float64Array)), // a part of each column that is read
  }));
  requireEqualBits(columns, name, format);
  // The numbers of a role; those that its bit patterns name if there are no others.
  const results = Object.fromEntries(columns.toReversed().map(({role, numbers}) => [role, numbers]));
  const found = results as Record<Role, Float64Array>; // x is always among them
  return {
    order: 'rows',
    quantities: allQuantities.filter((quantity) => found[quantity] !== undefined),
    count: found.x.length,
    chunks: (async function* () {
      yield found;
    })(),
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
  const rounded = (number: number) => roundDouble(number, format, 'ieee');
  for (const bits of columns.filter(({isBits}) => isBits)) {
    const decimal = columns.find(({role, isBits}) => role === bits.role && !isBits);
    const at = decimal?.numbers.findIndex(
      (number, i) => !Object.is(rounded(number), rounded(bits.numbers[i] as number)), // as many of both
    );
    if (decimal === undefined || at === undefined || at < 0) continue;
    const [number, pattern] = [decimal.numbers[at] as number, bits.numbers[at] as number]; // it was found
    throw commandLineError('checkBits', name, at + 1, {key: decimal.key, number}, {key: bits.key, number: pattern}, format.name); // biome-ignore format: one line
  }
}
