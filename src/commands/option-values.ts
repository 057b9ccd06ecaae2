/** How the values of options are read. */

import {actError} from '../errors/errors.ts';
import {readNumber} from '../formula/number-text.ts';
import type {Option, Takes} from './command.ts';

/** A parser of numbers from `least` to `most`, by default finite ones; `wanted` says so in messages. */
export function numberFrom(least: number, wanted: string, most = Number.MAX_VALUE): Option<number>['parse'] {
  return (given, flagName) => {
    const value = readNumber(given);
    if (value === undefined || !(value >= least && value <= most)) {
      throw actError('optionValue', flagName, given, wanted);
    }
    return value;
  };
}

/** Reads a finite number. */
export function finiteNumber(given: string, flagName: string): number {
  return numberFrom(-Number.MAX_VALUE, 'a number')(given, flagName);
}

/** A switch. */
export function flag<Name extends string>(
  name: Name,
  group: Option<true>['group'],
  summary: string,
): Option<true> & {readonly name: Name} {
  return {name, group, summary, parse: () => true};
}

/** The parser of an option whose text is interpreted later. */
export function asGiven(text: string): string {
  return text;
}

/** A parser of whole numbers from `least` to `most`. */
export function wholeNumber(least: number, most: number): Option<number>['parse'] {
  return (given, name) => {
    const value = /^\d+$/.test(given) ? Number(given) : Number.NaN;
    if (value >= least && value <= most) return value;
    const bound = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
    throw actError('optionValue', name, given, `a whole number, ${bound}`);
  };
}

/** What an option takes, and how it is read. */
type Reading<T> = Pick<Option<T>, 'parse'> & {readonly takes: Takes};

/** Some of the words, separated by commas. */
export function someOf<T extends string>(words: readonly T[]): Reading<readonly T[]> {
  const {takes, parse} = oneOf(words);
  return {takes, parse: (given, name) => given.split(',').map((word) => parse(word, name))};
}

/** One of the words. */
export function oneOf<T extends string>(words: readonly T[]): Reading<T> {
  const parse = (given: string, name: string): T => {
    const word = words.find((known) => known === given);
    if (word === undefined) throw actError('optionValue', name, given, `one of ${words.join(', ')}`);
    return word;
  };
  return {takes: words, parse};
}
