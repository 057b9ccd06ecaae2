/** The bytes of a layer's file: at any place where it is a file, one after the other where it is a pipe. */

import {closeSync, existsSync, fstatSync, openSync, readSync, statSync} from 'node:fs';
import {commandLineError} from '../../errors/errors.ts';
import {joined} from '../npy/npy-header.ts';
import {attempt, openInput, type Source} from '../open.ts';

/** A file that can be read at any place. It is open only while it is read: nothing is to be closed. */
export interface RandomAccess {
  /** What messages call it: the path, or `standard input`. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /**
   * Exactly so many bytes from a position on, at the beginning of a buffer of their own, so that numbers can be viewed
   * in it without a copy; or at the beginning of `into`, which saves a third of the time where it is used again.
   * @throws ActError if the file is shorter, or has changed since it was opened
   */
  readonly read: (position: number, length: number, into?: Uint8Array) => Uint8Array;
  /** By what a file is known, for another thread that opens it; absent where this is no file of the system. */
  readonly status?: FileStatus;
}

/** A file as it was when it was opened; as long as it is the same, so are its bytes. */
export interface FileStatus {
  readonly path: string;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ino: number;
}

/** A file, or bytes that come once. */
export type ByteSource = RandomAccess | Source;

/** Whether bytes can be read at any place. */
export function isRandomAccess(source: ByteSource): source is RandomAccess {
  return 'size' in source;
}

/** How many bytes are read at once: a multiple of the size of every number, few enough for the cache of a core. */
export const blockBytes = 1 << 18;

/**
 * The bytes of a path, or of standard input for `-`. Named pipes and devices are read as streams.
 * @throws ActError when there is no such file, it is a directory, or it cannot be read
 */
export function openBytes(path: string, stdin: AsyncIterable<Uint8Array>): ByteSource {
  if (path === '-') return openInput(path, stdin);
  if (/[*?[{]/.test(path) && !existsSync(path)) throw commandLineError('arraysPattern', path);
  const status = attempt(path, () => statSync(path));
  if (status.isDirectory()) throw commandLineError('arraysFolder', path.replace(/[/\\]+$/, '') || path);
  return status.isFile() ? openFile(path) : openInput(path, stdin);
}

/** The bytes of a file that is there. */
export function openFile(path: string): RandomAccess {
  const {size, mtimeMs, ino} = whileOpen(path, (file) => fstatSync(file));
  return openedAs({path, size, mtimeMs, ino});
}

/** The bytes of a file that was opened before. */
export function openedAs(status: FileStatus): RandomAccess {
  const {path, size} = status;
  return {
    name: path,
    size,
    status,
    read: (position, length, given) => {
      checkRange({name: path, size}, position, length);
      const into = given ?? unfilled(length);
      return whileOpen(path, (file) => {
        const now = fstatSync(file);
        if (now.size !== size || now.mtimeMs !== status.mtimeMs || now.ino !== status.ino) throw changed(path);
        for (let filled = 0; filled < length; ) {
          const count = readSync(file, into, filled, length - filled, position + filled);
          if (count === 0) throw changed(path);
          filled += count;
        }
        return into.subarray(0, length);
      });
    },
  };
}

/** Opened anew for each use: a thousand files can be read in one run, whatever the limit of open files. */
function whileOpen<T>(path: string, use: (file: number) => T): T {
  const file = attempt(path, () => openSync(path, 'r'));
  try {
    return attempt(path, () => use(file));
  } finally {
    closeSync(file);
  }
}

/** A buffer of its own, not part of a larger one, without the time to fill it with zeros. */
function unfilled(length: number): Uint8Array {
  return new Uint8Array(Buffer.allocUnsafeSlow(length).buffer);
}

/**
 * Bytes in memory, read like a file.
 * @param name what messages call them
 */
export function bytesInMemory(bytes: Uint8Array, name: string): RandomAccess {
  return {
    name,
    size: bytes.length,
    read: (position, length, into) => {
      checkRange({name, size: bytes.length}, position, length);
      const wanted = bytes.subarray(position, position + length);
      into?.set(wanted);
      return into?.subarray(0, length) ?? wanted.slice();
    },
  };
}

function checkRange({name, size}: {readonly name: string; readonly size: number}, position: number, length: number) {
  if (position + length > size)
    throw commandLineError('inputFile', name, `it ends at byte ${size}, before byte ${position + length}`);
}

function changed(path: string): Error {
  return commandLineError('inputFile', path, 'it changed while it was read');
}

/** The most of a pipe that is kept in memory, for formats that are read from their end. */
export const mostKept = 256 * 1024 * 1024;

/**
 * A file as it is; of a stream all bytes, kept in memory.
 * @throws ActError for a stream of more than `mostKept` bytes
 */
export async function randomAccess(source: ByteSource, format: string): Promise<RandomAccess> {
  if (isRandomAccess(source)) return source;
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const bytes of source.bytes) {
    length += bytes.length;
    if (length > mostKept) throw commandLineError('arraysKept', source.name, format, mostKept / 2 ** 20);
    parts.push(bytes);
  }
  return bytesInMemory(joined(parts), source.name);
}

/** Where a stream over a file begins and ends, and how many bytes it gives at once. */
export interface Stretch {
  readonly from?: number;
  readonly to?: number;
  readonly block?: number;
  /** As long as a block, where each block may overwrite the one before. */
  readonly into?: Uint8Array;
}

/** The bytes of a file one block after the other; each block is a buffer of its own unless one is given for all. */
export async function* streamOf(
  file: RandomAccess,
  {from = 0, to = file.size, block = blockBytes, into}: Stretch = {},
): AsyncGenerator<Uint8Array> {
  for (let at = from; at < to; at += block) yield file.read(at, Math.min(block, to - at), into);
}

/** The bytes of a file or a stream from the beginning. */
export function streamFrom(source: ByteSource): AsyncIterable<Uint8Array> {
  return isRandomAccess(source) ? streamOf(source) : source.bytes;
}
