/** What a line of text is before its numbers are read: a comment, a header, or a row. */

import {readNumber} from '../formula/number-text.ts';
import {nearest} from '../formula/spelling.ts';

/** What stands between cells: comma, semicolon, tab, or any run of blanks. */
export type Delimiter = ',' | ';' | '\t' | ' ';

/** White space that separates cells. A no-break blank does not: it groups the digits of a number. */
export const blanks = /[ \t\v\f\r]+/;

/** Whether a line begins as comments do, with # or %, but not with an error value of a spreadsheet, `#N/A` or `#WERT!`. */
export function isComment(line: string): boolean {
  return /^\s*[#%](?!(?:N\/A|NA|NV|NAN|INF|[\p{L}\d/]+[!?])(?:$|[\s,;"]))/iu.test(line);
}

/**
 * Whether a comment below the first row may be a row: it has as many cells as one, or but one word, as `#NV` or `% nan`.
 */
export function isLikeRow(comment: string, delimiter: Delimiter, width: number): boolean {
  const line = comment.trim();
  const text = line.replace(/^[#%]+/, '').trim();
  if (text === '') return line.length > 1;
  if (!blanks.test(text) && !text.includes(delimiter)) return true;
  const split = delimiter === ' ' ? blanks : delimiter;
  return width > 1 && [text, line].some((each) => withoutTrailing(each.split(split, width + 2)).length === width);
}

/** A delimiter at the end of a row closes its last cell, as in `1,2,`, and opens none. */
export function withoutTrailing(cells: readonly string[]): readonly string[] {
  return cells.length > 1 && cells.at(-1)?.trim() === '' ? cells.slice(0, -1) : cells;
}

/**
 * Whether cells may be taken for names: none is a number or begins like one, none is what programs write in the place
 * of a number, and at least one begins with a letter. `1.0.0` is a mistyped number and `NA` a missing one: taken for a
 * name, either would silently drop a value. An empty cell is a name too: it stands above the index that pandas writes.
 */
export function areNames(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  if (filled.length < cells.length) return filled.length > 0;
  return !filled.some(standsForNumber) && filled.some((cell) => /^[\p{L}_]/u.test(cell));
}

/**
 * Whether cells are the numbers of columns, 0, 1, 2, ..., as pandas writes them where columns have no names; the first
 * cell is empty where it stands above an index. Of a single 0 the row below decides.
 */
export function startsNumbered(cells: readonly string[]): boolean {
  const numbers = cells[0] === '' ? cells.slice(1) : cells;
  return numbers.length > 0 && numbers.every((cell, i) => cell === String(i));
}

/** Whether a line of one cell may be a name that nobody asked for: without digits, and not nearly a number. */
export function isLoneName(cell: string): boolean {
  return areNames([cell]) && !/\p{N}/u.test(cell) && nearest(cell, nearlyNumbers).length === 0;
}

const missing: ReadonlySet<string> = new Set(
  'na n/a nat null none nil missing undefined unknown invalid empty void true false infty infinite qnan snan error err fail failed overflow underflow ind'.split(
    ' ',
  ),
);

const nearlyNumbers = ['nan', 'inf', 'infinity', 'null', 'none', 'missing', 'error', 'undefined'];

/** Whether a cell is a number, looks like one, or stands for one: `NA`, `#N/A`, `<NA>`, `∞`, `nan(ind)`, `tensor(0.5)`. */
function standsForNumber(cell: string): boolean {
  if (readNumber(cell) !== undefined || /^[+\-\u2212.]?\d/.test(cell) || /^[+\-\u2212]?\u221e/.test(cell)) return true;
  if (isMistyped(cell)) return true;
  const word = cell.toLowerCase().replace(/^[+\-\u2212#<]+/, '');
  if (missing.has(word.replace(/[>!.?]+$/, '')) || /^(?:[qs]?nan|inf|infinity)(?![a-z_])/.test(word)) return true;
  // The beginning of infinity.
  if (word.length > 2 && 'infinity'.startsWith(word)) return true;
  // A number in the wrapping of a program: tensor(0.5, requires_grad=True), array([0.5]), np.float32(0.5).
  return /^[a-z_][\w.]*\([[\s]*[+\-\u2212]?(?:\.?\d[\d.]*(?:e[+-]?\d+)?|nan|inf)\s*(?:[\]),]|$)/.test(word);
}

/** Whether letters stand for digits or signs: `O.5`, `l`, `minus1`, `e5`. */
function isMistyped(cell: string): boolean {
  const typed = cell
    .replace(/^(?:minus|plus|neg(?:ative)?)[\s_]*/i, '')
    .replace(/[oO]/g, '0')
    .replace(/[lI|]/g, '1');
  return typed !== cell && /^[+\-\u2212]?(?:\d|\.\d)/.test(typed) && /^[\d.,e+\-\u2212\s_]+$/i.test(typed)
    ? true
    : /^e[+-]?\d+$/i.test(cell);
}

/** The names in a commented line, if there are as many as columns: numpy.savetxt writes its header so. */
export function commentedNames(comment: string, delimiter: Delimiter, width: number): readonly string[] | undefined {
  const text = comment
    .trim()
    .replace(/^[#%]+/, '')
    .trim();
  const splits = delimiter === ' ' ? [/\s+/, /[\s,;]+/] : [delimiter, /[\s,;]+/];
  return splits.map((split) => text.split(split, width + 1)).find((names) => names.length === width)?.map((name) => name.trim()); // biome-ignore format: one line
}
