/** Where the numbers of a layer are in a database: as columns, as rows or in lists. */

import {commandLineError} from '../errors/errors.ts';
import {type Dialect, type DialectName, dialects} from './dialect.ts';

/** A table, its name in parts: catalogue, schema, name. */
interface InTable {
  readonly table: readonly string[];
}

/** A column for each unit, or a row for each number with its unit, or a list in each row with a number for each unit. */
export type Source = InTable &
  (
    | {readonly kind: 'wide'; readonly columns: readonly string[]}
    | {readonly kind: 'long'; readonly value: string; readonly unit: string}
    | {readonly kind: 'list'; readonly list: string}
  );

/** The table's own name inside the query. */
const alias = 'act_source';

/** The table of a source. */
export function tableOf({table}: InTable, {identifier}: Dialect): string {
  return table.map(identifier).join('.');
}

/**
 * The lines of a query with a row for each number: `unit_key` (the unit, or its place from 0) and `x`, a double. A list
 * that is NULL or empty is a row without a unit, so that it is not lost.
 */
export function numbersOf(source: Source, name: DialectName): readonly string[] {
  const dialect = dialects[name];
  const from = `FROM ${tableOf(source, dialect)} AS ${alias}`;
  const column = (each: string) => `${alias}.${dialect.identifier(each)}`;
  switch (source.kind) {
    case 'long':
      return [`SELECT ${column(source.unit)} AS unit_key, ${dialect.double(column(source.value))} AS x`, from];
    case 'list':
      return lists[name](column(source.list), from);
    case 'wide':
      return wide[name](
        source.columns.map((each) => dialect.double(column(each))),
        from,
      );
  }
}

type Unfold<T> = Readonly<Record<DialectName, (what: T, from: string) => readonly string[]>>;

const lists: Unfold<string> = {
  duckdb: (list, from) => [
    `SELECT unnest(CASE WHEN len(${list}) > 0 THEN range(len(${list})) ELSE [NULL] END) AS unit_key,`,
    `  unnest(CASE WHEN len(${list}) > 0 THEN CAST(${list} AS DOUBLE[]) ELSE [NULL] END) AS x`,
    from,
  ],
  spark: (list, from) => [
    'SELECT act_item.unit_key, CAST(act_item.x AS DOUBLE) AS x',
    from,
    `LATERAL VIEW OUTER posexplode(${list}) act_item AS unit_key, x`,
  ],
  trino: (list, from) => [...unfolded('DOUBLE'), from, ordinal(`LEFT JOIN UNNEST(${list})`)],
  postgres: (list, from) => [...unfolded('double precision'), from, ordinal(`LEFT JOIN LATERAL unnest(${list})`)],
  bigquery: (list, from) => [
    'SELECT act_place AS unit_key, CAST(act_item AS FLOAT64) AS x',
    from,
    `LEFT JOIN UNNEST(${list}) AS act_item WITH OFFSET AS act_place`,
  ],
  sqlite: () => {
    throw commandLineError('sqlNoLists');
  },
};

/** The places of an unfolded list count from 1 in Trino and PostgreSQL. */
function unfolded(double: string): readonly string[] {
  return [`SELECT act_item.place - 1 AS unit_key, CAST(act_item.x AS ${double}) AS x`];
}

function ordinal(join: string): string {
  return `${join} WITH ORDINALITY AS act_item (x, place) ON TRUE`;
}

const wide: Unfold<readonly string[]> = {
  duckdb: (columns, from) => [
    `SELECT unnest(range(${columns.length})) AS unit_key, unnest([`,
    ...listed(columns),
    ']) AS x',
    from,
  ],
  spark: (columns, from) => [
    'SELECT act_item.unit_key, act_item.x',
    from,
    'LATERAL VIEW posexplode(array(',
    ...listed(columns),
    ')) act_item AS unit_key, x',
  ],
  trino: (columns, from) => {
    // A constructor takes at most 254 values.
    const arrays = chunksOf(columns, 250).flatMap((some, i) => [i === 0 ? 'ARRAY[' : '] || ARRAY[', ...listed(some)]);
    return [...unfolded('DOUBLE'), from, 'LEFT JOIN UNNEST(', ...arrays, ordinal('])')];
  },
  postgres: (columns, from) => [
    ...unfolded('double precision'),
    from,
    'LEFT JOIN LATERAL unnest(ARRAY[',
    ...listed(columns),
    ordinal('])'),
  ],
  bigquery: (columns, from) => [
    'SELECT act_place AS unit_key, act_item AS x',
    from,
    'CROSS JOIN UNNEST([',
    ...listed(columns),
    ']) AS act_item WITH OFFSET AS act_place',
  ],
  sqlite: (columns, from) => {
    if (columns.length > mostTerms) throw commandLineError('sqlManyColumns', columns.length, mostTerms);
    return columns.map((x, i) => `${i === 0 ? '' : 'UNION ALL '}SELECT ${i} AS unit_key, ${x} AS x ${from}`);
  },
};

/** The most queries that SQLite puts together, unless it was built otherwise. */
const mostTerms = 500;

function listed(columns: readonly string[]): readonly string[] {
  return columns.map((column, i) => `  ${column}${i === columns.length - 1 ? '' : ','}`);
}

function chunksOf<T>(items: readonly T[], size: number): readonly (readonly T[])[] {
  return Array.from({length: Math.ceil(items.length / size)}, (_, i) => items.slice(i * size, (i + 1) * size));
}
