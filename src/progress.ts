import type {Output} from './io.ts';
import type {Table} from './report/output.ts';

/** Milliseconds of silence at first, and between two messages. */
const [patience, pause] = [1000, 100];

/** The table; a terminal shows how many of its rows have left, from the first second on until they all have. */
export function withProgress(table: Table, terminal: Output, now: () => number): Table {
  return {
    ...table,
    async *chunks() {
      let [next, rows, isShown] = [now() + patience, 0, false];
      try {
        for await (const chunk of table.chunks()) {
          yield chunk;
          rows += chunk.length;
          if (now() < next) continue;
          // Asked only now, because to look for a terminal takes a twentieth of a start.
          isShown ||= terminal.isTTY;
          if (isShown) await show(terminal, `act-cli: ${rowsText(rows, table.length)}`);
          next = isShown ? now() + pause : Number.POSITIVE_INFINITY;
        }
      } finally {
        if (isShown) await show(terminal, '');
      }
    },
  };
}

/** Puts a text in the place of the last one. */
async function show(terminal: Output, text: string): Promise<void> {
  try {
    await terminal.write(`\r\u001b[K${text}`);
  } catch {
    // Nobody sees it; the rows count.
  }
}

function rowsText(rows: number, all: number | undefined): string {
  const text = (count: number) => count.toLocaleString('en');
  if (all === undefined) return `${text(rows)} rows`;
  return `${text(rows)} of ${text(all)} rows, ${Math.floor((100 * rows) / all)} %`;
}
