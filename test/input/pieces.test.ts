import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {readColumns} from '../../src/input/reader.ts';
import {bytesOf, read} from './read.ts';

describe('pieces', () => {
  test('the same numbers come out wherever the bytes are cut', async () => {
    const cell = fc.oneof(fc.double(), fc.integer()).map((value) => (Object.is(value, -0) ? '-0' : String(value)));
    const quotedCell = cell.map((text) => `"${text}"`);
    const row = fc.tuple(fc.oneof(cell, quotedCell), cell, fc.constantFrom('é', '"ü\n,""', ''));
    await fc.assert(
      fc.asyncProperty(fc.array(row, {minLength: 1}), fc.integer({min: 1, max: 40}), async (rows, size) => {
        const text = `"á",b,c\n${rows.map((cells) => cells.join(',').replace(/"ü.*$/s, '"ü\n,"""')).join('\r\n')}`;
        const expected = [0, 1].map((j) => rows.map((cells) => Number(cells[j]?.replaceAll('"', ''))));
        expect((await read(text, {columns: ['á', 'b'], size})).values).toEqual(expected);
        const plain = rows.map((cells) => cells[1]).join('\n');
        expect((await read(plain, {size})).values).toEqual([expected[1]]);
      }),
    );
  });

  test.each([
    ['plain numbers', '1\n2\n\n3\n5x\n6\n', 'only'],
    ['CSV', 'x,y\r\n1,2\r\n\r\n3,4\r\n5,5x\r\n6,6\r\n', 'all'],
    ['CSV with a quoted line feed', 'x,y\n"1\n",2\n3,4\n5,5x\n6,6\n', 'all'],
    ['JSON Lines', '{"x":1}\n\n{"x":2}\n{"x":3}\n{"x":"5x"}\n{"x":6}\n', 'all'],
  ] as const)('a mistake in %s is on its line wherever the bytes are cut', async (_title, text, columns) => {
    for (let size = 1; size <= text.length; size += 1) {
      await expect(read(text, {columns, size})).rejects.toThrow("data, line 5: '5x' is not a number");
    }
  });

  test('rows that have come leave before the next ones are there', async () => {
    let asked = 0;
    async function* slow(): AsyncGenerator<Uint8Array> {
      for (const text of ['1\n', '2\n3', '4\n']) {
        asked += 1;
        yield new TextEncoder().encode(text);
      }
    }
    const {chunks} = await readColumns(slow(), {name: 'data', columns: 'only'});
    const iterator = chunks[Symbol.asyncIterator]();
    for (const [value, pieces] of [
      [1, 1],
      [2, 2],
      [34, 3],
    ] as const) {
      // biome-ignore format: one line
      expect([(await iterator.next()).value?.columns[0], asked]).toEqual([Float64Array.of(value), pieces]);
    }
  });

  test('a short input whose last line has no end is read as a whole: a mistake in it is found before any row leaves', async () => {
    const pieces = async function* (...texts: readonly string[]) {
      for (const text of texts) yield new TextEncoder().encode(text);
    };
    const wanted = {name: 'data', columns: 'only'} as const;
    await expect(readColumns(pieces('1\n2', '\n3\nab', 'c'), wanted)).rejects.toThrow("line 4: 'abc' is not a number");
    // What is longer does not wait: its first rows leave, and the mistake is found when its line is read.
    const long = `${'1\n'.repeat(2048)}2`;
    const {chunks} = await readColumns(pieces(long, '\nabc'), wanted);
    const iterator = chunks[Symbol.asyncIterator]();
    expect((await iterator.next()).value?.length).toBe(2048);
    expect((await iterator.next()).value?.columns).toEqual([Float64Array.of(2)]);
    await expect(iterator.next()).rejects.toThrow("line 2050: 'abc' is not a number");
  });

  test('a reader that stops, and a mistake, close the source', async () => {
    let closed = 0;
    async function* source(text: string): AsyncGenerator<Uint8Array> {
      try {
        while (true) yield new TextEncoder().encode(text);
      } finally {
        closed += 1;
      }
    }
    const {chunks} = await readColumns(source('1\n'), {name: 'data', columns: 'only'});
    for await (const _chunk of chunks) break;
    expect(closed).toBe(1);
    await expect(readColumns(source('1,2\n'), {name: 'data', columns: 'only'})).rejects.toThrow('2 columns');
    expect(closed).toBe(2);
  });

  test('chunks hold at most 4096 rows', async () => {
    const text = Array.from({length: 50_000}, (_, i) => i).join('\n');
    const {chunks} = await readColumns(bytesOf(text), {name: 'data', columns: 'only'});
    let next = 0;
    for await (const {length, columns} of chunks) {
      expect(length).toBeLessThanOrEqual(4096);
      for (const value of columns[0] ?? []) expect(value).toBe(next++);
    }
    expect(next).toBe(50_000);
  });
});
