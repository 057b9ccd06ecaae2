/** What is said of SQL that cannot be printed or run. */

import {count} from './lists.ts';

/** The sentences by their codes, which belong to those of the command line. */
export const databaseSentences = () => ({
  sqlNul: (name: string) => `'${name}' has a NUL in it, which no engine takes; give another name`,
  sqlName: (flag: string, name: string) =>
    `invalid value for ${flag}: '${name}' is empty or has characters that are not seen; give the name as the database stores it`,
  sqlNames: (flag: string, text: string, separator: string) =>
    `invalid value for ${flag}: '${text}'; put names apart by '${separator}', and in double quotes those with '${separator}' or '"' in them, such as '"a${separator}b"${separator}c'`,
  sqlQuotes: (flag: string, text: string) =>
    `invalid value for ${flag}: '${text}'; put double quotes around the whole name and write those in it twice, as in '"a""b"', or leave them out`,
  sqlPath: (text: string) =>
    `invalid value for --table: '${text}' looks like a path; write a path in double quotes, '"acts/*.parquet"' for DuckDB or 'parquet."acts/"' for Spark`,
  sqlTwice: (flag: string, name: string) => `${flag} names '${name}' twice; give it once`,
  sqlSource: () =>
    'SQL needs to know where the numbers are; give --columns a,b,c for a column a unit, --value x --unit u for a row a number, or --list h for a list a row',
  sqlFiles: (path: string) =>
    `--sql prints a query and reads no file; leave '${path}' out, or leave --sql out to audit it`,
  sqlFormat: (flag: string) =>
    `SQL is text, in no other format; leave ${flag} out, or give --output a name that ends in .sql or .txt`,
  sqlNoLists: () => 'SQLite has no lists; store a number a row, and give --value and --unit',
  sqlManyColumns: (given: number, most: number) =>
    `SQLite puts at most ${most} columns together, and ${given} are given; store a number a row, and give --value and --unit`,
  sqlOne: (labels: readonly string[]) =>
    `SQL is printed for one activation at a time, not for ${labels.join(', ')}; give one`,
  sqlFailingLimits: () => '--sql-failing needs a limit to fail; add --max-dead 10%, --max-saturated 50% or --max-nan 0',
  sqlNoKind: (kind: string, label: string, dtype: string | undefined) =>
    kind === 'underflow' && dtype === undefined
      ? '--sql-predicate underflow needs a number format; add --dtype'
      : `${label} has no region that is ${kind}, so there is no predicate; leave it out`,
  sqlPredicateColumn: () => '--sql-predicate is about one column; name it with --value',
  sqlSpark: (name: string) =>
    `Spark fills in what stands between a dollar sign with a brace and the next brace, as in '${name}'; give another name`,
  engineMissing: (name: string, install: string) =>
    `--engine ${name} needs the package ${install}, which is not here; install it with 'npm install ${install}', or leave --engine out`,
  engineOne: (labels: readonly string[]) =>
    `--engine audits one activation at a time, not ${labels.join(', ')}; run it for each`,
  engineFiles: (path: string) =>
    `--engine duckdb reads .parquet, .csv, .tsv and .jsonl, and '${path}' does not end in one of them; leave --engine out, or say with --from which it is; of a folder give its files, 'acts/*.parquet'`,
  engineFormats: (path: string, format: string, other: string) =>
    `--engine duckdb reads files of one format as one table, and '${path}' is ${other}, not ${format} as the first; run it for each format`,
  engineFailed: (problem: string) => `DuckDB could not audit: ${problem}`,
  engineColumn: (name: string, type: string) =>
    `column '${name}' holds ${type}, not numbers; choose columns of numbers, or one of lists, with --key`,
  engineNoColumn: (name: string, known: readonly string[]) =>
    `no column '${name}'; there are ${known.slice(0, 8).join(', ')}${known.length > 8 ? `, ... (${count(known.length, 'column')})` : ''}`,
  engineMixed: (list: string) =>
    `column '${list}' holds lists and is not the only column; choose it with --key ${list}, or columns of numbers`,
});
