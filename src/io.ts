import {fstatSync, readFileSync, readSync, statSync, writeSync} from 'node:fs';
import {join} from 'node:path';
import {createFile, type NewFile} from './new-file.ts';
import type {Pager} from './pager.ts';
import type {ColorLevel} from './render/style.ts';
import type {Thread} from './threads/thread.ts';

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
  /**
   * Begins a file, new or in the place of another; fails with the system's error, `ENOTREG` for what is no file, or
   * `ENOTARGET` for a link to nothing.
   */
  readonly createFile: (path: string) => NewFile;
  /** The page that `plot --output x.html` writes, with places for what it shows. */
  readonly pageTemplate: () => string;
  readonly startPager: (command: string) => Promise<Pager>;
  /** Starts a thread that runs a file of the built program, such as `audit-thread`. */
  readonly startThread: <Job, Answer>(name: string) => Promise<Thread<Job, Answer>>;
  /** How many threads can run at the same time. */
  readonly processors: () => Promise<number>;
  /**
   * Acts at Ctrl-C, before the program ends of it, until the result is called. Only while the event loop turns: whoever
   * asks for it gives it turns.
   */
  readonly onInterrupt: (act: () => void) => () => void;
}

/** What of the world decides how an output looks. */
export type Surroundings = Pick<Io, 'env' | 'stdout' | 'columns' | 'rows'>;

export interface Output {
  readonly isTTY: boolean;
  readonly isFile?: boolean;
  /** Its width, if it is a terminal of a known one. */
  readonly columns?: number | undefined;
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
      return stdout.columns;
    },
    get rows() {
      return stdout.isTTY ? process.stdout.rows || undefined : undefined;
    },
    createFile: (path) => createFile(path, process),
    pageTemplate: () => readFileSync(join(folder, 'page.html'), 'utf8'),
    async startPager(command) {
      // Ctrl-C is for the pager: without this program it would lose its text, and stay.
      const ignore = () => {};
      process.on('SIGINT', ignore);
      const pager = (await import('./pager.ts')).startPager(command, process.env);
      void pager.ended.then(() => process.off('SIGINT', ignore));
      return pager;
    },
    startThread: async (name) => (await import('./threads/thread.ts')).startThread(join(folder, `${name}.cjs`)),
    processors: async () => (await import('./threads/processors.ts')).processors(),
    onInterrupt(act) {
      const end = () => {
        act();
        process.off('SIGINT', end);
        process.kill(process.pid, 'SIGINT');
      };
      process.on('SIGINT', end);
      return () => void process.off('SIGINT', end);
    },
  };
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
    get isFile() {
      return fstatSync(fd).isFile();
    },
    get columns() {
      // A terminal of unknown size says 0.
      return isTTY(fd, stream) ? stream().columns || undefined : undefined;
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

/** The command that shows what is longer than the terminal; undefined where nothing does. */
export function pagerCommand({env, stdout, rows}: Surroundings): string | undefined {
  const command = (env.PAGER ?? 'less').trim();
  const isWanted = command !== '' && command !== 'cat' && env.TERM !== 'dumb';
  return isWanted && stdout.isTTY && rows !== undefined ? command : undefined;
}

/** How much colour to use: the flag decides, then NO_COLOR, then FORCE_COLOR, then what the terminal can do. */
export function colorLevel(choice: ColorChoice, io: Surroundings): ColorLevel {
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
export function outputWidth(asked: number | undefined, io: Surroundings): number {
  return asked ?? io.columns ?? 80;
}

/**
 * Whether people may be shown more than 7-bit characters: the first that is set of LC_ALL, LC_CTYPE and LANG names UTF-8.
 * If none is, the locale is C, which has no others; but Windows sets none, and its terminals show Unicode.
 */
export function showsUnicode({env}: Pick<Io, 'env'>): boolean {
  const {LC_ALL, LC_CTYPE, LANG, OS} = env;
  const locale = LC_ALL || LC_CTYPE || LANG;
  return locale ? /utf-?8/i.test(locale) : OS === 'Windows_NT';
}

/** The lines of the terminal without that of the prompt; elsewhere those of a terminal of 24. */
export function outputLines({rows}: Pick<Io, 'rows'>): number {
  return (rows ?? 24) - 1;
}
