/** The comment at the head of a query: which definition it is, and what its numbers mean. */

import {asciiText, printableLine} from '../printable.ts';
import type {KindColumn} from './units.ts';

/** What a query is about, in the words that act-cli uses elsewhere. */
export interface About {
  /** The activation, as it is named. */
  readonly label: string;
  /** Its formula. */
  readonly formula: string;
  readonly parameters: ReadonlyMap<string, number>;
  readonly threshold: number;
  /** The name of the number format, if the zones are those of one. */
  readonly dtype: string | undefined;
  readonly areZerosCertain: boolean;
  /** The version of the program. */
  readonly version: string;
}

/** Lines of comment that say what the text below is. */
export function heading(what: string, about: About, kinds: readonly KindColumn[]): readonly string[] {
  const {label, formula, parameters, threshold, dtype, version, areZerosCertain} = about;
  const settings = [...parameters].map(([name, value]) => `${name} = ${value}`);
  const lines = [
    `act-cli ${version}, audit of ${label}: ${what}`,
    `definition: ${formula}${settings.length > 0 ? ` with ${settings.join(', ')}` : ''}`,
    `threshold ${threshold}, ${dtype === undefined ? 'dtype none: the gradient is the real one' : `dtype ${dtype}: numbers count by what they round to`}`,
    ...kinds.map((kind) => `${kind}: ${meanings[kind]}`),
    ...(areZerosCertain ? [] : ['the zeros are those that were found, there may be others']),
  ];
  return lines.map((line) => `-- ${harmless(line)}`);
}

const meanings: Readonly<Record<KindColumn, string>> = {
  dead: 'the gradient is exactly 0',
  underflow: 'the gradient is not 0 but rounds to 0 in the dtype',
  saturated: 'the gradient is below the threshold in a tail where the function tends to a limit',
  weak: 'the gradient is below the threshold anywhere else',
  unknown: 'the gradient is not known there',
  zero: 'the output is exactly 0',
};

/**
 * A text that stays a comment, and only that, in whatever reads the query: on one line, in 7-bit characters. Programs that
 * send queries split them at `;`, look for quotes, fill in braces (`str.format`, Jinja, Spark's `${}`), percent signs and
 * `:name`, and not all of them skip comments.
 */
export function harmless(text: string): string {
  return asciiText(printableLine(text))
    .replaceAll('{', '(')
    .replaceAll('}', ')')
    .replaceAll(';', ',')
    .replaceAll('%', ' percent')
    .replace(/['"`\\]/g, ' ')
    .replace(/:(?=\S)/g, ': ');
}
