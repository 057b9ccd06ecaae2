/** What a line of text is before its numbers are read: a comment, a header, or a row. */

import {readNumber} from '../formula/number-text.ts';

/** What stands between cells: comma, semicolon, tab, or any run of white space. */
export type Delimiter = ',' | ';' | '\t' | ' ';

/** Whether a line is a comment: it begins with # or %, but not with an error value of a spreadsheet. */
export function isComment(line: string): boolean {
  return /^\s*[#%](?!(?:N\/A|NA|DIV\/0!|VALUE!|REF!|NUM!|NAME\?|NULL!)(?:$|[\s,;"]))/i.test(line);
}

/**
 * Whether cells may be taken for names: none is a number or begins like one, none is what programs write in the place
 * of a number, and at least one begins with a letter. `1.0.0` is a mistyped number and `NA` a missing one: taken for a
 * name, either would silently drop a value.
 */
export function areNames(cells: readonly string[]): boolean {
  const filled = cells.filter((cell) => cell !== '');
  return !filled.some(standsForNumber) && filled.some((cell) => /^[\p{L}_]/u.test(cell));
}

const missing: ReadonlySet<string> = new Set(
  'na n/a nat null none nil missing undefined unknown invalid empty void true false infty infinite qnan snan'.split(
    ' ',
  ),
);

/** Whether a cell is a number, looks like one, or stands for one: `NA`, `#N/A`, `<NA>`, `∞`, `nan(ind)`, `tensor(0.5)`. */
function standsForNumber(cell: string): boolean {
  if (readNumber(cell) !== undefined || /^[+\-\u2212.]?\d/.test(cell) || /^[+\-\u2212]?\u221e/.test(cell)) return true;
  const word = cell.toLowerCase().replace(/^[+\-\u2212#<]+/, '');
  if (missing.has(word.replace(/[>!.?]+$/, '')) || /^(?:[qs]?nan|inf|infinity)(?![a-z_])/.test(word)) return true;
  // A number in the wrapping of a program: tensor(0.5, requires_grad=True), array([0.5]), np.float32(0.5).
  return /^[a-z_][\w.]*\([[\s]*[+\-\u2212]?(?:\.?\d[\d.]*(?:e[+-]?\d+)?|nan|inf)\s*(?:[\]),]|$)/.test(word);
}

/** The names in a commented line, if there are as many as columns: numpy.savetxt writes its header so. */
export function commentedNames(
  comment: string | undefined,
  delimiter: Delimiter,
  width: number,
): readonly string[] | undefined {
  const text = comment?.trim().replace(/^[#%]+/, '') ?? '';
  const splits = delimiter === ' ' ? [/\s+/, /[\s,;]+/] : [delimiter, /[\s,;]+/];
  return splits.map((split) => text.trim().split(split, width + 1)).find((names) => names.length === width)?.map((name) => name.trim()); // biome-ignore format: one line
}
