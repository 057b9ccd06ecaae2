/** Tables in GitHub's Markdown, as `table --format markdown` writes them: the lines with bars, and what is said above. */

import {commandLineError} from '../errors/errors.ts';
import type {Rows} from './delimited.ts';
import type {Record} from './records.ts';
import {afterLastLine, wholePieces} from './text.ts';

/** Whether a text begins as such a table, or with the notes above one. */
export function isMarkdown(line: string): boolean {
  return line.startsWith('|') || /^(?:correctly rounded|computed in plain doubles)\b/.test(line);
}

/** The rows between the bars. Other lines may stand above them. */
export function markdownRows(texts: AsyncIterable<string>, name: string): Rows {
  let roundedTo: number | undefined;
  async function* batches(): AsyncGenerator<readonly Record[]> {
    let line = 0;
    let hasRow = false;
    for await (const piece of wholePieces(texts, afterLastLine, name)) {
      const records: Record[] = [];
      const lines = piece.split('\n');
      if (lines.at(-1) === '') lines.pop();
      for (const text of lines) {
        line += 1;
        const row = /^\s*\|(.*)\|\s*$/.exec(text)?.[1];
        if (row === undefined) {
          roundedTo ??= digitsIn(text);
          if (hasRow && text.trim() !== '') throw commandLineError('inputBar', name, line);
        } else if (!/^[\s:|-]+$/.test(row) || !row.includes('-')) {
          hasRow = true;
          records.push({cells: cellsOf(row), line});
        }
      }
      if (records.length > 0) yield records;
    }
  }
  return {batches: batches(), delimiter: ',', roundedTo: () => roundedTo};
}

/** The count in `numbers rounded to 6 significant digits`. */
function digitsIn(text: string): number | undefined {
  const count = /^numbers rounded to (\d+) significant digits?$/.exec(text.trim())?.[1];
  return count === undefined ? undefined : Number(count);
}

/** The cells between bars that are not escaped, without the escapes. */
function cellsOf(row: string): readonly string[] {
  const cells = `${row}|`.match(/[^\\|]*(?:\\.[^\\|]*)*\|/g) ?? ['|'];
  return cells.map((cell) => cell.slice(0, -1).trim().replace(/\\(.)/g, '$1'));
}
