import type {Io, Output} from './io.ts';
import type {Pager} from './pager.ts';
import {columnsOf} from './printable.ts';

/** An output that is complete only when it is finished. */
export interface Screen extends Output {
  readonly finish: () => Promise<void>;
}

/** A system may take so much for a pager that never reads, and no more. */
const longestKept = 1 << 20;

/** The terminal, and a pager for what is longer. If the pager cannot be started, all goes to the terminal. */
export function pagedScreen({stdout, startPager, rows = 24, columns = 80}: Io, command: string): Screen {
  let kept: string[] | undefined = []; // until the pager is known to be there
  let [length, height] = [0, 0];
  let output: Pager | Output | undefined; // undefined while all fits

  async function writeKept(): Promise<void> {
    output = stdout;
    for (const chunk of kept ?? []) await stdout.write(chunk);
    kept = undefined;
  }

  async function sendTo(pager: Pager, chunk: string): Promise<void> {
    if (await pager.write(chunk)) {
      if (length > longestKept) kept = undefined;
      return;
    }
    const wasThere = await pager.end();
    if (wasThere || kept === undefined) throw Object.assign(new Error('the pager was left'), {code: 'EPIPE'});
    await writeKept();
  }

  return {
    isTTY: stdout.isTTY,
    async write(piece) {
      // The bytes of a piece are there only until the next one.
      const chunk = typeof piece === 'string' ? piece : new TextDecoder('utf-8', {ignoreBOM: true}).decode(piece);
      kept?.push(chunk);
      length += chunk.length;
      if (output !== undefined) return 'end' in output ? sendTo(output, chunk) : output.write(chunk);
      height += rowsOf(chunk, columns);
      // The last row is for the prompt of the shell.
      if (height < rows) return;
      const pager = await startPager(command);
      output = pager;
      await sendTo(pager, (kept ?? []).join(''));
    },
    async finish() {
      if (output === undefined) return writeKept();
      if ('end' in output && !(await output.end()) && kept !== undefined) await writeKept();
    },
  };
}

/** How many rows of a terminal the lines of a text take. */
function rowsOf(text: string, columns: number): number {
  const lines = text.replace(/\p{Cc}\[[\d;]*m/gu, '').split('\n');
  if (lines.at(-1) === '') lines.pop();
  return lines.reduce((rows, line) => rows + Math.max(1, Math.ceil(columnsOf(line) / columns)), 0);
}
