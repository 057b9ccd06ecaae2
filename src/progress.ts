import type {Io, Output} from './io.ts';
import {columnsOf, printableLine} from './printable.ts';
import type {Table} from './report/table.ts';

/** Milliseconds of silence at first, and between two messages. */
const [patience, pause] = [1000, 100];

/** A line on a terminal that says what is being done. Nothing that is computed depends on it. */
export interface Progress {
  /** Shows the text if it is time to. */
  readonly step: (text: () => string) => void;
  /** Lets Ctrl-C through, which wipes the line out; for work that would keep the event loop from turning. */
  readonly turn: () => Promise<void>;
  /** Wipes the line out; steps that follow show nothing. */
  readonly end: () => void;
}

/** Shows steps on a terminal from the first second on, and nothing elsewhere. */
export function progressOn(terminal: Output, now: () => number, onInterrupt: Io['onInterrupt']): Progress {
  let [next, isShown] = [now() + patience, false];
  let nextTurn = 0;
  let release: (() => void) | undefined;
  return {
    step(text) {
      if (now() < next) return;
      // Asked only now, because to look for a terminal takes a twentieth of a start.
      isShown ||= terminal.isTTY;
      if (isShown) void write(terminal, fitting(`act-cli: ${printableLine(text())}`, terminal.columns ?? 80));
      next = isShown ? now() + pause : Number.POSITIVE_INFINITY;
    },
    async turn() {
      if (!isShown || now() < nextTurn) return;
      release ??= onInterrupt(() => void write(terminal, ''));
      await new Promise((resolve) => setImmediate(resolve));
      nextTurn = now() + pause / 2;
    },
    end() {
      release?.();
      if (isShown) void write(terminal, '');
      [next, isShown] = [Number.POSITIVE_INFINITY, false];
    },
  };
}

/** The table; a terminal shows how many of its rows have left, from the first second on until they all have. */
export function withProgress(table: Table, terminal: Output, now: () => number): Table {
  async function* counted<T extends {readonly length: number}>(pieces: Iterable<T> | AsyncIterable<T>) {
    const progress = progressOn(terminal, now, () => () => {});
    let rows = 0;
    try {
      for await (const piece of pieces) {
        yield piece;
        rows += piece.length;
        progress.step(() => rowsText(rows, table.length));
      }
    } finally {
      progress.end();
    }
  }
  const {chunks, written} = table;
  return {...table, chunks: () => counted(chunks()), ...(written && {written: () => counted(written())})};
}

/** Puts a text in the place of the last one. */
async function write(terminal: Output, text: string): Promise<void> {
  try {
    await terminal.write(`\r\u001b[K${text}`);
  } catch {
    // Nobody sees it; the work counts.
  }
}

/** A line that wraps could not be wiped out. */
function fitting(text: string, columns: number): string {
  if (columnsOf(text) < columns) return text;
  let kept = [...text];
  while (kept.length > 0 && columnsOf(kept.join('')) > columns - 5) kept = kept.slice(0, -1);
  return `${kept.join('')} ...`;
}

function rowsText(rows: number, all: number | undefined): string {
  const text = (count: number) => count.toLocaleString('en');
  if (all === undefined) return `${text(rows)} rows`;
  return `${text(rows)} of ${text(all)} rows, ${Math.floor((100 * rows) / all)} %`;
}
