/** Numbers from programs. */

import {actError} from '../errors/errors.ts';

/**
 * A list of numbers. What a program without types hands over may be anything: text would be calculated with, and
 * silently wrong.
 * @throws ActError `notNumbers`
 */
export function numbers(given: ArrayLike<number>): readonly number[] {
  if (typeof given !== 'object' || given === null) throw actError('notNumbers', String(given));
  const found = Array.from(given);
  const other = found.findIndex((each) => typeof each !== 'number');
  if (other >= 0) throw actError('notNumbers', JSON.stringify(found[other]) ?? 'undefined');
  return found;
}
