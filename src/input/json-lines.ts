/** JSON Lines, an object on each line, as columns of numbers. */

import {commandLineError} from '../errors.ts';
import type {ChunkBuilder, Columns, Wanted} from './columns.ts';
import {chunksOf, readCell, shown} from './columns.ts';
import {pickColumns} from './delimited.ts';
import {afterLastLine, wholePieces} from './text.ts';

/**
 * The wanted members, found by their names in the first object.
 * @throws ActError if it does not have one of them
 */
export async function jsonLineColumns(texts: AsyncIterable<string>, wanted: Wanted): Promise<Columns> {
  const batches = rowBatches(texts, wanted.name)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done === true) throw commandLineError('inputEmpty', wanted.name, []);
  const keys = Object.keys(first.value[0]?.members ?? {});
  const names = pickColumns(keys, keys.length, wanted).map((index) => keys[index] ?? '');
  const read = (row: Row, set: ChunkBuilder['set']): void => {
    for (const [column, name] of names.entries()) set(column, readMember(row, name, wanted.name));
  };
  return {names, chunks: chunksOf({first: first.value, following: batches}, names.length, read)};
}

interface Row {
  readonly members: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
}

function readMember({members, line}: Row, name: string, source: string): number {
  if (!Object.hasOwn(members, name)) throw commandLineError('inputJson', source, line, `'${shown(name)}' is missing`);
  const value = members[name];
  if (typeof value === 'number') return value;
  return readCell(typeof value === 'string' ? value : JSON.stringify(value), line, source);
}

/** The objects of each piece of text, blank lines left out. */
async function* rowBatches(texts: AsyncIterable<string>, source: string): AsyncGenerator<readonly Row[]> {
  let line = 0;
  for await (const piece of wholePieces(texts, afterLastLine)) {
    const rows: Row[] = [];
    const lines = piece.split('\n');
    // A piece ends with a line feed, after which no line begins; only the last piece may end without one.
    if (lines.at(-1) === '') lines.pop();
    for (const text of lines) {
      line += 1;
      if (text.trim() !== '') rows.push({members: parseObject(text, line, source), line});
    }
    if (rows.length > 0) yield rows;
  }
}

function parseObject(text: string, line: number, source: string): Row['members'] {
  const value = parse(text) ?? parse(withQuotedWords(text));
  if (value === undefined) throw commandLineError('inputJson', source, line, `'${shown(text)}' is not JSON`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw commandLineError('inputJson', source, line, `'${shown(text)}' is not an object`);
  }
  return value as Row['members']; // an object that JSON.parse made has no other keys
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined; // the caller says what line this is
  }
}

/** The text with NaN and the infinities in quotes: Python writes them bare, though JSON does not have them. */
function withQuotedWords(text: string): string {
  return text.replace(/([:[,]\s*)(NaN|-?Infinity)(?=\s*[\],}])/g, '$1"$2"');
}
