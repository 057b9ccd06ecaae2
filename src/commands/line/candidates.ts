/** What the last word of an unfinished command line may become. */

import {allActivations, findActivation, spellingsOf} from '../../activations/registry.ts';
import {allFamilies, parameterSpellings} from '../../activations/search.ts';
import {formulaIn} from '../../activations/user-formula.ts';
import type {Command, Commands, Option, Takes} from '../command.ts';
import {param} from '../options.ts';
import {namesActivation} from './first-word.ts';

/** A word that is offered. After one that ends in `=` its value follows. */
export interface Candidate {
  readonly text: string;
  readonly about: string;
}

/** The words that are offered, or whatever files there are. */
export type Candidates = readonly Candidate[] | 'files';

/** Completes the last of the words after the program's name. */
export async function candidatesFor(words: readonly string[], commands: Commands): Promise<Candidates> {
  const [first = '', ...rest] = words;
  if (rest.length === 0) return firstWords(first, commands);
  if (first === 'help') return commandWords(rest.at(-1) ?? '', commands);
  const command = await commands[Object.hasOwn(commands, first) ? first : 'show']?.();
  if (command === undefined) return [];
  if (Object.hasOwn(commands, first)) return wordsOf(command, rest);
  return namesActivation(first) ? wordsOf(command, words) : [];
}

async function firstWords(start: string, commands: Commands): Promise<Candidates> {
  if (start.startsWith('-')) {
    return starting(start, [
      {text: '--help', about: 'print this help'},
      {text: '--version', about: 'print the version'},
    ]);
  }
  // Dozens of activations would hide the commands from somebody who has typed nothing.
  return [...(await commandWords(start, commands)), ...(start === '' ? [] : activationWords(start))];
}

async function commandWords(start: string, commands: Commands): Promise<readonly Candidate[]> {
  const all = await Promise.all(Object.values(commands).map((load) => load()));
  return starting(
    start,
    all.map(({name, summary}) => ({text: name, about: summary})),
  );
}

/** The words of a command: values of options, options, arguments. */
function wordsOf(command: Command, words: readonly string[]): Candidates {
  const before = words.slice(0, -1);
  const current = words.at(-1) ?? '';
  const {named, waiting} = read(before, command);
  const valuesFor = (option: Waiting, start: string) => valuesOf(option, start, {command, named});
  if (waiting !== undefined) return valuesFor(waiting, current);
  const equals = current.startsWith('--') ? current.indexOf('=') : -1;
  if (equals >= 0) {
    const values = valuesFor(optionOf(command, current.slice(0, equals)), current.slice(equals + 1));
    return values === 'files' ? values : prefixed(current.slice(0, equals + 1), values);
  }
  if (current.startsWith('-')) return starting(current, optionWords(command, named));
  const argument = command.arguments[named.length] ?? command.arguments.findLast(({many}) => many);
  return argument === undefined ? [] : taken(argument.takes, current, named);
}

/** An option that waits for its value; null for a parameter. */
type Waiting = Option<unknown> | null | undefined;

/** The arguments among some words, and what waits for its value after them: an option, or null for a parameter. */
function read(words: readonly string[], command: Command) {
  const named: string[] = [];
  let waiting: Waiting;
  for (const word of words) {
    if (waiting !== undefined) {
      waiting = undefined;
    } else if (word === '-' || !word.startsWith('-')) {
      named.push(word);
    } else if (!word.includes('=') && word !== '--help') {
      const option = optionOf(command, word);
      waiting = option?.value === undefined && option !== undefined ? undefined : (option ?? null);
    }
  }
  return {named, waiting};
}

function optionOf(command: Command, flag: string): Option<unknown> | undefined {
  return command.options.find(({name, short}) => flag === `--${name}` || flag === `-${short}`);
}

function optionWords(command: Command, named: readonly string[]): readonly Candidate[] {
  const options = command.options.map(({name, summary}) => ({
    text: `--${name}`,
    about: typeof summary === 'string' ? summary : summary(command),
  }));
  const parameters = command.options.includes(param) ? named.flatMap(parameterWords) : [];
  const flags = parameters.map(({text, about}) => ({text: `--${text}`, about}));
  return [...options, ...flags, {text: '--help', about: 'print this help'}];
}

/** The values of an option; none for a parameter, which takes a number. */
function valuesOf(
  option: Waiting,
  current: string,
  {command, named}: {readonly command: Command; readonly named: readonly string[]},
): Candidates {
  if (option?.takes === undefined) return [];
  const takes = typeof option.takes === 'function' ? option.takes(command) : option.takes;
  if (!option.value?.endsWith(',...')) return taken(takes, current, named);
  const done = current.slice(0, current.lastIndexOf(',') + 1);
  const values = taken(takes, current.slice(done.length), named);
  if (values === 'files') return values;
  return prefixed(
    done,
    values.filter(({text}) => !done.split(',').includes(text)),
  );
}

function taken(takes: Takes, current: string, named: readonly string[]): Candidates {
  switch (takes) {
    case 'files':
      return 'files';
    case 'activations':
      return activationWords(current);
    case 'families':
      return starting(current, plain(allFamilies()));
    case 'parameters':
      return starting(current, named.flatMap(parameterWords));
    case 'settings':
      return starting(
        current,
        named.flatMap(parameterWords).map(({text, about}) => ({text: `${text}=`, about})),
      );
    default:
      return starting(current, plain(takes));
  }
}

/** Names of activations, presets after `@`, parameters after `:`. */
function activationWords(current: string): readonly Candidate[] {
  if (formulaIn(current) !== undefined) return [];
  const [, name = '', mark, rest = ''] = /^([^:@]*)([:@]?)(.*)$/s.exec(current) ?? [];
  const activation = findActivation(name);
  if (mark === '') {
    const words = allActivations().flatMap((each) => {
      const spellings = current === '' ? [each.name] : spellingsOf(each);
      return spellings.map((text) => ({text, about: each.formula}));
    });
    return starting(current, words);
  }
  if (activation === undefined) return [];
  const colon = current.indexOf(':');
  if (colon < 0) {
    const presets = Object.entries(activation.frameworks);
    const words = presets.map(([text, {names}]) => ({text, about: names.join(', ')}));
    return prefixed(`${name}@`, starting(rest, words));
  }
  // The values of parameters are numbers, or matrices, in which there may be commas.
  const settings = current.slice(colon + 1);
  const done = settings.slice(0, settings.lastIndexOf(',') + 1);
  const given = [...done.matchAll(/(\w+)=/g)].map(([, key]) => key);
  const open = parameterWords(name).filter(({text}) => !given.includes(text));
  const words = starting(settings.slice(done.length), open);
  return prefixed(
    current.slice(0, colon + 1) + done,
    words.map(({text, about}) => ({text: `${text}=`, about})),
  );
}

/** The parameters of what a word names. */
function parameterWords(word: string): readonly Candidate[] {
  const parameters = findActivation(word.split(/[:@]/)[0] ?? '')?.parameters ?? {};
  return parameterSpellings(word).map((text) => ({
    text,
    about: parameters[text]?.meaning ?? `a parameter of ${word}`,
  }));
}

function plain(texts: readonly string[]): readonly Candidate[] {
  return texts.map((text) => ({text, about: ''}));
}

function prefixed(prefix: string, words: readonly Candidate[]): readonly Candidate[] {
  return words.map(({text, about}) => ({text: prefix + text, about}));
}

/** The words that start so, each once. */
function starting(start: string, words: readonly Candidate[]): readonly Candidate[] {
  return [...new Map(words.filter(({text}) => text.startsWith(start)).map((word) => [word.text, word])).values()];
}
