import {describe, expect, test} from 'vitest';
import {readColumns} from '../../src/input/reader.ts';
import {read} from './read.ts';

describe('what is long', () => {
  const within = async (milliseconds: number, work: () => Promise<unknown>) => {
    const started = performance.now();
    await work();
    expect(performance.now() - started).toBeLessThan(milliseconds);
  };

  test('blank lines and comments before the first number', async () => {
    await within(2000, async () => {
      expect((await read(`${'\n'.repeat(1_000_000)}1\n2\n`)).values).toEqual([[1, 2]]);
      expect((await read(`${' '.repeat(1_000_000)}x,y\n1,2\n`, {columns: ['y']})).values).toEqual([[2]]);
      expect((await read(`#${' a'.repeat(500_000)}\n1\n2\n`)).values).toEqual([[1, 2]]);
    });
    await expect(read(`${'\n'.repeat(100_000)}1\nz\n`)).rejects.toThrow("line 100002: 'z' is not");
  });

  test('an open quote, and quotes within a cell', async () => {
    await within(4000, async () => {
      const rows = '1,2\n'.repeat(500_000);
      await expect(read(`x,y\n1,"2\n${rows}`, {columns: ['y']})).rejects.toThrow(
        'line 2: a quoted cell is never closed',
      );
      await expect(read(`x,y\n1,a${'"'.repeat(500_000)}\n`, {columns: ['y']})).rejects.toThrow('is not a number');
    });
  });

  test('a row of millions of cells', async () => {
    await within(4000, async () => {
      for (const text of ['1,', '"1",', '1\t'])
        await expect(read(text.repeat(3_000_000), {columns: ['1']})).rejects.toThrow(
          'data, line 1: the row has more than 65536 cells; give one number per line',
        );
    });
  });

  test('a line without an end', async () => {
    async function* endless(): AsyncGenerator<Uint8Array> {
      const block = new TextEncoder().encode('1'.repeat(1 << 20));
      while (true) yield block;
    }
    for (const columns of ['only', ['1']] as const)
      await expect(readColumns(endless(), {name: 'data', columns})).rejects.toThrow('of more than 67108864 characters');
  });
});
