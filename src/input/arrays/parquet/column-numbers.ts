/** The numbers of a column of Parquet in one row group, page by page, with the levels of each. */

import type {ActError} from '../../../errors/errors.ts';
import type {Leaf} from './footer.ts';
import type {Integers} from './hybrid.ts';
import {levelsOf, type PageLevels} from './levels.ts';
import {type ChunkSource, type Page, pagesOf} from './pages.ts';
import type {Numbers, NumberType} from './plain-numbers.ts';
import {type NumberReader, numberReader} from './values.ts';

/** A column in one row group. */
export interface ColumnSource extends ChunkSource {
  readonly leaf: Leaf;
  readonly type: NumberType;
}

/** A page whose levels and numbers can be read. */
export interface OpenPage {
  /** How many values there are, those that are missing too. */
  readonly count: number;
  readonly levels: PageLevels;
  readonly read: NumberReader;
}

/** So many values are decoded at once. */
export const pieceLength = 131_072;

/** The pages with values, from the first on. */
export async function* openPages(source: ColumnSource): AsyncGenerator<OpenPage> {
  const {type, leaf, fail} = source;
  let dictionary: Numbers | undefined;
  for await (const page of pagesOf(source)) {
    if (page.kind === 'dictionary') {
      dictionary = dictionaryOf(page, source);
      continue;
    }
    const levels = levelsOf(page, {definition: leaf.defined, repetition: leaf.lists});
    if (levels === undefined)
      throw fail('the levels of a page are damaged, or packed in a way of old that is not read');
    const {encoding} = page;
    const read = numberReader({bytes: levels.values, encoding, type, dictionary});
    if (read === undefined) throw fail(`a page in the encoding ${encoding} is damaged, or cannot hold ${type.stored}`);
    yield {count: page.count, levels, read};
  }
}

function dictionaryOf({bytes, count, encoding}: Page, {type, fail}: ColumnSource): Numbers {
  const isPlain = encoding === 'PLAIN' || encoding === 'PLAIN_DICTIONARY';
  if (!isPlain || count * type.width > bytes.length) throw damaged(fail);
  return type.numbers(bytes.subarray(0, Math.ceil(count * type.width)));
}

/** The error of a page that is shorter than it says, or has levels that there are not. */
export function damaged(fail: ChunkSource['fail']): ActError {
  return fail('a page is damaged');
}

/** The levels of the next values: one level for all, or one for each. */
export type Levels = number | Uint8Array;

/** The next so many levels; undefined where there are not as many. */
export function nextLevels(integers: Integers | undefined, count: number): Levels | undefined {
  if (integers === undefined) return 0;
  const same = integers.run(count);
  if (same !== undefined) return same;
  const levels = new Uint8Array(count);
  return integers.read(levels) ? levels : undefined;
}
