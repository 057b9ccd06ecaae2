/** How pages of Parquet are decompressed. */

import {brotliDecompressSync, gunzipSync} from 'node:zlib';
import {lz4Block, lz4Frames} from './lz4.ts';

/** The bytes that compressed ones hold, exactly so many; undefined, or any error, where they are damaged. */
export type Decompress = (input: Uint8Array, size: number) => Uint8Array | undefined;

/** By no codec do bytes become more, except by the two whose output grows as it is made. */
const mostGrowth: Readonly<Record<string, number>> = {SNAPPY: 22, LZ4: 256, LZ4_RAW: 256};

/** The largest window that zstd makes without being told to. */
const largestWindow = 2 ** 27;

/** The decompression of a codec by its name in Parquet; undefined for one that is not known. Loads what it needs. */
export async function codecNamed(name: string | undefined): Promise<Decompress | undefined> {
  const decompress = await unboundedCodec(name);
  const growth = mostGrowth[name ?? ''];
  if (decompress === undefined || growth === undefined) return decompress;
  // The size is what a header says.
  return (input, size) => (size > growth * input.length + 64 ? undefined : decompress(input, size));
}

async function unboundedCodec(name: string | undefined): Promise<Decompress | undefined> {
  switch (name) {
    case 'UNCOMPRESSED':
      return (input) => input;
    case 'SNAPPY': {
      const uncompress = (await import('hysnappy')).snappyUncompressor();
      return (input, size) => (snappySize(input) === size ? uncompress(input, size) : undefined);
    }
    case 'GZIP':
      return (input, size) => gunzipSync(input, {maxOutputLength: Math.max(1, size)});
    case 'BROTLI':
      return (input, size) => brotliDecompressSync(input, {maxOutputLength: Math.max(1, size)});
    case 'ZSTD': {
      const {Decompress: Stream} = await import('fzstd');
      return (input, size) => (isZstdOf(input, size) ? streamed(Stream, input, size) : undefined);
    }
    case 'LZ4_RAW':
      return lz4Block;
    case 'LZ4':
      return (input, size) => lz4Frames(input, size) ?? lz4Block(input, size);
    default:
      return undefined;
  }
}

/** The size that the first bytes of Snappy state. */
function snappySize(input: Uint8Array): number {
  let size = 0;
  for (let i = 0; i < 5; i += 1) {
    const byte = input[i] ?? 0;
    size += (byte & 127) * 128 ** i;
    if (byte < 128) break;
  }
  return size;
}

/**
 * Whether bytes begin as a frame of zstd whose header names this size, or no size and a window that is not too large:
 * fzstd makes room for either before it reads on.
 */
function isZstdOf(input: Uint8Array, size: number): boolean {
  const number = (at: number, bytes: number): number =>
    Array.from({length: bytes}, (_, i) => (input[at + i] ?? 0) * 256 ** i).reduce((sum, part) => sum + part, 0);
  const descriptor = number(4, 1);
  const isSingle = (descriptor & 32) !== 0;
  const window = number(5, 1);
  if (!isSingle && 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8) > largestWindow) return false;
  const at = (isSingle ? 5 : 6) + ([0, 1, 2, 4][descriptor & 3] ?? 0);
  const kind = descriptor >> 6;
  if (kind === 0) return !isSingle || number(at, 1) === size;
  return kind === 1 ? number(at, 2) + 256 === size : number(at, 2 ** kind) === size;
}

/** What a stream of fzstd gives, if it is as long as it should be: its other function fills up what is missing. */
function streamed(Stream: typeof import('fzstd').Decompress, input: Uint8Array, size: number): Uint8Array | undefined {
  const output = new Uint8Array(size);
  let length = 0;
  const stream = new Stream((part) => {
    if (part.length > size - length) throw new RangeError('longer than its header says');
    output.set(part, length);
    length += part.length;
  });
  stream.push(input, true);
  return length === size ? output : undefined;
}
