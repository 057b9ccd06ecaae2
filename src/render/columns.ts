/** Columns side by side without a frame, for tables in which every column of the screen counts. */

import {columnsOf} from '../printable.ts';
import type {Paint} from './style.ts';
import {wrap} from './table-layout.ts';
import {shortened} from './text-width.ts';

/** A column of texts under a head. */
export interface TextColumn {
  /** The parts of the head, which may stand below one another. */
  readonly head: readonly string[];
  readonly cells: readonly string[];
  /** Which cells are marked. */
  readonly marked?: readonly boolean[];
  /** Whether a cell of the first column goes on in the next line, where it would be shortened. */
  readonly wraps?: boolean;
}

interface Sheet {
  readonly width: number;
  readonly paint: Paint;
  readonly ellipsis: string;
}

/** Between columns; its first character is a star after a marked cell. */
const gap = 2;

/** A first column of phrases leaves room for all others, if so much is left to it. */
const leastWrapped = 20;

/**
 * The columns in blocks of lines, in as many blocks as the width needs; each begins with the first column, which is
 * shortened, or broken into lines, where no other column would fit beside it.
 */
export function columnBlocks(
  first: TextColumn,
  others: readonly TextColumn[],
  sheet: Sheet,
): readonly (readonly string[])[] {
  const {width, paint, ellipsis} = sheet;
  const widths = others.map(widthOf);
  const room = Math.max(8, width - Math.max(0, ...widths) - gap - 1);
  if (first.wraps === true && first.cells.some((cell) => columnsOf(cell) > room)) {
    const beside = width - widths.reduce((sum, own) => sum + gap + own, 1);
    const lines = first.cells.map((cell) => hanging(cell, beside < leastWrapped ? room : beside));
    const spread = others.map((column) => ({...column, ...besideFirst(column, lines)}));
    return columnBlocks({head: first.head, cells: lines.flat()}, spread, sheet);
  }
  const names = {...first, cells: first.cells.map((cell) => shortened(cell, room, ellipsis))};
  const blocks = balanced(widths, width - widthOf(names) - 1);
  return blocks.map((indexes) => {
    const block = indexes.map((index) => others[index] as TextColumn); // its own indexes
    return linesOf(names, block, paint);
  });
}

/** A phrase in lines, of which the later ones are set in. */
function hanging(phrase: string, width: number): readonly string[] {
  const [line = '', ...others] = wrap(phrase, width - gap);
  return [line, ...others.map((other) => ' '.repeat(gap) + other)];
}

/** The cells of a column beside the first of some lines each. */
function besideFirst({cells, marked}: TextColumn, lines: readonly (readonly string[])[]): Omit<TextColumn, 'head'> {
  const isMarked = lines.flatMap((each, i) => each.map((_, k) => k === 0 && marked?.[i] === true));
  return {cells: lines.flatMap((each, i) => each.map((_, k) => (k === 0 ? (cells[i] ?? '') : ''))), marked: isMarked};
}

/** The indexes of columns in as few blocks as fit into `room`, none of them wider than needed for that. */
function balanced(widths: readonly number[], room: number): readonly (readonly number[])[] {
  let blocks = filled(widths, room);
  for (let less = room - 1; less > 0; less -= 1) {
    const narrower = filled(widths, less);
    if (narrower.length > blocks.length) break;
    blocks = narrower;
  }
  return blocks;
}

function filled(widths: readonly number[], room: number): readonly (readonly number[])[] {
  const blocks: number[][] = [];
  let used = Number.POSITIVE_INFINITY;
  for (const [index, own] of widths.entries()) {
    used += gap + own;
    if (used > room) {
      blocks.push([]);
      used = gap + own;
    }
    blocks.at(-1)?.push(index);
  }
  return blocks;
}

function linesOf(first: TextColumn, others: readonly TextColumn[], paint: Paint): readonly string[] {
  const columns = [first, ...others].map((column) => ({
    ...column,
    width: widthOf(column),
    heads: packed(column.head, {width: widthOf(column), between: ' '}),
  }));
  const height = Math.max(...columns.map(({heads}) => heads.length));
  const heads = Array.from({length: height}, (_, line) =>
    columns.map(({heads, width}, j) => {
      const text = heads[line - height + heads.length] ?? '';
      return padded(text, width, j) + (j === 0 ? '' : ' ');
    }),
  );
  const rows = first.cells.map((_, i) =>
    columns.map(({cells, width, marked}, j) => {
      const text = padded(cells[i] ?? '', width, j);
      if (j === 0) return text;
      return marked?.[i] ? `${paint.heading(text)}*` : `${text} `;
    }),
  );
  return [...heads.map((cells) => paint.heading(joined(cells))), ...rows.map(joined)];
}

/** A line of cells; the last of them is followed by a star or by nothing. */
function joined([first = '', ...others]: readonly string[]): string {
  return `${first} ${others.map((cell) => ` ${cell}`).join('')}`.trimEnd();
}

/** The first column stands on the left, the others on the right of their widths. */
function padded(text: string, width: number, column: number): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(text)));
  return column === 0 ? text + space : space + text;
}

function widthOf({head, cells}: TextColumn): number {
  return Math.max(0, ...[...head, ...cells].map(columnsOf));
}

/** Pieces on as few lines as possible, none of them broken. */
export function packed(
  pieces: readonly string[],
  {width, between}: {readonly width: number; readonly between: string},
): readonly string[] {
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = `${lines.at(-1)}${between}${piece}`;
    if (lines.length > 0 && columnsOf(longer.trimEnd()) <= width) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines;
}
