import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {DuckDBInstance} from '@duckdb/node-api';
import {beforeAll, expect, test, vi} from 'vitest';
import {auditByDuckdb} from '../../src/input/duckdb.ts';
import {runIn} from '../fake-io.ts';
import {figuresOf, heldOf, layerFor} from '../sql/data.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-duckdb-'));
const path = (name: string) => join(folder, name);
const held = heldOf('gelu', 'float32');
const wanted = {keys: [], from: undefined, watch: () => {}};

async function run(text: string): Promise<void> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run(text);
  connection.closeSync();
}

test('files that a glob finds are one table, whose columns or lists are counted as a loop counts', async () => {
  const [a = [], b = []] = layerFor(held.zones, true);
  const list = (numbers: readonly (number | null)[]) =>
    numbers.map((x) =>
      x === null ? 'NULL' : `'${Number.isFinite(x) ? x : String(x).replace('Infinity', 'inf')}'::FLOAT`,
    );
  const [first, second] = [list(a), list(b)];
  const rows = first.map((x, i) => `(${x}, ${second[i]})`);
  const half = Math.floor(rows.length / 2);
  const write = (name: string, select: string, some: readonly string[]) =>
    `COPY (SELECT ${select} FROM (VALUES ${some.join(', ')}) AS t (a, b)) TO '${path(name)}' (FORMAT parquet);`;
  for (const [i, some] of [rows.slice(0, half), rows.slice(half)].entries())
    await run(write(`wide${i}.parquet`, 'a, b AS "it\'s b"', some) + write(`list${i}.parquet`, '[a, b] AS h', some));
  const figures = [a, b].map((numbers) => figuresOf(numbers, held));
  for (const [glob, names] of [
    ['wide*.parquet', ['a', "it's b"]],
    ['list*.parquet', [0, 1]],
  ] as const) {
    const found = await auditByDuckdb([path(glob)], held, wanted);
    expect(found.map(({unit}) => unit)).toEqual(names);
    for (const [i, {unit: _, mean, std, ...counts}] of found.entries()) {
      const {mean: wantedMean, std: wantedStd, ...wantedCounts} = figures[i] ?? {};
      expect(counts).toEqual(wantedCounts);
      expect(mean).toBeCloseTo(wantedMean ?? Number.NaN, 12);
      expect(std).toBeCloseTo(wantedStd ?? Number.NaN, 11);
    }
  }
});

test('audit --engine duckdb reports the units, and an exceeded limit is exit code 1', async () => {
  writeFileSync(path('layer.csv'), 'a,b,c\n1,-1,nan\n2,-2,\n-3,-3,inf\n');
  const words = ['audit', 'relu', path('layer.csv'), '--engine', 'duckdb'];
  const {code, stdout} = await runIn({}, ...words, '--max-dead', '30%', '--max-nan', '2', '--format', 'csv');
  expect(code).toBe(1);
  expect(stdout.split('\n').map((line) => line.split(',').slice(0, 6).join(','))).toEqual([
    'activation,unit,count,nan,negative_infinite,positive_infinite',
    'relu,a,3,0,0,0',
    'relu,b,3,0,0,0',
    'relu,c,3,2,0,1',
    '',
  ]);
  // c has no finite number, so it may be dead: nothing passes of which nothing is known.
  const told = await runIn({columns: 100}, ...words, '--max-dead', '67%');
  expect(told.code).toBe(0);
  expect(told.stdout).toContain('relu: 1 of 3 units is dead');
  expect(told.stdout).toContain('--max-dead 67%: kept (2 of 3 units');
  expect(told.stdout).toContain('2 NaN; left out of all means and shares');
  expect(told.stdout).toContain('1 infinite number; left out of all means and shares');
  expect(told.stdout).toMatch(/ max +nan +infinite/);
});

test('what a database does not tell is null: whether a unit is dormant', async () => {
  writeFileSync(path('three.csv'), 'a,b\n1,-1\n2,-2\n');
  const {stdout} = await runIn({}, 'audit', 'relu', path('three.csv'), '--engine', 'duckdb', '--format', 'jsonl');
  const rows = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  expect(rows.map(({is_dead, is_dormant, dormancy_score}) => [is_dead, is_dormant, dormancy_score])).toEqual([
    [false, null, null],
    [true, null, null],
  ]);
});

test('lists of different lengths give units of different numbers of samples', async () => {
  await run(`COPY (SELECT * FROM (VALUES ([1.5]), ([2, -3])) AS t (h)) TO '${path('ragged.parquet')}';`);
  const words = ['audit', 'relu', path('ragged.parquet'), '--engine', 'duckdb'];
  const {stdout} = await runIn({}, ...words);
  expect(stdout).toContain('saturated for more than half of up to 2 samples');
  expect(stdout).toContain('3 numbers (a table): 2 units, up to 2 samples each');
});

test('rows without a list, or with an empty one, are no unit; each counts as a NaN, and a note tells them', async () => {
  await run(
    `COPY (SELECT * FROM (VALUES ([1.5, -2]), (NULL), ([]), ([2, -3])) AS t (h)) TO '${path('holes.parquet')}';`,
  );
  const words = ['audit', 'relu', path('holes.parquet'), '--engine', 'duckdb', '--max-nan', '1'];
  const {code, stdout, stderr} = await runIn({}, ...words, '--format', 'csv');
  expect(code).toBe(1);
  expect(stdout.split('\n').map((line) => line.split(',').slice(0, 4).join(','))).toEqual([
    'activation,unit,count,nan',
    'relu,0,2,0',
    'relu,1,2,0',
    '',
  ]);
  expect(stderr).toContain('holes.parquet: 2 rows have no list, or an empty one: each counts as a NaN, in no unit');
  expect((await runIn({columns: 100}, ...words)).stdout).toMatch(
    /relu: 1 of 2 units is dead.*exceeded by 1 \(2 of 6 numbers/s,
  );
  await run(`COPY (SELECT CAST(NULL AS DOUBLE[]) AS h) TO '${path('nulls.parquet')}' (FORMAT parquet);`);
  const none = await runIn({}, 'audit', 'relu', path('nulls.parquet'), '--engine', 'duckdb');
  expect(none).toMatchObject({code: 2, stdout: ''});
  expect(none.stderr).toContain('holds no numbers, so there is no verdict');
});

test('a column that holds no numbers, a missing column and a missing file are told in one line', async () => {
  writeFileSync(path('text.csv'), 'a,name\n1,x\n2,y\n');
  const failure = async (name: string, keys: readonly string[] = []) =>
    auditByDuckdb([path(name)], held, {...wanted, keys}).catch((error: Error) => error.message);
  expect(await failure('text.csv')).toBe(
    "column 'name' holds VARCHAR, not numbers; choose columns of numbers, or one of lists, with --key",
  );
  expect(await failure('text.csv', ['b'])).toBe("no column 'b'; there are a, name");
  expect(await failure('text.csv', ['a'])).toMatchObject([{unit: 'a', count: 2}]);
  expect(await failure('none.parquet')).toMatch(/^DuckDB could not audit: IO Error: No files found[^\n]*$/);
  expect(await failure('layer.npy')).toMatch(
    /^--engine duckdb reads .parquet, .csv, .tsv and .jsonl, and '.*layer\.npy' does not end in one of them; leave --engine out/,
  );
  const wantedAs = {...wanted, from: 'npy'};
  await expect(auditByDuckdb(['layer.csv'], held, wantedAs)).rejects.toThrow(
    "invalid value for --from: 'npy'; give one of parquet, csv, tsv, jsonl with --engine duckdb",
  );
  await expect(auditByDuckdb(['a.csv', 'b.parquet'], held, wanted)).rejects.toThrow(
    "'b.parquet' is parquet, not csv as the first",
  );
});

beforeAll(() =>
  run(`COPY (SELECT random()::FLOAT AS a FROM range(3000000)) TO '${path('long.parquet')}' (FORMAT parquet)`),
);

test('on a terminal DuckDB is seen at work, and how far it is, until it is done', async () => {
  const line = ['audit', 'gelu', path('long.parquet'), '--engine', 'duckdb'];
  const wiped = '\r\u001b[K';
  let time = 0;
  vi.spyOn(performance, 'now').mockImplementation(() => (time += 700));
  const {code, stderr} = await runIn({columns: 80, isWatched: true}, ...line);
  const piped = await runIn({columns: 80}, ...line);
  vi.restoreAllMocks();
  const [, ...texts] = stderr.split(wiped);
  expect([code, texts.at(-1), piped.stderr]).toEqual([0, '', '']);
  expect(texts).toContainEqual(expect.stringMatching(/^act-cli: DuckDB is at work(?: for|: \d+ % in) \d+ s$/));
});

test('how much of a query is done is told while it runs', async () => {
  const told: (number | undefined)[] = [];
  await auditByDuckdb(Array(8).fill(path('long.parquet')), held, {
    ...wanted,
    watch: (percent) => void told.push(percent),
  });
  expect(told.some((percent) => percent !== undefined && percent > 0 && percent <= 100)).toBe(true);
});
