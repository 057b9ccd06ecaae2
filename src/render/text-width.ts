/** How many columns a text takes on a terminal: East Asian wide characters and those beyond the BMP take two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) columns += isWide(character.codePointAt(0) ?? 0) ? 2 : 1;
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

/** The text in 7-bit characters: usual mathematical characters as people type them, others as `?`. */
export function asciiText(text: string): string {
  return text.replace(/[^\n -~]/gu, (character) => spelled.get(character) ?? '?');
}

const spelled: ReadonlyMap<string, string> = new Map([
  ['′', "'"],
  ['’', "'"],
  ['·', '*'],
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

/** The text within so many columns, its middle left out if needed, because long labels differ at their ends. */
export function shortened(text: string, columns: number, ellipsis: string): string {
  if (columnsOf(text) <= columns) return text;
  const characters = [...text];
  const kept = Math.max(0, columns - ellipsis.length);
  const head = taken(characters, Math.ceil(kept / 2));
  const tail = taken(characters.toReversed(), Math.floor(kept / 2));
  return head.join('') + ellipsis + tail.toReversed().join('');
}

/** As many characters from the start as fit into so many columns. */
function taken(characters: readonly string[], columns: number): readonly string[] {
  let room = columns;
  const fitting = characters.findIndex((character) => {
    room -= columnsOf(character);
    return room < 0;
  });
  return fitting === -1 ? characters : characters.slice(0, fitting);
}

/** Texts shortened to so many columns; those that become equal are numbered. */
export function distinct(texts: readonly string[], columns: number, ellipsis: string): readonly string[] {
  const short = texts.map((text) => shortened(text, columns, ellipsis));
  return short.map((text, index) => {
    if (short.indexOf(text) === short.lastIndexOf(text)) return text;
    const number = ` #${index + 1}`;
    return shortened(texts[index] ?? text, columns - number.length, ellipsis) + number;
  });
}
