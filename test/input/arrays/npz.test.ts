import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {expected, folder, movedAxis, open, openPiped, unitsOf} from './units.ts';

const temporary = mkdtempSync(join(tmpdir(), 'npz-'));
afterAll(() => rmSync(temporary, {recursive: true}));

async function readAll(path: string) {
  for (const array of await open(path)) await unitsOf(array);
}

function saved(bytes: Uint8Array): string {
  const path = join(temporary, 'a.npz');
  writeFileSync(path, bytes);
  return path;
}

test.each([
  'types.npz', // deflated, every type in both byte orders, and one array in Fortran's order
  'stored.npz', // not deflated
  'streamed.npz', // sizes behind the data
  'wide.npz', // zip64
])('%s has the arrays that NumPy wrote', async (file) => {
  const path = `${folder}/${file}`;
  for (const [key, known] of Object.entries(expected[file] ?? {})) {
    for (const axis of known.shape.keys()) {
      const [array] = await open(path, {keys: [key], axis, each: false});
      expect([array?.name, array?.stored]).toEqual([`${path}:${key}`, known.stored]);
      expect(array && (await unitsOf(array))).toEqual(movedAxis(known, axis));
    }
  }
});

test('a key that is given twice counts once', async () => {
  const arrays = await open(`${folder}/stored.npz`, {keys: ['layer2', 'layer1', 'layer2']});
  expect(arrays.map(({name}) => name)).toEqual([`${folder}/stored.npz:layer2`, `${folder}/stored.npz:layer1`]);
});

test('all arrays, in the order of the archive', async () => {
  const arrays = await open(`${folder}/stored.npz`);
  expect(arrays.map(({name, units}) => [name, units])).toEqual([
    [`${folder}/stored.npz:layer1`, 4],
    [`${folder}/stored.npz:layer2`, 4],
  ]);
  const named = await open(`${folder}/stored.npz`, {keys: ['layer2', 'layer1'], each: false});
  expect(named.map(({name}) => name.slice(-6))).toEqual(['layer2', 'layer1']);
});

test('standard input is kept in memory', async () => {
  const bytes = readFileSync(`${folder}/wide.npz`);
  const [array] = await openPiped(bytes, {keys: ['b'], axis: 0}, 33);
  const known = expected['wide.npz']?.b;
  expect(array && (await unitsOf(array))).toEqual(known && movedAxis(known, 0));
});

test('the progress counts what is read of the archive', async () => {
  const steps: number[] = [];
  const arrays = await open(`${folder}/wide.npz`, {step: (count) => steps.push(count)});
  for (const array of arrays) await unitsOf(array);
  expect(steps.at(-1)).toBe(arrays.reduce((sum, {bytes = 0}) => sum + bytes, 0));
});

test('which array is a question unless there is one, or each is wanted', async () => {
  const path = `${folder}/stored.npz`;
  await expect(open(path, {each: false})).rejects.toThrow(
    `${path} holds 2 arrays; choose with --key, or give --each for all of them: 'layer1', 'layer2'`,
  );
  await expect(open(path, {keys: ['layer3']})).rejects.toThrow(`${path} has no array 'layer3'; did you mean 'layer`);
});

test('an archive that holds texts too gives its numbers, and names the array that it refuses', async () => {
  const path = `${folder}/refused-texts.npz`;
  const [array] = await open(path, {keys: ['numbers']});
  expect(array && (await unitsOf(array)).length).toBe(4);
  await expect(open(path)).rejects.toThrow(`cannot read '${path}:names' as .npy: its dtype <U1 is texts`);
});

test('other ways of packing are refused by name', async () => {
  await expect(open(`${folder}/refused-bzip2.npz`)).rejects.toThrow("its member 'a.npy' is packed with bzip2, not");
  const bytes = Uint8Array.from(readFileSync(`${folder}/streamed.npz`));
  const entry = Buffer.from(bytes).indexOf('PK\x01\x02');
  await expect(open(saved(bytes.with(entry + 8, 1)))).rejects.toThrow("its member 'a.npy' is encrypted");
});

const deflated = Uint8Array.from(readFileSync(`${folder}/wide.npz`));
const stored = Uint8Array.from(readFileSync(`${folder}/stored.npz`));
const place = (bytes: Uint8Array, text: string) => Buffer.from(bytes).indexOf(text, 0, 'latin1');

test.each([
  [
    'cut off in its directory',
    stored.subarray(0, -30),
    'its directory, which stands at the end of a zip archive, is missing',
  ],
  ['cut off in its first array', stored.subarray(0, 100), 'its directory, which stands at the end'],
  ['with bytes behind it', Uint8Array.of(...stored, 0), 'its directory, which stands at the end'],
  ['without its beginning', stored.subarray(1), 'its directory'],
  ['with a changed number', stored.with(place(stored, '}') + 99, 77), "its member 'layer1.npy' is damaged: its checksum is wrong"], // biome-ignore format: one line
  ['with a changed name', stored.with(31, 77), "its member 'layer1.npy' has a damaged header at byte 0"],
  ['with a changed signature', stored.with(0, 81), 'has a damaged header at byte 0'],
  ['with a changed deflated byte', deflated.with(90, 0xff), /its member 'a.npy' (is damaged|ends after|has more than)/],
  ['without the record of zip64', deflated.with(place(deflated, 'PK\x06\x06'), 0), 'its zip64 directory is missing'],
  [
    'without the locator of zip64',
    deflated
      .with(place(deflated, 'PK\x06\x07'), 0)
      .with(deflated.length - 12, 255)
      .with(deflated.length - 11, 255),
    'its zip64 directory is missing',
  ],
  ['that claims a directory beyond its end', stored.with(stored.length - 4, 1).with(stored.length - 3, 255), /its directory (claims|is damaged)/], // biome-ignore format: one line
])('an archive %s is refused', async (_title, bytes, problem) => {
  await expect(readAll(saved(bytes))).rejects.toThrow(problem);
});
