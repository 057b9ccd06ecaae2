/** The output formats, and the writer of tables in each. */

import {commandLineError} from '../errors/errors.ts';
import type {Column, Table} from '../report/table.ts';
import type {RowFormat, WriteRows} from './row-stream.ts';
import type {Style} from './style.ts';

/** A piece of text, perhaps in UTF-8. Such bytes are there until the next piece is asked for: whoever keeps them copies them. */
export type Piece = string | Uint8Array;

/** Pieces that follow one another. */
export type Pieces = Iterable<Piece> | AsyncIterable<Piece>;

/** A function that writes a table in one format. */
export type TableWriter = (table: Table, style: Style) => Pieces;

/** The formats that write one row after another, loaded when they are used. */
const rowFormats = {
  csv: async () => (await import('./csv.ts')).csvRows,
  tsv: async () => (await import('./csv.ts')).tsvRows,
  json: async () => (await import('./json.ts')).jsonRows,
  jsonl: async () => (await import('./json.ts')).jsonLinesRows,
} satisfies Record<string, () => Promise<(columns: readonly Column[]) => RowFormat>>;

/** The name of such a format. */
export type RowFormatName = keyof typeof rowFormats;

/** Whether each row of a format looks as it does whichever others there are. */
export function writesRowByRow(presentation: Presentation): presentation is RowFormatName {
  return Object.hasOwn(rowFormats, presentation);
}

/** The writer of some rows of a table as they stand in a format; absent for a table that has to be read in order. */
export async function rowsWriter(table: Table, name: RowFormatName): Promise<WriteRows | undefined> {
  const {writerByPoint} = await import('./row-stream.ts');
  const rowsOf = await rowFormats[name]();
  return writerByPoint(table, rowsOf(table.columns));
}

/** The writer of each format, loaded when it is used. */
export const tableWriters = {
  table: async () => (await import('./table.ts')).tableText,
  csv: () => streamed('csv'),
  tsv: () => streamed('tsv'),
  json: () => streamed('json'),
  jsonl: () => streamed('jsonl'),
  markdown: async () => (await import('./markdown.ts')).markdownText,
} satisfies Record<string, () => Promise<TableWriter>>;

/** The writer of a format that writes one row after another. */
async function streamed(name: RowFormatName): Promise<TableWriter> {
  const {streamRows} = await import('./row-stream.ts');
  const rowsOf = await rowFormats[name]();
  return (table) => streamRows(table, rowsOf(table.columns));
}

/** A format of tables. */
type TableFormat = keyof typeof tableWriters;

/** The formats of tables, which every command has. */
export const formatNames: readonly TableFormat[] = Object.freeze(Object.keys(tableWriters) as TableFormat[]); // its own keys

/** The formats of pictures, in which only figures are written. */
export const pictureFormats = ['svg', 'html'] as const;

/** A picture for a file: alone, or in a page in which it can be changed. */
export type PictureFormat = (typeof pictureFormats)[number];

/** A value of `--format`. */
export type Format = TableFormat | PictureFormat;

/** How output is written: in a format, or as people read it, which for some commands is not a table. */
export type Presentation = Format | 'view';

/** What a command draws: a plot goes into either, a document with pictures in it into a page. */
const picturesOf: Readonly<Record<string, readonly PictureFormat[]>> = {plot: pictureFormats, report: ['html']};

/** The formats of a command, which may draw something. */
export function formatsOf(draws: string | undefined): readonly Format[] {
  return [...formatNames, ...(picturesOf[draws ?? ''] ?? [])];
}

export function isPicture(presentation: Presentation): presentation is PictureFormat {
  return pictureFormats.some((format) => format === presentation);
}

/**
 * The format of a name.
 * @throws ActError for a name that is not among the known ones
 */
export function formatNamed(name: string, known: readonly Format[] = formatNames): Format {
  const format = known.find((each) => each === name);
  if (format === undefined) throw commandLineError('unknownFormat', name, known);
  return format;
}

/** What the ending of a file's name says. */
const endings: Readonly<Record<string, Presentation>> = {
  svg: 'svg',
  html: 'html',
  txt: 'view',
  csv: 'csv',
  tsv: 'tsv',
  json: 'json',
  jsonl: 'jsonl',
  md: 'markdown',
};

/** What the ending of a file's name says; undefined for an ending that is not known. */
export function presentationOf(file: string): Presentation | undefined {
  return endings[endingOf(file)];
}

/** The endings of the files that a command can write. */
export function endingsOf(formats: readonly Format[]): readonly string[] {
  return Object.keys(endings).filter((ending) => {
    const own = endings[ending];
    return own === 'view' || formats.some((format) => format === own);
  });
}

/** What follows the last point of a file's name, in small letters. */
export function endingOf(file: string): string {
  return /[^/\\]\.([^./\\]+)$/.exec(file)?.[1]?.toLowerCase() ?? '';
}
