import {mkdtempSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {readAnew} from '../../../src/input/arrays/read-anew.ts';
import type {ArraysWanted, UnitNumbers} from '../../../src/input/arrays/unit-numbers.ts';
import {npyFile} from '../../npy-file.ts';
import {open, unitsOf} from './units.ts';

const folder = mkdtempSync(join(tmpdir(), 'read-anew-'));
afterAll(() => rmSync(folder, {recursive: true}));

/** The array of a file that is written first. */
async function opened(name: string, content: Uint8Array, wanted: Partial<ArraysWanted> = {}): Promise<UnitNumbers> {
  const path = join(folder, name);
  writeFileSync(path, content);
  const [array] = await open(path, wanted);
  if (array === undefined) throw new Error('no array');
  return array;
}

/** The array as another thread reads it, which is told copies. */
function anew(array: UnitNumbers): UnitNumbers {
  return {...array, blocks: readAnew(structuredClone(array.inFile) ?? {})};
}

const numbers = Float32Array.from({length: 24}, (_, i) => i / 4 - 3);
const npy = (fortran = false) =>
  npyFile({descr: '<f4', shape: [2, 3, 4], data: new Uint8Array(numbers.buffer), fortran});

test.each([
  ['a.npy', npy(), {}],
  ['axis.npy', npy(), {axis: 1}],
  ['a.bin', new Uint8Array(numbers.buffer), {raw: {dtype: 'float32', shape: [-1, 4]}}],
])('another thread reads the same numbers: %s', async (name, content, asked) => {
  const array = await opened(name, content, asked);
  const found = await unitsOf(anew(array));
  expect(found).toEqual(await unitsOf(array));
  expect(found.flat().toSorted((a, b) => a - b)).toEqual([...numbers]);
});

test('an array that has to be put in order in memory is not told, for each thread would hold it', async () => {
  expect((await opened('fortran.npy', npy(true))).inFile).toBeUndefined();
});

test('a file that is no longer the one that was found is an error', async () => {
  const array = await opened('changed.npy', npy());
  truncateSync(array.name, 200);
  await expect(unitsOf(anew(array))).rejects.toThrow(`cannot read '${array.name}': it changed while it was read`);
});
