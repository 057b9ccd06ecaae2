/** DuckDB and SQLite, in memory. Numbers go in as values, never as text, so that nothing is rounded on the way. */

import {createRequire} from 'node:module';
import {type DuckDBConnection, DuckDBInstance} from '@duckdb/node-api';
import type {Numbers} from './data.ts';

export type Row = Readonly<Record<string, unknown>>;

/** A database that has a long table, a wide one and one of lists with the same numbers. */
export interface Engine {
  readonly query: (text: string) => Promise<readonly Row[]>;
}

/** Tables `long` (x, u), `wide` (a column a unit) and `lists` (h) in DuckDB, with numbers as FLOAT or DOUBLE. */
export async function duckdbWith(
  units: readonly Numbers[],
  names: readonly string[],
  type: 'FLOAT' | 'DOUBLE' = 'DOUBLE',
): Promise<Engine> {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  await connection.run(`CREATE TABLE long (x ${type}, u VARCHAR)`);
  await connection.run(`CREATE TABLE wide (${quoted.map((name) => `${name} ${type}`).join(', ')})`);
  const append = type === 'FLOAT' ? 'appendFloat' : 'appendDouble';
  const long = await connection.createAppender('long');
  for (const [i, numbers] of units.entries())
    for (const x of numbers) {
      if (x === null) long.appendNull();
      else long[append](x);
      long.appendVarchar(names[i] as string); // as many names as units
      long.endRow();
    }
  long.closeSync();
  const wide = await connection.createAppender('wide');
  for (const [row] of units[0]?.entries() ?? []) {
    for (const unit of units) {
      const x = unit[row] ?? null;
      if (x === null) wide.appendNull();
      else wide[append](x);
    }
    wide.endRow();
  }
  wide.closeSync();
  await connection.run(`CREATE TABLE lists AS SELECT [${quoted.join(', ')}] AS h FROM wide`);
  return {query: (text) => rowsOf(connection, text)};
}

async function rowsOf(connection: DuckDBConnection, text: string): Promise<readonly Row[]> {
  const rows = (await connection.runAndReadAll(text)).getRowObjectsJS();
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([name, cell]) => [name, typeof cell === 'bigint' ? Number(cell) : cell]),
    ),
  );
}

interface Sqlite {
  readonly run: (text: string, values?: readonly unknown[]) => void;
  readonly exec: (
    text: string,
  ) => readonly {readonly columns: readonly string[]; readonly values: readonly (readonly unknown[])[]}[];
}

// It has no types of its own; this is what is used of it.
const initSqlJs = createRequire(import.meta.url)('sql.js') as (options: {
  readonly useOldExtensionFunctions: boolean;
}) => Promise<{readonly Database: new () => Sqlite}>;

/** The same tables in SQLite, which has no lists and keeps NaN as NULL. */
export async function sqliteWith(units: readonly Numbers[], names: readonly string[]): Promise<Engine> {
  const {Database} = await initSqlJs({useOldExtensionFunctions: false});
  const database = new Database();
  const quoted = names.map((name) => `"${name.replaceAll('"', '""')}"`);
  database.run('CREATE TABLE long (x, u)');
  database.run(`CREATE TABLE wide (${quoted.join(', ')})`);
  database.run('BEGIN');
  for (const [i, numbers] of units.entries())
    for (const x of numbers) database.run('INSERT INTO long VALUES (?, ?)', [x, names[i]]);
  for (const [row] of units[0]?.entries() ?? [])
    database.run(
      `INSERT INTO wide VALUES (${names.map(() => '?').join(', ')})`,
      units.map((unit) => unit[row] ?? null),
    );
  database.run('COMMIT');
  return {
    async query(text) {
      const [result] = database.exec(text);
      return (result?.values ?? []).map((cells) =>
        Object.fromEntries(cells.map((cell, i) => [result?.columns[i] ?? '', cell])),
      );
    },
  };
}
