import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {gzipSync} from 'node:zlib';
import {afterAll, expect, test} from 'vitest';
import {random} from '../../mutant.ts';
import {open, unitsOf} from '../units.ts';

const folder = mkdtempSync(join(tmpdir(), 'table-'));
afterAll(() => rmSync(folder, {recursive: true}));

const next = random(5);
const rows = Array.from({length: 9000}, () => Array.from({length: 8}, () => next() - 0.5));
const text = rows.map((row) => `${row.join()}\n`).join('');
const columns = Array.from({length: 8}, (_, unit) => rows.map((row) => row[unit] as number)); // each has eight

/** The numbers of each unit of a file of more blocks than one. */
async function read(name: string, content: string | Uint8Array) {
  const path = join(folder, name);
  writeFileSync(path, content);
  const [table] = await open(path, {each: false});
  return table && unitsOf(table);
}

test('rows that go on in the next block of a file are whole, whatever overwrites a block', async () => {
  expect(text.length).toBeGreaterThan(2 ** 20);
  expect(await read('plain.csv', text)).toEqual(columns);
});

test('so are those of a compressed file, of which blocks are read ahead', async () => {
  const compressed = gzipSync(text);
  expect(compressed.length).toBeGreaterThan(2 ** 19);
  expect(await read('layer.csv.gz', compressed)).toEqual(columns);
});

test('so are rows below comments that are longer than a block', async () => {
  expect(await read('comments.csv', `${'# nothing\n'.repeat(60_000)}${text}`)).toEqual(columns);
});
