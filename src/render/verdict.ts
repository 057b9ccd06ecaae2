/** Answers for people that begin with what decides: sentences, then rows without a frame, then notes. */

import type {AnswerWithRows, NamedRow, Written} from '../report/output.ts';
import type {Column} from '../report/table.ts';
import {columnBlocks, packed, type TextColumn} from './columns.ts';
import {numberWriter, readableWriter} from './number.ts';
import {noteLines, readableCells, readableText, roundingNote} from './readable-cells.ts';
import type {Style} from './style.ts';
import {wrap} from './table-layout.ts';
import {ellipsisOf} from './text-width.ts';

const inFull = '; results that would look the same are in full';

/** The verdict, the rows if there are any, and the notes. */
export function verdictText(answer: AnswerWithRows, style: Style): string {
  return inParts(answerBlocks(answer, style));
}

/** The same as blocks of lines. */
export function answerBlocks(
  {verdict, columns, rows: given, notes}: AnswerWithRows,
  style: Style,
): readonly (readonly string[])[] {
  const rows = given.map((row) => toldApart(row, columns, style));
  const isInFull = rows.some((row, i) => row.cells !== given[i]?.cells);
  const said = notes.map((note) => readableText(note, style));
  return [
    verdictLines(verdict(writtenIn(style)), style),
    ...rowBlocks(columns, rows, style),
    noteLines(rows.length === 0 ? said : [...said, `${roundingNote(style)}${isInFull ? inFull : ''}`], style),
  ];
}

/** Narrower tables have no room for results in full. */
const leastWidthInFull = 60;

/** A row in which expected and got results are in full where rounded ones would look the same. */
function toldApart({name, cells}: NamedRow, columns: readonly Column[], style: Style): NamedRow {
  const [expected, got] = ['expected', 'got'].map((column) => columns.findIndex((each) => each.name === column));
  const pair = [cells[expected ?? -1], cells[got ?? -1]].filter((cell) => typeof cell === 'number');
  if (pair.length < 2 || style.width < leastWidthInFull) return {name, cells};
  const column = columns[expected ?? -1] as Column; // it has a cell
  const texts = pair.map(numberWriter(column));
  const [one, other] = pair.map(readableWriter(column, style.digits));
  if (one !== other || texts[0] === texts[1]) return {name, cells};
  return {name, cells: cells.map((cell, i) => (i === expected ? texts[0] : i === got ? texts[1] : cell) ?? null)};
}

/** Numbers in sentences. */
export function writtenIn({digits}: Pick<Style, 'digits'>): Written {
  return (values, format) => {
    const column = {name: '', kind: 'number', ...(format && {format})} as const;
    const rounded = values.map(readableWriter(column, digits));
    const exact = values.map(numberWriter(column));
    return new Set(rounded).size === new Set(exact).size ? rounded : exact;
  };
}

/** Sentences that come first, in lines of at most the style's width; they break after a semicolon if they can. */
export function verdictLines(sentences: readonly string[], style: Style): readonly string[] {
  return sentences
    .map((sentence) => readableText(sentence, style).split(/(?<=;) /))
    .flatMap((parts) => packed(parts, {width: style.width, between: ' '}))
    .flatMap((line) => wrap(line, style.width))
    .map(style.paint.heading);
}

/** Rows below each other under the names of the columns, in as many blocks of lines as the width needs. */
export function rowBlocks(
  columns: readonly Column[],
  rows: readonly NamedRow[],
  {namesArePhrases = false, ...style}: Style & {readonly namesArePhrases?: boolean},
): readonly (readonly string[])[] {
  if (rows.length === 0) return [];
  return columnBlocks(
    {head: [''], cells: rows.map(({name}) => name), wraps: namesArePhrases},
    columns.map((column, j): TextColumn => {
      const write = readableCells(column, style);
      return {head: wordsOf(column.name), cells: rows.map(({cells}) => write(cells[j] ?? null))};
    }),
    {...style, ellipsis: ellipsisOf(style)},
  );
}

/** `range_from` as `range` and `from`, which may stand on two lines. All costs are measured. */
export function wordsOf(name: string): readonly string[] {
  return name.replace(/^measured_/, '').split('_');
}

/** Blocks of lines as one text, with a blank line between them. */
export function inParts(blocks: readonly (readonly string[])[]): string {
  const texts = blocks.map((lines) => lines.map((line) => `${line}\n`).join(''));
  return texts.filter((text) => text !== '').join('\n');
}
