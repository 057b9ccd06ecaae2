import type {Answer, Commands} from './commands/command.ts';
import {parseArguments} from './commands/parse.ts';
import {ActError, actError, exitCode} from './errors.ts';
import {type Io, type Output, outputWidth, processIo, systemCode} from './io.ts';

/** Each is loaded when it is called. build.mjs runs their examples. */
export const commands: Commands = {
  list: async () => (await import('./commands/list.ts')).list,
  info: async () => (await import('./commands/info.ts')).info,
  table: async () => (await import('./commands/table.ts')).table,
  plot: async () => (await import('./commands/plot.ts')).plot,
  regions: async () => (await import('./commands/regions.ts')).regions,
  compare: async () => (await import('./commands/compare.ts')).compare,
  check: async () => (await import('./commands/check.ts')).check,
};

/** Runs one command line and gives the exit code: 0 done, 1 a limit was exceeded, 2 could not be done. */
export async function run(argv: readonly string[], io: Io, known: Commands = commands): Promise<number> {
  try {
    const {chunks, verdict, notes} = await answerTo(argv, io, known);
    const complete = await send(chunks, io.stdout);
    if (complete) await say(notes?.() ?? [], io);
    return exitCode[verdict];
  } catch (error) {
    await tell(error, io);
    return exitCode.failed;
  }
}

/** What bin/act-cli.js starts. */
export function main(process: NodeJS.Process): Promise<number> {
  return run(process.argv.slice(2), processIo(process));
}

async function answerTo(argv: readonly string[], io: Io, known: Commands): Promise<Answer> {
  const asked = await parseArguments(argv, known, () => outputWidth(undefined, io));
  return asked.kind === 'text' ? {chunks: [asked.text], verdict: 'done'} : asked.command.act(asked.call, io);
}

/** Writes chunk after chunk, each when the one before has left; whether all were. A reader that has gone needs no more. */
async function send(chunks: Answer['chunks'], stdout: Output): Promise<boolean> {
  for await (const chunk of chunks) {
    try {
      await stdout.write(chunk);
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      if (code === 'EPIPE') return false;
      throw actError('output', code);
    }
  }
  return true;
}

/** One line on standard error, the detail that belongs to it, and the stack for whoever asked for it. */
function tell(error: unknown, io: Io): Promise<void> {
  const known = error instanceof ActError ? error : actError('internal', String(error));
  const lines = [oneLine(known.message)];
  if (known.detail !== undefined) lines.push(known.detail);
  if (io.env.ACT_CLI_DEBUG === '1' && error instanceof Error && error.stack !== undefined) lines.push(error.stack);
  return say([lines.join('\n')], io);
}

/** Lines on standard error, each after the program's name. */
async function say(lines: readonly string[], {stderr}: Io): Promise<void> {
  try {
    for (const line of lines) await stderr.write(`act-cli: ${line}\n`);
  } catch {
    // Nobody listens; the exit code still tells.
  }
}

/** Control characters of a value that is quoted back are shown, so that it neither breaks the line nor moves the cursor. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
