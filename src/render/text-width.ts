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

/** A label within so many columns: of a name with parameters the name is cut first, so that these can be read. */
export function shortenedLabel(label: string, columns: number, ellipsis: string): string {
  const [, name, parameters] = /^([^:=]*):(.*)$/s.exec(label) ?? [];
  if (name === undefined || parameters === undefined || columnsOf(label) <= columns)
    return shortened(label, columns, ellipsis);
  const room = columns - columnsOf(parameters);
  if (room === 0) return parameters;
  if (room < ellipsis.length) return shortened(label, columns, ellipsis);
  const head = taken([...name], room - ellipsis.length - 1).join('');
  return head === '' ? ellipsis + parameters : `${head}${ellipsis}:${parameters}`;
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

/** Labels shortened to so many columns; those that become equal are numbered. */
export function distinct(texts: readonly string[], columns: number, ellipsis: string): readonly string[] {
  const short = texts.map((text) => shortenedLabel(text, columns, ellipsis));
  return short.map((text, index) => {
    if (short.indexOf(text) === short.lastIndexOf(text)) return text;
    const number = ` #${index + 1}`;
    return shortenedLabel(texts[index] ?? text, columns - number.length, ellipsis) + number;
  });
}

/** What stands for the part of a text that is left out. */
export function ellipsisOf({ascii}: {readonly ascii: boolean}): string {
  return ascii ? '...' : '…';
}
