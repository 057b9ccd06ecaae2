/** How the values of options are read. */

import {actError} from '../../errors/errors.ts';
import type {Shard} from '../../exact/every-number.ts';
import {doubtAbout, readNumber} from '../../formula/number-text.ts';
import type {Option, Takes} from '../command.ts';

/** A parser of numbers from `least` to `most`, by default finite ones; `wanted` says so in messages. */
export function numberFrom(least: number, wanted: string, most = Number.MAX_VALUE): Option<number>['parse'] {
  return (given, flagName) => {
    const value = readNumber(given);
    if (value === undefined || !(value >= least && value <= most)) {
      const isBeyond = value !== undefined && value > most;
      const limited =
        most === Number.MAX_VALUE ? wanted.replace('a number', 'a finite number') : `${wanted}, up to ${most}`;
      throw actError('optionValue', flagName, given, isBeyond ? limited : wanted);
    }
    const doubt = doubtAbout(given, value);
    if (doubt !== undefined) throw actError('doubtful', `invalid value for ${flagName}`, given, doubt);
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
    const meant = readNumber(given) ?? Number.NaN;
    const isOpen = most === Number.MAX_SAFE_INTEGER && !(meant > most);
    const bound = isOpen ? `${least} or more` : `from ${least} to ${most}`;
    // 1e9 and 5.0 are whole numbers, but a count is written in digits.
    const digits = Number.isInteger(meant) && meant >= least && meant <= most ? `, in digits: ${meant}` : '';
    throw actError('optionValue', name, given, `a whole number, ${bound}${digits}`);
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

const mostShards = 1_000_000;

/** Reads `3/16`, the third of sixteen parts. */
export function parseShard(given: string, name: string): Shard {
  const [, part, of] = (/^(\d+)\/(\d+)$/.exec(given) ?? []).map(Number);
  if (part !== undefined && of !== undefined && part >= 1 && part <= of && of <= mostShards) return {part, of};
  throw actError('optionValue', name, given, `a part and how many there are, in digits, such as 1/16 to 16/16; at most ${mostShards} parts`); // biome-ignore format: one line
}
