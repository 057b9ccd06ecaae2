/** Numbers separated by white space, one or several on a line, as one column. */

import type {NumberChunk} from './columns.ts';
import {chunkBuilder, readCell} from './columns.ts';
import {afterLastSpace, wholePieces} from './text.ts';

/** The numbers of the texts, in order. */
export async function* plainNumbers(texts: AsyncIterable<string>, name: string): AsyncGenerator<NumberChunk> {
  const builder = chunkBuilder(1);
  let line = 1;
  for await (const piece of wholePieces(texts, afterLastSpace)) {
    const lines = piece.split('\n');
    for (const [index, text] of lines.entries()) {
      for (const word of wordsOf(text)) {
        builder.set(0, readCell(word, line + index, name));
        if (builder.endRow()) yield builder.take() as NumberChunk; // it is full
      }
    }
    line += lines.length - 1;
    // Numbers that have come leave at once: the other end of a pipe may be waiting for them.
    const chunk = builder.take();
    if (chunk !== undefined) yield chunk;
  }
}

function wordsOf(line: string): readonly string[] {
  const trimmed = line.trim();
  if (trimmed === '') return [];
  return /\s/.test(trimmed) ? trimmed.split(/\s+/) : [trimmed];
}
