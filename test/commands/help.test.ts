import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {makeLayers} from '../page-layers.ts';

/** The commands as the help of the program lists them: a new one is tested as soon as it is there. */
const [, list = ''] = /^Commands:\n((?: .*\n)+)/m.exec((await runIn({}, '--help')).stdout) ?? [];
const names = [...list.matchAll(/^ {2}(\w+)/gm)].map(([, name = '']) => name);

/** What the help of a command shows to be pasted. */
async function examplesOf(name: string): Promise<readonly string[]> {
  const {stdout} = await runIn({}, name, '--help');
  return (stdout.split('\nExamples:\n')[1] ?? '')
    .trimEnd()
    .split('\n')
    .map((line) => line.trim());
}

/** The words of a line as a shell splits it: quotes keep spaces together. */
function words(line: string): readonly string[] {
  return [...line.matchAll(/(?:'[^']*'|[^\s'])+/g)].map(([word]) => word.replaceAll("'", ''));
}

test('the help of the program lists the commands', () => {
  expect(names).toEqual(expect.arrayContaining(['list', 'info', 'table', 'plot', 'regions', 'compare', 'check']));
});

test.each([30, 40, 60, 80, 120])('every help fits a terminal of %i columns, but for the examples', async (columns) => {
  for (const line of [['--help'], ...names.map((name) => [name, '--help'])]) {
    const help = (await runIn({columns}, ...line)).stdout.replace(/\nExamples:\n(?: {2}act-cli .*\n)+/, '');
    expect(help).toMatch(/^Usage: act-cli/);
    // A single word is left whole.
    expect(help.split('\n').filter((row) => row.length > columns && row.trim().includes(' '))).toEqual([]);
  }
});

test('where a terminal is narrow, descriptions stand below their terms', async () => {
  const {stdout} = await runIn({columns: 40}, 'regions', '--help');
  expect(stdout).toContain('Usage: act-cli regions [options]\n       <activation...>\n');
  expect(stdout).toContain('\n  -r, --range <from:to>\n      only this part of the real line\n');
});

test.each([
  ['table', 'markdown, npy, raw, c (table on a terminal, else csv)'],
  ['plot', 'markdown, svg, html (else a plot, also in a pipe)'],
  ['info', 'markdown (else a card, also in a pipe)'],
])('the help of %s says how it answers without --format', async (name, said) => {
  expect((await runIn({columns: 200}, name, '--help')).stdout).toContain(`jsonl, ${said}\n`);
});

test('the options of a command stand in groups', async () => {
  const headings = [...(await runIn({}, 'table', '--help')).stdout.matchAll(/^([A-Z]\w+):$/gm)];
  expect(headings.map(([, heading]) => heading)).toEqual([
    'Arguments',
    'Inputs',
    'Numerics',
    'Output',
    'Help',
    'Examples',
  ]);
});

test('the help of the program has three examples, which work, before the list of the commands', async () => {
  const {stdout} = await runIn({});
  const [, examples = ''] = /\nExamples:\n((?: {2}act-cli [^\n]*\n){3})\n.*\nCommands:\n/s.exec(stdout) ?? [];
  for (const [, line = ''] of examples.matchAll(/^ {2}act-cli (.*)$/gm)) {
    expect(await runIn({}, ...words(line))).toMatchObject({code: 0, stderr: ''});
  }
  expect(examples).toContain('act-cli elu');
});

test.each(names)('the examples in the help of %s work when pasted, one after the other', async (name) => {
  const examples = await examplesOf(name);
  expect(examples.length).toBeGreaterThanOrEqual(2);
  const readsFiles = name === 'audit';
  const folder = readsFiles ? makeLayers() : mkdtempSync(join(tmpdir(), 'act-cli-'));
  const define = `act-cli() { node ${resolve('bin/act-cli.js')} "$@"; }`;
  try {
    for (const example of examples) {
      const [program, ...line] = words(example);
      expect(program).toBe('act-cli');
      if (readsFiles || /[|>]|--output/.test(example)) {
        // What needs a shell, or a folder of its own, is given to one.
        const shell = spawnSync('bash', ['-c', `${define}; set -o pipefail; ${example}`], {
          cwd: folder,
          encoding: 'utf8',
        });
        // The table is as pandas writes it without names, which is told.
        const told = shell.stderr.replace(/^act-cli: layer3.csv: .* was read as a header, .*\n/, '');
        expect({example, status: shell.status, stderr: told}).toEqual({example, status: 0, stderr: ''});
      } else {
        const {code, stderr} = await runIn({}, ...line);
        expect({example, code, stderr}).toEqual({
          example,
          code: 0,
          stderr: expect.stringMatching(/^$|representable|output codes/),
        });
      }
    }
  } finally {
    rmSync(folder, {recursive: true});
  }
});

const results = {stdin: 'x,value,gradient\n0,0,0\n1,1,1\n'};
test.each([
  {line: ['compare', 'relu', 'gelu'], column: 0, plain: []},
  {line: ['check', 'relu', '-'], column: 1, plain: ['results', 'max_ulp', 'mean_ulp', 'worst']},
])('the help of $line.0 explains every name in its answer', async ({line, column, plain}) => {
  const help = (await runIn({}, line[0] ?? '', '--help')).stdout;
  const {stdout} = await runIn(results, ...line);
  const cells = stdout
    .split('\n')
    .slice(1, -1)
    .map((row) => row.split(',')[column] ?? '');
  const named = cells.map((cell) => cell.replace(/(_at)?(:.*)?$/, ''));
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((name) => !plain.includes(name) && !help.includes(name))).toEqual([]);
});

test('what holds where an option is not given is called the default', async () => {
  const help = (await runIn({columns: 400}, 'plot', '--help')).stdout;
  expect(help).toContain('for functions of one number (default: 1)\n');
  expect(help).toContain("columns of the output (default: the terminal's, else 80)\n");
});
