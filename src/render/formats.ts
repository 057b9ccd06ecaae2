import type {Table} from '../analysis/report.ts';
import {actError} from '../errors.ts';
import type {Style} from './style.ts';

/** A table and how to draw it, as pieces of text that follow one another. */
export type Renderer = (table: Table, style: Style) => AsyncIterable<string>;

/** Every output format; what draws it is loaded when it is used. */
const formats = {
  table: async () => (await import('./table.ts')).tableText,
  csv: async () => (await import('./csv.ts')).csvText,
  tsv: async () => (await import('./csv.ts')).tsvText,
  json: async () => (await import('./json.ts')).jsonText,
  jsonl: async () => (await import('./json.ts')).jsonLinesText,
  markdown: async () => (await import('./markdown.ts')).markdownText,
} satisfies Record<string, () => Promise<Renderer>>;

export type Format = keyof typeof formats;

/** The names that `--format` takes. */
export const formatNames: readonly Format[] = Object.freeze(Object.keys(formats) as Format[]); // keys of `formats`

/** The format of a name; throws for another. */
export function parseFormat(name: string): Format {
  const format = formatNames.find((known) => known === name);
  if (format === undefined) throw actError('unknownFormat', name, formatNames);
  return format;
}

/** The table as text in a format. */
export async function* render(format: Format, table: Table, style: Style): AsyncGenerator<string> {
  const renderer: Renderer = await formats[format]();
  yield* renderer(table, style);
}
