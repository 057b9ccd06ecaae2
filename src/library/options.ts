/** Options from programs: without types anything may come, and what is overlooked is silently wrong. */

import {actError} from '../errors/errors.ts';
import {nearest} from '../formula/spelling.ts';

/** What an option may be. */
export interface Kind {
  /** In words: `a number`. */
  readonly wanted: string;
  readonly accepts: (value: unknown) => boolean;
}

export const kinds = {
  truth: {wanted: 'true or false', accepts: (value) => typeof value === 'boolean'},
  dtype: {wanted: "the name of a number format, such as 'float16'", accepts: (value) => typeof value === 'string'},
  threshold: {wanted: 'a number, 0 or more', accepts: (value) => isFiniteNumber(value) && value >= 0},
  number: {wanted: 'a number', accepts: isFiniteNumber},
  above0: {wanted: 'a number above 0', accepts: (value) => isFiniteNumber(value) && value > 0},
  clock: {wanted: 'a function such as () => performance.now()', accepts: (value) => typeof value === 'function'},
  range: {wanted: 'two numbers, the lower first, such as [-6, 6]', accepts: isRange},
  order: {wanted: '1 for derivatives up to f′, or 2 for f″ too', accepts: (value) => value === 1 || value === 2},
  output: {wanted: "'output'", accepts: (value) => value === 'output'},
  parameters: {wanted: 'an object such as {alpha: 0.5}', accepts: isObject},
  parameter: {
    wanted: "a number, or a matrix as a text such as '[1;-1]'",
    accepts: (value) => typeof value === 'number' || (typeof value === 'string' && value.trim().startsWith('[')),
  },
} as const satisfies Readonly<Record<string, Kind>>;

/** @throws ActError for options that are no object, an option that is not known, and one of another kind */
export function checkOptions(options: unknown, known: Readonly<Record<string, Kind>>): void {
  checkKind('options', options, {wanted: 'an object', accepts: isObject});
  for (const [name, value] of Object.entries(options as object)) {
    const kind = Object.hasOwn(known, name) ? known[name] : undefined;
    if (kind === undefined) throw actError('noSuchOption', name, nearest(name, Object.keys(known)), Object.keys(known));
    if (value !== undefined) checkKind(name, value, kind);
  }
}

/** @throws ActError for a value of another kind */
export function checkKind(name: string, value: unknown, {wanted, accepts}: Kind): void {
  if (!accepts(value)) throw actError('optionValue', name, shown(value), wanted);
}

function shown(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(String).join(', ')}]` : String(value);
}

function isFiniteNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Two numbers, each finite or an infinity. */
function isRange(value: unknown): boolean {
  if (!Array.isArray(value) || value.length !== 2) return false;
  const [from, to] = value;
  return typeof from === 'number' && typeof to === 'number' && from <= to;
}
