/** How SQL engines differ in what an audit needs: doubles that are exact to the last bit, NaN, and names in quotes. */

import {doubleText, sqliteDouble} from './double-text.ts';
import {backslashed, doubled, inCharacters, sparkIdentifier, withEscapes} from './quoting.ts';

/** The engines for which text is printed. */
export const dialectNames = ['duckdb', 'spark', 'trino', 'postgres', 'bigquery', 'sqlite'] as const;

export type DialectName = (typeof dialectNames)[number];

/** One engine's way to write what all of them can do. */
export interface Dialect {
  /** As its makers write it. */
  readonly title: string;
  /** A finite double, to the last bit. */
  readonly literal: (x: number) => string;
  /** A double whose last digits do not matter, where it is shorter. */
  readonly rough?: (x: number) => string;
  /** The type of doubles. */
  readonly type: string;
  /** An expression cast up to double: a FLOAT column compared with a double would round the double in some engines. */
  readonly double: (expression: string) => string;
  /** Whether an expression is NaN; undefined where there is no NaN. */
  readonly testsNaN: ((expression: string) => string) | undefined;
  /** An infinity where it has a literal that every version reads. Elsewhere the largest double is the bound. */
  readonly infinity?: string;
  /** The mean and the population standard deviation; the latter is undefined where there is no such aggregate. */
  readonly mean: string;
  readonly std: string | undefined;
  /** A name in quotes. */
  readonly identifier: (name: string) => string;
  /** A text in quotes. */
  readonly text: (text: string) => string;
}

const standard = {
  literal: doubleText,
  type: 'DOUBLE',
  double: (expression: string) => `CAST(${expression} AS DOUBLE)`,
  testsNaN: (expression: string) => `isnan(${expression})`,
  mean: 'AVG',
  std: 'STDDEV_POP',
  identifier: doubled('"'),
  text: doubled("'"),
} as const;

/** The engines by name. */
export const dialects: Readonly<Record<DialectName, Dialect>> = {
  // FAVG sums by Kahan's method.
  duckdb: {...standard, title: 'DuckDB', mean: 'FAVG'},
  spark: {
    ...standard,
    title: 'Spark',
    // With a D it is a double under spark.sql.legacy.exponentLiteralAsDecimal.enabled too.
    literal: (x) => `${doubleText(x)}D`,
    identifier: sparkIdentifier,
    text: inCharacters,
  },
  trino: {...standard, title: 'Trino', testsNaN: (expression) => `is_nan(${expression})`},
  postgres: {
    ...standard,
    title: 'PostgreSQL',
    // A number with an exponent is a NUMERIC there.
    literal: (x) => `'${doubleText(x)}'::float8`,
    type: 'double precision',
    double: (expression) => `CAST(${expression} AS double precision)`,
    testsNaN: (expression) => `${expression} = 'NaN'::float8`,
    text: withEscapes,
  },
  bigquery: {
    ...standard,
    title: 'BigQuery',
    type: 'FLOAT64',
    double: (expression) => `CAST(${expression} AS FLOAT64)`,
    testsNaN: (expression) => `IS_NAN(${expression})`,
    identifier: backslashed('`'),
    text: backslashed("'"),
  },
  sqlite: {
    ...standard,
    title: 'SQLite',
    literal: sqliteDouble,
    rough: doubleText,
    type: 'REAL',
    // A cast would make 0 of a text that is no number; this makes it NULL, which counts as NaN.
    double: (expression) =>
      `CASE typeof(${expression}) WHEN 'real' THEN ${expression} WHEN 'integer' THEN CAST(${expression} AS REAL) END`,
    testsNaN: undefined,
    infinity: '9e999',
    std: undefined,
  },
};
