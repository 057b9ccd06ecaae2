import {mkdtempSync, readFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

const audit = async (...words: readonly string[]) => runIn({}, 'audit', ...words);
const wide = ['--table', 't', '--columns', 'a,b'];

test('--sql prints a query below comments that say what it is, and reads no file', async () => {
  const {code, stdout, stderr} = await audit('elu:alpha=0.5', '--sql', 'duckdb', ...wide, '--dtype', 'float16');
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  expect(stdout).toMatch(
    /^-- act-cli \d+\.\d+\.\d+, audit of elu: alpha=0.5: the report, for DuckDB\n-- definition: .*alpha = 0.5\n-- threshold 0.01, dtype float16/,
  );
  expect(stdout).toContain('FROM "t" AS act_source');
  expect(stdout.replace(/^--.*\n/gm, '')).toMatch(/^WITH /);
});

test('--sql-failing prints the query of the failing units, --sql-predicate a condition', async () => {
  const failing = await audit('relu', '--sql', 'spark', ...wide, '--sql-failing', '--max-dead', '10%');
  expect(failing.stdout).toContain("THEN 'dead'");
  expect(failing.stdout).toContain('> 1E1D * COUNT(*) OVER ()');
  const predicate = await audit('relu', '--sql', 'trino', '--value', 'x', '--sql-predicate', 'dead');
  expect(predicate.stdout.split('\n').at(-2)).toBe(
    '(CAST("x" AS DOUBLE) >= -1.7976931348623157E308 AND CAST("x" AS DOUBLE) <= 0E0)',
  );
});

test('a table may have a schema, and a path stands in double quotes', async () => {
  const {stdout} = await audit('relu', '--sql', 'spark', '--table', 'parquet."/data/acts"', '--list', 'h');
  expect(stdout).toContain('FROM `parquet`.`/data/acts` AS act_source');
});

const mistakes: readonly (readonly [words: readonly string[], said: string])[] = [
  [['relu', '--sql', 'mysql', ...wide], "invalid value for --sql: 'mysql'; give one of duckdb, spark"],
  [['relu', '--sql', 'duckdb', '--columns', 'a'], '--sql needs --table; add it'],
  [['relu', '--sql', 'duckdb', '--table', 't'], 'SQL needs to know where the numbers are; give --columns'],
  [['relu', '--sql', 'duckdb', ...wide, '--value', 'x'], '--columns and --value cannot be combined'],
  [['relu', '--sql', 'duckdb', ...wide, '--list', 'h'], '--columns and --list cannot be combined'],
  [['relu', '--sql', 'duckdb', '--table', 't', '--value', 'x'], '--value needs --unit'],
  [['relu', '--sql', 'duckdb', ...wide, '--unit', 'u'], '--unit needs --value'],
  [['relu', '--sql', 'sqlite', '--table', 't', '--list', 'h'], 'SQLite has no lists; store a number a row'],
  [['relu,gelu', '--sql', 'duckdb', ...wide], 'SQL is printed for one activation at a time, not for relu, gelu'],
  [['relu', '--sql', 'duckdb', ...wide, '--sql-failing'], '--sql-failing needs a limit to fail; add --max-dead 10%'],
  [
    ['relu', '--sql', 'duckdb', ...wide, '--sql-predicate', 'dead'],
    '--sql-predicate is about one column; name it with --value',
  ],
  [
    ['relu', '--sql', 'duckdb', '--table', 't', '--value', 'x', '--sql-predicate', 'dead'],
    '--sql-predicate and --table cannot be combined',
  ],
  ...[
    '--predict',
    '--each',
    '--engine=duckdb',
    '--key=k',
    '--axis=0',
    '--shape=1',
    '--stored=int8',
    '--from=npy',
    '--top=3',
    '--all-units',
  ].map(
    (word) =>
      [['relu', '--sql', 'duckdb', ...wide, word], `--sql and ${word.split('=')[0]} cannot be combined`] as const,
  ),
  ...['--unit=x', '--value=x', '--table=t', '--columns=a', '--list=h', '--sql-failing', '--sql-predicate=dead'].map(
    (word) => [['relu', 'x.npy', word], `${word.split('=')[0]} needs --sql; add it`] as const,
  ),
  ...['dead', 'saturated', 'nan'].map(
    (of) => [['relu', '--sql', 'duckdb', ...wide, `--max-${of}`, '1'], `--max-${of} needs --sql-failing`] as const,
  ),
  [['relu', 'x.npy', '--sql', 'duckdb', ...wide], "--sql prints a query and reads no file; leave 'x.npy' out"],
  [['relu', 'x.npy', '--predict', '--engine', 'duckdb'], '--predict and --engine cannot be combined'],
  [['relu', 'x.npy', '--predict', '--each'], '--predict and --each cannot be combined'],
  [['relu', 'x.npy', '--bias', 'b.npy'], '--bias needs --predict'],
  ...['--axis=0', '--each', '--shape=1', '--stored=int8'].map(
    (word) =>
      [['relu', 'x.csv', '--engine', 'duckdb', word], `--engine and ${word.split('=')[0]} cannot be combined`] as const,
  ),
  ...['table', 'csv', 'tsv', 'json', 'jsonl', 'markdown', 'html'].map(
    (name) => [['relu', '--sql', 'duckdb', ...wide, '--format', name], `leave --format ${name} out`] as const,
  ),
  ...['x.html', 'x.csv', 'x.md'].map(
    (name) => [['relu', '--sql', 'duckdb', ...wide, '--output', name], `leave --output ${name} out`] as const,
  ),
  [['relu', 'x.npy', '--output', 'x.sql'], '--output x.sql needs --sql'],
  [['relu', '--sql', 'duckdb', '--value', 'x', '--sql-predicate', 'weak'], 'relu has no region that is weak'],
  [['relu', '--sql', 'duckdb', '--value', 'x', '--sql-predicate', 'underflow'], 'needs a number format; add --dtype'],
  [['relu', '--sql', 'duckdb', '--table', 't', '--columns', 'a,a'], "--columns names 'a' twice"],
  [['relu', '--sql', 'duckdb', '--table', 't', '--list', '"a'], 'put double quotes around the whole name'],
  [['relu', '--sql', 'duckdb', '--table', 't', '--list', '"a"b"'], 'put double quotes around the whole name'],
  [['relu', '--sql', 'duckdb', '--table', 't', '--list', '""'], 'is empty or has characters that are not seen'],
  [['relu', '--sql', 'duckdb', '--table', 't', '--columns', 'a,,b'], "put names apart by ','"],
  [['relu', '--sql', 'duckdb', '--table', 'acts/*.parquet', '--list', 'h'], 'looks like a path'],
  [['relu', '--sql', 'duckdb', '--table', 't', '--columns', 'a\u202eb'], 'has characters that are not seen'],
  [['relu', '--sql', 'duckdb', '--table', 't\n; x', '--list', 'h'], 'has characters that are not seen'],
];

test.each(mistakes)('%j is a mistake told in one line', async (words, said) => {
  const {code, stdout, stderr} = await audit(...words);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(said);
  expect(stderr).toMatch(/^act-cli: [^\n]+\n$/);
});

test('double quotes around a name are not part of it, in every option', async () => {
  const plain = await audit('relu', '--sql', 'duckdb', '--table', 't', '--value', 'x', '--unit', 'u');
  expect(await audit('relu', '--sql', 'duckdb', '--table', '"t"', '--value', '"x"', '--unit', '"u"')).toEqual(plain);
  const list = await audit('relu', '--sql', 'duckdb', '--table', 't', '--list', '"a""b"');
  expect(list.stdout).toContain('act_source."a""b"');
  const columns = await audit('relu', '--sql', 'duckdb', '--table', 't', '--columns', '"x","a,b"');
  expect(columns.stdout).toContain('CAST(act_source."x" AS DOUBLE),\n    CAST(act_source."a,b" AS DOUBLE)');
});

test.each(['sql', 'txt'])('the text goes into a file whose name ends in .%s', async (ending) => {
  const path = join(mkdtempSync(join(tmpdir(), 'act-cli-sql-')), `dead.${ending}`);
  const words = ['relu', '--sql', 'duckdb', ...wide, '--sql-failing', '--max-dead', '10%'];
  const shown = await audit(...words);
  expect(await audit(...words, '--output', path)).toMatchObject({code: 0, stdout: ''});
  expect(readFileSync(path, 'utf8')).toBe(shown.stdout);
});

test('a user’s formula cannot end the comment', async () => {
  const {code, stdout} = await audit('=x > 0\n? x : -1', '--sql', 'postgres', ...wide);
  expect(code).toBe(0);
  expect(stdout.replace(/^--.*\n/gm, '')).toMatch(/^WITH /);
});
