/** Bulk output when something goes wrong half way: whole processes of the built program, and a billion rows to write. */

import {spawn, spawnSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {once} from 'node:events';
import {
  closeSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout as pause} from 'node:timers/promises';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';

const billion = 'bin/act-cli.js table sigmoid --points 1000000001 --range -10:10 --format csv';
const words = billion.split(' ');

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'act-cli-bulk-'));
});
afterEach(() => rmSync(folder, {recursive: true}));

/** Whatever goes wrong, nothing writes on for ever, or more than half a gigabyte. */
const guard = {timeout: 60_000, killSignal: 'SIGKILL'} as const;

function sh(script: string, ...args: readonly string[]) {
  const limited = `ulimit -f 500000; ${script}`;
  const {status, stdout, stderr} = spawnSync('bash', ['-c', limited, 'bash', ...args], {encoding: 'utf8', ...guard});
  return {status, stdout, stderr};
}

/** Whether bytes are the beginning of the right output, wherever they end. */
function expectPrefix(path: string): void {
  const bytes = readFileSync(path);
  expect(sh(`node ${billion} | cmp --bytes=${bytes.length} - "$1"`, path)).toEqual({status: 0, stdout: '', stderr: ''});
  // Not by the same program: the rows before the last are all there, once.
  const rows = bytes.toString('latin1').split('\n').slice(1, -1);
  expect(rows.findIndex((row, i) => Number(row.split(',')[0]) !== (i - 500_000_000) / 50_000_000)).toBe(-1);
}

/** Waits until something is so, which is looked for every few milliseconds. */
async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await pause(5);
}

/** Starts the program in a process group of its own, ends it once `hasBegun`, and tells how it ended. */
async function interrupted(args: readonly string[], signal: NodeJS.Signals, hasBegun: () => boolean, stdout?: number) {
  const child = spawn('node', args, {detached: true, stdio: ['ignore', stdout ?? 'ignore', 'pipe'], ...guard});
  let said = '';
  child.stderr?.on('data', (bytes) => {
    said += bytes;
  });
  const ended = once(child, 'close');
  await until(() => child.exitCode !== null || hasBegun());
  child.kill(signal);
  await ended;
  const {pid = 0} = child;
  expect(() => process.kill(-pid, 0), 'no process of the group is left').toThrow('ESRCH');
  return {signal: child.signalCode, said};
}

test('a reader that has enough ends a billion rows, quietly and as a success', () => {
  const {status, stdout, stderr} = sh(`node ${billion} | head -n 2; echo \${PIPESTATUS[0]}`);
  expect({status, stdout, stderr}).toEqual({
    status: 0,
    stdout: 'x,sigmoid,sigmoid_grad\n-10,0.000045397868702434395,0.000045395807735951673\n0\n',
    stderr: '',
  });
});

describe.skipIf(process.platform === 'win32')('a slow reader of a pipe that does not block', () => {
  // A pipe is one thing for all who hold it: where the parent opens its stream, the child's writes do not block either.
  const start = `const {spawn} = require('node:child_process');
    const child = spawn('node', process.argv.slice(1), {stdio: 'inherit'});
    child.on('exit', (code) => { process.exitCode = code; });
    process.stdout;`;
  // Stops to read after each 200,000 bytes, for longer than it takes to fill a pipe.
  const read = `const {readSync} = require('node:fs');
    const hash = require('node:crypto').createHash('sha256');
    const [bytes, clock] = [Buffer.alloc(50_000), new Int32Array(new SharedArrayBuffer(4))];
    for (let n, turn = 1; (n = readSync(0, bytes)) > 0; turn += 1) {
      hash.update(bytes.subarray(0, n));
      if (turn % 4 === 0) Atomics.wait(clock, 0, 0, 5);
    }
    console.log(hash.digest('hex'));`;

  test.each(['csv', 'jsonl', 'json', 'markdown'])('gets every byte of --format %s once', (format) => {
    const line = `bin/act-cli.js table sigmoid --fast --points 100001 --range -10:10 --format ${format}`;
    const path = join(folder, 'whole');
    expect(sh(`node ${line} > "$1"`, path).status).toBe(0);
    const hash = createHash('sha256').update(readFileSync(path)).digest('hex');
    expect(sh(`node -e "$1" ${line} | node -e "$2"; echo \${PIPESTATUS[@]}`, start, read)).toEqual({
      status: 0,
      stdout: `${hash}\n0 0\n`,
      stderr: '',
    });
  });
});

describe.skipIf(process.platform !== 'linux')('a disk that is full', () => {
  test('at the first byte is told in one line, exit code 2', () => {
    expect(sh(`node ${billion} > /dev/full`)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'act-cli: cannot write to standard output: no space left on the device (ENOSPC); the output is incomplete\n',
    });
  });

  // Who may not mount a file system of a given size still meets a limit on the size of files.
  const megabyte = `ulimit -f 1000; "$@"`;
  test('half way is told in one line, and what was written is the beginning', () => {
    const path = join(folder, 'half.csv');
    expect(sh(`${megabyte} > ${path}`, 'node', ...words)).toEqual({
      status: 2,
      stdout: '',
      stderr:
        'act-cli: cannot write to standard output: the file may not become larger (EFBIG); the output is incomplete\n',
    });
    expect(statSync(path).size).toBe(1_024_000);
    expectPrefix(path);
  });

  test('half way through --output leaves nothing', () => {
    const path = join(folder, 'half.csv');
    const {status, stderr} = sh(megabyte, 'node', ...words, '--output', path);
    expect({status, stderr}).toEqual({
      status: 2,
      stderr: `act-cli: cannot write '${path}': no file may become that large here (EFBIG); write less, or raise the limit with ulimit -f\n`,
    });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of a megabyte, on standard output and with --output', ({skip}) => {
    const small = join(folder, 'small');
    mkdirSync(small);
    if (sh('mount -t tmpfs -o size=1m tmpfs "$1"', small).status !== 0) skip('no file system can be mounted here');
    try {
      const [path, file] = [join(small, 'half.csv'), join(small, 'whole.csv')];
      expect(sh(`"$@" > ${path}`, 'node', ...words)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/^act-cli: [^\n]*\(ENOSPC\); the output is incomplete\n$/),
      });
      expectPrefix(path);
      rmSync(path);
      expect(sh('"$@"', 'node', ...words, '--output', file)).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/^act-cli: cannot write [^\n]*\(ENOSPC\); make room[^\n]*\n$/),
      });
      expect(readdirSync(small)).toEqual([]);
    } finally {
      sh('umount "$1"', small);
    }
  });
});

// What ends by a signal has no exit code of its own: a shell says 128 and the signal's number, 130 or 143.
describe.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM'] as const)('%s in the middle', (signal) => {
  test('of a file ends the program at once, and what was written is the beginning', async () => {
    const path = join(folder, 'half.csv');
    const file = openSync(path, 'w');
    const outcome = await interrupted(words, signal, () => statSync(path).size > 1e6, file);
    closeSync(file);
    expect(outcome).toEqual({signal, said: ''});
    expectPrefix(path);
  });

  test('of a pipe that nobody empties ends the program at once', async () => {
    const child = spawn('node', words, {stdio: ['ignore', 'pipe', 'inherit'], ...guard});
    const ended = once(child, 'exit');
    await once(child.stdout, 'readable'); // it has begun; the rest waits for room in the pipe
    child.kill(signal);
    expect(await ended).toEqual([null, signal]);
  });

  test('of --output leaves what was there before and nothing else', async () => {
    const path = join(folder, 'whole.csv');
    writeFileSync(path, 'before');
    const draft = () => readdirSync(folder).find((name) => name.endsWith('.tmp'));
    const hasBegun = () => statSync(join(folder, draft() ?? 'whole.csv')).size > 1e6;
    expect(await interrupted([...words, '--output', path], signal, hasBegun)).toEqual({signal, said: ''});
    expect(readdirSync(folder)).toEqual(['whole.csv']);
    expect(readFileSync(path, 'utf8')).toBe('before');
  });
});

test.skipIf(process.platform === 'win32').each([
  ['INT', 130],
  ['TERM', 143],
])('a shell sees SIG%s as exit code %i', (name, code) => {
  const script = `node ${billion} > "$1" & until [ -s "$1" ]; do sleep 0.01; done; kill -s ${name} $!; wait $!; echo $?`;
  expect(sh(script, join(folder, 'half.csv')).stdout).toBe(`${code}\n`);
});
