import {execFileSync, spawn} from 'node:child_process';
import {copyFileSync, mkdtempSync, readdirSync, readlinkSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {openArrays} from '../../../src/input/arrays/open-arrays.ts';
import {expected, folder, movedAxis, open, openPiped, unitsOf, wantAll} from './units.ts';

const temporary = mkdtempSync(join(tmpdir(), 'open-'));
afterAll(() => rmSync(temporary, {recursive: true}));

function copied(file: string, name: string): string {
  copyFileSync(`${folder}/${file}`, join(temporary, name));
  return join(temporary, name);
}

test.each([
  ['fortran.npy', 'layer.csv'],
  ['fortran.npy', 'layer'],
  ['stored.npz', 'layers.zip'],
  ['alone.pt', 'pytorch_model.bin'],
  ['alone.pt', 'epoch-3.pth.tar'],
  ['types.safetensors', 'layers.bin'],
])('%s is known by its first bytes, though it is called %s', async (file, name) => {
  const arrays = await open(copied(file, name));
  const known = Object.values(expected[file] ?? {});
  expect(arrays.map(({stored}) => stored).sort()).toEqual(known.map(({stored}) => stored).sort());
});

test.each([
  ['layer.npy', 'as .npy: it does not begin with'],
  ['layer.npz', 'as .npz: its directory, which stands at the end of a zip archive, is missing'],
  ['layer.pt', 'as .pt: its directory'],
  ['layer.safetensors', 'as .safetensors: its header claims to have'],
  ['layer.bin', 'is raw numbers, of which nothing is known'],
  ['layer.dump', 'cannot tell the format of '],
])('a file that is none is read by its ending, %s', async (name, problem) => {
  writeFileSync(join(temporary, name), 'not what its name says');
  await expect(open(join(temporary, name))).rejects.toThrow(problem);
});

test('the format that is asked for comes first', async () => {
  const [array] = await open(`${folder}/column.npy`, {from: 'raw', raw: {dtype: 'uint8', shape: undefined}});
  expect(array && (await unitsOf(array))[0]?.slice(0, 3)).toEqual([0x93, 0x4e, 0x55]);
});

test('standard input of a format that its bytes do not tell needs a word on it, and is closed', async () => {
  const state = {closed: false};
  async function* endless(): AsyncGenerator<Uint8Array> {
    try {
      while (true) yield new Uint8Array(10).fill(0x61);
    } finally {
      state.closed = true;
    }
  }
  await expect(openArrays('-', endless(), wantAll)).rejects.toThrow(
    "cannot tell the format of standard input; give it with --from: 'npy', 'npz',",
  );
  expect(state.closed).toBe(true);
  await expect(openPiped(new Uint8Array(0))).rejects.toThrow('standard input holds no numbers');
});

test.skipIf(process.platform === 'win32')('a named pipe is read as a stream', async () => {
  const pipe = join(temporary, 'pipe');
  execFileSync('mkfifo', [pipe]);
  spawn('sh', ['-c', `cat ${folder}/fortran.npy > ${pipe}`]);
  const [array] = await open(pipe);
  const known = expected['fortran.npy']?.[''];
  expect(array && [array.bytes, await unitsOf(array)]).toEqual([undefined, known && movedAxis(known, 2)]);
});

test.skipIf(process.platform !== 'linux')('a file is open only while it is read', async () => {
  const files = () => readdirSync('/proc/self/fd').map((number) => readlink(`/proc/self/fd/${number}`));
  const arrays = await open(`${folder}/types.pt`);
  const first = await arrays[0]?.blocks[Symbol.asyncIterator]().next();
  expect(first?.value?.values.length).toBe(24);
  expect(files().filter((file) => file.endsWith('types.pt'))).toEqual([]);
});

function readlink(path: string): string {
  try {
    return readlinkSync(path);
  } catch {
    return ''; // the one with which the folder was read
  }
}
