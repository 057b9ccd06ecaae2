/** The rows of a table of text: those of plain decimals are read from bytes, all others as records. */

import {type byteRows, type Lines, slack, takeLine} from './arrays/text/byte-rows.ts';
import {type ChunkBuilder, chunkBuilder, chunkLength, type NumberChunk} from './columns.ts';
import type {Delimiter} from './header.ts';
import {type Record, type RecordReader, recordReader} from './records.ts';
import {afterLastLine, wholePieces} from './text.ts';

/** A text in pieces of whole lines, and what reads its records. */
export interface TextPieces {
  readonly pieces: AsyncIterator<string>;
  readonly reader: RecordReader;
}

/** The records of a text, and the pieces of it whose records nobody has asked for. */
export function textRows(
  texts: AsyncIterable<string>,
  delimiter: Delimiter,
  name: string,
): {readonly batches: AsyncIterable<readonly Record[]>; readonly text: TextPieces} {
  const pieces = wholePieces(texts, afterLastLine, name);
  const reader = recordReader(delimiter, name);
  return {batches: batchesOf(pieces, reader), text: {pieces, reader}};
}

async function* batchesOf(pieces: AsyncIterable<string>, reader: RecordReader): AsyncGenerator<readonly Record[]> {
  for await (const piece of pieces) {
    const records = reader.records(piece);
    if (records.length > 0) yield records;
  }
  reader.end();
}

/** A table whose first records have been read. */
interface StartedText {
  readonly first: readonly Record[];
  readonly text: TextPieces;
  /** Told where rows have been read. */
  readonly table: {readonly rowsPassed: () => void};
  readonly readRows: ReturnType<typeof byteRows>;
  /** How many columns are read. */
  readonly columns: number;
}

/** The numbers of all rows; `read` sets every column of a record, and says whether it is wanted. */
export async function* plainChunks(
  {first, text: {pieces, reader}, table, readRows, columns}: StartedText,
  read: (record: Record, set: ChunkBuilder['set']) => boolean,
): AsyncGenerator<NumberChunk> {
  const builder = chunkBuilder(columns);
  const buffer = {values: new Float64Array(columns * chunkLength), filled: 0};
  function* chunksOf(records: readonly Record[]): Generator<NumberChunk> {
    for (const record of records) {
      if (read(record, builder.set) && builder.endRow()) yield builder.take() as NumberChunk; // it is full
    }
  }
  function* rest(): Generator<NumberChunk> {
    const chunk = builder.take();
    if (chunk !== undefined) yield chunk;
  }
  try {
    yield* chunksOf(first);
    yield* rest();
    for (let next = await pieces.next(); next.done !== true; next = await pieces.next()) {
      const lines = linesOf(next.value);
      while (lines.at < lines.bytes.length) {
        buffer.filled = 0;
        const passed = reader.isOpen() ? 0 : readRows(lines, buffer);
        if (passed > 0) {
          reader.passed(passed);
          table.rowsPassed();
          yield* rest();
          yield byColumns(buffer.values, passed, columns);
        } else yield* chunksOf(reader.records(takeLine(lines)));
      }
      // Rows that have come leave at once: the other end of a pipe may be waiting for them.
      yield* rest();
    }
    reader.end();
  } finally {
    await pieces.return?.();
  }
}

const encoder = new TextEncoder();

/** A text as bytes, each line with its line feed. */
function linesOf(text: string): Lines {
  const whole = text.endsWith('\n') ? text : `${text}\n`;
  // A character of a text takes three bytes at most.
  const room = new Uint8Array(3 * whole.length + slack);
  const {written} = encoder.encodeInto(whole, room);
  return {bytes: room.subarray(0, written), at: 0};
}

/** Numbers of rows, one row after the other, as a chunk of columns. */
function byColumns(values: Float64Array, length: number, width: number): NumberChunk {
  const columns = Array.from({length: width}, (_, j) => {
    const column = new Float64Array(length);
    for (let i = 0; i < length; i += 1) column[i] = values[i * width + j] as number; // there are so many rows
    return column;
  });
  return {length, columns};
}
