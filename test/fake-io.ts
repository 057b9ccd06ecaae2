import {readFileSync} from 'node:fs';
import {resolve} from 'node:path';
import {run} from '../src/cli.ts';
import type {Command} from '../src/commands/command.ts';
import type {Io} from '../src/io.ts';
import {createFile} from '../src/new-file.ts';
import {startThread} from '../src/threads/thread.ts';

/** Commands may run in another folder. */
const built = resolve('dist');

export interface World {
  readonly stdin?: string;
  /** What comes there instead, if it is no text. */
  readonly stdinBytes?: AsyncIterable<Uint8Array>;
  readonly env?: Io['env'];
  /** Given: standard output is a terminal of that width. */
  readonly columns?: number;
  /** Whether standard error is one too: what takes long on a slow machine is told there. */
  readonly isWatched?: boolean;
  /** Its height. */
  readonly rows?: number;
  readonly startPager?: Io['startPager'];
  readonly startThread?: Io['startThread'];
  readonly createFile?: Io['createFile'];
  /** What happens at each write to standard output; it may throw like the system. */
  readonly onWrite?: (text: string) => void;
  readonly commands?: readonly Command[];
}

export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs one command line in a world of strings. */
export async function runIn(world: World, ...argv: readonly string[]): Promise<Outcome> {
  const out = {stdout: '', stderr: ''};
  const isTTY = world.columns !== undefined;
  const write = (name: 'stdout' | 'stderr') => (chunk: string | Uint8Array) => {
    const text = typeof chunk === 'string' ? chunk : new TextDecoder().decode(chunk);
    if (name === 'stdout') world.onWrite?.(text);
    out[name] += text;
  };
  const io: Io = {
    env: {LANG: 'C.UTF-8', ...world.env},
    stdin: world.stdinBytes ?? {
      async *[Symbol.asyncIterator]() {
        yield new TextEncoder().encode(world.stdin ?? '');
      },
    },
    stdout: {isTTY, write: write('stdout')},
    stderr: {isTTY: world.isWatched ?? false, columns: world.columns, write: write('stderr')},
    columns: world.columns,
    rows: world.rows,
    createFile: world.createFile ?? ((path) => createFile(path, process)),
    pageTemplate: () => readFileSync('dist/page.html', 'utf8'),
    onInterrupt: () => () => {},
    startThread: world.startThread ?? (async (name) => startThread(resolve(built, `${name}.cjs`))),
    processors: async () => 2,
    startPager: world.startPager ?? (() => Promise.reject(new Error('no pager is expected'))),
  };
  const given = world.commands?.map((command) => [command.name, async () => command] as const);
  const code = await (given === undefined ? run(argv, io) : run(argv, io, Object.fromEntries(given)));
  return {code, ...out};
}
