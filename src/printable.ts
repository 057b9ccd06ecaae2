/** Text as a terminal may show it. What a user names or a file holds may have characters that act on a terminal. */

/**
 * Control and format characters (escape, bell, the turns of writing direction, zero width), separators of lines, others
 * that are not seen, and a mark that would join the quote before it, or whatever stands before the text.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Default_Ignorable_Code_Point}]|(?<=^|['"])\p{M}/gu;

/** The text with every such character escaped: `\x1b`, `\u202e`, `\u{e0001}`. */
export function printable(text: string): string {
  return text.replace(unprintable, (character) => {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    return code.length <= 2
      ? `\\x${code.padStart(2, '0')}`
      : code.length <= 4
        ? `\\u${code.padStart(4, '0')}`
        : `\\u{${code}}`;
  });
}

/** The same on one line: tabs and line breaks are spaces. */
export function printableLine(text: string): string {
  return printable(text.replace(/[\t\n\r]/g, ' '));
}

/**
 * The text in 7-bit characters: usual mathematical characters as people type them, letters without their accents, others
 * as `?`.
 */
export function asciiText(text: string): string {
  const letters = text.replace(/[^\n -~]/gu, (character) => spelled.get(character) ?? character);
  return letters
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replace(/[^\n -~]/gu, '?');
}

const spelled: ReadonlyMap<string, string> = new Map([
  ['′', "'"],
  ['″', "''"],
  ['∂', 'd'],
  ['’', "'"],
  ['·', '*'],
  ['‖', '|'],
  ['×', '*'],
  ['−', '-'],
  ['–', '-'],
  ['±', '+-'],
  ['≤', '<='],
  ['≥', '>='],
  ['≠', '!='],
  ['∞', 'inf'],
  ['→', '->'],
  ['…', '...'],
  ['²', '^2'],
  ['³', '^3'],
  ['α', 'alpha'],
  ['β', 'beta'],
  ['σ', 'sigma'],
  ['π', 'pi'],
  ['Φ', 'Phi'],
]);

/** The most columns that are shown before and after a place in a text. */
const context = 60;

/** A text on a line, and below it a caret under the character at an index. Of a long text only the part around it. */
export function withCaret(text: string, at: number): string {
  const before = [...printableLine(text.slice(0, at))];
  const after = [...printableLine(text.slice(at))];
  const isLong = before.length + after.length > 2 * context;
  const left = isLong && before.length > context ? ['... ', ...before.slice(-context)] : before;
  const right = isLong && after.length > context ? [...after.slice(0, context), ' ...'] : after;
  const start = left.join('');
  return `  ${start}${right.join('')}\n  ${' '.repeat(columnsOf(start))}^`;
}

/**
 * How many columns a text takes on a terminal: East Asian wide characters and those beyond the BMP take two, marks that
 * are drawn over the character before them none.
 */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    columns += isWide(code) ? 2 : code >= 0x300 && /[\p{Mn}\p{Me}]/u.test(character) ? 0 : 1;
  }
  return columns;
}

const wide = [
  [0x1100, 0x115f],
  [0x2e80, 0x303e],
  [0x3041, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x10000, 0x10ffff],
] as const;

function isWide(code: number): boolean {
  return code >= wide[0][0] && wide.some(([first, last]) => first <= code && code <= last);
}
