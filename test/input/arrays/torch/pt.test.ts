import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, expect, test} from 'vitest';
import {expected, folder, movedAxis, open, openPiped, unitsOf} from '../units.ts';
import {type Member, zipFile} from '../zip-file.ts';

const temporary = mkdtempSync(join(tmpdir(), 'pt-'));
afterAll(() => rmSync(temporary, {recursive: true}));

function saved(bytes: Uint8Array): string {
  const path = join(temporary, 'a.pt');
  writeFileSync(path, bytes);
  return path;
}

async function readAll(path: string) {
  for (const array of await open(path)) await unitsOf(array);
}

const files = ['types.pt', 'views.pt', 'nested.pt', 'alone.pt', 'protocol4.pt'];

test.each(files)('%s has the tensors that PyTorch saved', async (file) => {
  const path = `${folder}/${file}`;
  const tensors = Object.entries(expected[file] ?? {});
  const names = (await open(path)).map(({name}) => name);
  expect(names).toEqual(tensors.map(([key]) => (key === '' ? path : `${path}:${key}`)));
  for (const [key, known] of tensors) {
    for (const axis of known.shape.length === 0 ? [undefined] : known.shape.keys()) {
      const [array] = await open(path, {keys: key === '' ? [] : [key], axis, each: false});
      expect([array?.stored, array?.units]).toEqual([known.stored, known.shape[axis ?? 0] ?? 1]);
      expect(array && (await unitsOf(array)), key).toEqual(movedAxis(known, axis ?? 0));
    }
  }
});

test('standard input is kept in memory', async () => {
  const known = expected['alone.pt']?.[''];
  const [array] = await openPiped(readFileSync(`${folder}/alone.pt`), {from: 'pt', axis: 0}, 100);
  expect(array && (await unitsOf(array))).toEqual(known && movedAxis(known, 0));
});

test('which tensor is a question unless there is one, or each is wanted', async () => {
  const path = `${folder}/nested.pt`;
  await expect(open(path, {each: false})).rejects.toThrow(
    `${path} holds 7 arrays; choose with --key, or give --each for all of them: 'model.0.weight', 'model.0.bias',`,
  );
  await expect(open(path, {keys: ['model.0.wieght']})).rejects.toThrow("did you mean 'model.0.weight'");
  await expect(open(`${folder}/alone.pt`, {keys: ['a']})).rejects.toThrow('holds one array without a name');
});

test.each([
  ['system', /its pickle names '(posix|nt)\.system' before byte \d+, .* and nothing of a pickle is executed/],
  ['module', "its pickle names 'torch.nn.modules.container.Sequential' before byte"],
  ['numpy', /its pickle names 'numpy\._?core\.multiarray\._reconstruct' before byte/],
  ['sparse', "its pickle names 'torch._utils._rebuild_sparse_tensor' before byte"],
  ['legacy', 'it is a bare pickle, as torch.save wrote before PyTorch 1.6; load it with torch.load and save it anew'],
  ['complex', 'it has the type ComplexFloatStorage, which is not read'],
  ['expanded', 'is an expanded tensor, whose elements share numbers; save it with tensor.contiguous()'],
  ['negated', 'it is a negated or conjugated view, whose numbers are not its own'],
])('what is no plain tensor is refused by name: %s', async (name, problem) => {
  await expect(readAll(`${folder}/refused-${name}.pt`)).rejects.toThrow(problem);
  expect(existsSync('executed')).toBe(false);
});

/** An archive of this pickle, written as Latin-1, and storages. */
function archive(pickle: string, ...storages: readonly Member[]): Uint8Array {
  return zipFile([{name: 'a/data.pkl', bytes: Buffer.from(pickle, 'latin1')}, ...storages]);
}

const storage = {name: 'a/data/0', bytes: new Uint8Array(Float32Array.of(1, 2, 3, 4, 5, 6).buffer)};

interface Given {
  readonly offset?: number;
  readonly shape?: readonly number[];
  readonly strides?: readonly number[];
  readonly held?: number;
}

/** A pickle of one tensor of floats. */
function tensor({offset = 0, shape = [2, 3], strides = [3, 1], held = 6}: Given = {}): string {
  const tuple = (values: readonly number[]) => `(${values.map(integer).join('')}t`;
  return `\x80\x02ctorch._utils\n_rebuild_tensor_v2\n((X\x07\0\0\0storagectorch\nFloatStorage\nX\x01\0\0\x000X\x03\0\0\0cpu${integer(held)}tQ${integer(offset)}${tuple(shape)}${tuple(strides)}\x89ccollections\nOrderedDict\n)RtR.`;
}

function integer(value: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return `J${bytes.toString('latin1')}`;
}

test('a tensor whose pickle is written by hand', async () => {
  const [array] = await open(saved(archive(tensor(), storage)));
  expect(array && (await unitsOf(array))).toEqual([[1, 4], [2, 5], [3, 6]]); // biome-ignore format: one line
});

test('the order of the bytes is told by a member of the archive', async () => {
  const order = (text: string) => ({name: 'a/byteorder', bytes: Buffer.from(text)});
  const swapped = {name: 'a/data/0', bytes: Buffer.from(storage.bytes).swap32()};
  const [array] = await open(saved(archive(tensor(), swapped, order('big'))));
  expect(array && (await unitsOf(array))).toEqual([[1, 4], [2, 5], [3, 6]]); // biome-ignore format: one line
  await expect(open(saved(archive(tensor(), storage, order('middle'))))).rejects.toThrow(
    "its byteorder 'middle' is neither little nor big",
  );
});

test('checksums are compared, also of views, unless none were computed', async () => {
  for (const given of [{}, {shape: [3, 2], strides: [1, 3]}]) {
    const wrong = {...storage, crc: 7};
    await expect(readAll(saved(archive(tensor(given), wrong)))).rejects.toThrow("'a/data/0' is damaged: its checksum");
    await readAll(saved(archive(tensor(given), {...storage, crc: 0})));
  }
});

test.each<[string, string, readonly Member[]]>([
  ['it is a zip archive without the data.pkl of torch.save', '', [{name: 'b/data.pkl', bytes: new Uint8Array(0)}]],
  ["its storage '0' is missing", tensor(), []],
  ['its storage has 24 bytes, but 7 numbers of float32 need 28', tensor({held: 7}), [storage]],
  ['its shape (2,3) and strides reach number 7 of 6', tensor({offset: 1}), [storage]],
  ['its shape (2,3) and strides reach number 2147483650 of 6', tensor({strides: [2 ** 31 - 1, 1]}), [storage]],
  ['its shape (1000000,1000000) and strides reach number 1000000000000 of 6', tensor({shape: [1e6, 1e6], strides: [1e6, 1]}), [storage]], // biome-ignore format: one line
  ['is an expanded tensor', tensor({shape: [2e9, 3], strides: [0, 1]}), [storage]],
  ['is an expanded tensor', tensor({shape: [3, 3], strides: [1, 1]}), [storage]],
  ["its tensor '' has no shape and strides of whole numbers", tensor({shape: [-2, 3]}), [storage]],
  ["its tensor '' has no shape and strides of whole numbers", tensor({strides: [1]}), [storage]],
  ["its tensor '' has no shape and strides of whole numbers", tensor({offset: -1}), [storage]],
  ["its tensor '' has no storage", tensor().replace('storage', 'storaga'), [storage]],
  ['it is a TorchScript program', tensor(), [storage, {name: 'a/constants.pkl', bytes: new Uint8Array(0)}]],
  ["its member 'a/data/0' is packed with method 1", tensor(), [{...storage, method: 1}]],
  ['holds no arrays', '\x80\x02}.', []],
])('%s', async (problem, pickle, members) => {
  await expect(readAll(saved(archive(pickle, ...members)))).rejects.toThrow(problem);
});

test.each([
  ["has the opcode 'i' at byte 0", 'iposix\nsystem\n.'], // INST
  ["has the opcode 'o' at byte 1", '(o.'], // OBJ
  ['has the opcode 0x81 at byte 0', '\x81.'], // NEWOBJ
  ['has the opcode 0x82 at byte 0', '\x82\x01.'], // EXT1
  ["has the opcode 'P' at byte 0", 'Pa\n.'], // PERSID
  ["names 'builtins.eval' before byte 15", 'cbuiltins\neval\n(X\x01\0\0\x001tR.'],
  ["names 'os.system' before byte", '\x80\x04\x8c\x02os\x8c\x06system\x93.'],
  ["names 'torch.load' before byte", 'ctorch\nload\n)R.'],
  ["names 'torch.FloatStorage.__class__' before byte", 'ctorch\nFloatStorage.__class__\n.'],
  ['is cut off at byte 3', 'X\x05\0'],
  ['is cut off at byte 6', 'X\xff\xff\xff\xffa'],
  ['is cut off at byte 0', ''],
  ['is cut off at byte 5', 'ctorch'.slice(0, 5)],
  ['is damaged before byte 1', 't.'],
  ['is damaged before byte 1', 'a.'],
  ['is damaged before byte 2', '(a.'],
  ['is damaged before byte 2', 'h\x05.'],
  ['is damaged before byte 3', ')NR.'],
  ['is damaged before byte 2', 'Nb.'],
  ['is damaged before byte 3', 'NN.'],
  ['is damaged before byte 1', '.'],
  ['is damaged before byte 3', '(N.'],
])('a pickle that %s is refused', async (problem, pickle) => {
  await expect(open(saved(archive(pickle)))).rejects.toThrow(`its pickle ${problem}`);
});

test.each([
  ['a list in itself', ']q\0h\0a.'],
  ['lists that hold each other twice, 99 deep', `(]q\0${Array.from({length: 99}, (_, i) => `]q${String.fromCharCode(i + 1)}h${String.fromCharCode(i)}ah${String.fromCharCode(i)}a`).join('')}t.`], // biome-ignore format: one line
  ['lists that hold each other twice, 40 deep', `(]q\0${Array.from({length: 40}, (_, i) => `]q${String.fromCharCode(i + 1)}h${String.fromCharCode(i)}ah${String.fromCharCode(i)}a`).join('')}t.`], // biome-ignore format: one line
  ['200,000 nested lists', `${']'.repeat(200_000)}${'a'.repeat(199_999)}.`],
])('%s: refused within a second', async (_title, pickle) => {
  const started = process.cpuUsage();
  await expect(open(saved(archive(pickle)))).rejects.toThrow(
    /its pickle holds more than 200000 lists and tensors, or ones nested more than 100 deep/,
  );
  expect(process.cpuUsage(started).user / 1000).toBeLessThan(1000);
});
