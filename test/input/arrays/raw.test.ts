import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {open, openPiped, unitsOf} from './units.ts';

const temporary = mkdtempSync(join(tmpdir(), 'raw-'));
afterAll(() => rmSync(temporary, {recursive: true}));

const bytes = new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer);
const path = join(temporary, 'a.bin');
writeFileSync(path, bytes);

const raw = (dtype: string, ...shape: readonly number[]) => ({
  raw: {dtype, shape: shape.length > 0 ? shape : undefined},
});

test('numbers of the type and shape that are told', async () => {
  const [array] = await open(path, raw('float32', 2, 3));
  expect(array && [array.stored, array.samples, await unitsOf(array)]).toEqual(['float32', 2, [[1, 4], [2, 5], [3, 6]]]); // biome-ignore format: one line
  const [rows] = await open(path, {...raw('f4', 2, 3), axis: 0});
  expect(rows && (await unitsOf(rows))).toEqual([[1, 2, 3], [4, 5, 6]]); // biome-ignore format: one line
});

test('one size is left to the file, and without a shape all numbers are one unit', async () => {
  const [array] = await open(path, raw('float32', -1, 2));
  expect(array && (await unitsOf(array))).toEqual([[1, 3, 5], [2, 4, 6]]); // biome-ignore format: one line
  const [column] = await open(path, raw('float32'));
  expect(column && (await unitsOf(column))).toEqual([[1, 2, 3, 4, 5, 6]]);
});

test('NumPy codes tell the order of the bytes', async () => {
  const big = Uint8Array.of(0x3f, 0x80, 0, 0, 0xc0, 0, 0, 0);
  writeFileSync(join(temporary, 'big.raw'), big);
  const [array] = await open(join(temporary, 'big.raw'), raw('>f4'));
  expect(array && (await unitsOf(array))).toEqual([[1, -2]]);
});

test('standard input', async () => {
  const [array] = await openPiped(bytes, {...raw('float32', 3, 2), from: 'raw'}, 5);
  expect(array && (await unitsOf(array))).toEqual([[1, 3, 5], [2, 4, 6]]); // biome-ignore format: one line
  const [long] = await openPiped(bytes, {...raw('float32', 4, 2), from: 'raw'}, 5);
  await expect(long && unitsOf(long)).rejects.toThrow(
    "cannot read 'standard input' as raw float32: it ends after 6 of 8 numbers; correct --stored or --shape",
  );
});

test.each([
  [raw('float32', -1, 2), [[1, 3, 5], [2, 4, 6]]],
  [raw('float32', -1, 3), [[1, 4], [2, 5], [3, 6]]],
  [raw('float32', -1, 1), [[1, 2, 3, 4, 5, 6]]],
  [raw('float32'), [[1, 2, 3, 4, 5, 6]]],
  [raw('float32', -1), [[1, 2, 3, 4, 5, 6]]],
  [{...raw('float32', -1, 1, 3, 1), axis: -2}, [[1, 4], [2, 5], [3, 6]]],
  [{...raw('float32', -1, 3, 2), axis: 1}, [[1, 2], [3, 4], [5, 6]]],
])('samples on standard input with %j are read until it ends', async (wanted, units) => {
  for (const size of [1, 5, 24]) {
    const [array] = await openPiped(bytes, {...wanted, from: 'raw'}, size);
    expect(array && [array.samples, await unitsOf(array)]).toEqual([undefined, units]);
  }
}); // biome-ignore format: a table

test('the size of standard input that is not known may be that of samples alone', async () => {
  const piped = (wanted: Parameters<typeof open>[1]) => openPiped(bytes, {...wanted, from: 'raw'});
  const advice = 'leaves a size to a pipe, which can tell only how many samples come; give all sizes';
  await expect(piped(raw('float32', 2, -1))).rejects.toThrow(`the shape (2,-1) ${advice}`);
  await expect(piped(raw('float32', -1, -1))).rejects.toThrow(`the shape (-1,-1) ${advice}`);
  await expect(piped({...raw('float32', -1, 2), axis: 0})).rejects.toThrow(`the shape (-1,2) ${advice}`);
  await expect(piped({...raw('float32', -1), axis: 0})).rejects.toThrow(`the shape (-1) ${advice}`);
  await expect(piped(raw('float32', -1, 0))).rejects.toThrow('the shape (-1,0) has samples without numbers');
  await expect(piped(raw('float32', -1, 2 ** 52))).rejects.toThrow('more numbers than any file holds');
  const [cut] = await piped(raw('float32', -1, 4));
  await expect(cut && unitsOf(cut)).rejects.toThrow('it ends after 6 numbers, within a sample of 4');
  const [images] = await piped({...raw('float32', -1, 3, 2), axis: 1});
  expect(images?.axes).toEqual({shape: [-1, 3, 2], units: 1});
});

test.each([
  [raw('float32', 2, 2), 'it has 6 numbers, and the shape (2,2) has 4'],
  [raw('float32', 1e6, 1e6), 'it has 6 numbers, and the shape (1000000,1000000) has 1000000000000'],
  [raw('float32', 1e9, 1e9), 'the shape (1000000000,1000000000) has more numbers than any file holds'],
  [raw('float32', -1, 4), 'it has 6 numbers, which the shape (-1,4) does not divide'],
  [raw('float32', -1, 0), 'it has 6 numbers, which the shape (-1,0) does not divide'],
  [raw('float32', -1, -1), 'the shape (-1,-1) leaves more than one size to the file'],
  [raw('float32', -2, 3), 'the shape (-2,3) has more numbers than any file holds'],
  [raw('float7'), "unknown dtype: 'float7'; did you mean 'float16', 'float32' or 'float64'?"],
  [{}, 'is raw numbers, of which nothing is known; give --stored and --shape'],
])('%j is refused', async (wanted, problem) => {
  await expect(open(path, wanted)).rejects.toThrow(problem);
});

test('a file whose size is no multiple of a number is refused', async () => {
  writeFileSync(join(temporary, 'odd.bin'), bytes.subarray(1));
  await expect(open(join(temporary, 'odd.bin'), raw('float32'))).rejects.toThrow(
    'it has 23 bytes, which is no multiple of 4',
  );
});
