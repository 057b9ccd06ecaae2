/** A comparison for people: what differs between the activations, then what is the same, the pairs, and the notes. */

import type {ComparedFigure, SideBySide} from '../report/output.ts';
import {apartText, bestText} from '../report/side-by-side.ts';
import {columnBlocks, packed, type TextColumn} from './columns.ts';
import {noteLines, readableCells, readableText, roundingNote} from './readable-cells.ts';
import type {Style} from './style.ts';
import {wrap} from './table-layout.ts';
import {distinct, ellipsisOf} from './text-width.ts';
import {inParts, rowBlocks, verdictLines, wordsOf} from './verdict.ts';

/** A figure whose cells are texts. */
interface Row {
  readonly name: string;
  readonly texts: readonly string[];
  readonly marked: readonly boolean[];
}

/** The comparison in parts, with a blank line between them. */
export function comparisonText(comparison: SideBySide, style: Style): string {
  const {verdict, figures, apart} = comparison;
  const labels = shortLabels(comparison.labels, style);
  const rows = figures.map((figure) => rowOf(figure, style));
  const differing = rows.filter(({texts}) => texts.length === 1 || texts.some((text) => text !== texts[0]));
  const same = rows.filter((row) => !differing.includes(row)).map(({name, texts}) => `${name} ${texts[0]}`);
  const marked = differing.filter((row) => row.marked.includes(true)).map(({name}) => name);
  const notes = [
    ...(marked.length === 0 ? [] : [bestText(marked)]),
    ...comparison.notes.map((note) => readableText(note, style)),
    roundingNote(style),
  ];
  const pairBlocks = ({columns, pairs}: SideBySide['differences']) => {
    const named = pairs.map(({of: [first, second], cells}) => ({name: `${labels[first]}, ${labels[second]}`, cells}));
    return rowBlocks(columns, named, style);
  };
  const apartLines = apart.length === 0 ? [] : wrap(apartText(apart, labels), style.width);
  // Where nothing else is the answer, this is.
  const isAnswer = verdict.length === 0;
  return inParts([
    isAnswer ? apartLines : verdictLines(verdict, style),
    ...figureBlocks(labels, differing, style),
    same.length === 0 ? [] : packed(listed(['the same for all:', ...same]), {width: style.width, between: ' '}),
    ...pairBlocks(comparison.differences),
    isAnswer ? [] : apartLines,
    ...pairBlocks(comparison.slopes),
    noteLines(notes, style),
  ]);
}

/** Labels that leave room for numbers; those that become equal are numbered. */
function shortLabels(labels: readonly string[], style: Style): readonly string[] {
  const room = Math.max(12, Math.floor(style.width / Math.min(4, labels.length + 1)));
  return distinct(
    labels.map((label) => readableText(label, style)),
    room,
    ellipsisOf(style),
  );
}

/** A cell that looks like the best is marked as well: they differ only in digits that are not shown. */
function rowOf({name, cells, best}: ComparedFigure, style: Style): Row {
  const texts = cells.map(readableCells({name, kind: 'cells'}, style));
  const bestTexts = texts.filter((_, i) => best[i]);
  return {name, texts, marked: texts.map((text) => bestTexts.includes(text))};
}

/** A row for each figure if that fits, else a row for each activation. */
function figureBlocks(labels: readonly string[], rows: readonly Row[], style: Style): readonly (readonly string[])[] {
  if (rows.length === 0) return [];
  const sheet = {...style, ellipsis: ellipsisOf(style)};
  const upright = columnBlocks(
    {head: [''], cells: rows.map(({name}) => name)},
    labels.map((label, j): TextColumn => {
      return {
        head: [label],
        cells: rows.map(({texts}) => texts[j] ?? ''),
        marked: rows.map(({marked}) => marked[j] ?? false),
      };
    }),
    sheet,
  );
  if (upright.length === 1) return upright;
  return columnBlocks(
    {head: [''], cells: labels},
    rows.map(({name, texts, marked}) => ({head: wordsOf(name), cells: texts, marked})),
    sheet,
  );
}

/** The pieces with a comma after each but the first, which introduces them, and the last. */
function listed([first = '', ...others]: readonly string[]): readonly string[] {
  return [first, ...others.map((piece, i) => (i < others.length - 1 ? `${piece},` : piece))];
}
