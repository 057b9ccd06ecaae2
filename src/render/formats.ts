/** The output formats, and the writer of tables in each. */

import {commandLineError} from '../errors/errors.ts';
import {formats as numberFormats} from '../exact/number-format.ts';
import type {Table} from '../report/table.ts';
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
  npy: async () => (await import('./arrays/npy.ts')).npyArrays,
  raw: async () => (await import('./arrays/raw.ts')).rawArrays,
  c: async () => (await import('./arrays/c.ts')).cArrays,
} satisfies Record<string, () => Promise<(table: Table) => RowFormat>>;

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
  return writerByPoint(table, rowsOf(table));
}

/** The writer of each format, loaded when it is used. */
export const tableWriters = {
  table: async () => (await import('./table.ts')).tableText,
  csv: () => streamed('csv'),
  tsv: () => streamed('tsv'),
  json: () => streamed('json'),
  jsonl: () => streamed('jsonl'),
  markdown: async () => (await import('./markdown.ts')).markdownText,
  npy: () => streamed('npy'),
  raw: () => streamed('raw'),
  c: () => streamed('c'),
} satisfies Record<string, () => Promise<TableWriter>>;

/** The writer of a format that writes one row after another. */
async function streamed(name: RowFormatName): Promise<TableWriter> {
  const {streamRows} = await import('./row-stream.ts');
  const rowsOf = await rowFormats[name]();
  return (table) => streamRows(table, rowsOf(table));
}

/** The formats of arrays of numbers, for a command that makes arrays. */
export const arrayFormats = ['npy', 'raw', 'c'] as const satisfies readonly RowFormatName[];

/** Numbers one array after another, in memory or as C has them. */
export type ArrayFormat = (typeof arrayFormats)[number];

/** A format of tables. */
type TableFormat = keyof typeof tableWriters;

/** The formats of tables that every command has. */
export const formatNames: readonly Exclude<TableFormat, ArrayFormat>[] = Object.freeze(
  (Object.keys(tableWriters) as TableFormat[]).filter((name) => !isArrays(name)), // its own keys
);

/** The formats of pictures, in which only figures are written. */
export const pictureFormats = ['svg', 'html'] as const;

/** A picture for a file: alone, or in a page in which it can be changed. */
export type PictureFormat = (typeof pictureFormats)[number];

/** A value of `--format`. */
export type Format = TableFormat | PictureFormat;

/** How output is written: in a format, or as people read it, which for some commands is not a table. */
export type Presentation = Format | 'view';

/** What a command makes beside tables. */
export interface Makes {
  /** What it draws: a plot goes into a picture or a page, a document with pictures in it into a page. */
  readonly draws?: string | undefined;
  /** Whether it makes arrays of numbers. */
  readonly makesArrays?: boolean | undefined;
}

const picturesOf: Readonly<Record<string, readonly PictureFormat[]>> = {plot: pictureFormats, report: ['html']};

/** The formats of a command. */
export function formatsOf({draws, makesArrays}: Makes): readonly Format[] {
  return [...formatNames, ...(makesArrays ? arrayFormats : []), ...(picturesOf[draws ?? ''] ?? [])];
}

export function isArrays(presentation: Presentation): presentation is ArrayFormat {
  return arrayFormats.some((format) => format === presentation);
}

export function isPicture(presentation: Presentation): presentation is PictureFormat {
  return pictureFormats.some((format) => format === presentation);
}

/** Whether a format is bytes that are no text. */
export function isBinary(presentation: Presentation): boolean {
  return presentation === 'npy' || presentation === 'raw';
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
  npy: 'npy',
  bin: 'raw',
  raw: 'raw',
  h: 'c',
};

/** What the ending of a file's name says, which may be a number format; undefined for an ending that is not known. */
export function presentationOf(file: string): Presentation | undefined {
  const ending = endingOf(file);
  return endings[ending] ?? (numberFormatOf(ending) === undefined ? undefined : 'raw');
}

/** The number format that an ending names: `f32`, `bf16`. */
export function numberFormatOf(ending: string): string | undefined {
  return numberFormats.find(({name, spellings}) => [name, ...spellings].includes(ending))?.name;
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
