import type {Call, Command, Commands, Option, ParameterFlag} from './command.ts';
import {takeParameters} from './parameters.ts';
import type {Values} from './program.ts';

/** What an argument list asks for: a text about the program itself, or a call of one command. */
export type Asked =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'call'; readonly command: Command; readonly call: Call};

/** Reads an argument list; throws an ActError with one line when it cannot be understood. */
export async function parseArguments(
  argv: readonly string[],
  commands: Commands,
  columns: () => number,
): Promise<Asked> {
  const [first = '--help', ...others] = argv;
  // Commander's own help command prints the help of the program for a command that does not exist.
  if (first === 'help') return parseArguments([...others, '--help'], commands, columns);
  const command = Object.hasOwn(commands, first) ? await commands[first]?.() : undefined;
  const {rest, parameters} = command ? takeParameters(others, command.options) : {rest: others, parameters: []};
  if (command !== undefined && areArguments(rest, command)) {
    return {kind: 'call', command, call: makeCall(command, {args: rest, values: new Map(), parameters})};
  }
  // Commander reads options, writes the help and knows what is wrong; it adds a tenth to a start.
  const {readArguments} = await import('./program.ts');
  const known = command ? [command] : await Promise.all(Object.values(commands).map((load) => load()));
  const {called, text} = readArguments([first, ...rest], known, columns);
  if (command === undefined || called === undefined) return {kind: 'text', text};
  return {kind: 'call', command, call: makeCall(command, {...called, parameters})};
}

/** Whether the words are plain arguments, and as many as the command takes. */
function areArguments(words: readonly string[], command: Command): boolean {
  const needed = command.arguments.filter(({optional}) => !optional).length;
  const most = command.arguments.some(({many}) => many) ? Number.POSITIVE_INFINITY : command.arguments.length;
  return words.length >= needed && words.length <= most && words.every((word) => !word.startsWith('-') || word === '-');
}

function makeCall(
  command: Command,
  given: {readonly args: readonly string[]; readonly values: Values; readonly parameters: readonly ParameterFlag[]},
): Call {
  // An option's values were made by its own `parse`, so they have its type.
  const all = <T>(option: Option<T>) => (given.values.get(option) ?? []) as readonly T[];
  return Object.freeze({
    arguments: given.args,
    parameters: given.parameters,
    option: <T>(option: Option<T>) => all(option).at(-1),
    all,
    options: command.options,
  });
}
