/** The output formats, and the writer of tables in each. */

import {commandLineError} from '../errors/errors.ts';
import type {Table} from '../report/output.ts';
import type {Style} from './style.ts';

/** Text in pieces that follow one another. */
export type Pieces = Iterable<string> | AsyncIterable<string>;

/** A function that writes a table in one format. */
export type TableWriter = (table: Table, style: Style) => Pieces;

/** The writer of each format, loaded when it is used. */
export const tableWriters = {
  table: async () => (await import('./table.ts')).tableText,
  csv: async () => (await import('./csv.ts')).csvText,
  tsv: async () => (await import('./csv.ts')).tsvText,
  json: async () => (await import('./json.ts')).jsonText,
  jsonl: async () => (await import('./json.ts')).jsonLinesText,
  markdown: async () => (await import('./markdown.ts')).markdownText,
} satisfies Record<string, () => Promise<TableWriter>>;

/** A value of `--format`. */
export type Format = keyof typeof tableWriters;

/** The names of all formats. */
export const formatNames: readonly Format[] = Object.freeze(Object.keys(tableWriters) as Format[]); // its own keys

/** How output is written: in a format, or as people read it, which for some commands is not a table. */
export type Presentation = Format | 'view';

/**
 * The format of a name.
 * @throws ActError for another name
 */
export function formatNamed(name: string): Format {
  const format = formatNames.find((known) => known === name);
  if (format === undefined) throw commandLineError('unknownFormat', name, formatNames);
  return format;
}
