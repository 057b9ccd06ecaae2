/** The widths of a table's columns, and which columns are drawn side by side. */

import {columnsOf} from '../printable.ts';

/** How wide the contents of a column are. */
export interface Extent {
  /** The longest line of the column's cells. */
  readonly body: number;
  readonly head: number;
  /** The longest number, also within a text, which cannot be broken into lines. */
  readonly solid: number;
}

/** Columns that are drawn side by side, by index, with their widths. */
export interface Block {
  readonly columns: readonly number[];
  readonly widths: readonly number[];
}

/** A border and two spaces for each column, and the last border. */
const perColumn = 3;
const lastBorder = 1;
/** Headings and texts are broken into lines before a table is split, but into none shorter than this. */
const leastHead = 12;
const leastText = 10;
/** The first column names the row, so it is kept wider. */
const leastFirst = 24;

/**
 * All columns in one block if they fit into `width` with headings and texts broken into lines as needed; else several
 * blocks, each of which repeats the first column.
 */
export function layOut(extents: readonly Extent[], width: number): readonly Block[] {
  const [first] = extents;
  if (first === undefined) return [];
  const least = extents.map(leastWidth);
  const blocks: number[][] = [[0]];
  for (let index = 1; index < extents.length; index++) {
    const block = blocks.at(-1) as number[]; // there is at least one
    const grown = [...block, index];
    if (block.length > 1 && total(grown.map((column) => least[column] ?? 0)) > width) blocks.push([0, index]);
    else block.push(index);
  }
  return blocks.map((columns) => ({columns, widths: widen(columns, {extents, least, width})}));
}

/** The widths of columns up to a common limit, the largest for which they fit; no column is below its least width. */
function widen(
  columns: readonly number[],
  room: {readonly extents: readonly Extent[]; readonly least: readonly number[]; readonly width: number},
): readonly number[] {
  const natural = columns.map((column) => naturalWidth(room.extents[column]));
  const least = columns.map((column) => room.least[column] ?? 0);
  let widths = least;
  for (let limit = leastText; limit <= room.width; limit++) {
    const wider = natural.map((wanted, i) => Math.max(least[i] ?? 0, Math.min(wanted, limit)));
    if (total(wider) > room.width) break;
    widths = wider;
  }
  return widths;
}

function naturalWidth(extent: Extent | undefined): number {
  return extent === undefined ? 0 : Math.max(extent.body, extent.head);
}

function leastWidth({body, head, solid}: Extent, index: number): number {
  const [text, heading] = index === 0 ? [leastFirst, leastFirst] : [leastText, leastHead];
  return Math.max(Math.min(body, text), solid, Math.min(head, heading));
}

/** The width of a frame around columns. */
export function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width + perColumn, lastBorder);
}

/** The text in lines of at most `width` columns, broken at a space, else after a sign, else anywhere but in a number. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  for (const paragraph of text.split('\n')) {
    let rest = [...paragraph];
    for (let fitting = fittingIn(rest, width); fitting < rest.length; fitting = fittingIn(rest, width)) {
      const length = lineLength(rest, fitting);
      lines.push(rest.slice(0, length).join('').trimEnd());
      rest = [...rest.slice(length).join('').trimStart()];
    }
    lines.push(rest.join(''));
  }
  return lines;
}

/** How many of the characters fit into so many columns. */
function fittingIn(characters: readonly string[], width: number): number {
  let columns = 0;
  const beyond = characters.findIndex((character) => {
    columns += columnsOf(character);
    return columns > width;
  });
  return beyond === -1 ? characters.length : beyond;
}

function lineLength(rest: readonly string[], width: number): number {
  for (let i = width; i > 0; i--) if (rest[i] === ' ') return i;
  const numbers = [...rest.join('').matchAll(number)].map((match) => [match.index, match.index + match[0].length]);
  const isInside = (i: number) => numbers.some(([from = 0, to = 0]) => from < i && i < to);
  for (let i = width; i > width / 2; i--) if (/[,;:=+*/?)\]_-]/.test(rest[i - 1] ?? '') && !isInside(i)) return i;
  for (let i = width; i > 0; i--) if (!isInside(i)) return i;
  return Math.max(width, 1);
}

/** A decimal with its sign, and what stands right behind it. */
const number = /[-+]?\d[\d.,]*(?:e[-+]?\d+)?[)\],;]*/gi;

/** The longest number in a text, which is not broken. */
export function longestNumber(text: string): number {
  return Math.max(0, ...(text.match(number) ?? []).map((each) => each.length));
}
