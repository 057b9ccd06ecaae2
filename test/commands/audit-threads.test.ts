import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {startThread, type Thread} from '../../src/threads/thread.ts';
import {seeded} from '../audit/slices.ts';
import {runIn, type World} from '../fake-io.ts';
import {npyFile} from '../npy-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-audit-threads-'));
afterAll(() => rmSync(folder, {recursive: true}));
const random = seeded(5);
const odd = [Number.NaN, 1 / 0, -1 / 0];
const units = 7;

/** Some samples; a number in a thousand is NaN or infinite. */
function numbers(samples: number): Float32Array {
  const draw = () => (random() < 1e-3 ? (odd[Math.floor(3 * random())] as number) : 12 * random() - 6);
  return Float32Array.from({length: samples * units}, draw);
}

function written(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

const layers = [40_000, 3001].map(numbers);
const npy = layers.map((all, i) => {
  const data = new Uint8Array(all.buffer);
  return written(`${i}.npy`, npyFile({descr: '<f4', shape: [all.length / units, units], data}));
});
const rows = Array.from({length: 3001}, (_, i) => layers[1]?.subarray(i * units, (i + 1) * units).join() ?? '');
const csv = written('layer.csv', rows.map((row) => `${row.replace(/-?Infinity/g, 'NaN')}\n`).join(''));

/** What a call gives with so many threads, and how many have been started beside the first. */
async function audited(threads: number | undefined, line: readonly string[], world: World = {}) {
  let started = 0;
  const startThread: NonNullable<World['startThread']> = async (name) => {
    started += 1;
    return startedThread(name);
  };
  const words = threads === undefined ? [] : ['--threads', String(threads)];
  return {...(await runIn({startThread, ...world}, 'audit', ...line, ...words)), started};
}

async function startedThread<Job, Answer>(name: string): Promise<Thread<Job, Answer>> {
  return startThread(join(process.cwd(), 'dist', `${name}.cjs`));
}

test.each([
  ['several files', ['relu,gelu', ...npy]],
  ['data sets of their own', ['relu', ...npy, '--each', '--all-units']],
  ['units on the first axis', ['silu', npy[1] as string, '--axis', '0']],
  ['text', ['relu', csv]],
  ['text and several activations', ['relu,silu,tanh', csv]],
])('the answer is the same for any number of threads: %s', async (_, line) => {
  const alone = await audited(1, [...line, '--format', 'json']);
  expect(alone).toMatchObject({code: 0, started: 0, stdout: expect.stringContaining('"nan"')});
  for (const threads of [2, 3])
    expect(await audited(threads, [...line, '--format', 'json'])).toEqual({...alone, started: threads - 1});
});

test('a thread is started where it pays: for much to read, not for few bytes or a single unit', async () => {
  expect(await audited(undefined, ['relu', npy[1] as string])).toMatchObject({code: 0, started: 0});
  const one = written('one.npy', npyFile({descr: '<f4', shape: [2e6], data: new Uint8Array(8e6)}));
  expect(await audited(undefined, ['relu', one])).toMatchObject({code: 0, started: 0});
  const many = written('many.npy', npyFile({descr: '<f4', shape: [1e6, 2], data: new Uint8Array(8e6)}));
  expect(await audited(undefined, ['relu', many])).toMatchObject({code: 0, started: 1});
});

test('no more threads are started than there are units', async () => {
  expect(await audited(200, ['relu', npy[1] as string])).toMatchObject({code: 0, started: units - 1});
});

test.each(['0', '1.5', 'many', '257'])('--threads %s is no number of threads', async (count) => {
  const {code, stderr} = await runIn({}, 'audit', 'relu', csv, '--threads', count);
  expect({code, stderr}).toEqual({code: 2, stderr: expect.stringContaining('from 1 to 256')});
});

test('what is wrong with a file is said in the same words, and all threads end', async () => {
  const cells = written(
    'cells.csv',
    `${rows
      .slice(0, 2000)
      .join('\n')
      .replace(/-?Infinity/g, '1')}\n1,2,3,four,5,6,7\n`,
  );
  const cut = written('cut.npy', npyFile({descr: '<f4', shape: [9000, units], data: new Uint8Array(4 * 8000 * units)}));
  for (const path of [cells, cut]) {
    const alone = await audited(1, ['relu', path]);
    expect(alone).toMatchObject({code: 2, stdout: '', stderr: expect.stringContaining(path)});
    expect(await audited(3, ['relu', path])).toMatchObject({...alone, started: expect.any(Number)});
  }
});

test('a thread that ends before its work is done ends the command with a sentence and no verdict', async () => {
  const falling = written(
    'falling.cjs',
    `let jobs = 0;
const {parentPort} = require('node:worker_threads');
parentPort.on('message', () => { if (++jobs === 3) process.exit(9); parentPort.postMessage({answer: undefined}); });`,
  );
  const world: World = {startThread: async () => startThread(falling)};
  const {code, stdout, stderr} = await audited(2, ['relu', npy[0] as string], world);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toMatch(/^act-cli: a thread of the program ended before its work was done: exit code 9; .*\n$/);
});

test('the program ends by itself, with nothing but its answer', () => {
  const line = ['bin/act-cli.js', 'audit', 'relu', ...npy, '--threads', '3', '--format', 'csv'];
  const {status, stdout, stderr} = spawnSync('node', line, {encoding: 'utf8', timeout: 60_000});
  expect({status, stderr}).toEqual({status: 0, stderr: ''});
  expect(stdout.split('\n').length).toBe(units + 2);
});

test('a thread opens no stream of the first one, which would make its pipes refuse what they have no room for', () => {
  const falls = 'get: () => process.kill(process.pid, 9)';
  const hook = `Object.defineProperty(process, 'stdout', {${falls}}); Object.defineProperty(process, 'stderr', {${falls}})`;
  const guard = ['--require', written('guard.cjs', `if (require('node:worker_threads').isMainThread) { ${hook} }`)];
  const line = [...guard, 'bin/act-cli.js', 'audit', 'relu', npy[0] as string, '--threads', '2'];
  const {status, signal} = spawnSync('node', line, {encoding: 'utf8'});
  expect({status, signal}).toEqual({status: 0, signal: null});
});

// `script` of util-linux runs a command in a terminal of its own; the file has holes for its zeros.
test.skipIf(process.platform !== 'linux' || spawnSync('script', ['--version']).error !== undefined)(
  'Ctrl-C ends the threads too, and wipes out the line of progress',
  async () => {
    const path = written('long.bin', '');
    truncateSync(path, 2 ** 38);
    const line = `node bin/act-cli.js audit relu ${path} --stored float32 --shape=-1,16 --threads 3`;
    const terminal = spawn('script', ['-qec', line, '/dev/null'], {env: {...process.env, TERM: 'xterm'}});
    let shown = '';
    terminal.stdout.on('data', (data) => {
      const told = shown.split('read ').length;
      shown += data;
      // At the second word of progress: what wipes it out has come after the first.
      if (told < 3 && shown.split('read ').length >= 3) terminal.stdin.write('\x03');
    });
    const code = await new Promise((resolve) => terminal.on('close', resolve));
    expect(code).toBe(130);
    expect(shown.replace('^C', '').slice(shown.indexOf('read '))).toContain(' MB/s');
    expect(shown.endsWith('\r\u001b[K')).toBe(true);
  },
  60_000,
);
