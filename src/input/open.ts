import {closeSync, fstatSync, openSync, readSync} from 'node:fs';
import {ActError, commandLineError} from '../errors/errors.ts';

export interface Source {
  /** What messages call it: the path, or `standard input`. */
  readonly name: string;
  /** Can be read once. */
  readonly bytes: AsyncIterable<Uint8Array>;
}

const blockLength = 65_536;

/** The bytes of a file, or of standard input for `-`. Throws when there is no such file or it cannot be read. */
export function openInput(path: string, stdin: AsyncIterable<Uint8Array>): Source {
  if (path === '-') return {name: 'standard input', bytes: readStream('standard input', stdin)};
  // Blocking calls: nothing else waits, and loading the promises of node:fs takes as long as a small plot.
  const file = attempt(path, () => openSync(path, 'r'));
  // A directory opens like a file and fails at the first read.
  if (fstatSync(file).isDirectory()) {
    closeSync(file);
    throw commandLineError('inputFile', path, 'it is a directory');
  }
  return {name: path, bytes: readBlocks(path, file)};
}

async function* readBlocks(path: string, file: number): AsyncGenerator<Uint8Array> {
  try {
    while (true) {
      const block = new Uint8Array(blockLength);
      const count = attempt(path, () => readSync(file, block));
      if (count === 0) return;
      yield block.subarray(0, count);
    }
  } finally {
    closeSync(file);
  }
}

async function* readStream(name: string, stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* stream;
  } catch (error) {
    throw problemOf(name, error);
  }
}

/** Does it, and words what the system says against it. */
export function attempt<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    if (error instanceof ActError) throw error;
    throw problemOf(path, error);
  }
}

function problemOf(path: string, error: unknown): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : String(error);
  return commandLineError('inputFile', path, problems.get(code) ?? code);
}

const problems: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file'],
  ['ENOTDIR', 'there is no such file'],
  ['EACCES', 'permission is denied'],
  ['EPERM', 'permission is denied'],
  ['EISDIR', 'it is a directory'],
]);
