/** Curves as dots: two beside each other and four above each other in a cell, which is a character of Braille. */

import type {Piece} from '../../report/output.ts';
import {dotsInRow, type YScale} from './y-scale.ts';

/** Dots of a cell from left to right. */
export const dotsInColumn = 2;

/** The dots of one curve: for each cell eight bits, those of the left side first, from top to bottom. */
export interface Raster {
  readonly columns: number;
  readonly rows: number;
  readonly cells: Uint8Array;
}

/**
 * The dots that the pieces of a curve pass through. A place is right to half a column, a value to an eighth of a row:
 * the first and the last place are in the middle of the outermost columns.
 */
export function rasterOf(pieces: readonly Piece[], scale: YScale, columns: number): Raster {
  const cells = new Uint8Array(columns * scale.rows);
  for (const piece of pieces) drawPiece(piece, scale, {columns, rows: scale.rows, cells});
  return {columns, rows: scale.rows, cells};
}

/** The column of dots of a place, fractions included; a column of cells has two. */
export function dotColumnOf(share: number, columns: number): number {
  return dotsInColumn * share * (columns - 1) + 1;
}

function drawPiece({shares, values}: Piece, {dotOf}: YScale, raster: Raster): void {
  const last = dotsInRow * raster.rows - 1;
  let x = Number.NaN;
  let y = Number.NaN;
  // What is reached in the column that the line is in.
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  // A loop over plain numbers: this is a good part of what a plot waits for.
  for (let i = 0; i < shares.length; i += 1) {
    const nextX = dotColumnOf(shares[i] as number, raster.columns); // below the length
    const nextY = dotOf(values[i] as number); // as many values
    // Few samples know of no poles: from beyond one end of the frame to beyond the other is taken for one.
    const isPole = nextX - x >= 1 && ((y < 0 && nextY > last) || (nextY < 0 && y > last));
    const isJoined = y - y === 0 && nextY - nextY === 0 && !isPole;
    // A line to the next sample, cut at the columns that it crosses.
    for (let edge = Math.floor(x) + 1; edge <= nextX; edge += 1) {
      const crossing = isJoined ? y + ((nextY - y) * (edge - x)) / (nextX - x || 1) : Number.NaN;
      fill(raster, edge - 1, crossing < least ? crossing : least, crossing > most ? crossing : most);
      least = isJoined ? crossing : Number.POSITIVE_INFINITY;
      most = isJoined ? crossing : Number.NEGATIVE_INFINITY;
    }
    if (nextY < least) least = nextY;
    if (nextY > most) most = nextY;
    x = nextX;
    y = nextY;
  }
  fill(raster, Math.floor(x), least, most);
}

/** One dot for a line that is nearly level, else all from end to end; none in a column outside the picture. */
function fill({columns, rows, cells}: Raster, column: number, least: number, most: number): void {
  // The last place stands at the left edge of such a column.
  if (!(least <= most) || column < 0 || column >= dotsInColumn * columns) return;
  const isLevel = most - least < 1;
  const first = Math.round(isLevel ? (least + most) / 2 : least + 0.25);
  const last = isLevel ? first : Math.round(most - 0.25);
  for (let dot = Math.max(0, first); dot <= Math.min(dotsInRow * rows - 1, last); dot += 1) {
    const cell = Math.floor(dot / dotsInRow) * columns + Math.floor(column / dotsInColumn);
    cells[cell] = (cells[cell] as number) | bitOf(column % dotsInColumn, dot % dotsInRow); // inside
  }
}

/** The bit of a dot in a cell. */
export function bitOf(column: number, row: number): number {
  return 1 << (column * dotsInRow + row);
}

/** The Braille pattern of each bit, in their order. */
const braille = [0x01, 0x02, 0x04, 0x40, 0x08, 0x10, 0x20, 0x80];

/** The character of Braille with these dots. */
export function brailleOf(bits: number): string {
  let pattern = 0x2800;
  for (let bit = 0; bit < braille.length; bit += 1) if ((bits >> bit) & 1) pattern += braille[bit] as number; // below it
  return String.fromCharCode(pattern);
}

/** The 7-bit character most like these dots: where in the cell they are, and whether they fill it from top to bottom. */
export function asciiOf(bits: number): string {
  const rows = (bits | (bits >> dotsInRow)) & 0b1111;
  const count = [0, 1, 2, 3].filter((row) => (rows >> row) & 1).length;
  if (count >= 3) return '|';
  if ((rows & 0b0011) === rows) return rows === 0b0001 ? '"' : "'";
  if ((rows & 0b1100) === rows) return rows === 0b1000 ? '_' : '.';
  return count === 2 && rows !== 0b0110 ? ':' : '-';
}
