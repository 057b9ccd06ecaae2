/** Several threads write the same table. */

import {mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join, resolve} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {startThread} from '../../../src/threads/thread.ts';
import {runIn, type World} from '../../fake-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-table-threads-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** What `table` gives with so many threads, and how many have been started beside the first. */
async function tabled(threads: number | undefined, line: readonly string[], world: World = {}) {
  let started = 0;
  const start: NonNullable<World['startThread']> = async (name) => {
    started += 1;
    return startThread(resolve('dist', `${name}.cjs`));
  };
  const words = threads === undefined ? [] : ['--threads', String(threads)];
  return {...(await runIn({startThread: start, ...world}, 'table', ...line, ...words)), started};
}

/** Their limits are not known, because sin² + cos² is not seen to be 1. */
const unknown = ['=0.7*(sin(x)^2+cos(x)^2+0.3)', '=x*(sin(x)^2+cos(x)^2+0.3)'];

test.each([
  ['csv', ['sigmoid', 'tanh', '-n', '20011', '-r', '-10:10', '-f', 'csv']],
  ['tsv, doubles', ['gelu', '-n', '24641', '-r', '-4:4', '-f', 'tsv', '--fast']],
  ['json', ['mish', '-r', '5:-5:-0.0005', '-f', 'json']],
  ['jsonl', ['=a*x*sigmoid(x)', '--param', 'a=1.5', '-n', '16449', '-f', 'jsonl', '--wrt', 'a']],
  ['one row more than the first job', ['relu', '-n', '16385', '-f', 'json', '--hex']],
  ['every number of a format', ['silu', '--all', '--dtype', 'float16', '-f', 'csv', '--bits']],
  ['a part of them', ['elu', '--alpha', '0.5', '--all', '--dtype', 'bfloat16', '--shard', '2/3', '-f', 'csv']],
  ['points that are rounded', ['softplus', '-n', '20000', '-r', '-1:1', '--dtype', 'float32', '-f', 'csv']],
  ['a row for each activation', ['tanh', 'relu', 'relu6', '-n', '9001', '-f', 'csv', '--long']],
  ['regions and second derivatives', ['gelu', '-n', '17000', '-f', 'csv', '--show', 'second,region,value']],
  [
    'a line',
    [
      'maxout:weights=[1,-2;0,3],biases=[0;1]',
      '--from=[1,-2]',
      '--along=[-1,0.5]',
      '-n',
      '30001',
      '-r',
      '-3:3',
      '-f',
      'csv',
    ],
  ],
  ['limits that are not known', [...unknown, '--all', '--dtype', 'float16', '-f', 'csv', '--show', 'value']],
  ['what is to be written in UTF-8', ['größe=x*tanh(x)', '-n', '17000', '-f', 'jsonl']],
])('the answer is the same for any number of threads: %s', async (_, line) => {
  const alone = await tabled(1, line);
  expect(alone).toMatchObject({code: 0, started: 0});
  expect(alone.stdout.length).toBeGreaterThan(3e5);
  for (const threads of [2, 3]) {
    const {stdout, ...others} = await tabled(threads, line);
    expect(others).toEqual({code: 0, stderr: alone.stderr, started: threads - 1});
    expect(stdout === alone.stdout).toBe(true); // a difference would be megabytes long
  }
});

test('a thread is started where it pays: for many rows in a format for programs', async () => {
  const onWrite = (text: string) => {
    if (text.length > 1e5) throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
  };
  const many = ['relu', '-n', '500000', '--fast'];
  expect(await tabled(undefined, [...many, '-f', 'csv'], {onWrite})).toMatchObject({code: 0, started: 1});
  expect(await tabled(undefined, ['relu', '-n', '499999', '--fast', '-f', 'csv'], {onWrite})).toMatchObject({
    started: 0,
  });
});

test.each([
  ['points from a file', ['relu', '-i', '-', '-f', 'csv'], {stdin: '1\n'.repeat(20_000)}],
  ['a table in Markdown, whose columns are as wide as their cells', ['relu', '-n', '20000', '-f', 'markdown'], {}],
  ['rows for a single job', ['relu', '-n', '8192', '-f', 'csv'], {}],
])('one thread writes all, however many are asked for: %s', async (_, line, world: World) => {
  expect(await tabled(3, line, world)).toEqual({...(await tabled(1, line, world)), started: 0});
});

test('no more threads are started than there are jobs', async () => {
  expect(await tabled(200, ['relu', '-n', '20000', '-f', 'csv'])).toMatchObject({code: 0, started: 2});
});

test('the first rows leave before a thread is started', async () => {
  const onWrite = (text: string) => {
    if (text.includes('\n-5.9')) throw Object.assign(new Error('write EPIPE'), {code: 'EPIPE'});
  };
  expect(await tabled(3, ['relu', '-n', '20000', '-f', 'csv'], {onWrite})).toMatchObject({code: 0, started: 0});
});

/** A thread that answers as many jobs as a thread of `table` does, and then ends in this way. */
function failing(name: string, jobs: number, how: string): NonNullable<World['startThread']> {
  const path = join(folder, `${name}.cjs`);
  writeFileSync(
    path,
    `const {parentPort} = require('node:worker_threads');
const on = parentPort.on.bind(parentPort);
let jobs = 0;
parentPort.on = (name, listen) => on(name, (job) => {
  if (++jobs > ${jobs}) { ${how} }
  listen(job);
});
require(${JSON.stringify(resolve('dist/table-thread.cjs'))});`,
  );
  return async () => startThread(path);
}

test.each([
  ['exit', 'process.exit(9)', 'exit code 9'],
  ['error', "throw new Error('it fell')", 'it fell'],
])('a thread that ends before its work is done ends the command with a sentence: %s', async (name, how, reason) => {
  // So many rows that the other thread has some to do, however late it starts.
  const line = ['tanh', '-n', '1500000', '--fast', '-f', 'csv'];
  const alone = await tabled(1, line);
  const {code, stdout, stderr} = await tabled(2, line, {startThread: failing(name, 2, how)});
  expect(code).toBe(2);
  expect(stderr).toMatch(/^act-cli: a thread of the program ended before its work was done: .*\n$/);
  expect(stderr).toContain(reason);
  expect(stderr).toContain('incomplete');
  expect(stdout.length).toBeLessThan(alone.stdout.length);
  expect(alone.stdout.startsWith(stdout)).toBe(true);
});

test('after the failure of a thread there is no file, and what was there before stays', async () => {
  const place = mkdtempSync(join(folder, 'file-'));
  const path = join(place, 'out.csv');
  writeFileSync(path, 'before');
  const world = {startThread: failing('file', 2, 'process.exit(9)')};
  const line = ['tanh', '-n', '1500000', '--fast', '-o', path];
  expect(await tabled(2, line, world)).toMatchObject({code: 2, stdout: ''});
  expect(readdirSync(place)).toEqual(['out.csv']);
  expect(readFileSync(path, 'utf8')).toBe('before');
  expect(await tabled(2, line)).toMatchObject({code: 0, stdout: '', started: 1});
  expect(readFileSync(path, 'utf8')).toBe((await tabled(1, [...line.slice(0, 4), '-f', 'csv'])).stdout);
});
