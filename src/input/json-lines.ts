/** JSON Lines: an object on each line, its members as columns of numbers. */

import {actError} from '../errors.ts';
import type {Columns, NumberChunk, Wanted} from './columns.ts';
import {chunkBuilder, readCell, shown} from './columns.ts';
import {pickColumns} from './delimited.ts';
import {afterLastLine, wholePieces} from './text.ts';

/** The members wanted, by their names in the first object. Throws when that has none of such a name. */
export async function jsonLineColumns(texts: AsyncIterable<string>, wanted: Wanted): Promise<Columns> {
  const batches = rowBatches(texts, wanted.name)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done === true) throw actError('inputEmpty', wanted.name, []);
  const keys = Object.keys(first.value[0]?.members ?? {});
  const names = pickColumns(keys, keys.length, wanted).map((index) => keys[index] ?? '');
  return {names, chunks: numbers({first: first.value, batches}, names, wanted.name)};
}

interface Row {
  readonly members: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
}

interface Rows {
  readonly first: readonly Row[];
  readonly batches: AsyncIterator<readonly Row[]>;
}

async function* numbers({first, batches}: Rows, names: readonly string[], source: string): AsyncGenerator<NumberChunk> {
  const builder = chunkBuilder(names.length);
  try {
    let batch = first;
    while (true) {
      for (const row of batch) {
        for (const [column, name] of names.entries()) builder.set(column, readMember(row, name, source));
        if (builder.endRow()) yield builder.take() as NumberChunk; // it is full
      }
      const chunk = builder.take();
      if (chunk !== undefined) yield chunk;
      const next = await batches.next();
      if (next.done === true) return;
      batch = next.value;
    }
  } finally {
    await batches.return?.();
  }
}

function readMember({members, line}: Row, name: string, source: string): number {
  if (!Object.hasOwn(members, name)) throw actError('inputJson', source, line, `'${shown(name)}' is missing`);
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
    // What follows the last line feed is no line; only the last piece of all may end without one.
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
  if (value === undefined) throw actError('inputJson', source, line, `'${shown(text)}' is not JSON`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw actError('inputJson', source, line, `'${shown(text)}' is not an object`);
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

/** Python writes NaN and the infinities bare, which JSON does not have. */
function withQuotedWords(text: string): string {
  return text.replace(/([:[,]\s*)(NaN|-?Infinity)(?=\s*[\],}])/g, '$1"$2"');
}
