import type {Cell, Chunk, Table} from '../report/output.ts';

/** A format that writes one row after another: a text before them, a text for each block of them, a text after them. */
export interface RowFormat {
  readonly head: string;
  readonly rows: (block: Block) => string;
  readonly tail: string;
}

/** Rows `from` to `to` (without `to`) of a chunk. */
export interface Block {
  readonly chunk: Chunk;
  readonly from: number;
  readonly to: number;
  /** Whether these are the first rows of the table. */
  readonly first: boolean;
}

/** The length of a block's text in characters, if a cell takes about 20. */
const blockLength = 65_536;
const cellLength = 20;

/**
 * The text of a table, block by block. The head waits for the first rows, so that an error before them leaves nothing
 * half-written; every chunk leaves as it comes.
 */
export async function* streamRows(table: Table, format: RowFormat): AsyncGenerator<string> {
  const step = Math.max(1, Math.floor(blockLength / (cellLength * table.columns.length)));
  let head = table.isContinued ? '' : format.head;
  let first = true;
  for await (const chunk of table.chunks()) {
    for (let from = 0; from < chunk.length; from += step) {
      const text = format.rows({chunk, from, to: Math.min(from + step, chunk.length), first});
      first = false;
      yield head + text;
      head = '';
    }
  }
  const end = head + format.tail;
  if (end !== '') yield end;
}

/** The value in row i of a column. */
export function cellAt(column: Float64Array | readonly Cell[], i: number): Cell {
  const cell = column[i];
  if (cell === undefined) throw new RangeError(`a chunk without row ${i}`);
  return cell;
}
