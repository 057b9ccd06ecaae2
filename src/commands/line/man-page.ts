/** The man page, made from the commands by build.mjs; the program is without it. */

import {name as program, version} from '../../../package.json';
import type {Command, Option} from '../command.ts';
import {about} from './program.ts';

/** The page in the language of man(7). */
export function manPage(commands: readonly Command[]): string {
  const options = new Set(commands.flatMap((command) => command.options));
  const sharing = new Map(
    [...options].map((option) => [option, commands.filter((each) => each.options.includes(option))]),
  );
  const shared = [...sharing].filter(([, users]) => users.length > 1);
  const lines = [
    `.TH ${roff(program.toUpperCase())} 1 "" "${roff(program)} ${version}" "User Commands"`,
    '.ad l', // neither wide gaps between words nor hyphens in options
    '.nh',
    '.SH NAME',
    `${roff(program)} \\- ${roff(lowerFirst(about).replace(/\.$/, ''))}`,
    '.SH SYNOPSIS',
    `.B ${roff(program)}`,
    '.I command\n.RI [ options ]',
    '.br',
    `.B ${roff(program)}`,
    '.IR activation ...\n.RI [ options ]',
    ...prose('DESCRIPTION', description),
    ...prose('ACTIVATIONS', activations),
    '.SH COMMANDS',
    ...commands.flatMap((command) => section(command, (option) => (sharing.get(option) ?? []).length === 1)),
    '.SH OPTIONS OF SEVERAL COMMANDS',
    ...shared.flatMap(([option, users]) => sharedOption(option, users)),
    ...prose('EXIT STATUS', []),
    ...exits.flatMap(([code, text]) => tagged(code, [text])),
    '.SH ENVIRONMENT',
    ...environment.flatMap(([name, text]) => tagged(name, [text])),
    '.SH EXAMPLES',
    '.EX',
    ...commands.flatMap(({examples}) => examples.map((line) => roff(`${program} ${line}`))),
    '.EE',
  ];
  return `${lines.join('\n')}\n`;
}

const description = [
  'Values and gradients of activation functions, correct to the last digit; plots; tables; and the exact intervals in which gradients die.',
  `Given an activation instead of a command, ${program} shows it: ${program} elu is short for ${program} show elu. Standard output holds the answer and nothing else: a table on a terminal, CSV in a pipe; show, plot and info print for people in both.`,
];

const activations = [
  'name[@preset][:parameter=value,...] such as elu, elu:alpha=0.5, gelu@jax. Write a name as any framework spells it. A preset takes the defaults of a framework, and its gradient at a kink.',
  "A formula over x such as 'x*tanh(x)', or 'mine=x*tanh(x)' to give it a label. It may call any activation by its name. Other names in it are parameters and need a value: --param beta=2.",
  '--alpha 1 sets the parameter alpha of every activation that has it and does not set it inline.',
];

const exits = [
  ['0', 'done'],
  ['1', 'done, and a limit that you set was exceeded, such as check --max-ulp 1'],
  ['2', 'not done: a mistake in the command, bad input, an unreadable file or a full disk'],
] as const;

const environment = [
  ['PAGER', 'the program that shows long output; less if it is not set, none if it is empty or cat'],
  ['LESS', 'options of less; FRX if it is not set'],
  [
    'LC_ALL, LC_CTYPE, LANG',
    'the first that is set decides: if it does not name UTF-8, or none is set, output for people keeps to 7-bit characters; on Windows only if one is set',
  ],
  ['NO_COLOR, FORCE_COLOR', 'no colours, or colours also in a pipe; --color overrules both'],
  ['ACT_CLI_DEBUG', '1 adds the stack to an error'],
] as const;

function section(command: Command, isOwn: (option: Option<unknown>) => boolean): readonly string[] {
  const words = command.arguments.map(({name, many, optional}) => {
    const word = many ? `${name}...` : name;
    return optional ? `[${word}]` : word;
  });
  return [
    `.SS ${roff([command.name, ...words].join(' '))}`,
    paragraph(`${command.summary}.`),
    ...command.arguments.flatMap(({name, summary}) => tagged(name, [summary])),
    ...command.options.filter(isOwn).flatMap((option) => tagged(flags(option), [summaryFor(option, command)])),
    ...(command.details ?? []).map((text) => `.PP\n${paragraph(text)}`),
  ];
}

/** An option with the commands that have it, after each of its summaries if they differ. */
function sharedOption(option: Option<unknown>, users: readonly Command[]): readonly string[] {
  const texts = [...new Set(users.map((command) => summaryFor(option, command)))];
  const told = texts.map((text) => {
    const names = users.filter((command) => summaryFor(option, command) === text).map(({name}) => name);
    return `${text}. In ${names.join(', ')}.`;
  });
  return tagged(flags(option), told);
}

function summaryFor({summary, default: standard}: Option<unknown>, command: Command): string {
  const text = typeof summary === 'string' ? summary : summary(command);
  return standard === undefined ? text : `${text} (default: ${standard})`;
}

function flags({name, short, value}: Option<unknown>): string {
  const names = short === undefined ? `--${name}` : `-${short}, --${name}`;
  return value === undefined ? names : `${names} <${value}>`;
}

function prose(heading: string, paragraphs: readonly string[]): readonly string[] {
  return [`.SH ${heading}`, ...paragraphs.flatMap((text, i) => [...(i > 0 ? ['.PP'] : []), paragraph(text)])];
}

/** A word in bold, and what it means beside or below it. */
function tagged(word: string, texts: readonly string[]): readonly string[] {
  return ['.TP', `.B ${roff(word)}`, texts.map(paragraph).join('\n.br\n')];
}

/** Each sentence on a line of its own, as roff wants it. */
function paragraph(text: string): string {
  return roff(text.replace(/([a-z)][.:]) (?=[A-Z])/g, '$1\n'));
}

/** A text in which nothing is a command of roff. */
function roff(text: string): string {
  return text
    .replaceAll('\\', '\\e')
    .replaceAll('-', '\\-')
    .replace(/^(?=[.'])/gm, '\\&')
    .replaceAll("'", '\\(aq')
    .replaceAll('^', '\\(ha')
    .replaceAll('~', '\\(ti')
    .replace(
      /[^\n -~]/gu,
      (character) => `\\[u${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`,
    );
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
