import {
  accessSync,
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readFileSync,
  readSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs';
import {basename, dirname, join} from 'node:path';
import type {ColorLevel} from './render/style.ts';

/** The world as one argument: what `run` reads from and writes to. */
export interface Io {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly stdout: Output;
  readonly stderr: Output;
  /** Width of the terminal that standard output is; undefined when it is none. */
  readonly columns: number | undefined;
  /** Its height. */
  readonly rows: number | undefined;
  /** Begins a file, new or in the place of another; fails with the system's error, or `ENOTREG` for what is no file. */
  readonly createFile: (path: string) => NewFile;
  /** The page that `plot --output x.html` writes, with places for what it shows. */
  readonly pageTemplate: () => string;
}

/** A file that is there when it is kept, whole; until then what was there before stays. */
export interface NewFile {
  readonly write: (chunk: string) => Promise<void>;
  readonly keep: () => void;
  readonly drop: () => void;
}

export interface Output {
  readonly isTTY: boolean;
  /** Done when the system has taken every byte; fails with the system's error, such as EPIPE or ENOSPC. */
  readonly write: (chunk: string | Uint8Array) => void | Promise<void>;
}

export type ColorChoice = 'auto' | 'always' | 'never';

/** The streams and the environment of a real process; `folder` holds what is built. */
export function processIo(process: NodeJS.Process, folder: string): Io {
  const stdout = output(1, () => process.stdout);
  return {
    env: process.env,
    stdin: {[Symbol.asyncIterator]: () => readInput(process)},
    stdout,
    stderr: output(2, () => process.stderr),
    get columns() {
      // A terminal of unknown size says 0.
      return stdout.isTTY ? process.stdout.columns || undefined : undefined;
    },
    get rows() {
      return stdout.isTTY ? process.stdout.rows || undefined : undefined;
    },
    createFile: (path) => createFile(path, process),
    pageTemplate: () => readFileSync(join(folder, 'page.html'), 'utf8'),
  };
}

/**
 * Written beside its place under another name, and then renamed. A signal that ends the process while it is written
 * removes it first; before, nothing is there to be removed.
 */
export function createFile(path: string, process: Pick<NodeJS.Process, 'pid' | 'once' | 'off' | 'kill'>): NewFile {
  const target = targetOf(path);
  const draft = join(dirname(target), `.${basename(target).slice(0, 100)}.${process.pid}.tmp`);
  let fd: number | undefined;
  const close = (): void => {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
    for (const signal of signals) process.off(signal, onSignal);
  };
  const drop = (): void => {
    if (fd !== undefined) rmSync(draft, {force: true});
    close();
  };
  function onSignal(signal: NodeJS.Signals): void {
    drop();
    process.kill(process.pid, signal); // nobody listens any more: it ends the process
  }
  const begin = (): number => {
    const opened = openSync(draft, 'wx');
    for (const signal of signals) process.once(signal, onSignal);
    return opened;
  };
  return {
    async write(chunk) {
      fd ??= begin();
      const bytes = Buffer.from(chunk);
      for (let sent = 0; sent < bytes.length; ) sent += writeSync(fd, bytes, sent);
      // A signal is heard only where something is waited for.
      await new Promise(setImmediate);
    },
    keep() {
      fd ??= begin();
      const previous = statSync(target, {throwIfNoEntry: false});
      if (previous !== undefined) fchmodSync(fd, previous.mode & 0o777);
      renameSync(draft, target);
      close();
    },
    drop,
  };
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** The file that a path names, behind links; an error for what may not be replaced. */
function targetOf(path: string): string {
  if (lstatSync(path, {throwIfNoEntry: false}) === undefined) {
    // A name that ends in a separator is that of a folder, which is not there.
    if (/[/\\]$/.test(path)) throw Object.assign(new Error(path), {code: 'EISDIR'});
    accessSync(dirname(path), constants.W_OK);
    return path;
  }
  const target = realpathSync(path);
  const status = statSync(target);
  if (status.isDirectory()) throw Object.assign(new Error(path), {code: 'EISDIR'});
  if (!status.isFile()) throw Object.assign(new Error(path), {code: 'ENOTREG'});
  accessSync(target, constants.W_OK);
  return target;
}

async function* readInput(process: NodeJS.Process): AsyncGenerator<Uint8Array> {
  // Node takes a directory for an empty input; reading it fails as reading any directory does.
  if (fstatSync(0).isDirectory()) readSync(0, new Uint8Array(1));
  yield* process.stdin;
}

function output(fd: number, stream: () => NodeJS.WriteStream): Output {
  return {
    get isTTY() {
      return isTTY(fd, stream);
    },
    write: (chunk) => writeAll(fd, typeof chunk === 'string' ? Buffer.from(chunk) : chunk, stream),
  };
}

/** Opening Node's stream takes a twentieth of a start: a pipe, a file and the null device are known without it. */
function isTTY(fd: number, stream: () => NodeJS.WriteStream): boolean {
  const status = fstatSync(fd);
  const isNull = status.rdev === statSync('/dev/null', {throwIfNoEntry: false})?.rdev; // on Windows there is none
  return status.isCharacterDevice() && !isNull && stream().isTTY;
}

/** Blocking writes; what a full non-blocking pipe refuses goes through the stream, which waits for its reader. */
function writeAll(fd: number, bytes: Uint8Array, stream: () => NodeJS.WriteStream): void | Promise<void> {
  let sent = 0;
  while (sent < bytes.length) {
    try {
      sent += writeSync(fd, bytes, sent);
    } catch (error) {
      if (systemCode(error) !== 'EAGAIN') throw error;
      return writeThrough(stream(), bytes.subarray(sent));
    }
  }
}

function writeThrough(stream: NodeJS.WriteStream, bytes: Uint8Array): Promise<void> {
  return new Promise((resolve, reject) => {
    // The callback tells of the failure; without a listener the same failure would also end the process.
    if (stream.listenerCount('error') === 0) stream.on('error', () => {});
    stream.write(bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** The system's name of a failure (`ENOSPC`), undefined when it was not the system that failed. */
export function systemCode(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

/** How much colour to use: the flag decides, then NO_COLOR, then FORCE_COLOR, then what the terminal can do. */
export function colorLevel(choice: ColorChoice, io: Io): ColorLevel {
  const {NO_COLOR, FORCE_COLOR} = io.env;
  if (choice === 'never') return 0;
  if (choice === 'always') return atLeastOne(terminalLevel(io.env));
  if (NO_COLOR !== undefined && NO_COLOR !== '') return 0;
  if (FORCE_COLOR === '0' || FORCE_COLOR === 'false') return 0;
  if (FORCE_COLOR === '2' || FORCE_COLOR === '3') return FORCE_COLOR === '2' ? 2 : 3;
  if (FORCE_COLOR !== undefined) return atLeastOne(terminalLevel(io.env));
  return io.stdout.isTTY ? terminalLevel(io.env) : 0;
}

function terminalLevel({COLORTERM, TERM}: Io['env']): ColorLevel {
  if (TERM === 'dumb') return 0;
  if (COLORTERM === 'truecolor' || COLORTERM === '24bit') return 3;
  return TERM?.includes('256') ? 2 : 1;
}

function atLeastOne(level: ColorLevel): ColorLevel {
  return level === 0 ? 1 : level;
}

/** The width that was asked for, else the terminal's, else 80. */
export function outputWidth(asked: number | undefined, io: Io): number {
  return asked ?? io.columns ?? 80;
}

/** Whether the locale has only 7-bit characters: the first that is set of LC_ALL, LC_CTYPE and LANG is C or POSIX. */
export function isPlainLocale({env}: Pick<Io, 'env'>): boolean {
  const {LC_ALL, LC_CTYPE, LANG} = env;
  return ['C', 'POSIX'].includes(LC_ALL || LC_CTYPE || LANG || '');
}

/** The lines of the terminal without that of the prompt; elsewhere those of a terminal of 24. */
export function outputLines({rows}: Pick<Io, 'rows'>): number {
  return (rows ?? 24) - 1;
}
