import {expect, test} from 'vitest';
import type {Answer, Call, Command} from '../src/commands/command.ts';
import {color, long, param, show, wrt} from '../src/commands/options.ts';
import {points, range} from '../src/commands/points/point-options.ts';
import {actError, withDetail} from '../src/errors/errors.ts';
import type {Table} from '../src/report/table.ts';
import {runIn, type World} from './fake-io.ts';

/** A command that answers with what it was called with, so that these tests are about the shell alone. */
const echo: Command = {
  name: 'echo',
  summary: 'say what was asked',
  arguments: [{name: 'activation', summary: 'what to echo', takes: 'activations', many: true}],
  options: [range, points, show, long, wrt, color, param],
  examples: ['echo relu', 'echo relu --alpha 1'],
  act: async (call) => ({output: {table: rows([JSON.stringify(described(call))])}}),
};

/** A table of one column, a chunk a row. */
function rows(texts: Iterable<string> | AsyncIterable<string>): Table {
  return {
    columns: [{name: 'said', kind: 'text'}],
    async *chunks() {
      for await (const text of texts) yield {length: 1, columns: [[text]]};
    },
  };
}

function described(call: Call) {
  const parameters = call.parameters.map(
    ({isShort, name, text}) => `${isShort ? `--${name}` : '--param'} ${name} ${text}`,
  );
  const {text} = call.option(range);
  const options = {range: text, points: call.option(points), show: call.option(show)};
  return {arguments: call.arguments, parameters, ...options, long: call.option(long), wrt: call.all(wrt)};
}

function answering(act: () => Promise<Answer> | Answer): readonly Command[] {
  return [{...echo, name: 'try', arguments: [], act: async () => act()}];
}

const shell: World = {commands: [echo, {...echo, name: 'other', options: [range], examples: []}]};

async function asked(...argv: readonly string[]) {
  const {code, stdout, stderr} = await runIn(shell, 'echo', ...argv);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  const [, cell = ''] = stdout.trimEnd().split('\n');
  return JSON.parse(cell.slice(1, -1).replaceAll('""', '"')) as unknown;
}

async function refused(...argv: readonly string[]) {
  const {code, stdout, stderr} = await runIn(shell, ...argv);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  return stderr;
}

test('options in every spelling reach the command as values', async () => {
  for (const spelling of [['-r', '-1:1'], ['-r-1:1'], ['--range', '-1:1'], ['--range=-1:1']]) {
    expect(await asked('relu', ...spelling)).toMatchObject({arguments: ['relu'], range: '-1:1'});
  }
  expect(await asked('relu', '-n', '5', '--show', 'gradient,value', '--long')).toMatchObject({
    points: 5,
    show: ['gradient', 'value'],
    long: true,
  });
  expect(await asked('relu', '--wrt', 'alpha', '--wrt=beta', '-n2')).toMatchObject({
    wrt: ['alpha', 'beta'],
    points: 2,
  });
});

test('a long option that the command does not have is a parameter when a number follows', async () => {
  for (const spelling of [['--alpha', '-0.5'], ['--alpha=-0.5']]) {
    expect(await asked(...spelling, 'elu')).toMatchObject({arguments: ['elu'], parameters: ['--alpha alpha -0.5']});
  }
  expect(await asked('elu', '--param', 'beta=2', '--param=k=.5', '--w', '[1;-1]')).toMatchObject({
    parameters: ['--param beta 2', '--param k .5', '--w w [1;-1]'],
  });
  expect(await asked('--', '--alpha', '1')).toMatchObject({arguments: ['--alpha', '1'], parameters: []});
});

test('words are the same arguments with an option among them and without one', async () => {
  for (const words of [['relu'], ['relu', 'gelu'], ['-', 'relu'], ['', 'a b', '=x'], ['relu', '--alpha', '1']]) {
    expect(await asked('--color', 'never', ...words)).toEqual(await asked(...words));
  }
});

test('an option takes the next word as its value even when that looks like an option', async () => {
  expect(await asked('relu', '--wrt', '--alpha', '1')).toMatchObject({arguments: ['relu', '1'], wrt: ['--alpha']});
});

test('an option that is not given has its default', async () => {
  expect(await asked('relu')).toMatchObject({range: '-6:6', show: ['value', 'gradient'], wrt: []});
});

test.each([
  ['echo relu --rang -3:3', "act-cli: unknown option '--rang'; did you mean '--range'?\n"],
  ['echo --lnog relu', "act-cli: unknown option '--lnog'; did you mean '--long'?\n"],
  ['echo elu --alpha one', "act-cli: invalid value for --alpha: 'one'; give a number, as in --alpha 0.5\n"],
  ['echo =a*x --a one', "act-cli: invalid value for --a: 'one'; give a number, as in --alpha 0.5\n"],
  ['echo elu --alpha', 'act-cli: --alpha has no value; give a number, as in --alpha 0.5\n'],
  ['echo --alpha --long elu', 'act-cli: --alpha has no value; give a number, as in --alpha 0.5\n'],
  ['--help=1', "act-cli: --help takes no value, but is given '1'; write --help alone\n"],
  ['--version=', "act-cli: --version takes no value, but is given ''; write --version alone\n"],
  ['echo relu --alpha one', "act-cli: unknown option '--alpha'; see 'act-cli echo --help'\n"],
  ['echo gelu --output x.svg', "act-cli: unknown option '--output'; see 'act-cli echo --help'\n"],
  ['echo --title Hi gelu', "act-cli: unknown option '--title'; see 'act-cli echo --help'\n"],
  ['echo =max(x,sin(x)) --max Hi', "act-cli: unknown option '--max'; see 'act-cli echo --help'\n"],
  ['echo elu --alhpa one', "act-cli: unknown option '--alhpa'; did you mean '--alpha'?\n"],
  ['echo elu --output=x.svg', "act-cli: unknown option '--output'; see 'act-cli echo --help'\n"],
  ['other relu --alpha 1', "act-cli: unknown option '--alpha'; see 'act-cli other --help'\n"],
  ['echo relu --param 1', "act-cli: invalid value for --param: '1'; give name=value: alpha=1\n"],
  ['echo relu --range', "act-cli: option '-r, --range <from:to[:step]>' argument missing; see 'act-cli echo --help'\n"],
  ['echo relu -q', "act-cli: unknown option '-q'; see 'act-cli echo --help'\n"],
  ['echo', "act-cli: missing required argument 'activation'; see 'act-cli echo --help'\n"],
  ['echo relu -n 1.5', "act-cli: invalid value for --points: '1.5'; give a whole number, 1 or more\n"],
  ['echo relu --color blue', "act-cli: invalid value for --color: 'blue'; give one of auto, always, never\n"],
  ['ehco relu', "act-cli: unknown command or activation: 'ehco'; did you mean 'echo'?\n"],
  [
    '__proto__',
    "act-cli: unknown command or activation: '__proto__'; see 'act-cli --help' for the commands and 'act-cli list' for the activations\n",
  ],
  ['--verison', "act-cli: unknown option '--verison'; did you mean --version?\n"],
])('act-cli %s: one line on standard error, exit code 2', async (line, message) => {
  expect(await refused(...line.split(' '))).toBe(message);
});

test('no argument, help and --help print the commands; a command has its own help with its examples', async () => {
  for (const argv of [[], ['help'], ['--help'], ['-h']]) {
    const {code, stdout, stderr} = await runIn(shell, ...argv);
    expect({code, stderr}).toEqual({code: 0, stderr: ''});
    expect(stdout).toMatch(/^Usage: act-cli .*^ {2}echo .*say what was asked$.*^ {2}other /ms);
  }
  for (const argv of [
    ['help', 'echo'],
    ['echo', '--help'],
    ['echo', '-h', 'relu'],
  ]) {
    const {code, stdout} = await runIn({...shell, columns: 60}, ...argv);
    expect(code).toBe(0);
    expect(stdout).toContain('\nExamples:\n  act-cli echo relu\n  act-cli echo relu --alpha 1\n');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(60);
  }
});

test('--version prints the version of the package alone', async () => {
  expect(await runIn(shell, '--version')).toEqual({code: 0, stdout: '0.1.0\n', stderr: ''});
});

test('the verdict is the exit code', async () => {
  const commands = answering(() => ({output: {table: rows(['far'])}, exceeded: true}));
  expect(await runIn({commands}, 'try')).toEqual({code: 1, stdout: 'said\nfar\n', stderr: ''});
});

test('chunks are written one by one, each before the next is made', async () => {
  const order: string[] = [];
  const chunks = async function* () {
    for (const chunk of ['1', '2']) {
      order.push(`made ${chunk}`);
      yield chunk;
    }
  };
  const commands = answering(() => ({output: {table: rows(chunks())}}));
  await runIn({commands, onWrite: (text) => order.push(`wrote ${text}`)}, 'try');
  expect(order).toEqual(['made 1', 'wrote said\n1\n', 'made 2', 'wrote 2\n']);
});

const note = {code: 'regionsUncertain', name: 'relu'} as const;

test('notes follow the whole output, on standard error', async () => {
  const commands = answering(() => ({output: {table: rows(['1'])}, notes: () => [note]}));
  const {code, stderr} = await runIn({commands}, 'try');
  expect({code, stderr}).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^act-cli: relu: not all of its gradient was searched .*\n$/),
  });
});

test('a reader that has gone ends the work quietly, without notes, and what made the chunks is closed', async () => {
  let closed = false;
  const chunks = function* () {
    try {
      for (;;) yield 'row';
    } finally {
      closed = true;
    }
  };
  const commands = answering(() => ({output: {table: rows(chunks())}, notes: () => [note]}));
  const onWrite = () => {
    throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
  };
  expect(await runIn({commands, onWrite}, 'try')).toEqual({code: 0, stdout: '', stderr: ''});
  expect(closed).toBe(true);
});

test('a full disk is an error', async () => {
  const onWrite = () => {
    throw Object.assign(new Error('write'), {code: 'ENOSPC'});
  };
  const {code, stderr} = await runIn({...shell, onWrite}, '--help');
  expect({code, stderr}).toEqual({
    code: 2,
    stderr:
      'act-cli: cannot write to standard output: no space left on the device (ENOSPC); the output is incomplete\n',
  });
});

test('the verdict stands where the reader of the output has gone', async () => {
  const commands = answering(() => ({output: {table: rows(['far'])}, exceeded: true}));
  const onWrite = () => {
    throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
  };
  expect(await runIn({commands, onWrite}, 'try')).toEqual({code: 1, stdout: '', stderr: ''});
});

test('what is quoted back of an input moves no cursor and breaks no line', async () => {
  const stderr = await refused('other', '--range', '1:2', '--\u001b[2Jx\r\u0085\u007f');
  expect(stderr).toMatch(/^act-cli: unknown option '--\\x1b\[2Jx\\x0d\\x85\\x7f';[^\n]*\n$/);
});

test('a mistake found while the output is written says that the output is incomplete', async () => {
  async function* failingAfter(texts: readonly string[]) {
    yield* texts;
    throw withDetail(actError('notNumbers', 'foo'), '  foo');
  }
  const failing = (texts: readonly string[]) => answering(() => ({output: {table: rows(failingAfter(texts))}}));
  expect(await runIn({commands: failing(['1'])}, 'try')).toEqual({
    code: 2,
    stdout: 'said\n1\n',
    stderr: 'act-cli: invalid input: foo; give numbers; the output is incomplete\n  foo\n',
  });
  expect((await runIn({commands: failing([])}, 'try')).stderr).toBe(
    'act-cli: invalid input: foo; give numbers\n  foo\n',
  );
});
