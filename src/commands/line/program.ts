import {
  type AddHelpTextContext,
  CommanderError,
  Option as Flag,
  Help,
  type HelpConfiguration,
  Command as Program,
} from 'commander';
import {name as programName, version} from '../../../package.json';
import {commandLineError} from '../../errors/errors.ts';
import type {Command, Option} from '../command.ts';

export const about = 'Neural-network activation functions: values, gradients, tables and plots.';

/** What somebody who has typed nothing may try. */
const firstExamples = ['elu --alpha 0.5', 'table sigmoid tanh relu --range -2:2', 'compare gelu@jax gelu@torch'];

/** The values of each option that was given, made by its own `parse`. */
export type Values = ReadonlyMap<Option<unknown>, readonly unknown[]>;

/** What an argument list says: what a command is called with, or else a text to print. */
export interface Reading {
  readonly called: {readonly args: readonly string[]; readonly values: Values} | undefined;
  readonly text: string;
}

/**
 * Reads an argument list with commander. `commands` is the one that is called, or all if the list names none.
 * @throws ActError if it cannot be understood
 */
export function readArguments(argv: readonly string[], commands: readonly Command[], columns: () => number): Reading {
  const [first] = argv;
  const command = commands.find(({name}) => name === first);
  const texts: string[] = [];
  let called: Reading['called'];
  const program = new Program(programName)
    .usage(`<command> [options]\n${programName} <activation...> [options]`)
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .exitOverride()
    .configureHelp(layout)
    .configureOutput({
      writeOut: (text) => texts.push(text),
      writeErr: () => {},
      getOutHelpWidth: columns,
      getOutHasColors: () => false,
    })
    .addHelpText('after', below([`For more, with examples, see '${programName} <command> --help'.`]));
  program.description(`${wrapped(about, program)}\n${exampleLines(firstExamples)}`);
  for (const each of commands) {
    // The list of all commands does not show options.
    const options = command === undefined ? [] : each.options;
    addCommand(program, {...each, options}, (args, values) => {
      called = {args, values};
    });
  }
  try {
    program.parse(argv, {from: 'user'});
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode !== 0) throw usageError(error, command);
  }
  return {called, text: texts.join('')};
}

function addCommand(
  program: Program,
  command: Command,
  called: (args: readonly string[], values: Values) => void,
): void {
  const values = new Map<Option<unknown>, unknown[]>();
  // Made by program.command(), because a command that is added from outside does not inherit exitOverride.
  const made = program.command(command.name).summary(command.summary).description(command.summary);
  made.addHelpOption(new Flag('-h, --help', 'print this help').helpGroup('Help:'));
  for (const {name, summary, optional, many} of command.arguments) {
    const inside = many ? `${name}...` : name;
    made.argument(optional ? `[${inside}]` : `<${inside}>`, summary);
  }
  const inGroups = groups.flatMap((group) => command.options.filter((option) => option.group === group));
  for (const option of inGroups) {
    const {name, group, short, value, summary, default: standard, parse} = option;
    const told = typeof summary === 'string' ? summary : summary(command);
    const text = standard === undefined ? told : `${told} (default: ${standard})`;
    const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
    const flag = new Flag(value === undefined ? names : `${names} <${value}>`, text);
    made.addOption(flag.helpGroup(`${group.charAt(0).toUpperCase()}${group.slice(1)}:`));
    // Listened to instead of read from opts(), which renames `--no-cost` and `--max-ulp` and keeps only the last value.
    made.on(`option:${name}`, (text: string | null) => {
      const given = values.get(option) ?? [];
      // A switch may be repeated: nothing is lost.
      if (given.length > 0 && value !== undefined && !option.many) throw commandLineError('givenTwice', `--${name}`);
      values.set(option, [...given, parse(text ?? '', `--${name}`)]);
    });
  }
  if (command.details !== undefined) made.addHelpText('after', below(command.details));
  if (command.examples.length > 0) made.addHelpText('after', exampleLines(command.examples));
  made.action(() => called(made.args, values));
}

/** The parts of the help, in order. */
const groups = ['filters', 'inputs', 'numerics', 'output'] as const satisfies readonly Option<unknown>['group'][];

/** They are not wrapped: a line that a terminal breaks can still be pasted. */
function exampleLines(examples: readonly string[]): string {
  return `\nExamples:${examples.map((example) => `\n  ${programName} ${example}`).join('')}`;
}

/** Commander's layout, but what leaves no room beside it for its description has that below it. */
const layout: HelpConfiguration = {
  minWidthToWrap: 20,
  subcommandTerm: (command) => command.name(),
  commandUsage: (command) => wrapped(Help.prototype.commandUsage(command), command, 'Usage: '.length),
  formatItem(term, termWidth, description, helper) {
    const width = helper.helpWidth ?? 80;
    // Commander's indent before the term and its gap behind it are two columns each.
    if (width - termWidth - 4 >= helper.minWidthToWrap)
      return Help.prototype.formatItem.call(helper, term, termWidth, description, helper);
    const indented = (text: string, by: number) => helper.boxWrap(text, width - by).replace(/^/gm, ' '.repeat(by));
    return `${indented(term, 2)}\n${indented(description, 6)}`;
  },
};

/** Paragraphs below the options. */
function below(paragraphs: readonly string[]): (context: AddHelpTextContext) => string {
  return ({command}) => ['', ...paragraphs.map((text) => wrapped(text, command))].join('\n');
}

/** A text in lines that fit the terminal, with an indent before all but the first. */
function wrapped(text: string, command: Program, indent = 0): string {
  const width = command.configureOutput().getOutHelpWidth?.() ?? 80;
  return command
    .createHelp()
    .boxWrap(text, width - indent)
    .replaceAll('\n', `\n${' '.repeat(indent)}`);
}

/** Commander's sentence in this program's form: one line, the suggestion in it, and where to read on. */
function usageError(error: CommanderError, command: Command | undefined): Error {
  const [, problem = error.message, suggestion] = /^(?:error: )?(.*?)\.?(?:\n\((.*)\))?$/s.exec(error.message) ?? [];
  const help = `${programName}${command ? ` ${command.name}` : ''} --help`;
  return commandLineError('usage', problem, suggestion === undefined ? `see '${help}'` : lowerFirst(suggestion));
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
