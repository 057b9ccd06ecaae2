import {CommanderError, Option as Flag, Command as Program} from 'commander';
import {name as programName, version} from '../../package.json';
import {actError} from '../errors.ts';
import type {Call, Command, Option, ParameterFlag} from './command.ts';
import {takeParameters} from './parameters.ts';

/** What an argument list asks for: a text about the program itself, or a call of one command. */
export type Asked =
  | {readonly kind: 'text'; readonly text: string}
  | {readonly kind: 'call'; readonly command: Command; readonly call: Call};

/** Reads an argument list; throws an ActError with one line when it cannot be understood. */
export function parseArguments(argv: readonly string[], commands: readonly Command[], columns: () => number): Asked {
  const [first = '--help', ...others] = argv;
  // Commander's own help command prints the help of the program for a command that does not exist.
  if (first === 'help') return parseArguments([...others, '--help'], commands, columns);
  const command = commands.find(({name}) => name === first);
  const {rest, parameters} = command ? takeParameters(others, command.options) : {rest: others, parameters: []};

  const texts: string[] = [];
  const calls: Asked[] = [];
  const program = new Program(programName)
    .description('Activation functions of neural networks: values, gradients, tables and plots.')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp({minWidthToWrap: 20})
    .configureOutput({
      writeOut: (text) => texts.push(text),
      writeErr: () => {},
      getOutHelpWidth: columns,
      getOutHasColors: () => false,
    })
    .addHelpText('after', `\n'${programName} <command> --help' tells more, with examples.`);
  // What is not asked for need not be built: other commands than the one called, options where none is given. The list
  // of all commands tells of each only whether it has options.
  const most = command === undefined ? 1 : rest.some((word) => word.startsWith('-')) ? Number.POSITIVE_INFINITY : 0;
  for (const each of command ? [command] : commands) {
    addCommand(program, {...each, options: each.options.slice(0, most)}, (args, values) => {
      calls.push({kind: 'call', command: each, call: makeCall(each, {args, values, parameters})});
    });
  }
  try {
    program.parse([first, ...rest], {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, command);
  }
  return calls[0] ?? {kind: 'text', text: texts.join('')};
}

type Values = ReadonlyMap<Option<unknown>, readonly unknown[]>;

function addCommand(
  program: Program,
  command: Command,
  called: (args: readonly string[], values: Values) => void,
): void {
  const values = new Map<Option<unknown>, unknown[]>();
  // Made by program.command(): one that is added from outside would not inherit exitOverride.
  const made = program.command(command.name).summary(command.summary).description(command.summary);
  made.helpOption('-h, --help', 'print this help');
  for (const {name, summary, optional, many} of command.arguments) {
    const inside = many ? `${name}...` : name;
    made.argument(optional ? `[${inside}]` : `<${inside}>`, summary);
  }
  for (const option of command.options) {
    const {name, short, value, summary, parse} = option;
    const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
    made.addOption(new Flag(value === undefined ? names : `${names} <${value}>`, summary));
    // Listened to rather than read from opts(): that renames `--no-cost` and `--max-ulp`, and keeps the last only.
    made.on(`option:${name}`, (text: string | null) => {
      const given = values.get(option) ?? [];
      values.set(option, [...given, parse(text ?? '', `--${name}`)]);
    });
  }
  if (command.details !== undefined) made.addHelpText('after', `\n${command.details.join('\n')}`);
  const lines = command.examples.map((example) => `\n  ${programName} ${example}`);
  if (lines.length > 0) made.addHelpText('after', `\nExamples:${lines.join('')}`);
  made.action(() => called(made.args, values));
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
    flags: ['--help', ...command.options.map(({name}) => `--${name}`)],
  });
}

/** Commander's sentence in this program's form: one line, the suggestion in it, and where to read on. */
function usageError(error: CommanderError, command: Command | undefined): Error {
  const [, problem = error.message, suggestion] = /^(?:error: )?(.*?)\.?(?:\n\((.*)\))?$/s.exec(error.message) ?? [];
  const help = `${programName}${command ? ` ${command.name}` : ''} --help`;
  return actError('usage', problem, suggestion === undefined ? `'${help}' shows how` : lowerFirst(suggestion));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
