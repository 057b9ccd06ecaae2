import {actError} from '../../errors/errors.ts';
import type {DefaultedOption, Given} from '../command.ts';

export const order: DefaultedOption<1 | 2> = {
  name: 'order',
  group: 'inputs',
  value: '1|2',
  takes: ['1', '2'],
  summary: '2 adds f″, the second derivative with respect to x, for functions of one number',
  default: '1',
  parse(given, name) {
    if (given !== '1' && given !== '2') {
      throw actError('optionValue', name, given, '1 for derivatives up to f′, or 2 for f″ too');
    }
    return given === '1' ? 1 : 2;
  },
};

/**
 * What is to be shown, with f″ if `--order 2` adds it.
 * @throws ActError for f″ beside `--order 1`
 */
export function withSecond<T extends string>(given: Given, shown: readonly T[]): readonly (T | 'second')[] {
  const hasSecond = shown.some((what) => what === 'second');
  if (hasSecond && given.isGiven(order) && given.option(order) === 1) {
    throw actError('exclusive', '--order 1', '--show second');
  }
  return hasSecond || given.option(order) === 1 ? shown : [...shown, 'second'];
}
