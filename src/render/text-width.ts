import {columnsOf} from '../printable.ts';

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

/** What stands for the part of a text that is left out. */
export function ellipsisOf({ascii}: {readonly ascii: boolean}): string {
  return ascii ? '...' : '…';
}
