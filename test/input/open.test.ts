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
  const {name, bytes} = await openInput(path, nothing());
  expect(name).toBe(path);
  expect(await lengthOf(bytes)).toBe(200_000);
});

test('- is standard input', async () => {
  const stdin = nothing();
  expect(await openInput('-', stdin)).toEqual({name: 'standard input', bytes: stdin});
});

test('what is no readable file is an error that says why', async () => {
  await expect(openInput(join(folder, 'none'), nothing())).rejects.toThrow(/none': there is no such file; give a file/);
  await expect(openInput(folder, nothing())).rejects.toThrow(`cannot read '${folder}': it is a directory`);
});

// The superuser may read everything.
test.skipIf(process.getuid?.() === 0)('a file without permission is an error that says so', async () => {
  const path = join(folder, 'secret');
  await writeFile(path, '1');
  await chmod(path, 0);
  await expect(openInput(path, nothing())).rejects.toThrow('permission is denied');
});
