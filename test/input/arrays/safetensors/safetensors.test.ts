import {mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {expected, folder, movedAxis, open, openPiped, unitsOf} from '../units.ts';

const temporary = mkdtempSync(join(tmpdir(), 'safetensors-'));
afterAll(() => rmSync(temporary, {recursive: true}));

test.each(['types.safetensors', 'model.safetensors.index.json'])(
  '%s has the tensors that were written',
  async (file) => {
    const tensors = Object.entries(expected[file] ?? {});
    const arrays = await open(`${folder}/${file}`);
    expect(new Set(arrays.map(({name}) => name))).toEqual(new Set(tensors.map(([key]) => `${folder}/${file}:${key}`)));
    for (const [key, known] of tensors) {
      const axes = known.shape.length === 0 ? [undefined] : known.shape.keys();
      for (const axis of axes) {
        const [array, ...others] = await open(`${folder}/${file}`, {keys: [key], axis, each: false});
        expect([others, array?.stored]).toEqual([[], known.stored]);
        expect(array && (await unitsOf(array))).toEqual(movedAxis(known, axis ?? 0));
      }
    }
  },
);

test('one tensor of standard input is read as it comes, several are kept', async () => {
  const bytes = readFileSync(`${folder}/types.safetensors`);
  for (const size of [1, 100, 65_536]) {
    for (const [key, known] of Object.entries(expected['types.safetensors'] ?? {})) {
      const [array] = await openPiped(bytes, {keys: [key], axis: known.shape.length > 0 ? 0 : undefined}, size);
      expect(array && (await unitsOf(array))).toEqual(movedAxis(known, 0));
    }
    const arrays = await openPiped(bytes, {keys: ['float32', 'bfloat16'], axis: 0}, size);
    expect(arrays.map(({name}) => name)).toEqual(['standard input:float32', 'standard input:bfloat16']);
    for (const array of arrays) expect((await unitsOf(array)).length).toBe(2);
  }
});

test('which tensor is a question unless there is one, or each is wanted', async () => {
  const path = `${folder}/types.safetensors`;
  await expect(open(path, {each: false})).rejects.toThrow(
    `${path} holds 17 arrays; choose with --key, or give --each for all of them: `,
  );
  await expect(open(path, {each: false, onlyOne: '--key'})).rejects.toThrow(
    `${path} holds 17 arrays; choose one with --key: `,
  );
  await expect(open(path, {keys: ['flaot32']})).rejects.toThrow(
    `${path} has no array 'flaot32'; did you mean 'float32'`,
  );
  await expect(open(path, {keys: ['x'.repeat(99)]})).rejects.toThrow("...'; it has 17 arrays: '");
});

/** A file with this header, and as many bytes of numbers. */
function file(header: unknown, bytes: number): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const all = new Uint8Array(8 + text.length + bytes);
  new DataView(all.buffer).setBigUint64(0, BigInt(text.length), true);
  all.set(text, 8);
  return all;
}

const tensor = (from: number, to: number, shape = [(to - from) / 4], dtype = 'F32') => ({dtype, shape, data_offsets: [from, to]}); // biome-ignore format: one line

const whole = file({a: tensor(0, 8), b: tensor(8, 12)}, 12);

test.each([
  ['an empty file', new Uint8Array(0), 'it is empty'],
  ['half a length', whole.subarray(0, 5), 'it ends at byte 5, within the length of its header'],
  ['half a header', whole.subarray(0, 20), ' but '],
  ['a file that is cut off', whole.subarray(0, -1), /its tensors end at byte \d+, but the file ends at byte \d+/],
  ['a byte too many', Uint8Array.of(...whole, 0), /its tensors end at byte \d+, but the file ends at byte \d+/],
  ['a header beyond all bounds', whole.with(7, 1), 'its header claims to have 72057594037928'],
  ['other text', file('[1]', 0), 'its header is no object of JSON'],
  ['a tensor twice', file('{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a" : {"dtype":"F32","shape":[1],"data_offsets":[0,4]}}', 4), "'a' appears twice in its header"], // biome-ignore format: one line
  ['a key twice in a tensor', file('{"b":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[2],"data_offsets":[4,8],"sh\\u0061pe":[1]}}', 8), "'shape' appears twice in 'a' of its header"], // biome-ignore format: one line
  ['broken text', file('{"a":', 0), 'its header is not JSON'],
  ['bytes that are no text', file({a: tensor(0, 4)}, 4).with(10, 255), 'its header is not JSON'],
  ['nesting without an end', file('{"a":'.repeat(200_000), 0), 'its header is not JSON'],
  ['a hole', file({a: tensor(0, 4), b: tensor(8, 12)}, 12), /its tensor 'b' begins at byte \d+, but the tensor before it ends at byte/], // biome-ignore format: one line
  [
    'an overlap',
    file({a: tensor(0, 8), b: tensor(4, 12)}, 12),
    /its tensor 'b' begins at byte \d+, but the tensor before/,
  ],
  ['a shape that is too small', file({a: tensor(0, 8, [1])}, 8), "its tensor 'a' has 8 bytes, but its shape (1) of F32 needs 4"], // biome-ignore format: one line
  ['a shape of 10^12 numbers', file({a: tensor(0, 8, [1e6, 1e6])}, 8), 'needs 4000000000000'],
  [
    'a shape that no file has',
    file({a: tensor(0, 8, [1e9, 1e9])}, 8),
    'has a shape of more numbers than any file holds',
  ],
  ['a negative size', file({a: tensor(0, 8, [-2])}, 8), "its tensor 'a' has no shape"],
  [
    'an end before the begin',
    file({a: tensor(8, 4, [1])}, 8),
    'ends at byte 4 of the data, before its begin at byte 8',
  ],
  ['a type that is not read', file({a: tensor(0, 8, [1], 'C64')}, 8), "its tensor 'a' has the dtype C64, which is not read"], // biome-ignore format: one line
  ['no dtype', file({a: {shape: [1], data_offsets: [0, 4]}}, 4), "its tensor 'a' has no dtype"],
  ['one offset', file({a: {dtype: 'F32', shape: [1], data_offsets: [4]}}, 4), 'has no data_offsets of two numbers'],
  ['no tensors', file({__metadata__: {format: 'pt'}}, 0), 'holds no arrays'],
])('%s is an error, from a file and a stream', async (_title, bytes, problem) => {
  const path = join(temporary, 'a.safetensors');
  writeFileSync(path, bytes);
  await expect(open(path)).rejects.toThrow(problem);
  const piped = async () => {
    for (const array of await openPiped(bytes, {from: 'safetensors'}, bytes.length < 1000 ? 7 : 777))
      await unitsOf(array);
  };
  await expect(piped()).rejects.toThrow(problem);
});

test('one tensor of a stream that is cut off behind it gives an error, no numbers without one', async () => {
  const [array] = await openPiped(whole.subarray(0, -1), {keys: ['a']}, 7);
  await expect(array && unitsOf(array)).rejects.toThrow(/its tensors end at byte \d+, but the file ends at byte \d+/);
});

test.each([['../types.safetensors'], ['/etc/passwd'], ['a\\b.safetensors'], ['other.bin'], [7]])(
  'an index that names %j is refused',
  async (name) => {
    const path = join(temporary, 'model.safetensors.index.json');
    writeFileSync(path, JSON.stringify({weight_map: {a: name}}));
    await expect(open(path)).rejects.toThrow(`its tensor 'a' lies in '${name}', which is no .safetensors beside it`);
  },
);

test('an index whose file is missing, or lacks the tensor', async () => {
  const path = join(temporary, 'model.safetensors.index.json');
  writeFileSync(path, JSON.stringify({weight_map: {a: 'none.safetensors'}}));
  await expect(open(path)).rejects.toThrow("none.safetensors': there is no such file");
  writeFileSync(path, JSON.stringify({weight_map: {z: 'b.safetensors'}}));
  writeFileSync(join(temporary, 'b.safetensors'), whole);
  await expect(open(path)).rejects.toThrow("b.safetensors has no array 'z'; it has 2 arrays: 'a', 'b'");
  writeFileSync(path, '{}');
  await expect(open(path)).rejects.toThrow('it has no weight_map');
});
