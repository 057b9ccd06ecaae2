/** The real program, with several threads, when its reader goes or a signal comes. */

import {spawn, spawnSync} from 'node:child_process';
import {mkdtempSync, readdirSync, rmSync, statSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-table-interrupted-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** More rows than any test waits for. */
const line = ['bin/act-cli.js', 'table', 'sigmoid', '-n', '1000000001', '-r', '-10:10', '--fast', '-f', 'csv'];

/** The first bytes that so many threads write. */
function first(bytes: number, threads: number): Buffer {
  const script = `set -o pipefail; node "$@" --threads ${threads} | head -c ${bytes}`;
  const {status, stdout, stderr} = spawnSync('bash', ['-c', script, 'bash', ...line], {maxBuffer: 2 * bytes});
  expect({status, stderr: stderr.toString()}).toEqual({status: 0, stderr: ''});
  return stdout;
}

test('a reader that has enough ends all threads quietly', () => {
  const bytes = 4_000_000;
  const alone = first(bytes, 1);
  expect(alone.length).toBe(bytes);
  for (const threads of [2, 3]) expect(first(bytes, threads).equals(alone)).toBe(true);
});

test.each(['SIGINT', 'SIGTERM'] as const)(
  '%s ends all threads; what has left is the beginning of the answer',
  async (signal) => {
    const program = spawn('node', [...line, '--threads', '3']);
    const pieces: Buffer[] = [];
    let length = 0;
    program.stdout.on('data', (piece: Buffer) => {
      pieces.push(piece);
      length += piece.length;
      if (length > 2_000_000) program.kill(signal);
    });
    expect(await new Promise((resolve) => program.on('close', (...ended) => resolve(ended)))).toEqual([null, signal]);
    expect(first(length, 1).equals(Buffer.concat(pieces))).toBe(true);
  },
);

test.each(['SIGINT', 'SIGTERM'] as const)('%s leaves no file that is half written', async (signal) => {
  const program = spawn('node', [...line, '--threads', '3', '-o', join(folder, 'out.csv')]);
  const ended = new Promise((resolve) => program.on('close', (...how) => resolve(how)));
  const isBegun = () => readdirSync(folder).some((name) => statSync(join(folder, name)).size > 1_000_000);
  while (!isBegun() && program.exitCode === null) await new Promise(setImmediate);
  program.kill(signal);
  expect(await ended).toEqual([null, signal]);
  expect(readdirSync(folder)).toEqual([]);
});
