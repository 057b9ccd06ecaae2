import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {roundedNumber} from '../../src/render/number.ts';
import type {Style} from '../../src/render/style.ts';
import {makePaint, plain} from '../../src/render/style.ts';
import {tableText} from '../../src/render/table.ts';
import type {Cell, Column, Table} from '../../src/report/table.ts';

const plainStyle: Style = {
  width: 80,
  digits: 6,
  lines: 23,
  isScreen: false,
  coloured: false,
  ascii: false,
  paint: plain,
};

async function textOf(table: Table, style: Partial<Style> = {}): Promise<string> {
  let text = '\n';
  for await (const piece of tableText(table, {...plainStyle, ...style})) text += piece;
  return text;
}

function tableOf(columns: Readonly<Record<string, readonly Cell[]>>, notes: readonly string[] = []): Table {
  const names = Object.keys(columns);
  const kindOf = (cells: readonly Cell[]): Column['kind'] => {
    if (cells.every((cell) => typeof cell === 'number' || cell === null)) return 'number';
    return cells.every((cell) => typeof cell === 'string') ? 'text' : 'cells';
  };
  return {
    columns: names.map((name) => ({name, kind: kindOf(columns[name] ?? [])})),
    chunks: () => [{length: Object.values(columns)[0]?.length ?? 0, columns: Object.values(columns)}],
    notes,
  };
}

const elu = tableOf({x: [-1, 0, 1], elu: [Math.expm1(-1), -0, 1], elu_grad: [Math.exp(-1), null, 1]});

describe('the human table', () => {
  test('rounds, says so below and aligns numbers on the right', async () => {
    expect(await textOf(elu)).toBe(`
┌────┬───────────┬──────────┐
│  x │       elu │ elu_grad │
├────┼───────────┼──────────┤
│ -1 │ -0.632121 │ 0.367879 │
│  0 │        -0 │        - │
│  1 │         1 │        1 │
└────┴───────────┴──────────┘
numbers rounded to 6 significant digits
`);
  });

  test('--digits and --ascii', async () => {
    expect(await textOf({...elu, notes: ['Löwe: f′ ≤ 1']}, {digits: 3, ascii: true})).toBe(`
+----+--------+----------+
|  x |    elu | elu_grad |
+----+--------+----------+
| -1 | -0.632 |    0.368 |
|  0 |     -0 |        - |
|  1 |      1 |        1 |
+----+--------+----------+
Lowe: f' <= 1
numbers rounded to 3 significant digits
`);
  });

  test('mixed columns align each cell by itself; texts alone say nothing of rounding', async () => {
    expect(await textOf(tableOf({property: ['sup', 'odd', 'none'], tanh: [1.5, true, null]}))).toBe(`
┌──────────┬──────┐
│ property │ tanh │
├──────────┼──────┤
│ sup      │  1.5 │
│ odd      │ yes  │
│ none     │ -    │
└──────────┴──────┘
numbers rounded to 6 significant digits
`);
    expect(await textOf(tableOf({name: ['relu'], family: ['rectifier']}))).not.toContain('rounded');
  });

  test('what is too wide is split into blocks that repeat the first column', async () => {
    const wide = tableOf({
      x: [-1, 2],
      relu: [0, 2],
      relu_grad: [0, 1],
      tanh: [-0.7615941559557649, 0.9640275800758169],
    });
    expect(await textOf(wide, {width: 30})).toBe(`
┌────┬──────┬───────────┐
│  x │ relu │ relu_grad │
├────┼──────┼───────────┤
│ -1 │    0 │         0 │
│  2 │    2 │         1 │
└────┴──────┴───────────┘

┌────┬───────────┐
│  x │      tanh │
├────┼───────────┤
│ -1 │ -0.761594 │
│  2 │  0.964028 │
└────┴───────────┘
numbers rounded to 6
significant digits
`);
  });

  test('long texts are broken into lines, and then rows are kept apart', async () => {
    const formulas = tableOf({name: ['mish', 'relu'], formula: ['x * tanh(softplus(x))', 'max(0, x)']});
    expect(await textOf(formulas, {width: 26})).toBe(`
┌──────┬─────────────────┐
│ name │ formula         │
├──────┼─────────────────┤
│ mish │ x *             │
│      │ tanh(softplus(x │
│      │ ))              │
├──────┼─────────────────┤
│ relu │ max(0, x)       │
└──────┴─────────────────┘
`);
  });

  test('heads are coloured where there is colour, and only then', async () => {
    const colored = await textOf(elu, {paint: await makePaint(1)});
    expect(colored).toContain('\u001b[1melu\u001b[22m');
    expect(colored.replaceAll('\u001b[1m', '').replaceAll('\u001b[22m', '').replaceAll('\u001b[2m', '')).toBe(
      await textOf(elu),
    );
    expect(await textOf(elu, {paint: await makePaint(0)})).not.toContain('\u001b');
  });

  test('past 1,000 rows it is an error that names --format csv, before anything is written', async () => {
    const rows = (count: number) => tableOf({x: Array.from({length: count}, (_, i) => i)});
    expect((await textOf(rows(1000))).split('\n')).toHaveLength(1000 + 7);
    await expect(tableText(rows(1001), plainStyle).next()).rejects.toThrow(/1,000 rows .*--format csv/);
    const endless: Table = {
      columns: [{name: 'x', kind: 'number'}],
      chunks: function* () {
        while (true) yield {length: 64, columns: [new Float64Array(64)]};
      },
    };
    await expect(tableText(endless, plainStyle).next()).rejects.toThrow('1,000 rows');
  });

  test('no line is wider than the width, and no number is broken, from 40 columns up', async () => {
    const cell = fc.oneof(
      fc.double(),
      fc.string({maxLength: 60, unit: 'grapheme-ascii'}),
      fc.boolean(),
      fc.constant(null),
    );
    const columns = fc.dictionary(
      fc.string({minLength: 1, maxLength: 40, unit: 'grapheme-ascii'}),
      fc.tuple(cell, cell),
      {
        minKeys: 1,
        maxKeys: 8,
      },
    );
    await fc.assert(
      fc.asyncProperty(columns, fc.integer({min: 40, max: 200}), async (cells, width) => {
        const text = await textOf(tableOf(cells, ['a note '.repeat(20)]), {width});
        for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(width);
        for (const value of Object.values(cells).flat()) {
          if (typeof value === 'number') expect(text).toContain(` ${roundedNumber(value, 6)} `);
        }
      }),
    );
  });
});
