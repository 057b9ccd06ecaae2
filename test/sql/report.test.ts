import {expect, test} from 'vitest';
import type {DialectName} from '../../src/sql/dialect.ts';
import {reportQuery} from '../../src/sql/report-query.ts';
import type {Source} from '../../src/sql/source.ts';
import {reportColumns} from '../../src/sql/units.ts';
import {figuresOf, heldOf, layerFor, type Numbers} from './data.ts';
import {duckdbWith, type Row, sqliteWith} from './engines.ts';

const activations = ['relu', 'sigmoid', 'gelu', 'silu', 'hardtanh', 'elu', '=x*exp(-x^2)', '=sin(x)'];
const cases = activations.flatMap((text) => [undefined, 'float32', 'bfloat16'].map((dtype) => ({text, dtype})));
const names = ['a', 'b', 'c', 'd'];

const sources: readonly Source[] = [
  {kind: 'wide', table: ['wide'], columns: names},
  {kind: 'long', table: ['long'], value: 'x', unit: 'u'},
  {kind: 'list', table: ['lists'], list: 'h'},
];

/** Every count is equal, and means and deviations are as close as sums of doubles are. */
function expectFigures(rows: readonly Row[], units: readonly Numbers[], held: Parameters<typeof figuresOf>[1]): void {
  expect(rows).toHaveLength(units.length);
  for (const [i, row] of rows.entries()) {
    const {mean, std, ...counts} = figuresOf(units[i] as Numbers, held); // a row for each unit
    const {unit: _, mean: foundMean, std: foundStd, ...found} = row;
    expect(found).toEqual(counts);
    expect(Object.keys(row)).toEqual(reportColumns(held));
    for (const [wanted, given] of [
      [mean, foundMean],
      [std, foundStd],
    ]) {
      if (wanted === null || wanted === undefined) expect(given).toBeNull();
      else
        expect(Math.abs(Number(given) - Number(wanted))).toBeLessThanOrEqual(
          1e-12 * Math.max(Math.abs(Number(wanted)), std ?? 0),
        );
    }
  }
}

const textOf = (source: Source, dialect: DialectName, held: Parameters<typeof figuresOf>[1]) =>
  reportQuery({...held, dialect, source}).join('\n');

test.each(cases)(
  'DuckDB counts in wide, long and list tables what a loop counts: $text, $dtype',
  async ({text, dtype}) => {
    const held = heldOf(text, dtype);
    for (const type of ['DOUBLE', 'FLOAT'] as const) {
      const units = layerFor(held.zones, type === 'FLOAT');
      const engine = await duckdbWith(units, names, type);
      for (const source of sources) {
        const rows = await engine.query(textOf(source, 'duckdb', held));
        expect(rows.map(({unit}) => unit)).toEqual(source.kind === 'list' ? [0, 1, 2, 3] : names);
        expectFigures(rows, units, held);
      }
    }
  },
);

test.each(cases)('SQLite counts in wide and long tables what a loop counts: $text, $dtype', async ({text, dtype}) => {
  const held = heldOf(text, dtype);
  const units = layerFor(held.zones);
  const engine = await sqliteWith(units, names);
  for (const source of sources.slice(0, 2)) {
    const rows = await engine.query(textOf(source, 'sqlite', held));
    expect(rows.map(({unit}) => unit)).toEqual(names);
    expectFigures(rows, units, held);
  }
});
