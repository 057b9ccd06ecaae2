/** Lines of delimited text as records of cells. */

import {commandLineError} from '../errors.ts';
import {afterLastLine, wholePieces} from './text.ts';

/** Comma, tab, or any run of white space. */
export type Delimiter = ',' | '\t' | ' ';

/** One row of cells. */
export interface Record {
  readonly cells: readonly string[];
  /** The line on which it begins, from 1. */
  readonly line: number;
}

/**
 * The records of each piece of text, blank lines left out. A cell in double quotes may hold delimiters, line feeds and
 * doubled quotes (RFC 4180). Not a package: these few lines read in constant memory without an object for each cell,
 * know the line of every record, and cost nothing at start-up; csv-parse is 60 kB, and papaparse streams only Node's
 * own streams.
 * @throws ActError for a quote that is never closed
 */
export async function* recordBatches(
  texts: AsyncIterable<string>,
  delimiter: Delimiter,
  name: string,
): AsyncGenerator<readonly Record[]> {
  let line = 0;
  let open: OpenRecord | undefined;
  for await (const piece of wholePieces(texts, afterLastLine)) {
    const records: Record[] = [];
    const lines = piece.split('\n');
    // A piece ends with a line feed, after which no line begins; only the last piece may end without one.
    if (lines.at(-1) === '') lines.pop();
    for (const raw of lines) {
      line += 1;
      const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      if (open === undefined && (delimiter === ' ' || !text.includes('"'))) {
        if (text.trim() !== '') records.push({cells: splitLine(text, delimiter), line});
      } else {
        open ??= {cells: [], line, cell: '', quoted: false};
        readQuoted(open, text, delimiter);
        if (open.quoted) continue;
        records.push({cells: [...open.cells, open.cell], line: open.line});
        open = undefined;
      }
    }
    if (records.length > 0) yield records;
  }
  if (open !== undefined) throw commandLineError('inputQuote', name, open.line);
}

/** A record that has not ended yet: its cells so far, and the cell that is being read. */
interface OpenRecord {
  readonly cells: string[];
  readonly line: number;
  cell: string;
  quoted: boolean;
}

function splitLine(text: string, delimiter: Delimiter): readonly string[] {
  return delimiter === ' ' ? text.trim().split(/\s+/) : text.split(delimiter);
}

/** Adds a line to a record, which stays open if the line ends inside quotes. */
function readQuoted(record: OpenRecord, text: string, delimiter: Delimiter): void {
  if (record.quoted) record.cell += '\n';
  for (let i = 0; i < text.length; i++) {
    const character = text.charAt(i);
    if (record.quoted) {
      if (character !== '"') record.cell += character;
      else if (text.charAt(i + 1) === '"') record.cell += text.charAt(++i);
      else record.quoted = false;
    } else if (character === '"' && record.cell.trim() === '') {
      record.cell = '';
      record.quoted = true;
    } else if (character === delimiter) {
      record.cells.push(record.cell);
      record.cell = '';
    } else {
      record.cell += character;
    }
  }
}
