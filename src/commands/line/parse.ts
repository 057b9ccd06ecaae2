import {commandLineError} from '../../errors/errors.ts';
import {outputWidth, type Surroundings} from '../../io.ts';
import {takeParameters} from '../asked/parameters.ts';
import type {Command, Commands, Given, Option, ParameterFlag, ParsedCall} from '../command.ts';
import {displayOf} from '../display.ts';
import type {Values} from './program.ts';

/** What an argument list asks for: a text about the program itself, or a call of one command. */
export type Asked =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'call'; readonly command: Command; readonly call: ParsedCall};

/**
 * Reads an argument list.
 * @throws ActError if it cannot be understood
 */
export async function parseArguments(argv: readonly string[], commands: Commands, io: Surroundings): Promise<Asked> {
  const [first = '--help', ...others] = argv;
  const [, asked, value] = /^(--(?:help|version))=(.*)$/s.exec(first) ?? [];
  if (asked !== undefined) throw commandLineError('takesNoValue', asked, value ?? '');
  // Commander's own help command prints the help of the program for a command that does not exist.
  if (first === 'help') return parseArguments([...others, '--help'], commands, io);
  if (!first.startsWith('-') && !Object.hasOwn(commands, first)) {
    const {namesActivation, unknownWord} = await import('./first-word.ts');
    if (!(namesActivation(first) && 'show' in commands)) throw unknownWord(first, Object.keys(commands));
    return parseArguments(['show', ...argv], commands, io);
  }
  const command = await commands[first]?.();
  const {rest, parameters} = command ? takeParameters(others, command) : {rest: others, parameters: []};
  if (command !== undefined && areArguments(rest, command)) {
    const read: Read = {words: others, args: rest, values: new Map(), parameters};
    return {kind: 'call', command, call: await makeCall(command, read, io)};
  }
  // Commander reads options, writes the help and explains mistakes. It adds a tenth to a start, so it is loaded late.
  const {readArguments} = await import('./program.ts');
  const known = command ? [command] : await Promise.all(Object.values(commands).map((load) => load()));
  const {called, text} = readArguments([first, ...rest], known, () => outputWidth(undefined, io));
  if (command === undefined || called === undefined) return {kind: 'text', text};
  return {kind: 'call', command, call: await makeCall(command, {words: others, ...called, parameters}, io)};
}

/** Whether the words are plain arguments, and as many as the command takes. */
function areArguments(words: readonly string[], command: Command): boolean {
  const needed = command.arguments.filter(({optional}) => !optional).length;
  const most = command.arguments.some(({many}) => many) ? Number.POSITIVE_INFINITY : command.arguments.length;
  return words.length >= needed && words.length <= most && words.every((word) => !word.startsWith('-') || word === '-');
}

interface Read {
  readonly words: readonly string[];
  readonly args: readonly string[];
  readonly values: Values;
  readonly parameters: readonly ParameterFlag[];
}

async function makeCall(
  command: Command,
  {words, args, values, parameters}: Read,
  io: Surroundings,
): Promise<ParsedCall> {
  const given = givenBy(values);
  const display = await displayOf(given, command, io);
  return Object.freeze({words, arguments: args, parameters, ...given, options: command.options, display});
}

function givenBy(values: Values): Given {
  const all = <T>(option: Option<T>) => (values.get(option) ?? []) as readonly T[]; // made by the option's own `parse`
  const isGiven = (option: Option<unknown>) => all(option).length > 0;
  const last = <T>(option: Option<T>): T | undefined => {
    if (isGiven(option)) return all(option).at(-1);
    return option.default === undefined ? undefined : option.parse(option.default, `--${option.name}`);
  };
  return {option: last as Given['option'], all, isGiven}; // never undefined for an option with a default
}
