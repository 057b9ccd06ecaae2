import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {bytesInMemory, isRandomAccess, openBytes, randomAccess, streamOf} from '../../../src/input/arrays/bytes.ts';

const folder = mkdtempSync(join(tmpdir(), 'bytes-'));
afterAll(() => rmSync(folder, {recursive: true}));
const path = join(folder, 'a.bin');

async function* nothing(): AsyncGenerator<Uint8Array> {}

function opened() {
  const file = openBytes(path, nothing());
  if (!isRandomAccess(file)) throw new Error('a file is no stream');
  return file;
}

test('a file is read at any place, into a buffer of its own', () => {
  writeFileSync(path, Uint8Array.of(1, 2, 3, 4, 5));
  const bytes = opened().read(1, 3);
  expect([...bytes]).toEqual([2, 3, 4]);
  expect([bytes.byteOffset, bytes.buffer.byteLength]).toEqual([0, 3]);
  expect(opened().size).toBe(5);
});

test('bytes behind the end are an error that names the place', () => {
  writeFileSync(path, Uint8Array.of(1, 2, 3, 4, 5));
  expect(() => opened().read(3, 4)).toThrow(`cannot read '${path}': it ends at byte 5, before byte 7`);
  expect(() => bytesInMemory(Uint8Array.of(1), 'x').read(1, 1)).toThrow(
    "cannot read 'x': it ends at byte 1, before byte 2",
  );
});

test('a file that changes between two reads is refused', () => {
  writeFileSync(path, Uint8Array.of(1, 2, 3, 4, 5));
  const file = opened();
  file.read(0, 5);
  writeFileSync(path, Uint8Array.of(1, 2, 3, 4, 5, 6));
  expect(() => file.read(0, 5)).toThrow('it changed while it was read');
});

test('a file as a stream, in blocks', async () => {
  writeFileSync(path, Uint8Array.of(1, 2, 3, 4, 5));
  const blocks: number[][] = [];
  for await (const block of streamOf(opened(), {from: 1, block: 3})) blocks.push([...block]);
  expect(blocks).toEqual([[2, 3, 4], [5]]);
});

test('a folder and a missing file are refused, whatever is asked of them', () => {
  expect(() => openBytes(folder, nothing())).toThrow('it is a directory');
  expect(() => openBytes(join(folder, 'none'), nothing())).toThrow('there is no such file');
});

test('a stream is kept in memory, up to a limit that the message names', async () => {
  async function* stream(count: number, length: number): AsyncGenerator<Uint8Array> {
    const bytes = new Uint8Array(length).fill(7);
    for (let i = 0; i < count; i += 1) yield bytes;
  }
  const kept = await randomAccess({name: 'standard input', bytes: stream(3, 2)}, '.npz');
  expect([kept.size, ...kept.read(4, 2)]).toEqual([6, 7, 7]);
  await expect(randomAccess({name: 'standard input', bytes: stream(257, 2 ** 20)}, '.npz')).rejects.toThrow(
    'standard input has more than 256 MiB, too many to keep: .npz is read from its end; save it as a file',
  );
});
