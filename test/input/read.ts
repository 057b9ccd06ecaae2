import {expect} from 'vitest';
import type {Wanted} from '../../src/input/columns.ts';
import {readColumns} from '../../src/input/reader.ts';

/** The bytes of a text, in pieces of so many bytes. */
export async function* bytesOf(text: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

export interface Given {
  readonly columns?: Wanted['columns'];
  readonly name?: string;
  readonly size?: number;
}

/** What is told of a text that is read. */
export async function notesOf(text: string, {columns = 'only', name = 'data'}: Given = {}) {
  const {chunks, notes} = await readColumns(bytesOf(text), {name, columns});
  for await (const _chunk of chunks);
  return notes();
}

export async function read(text: string | Uint8Array, {columns = 'only', name = 'data', size}: Given = {}) {
  const {names, chunks} = await readColumns(bytesOf(text, size), {name, columns});
  const values: number[][] = names.map(() => []);
  for await (const chunk of chunks) {
    for (const [j, column] of chunk.columns.entries()) {
      expect(column).toHaveLength(chunk.length);
      values[j]?.push(...column);
    }
  }
  return {names: [...names], values};
}
