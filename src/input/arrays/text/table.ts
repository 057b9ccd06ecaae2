/** Tables of text as units: CSV, TSV and their like, and JSON Lines, each as it is or compressed by gzip. */

import {commandLineError} from '../../../errors/errors.ts';
import {emptyInput} from '../../columns.ts';
import type {Delimiter} from '../../header.ts';
import {delimiterOf, refuseOther} from '../../reader.ts';
import {peekLine} from '../../text.ts';
import {type ByteSource, blockBytes, isRandomAccess, streamOf} from '../bytes.ts';
import type {ArraysWanted, UnitNumbers} from '../unit-numbers.ts';
import {decode} from './byte-rows.ts';
import {openJsonTable} from './table-json.ts';
import {openTextTable} from './table-text.ts';
import {kept, wholeLines} from './text-lines.ts';

/**
 * The columns of a table as the units of one array. Which format it is, the choice of the user tells, or else the name
 * of the file and its first line.
 * @throws ActError if there is no table, a column does not exist, or the units are to be on another axis
 */
export async function openTable(source: ByteSource, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  const {name} = source;
  const {axis, keys} = wanted;
  if (axis !== undefined && axis !== 1 && axis !== -1) throw commandLineError('tableAxis', name, axis);
  const bytes = isRandomAccess(source) ? streamOf(source, {into: new Uint8Array(blockBytes)}) : source.bytes;
  const pieces = wholeLines(counted(bytes, wanted.step), name);
  try {
    const taken: Uint8Array[] = [];
    const {line, number} = await peekLine(textOf(pieces, {taken, name}));
    if (line.includes('\0')) throw commandLineError('inputBinary', name);
    const all = withTaken(taken, pieces);
    const isJson = wanted.from === 'jsonl' || (wanted.from === undefined && isJsonLines(name, line));
    if (line === '') throw emptyInput({name, columns: 'all', empty: 'nan'});
    if (!isJson) refuseOther({line, number}, name);
    const opened = isJson
      ? await openJsonTable({name, keys, pieces: all})
      : await openTextTable({name, keys, pieces: all, delimiter: delimiterIn(line, {name, from: wanted.from})});
    return [
      {name, ...opened, stored: 'float64', isSlowToRead: true, ...(isRandomAccess(source) ? {bytes: source.size} : {})},
    ];
  } catch (error) {
    await pieces.return(undefined);
    throw error;
  }
}

/** The delimiter; in what is to be read as CSV, but is not called so, the first line tells it. */
function delimiterIn(line: string, {name, from}: Pick<ArraysWanted, 'from'> & {readonly name: string}): Delimiter {
  // The name of a compressed file has the ending of its content before that of its compression.
  const plain = name.replace(/\.gz$/i, '');
  const isCalledSo = from === undefined || plain.toLowerCase().endsWith(`.${from}`);
  return delimiterOf(line, {name: isCalledSo ? plain : from === 'tsv' ? '.tsv' : '', columns: 'all'});
}

function isJsonLines(name: string, line: string): boolean {
  return /\.(?:jsonl|ndjson)(?:\.gz)?$/i.test(name) || line.startsWith('{') || line.startsWith('[');
}

/** The same bytes; how many have come is told. */
async function* counted(
  source: AsyncIterable<Uint8Array>,
  step: ArraysWanted['step'],
): AsyncGenerator<Uint8Array, undefined> {
  let count = 0;
  for await (const bytes of source) {
    yield bytes;
    count += bytes.length;
    step(count);
  }
}

/** In bytes: no header stands below more. They are kept, and a small compressed file may hold blank lines without end. */
const mostAbove = 2 ** 22;

/** The texts of pieces, which are kept, until there is a row. Closing this leaves the pieces open. */
async function* textOf(
  pieces: AsyncIterator<Uint8Array>,
  {taken, name}: {readonly taken: Uint8Array[]; readonly name: string},
): AsyncGenerator<string> {
  let length = 0;
  for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
    if (length > mostAbove) throw commandLineError('tableNothing', name, mostAbove);
    taken.push(kept(next.value));
    length += next.value.length;
    yield decode(next.value);
  }
}

/** The pieces that have been taken, then the others. */
async function* withTaken(
  taken: readonly Uint8Array[],
  pieces: AsyncGenerator<Uint8Array>,
): AsyncGenerator<Uint8Array> {
  try {
    yield* taken;
    yield* pieces;
  } finally {
    await pieces.return(undefined);
  }
}
