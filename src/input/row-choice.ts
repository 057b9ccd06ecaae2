/** Rows that are chosen by the text in one of their columns: those of one activation. */

import {commandLineError} from '../errors/errors.ts';
import {nearest} from '../formula/spelling.ts';
import {type Place, shown} from './cells.ts';
import {areNames} from './header.ts';

/** Which rows are wanted. */
export interface RowsWanted {
  /** The column that tells, in lower case; without it all rows are wanted. */
  readonly column: string;
  /** What the texts of wanted rows mean. */
  readonly label: string;
  /** What a text means; undefined for one without a meaning. */
  readonly meaningOf: (text: string) => string | undefined;
}

/** The rows that have been looked at. */
export interface RowChoice {
  /** @throws ActError for a text without a meaning that is no name, or that may be a misspelt label */
  readonly keeps: (text: string, place: Place) => boolean;
  readonly seen: () => RowsSeen;
}

export interface RowsSeen {
  readonly total: number;
  readonly kept: number;
  /** What the texts of the others mean, each once, as far as they are worth naming. */
  readonly others: readonly string[];
}

/** More are not named. */
const mostOthers = 9;

export function rowChoice({column, label, meaningOf}: RowsWanted): RowChoice {
  const others = new Set<string>();
  const meanings = new Map<string, string | undefined>();
  let [total, kept] = [0, 0];
  return {
    keeps: (text, {name, at}) => {
      total += 1;
      if (!meanings.has(text)) meanings.set(text, text === label ? label : meaningOf(text));
      // A text without a meaning is the name that someone gave to a formula.
      const meaning = meanings.get(text) ?? text;
      const isName = meanings.get(text) !== undefined || (areNames([text]) && nearest(text, [label]).length === 0);
      if (!isName) throw commandLineError('checkRow', name, at, column, shown(text), label);
      if (meaning === label) kept += 1;
      else if (others.size < mostOthers) others.add(shown(meaning));
      return meaning === label;
    },
    seen: () => ({total, kept, others: [...others]}),
  };
}
