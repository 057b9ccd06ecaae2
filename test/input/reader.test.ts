import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Wanted} from '../../src/input/columns.ts';
import {readColumns} from '../../src/input/reader.ts';

/** The bytes of a text, in pieces of so many bytes. */
async function* bytesOf(text: string | Uint8Array, size = 65_536): AsyncGenerator<Uint8Array> {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  for (let i = 0; i < bytes.length; i += size) yield bytes.subarray(i, i + size);
}

interface Given {
  readonly columns?: Wanted['columns'];
  readonly name?: string;
  readonly size?: number;
}

async function read(text: string | Uint8Array, {columns = 'only', name = 'data', size}: Given = {}) {
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

describe('one column of numbers', () => {
  test.each([
    ['one a line', '1\n-2.5\n3e2\n', [1, -2.5, 300]],
    ['without a last line feed', '1\n2', [1, 2]],
    ['with carriage returns', '1\r\n2\r\n', [1, 2]],
    ['with blank lines and spaces around', '\n\n  1 \n\n2\n\n', [1, 2]],
    ['on one line, apart by spaces and tabs', '\n1 2\t3\n\n', [1, 2, 3]],
    ['apart by tabs alone', '1\t2\t3\n', [1, 2, 3]],
    [
      'with words and hexadecimal floats',
      'nan\ninf\n-Infinity\n-0\n0x1.8p-3\n',
      [NaN, Infinity, -Infinity, -0, 0.1875],
    ],
    ['with a byte-order mark', '\ufeff1\n2\n', [1, 2]],
    ['below a header', 'x\n1\n2\n', [1, 2]],
    ['below a quoted header', '"my x"\n"1"\n2\n', [1, 2]],
  ])('%s', async (_title, text, values) => {
    expect((await read(text)).values).toEqual([values]);
  });

  test('of UTF-16 with a byte-order mark', async () => {
    const bytes = new Uint8Array(Buffer.from('\ufeff1\r\n2\r\n', 'utf16le'));
    expect((await read(bytes)).values).toEqual([[1, 2]]);
  });

  test.each([
    ['1\n2\nabc\n', "data, line 3: 'abc' is not a number"],
    ['1\n2\nabc', "data, line 3: 'abc' is not a number"],
    ['0.5\nNA\n', "data, line 2: 'NA' is not a number"],
    ['0.5\n#N/A\n', "data, line 2: '#N/A' is not a number"],
    ['0.5 1 2\n3 4 5\n', 'data has rows of 3 numbers; choose a column with --column, a number from 1 to 3'],
    ['1\t2\n3\t4\n', 'data has rows of 2 numbers; choose a column'],
    ['1 2\n3\n', 'data has rows of 2 numbers; choose a column'],
    ['1\n2 3\n', 'data, line 2: the row has 2 cells where the first has 1'],
    ['0,5\n1,5\n', 'data has 2 columns'],
    ['"0,5"\n', "data, line 1: '0,5' is not a number; write decimals such as 0.5 with a point"],
    ['1.0.0\n2\n', "data, line 1: '1.0.0' is not a number"],
    ['1 2 4x 5\n', "data, line 1: '4x' is not a number"],
    ['1\n0b1\n', "data, line 2: '0b1' is not a number"],
    ['1\n1_000\n', "data, line 2: '1_000' is not a number"],
    ['1\na\u0007b\n', "data, line 2: 'a\\u0007b' is not a number"],
    [`1\n${'z'.repeat(99)}\n`, `data, line 2: '${'z'.repeat(37)}...' is not a number`],
    ['x\n1\n""\n', 'data, line 3: a cell is empty'],
    ['', 'data holds no numbers'],
    [' \n\r\n', 'data holds no numbers'],
    ['abc\n', "data holds no numbers below its header 'abc'"],
    ['1\0\n', 'data is not text'],
  ])('%j is an error that shows where and what', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });
});

test.each(
  // biome-ignore format: a list of words
  ['NA', 'null', '#N/A', '\u221e', '-\u221e', 'tensor(0.5)', 'N/A', 'None', 'nil', '<NA>', 'NaT', 'nan(ind)', '#DIV/0!',
   'array([0.5', 'np.float32(1e-3)', 'True', '?', '-', '$5', '(1)'],
)('%s stands for a number and is no header', async (word) => {
  for (const text of [word, `"${word}"`])
    await expect(read(`${text}\n0.5\n1\n`)).rejects.toThrow(`data, line 1: '${word}' is not a number`);
});

describe('a table', () => {
  const table = 'x,"relu, rectified",note\n-1,0,a\n2,2.5,"say ""hi""\nand more"\n';

  test('gives the column of a name or of a number from 1', async () => {
    expect(await read(table, {columns: ['x']})).toEqual({names: ['x'], values: [[-1, 2]]});
    expect((await read(table, {columns: ['relu, rectified', '1']})).values).toEqual([[0, 2.5], [-1, 2]]); // biome-ignore format: in the order asked
    expect((await read(table, {columns: ['2']})).names).toEqual(['relu, rectified']);
  });

  test('is apart by tabs or by spaces as well', async () => {
    expect((await read('x\ty\n1\t2\n', {columns: ['y']})).values).toEqual([[2]]);
    expect((await read('1\t2\n3\t4\n', {columns: ['2']})).values).toEqual([[2, 4]]);
    expect((await read(' 1   2\n 3  4\n', {columns: ['2']})).values).toEqual([[2, 4]]);
    expect((await read('x y\n1 2\n', {columns: ['y']})).values).toEqual([[2]]);
  });

  test('is apart by semicolons, and a comma in a number is told', async () => {
    expect((await read('x;y\n1;2\n', {columns: ['y']})).values).toEqual([[2]]);
    expect((await read('1;2\n3;4\n', {columns: ['2'], name: 'a.csv'})).values).toEqual([[2, 4]]);
    await expect(read('1;2\n')).rejects.toThrow('data has 2 columns');
    for (const text of ['x;y\n1,5;2,5\n', '0,5;1,5\n1,5;2,5\n'])
      await expect(read(text, {columns: ['1']})).rejects.toThrow(",5' is not a number; write decimals such as");
    const labels = 'x,maxout:weights=[1;-1],"maxout:weights=[1,2;3,4]"\n1,2,3\n';
    expect((await read(labels, {columns: ['maxout:weights=[1;-1]']})).values).toEqual([[2]]);
    const tabbed = 'x\tmaxout:weights=[1,2;3,4],biases=[0;0]\n1\t2\n';
    expect((await read(tabbed, {columns: ['x']})).values).toEqual([[1]]);
  });

  test('may have a delimiter at the end of each row', async () => {
    for (const text of ['1,2,\n3,4,\n', '1,2,\n3,4\n', '1,2\n3,4,\n', 'a,b,\n1,2,\n3,4,\n', 'a,b\n1,2,\n3,4, \n'])
      expect((await read(text, {columns: 'all'})).values, text).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
    expect((await read('1,\n2,\n')).values).toEqual([[1, 2]]);
    expect((await read('1\t2\t\n3\t4\t\n', {columns: 'all'})).values).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
    await expect(read('1,2,\n3,4,5\n', {columns: 'all'})).rejects.toThrow(
      'line 2: the row has 3 cells where the first',
    );
  });

  test('has comments, and its header may be one', async () => {
    const savetxt = '# made by numpy\n# x y\n1.0e+00 2.0e+00\n3.0e+00 4.0e+00\n';
    expect((await read(savetxt, {columns: ['y']})).values).toEqual([[2, 4]]);
    expect((await read('# x,y\n1 2\n3 4\n', {columns: ['y']})).values).toEqual([[2, 4]]);
    expect((await read('# x, y\n1,2\n# a note\n3,4\n', {columns: ['x', '2']})).values).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
    expect((await read('% of all\nx,y\n1,2\n%\n3,4\n', {columns: ['y']})).values).toEqual([[2, 4]]);
    expect((await read('# a\n1\n  # b c d\n2\n')).values).toEqual([[1, 2]]);
    expect((await read('#\n1 2 3')).values).toEqual([[1, 2, 3]]);
    await expect(read('# only a comment\n')).rejects.toThrow('data holds no numbers');
    await expect(read('#1\n2 # b\n')).rejects.toThrow("data, line 2: '#' is not a number");
    await expect(read('#N/A,1\n2,3\n', {columns: ['1']})).rejects.toThrow("line 1: '#N/A' is not a number");
  });

  test('gives all its columns, named by the header or by number', async () => {
    expect(await read('1,2\n3,4\n', {columns: 'all'})).toEqual({names: ['1', '2'], values: [[1, 3], [2, 4]]}); // biome-ignore format: a row each
    expect(await read('a,b\r\n1,2\r\n\r\n', {columns: 'all'})).toEqual({names: ['a', 'b'], values: [[1], [2]]});
    expect((await read('1 2\n3 4', {columns: 'all'})).values).toEqual([[1, 3], [2, 4]]); // biome-ignore format: a row each
  });

  test('a name goes before a number, and makes a row of numbers its header', async () => {
    expect((await read('2,1\n7,8\n', {columns: ['2']})).values).toEqual([[1, 8]]);
    expect((await read('b,2\n7,8\n', {columns: ['b']})).values).toEqual([[7]]);
    expect((await read('"2",b\n7,8\n', {columns: ['b', '2']})).values).toEqual([[8], [7]]);
  });

  test('the extension of the name decides before the content', async () => {
    await expect(read('1\t2\n', {name: 'a.TSV'})).rejects.toThrow('a.TSV has 2 columns');
    await expect(read('1 2\n', {name: 'a.csv'})).rejects.toThrow("a.csv, line 1: '1 2' is not a number");
  });

  test.each<[string, Wanted['columns'], string]>([
    ['x,y\n1,2\n', 'only', "data has 2 columns; choose one with --column: 'x', 'y' or a number from 1 to 2"],
    ['1,2\n', 'only', 'data has 2 columns; choose one with --column: a number from 1 to 2'],
    ['x,y\n1,2\n', ['z'], "data has no column 'z'; --column takes 'x', 'y' or a number from 1 to 2"],
    ['x,y\n1,2\n', ['3'], "data has no column '3'"],
    ['x,y\n1,2\n', ['0'], "data has no column '0'"],
    ['x,y\n1,2\n', ['__proto__'], "data has no column '__proto__'"],
    ['x,x\n1,2\n', ['x'], "data has several columns 'x'; choose one with --column by its number, 1 to 2"],
    ['x,y\n1,2\n3\n', ['x'], 'data, line 3: the row has 1 cell where the first has 2'],
    ['x,y\n1,2,3\n', ['x'], 'data, line 2: the row has 3 cells where the first has 2'],
    ['x,y\n1,\n', ['y'], 'data, line 2: a cell is empty'],
    ['x,y\n"1\n\n",2\n3,y\n', ['y'], "data, line 5: 'y' is not a number"],
    ['x,y\n1,"2\n3,4\n', ['y'], 'data, line 2: a quoted cell is never closed'],
    ['1,2\r3,4\r', ['1'], 'data, line 1: there is a carriage return in it; end lines with line feeds'],
    ['x,y\n', ['y'], "data holds no numbers below its header 'y'"],
  ])('%j with columns %j is an error', async (text, columns, message) => {
    await expect(read(text, {columns})).rejects.toThrow(message);
  });

  test('a quote within a cell is a character like another; before one that opens a cell there may be spaces', async () => {
    expect((await read('x,size\n1,5" disk\n2,12" disk\n', {columns: ['x']})).values).toEqual([[1, 2]]);
    await expect(read('x,size\n1,a "b, c"\n', {columns: ['x']})).rejects.toThrow('the row has 3 cells');
    expect(await read('x, "my y" \n1, "2"\n3,\t"4" \n', {columns: ['my y']})).toEqual({
      names: ['my y'],
      values: [[2, 4]],
    });
  });

  test('a quoted cell may hold line feeds, delimiters and doubled quotes, in a header too', async () => {
    const text = '"a\n""b"", c",x\r\n1,"2"\r\n';
    const names = ['a\n"b", c', 'x'];
    expect(await read(text, {columns: names, name: 'a.csv'})).toEqual({names, values: [[1], [2]]});
  });

  test('columns that are not asked for may hold anything', async () => {
    expect((await read('x,y\n1,\n2,b\n', {columns: ['x']})).values).toEqual([[1, 2]]);
  });
});

describe('JSON', () => {
  test('an array of objects in any layout, or of numbers', async () => {
    const rows = [{x: 1, y: 'NaN', z: 'text'}, {x: 0.5, y: 2, z: null}]; // biome-ignore format: one line
    for (const text of [JSON.stringify(rows), JSON.stringify(rows, null, 2), `\n[\n${JSON.stringify(rows).slice(1)}\n`])
      expect(await read(text, {columns: ['y', 'x']})).toEqual({names: ['y', 'x'], values: [[NaN, 2], [1, 0.5]]}); // biome-ignore format: a row each
    expect((await read('[{"x": NaN}, {"x": -Infinity}]')).values).toEqual([[NaN, -Infinity]]);
    expect((await read('[1, -0.5, "inf"]')).values).toEqual([[1, -0.5, Infinity]]);
  });

  test.each([
    ['[]', 'data holds no numbers'],
    ['[1, 2', 'data: it is not JSON; write an array of objects'],
    ['[[1, 2]]', 'data: its items are neither all objects nor all numbers'],
    ['[1, {"x": 2}]', 'data: its items are neither all objects nor all numbers'],
    ['[1, null]', "data, line 2: 'null' is not a number"],
    ['[{"x":1},{"y":2}]', "data, line 2: 'x' is missing"],
    ['[{"x":1,"y":2}]', 'data has 2 columns'],
  ])('%s is an error', async (text, message) => {
    await expect(read(text)).rejects.toThrow(message);
  });

  test('a file called .json is read so', async () => {
    await expect(read('17', {name: 'a.json'})).rejects.toThrow('it is not an array');
  });
});

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
          'data, line 1: the row has more than 65536 cells; give one number a line',
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
        const plain = rows.map((cells) => cells[1]).join(size % 2 ? ' ' : '\n');
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

  test('chunks hold at most 4096 rows, and one line may hold any number of them', async () => {
    const text = Array.from({length: 50_000}, (_, i) => i).join(' ');
    const {chunks} = await readColumns(bytesOf(text), {name: 'data', columns: 'only'});
    let next = 0;
    for await (const {length, columns} of chunks) {
      expect(length).toBeLessThanOrEqual(4096);
      for (const value of columns[0] ?? []) expect(value).toBe(next++);
    }
    expect(next).toBe(50_000);
  });
});
