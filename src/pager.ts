import {spawn} from 'node:child_process';
import {once} from 'node:events';

/** A program that shows what it is sent page by page, on the terminal. */
export interface Pager {
  /** Whether the pager took the text: not if it has ended, or has never begun. */
  readonly write: (text: string | Uint8Array) => Promise<boolean>;
  /** Says that all is sent, and waits until the pager has ended. */
  readonly end: () => Promise<boolean>;
  /** Whether it was there at all. */
  readonly ended: Promise<boolean>;
}

/** Starts a command as git does: through a shell if it is more than words. */
export function startPager(command: string, env: NodeJS.ProcessEnv): Pager {
  const isPlain = !/[|&;<>()$`\\"'*?[#~=%\n]/.test(command);
  const [program = '', ...words] = isPlain ? command.split(/\s+/) : [command];
  const child = spawn(program, words, {
    stdio: ['pipe', 'inherit', 'inherit'],
    shell: !isPlain,
    // less: end at once if all fits, keep colours, leave the text on the screen.
    env: {LESS: 'FRX', LV: '-c', ...env},
  });
  child.stdin.on('error', () => {}); // the callback of each write tells
  const ended = once(child, 'close').then(
    ([status]) => status !== 126 && status !== 127, // with which a shell says that there is no such program
    () => false,
  );
  return {
    // Returns after a turn of the event loop, in which signals and the end of the pager are seen.
    write: (text) => new Promise((resolve) => child.stdin.write(text, (error) => resolve(!error))),
    end() {
      child.stdin.end();
      return ended;
    },
    ended,
  };
}
