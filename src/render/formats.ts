/** Every output format, and what writes a table in it. */

import {commandLineError} from '../errors.ts';
import type {Table} from '../report/output.ts';
import type {Style} from './style.ts';

/** Text in pieces that follow one another. */
export type Pieces = Iterable<string> | AsyncIterable<string>;

export type TableWriter = (table: Table, style: Style) => Pieces;

/** What writes a table in each format; loaded when it is used. */
export const tableWriters = {
  table: async () => (await import('./table.ts')).tableText,
  csv: async () => (await import('./csv.ts')).csvText,
  tsv: async () => (await import('./csv.ts')).tsvText,
  json: async () => (await import('./json.ts')).jsonText,
  jsonl: async () => (await import('./json.ts')).jsonLinesText,
  markdown: async () => (await import('./markdown.ts')).markdownText,
} satisfies Record<string, () => Promise<TableWriter>>;

/** What `--format` takes. */
export type Format = keyof typeof tableWriters;

export const formatNames: readonly Format[] = Object.freeze(Object.keys(tableWriters) as Format[]); // its keys

/** How output is written: in a format, or as people read it, which for some commands is no table. */
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
