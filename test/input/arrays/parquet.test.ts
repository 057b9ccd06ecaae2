import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {bytesInMemory} from '../../../src/input/arrays/bytes.ts';
import {openParquet} from '../../../src/input/arrays/parquet.ts';
import type {ArraysWanted} from '../../../src/input/arrays/unit-numbers.ts';
import {unitsOf, wantAll} from './read-table.ts';

const folder = 'test/vectors/parquet';
const fileOf = (name: string) => new Uint8Array(readFileSync(`${folder}/${name}`));

/** What pyarrow reads in each file, by test/vectors/parquet.py. */
const vectors: Readonly<Record<string, {readonly units: readonly (readonly string[])[]; readonly names?: readonly string[]}>> =
  JSON.parse(readFileSync(`${folder}/numbers.json`, 'utf8')); // biome-ignore format: one statement

async function open(name: string, wanted: Partial<ArraysWanted> = {}, bytes: Uint8Array = fileOf(name)) {
  return openParquet(bytesInMemory(bytes, name), {...wantAll, ...wanted});
}

async function refusal(name: string, wanted?: Partial<ArraysWanted>, bytes?: Uint8Array): Promise<string> {
  try {
    const opened = await open(name, wanted, bytes);
    for (const each of opened) await unitsOf(each);
    return 'read';
  } catch (error) {
    return error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  }
}

/** The columns of numbers in files that have others too. */
const keysOf: Readonly<Record<string, readonly string[]>> = {
  'text.parquet': ['u0', 'u1', 'u2'],
  'times.parquet': ['u0', 'u1', 'u2'],
  'list-beside-text.parquet': ['h'],
};

test.each(Object.entries(vectors))('%s has the numbers that pyarrow reads in it', async (name, {units, names}) => {
  const [opened] = await open(name, {keys: keysOf[name] ?? []});
  if (opened === undefined) throw new Error('there is no array');
  expect(await unitsOf(opened)).toEqual(units.map((unit) => unit.map(Number)));
  expect(opened.unitNames).toEqual(names);
  expect([undefined, units[0]?.length]).toContain(opened.samples);
});

test.each([
  ['plain.parquet', 'float32'],
  ['doubles.parquet', 'float64'],
  ['halves.parquet', 'float16'],
  ['integers.parquet', 'int8, uint8, int32, uint32, int64, uint64'],
  ['decimals.parquet', 'decimal'],
  ['list.parquet', 'float32'],
  ['truths.parquet', 'bool'],
])('the numbers of %s are stored as %s', async (name, stored) => {
  expect((await open(name))[0]?.stored).toBe(stored);
});

test('numbers of 32 and 16 bits come in Float32Array, others in Float64Array', async () => {
  for (const name of ['plain.parquet', 'halves.parquet', 'list.parquet', 'holes.parquet', 'integers.parquet']) {
    const [opened] = await open(name);
    const type = ['holes.parquet', 'integers.parquet'].includes(name) ? Float64Array : Float32Array;
    for await (const {values} of opened?.blocks ?? []) expect(values).toBeInstanceOf(type);
  }
});

test('steps tell at last how many bytes the wanted columns have', async () => {
  for (const name of ['snappy.parquet', 'list.parquet', 'text.parquet']) {
    const steps: number[] = [];
    const [opened] = await open(name, {keys: keysOf[name] ?? [], step: (bytes) => steps.push(bytes)});
    if (opened !== undefined) await unitsOf(opened);
    expect(steps.at(-1)).toBe(opened?.bytes);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  }
});

test('an index that pandas has written is no unit unless it is asked for', async () => {
  const [opened] = await open('pandas-index.parquet');
  expect(opened?.notes?.()).toEqual([{code: 'indexSkipped', key: '__index_level_0__'}]);
  const [index] = await open('pandas-index.parquet', {keys: ['__index_level_0__']});
  expect(index && (await unitsOf(index))[0]?.slice(0, 3)).toEqual([0, 2, 4]);
});

test('several columns of lists are arrays of their own, where all or some of them are wanted', async () => {
  const names = async (wanted: Partial<ArraysWanted>) =>
    (await open('two-lists.parquet', wanted)).map(({name, units}) => [name, units]);
  const both = [['two-lists.parquet:a', 5], ['two-lists.parquet:b', 2]]; // biome-ignore format: one line
  expect(await names({each: true})).toEqual(both);
  expect(await names({keys: ['a', 'b']})).toEqual(both);
  expect(await names({keys: ['b']})).toEqual([['two-lists.parquet', 2]]);
});

const lists = 'give all lists the same length, the number of units';
test.each([
  ['text.parquet', {}, "cannot read 'text.parquet' as Parquet: its column 'id' holds STRING, no numbers; choose the columns of numbers with --key"],
  ['times.parquet', {}, "cannot read 'times.parquet' as Parquet: its column 't' holds TIMESTAMP, no numbers; choose the columns of numbers with --key"],
  ['text.parquet', {keys: ['u4']}, "text.parquet has no array 'u4'; did you mean 'u0', 'u1' or 'u2'?"],
  ['plain.parquet', {axis: 0}, 'plain.parquet is a table, whose columns are the units; leave --axis 0 out'],
  ['ragged-short.parquet', {}, `cannot read 'ragged-short.parquet' as Parquet: column 'h', row group 1: the list in row 7 (from 0) has 1 of the 2 items of the first one; ${lists}`],
  ['ragged-long.parquet', {}, `cannot read 'ragged-long.parquet' as Parquet: column 'h', row group 1: the list in row 7 (from 0) has more than the 2 items of the first one; ${lists}`],
  ['ragged-empty.parquet', {}, `cannot read 'ragged-empty.parquet' as Parquet: column 'h', row group 1: the list in row 7 (from 0) is empty; the first one has 2 items; ${lists}`],
  ['two-lists.parquet', {}, "two-lists.parquet holds 2 arrays; choose with --key, or give --each for all of them: 'a', 'b'"],
  ['no-rows.parquet', {}, 'no-rows.parquet holds no rows of numbers; give a row for each sample, with a column for each unit'],
])('%s with %j is refused', async (name, wanted, message) => expect(await refusal(name, wanted)).toBe(`ActError: ${message}`)); // biome-ignore format: a table

test('what is cut off, no Parquet, or encrypted is refused in a sentence', async () => {
  const whole = fileOf('snappy.parquet');
  const changed = (change: (bytes: Uint8Array) => void) => {
    const bytes = whole.slice();
    change(bytes);
    return bytes;
  };
  const write = (bytes: Uint8Array, at: number, text: string) => bytes.set(new TextEncoder().encode(text), at);
  const problem = async (bytes: Uint8Array) =>
    (await refusal('a', {}, bytes)).replace("ActError: cannot read 'a' as Parquet: ", '');
  expect(await problem(whole.subarray(0, 7))).toBe('it has only 7 bytes; write it anew');
  expect(await problem(whole.subarray(0, -9))).toBe("it does not end with 'PAR1', so it is cut off; write it anew");
  expect(await problem(changed((bytes) => write(bytes, 0, 'ORC1')))).toBe(
    "it does not begin with 'PAR1'; give a Parquet file",
  );
  expect(await problem(changed((bytes) => write(bytes, bytes.length - 4, 'PARE')))).toBe(
    'it is encrypted; write it without encryption',
  );
  const long = changed((bytes) => new DataView(bytes.buffer).setUint32(bytes.length - 8, 2 ** 31, true));
  expect(await problem(long)).toBe(
    `its footer would have 2147483648 bytes, and the file has ${whole.length}; write it anew`,
  );
  const hollow = Uint8Array.of(...whole.subarray(0, 4), ...whole.subarray(whole.length - 2000));
  expect(await problem(hollow)).toBe('its footer contradicts itself, or the size of the file; write it anew');
});

test('a page whose checksum is wrong is refused, with its column and row group', async () => {
  const bytes = fileOf('doubles.parquet');
  bytes[400] = (bytes[400] ?? 0) ^ 1;
  expect(await refusal('doubles.parquet', {}, bytes)).toMatch(
    /column 'u\d', row group 1: the checksum of a page is wrong; write it anew$/,
  );
});
