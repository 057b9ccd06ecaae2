/** Which of the arrays of a file are wanted. */

import {commandLineError} from '../../errors/errors.ts';
import {nearest} from '../../formula/spelling.ts';
import {shown} from '../cells.ts';
import type {ArraysWanted} from './unit-numbers.ts';

/** What is known of a file of several arrays. */
export interface NamedArrays {
  readonly name: string;
  readonly keys: readonly string[];
}

/**
 * The names of the wanted arrays, each once, in the order in which they are named, or that of the file.
 * @throws ActError for a name that no array has, or where several could be meant
 */
export function chosenKeys(
  {name, keys}: NamedArrays,
  wanted: Pick<ArraysWanted, 'keys' | 'each' | 'onlyOne'>,
): readonly string[] {
  const known = new Set(keys);
  const unknown = wanted.keys.find((key) => !known.has(key));
  if (unknown !== undefined)
    throw commandLineError('arraysKey', name, shown(unknown), nearest(unknown, keys.slice(0, 1000)), keys.map(shown));
  if (wanted.keys.length > 0) return [...new Set(wanted.keys)];
  if (keys.length === 0) throw commandLineError('arraysNone', name);
  if (keys.length > 1 && !wanted.each) throw commandLineError('arraysMany', name, keys.map(shown), wanted.onlyOne);
  return keys;
}

/**
 * Refuses the names of arrays for a file whose only array has none.
 * @throws ActError if a name is given
 */
export function refuseKeys(name: string, {keys}: Pick<ArraysWanted, 'keys'>): void {
  if (keys[0] !== undefined) throw commandLineError('arraysUnnamed', name, shown(keys[0]));
}

/** Tells how many bytes have been read of all arrays of a file together. */
export function progressOf({step}: Pick<ArraysWanted, 'step'>): (bytes: number) => void {
  let all = 0;
  return (bytes) => {
    all += bytes;
    step(all);
  };
}
