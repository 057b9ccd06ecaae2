/** Numbers separated by white space, one on a line or all on one, as one column. */

import {commandLineError} from '../errors/errors.ts';
import type {NumberChunk} from './columns.ts';
import {chunkBuilder, readCell} from './columns.ts';
import {isComment} from './header.ts';
import {afterLastSpace, wholePieces} from './text.ts';

/** How many chunks of the first line wait for a second line, which would make a table of them. */
const mostWaiting = 64;

/**
 * The numbers of the texts, in order.
 * @throws ActError if there are several lines, and several numbers on one: they may be the columns of a table
 */
export async function* plainNumbers(texts: AsyncIterable<string>, name: string): AsyncGenerator<NumberChunk> {
  const builder = chunkBuilder(1);
  const counter = rowCounter(name);
  let waiting: NumberChunk[] = [];
  for await (const piece of wholePieces(texts, afterLastSpace, name)) {
    for (const [index, text] of piece.split('\n').entries()) {
      if (index > 0) counter.endLine();
      const words = wordsOf(text);
      if (counter.isLeftOut(words[0])) continue;
      for (const word of words) {
        builder.set(0, readCell(word, counter.line(), name));
        counter.count();
        if (builder.endRow()) waiting.push(builder.take() as NumberChunk); // it is full
        if (waiting.length > 0 && (!counter.isOpen() || waiting.length > mostWaiting)) {
          yield* waiting;
          waiting = [];
        }
      }
    }
    // Numbers that have come leave at once: the other end of a pipe may be waiting for them.
    const chunk = counter.isOpen() ? undefined : builder.take();
    if (chunk !== undefined) yield chunk;
  }
  yield* waiting;
  const chunk = builder.take();
  if (chunk !== undefined) yield chunk;
}

interface RowCounter {
  /** From 1. */
  readonly line: () => number;
  /** Whether the words that follow on this line belong to a comment; its first word tells. */
  readonly isLeftOut: (word: string | undefined) => boolean;
  /** Takes a number of this line into account. */
  readonly count: () => void;
  readonly endLine: () => void;
  /** Whether there are several numbers on the first line, and nothing else so far. */
  readonly isOpen: () => boolean;
}

/** Counts the numbers of each line, and refuses them if they form rows. */
function rowCounter(name: string): RowCounter {
  let line = 1;
  let [numbers, rows, width] = [0, 0, 0];
  let inComment = false;
  return {
    line: () => line,
    isLeftOut: (word) => {
      if (numbers === 0 && word !== undefined && isComment(word)) inComment = true;
      return inComment;
    },
    count: () => {
      numbers += 1;
      if (numbers === 1) rows += 1;
      if (rows === 1) width = numbers;
      if (rows > 1 && width > 1) throw commandLineError('inputRows', name, width);
      if (numbers > 1 && rows > 1) throw commandLineError('inputRagged', name, line, numbers, 1);
    },
    endLine: () => {
      line += 1;
      numbers = 0;
      inComment = false;
    },
    isOpen: () => rows === 1 && width > 1,
  };
}

function wordsOf(line: string): readonly string[] {
  const trimmed = line.trim();
  if (trimmed === '') return [];
  return /\s/.test(trimmed) ? trimmed.split(/\s+/) : [trimmed];
}
