import {readdirSync} from 'node:fs';
import {chmod, mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {openInput} from '../../src/input/open.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'act-cli-'));
});
afterAll(() => rm(folder, {recursive: true}));

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function lengthOf(bytes: AsyncIterable<Uint8Array>): Promise<number> {
  let length = 0;
  for await (const block of bytes) length += block.length;
  return length;
}

test('a file comes in blocks under its own name', async () => {
  const path = join(folder, 'numbers.txt');
  await writeFile(path, '7\n'.repeat(100_000));
  const {name, bytes} = openInput(path, nothing());
  expect(name).toBe(path);
  expect(await lengthOf(bytes)).toBe(200_000);
});

const openFiles = () => readdirSync('/proc/self/fd').length;

test.skipIf(process.platform !== 'linux')(
  'a file is closed when all of it is read, and when its reader stops',
  async () => {
    const path = join(folder, 'long.txt');
    await writeFile(path, '7\n'.repeat(100_000));
    const before = openFiles();
    await lengthOf(openInput(path, nothing()).bytes);
    expect(openFiles()).toBe(before);
    for await (const _block of openInput(path, nothing()).bytes) {
      expect(openFiles()).toBe(before + 1);
      break;
    }
    expect(openFiles()).toBe(before);
    expect(() => openInput(folder, nothing())).toThrow('it is a directory');
    expect(openFiles()).toBe(before);
  },
);

test('- is standard input', async () => {
  const {name, bytes} = openInput(
    '-',
    (async function* () {
      yield new Uint8Array(3);
    })(),
  );
  expect(name).toBe('standard input');
  expect(await lengthOf(bytes)).toBe(3);
});

test('standard input that is a directory is an error that says so', async () => {
  const failing = {
    [Symbol.asyncIterator]: () => ({next: () => Promise.reject(Object.assign(new Error('read'), {code: 'EISDIR'}))}),
  };
  await expect(lengthOf(openInput('-', failing).bytes)).rejects.toThrow(
    "cannot read 'standard input': it is a directory",
  );
});

test('a failure of standard input that is none of the system is told as it is', async () => {
  const failing = {[Symbol.asyncIterator]: () => ({next: () => Promise.reject(new Error('torn'))})};
  await expect(lengthOf(openInput('-', failing).bytes)).rejects.toThrow("cannot read 'standard input': Error: torn");
});

test('what is no readable file is an error that says why', () => {
  expect(() => openInput(join(folder, 'none'), nothing())).toThrow(/none': there is no such file; give a file/);
  expect(() => openInput(folder, nothing())).toThrow(`cannot read '${folder}': it is a directory`);
});

// The superuser may read everything.
test.skipIf(process.getuid?.() === 0)('a file without permission is an error that says so', async () => {
  const path = join(folder, 'secret');
  await writeFile(path, '1');
  await chmod(path, 0);
  expect(() => openInput(path, nothing())).toThrow('permission is denied');
});
