/** Doubles, names and comments in the text: whatever they are, the query means what it should. */

import fc from 'fast-check';
import {expect, test} from 'vitest';
import {type DialectName, dialectNames, dialects} from '../../src/sql/dialect.ts';
import {doubleText, sqliteDouble} from '../../src/sql/double-text.ts';
import {harmless, heading} from '../../src/sql/heading.ts';
import {partsOf} from '../../src/sql/quoting.ts';
import {reportQuery} from '../../src/sql/report-query.ts';
import {heldOf} from './data.ts';
import {duckdbWith, sqliteWith} from './engines.ts';

/** Biome takes it for a slip where a brace follows. */
const dollar = '$';

const hostile = [
  'a"b',
  "it's",
  'back\\slash',
  '`tick`',
  '"; DROP TABLE long; --',
  "'; --",
  'line\nbreak',
  '-- x',
  '/* x',
  `${dollar}{x}`,
  '%s {y} :z ?',
  'select',
  ' é ',
  '中',
];

test('a double is written with an exponent, for a decimal without one is no double', () => {
  expect([4.584863339122355, -1, 0, -0, 5e-324, Number.MAX_VALUE, 1e21].map(doubleText)).toEqual([
    '4.584863339122355E0',
    '-1E0',
    '0E0',
    '0E0',
    '5E-324',
    '1.7976931348623157E308',
    '1E21',
  ]);
  expect(dialects.postgres.literal(-0.5)).toBe("'-5E-1'::float8");
  expect(dialects.spark.literal(0.1)).toBe('1E-1D');
  expect(dialects.bigquery.literal(0.1)).toBe('1E-1');
});

test('DuckDB and SQLite read back the same double', async () => {
  const [duckdb, sqlite] = await Promise.all([duckdbWith([[]], ['a']), sqliteWith([[]], ['a'])]);
  const random = fc.sample(fc.double({noNaN: true, noDefaultInfinity: true}), {numRuns: 400, seed: 7});
  const doubles = [
    ...random,
    5e-324,
    -5e-324,
    2.2250738585072014e-308,
    Number.MAX_VALUE,
    -Number.MAX_VALUE,
    2 ** 53 + 2,
  ];
  const read = async (query: typeof duckdb.query, write: (x: number) => string) =>
    Object.values((await query(`SELECT ${doubles.map((x, i) => `${write(x)} AS c${i}`).join(', ')}`))[0] ?? {});
  const wanted = doubles.map((x) => x + 0);
  expect(await read(duckdb.query, dialects.duckdb.literal)).toEqual(wanted);
  expect(await read(sqlite.query, sqliteDouble)).toEqual(wanted);
});

test('for SQLite a double is made of integers and powers of two, for old versions read long decimals wrong', () => {
  expect(sqliteDouble(3)).toBe('CAST(3 AS REAL)');
  expect(sqliteDouble(-4.584863339122355)).toBe(
    '(/* -4.584863339122355E0 */ CAST(-2581048603202011 AS REAL) / CAST(562949953421312 AS REAL))',
  );
});

test('units and tables may be called anything, and are found by their names', async () => {
  const units = hostile.map((_, i) => [i + 1, -1]);
  const engines = [
    ['duckdb', await duckdbWith(units, hostile)],
    ['sqlite', await sqliteWith(units, hostile)],
  ] as const;
  for (const [dialect, engine] of engines) {
    const q = dialects[dialect].identifier;
    await engine.query(`CREATE TABLE ${q('ac"t_\\x')} AS SELECT * FROM wide`);
    const source = {kind: 'wide', table: ['ac"t_\\x'], columns: hostile} as const;
    const rows = await engine.query(reportQuery({...heldOf('relu'), dialect, source}).join('\n'));
    expect(rows.map(({unit, max}) => [unit, max])).toEqual(hostile.map((name, i) => [name, i + 1]));
    expect(await engine.query('SELECT COUNT(*) AS n FROM long')).toEqual([{n: 2 * hostile.length}]);
  }
});

test('a table may have the name of a query inside the query, and its columns those of others', async () => {
  for (const [dialect, engine] of [
    ['duckdb', await duckdbWith([[-1], [2]], ['unit_key', 'x'])],
    ['sqlite', await sqliteWith([[-1], [2]], ['unit_key', 'x'])],
  ] as const) {
    for (const name of ['act_numbers', 'act_tested', 'act_units', 'act_source', 'ACT_FIGURES']) {
      await engine.query(`CREATE TABLE ${name} AS SELECT * FROM wide`);
      const held = heldOf('relu');
      const wide = {kind: 'wide', table: [name], columns: ['unit_key', 'x']} as const;
      const rows = await engine.query(reportQuery({...held, dialect, source: wide}).join('\n'));
      expect(rows.map(({unit, dead}) => [unit, dead])).toEqual([
        ['unit_key', 1],
        ['x', 0],
      ]);
      const long = {kind: 'long', table: [name], value: 'unit_key', unit: 'x'} as const;
      expect(await engine.query(reportQuery({...held, dialect, source: long}).join('\n'))).toMatchObject([
        {unit: 2, dead: 1},
      ]);
    }
  }
});

test('each engine has its own quotes', () => {
  const written = (kind: 'identifier' | 'text', text: string) =>
    Object.fromEntries(dialectNames.map((name) => [name, dialects[name][kind](text)]));
  expect(written('identifier', 'a"`b')).toEqual({
    duckdb: '"a""`b"',
    spark: '`a"``b`',
    trino: '"a""`b"',
    postgres: '"a""`b"',
    bigquery: '`a\\"\\`b`',
    sqlite: '"a""`b"',
  });
  expect(written('text', "it's\\")).toEqual({
    duckdb: "'it''s\\'",
    spark: "concat('it', char(39), 's', char(92))",
    trino: "'it''s\\'",
    postgres: "E'it''s\\\\'",
    bigquery: "'it\\'s\\\\'",
    sqlite: "'it''s\\'",
  });
  for (const name of dialectNames) expect(() => dialects[name].identifier('a\0b')).toThrow(/has a NUL/);
  for (const name of dialectNames) expect(() => dialects[name].text('a\0b')).toThrow(/has a NUL/);
  expect(() => dialects.spark.identifier(`a${dollar}{b}`)).toThrow(/Spark fills in/);
});

test('names are apart by dots or commas, unless they are in double quotes', () => {
  expect(partsOf('a.b', '.')).toEqual(['a', 'b']);
  expect(partsOf('parquet."/data/x.parquet"', '.')).toEqual(['parquet', '/data/x.parquet']);
  expect(partsOf('a, "b,""c",d', ',')).toEqual(['a', 'b,"c', 'd']);
  for (const text of ['', 'a,', ',a', 'a,,b', '"a', '"a"b', 'a"b', '""']) expect(partsOf(text, ',')).toBeUndefined();
});

test('nothing in a formula ends the comment, or is filled in by what sends the query', () => {
  const nasty = 'x\n; DROP TABLE t; \r\u2028\u2029\u0085 {batch} {{ env }} %s :z \'q\' "q" `q` \\';
  expect(harmless(nasty)).not.toMatch(/[^ -~]|[;{}%'"`\\]|:\S/);
  const about = {
    label: nasty,
    formula: nasty,
    parameters: new Map([['alpha', 0.5]]),
    threshold: 0.01,
    dtype: 'float16',
    areZerosCertain: false,
    version: '1.2.3',
  };
  for (const line of heading('the report', about, ['dead', 'zero'])) expect(line).toMatch(/^-- [ -~]+$/);
});

const dialectsOf: readonly DialectName[] = dialectNames;
test.each(dialectsOf)('the text for %s has no brace, no percent sign and no semicolon of its own', (dialect) => {
  for (const text of ['gelu', '=sin(x)'])
    expect(
      reportQuery({
        ...heldOf(text, 'bfloat16'),
        dialect,
        source: {kind: 'wide', table: ['t'], columns: ['a', 'b']},
      }).join('\n'),
    ).not.toMatch(/[{}%;]/);
});

test('SQLite has no lists and joins 500 columns at most; Trino gets longer arrays in pieces', () => {
  const columns = Array.from({length: 501}, (_, i) => `c${i}`);
  const wide = {kind: 'wide', table: ['t'], columns} as const;
  const held = heldOf('relu');
  expect(() => reportQuery({...held, dialect: 'sqlite', source: wide})).toThrow(/at most 500 columns .* 501 are given/);
  expect(() => reportQuery({...held, dialect: 'sqlite', source: {kind: 'list', table: ['t'], list: 'h'}})).toThrow(
    /no lists/,
  );
  const text = reportQuery({...held, dialect: 'trino', source: wide}).join('\n');
  expect(text.match(/ARRAY\[/g)).toHaveLength(3);
});
