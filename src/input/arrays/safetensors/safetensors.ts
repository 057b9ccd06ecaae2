/** safetensors: the length of a header, a header in JSON, then the numbers of all tensors; also in several files. */

import {dirname, join} from 'node:path';
import {commandLineError} from '../../../errors/errors.ts';
import {shown} from '../../cells.ts';
import {pull} from '../../npy/npy-header.ts';
import type {Source} from '../../open.ts';
import {resumed} from '../../text.ts';
import {type ByteSource, isRandomAccess, openBytes, type RandomAccess, randomAccess} from '../bytes.ts';
import {chosenKeys, progressOf} from '../choose-arrays.ts';
import {denseStrides} from '../layout.ts';
import {type FoundArray, unitNumbersOf} from '../unit-blocks.ts';
import type {ArraysWanted, UnitNumbers} from '../unit-numbers.ts';
import {isRecord, jsonObject, type SafeHeader, type SafeTensor, safeHeader} from './safetensors-header.ts';

/**
 * The wanted tensors of a file, or of the files of an index (`model.safetensors.index.json`). One tensor of a stream is
 * read as it comes; for several the stream is kept in memory.
 * @throws ActError if the header does not fit the file, or a tensor is not there
 */
export async function openSafetensors(source: ByteSource, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  if (!isRandomAccess(source)) return openStream(source, wanted);
  if (/\.index\.json$/i.test(source.name)) return openShards(source, wanted);
  const header = headerOf(source);
  const read = progressOf(wanted);
  return chosenKeys({name: source.name, keys: [...header.tensors.keys()]}, wanted).map((key) => {
    const tensor = tensorOf(source.name, header, key);
    const from = {file: source, start: tensor.from};
    return unitNumbersOf({...arrayOf(tensor, source.name, key), axis: wanted.axis, from, read});
  });
}

/** The bytes before the header, which tell its length. */
const prefix = 8;

/** Longer than the header of 100,000 tensors. */
const longestHeader = 1 << 24;

type Fail = (problem: string) => Error;

function failOf(name: string): Fail {
  return (problem) =>
    commandLineError(
      'arrays',
      name,
      '.safetensors',
      problem,
      'give the whole file, as the library safetensors writes it',
    );
}

/** How long the header is. */
function lengthOf(bytes: Uint8Array, fail: Fail): number {
  if (bytes.length === 0) throw fail('it is empty');
  if (bytes.length < prefix) throw fail(`it ends at byte ${bytes.length}, within the length of its header`);
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = view.getUint32(0, true) + view.getUint32(4, true) * 2 ** 32;
  if (length > longestHeader) throw fail(`its header claims to have ${length} bytes`);
  return length;
}

function headerOf(file: RandomAccess): SafeHeader {
  const fail = failOf(file.name);
  const length = lengthOf(file.read(0, Math.min(prefix, file.size)), fail);
  if (prefix + length > file.size)
    throw fail(`its header claims to have ${length} bytes, but the file ends at byte ${file.size}`);
  const header = safeHeader(file.read(prefix, length), {start: prefix + length, fail});
  if (header.end !== file.size) throw wrongEnd(header.end, file.size, fail);
  return header;
}

function wrongEnd(end: number, size: number, fail: Fail): Error {
  return fail(`its tensors end at byte ${end}, but the file ends at byte ${size}`);
}

function tensorOf(name: string, {tensors}: SafeHeader, key: string): SafeTensor {
  const tensor = tensors.get(key);
  if (tensor === undefined) throw commandLineError('arraysKey', name, shown(key), [], [...tensors.keys()].map(shown));
  return tensor;
}

/** What a tensor is, but for the place from which it is read. */
function arrayOf(
  {type, shape, from, to, dtype}: SafeTensor,
  name: string,
  key: string,
): Pick<FoundArray, 'name' | 'type' | 'layout' | 'bytes' | 'fail'> {
  const fail = failOf(name);
  if (type === undefined) throw fail(`its tensor '${shown(key)}' has the dtype ${shown(dtype)}, which is not read`);
  const layout = {shape, strides: denseStrides(shape, 'C'), offset: 0};
  return {name: `${name}:${shown(key)}`, type, layout, bytes: to - from, fail};
}

/** The wanted tensors of a stream. */
async function openStream(source: Source, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  const {name} = source;
  const fail = failOf(name);
  const iterator = source.bytes[Symbol.asyncIterator]();
  try {
    let head = await pull(iterator, new Uint8Array(0), prefix);
    const start = prefix + lengthOf(head, fail);
    head = await pull(iterator, head, start);
    if (head.length < start)
      throw fail(`its header claims to end at byte ${start}, but it ends at byte ${head.length}`);
    const header = safeHeader(head.subarray(prefix, start), {start, fail});
    const bytes = resumed(head, iterator);
    const [key = '', ...others] = chosenKeys({name, keys: [...header.tensors.keys()]}, wanted);
    if (others.length > 0) return await openSafetensors(await randomAccess({name, bytes}, '.safetensors'), wanted);
    const tensor = tensorOf(name, header, key);
    const from = between(bytes, {...tensor, end: header.end, fail});
    return [unitNumbersOf({...arrayOf(tensor, name, key), axis: wanted.axis, from, read: progressOf(wanted)})];
  } catch (error) {
    await iterator.return?.();
    throw error;
  }
}

interface Between {
  readonly from: number;
  readonly to: number;
  /** Where the stream has to end. */
  readonly end: number;
  readonly fail: Fail;
}

/** The bytes of a stream from one to another; the others are counted. */
async function* between(bytes: AsyncIterable<Uint8Array>, {from, to, end, fail}: Between): AsyncGenerator<Uint8Array> {
  let at = 0;
  for await (const part of bytes) {
    const wanted = part.subarray(Math.max(0, from - at), Math.max(0, to - at));
    at += part.length;
    if (wanted.length > 0) yield wanted;
  }
  if (at !== end) throw wrongEnd(end, at, fail);
}

/** Longer than the index of a million tensors. */
const longestIndex = 1 << 27;

/** The wanted tensors of the files that an index names, which lie beside it. */
async function openShards(index: RandomAccess, wanted: ArraysWanted): Promise<readonly UnitNumbers[]> {
  const {name, size} = index;
  const fail: Fail = (problem) =>
    commandLineError(
      'arrays',
      name,
      'an index of .safetensors',
      problem,
      'give the index that was saved with the model',
    );
  if (size > longestIndex) throw fail(`it has ${size} bytes`);
  const {weight_map: map} = jsonObject(index.read(0, size), fail);
  if (!isRecord(map)) throw fail('it has no weight_map');
  const files = new Map(Object.entries(map));
  const headers = new Map<string, {readonly file: RandomAccess; readonly header: SafeHeader}>();
  const read = progressOf(wanted);
  return chosenKeys({name, keys: [...files.keys()]}, wanted).map((key) => {
    const shard = files.get(key);
    // An index may come from anyone: it names files of its own folder only.
    if (typeof shard !== 'string' || !/^[^/\\\0]+\.safetensors$/.test(shard))
      throw fail(`its tensor '${shown(key)}' lies in '${shown(String(shard))}', which is no .safetensors beside it`);
    const opened = headers.get(shard) ?? openShard(join(dirname(name), shard));
    headers.set(shard, opened);
    const {file, header} = opened;
    const tensor = tensorOf(file.name, header, key);
    const from = {file, start: tensor.from};
    return unitNumbersOf({...arrayOf(tensor, name, key), axis: wanted.axis, from, read});
  });
}

function openShard(path: string): {readonly file: RandomAccess; readonly header: SafeHeader} {
  const file = openBytes(path, none());
  if (!isRandomAccess(file)) throw commandLineError('inputFile', path, 'it is no file that can be read at any place');
  return {file, header: headerOf(file)};
}

async function* none(): AsyncGenerator<Uint8Array> {}
