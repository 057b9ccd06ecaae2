/** Lines of delimited text as records of cells. */

import {commandLineError} from '../errors/errors.ts';
import {shown} from './cells.ts';
import {blanks, type Delimiter, isComment} from './header.ts';

/** More than any table has: a row of millions of cells would fill the memory. */
const mostCells = 65_536;

/**
 * Longer than any text in a cell; Excel's hold 32,767 characters. A cell that is longer has a quote that was not meant to
 * begin one: its lines are parts of a text that are joined late, and take a hundred times their length.
 */
const longestCell = 2 ** 22;

/** So many lines in a row without a row among them are no table: a small compressed file may hold them without end. */
export const mostAsides = 2 ** 22;

/** One row of cells, or a line that is none. */
export interface Record {
  readonly cells: readonly string[];
  /** The line on which it begins, from 1. */
  readonly line: number;
  /** Why it is no row; a comment is its only cell. */
  readonly aside?: 'comment' | 'blank';
}

/** Reads pieces of whole lines. */
export interface RecordReader {
  /** The records that end in a text of whole lines, of which only the last text may lack the line feed. */
  readonly records: (piece: string) => readonly Record[];
  /** Whether a quoted cell goes on in the next line. */
  readonly isOpen: () => boolean;
  /** Tells that so many lines were rows, which others have read. */
  readonly passed: (lines: number) => void;
  /** @throws ActError for a quote that was not closed */
  readonly end: () => void;
}

/**
 * Reads records; blank lines above the first row are left out. A cell in double quotes may hold delimiters, line feeds and
 * doubled quotes (RFC 4180). Not a package: these few lines read in constant memory without an object for each cell,
 * know the line of every record, and cost nothing at start-up; csv-parse is 60 kB, and papaparse streams only Node's own
 * streams.
 * @throws ActError for a quote that is never closed or followed by text, and for a row that is too long
 */
export function recordReader(delimiter: Delimiter, name: string): RecordReader {
  let line = 0;
  let open: OpenRecord | undefined;
  let hasRow = false;
  let asides = 0;
  const records = (piece: string): readonly Record[] => {
    const records: Record[] = [];
    const lines = piece.split('\n');
    // A piece ends with a line feed, after which no line begins; only the last piece may end without one.
    if (lines.at(-1) === '') lines.pop();
    for (const raw of lines) {
      line += 1;
      const text = raw.endsWith('\r') ? raw.slice(0, -1) : raw;
      // Excel's first line, which names the delimiter.
      if (!hasRow && separatorIn(text) !== undefined) continue;
      const isAside = open === undefined && (isComment(text) || isBlank(text, delimiter));
      if (isAside) {
        asides += 1;
        if (asides > mostAsides) throw commandLineError('inputNothing', name, line, mostAsides);
        if (text.trim() !== '') records.push({cells: [text], line, aside: 'comment'});
        else if (hasRow) records.push({cells: [], line, aside: 'blank'});
        continue;
      }
      hasRow = true;
      asides = 0;
      if (open === undefined && (delimiter === ' ' || !text.includes('"'))) {
        // Otherwise a file of such lines would be one row, of which the first cells count.
        if (text.includes('\r')) throw commandLineError('inputReturn', name, line);
        const cells = splitLine(text, delimiter);
        if (cells.length > mostCells) throw commandLineError('inputCells', name, line, mostCells);
        records.push({cells, line});
      } else {
        open ??= {cells: [], line, cell: '', state: 'blank'};
        readQuoted(open, text, delimiter);
        if (open.state === 'torn') throw commandLineError('inputTorn', name, open.line, shown(open.cell));
        if (open.cells.length >= mostCells) throw commandLineError('inputCells', name, open.line, mostCells);
        if (open.cell.length > longestCell) throw commandLineError('inputLongCell', name, open.line, longestCell);
        if (open.state === 'quoted') continue;
        records.push({cells: [...open.cells, open.cell], line: open.line});
        open = undefined;
      }
    }
    return records;
  };
  return {
    records,
    isOpen: () => open !== undefined,
    passed: (lines) => {
      line += lines;
      asides = 0;
    },
    end: () => {
      if (open !== undefined) throw commandLineError('inputQuote', name, open.line);
    },
  };
}

/** A record that has not ended yet: its cells so far, and the cell that is being read. */
interface OpenRecord {
  readonly cells: string[];
  readonly line: number;
  cell: string;
  /** What the cell has so far: white space alone, text, an open quote, a closed one, or text after a closed one. */
  state: 'blank' | 'bare' | 'quoted' | 'closed' | 'torn';
}

/** The delimiter in a line such as `sep=;`. */
export function separatorIn(line: string): string | undefined {
  return /^\ufeff?sep=(.)\s*$/i.exec(line)?.[1];
}

/** Whether a line has neither cells nor delimiters: tabs alone are a row of empty cells where tabs separate them. */
function isBlank(text: string, delimiter: Delimiter): boolean {
  return text.trim() === '' && !(delimiter === '\t' && text.includes('\t'));
}

function splitLine(text: string, delimiter: Delimiter): readonly string[] {
  return delimiter === ' ' ? text.trim().split(blanks, mostCells + 1) : text.split(delimiter, mostCells + 1);
}

/** Adds a line to a record, which stays open if the line ends inside quotes. */
function readQuoted(record: OpenRecord, text: string, delimiter: Delimiter): void {
  if (record.state === 'quoted') record.cell += '\n';
  const hasRoom = () => record.cells.length < mostCells && record.cell.length <= longestCell;
  for (let i = 0; i < text.length && record.state !== 'torn' && hasRoom(); i++) {
    const character = text.charAt(i);
    if (record.state === 'quoted') {
      const end = text.indexOf('"', i);
      record.cell += text.slice(i, end < 0 ? text.length : end);
      if (end < 0) return;
      i = end;
      if (text.charAt(i + 1) === '"') record.cell += text.charAt(++i);
      else record.state = 'closed';
    } else if (character === '"' && record.state === 'blank') {
      record.cell = '';
      record.state = 'quoted';
    } else if (character === delimiter) {
      record.cells.push(record.cell);
      record.cell = '';
      record.state = 'blank';
    } else if (record.state === 'bare') {
      const end = text.indexOf(delimiter, i);
      record.cell += text.slice(i, end < 0 ? text.length : end);
      if (end < 0) return;
      i = end - 1;
    } else {
      record.cell += character;
      // Asked of each character, not of the cell: that would take the square of its length.
      if (character.trim() !== '') record.state = record.state === 'closed' ? 'torn' : 'bare';
    }
  }
}
