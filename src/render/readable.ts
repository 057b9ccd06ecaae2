/** Cells for people: numbers rounded, absent values a dash. */

import type {Cell, Table} from '../analysis/report.ts';
import {roundedNumber} from './number.ts';
import {asciiText} from './plot-text.ts';
import type {Style} from './style.ts';

/** A cell as people read it. */
export function readableCell(cell: Cell, style: Style): string {
  if (cell === null) return '-';
  if (typeof cell === 'number') return roundedNumber(cell, style.digits);
  if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
  return readableText(cell, style);
}

/** What stands above the table: its notes, and that numbers are rounded where it has any. */
export function notesOf(table: Table, style: Style): readonly string[] {
  const notes = (table.notes ?? []).map((note) => readableText(note, style));
  const hasNumbers = table.columns.some((column) => column.kind !== 'text');
  return hasNumbers ? [...notes, `numbers rounded to ${style.digits} significant digits`] : notes;
}

/** A text as the style allows it: with `--ascii` in 7-bit characters, letters without their accents. */
export function readableText(text: string, style: Pick<Style, 'ascii'>): string {
  return style.ascii ? asciiText(text.normalize('NFD').replace(/\p{Mn}/gu, '')) : text;
}
