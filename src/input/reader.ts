import {commandLineError} from '../errors/errors.ts';
import {readNumber} from '../formula/number-text.ts';
import {type Columns, emptyInput, shown, type Wanted} from './columns.ts';
import {delimitedColumns} from './delimited.ts';
import type {Delimiter} from './header.ts';
import {jsonArrayColumns} from './json-array.ts';
import {jsonLineColumns} from './json-lines.ts';
import {plainNumbers} from './plain.ts';
import {decodeText, peekLine, resumed} from './text.ts';

const jsonArray = /\.json$/i;
const jsonLines = /\.(?:jsonl|ndjson)$/i;

/** The delimiters of files by the ends of their names. */
const extensions: readonly (readonly [ending: RegExp, delimiter: Delimiter])[] = [
  [/\.csv$/i, ','],
  [/\.(?:tsv|tab)$/i, '\t'],
];

/**
 * The wanted columns of text: CSV, TSV, JSON or JSON Lines, as its name or else its first line says; otherwise numbers
 * separated by white space. The first rows are read before this returns, so that a mistake in them is found before
 * anything is written.
 * @throws ActError if the text cannot be read, or a column does not exist
 */
export async function readColumns(source: AsyncIterable<Uint8Array>, wanted: Wanted): Promise<Columns> {
  const bytes = source[Symbol.asyncIterator]();
  try {
    const columns = await startReading({[Symbol.asyncIterator]: () => bytes}, wanted);
    const iterator = columns.chunks[Symbol.asyncIterator]();
    const first = await iterator.next();
    if (first.done !== true) return {...columns, chunks: resumed(first.value, iterator)};
    const others = columns.otherRows?.() ?? [];
    if (wanted.rows !== undefined && others.length > 0)
      throw commandLineError('inputNoRows', wanted.name, wanted.rows.column, shown(wanted.rows.text), others);
    throw emptyInput(wanted, columns.names.filter(isNoNumber));
  } catch (error) {
    await bytes.return?.();
    throw error;
  }
}

async function startReading(source: AsyncIterable<Uint8Array>, wanted: Wanted): Promise<Columns> {
  const {line, comment, texts} = await peekLine(decodeText(source));
  if (line === '') throw emptyInput(wanted);
  if (line.includes('\0')) throw commandLineError('inputBinary', wanted.name);
  if (jsonLines.test(wanted.name) || line.startsWith('{')) return jsonLineColumns(texts, wanted);
  if (jsonArray.test(wanted.name) || line.startsWith('[')) return jsonArrayColumns(texts, wanted);
  const delimiter = delimiterOf(line, wanted);
  if (delimiter !== undefined) return delimitedColumns(texts, {delimiter, comment}, wanted);
  return {names: ['1'], chunks: plainNumbers(texts, wanted.name)};
}

/** The delimiter between cells; undefined for numbers that are not a table. */
function delimiterOf(line: string, {name, columns}: Wanted): Delimiter | undefined {
  const known = extensions.find(([ending]) => ending.test(name))?.[1];
  // Quoted texts and the matrices in labels (`maxout:weights=[1;-1]`) may hold any delimiter.
  const bare = line.replace(/"[^"]*"/g, '').replace(/\[[^[\]]*\]/g, '');
  if (known === '\t') return known;
  const isTabbed = bare.includes('\t') && !/,[ \t]*\t|\t[ \t]*,/.test(bare);
  if (known === undefined && isTabbed && bare.includes(',')) return '\t';
  // Where a comma stands in the numbers, as in 0,5;1,5, the semicolon is between them.
  if (bare.includes(';')) return ';';
  if (known !== undefined || bare.includes(',')) return ',';
  const words = line.trim().split(/\s+/);
  const isNumeric = !words.some(isNoNumber);
  // Numbers separated by tabs may be a table or not: they are one if columns are asked for.
  if (line.includes('\t') && (columns !== 'only' || !isNumeric)) return '\t';
  if (columns !== 'only') return ' ';
  // A single word, or words in quotes, may be the header of a table with one column.
  return (words.length === 1 && !isNumeric) || line.startsWith('"') ? ',' : undefined;
}

function isNoNumber(text: string): boolean {
  return readNumber(text) === undefined;
}
