import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {npyFile} from '../../npy-file.ts';
import {expected, folder, movedAxis, open, openPiped, unitsOf} from './units.ts';

const temporary = mkdtempSync(join(tmpdir(), 'npy-'));
afterAll(() => rmSync(temporary, {recursive: true}));

function saved(bytes: Uint8Array, name = 'a.npy'): string {
  const path = join(temporary, name);
  writeFileSync(path, bytes);
  return path;
}

const floats = (...values: readonly number[]) => new Uint8Array(Float32Array.from(values).buffer);

const counted = (length: number) => new Uint8Array(Float32Array.from({length}, (_, i) => i).buffer);

const files = Object.keys(expected).filter((file) => file.endsWith('.npy'));

test.each(files)('%s has the numbers that NumPy wrote, for each axis of units', async (file) => {
  const wanted = file === 'float8_e4m3fn.npy' ? {raw: {dtype: 'fp8-e4m3', shape: undefined}} : {};
  const known = expected[file]?.[''];
  if (known === undefined) throw new Error(`no numbers of ${file}`);
  for (const axis of known.shape.keys()) {
    for (const from of [axis, axis - known.shape.length]) {
      const [array, ...others] = await open(`${folder}/${file}`, {...wanted, axis: from});
      if (array === undefined) throw new Error('no array');
      expect(others).toEqual([]);
      const {units, samples, stored} = array;
      const numbers = movedAxis(known, axis);
      expect({units, samples, stored}).toEqual({
        units: known.shape[axis],
        samples: known.shape.reduce((product, size, i) => product * (i === axis ? 1 : size), 1),
        stored: known.stored,
      });
      expect(await unitsOf(array)).toEqual(numbers);
    }
  }
});

test('the last axis has the units, and a single axis the samples of one unit', async () => {
  const [column] = await open(`${folder}/column.npy`);
  expect([column?.units, column?.samples]).toEqual([1, 24]);
  const [cube] = await open(`${folder}/fortran.npy`);
  expect([cube?.units, cube?.samples]).toEqual([4, 6]);
  const [scalar] = await open(`${folder}/scalar.npy`);
  expect([scalar?.units, scalar?.samples]).toEqual([1, 1]);
  const [empty] = await open(`${folder}/empty.npy`);
  expect([empty?.units, empty?.samples]).toEqual([5, 0]);
});

test('floats of this machine are views of the bytes that were read', async () => {
  const [array] = await open(saved(npyFile({descr: '<f4', shape: [2, 2], data: floats(1, 2, 3, 4)})));
  const blocks = [];
  for await (const block of array?.blocks ?? []) blocks.push(block);
  expect(blocks.map(({values}) => [values.constructor.name, values.byteOffset])).toEqual([['Float32Array', 0]]);
});

test('the blocks of a file are large, and the next one goes on where the last one ended', async () => {
  const data = counted(300_000);
  const [array] = await open(saved(npyFile({descr: '<f4', shape: [100_000, 3], data})));
  const starts: number[][] = [];
  for await (const {values, unit, left, run} of array?.blocks ?? []) starts.push([values.length, unit, left, run]);
  expect(starts).toEqual([
    [65_536, 0, 1, 1],
    [65_536, 1, 1, 1],
    [65_536, 2, 1, 1],
    [65_536, 0, 1, 1],
    [37_856, 1, 1, 1],
  ]);
});

test('a block may begin in the middle of a run', async () => {
  const data = counted(300_000);
  const [array] = await open(saved(npyFile({descr: '<f4', shape: [3, 100_000], data})), {axis: 0});
  const starts: number[][] = [];
  for await (const {values, unit, left, run} of array?.blocks ?? []) starts.push([values.length, unit, left, run]);
  expect(starts).toEqual([
    [65_536, 0, 100_000, 100_000],
    [65_536, 0, 34_464, 100_000],
    [65_536, 1, 68_928, 100_000],
    [65_536, 1, 3392, 100_000],
    [37_856, 2, 37_856, 100_000],
  ]);
});

test.each([1, 7, 127, 65_536])('standard input in pieces of %i bytes', async (size) => {
  for (const fortran of [false, true]) {
    const bytes = npyFile({descr: '>f2', shape: [2, 1, 3], data: Uint8Array.of(60, 0, 64, 0, 66, 0, 68, 0, 69, 0, 70, 0), fortran}); // biome-ignore format: one line
    const [array] = await openPiped(bytes, {axis: 0}, size);
    expect(array?.name).toBe('standard input');
    expect(array && (await unitsOf(array))).toEqual(fortran ? [[1, 3, 5], [2, 4, 6]] : [[1, 2, 3], [4, 5, 6]]); // biome-ignore format: one line
  }
});

test('in the order of Fortran the samples come in the order of their indexes, from a file and a stream', async () => {
  // numpy.asfortranarray(numpy.arange(12.).reshape(2, 3, 2)), written in the order of its bytes
  const data = floats(0, 6, 2, 8, 4, 10, 1, 7, 3, 9, 5, 11);
  const bytes = npyFile({descr: '<f4', shape: [2, 3, 2], data, fortran: true});
  const units = [[0, 2, 4, 6, 8, 10], [1, 3, 5, 7, 9, 11]]; // biome-ignore format: one line
  for (const [array] of [await open(saved(bytes)), await openPiped(bytes)])
    expect(array && (await unitsOf(array))).toEqual(units);
});

test('the progress counts the bytes of the numbers', async () => {
  const steps: number[] = [];
  const bytes = npyFile({descr: '<f4', shape: [3], data: floats(1, 2, 3)});
  const [array] = await open(saved(bytes), {step: (count) => steps.push(count)});
  if (array !== undefined) await unitsOf(array);
  expect([array?.bytes, steps]).toEqual([12, [12]]);
});

const three = npyFile({descr: '<f4', shape: [3], data: floats(1, 2, 3)});

test.each([
  ['a file that is cut off', three.subarray(0, -1), 'it ends after 2 of 3 numbers'],
  ['a file that is too long', Uint8Array.of(...three, 0), 'it holds more than the 3 numbers of its shape'],
  ['a shape of 10^12 elements', npyFile({descr: '<f4', shape: [1e6, 1e6], data: floats(1)}), 'it ends after 1 of 1000000000000 numbers'], // biome-ignore format: one line
  ['a shape that no file has', npyFile({descr: '<f4', shape: [1e9, 1e9], data: floats(1)}), 'more numbers than any file holds'], // biome-ignore format: one line
  ['texts', npyFile({descr: '<U1', shape: [3], data: floats(1, 2, 3)}), 'its dtype <U1 is texts, none of f2 f4 f8'],
  ['another file', new TextEncoder().encode('x,y\n1,2\n'), 'it does not begin with \\x93NUMPY'],
  ['a header that is cut off', three.subarray(0, 60), 'its header is cut off'],
  ['an empty file', new Uint8Array(0), 'it is empty'],
])(
  '%s is an error, from a file before any number, from a stream at the latest behind the last',
  async (_title, bytes, problem) => {
    await expect(open(saved(bytes))).rejects.toThrow(problem);
    const piped = async () => {
      const [array] = await openPiped(bytes, {from: 'npy'}, 50);
      if (array !== undefined) await unitsOf(array);
    };
    await expect(piped()).rejects.toThrow(problem);
  },
);

test('bytes of no known type need a word on what they are', async () => {
  await expect(open(`${folder}/float8_e4m3fn.npy`)).rejects.toThrow(
    'its dtype <V1 is bytes of no known type; say what they are, such as --stored float8_e4m3fn',
  );
  await expect(open(`${folder}/refused-void.npy`)).rejects.toThrow('its dtype |V2 is bytes of no known type; say');
  // float32 has another size: it is not meant of these bytes.
  await expect(open(`${folder}/refused-void.npy`, {raw: {dtype: 'float32', shape: undefined}})).rejects.toThrow('|V2');
  const [array] = await open(`${folder}/refused-void.npy`, {raw: {dtype: 'bfloat16', shape: undefined}});
  expect(array && [array.stored, await unitsOf(array)]).toEqual(['bfloat16', [[0, 0, 0]]]);
});

test('an axis that an array does not have, and a key where no array has a name', async () => {
  await expect(open(`${folder}/fortran.npy`, {axis: 3})).rejects.toThrow(
    `${folder}/fortran.npy has no axis 3: its shape is (2,3,4); give --axis 0 to 2`,
  );
  await expect(open(`${folder}/scalar.npy`, {axis: 0})).rejects.toThrow('has no axis 0: its shape is (); leave --axis');
  await expect(open(`${folder}/fortran.npy`, {keys: ['x']})).rejects.toThrow(
    "holds one array without a name, so there is no 'x'; leave --key out",
  );
});
