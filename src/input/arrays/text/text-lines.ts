/** Files of text as pieces of whole lines: bytes of UTF-8, whatever they were compressed or encoded by. */

import {Readable} from 'node:stream';
import {createGunzip} from 'node:zlib';
import {commandLineError} from '../../../errors/errors.ts';
import {decodeText, resumed} from '../../text.ts';
import {slack} from './byte-rows.ts';

/** The first piece is short: in it, records are read one by one until it is plain what the file is. */
const firstLength = 16_384;

const lineFeed = 10;

/** In bytes: twice the longest row that is audited, 2^18 numbers of 25 characters with their commas. */
const longestLine = 2 ** 24;

/**
 * Pieces of whole lines, each line with its line feed, also the last of the file. There is slack behind each in its
 * buffer, as `byteRows` wants it; the next one overwrites it. So may the blocks of the source do with each other.
 * @throws ActError for a line that is too long, and for a compressed file that is damaged or cut off
 */
export async function* wholeLines(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  let isFirst = true;
  /** The beginning of a line whose end has not come. */
  let open: Uint8Array[] = [];
  let openLength = 0;
  let passed = 0;
  let room = new Uint8Array(0);
  for await (const block of utf8(source, name)) {
    const end = block.lastIndexOf(lineFeed) + 1;
    if (end > 0) {
      const length = openLength + end;
      // What is not read again is kept: new memory would take a tenth of the time.
      if (room.length < length + slack) room = new Uint8Array(length + slack);
      const piece = joined([...open, block.subarray(0, end)], room.subarray(0, length));
      // Where the first line is longer, there is no line feed before that.
      const cut = isFirst ? piece.lastIndexOf(lineFeed, firstLength) + 1 : 0;
      if (cut > 0) yield piece.subarray(0, cut);
      if (cut < piece.length) yield piece.subarray(cut);
      isFirst = false;
      open = [];
      openLength = 0;
    }
    passed += block.length;
    if (end < block.length) {
      open.push(block.slice(end));
      openLength += block.length - end;
      if (openLength > longestLine) throw commandLineError('tableLine', name, passed - openLength, longestLine);
    }
  }
  if (openLength > 0) yield kept(...open, Uint8Array.of(lineFeed));
}

/** A piece, or parts of one, in a buffer of its own. */
export function kept(...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return joined(parts, new Uint8Array(new ArrayBuffer(length + slack), 0, length));
}

/** Parts one after the other. */
function joined(parts: readonly Uint8Array[], bytes: Uint8Array): Uint8Array {
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/** UTF-8 without a byte-order mark. */
async function* utf8(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const compressed = await started(source);
  const [one, two] = compressed.head;
  const isGzip = one === 0x1f && two === 0x8b;
  const {head, bytes} = isGzip ? await started(gunzipped(compressed.bytes, name)) : compressed;
  const isUtf16 = head[0] === 0xff && head[1] === 0xfe;
  const isMarked = head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf;
  if (isUtf16) {
    const encoder = new TextEncoder();
    for await (const text of decodeText(bytes)) yield encoder.encode(text);
    return;
  }
  let isFirst = isMarked;
  for await (const block of bytes) {
    yield isFirst ? block.subarray(3) : block;
    isFirst = false;
  }
}

/** Bytes whose first few have come. */
async function started(source: AsyncIterable<Uint8Array>): Promise<{
  readonly head: Uint8Array;
  readonly bytes: AsyncIterable<Uint8Array>;
}> {
  const iterator = source[Symbol.asyncIterator]();
  let head = new Uint8Array(0);
  while (head.length < 3) {
    const next = await iterator.next();
    if (next.done === true) break;
    head = head.length === 0 ? Uint8Array.from(next.value) : Uint8Array.of(...head, ...next.value);
  }
  return {head, bytes: resumed(head, iterator)};
}

async function* copies(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const bytes of source) yield bytes.slice();
}

async function* gunzipped(source: AsyncIterable<Uint8Array>, name: string): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip({chunkSize: 1 << 18});
  const compressed = Readable.from(copies(source)); // it reads ahead
  // What is wrong with the file itself, and not with its compression, is said in its own words.
  compressed.once('error', (error) => gunzip.destroy(error));
  try {
    yield* compressed.pipe(gunzip);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === 'Z_BUF_ERROR') throw commandLineError('tableGzip', name, 'it is cut off');
    if (typeof code === 'string' && code.startsWith('Z_')) throw commandLineError('tableGzip', name, 'it is damaged');
    throw error;
  } finally {
    compressed.destroy();
    gunzip.destroy();
  }
}
