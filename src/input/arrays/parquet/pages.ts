/** The pages of a column of Parquet, one after the other, decompressed. */

import {crc32} from 'node:zlib';
import type {ActError} from '../../../errors/errors.ts';
import {blockBytes, type RandomAccess} from '../bytes.ts';
import {codecNamed, type Decompress} from './codecs.ts';
import type {Chunk} from './footer.ts';
import {readStruct, type ThriftStruct, type ThriftValue} from './thrift.ts';

/** A page of values, or the dictionary of those that follow. */
export interface Page {
  readonly kind: 'dictionary' | 'data';
  /** How many values there are, those that are missing too. */
  readonly count: number;
  readonly encoding: string;
  /** Levels as the hybrid encodes them; undefined where they are at the beginning of `bytes`, after their length. */
  readonly levels: {readonly repetition: Uint8Array; readonly definition: Uint8Array} | undefined;
  /** Whether levels, if there are any, are in the hybrid; a few old files pack them otherwise. */
  readonly areHybrid: {readonly repetition: boolean; readonly definition: boolean};
  readonly bytes: Uint8Array;
}

/** A chunk of a file, and the error of a problem in it. */
export interface ChunkSource {
  readonly file: RandomAccess;
  readonly chunk: Chunk;
  readonly fail: (problem: string, advice?: string) => ActError;
  /** Told how many bytes of the chunk have been read. */
  readonly step: (bytes: number) => void;
}

const encodings = [
  'PLAIN',
  'GROUP_VAR_INT',
  'PLAIN_DICTIONARY',
  'RLE',
  'BIT_PACKED',
  'DELTA_BINARY_PACKED',
  'DELTA_LENGTH_BYTE_ARRAY',
  'DELTA_BYTE_ARRAY',
  'RLE_DICTIONARY',
  'BYTE_STREAM_SPLIT',
  'ALP',
];

/** Headers are short, unless they hold the least and the largest of long texts. */
const headerLengths = [512, 65_536, 16_777_216];

/** A page is decompressed whole. Writers make pages of 1 MiB, some of a whole column of a row group. */
const largestPage = 2 ** 27;

/** @throws ActError for a page that is damaged, and a codec that is not known */
export async function* pagesOf(source: ChunkSource): AsyncGenerator<Page> {
  const {chunk, fail, step} = source;
  const decompress = await codecNamed(chunk.codec);
  if (decompress === undefined)
    throw fail(
      `the codec ${chunk.codec ?? 'of its pages'} is not known`,
      'write it with SNAPPY, ZSTD, GZIP or LZ4_RAW',
    );
  const take = reader(source);
  let values = 0;
  for (let at = chunk.from; values < chunk.values; ) {
    const {struct, length} = headerAt(take, at, source);
    const size = numberIn(struct, 3);
    const whole = numberIn(struct, 2);
    at += length;
    if (size === undefined || whole === undefined || size > chunk.to - at || whole > largestPage)
      throw fail('a page has no size that can be true');
    const bytes = take(at, size);
    at += size;
    const crc = struct.get(4);
    if (crc !== undefined && crc32(bytes) !== Number(crc) >>> 0) throw fail('the checksum of a page is wrong');
    const page = pageOf(struct, {bytes, size: whole, decompress});
    if (page === 'damaged') throw fail('a page is damaged');
    if (page !== undefined) {
      if (page.kind === 'data') values += page.count;
      if (values > chunk.values) throw fail(`there are more than its ${chunk.values} values`);
      yield page;
    }
    step(at - chunk.from);
  }
}

/** A function that gives bytes of a chunk, of which a block at a time is read. */
function reader({file, chunk}: ChunkSource): (at: number, length: number) => Uint8Array {
  let window = new Uint8Array(0);
  let from = chunk.from;
  return (at, length) => {
    if (at < from || at + length > from + window.length) {
      from = at;
      window = file.read(at, Math.min(Math.max(length, blockBytes), chunk.to - at)) as Uint8Array<ArrayBuffer>; // a buffer of its own
    }
    return window.subarray(at - from, at - from + length);
  };
}

function headerAt(take: ReturnType<typeof reader>, at: number, {chunk, fail}: ChunkSource) {
  for (const longest of headerLengths) {
    const bytes = take(at, Math.min(longest, chunk.to - at));
    const header = readStruct(bytes);
    if (header !== undefined) return header;
    if (bytes.length < longest) break;
  }
  throw fail(at < chunk.to ? 'the header of a page is damaged' : 'pages are missing');
}

interface PageBytes {
  readonly bytes: Uint8Array;
  /** After decompression. */
  readonly size: number;
  readonly decompress: Decompress;
}

/** A page of values; undefined for one of another kind, which holds none. */
function pageOf(struct: ThriftStruct, source: PageBytes): Page | undefined | 'damaged' {
  const kind = numberIn(struct, 1);
  const header = [struct.get(5), undefined, struct.get(7), struct.get(8)][kind ?? -1];
  if (kind === 1) return undefined;
  if (!isStruct(header)) return 'damaged';
  const count = numberIn(header, 1);
  const encoding = encodings[numberIn(header, kind === 3 ? 4 : 2) ?? -1];
  if (count === undefined || encoding === undefined) return 'damaged';
  if (kind === 3) return secondVersion(header, {count, encoding}, source);
  const bytes = whole(source.bytes, source.size, source.decompress);
  if (bytes === undefined) return 'damaged';
  const isHybrid = (field: number) => encodings[numberIn(header, field) ?? -1] === 'RLE';
  return {
    kind: kind === 2 ? 'dictionary' : 'data',
    count,
    encoding,
    levels: undefined,
    areHybrid: {definition: isHybrid(3), repetition: isHybrid(4)},
    bytes,
  };
}

/** A page whose levels stand before its values, and are not compressed. */
function secondVersion(
  header: ThriftStruct,
  {count, encoding}: Pick<Page, 'count' | 'encoding'>,
  {bytes, size, decompress}: PageBytes,
): Page | 'damaged' {
  const definition = numberIn(header, 5);
  const repetition = numberIn(header, 6);
  if (definition === undefined || repetition === undefined) return 'damaged';
  const levels = definition + repetition;
  if (levels > bytes.length || levels > size) return 'damaged';
  const rest = bytes.subarray(levels);
  const isCompressed = header.get(7) !== false && size > levels;
  const values = whole(rest, size - levels, isCompressed ? decompress : (input) => input);
  if (values === undefined) return 'damaged';
  return {
    kind: 'data',
    count,
    encoding,
    levels: {repetition: bytes.subarray(0, repetition), definition: bytes.subarray(repetition, levels)},
    areHybrid: {definition: true, repetition: true},
    bytes: values,
  };
}

/** The decompressed bytes, if there are as many as the header says; packages throw errors of their own for damage. */
function whole(input: Uint8Array, size: number, decompress: Decompress): Uint8Array | undefined {
  try {
    const bytes = decompress(input, size);
    return bytes?.length === size ? bytes : undefined;
  } catch {
    return undefined;
  }
}

/** A whole number that is not negative. */
function numberIn(struct: ThriftStruct, field: number): number | undefined {
  const value = struct.get(field);
  return typeof value === 'number' && value >= 0 && Number.isSafeInteger(value) ? value : undefined;
}

function isStruct(value: ThriftValue | undefined): value is ThriftStruct {
  return value instanceof Map;
}
