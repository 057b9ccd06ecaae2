/** Bytes as pieces of text that end where a line ends. */

import {commandLineError} from '../errors/errors.ts';
import {isComment} from './header.ts';

/** The text of UTF-8, or of UTF-16 with a byte-order mark, as PowerShell writes it, without the mark. */
export async function* decodeText(source: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  let decoder: InstanceType<typeof TextDecoder> | undefined;
  for await (const bytes of source) {
    decoder ??= new TextDecoder(bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : 'utf-8');
    const text = decoder.decode(bytes, {stream: true});
    if (text !== '') yield text;
  }
  const rest = decoder?.decode() ?? '';
  if (rest !== '') yield rest;
}

/** The index after the last line feed, or 0. */
export function afterLastLine(text: string): number {
  return text.lastIndexOf('\n') + 1;
}

/** Longer than any row; a text of more than 2^29 characters cannot even be joined. */
const longestLine = 2 ** 26;

/** How many characters the first piece waits for if the text so far ends in the middle of a line. */
const firstLength = 4096;

/**
 * The same text in pieces that end where `boundary` finds the last place to cut. Text without such a place is kept in a
 * list and joined once: otherwise a line of a hundred megabytes would be copied for each part of it. A short input
 * whose last line has no end is one piece, so that a mistake in that line is found before the others are answered.
 * @throws ActError for a piece that would be longer than `longestLine`
 */
export async function* wholePieces(
  texts: AsyncIterable<string>,
  boundary: (text: string) => number,
  name: string,
): AsyncGenerator<string> {
  let kept: string[] = [];
  let started = false;
  let waiting = 0;
  let keptLength = 0;
  for await (const text of texts) {
    const end = boundary(text);
    waiting += text.length;
    if (end === 0 || (end < text.length && !started && waiting < firstLength)) {
      kept.push(text);
      keptLength += text.length;
      if (keptLength > longestLine) throw commandLineError('inputLong', name, longestLine);
    } else {
      yield kept.join('') + text.slice(0, end);
      started = true;
      kept = end < text.length ? [text.slice(end)] : [];
      keptLength = text.length - end;
    }
  }
  if (kept.length > 0) yield kept.join('');
}

/** The beginning of a text. */
export interface Beginning {
  /** The first line that is neither blank nor a comment; its beginning if it is very long. */
  readonly line: string;
  /** From 1. */
  readonly number: number;
  /** The texts from their beginning. */
  readonly texts: AsyncIterable<string>;
}

/** A first line longer than this is judged by its beginning. */
const longestPeek = 65_536;

/** Looks at the first line, whatever stands before it. */
export async function peekLine(texts: AsyncIterable<string>): Promise<Beginning> {
  const iterator = texts[Symbol.asyncIterator]();
  const head: string[] = [];
  let line = '';
  let number = 1;
  search: while (line.length < longestPeek || isComment(line)) {
    const next = await iterator.next();
    if (next.done === true) break;
    head.push(next.value);
    for (let from = 0; from < next.value.length; ) {
      const end = next.value.indexOf('\n', from);
      line = `${line}${next.value.slice(from, end < 0 ? undefined : end)}`.trimStart().slice(0, longestPeek);
      if (end < 0) break;
      from = end + 1;
      if (line !== '' && !isComment(line)) break search;
      line = '';
      number += 1;
    }
  }
  return {line: isComment(line) ? '' : line.trimEnd(), number, texts: resumed(head.join(''), iterator)};
}

/** A part that was taken from an iterator, then the rest of it; closing this closes the iterator. */
export async function* resumed<T>(head: T, rest: AsyncIterator<T>): AsyncGenerator<T> {
  try {
    yield head;
    for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
  } finally {
    await rest.return?.();
  }
}
