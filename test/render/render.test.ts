import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type Format, formatNamed, formatNames} from '../../src/render/formats.ts';
import {render} from '../../src/render/render.ts';
import type {Style} from '../../src/render/style.ts';
import {plain} from '../../src/render/style.ts';
import type {Cell, Chunk, Column, Table} from '../../src/report/table.ts';
import {textsOf} from './text-of.ts';

const style: Style = {width: 80, digits: 6, lines: 23, isScreen: false, coloured: false, ascii: false, paint: plain};

function tableOf(columns: readonly Column[], ...chunks: readonly Chunk[]): Table {
  return {columns, chunks: () => chunks};
}

const noPage = () => '';

async function textOf(format: Format, table: Table): Promise<string> {
  return (await textsOf(render({table}, format, style, noPage))).join('');
}

const numbers = tableOf(
  [
    {name: 'x', kind: 'number'},
    {name: 'relu', kind: 'number'},
  ],
  {length: 3, columns: [Float64Array.of(-1, -0, 0.1), Float64Array.of(0, 1e21, 1 / 3)]},
  {length: 2, columns: [Float64Array.of(NaN, Infinity), Float64Array.of(-Infinity, 5e-324)]},
);

const mixed = tableOf(
  [
    {name: 'name', kind: 'text'},
    {name: 'a, "b"', kind: 'cells'},
    {name: 'y_', kind: 'number'},
  ],
  {length: 3, columns: [['p|q\t\\', 'two\nlines', ''], [true, 'x*f(1.5*x)', -0], [null, 1.5, NaN]]}, // biome-ignore format: a column each
);

const empty = tableOf([{name: 'x', kind: 'number'}]);

describe('csv', () => {
  test('numbers are exact, a row a line', async () => {
    expect(await textOf('csv', numbers)).toBe(`x,relu
-1,0
-0,1e+21
0.1,0.3333333333333333
NaN,-Infinity
Infinity,5e-324
`);
  });

  test('quotes what needs quotes; absent values are empty, an empty text is not', async () => {
    expect(await textOf('csv', mixed)).toBe(
      'name,"a, ""b""",y_\np|q\t\\,true,\n"two\nlines",x*f(1.5*x),1.5\n"",-0,NaN\n',
    );
  });

  test('quotes line ends of either kind, and spaces at either end that a reader may trim', async () => {
    const texts = tableOf([{name: ' x', kind: 'text'}], {
      length: 6,
      columns: [['a\rb', 'a\nb', ' a', 'a ', '\ta', 'a b']],
    });
    expect(await textOf('csv', texts)).toBe('" x"\n"a\rb"\n"a\nb"\n" a"\n"a "\n"\ta"\na b\n');
  });

  test('a table without rows is its head', async () => {
    expect(await textOf('csv', empty)).toBe('x\n');
  });
});

test('tsv escapes tabs, line feeds and backslashes', async () => {
  expect(await textOf('tsv', mixed)).toBe(
    'name\ta, "b"\ty_\np|q\\t\\\\\ttrue\t\ntwo\\nlines\tx*f(1.5*x)\t1.5\n\t-0\tNaN\n',
  );
});

test('tsv escapes carriage returns too, so that every row is a line for whoever reads it', async () => {
  const texts = tableOf([{name: 'a\rb', kind: 'text'}], {length: 2, columns: [['c\r\nd', '\\r']]});
  expect(await textOf('tsv', texts)).toBe('a\\rb\nc\\r\\nd\n\\\\r\n');
});

describe('json and jsonl', () => {
  test('json is an array with a row object on each line', async () => {
    expect(await textOf('json', numbers)).toBe(`[
{"x":-1,"relu":0},
{"x":-0,"relu":1e+21},
{"x":0.1,"relu":0.3333333333333333},
{"x":"NaN","relu":"-Infinity"},
{"x":"Infinity","relu":5e-324}
]
`);
    expect(JSON.parse(await textOf('json', empty))).toEqual([]);
  });

  test('jsonl is a row object on each line', async () => {
    expect(await textOf('jsonl', mixed)).toBe(`{"name":"p|q\\t\\\\","a, \\"b\\"":true,"y_":null}
{"name":"two\\nlines","a, \\"b\\"":"x*f(1.5*x)","y_":1.5}
{"name":"","a, \\"b\\"":-0,"y_":"NaN"}
`);
    expect(await textOf('jsonl', empty)).toBe('');
  });

  test('every cell reads back as it was', async () => {
    const cell = fc.oneof(
      fc.double({noNaN: true, noDefaultInfinity: true}),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(cell), fc.string(), fc.nat(9), async (cells: readonly Cell[], name, cut) => {
        const parts = [cells.slice(0, cut), cells.slice(cut)];
        const chunks = parts.map((part) => ({length: part.length, columns: [part]}));
        const table = tableOf([{name, kind: 'cells'}], ...chunks);
        const rows: readonly object[] = JSON.parse(await textOf('json', table));
        expect(rows.map((row) => Object.entries(row))).toEqual(cells.map((value) => [[name, value]]));
        const lines = (await textOf('jsonl', table)).split('\n').slice(0, -1);
        expect(lines.map((line) => JSON.parse(line))).toEqual(rows);
      }),
    );
  });
});

describe('markdown', () => {
  test('rounds, says so, aligns numbers on the right and escapes', async () => {
    expect(await textOf('markdown', mixed)).toBe(String.raw`numbers rounded to 6 significant digits

| name      | a, "b"       | y\_ |
| --------- | ------------ | --: |
| p\|q \\   | yes          |   - |
| two lines | x\*f(1.5\*x) | 1.5 |
|           | -0           | NaN |
`);
  });

  test('shows what begins markup, and keeps each row on its line', async () => {
    const texts = tableOf([{name: 'text', kind: 'text'}], {
      length: 6,
      columns: [['<b>', '~~x~~', '`x`', 'snake_case _x_', 'a \r\n\r\n b', 'a\rb']],
    });
    expect((await textOf('markdown', texts)).split('\n').map((line) => line.replace(/ +\|$/, ''))).toEqual([
      '| text',
      '| ----------------',
      '| \\<b>',
      '| \\~\\~x\\~\\~',
      '| \\`x\\`',
      '| snake_case \\_x\\_',
      '| a b',
      '| a b',
      '',
    ]);
  });

  test('a table without rows is its head, and one of texts alone says nothing of rounding', async () => {
    expect(await textOf('markdown', tableOf([{name: 'name', kind: 'text'}]))).toBe('| name |\n| ---- |\n');
  });
});

describe('streaming', () => {
  /** A table of `rows` numbers that counts the chunks it was asked for. */
  function counting(rows: number, length: number) {
    const asked = {count: 0};
    const table: Table = {
      columns: [{name: 'x', kind: 'number'}],
      chunks: function* () {
        for (let start = 0; start < rows; start += length) {
          asked.count += 1;
          yield {length, columns: [new Float64Array(length).fill(0.123456789)]};
        }
      },
    };
    return {table, asked};
  }

  test.each(['csv', 'tsv', 'json', 'jsonl', 'markdown'] as const)(
    '%s: the first rows leave at once',
    async (format) => {
      const {table, asked} = counting(1e9, 64);
      for await (const piece of render({table}, format, style, noPage)) {
        expect(String(Buffer.from(piece))).toContain(format === 'markdown' ? '0.123457' : '0.123456789');
        break;
      }
      expect(asked.count).toBe(1);
    },
  );

  test('long chunks leave in pieces of about 64 kB that join to the same text', async () => {
    const pieces = await textsOf(render({table: counting(100_000, 50_000).table}, 'json', style, noPage));
    expect(pieces.length).toBeGreaterThan(20);
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(100_000);
    expect(JSON.parse(pieces.join(''))).toHaveLength(100_000);
  });

  test('rows that come as bytes stand between the head and the tail of the format, and are not made again', async () => {
    const bytes = (text: string) => ({length: 1, bytes: new TextEncoder().encode(text)});
    const table: Table = {
      columns: [{name: 'x', kind: 'number'}],
      chunks: () => {
        throw new Error('they are not asked for');
      },
      async *written() {
        yield bytes('\n{"x":1}');
        yield bytes(',\n{"x":2}');
      },
    };
    expect(await textsOf(render({table}, 'json', style, noPage))).toEqual(['[', '\n{"x":1}', ',\n{"x":2}', '\n]\n']);
    const bad: Table = {
      ...table,
      // biome-ignore lint/correctness/useYield: it fails before its first row
      written: async function* () {
        throw new Error('a bad row');
      },
    };
    await expect(render({table: bad}, 'json', style, noPage).next()).rejects.toThrow('a bad row');
  });

  test.each(formatNames)('%s: nothing is written before a mistake in the first rows', async (format) => {
    const table: Table = {
      columns: [{name: 'x', kind: 'number'}],
      // biome-ignore lint/correctness/useYield: it fails before its first row
      chunks: async function* () {
        throw new Error('a bad row');
      },
    };
    await expect(render({table}, format, style, noPage).next()).rejects.toThrow('a bad row');
  });
});

test('another format is an error that names them all', () => {
  expect(formatNamed('csv')).toBe('csv');
  for (const name of ['xml', 'CSV', '', 'constructor']) {
    expect(() => formatNamed(name)).toThrow(
      `unknown format: '${name}'; --format takes 'table', 'csv', 'tsv', 'json', 'jsonl' or 'markdown'`,
    );
  }
});
