/** A document for people, as text: what decides first, then its parts with a blank line between them. */

import type {DocumentPart, UnitImage} from '../report/output.ts';
import {plotText} from './plot/plot.ts';
import {noteLines, readableText, roundingNote} from './readable-cells.ts';
import type {Style} from './style.ts';
import {wrap} from './table-layout.ts';
import {answerBlocks, inParts, rowBlocks, verdictLines} from './verdict.ts';

/** A figure within a document is lower than one that stands alone. */
const figureLines = 14;

export function documentText(parts: readonly DocumentPart[], style: Style): string {
  const notes = [roundingNote(style)];
  return inParts([...parts.flatMap((part) => blocksOf(part, style)), noteLines(notes, style)]);
}

function blocksOf(part: DocumentPart, style: Style): readonly (readonly string[])[] {
  switch (part.kind) {
    case 'answer':
      return answerBlocks(part.answer, style);
    case 'sentences':
      return [verdictLines(part.sentences, style)];
    case 'rows': {
      const {title, columns, rows, note, namesArePhrases = false} = part;
      const named = <T extends {readonly name: string}>(each: T): T => ({...each, name: lineOf(each.name, style)});
      const [first = [], ...others] = rowBlocks(columns.map(named), rows.map(named), {...style, namesArePhrases});
      const above = title === undefined ? [] : [style.paint.heading(lineOf(title, style))];
      const below = note === undefined ? [] : noteLines([readableText(note, style)], style);
      return others.length === 0 ? [[...above, ...first, ...below]] : [[...above, ...first], ...others, below];
    }
    case 'figure':
      return [plotText(part.figure, {...style, lines: figureLines + part.figure.strips.length}).split('\n')];
    case 'image':
      return [imageLines(part.image, style)];
    case 'notes':
      return [
        noteLines(
          part.notes.map((note) => readableText(note, style)),
          style,
        ),
      ];
  }
}

/** Names may come from files. */
function lineOf(name: string, style: Style): string {
  return readableText(name.replaceAll(/[\r\n]+/g, ' '), style);
}

/** From a share of 0 to one of 1: none, up to a quarter, up to half, less than all, all. */
const shades = {unicode: ['·', '░', '▒', '▓', '█'], ascii: ['.', ':', '+', '#', '@']} as const;
const shadeWords = ['none', 'up to 25 %', 'up to 50 %', 'more', 'all samples'];

function shadeOf(share: number): number {
  if (!(share > 0)) return 0;
  return share === 1 ? 4 : share <= 0.25 ? 1 : share <= 0.5 ? 2 : 3;
}

/** A row of characters for each kind; a character stands for the worst of its units. */
function imageLines({title, rows}: UnitImage, style: Style): readonly string[] {
  const margin = Math.max(...rows.map(({kind}) => kind.length));
  const characters = shades[style.ascii ? 'ascii' : 'unicode'];
  const room = Math.max(1, style.width - margin - 2);
  const lines = rows.map(({kind, shares}) => {
    const columns = Math.min(room, shares.length);
    const worst = Array.from({length: columns}, (_, column) => {
      const [from, to] = [column, column + 1].map((edge) => Math.floor((edge * shares.length) / columns)) as [
        number,
        number,
      ]; // two
      return shares.subarray(from, to).reduce((most, share) => Math.max(most, shadeOf(share)), 0);
    });
    const text = worst.map((shade) => characters[shade]).join('');
    return `${kind.padStart(margin)}  ${style.paint.mark(kind, text)}`;
  });
  const units = rows[0]?.shares.length ?? 0;
  const each = units > room ? `; each character is the worst of up to ${Math.ceil(units / room)} units` : '';
  const key = characters.map((character, shade) => `${character} ${shadeWords[shade]}`).join('   ');
  return [
    ...wrap(readableText(`${title}${each}`, style), style.width).map(style.paint.heading),
    ...lines,
    ...wrap(key, style.width).map(style.paint.dim),
  ];
}
