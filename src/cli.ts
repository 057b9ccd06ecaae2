import {resolve} from 'node:path';
import type {Answer, Command, Commands, ParsedCall} from './commands/command.ts';
import {parseArguments} from './commands/line/parse.ts';
import {ActError, commandLineError, exitCode, withIncompleteOutput} from './errors/errors.ts';
import {type Io, type Output, pagerCommand, processIo, showsUnicode, systemCode} from './io.ts';
import type {NewFile} from './new-file.ts';
import {asciiText, printable} from './printable.ts';
import {progressOn, withProgress} from './progress.ts';
import type {Piece, Pieces} from './render/formats.ts';
import {render, renderReport} from './render/render.ts';
import type {Style} from './render/style.ts';
import {noteText} from './report/notes.ts';
import type {Screen} from './screen.ts';

/** Each is loaded when it is called. build.mjs runs their examples. `show` is meant where no command is named. */
export const commands: Commands = {
  show: async () => (await import('./commands/show.ts')).show,
  list: async () => (await import('./commands/list.ts')).list,
  info: async () => (await import('./commands/info.ts')).info,
  table: async () => (await import('./commands/table.ts')).table,
  plot: async () => (await import('./commands/plot.ts')).plot,
  regions: async () => (await import('./commands/regions.ts')).regions,
  compare: async () => (await import('./commands/compare.ts')).compare,
  check: async () => (await import('./commands/check.ts')).check,
  stability: async () => (await import('./commands/stability.ts')).stability,
  tolerance: async () => (await import('./commands/tolerance.ts')).tolerance,
  audit: async () => (await import('./commands/audit.ts')).audit,
  completion: async () => (await import('./commands/completion.ts')).completion(commands),
};

/** Runs one command line and gives the exit code: 0 done, 1 a limit was exceeded, 2 could not be done. */
export async function run(argv: readonly string[], io: Io, known: Commands = commands): Promise<number> {
  try {
    const asked = await parseArguments(argv, known, io);
    if (asked.kind === 'call') return await answer(asked.command, asked.call, io);
    await send(
      [shownBy(io)(asked.text)],
      await screenOf(io, argv.includes('--no-pager') ? undefined : pagerCommand(io)),
    );
    return exitCode.done;
  } catch (error) {
    await tell(error, io);
    return exitCode.failed;
  }
}

/** What bin/act-cli.js starts; `folder` holds what is built. */
export function main(process: NodeJS.Process, folder: string): Promise<number> {
  return run(process.argv.slice(2), processIo(process, folder));
}

/** Computes, draws and writes; the notes follow where the whole output has left. */
async function answer(command: Command, call: ParsedCall, io: Io): Promise<number> {
  const {presentation, style, pager, file: path} = call.display;
  // Begun before anything is computed: a name that will not do is told at once.
  const file = path === undefined ? undefined : await orTold(path, () => io.createFile(path));
  const progress = progressOn(io.stderr, clock, io.onInterrupt);
  const step = (text: () => string) => progress.step(() => shownBy(io)(text()));
  try {
    const {output, report, exceeded, notes} = await command
      .act({...call, step, turn: progress.turn, startThread: io.startThread, processors: io.processors}, io.stdin)
      .finally(progress.end);
    if (report !== undefined && path !== undefined && resolve(report.path) === resolve(path))
      throw commandLineError('reportIsOutput', path);
    if (report !== undefined) await writeReport(report, style, io);
    const isLong = file !== undefined || io.stdout.isFile;
    const table = isLong ? withProgress(output.table, io.stderr, clock) : output.table;
    const chunks = render({...output, table}, presentation, style, io.pageTemplate);
    const complete =
      file === undefined ? await send(chunks, await screenOf(io, pager)) : await fill(file, path ?? '', chunks);
    if (complete) await say(notes?.().map(noteText).map(printable) ?? [], io);
    return exceeded ? exitCode.exceeded : exitCode.done;
  } catch (error) {
    file?.drop();
    throw error;
  }
}

/** Writes a report beside the output. */
async function writeReport({path, format, view}: NonNullable<Answer['report']>, style: Style, io: Io): Promise<void> {
  const file = await orTold(path, () => io.createFile(path));
  try {
    await fill(file, path, renderReport(view, format, style));
  } catch (error) {
    file.drop();
    throw error;
  }
}

const clock = () => performance.now();

/** Writes all chunks into a file, which is there only when the last one is. */
async function fill(file: NewFile, path: string, chunks: AsyncIterable<Piece>): Promise<true> {
  for await (const chunk of chunks) await orTold(path, () => file.write(chunk));
  await orTold(path, file.keep);
  return true;
}

/** What the system refuses, as the sentence about a file that cannot be written. */
async function orTold<T>(path: string, act: () => T | Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    const code = systemCode(error);
    throw code === undefined
      ? error
      : commandLineError('outputFile', path, fileProblems[code] ?? `${code}; choose another name`);
  }
}

const fileProblems: Readonly<Record<string, string>> = {
  EISDIR: 'it is a directory; add the name of a file',
  ENOTREG: 'it is not a regular file; choose another name',
  ENOTARGET: 'it is a link to a file that does not exist; choose another name, or remove the link',
  ENOENT: 'its folder does not exist; create it, or choose another',
  ENOTDIR: 'its folder does not exist; create it, or choose another',
  EACCES: 'permission denied; choose another folder or name',
  EPERM: 'permission denied; choose another folder or name',
  EROFS: 'the file system is read-only; choose another folder',
  ENOSPC: 'no space left on the device (ENOSPC); make room, or choose another folder',
  EFBIG: 'no file may become that large here (EFBIG); write less, or raise the limit with ulimit -f',
};

type Target = Output & Partial<Screen>;

/** Standard output, by way of a pager if there is one to use. */
async function screenOf(io: Io, pager: string | undefined): Promise<Target> {
  return pager === undefined ? io.stdout : (await import('./screen.ts')).pagedScreen(io, pager);
}

/** Writes chunk after chunk, each when the one before has left; whether all were. A reader that has gone needs no more. */
async function send(chunks: Pieces, stdout: Target): Promise<boolean> {
  let isComplete = true;
  try {
    for await (const chunk of sayingIncomplete(chunks)) {
      isComplete = await isTaken(() => stdout.write(chunk));
      if (!isComplete) break;
    }
  } finally {
    if (!(await isTaken(async () => stdout.finish?.()))) isComplete = false;
  }
  return isComplete;
}

/** Whether there is still a reader for what is written. */
async function isTaken(write: () => void | Promise<void>): Promise<boolean> {
  try {
    await write();
    return true;
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code === 'EPIPE') return false;
    throw commandLineError('output', code);
  }
}

/** The chunks themselves; the error for one that cannot be made says so if others have left before. */
async function* sayingIncomplete(chunks: Pieces): AsyncGenerator<Piece> {
  let hasBegun = false;
  try {
    for await (const chunk of chunks) {
      yield chunk;
      hasBegun = true;
    }
  } catch (error) {
    throw hasBegun && error instanceof ActError ? withIncompleteOutput(error) : error;
  }
}

/** One line on standard error, the detail that belongs to it, and the stack for whoever asked for it. */
function tell(error: unknown, io: Io): Promise<void> {
  const known = error instanceof ActError ? error : commandLineError('internal', String(error));
  // What a value that is quoted back holds neither breaks the line nor moves the cursor.
  const lines = [printable(known.message)];
  if (known.detail !== undefined) lines.push(known.detail);
  if (io.env.ACT_CLI_DEBUG === '1' && error instanceof Error && error.stack !== undefined)
    lines.push(error.stack.split('\n').map(printable).join('\n'));
  return say([lines.join('\n')], io);
}

/** Text as the terminal can show it. */
function shownBy(io: Io): (text: string) => string {
  return showsUnicode(io) ? (text) => text : asciiText;
}

/** Lines on standard error, each after the program's name. */
async function say(lines: readonly string[], io: Io): Promise<void> {
  try {
    for (const line of lines) await io.stderr.write(`act-cli: ${shownBy(io)(line)}\n`);
  } catch {
    // Nobody listens; the exit code still tells.
  }
}
