/** Cells for people: numbers rounded, absent values a dash. */

import {asciiText, printableLine} from '../printable.ts';
import type {Cell, Column, Table} from '../report/table.ts';
import {readableWriter} from './number.ts';
import type {Style} from './style.ts';
import {wrap} from './table-layout.ts';

/** The writer of a column's cells for people. */
export function readableCells(column: Column, style: Style): (cell: Cell) => string {
  const write = readableWriter(column, style.digits);
  return (cell) => {
    if (cell === null) return '-';
    if (typeof cell === 'number') return write(cell);
    if (typeof cell === 'boolean') return cell ? 'yes' : 'no';
    return readableText(cell, style);
  };
}

/** The notes of a table, and one on rounding if it has numbers. */
export function notesOf(table: Table, style: Style): readonly string[] {
  const notes = (table.notes ?? []).map((note) => readableText(note, style));
  const hasNumbers = table.columns.some((column) => column.kind !== 'text' && column.notation === undefined);
  return hasNumbers ? [...notes, roundingNote(style)] : notes;
}

/** The note on the digits of all numbers for people. */
export function roundingNote({digits}: Pick<Style, 'digits'>): string {
  return `numbers rounded to ${digits} significant digits`;
}

/** Notes as they stand below an answer, in lines of at most the style's width. */
export function noteLines(notes: readonly string[], {width, paint}: Style): readonly string[] {
  return notes.flatMap((note) => wrap(note, width)).map(paint.dim);
}

/**
 * A text in the characters of the style, with `--ascii` in 7-bit ones. What would act on a terminal is escaped; line breaks
 * stay.
 */
export function readableText(text: string, style: Pick<Style, 'ascii'>): string {
  const shown = text.split(/\r?\n/).map(printableLine).join('\n');
  return style.ascii ? asciiText(shown) : shown;
}
