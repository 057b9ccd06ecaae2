import type {FileHandle} from 'node:fs/promises';
import {open} from 'node:fs/promises';
import {actError} from '../errors.ts';

export interface Source {
  /** What messages call it: the path, or `standard input`. */
  readonly name: string;
  /** Can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const blockLength = 65_536;

/** The bytes of a file, or of standard input for `-`. Throws when there is no such file or it cannot be read. */
export async function openInput(path: string, stdin: AsyncIterable<Uint8Array>): Promise<Source> {
  if (path === '-') return {name: 'standard input', bytes: stdin};
  const handle = await attempt(path, () => open(path));
  // A directory opens like a file and fails at the first read.
  const isDirectory = (await handle.stat()).isDirectory();
  if (isDirectory) {
    await handle.close();
    throw actError('inputFile', path, 'it is a directory');
  }
  return {name: path, bytes: readBlocks(path, handle)};
}

async function* readBlocks(path: string, handle: FileHandle): AsyncGenerator<Uint8Array> {
  try {
    while (true) {
      const block = new Uint8Array(blockLength);
      const {bytesRead} = await attempt(path, () => handle.read(block, 0, blockLength, null));
      if (bytesRead === 0) return;
      yield block.subarray(0, bytesRead);
    }
  } finally {
    await handle.close();
  }
}

/** Does it, and words what the system says against it. */
async function attempt<T>(path: string, action: () => Promise<T>): Promise<T> {
  try {
    return await action();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
    throw actError('inputFile', path, problems.get(code) ?? code);
  }
}

const problems: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EISDIR', 'it is a directory'],
]);
