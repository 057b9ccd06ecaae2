/** JSON Lines, an object on each line, as columns of numbers. */

import {commandLineError} from '../errors/errors.ts';
import type {Batches, ChunkBuilder, Columns, Wanted} from './columns.ts';
import {chunksOf, emptyInput, readCell, rowFilter, shown} from './columns.ts';
import {pickColumns} from './delimited.ts';
import {afterLastLine, wholePieces} from './text.ts';

/**
 * The wanted members, found by their names in the first object.
 * @throws ActError if it does not have one of them
 */
export async function jsonLineColumns(texts: AsyncIterable<string>, wanted: Wanted): Promise<Columns> {
  const batches = rowBatches(texts, wanted.name)[Symbol.asyncIterator]();
  const first = await batches.next();
  if (first.done === true) throw emptyInput(wanted);
  return memberColumns({first: first.value, following: batches}, wanted);
}

/** The wanted members of objects. */
export function memberColumns(batches: Batches<Row>, wanted: Wanted): Columns {
  const members = batches.first[0]?.members ?? {};
  const keys = Object.keys(members);
  const row = keys.map((key) => textOf(members[key]));
  const names = pickColumns({header: keys, width: keys.length, row}, wanted).map((index) => keys[index] ?? '');
  const choice = keys.find((key) => key === wanted.rows?.column);
  const filter = rowFilter(wanted.rows);
  const mayDiffer = typeof wanted.columns !== 'function';
  const read = (row: Row, set: ChunkBuilder['set']): boolean => {
    // Whoever chose from the members of the first object has not seen others.
    const other = mayDiffer ? undefined : Object.keys(row.members).find((key) => !Object.hasOwn(members, key));
    if (other !== undefined)
      throw commandLineError('inputJson', wanted.name, row.line, `'${shown(other)}' is not in the first object`);
    if (choice !== undefined && !filter.keeps(textOf(row.members[choice]))) return false;
    for (const [column, name] of names.entries()) set(column, readMember(row, name, wanted.name));
    return true;
  };
  return {names, chunks: chunksOf(batches, names.length, read), otherRows: filter.others};
}

/** An object that JSON.parse has made. */
export interface Row {
  readonly members: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value ?? null);
}

function readMember({members, line}: Row, name: string, source: string): number {
  if (!Object.hasOwn(members, name)) throw commandLineError('inputJson', source, line, `'${shown(name)}' is missing`);
  const value = members[name];
  if (typeof value === 'number') return value;
  return readCell(textOf(value), line, source);
}

/** The objects of each piece of text, blank lines left out. */
async function* rowBatches(texts: AsyncIterable<string>, source: string): AsyncGenerator<readonly Row[]> {
  let line = 0;
  let isFirst = true;
  for await (const piece of wholePieces(texts, afterLastLine, source)) {
    const rows: Row[] = [];
    const lines = piece.split('\n');
    // A piece ends with a line feed, after which no line begins; only the last piece may end without one.
    if (lines.at(-1) === '') lines.pop();
    for (const text of lines) {
      line += 1;
      if (text.trim() === '') continue;
      const members = parseObject(text, line, source);
      const repeated = isFirst ? repeatedMember(text, members) : undefined;
      if (repeated !== undefined)
        throw commandLineError('inputJson', source, line, `'${shown(repeated)}' appears twice`);
      isFirst = false;
      rows.push({members, line});
    }
    if (rows.length > 0) yield rows;
  }
}

function parseObject(text: string, line: number, source: string): Row['members'] {
  const value = parseJson(text);
  if (value === undefined) throw commandLineError('inputJson', source, line, `'${shown(text)}' is not JSON`);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw commandLineError('inputJson', source, line, `'${shown(text)}' is not an object`);
  }
  return value as Row['members']; // an object that JSON.parse made has no other keys
}

/** A member that an object has twice, of which JSON.parse keeps the last; sought where no member is an object itself. */
function repeatedMember(text: string, members: Row['members']): string | undefined {
  if (Object.values(members).some((value) => typeof value === 'object' && value !== null)) return undefined;
  const names: readonly string[] = text.match(/"(?:[^"\\]|\\.)*"(?=\s*:)/g) ?? [];
  const seen = new Set<string>();
  // Adding to a set what it has leaves its size.
  return names.find((name) => seen.size === seen.add(name).size)?.slice(1, -1);
}

/** A value of JSON or of what Python writes as JSON; undefined for other text. */
export function parseJson(text: string): unknown {
  return parse(text) ?? parse(withQuotedWords(text));
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
