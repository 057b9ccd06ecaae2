import type {Answer, Command} from './commands/command.ts';
import {parseArguments} from './commands/parse.ts';
import {ActError, actError, exitCode} from './errors.ts';
import {type Io, type Output, outputWidth, processIo, systemCode} from './io.ts';

/** Every command, in the order in which the help lists them. */
const commands: readonly Command[] = [];

/** Runs one command line and gives the exit code: 0 done, 1 a limit was exceeded, 2 could not be done. */
export async function run(argv: readonly string[], io: Io, known: readonly Command[] = commands): Promise<number> {
  try {
    const {chunks, verdict} = await answerTo(argv, io, known);
    await send(chunks, io.stdout);
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

async function answerTo(argv: readonly string[], io: Io, known: readonly Command[]): Promise<Answer> {
  const asked = parseArguments(argv, known, () => outputWidth(undefined, io));
  return asked.kind === 'text' ? {chunks: [asked.text], verdict: 'done'} : asked.command.act(asked.call, io);
}

/** Writes chunk after chunk, each when the one before has left. A reader that has gone needs no more. */
async function send(chunks: Answer['chunks'], stdout: Output): Promise<void> {
  for await (const chunk of chunks) {
    try {
      await stdout.write(chunk);
    } catch (error) {
      const code = systemCode(error);
      if (code === undefined) throw error;
      if (code === 'EPIPE') return;
      throw actError('output', code);
    }
  }
}

/** One line on standard error, the detail that belongs to it, and the stack for whoever asked for it. */
async function tell(error: unknown, {env, stderr}: Io): Promise<void> {
  const known = error instanceof ActError ? error : actError('internal', String(error));
  const lines = [`act-cli: ${oneLine(known.message)}`];
  if (known.detail !== undefined) lines.push(known.detail);
  if (env.ACT_CLI_DEBUG === '1' && error instanceof Error && error.stack !== undefined) lines.push(error.stack);
  try {
    await stderr.write(`${lines.join('\n')}\n`);
  } catch {
    // Nobody listens; the exit code still tells.
  }
}

/** Control characters of a value that is quoted back are shown, so that it neither breaks the line nor moves the cursor. */
function oneLine(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) => `\\x${character.charCodeAt(0).toString(16).padStart(2, '0')}`);
}
