import {commandLineError} from '../errors/errors.ts';
import {readNumber} from '../formula/number-text.ts';
import {shown} from './cells.ts';
import {type Columns, emptyInput, type Wanted} from './columns.ts';
import {delimitedColumns} from './delimited.ts';
import {blanks, type Delimiter} from './header.ts';
import {jsonArrayColumns} from './json/json-array.ts';
import {jsonLineColumns} from './json/json-lines.ts';
import {isMarkdown, markdownRows} from './markdown.ts';
import {openNpy, peekNpy} from './npy/npy.ts';
import {npyColumns} from './npy/npy-columns.ts';
import {separatorIn} from './records.ts';
import {type Beginning, decodeText, peekLine, resumed} from './text.ts';
import {textRows} from './text-rows.ts';

const jsonArray = /\.json$/i;
const markdown = /\.(?:md|markdown)$/i;
const jsonLines = /\.(?:jsonl|ndjson)$/i;

/** The delimiters of files by the ends of their names. */
const extensions: readonly (readonly [ending: RegExp, delimiter: Delimiter])[] = [
  [/\.csv$/i, ','],
  [/\.(?:tsv|tab)$/i, '\t'],
];

/**
 * The wanted columns of a file: NumPy's array, or else text, as its name or its first line says: CSV, TSV, JSON, JSON
 * Lines or Markdown, or numbers apart by blanks. The first rows are read before this returns, so that a mistake in them
 * is found before anything is written.
 * @throws ActError if the file cannot be read, or a column does not exist
 */
export async function readColumns(source: AsyncIterable<Uint8Array>, wanted: Wanted): Promise<Columns> {
  const bytes = source[Symbol.asyncIterator]();
  try {
    const columns = await startReading({[Symbol.asyncIterator]: () => bytes}, wanted);
    const iterator = columns.chunks[Symbol.asyncIterator]();
    const first = await iterator.next();
    if (first.done !== true) return {...columns, chunks: resumed(first.value, iterator)};
    const others = columns.rowsSeen?.().others ?? [];
    if (wanted.rows !== undefined && others.length > 0)
      throw commandLineError('inputNoRows', wanted.name, wanted.rows.column, shown(wanted.rows.label), others);
    throw emptyInput(wanted, columns.names.filter(isNoNumber));
  } catch (error) {
    await bytes.return?.();
    throw error;
  }
}

async function startReading(source: AsyncIterable<Uint8Array>, wanted: Wanted): Promise<Columns> {
  const {name} = wanted;
  const peeked = await peekNpy(source);
  if (peeked.isNpy || /\.npy$/i.test(name)) return npyColumns(await openNpy(peeked.bytes, name), wanted);
  const {line, number, texts} = await peekLine(decodeText(peeked.bytes));
  if (line === '') throw emptyInput(wanted);
  if (line.includes('\0')) throw commandLineError('inputBinary', name);
  if (jsonLines.test(name) || line.startsWith('{')) return jsonLineColumns(texts, wanted);
  if (jsonArray.test(name) || line.startsWith('[')) return jsonArrayColumns(texts, wanted);
  if (markdown.test(name) || isMarkdown(line)) return delimitedColumns(markdownRows(texts, name), wanted);
  refuseOther({line, number}, name);
  const delimiter = delimiterOf(line, wanted);
  return delimitedColumns({...textRows(texts, delimiter, name), delimiter}, wanted);
}

/** @throws ActError for what looks like a table, but is none to be read */
export function refuseOther({line, number}: Pick<Beginning, 'line' | 'number'>, name: string): void {
  // The frame of a table for people, of box-drawing or 7-bit characters.
  if (/^(?:[\u2500-\u257f]|\+-{2})/.test(line)) throw commandLineError('inputFramed', name);
  if (/^\s*(?:\/\*|\/\/)/.test(line)) throw commandLineError('inputHeaderC', name);
  // What Python prints of an array has commas of its own.
  if (/^[a-z_][\w.]*\(\s*[[+\-\u2212.\d]/i.test(line))
    throw commandLineError('inputCell', name, `line ${number}`, shown(line));
}

/** The delimiter between cells, which the name of the file or its first line tells. */
export function delimiterOf(line: string, {name, columns}: Pick<Wanted, 'name' | 'columns'>): Delimiter {
  const named = separatorIn(line);
  if (named !== undefined) return knownDelimiter(named, name);
  const known = extensions.find(([ending]) => ending.test(name))?.[1];
  // Quoted texts and the matrices in labels (`maxout:weights=[1;-1]`) may hold any delimiter; a quoted text may go on in
  // the next line.
  const closed = line.replace(/"[^"]*"/g, '').replace(/(^|[,;\t])[ \t]*"[^"]*$/, '$1');
  const bare = closed.replace(/\[[^[\]]*\]/g, '');
  if (known === '\t') return known;
  const isTabbed = bare.includes('\t') && !/,[ \t]*\t|\t[ \t]*,/.test(bare);
  if (known === undefined && isTabbed && bare.includes(',')) return '\t';
  // Where a comma stands in the numbers, as in 0,5;1,5, the semicolon is between them.
  if (bare.includes(';')) return ';';
  if (known !== undefined || bare.includes(',')) return ',';
  if (line.includes('\t')) return '\t';
  // A single word, or words in quotes, may be the header of a table with one column, whose cells may have quotes.
  const [word = '', ...others] = line.trim().split(blanks);
  if (others.length === 0) return isNoNumber(word) ? ',' : ' ';
  return columns === 'only' && line.startsWith('"') ? ',' : ' ';
}

/** The delimiter that the line `sep=;` names. */
function knownDelimiter(named: string, name: string): Delimiter {
  const delimiter = ([',', ';', '\t', ' '] as const).find((each) => each === named);
  if (delimiter === undefined) throw commandLineError('inputSeparator', name, named);
  return delimiter;
}

function isNoNumber(text: string): boolean {
  return readNumber(text) === undefined;
}
