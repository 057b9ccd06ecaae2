/** Tables that the user's own DuckDB reads and audits: globs, remote files, and what is larger than memory. */

import {createRequire} from 'node:module';
import {resolve} from 'node:path';
import {actError, commandLineError} from '../errors/errors.ts';
import {dialects} from '../sql/dialect.ts';
import {reportQuery} from '../sql/report-query.ts';
import type {Source} from '../sql/source.ts';
import type {Asked} from '../sql/units.ts';

/** A row of the report: the name or the place of a unit, counts, and figures, null where there are none. */
export type UnitRow = Readonly<Record<string, number | string | null>>;

/** What of the tables is wanted. */
export interface DuckdbWanted {
  /** Columns of numbers, or one of lists; if empty, all columns. */
  readonly keys: readonly string[];
  /** The format of the files; if undefined, told by the endings of their names. */
  readonly from: string | undefined;
  /** Called at the begin of each query and ten times a second while it runs, with how much is done, where that is known. */
  readonly watch: (percent: number | undefined) => void;
}

/**
 * The report of tables in some files of one shape, as `reportColumns` names it. A path may be a glob, or an address that
 * DuckDB can open.
 * @throws ActError where the package is missing, a file cannot be read, or a column holds no numbers
 */
export async function auditByDuckdb(
  paths: readonly string[],
  held: Pick<Asked, 'zones' | 'hasFormat'>,
  wanted: DuckdbWanted,
): Promise<readonly UnitRow[]> {
  const scan = scanOf(paths, wanted.from);
  const connection = await openDuckdb();
  const watch = () => {
    const percent = connection.progress?.percentage ?? -1;
    wanted.watch(percent < 0 ? undefined : percent);
  };
  const rows = async (query: string) => {
    watch();
    const timer = setInterval(watch, 100);
    try {
      return (await connection.runAndReadAll(query)).getRowObjectsJS();
    } catch (error) {
      throw commandLineError('engineFailed', firstLine(error));
    } finally {
      clearInterval(timer);
    }
  };
  try {
    // Without a line of its own, how far a query is can be asked.
    await rows('SET enable_progress_bar_print = false');
    await rows('SET enable_progress_bar = true');
    await rows(`CREATE TEMP VIEW ${view} AS SELECT * FROM ${scan}`);
    const described = await rows(`SELECT column_name AS name, data_type AS type FROM duckdb_columns()
WHERE table_name = '${view}' ORDER BY column_index`);
    const columns = described.map(({name, type}) => ({name: String(name), type: String(type)}));
    const source = sourceOf(columns, wanted.keys);
    const found = await rows(reportQuery({...held, dialect: 'duckdb', source}).join('\n'));
    return found.map((row) => Object.fromEntries(Object.entries(row).map(([name, cell]) => [name, plain(cell)])));
  } finally {
    connection.closeSync();
  }
}

const view = 'act_input';

interface Column {
  readonly name: string;
  readonly type: string;
}

const numbers = /^(?:U?(?:TINY|SMALL|BIG|HUGE)?INT(?:EGER)?|FLOAT|DOUBLE|DECIMAL\(\d+,\d+\))$/;
const lists = /^(.*)\[\d*\]$/;

/** The columns that are audited: those named, or all. */
function sourceOf(columns: readonly Column[], keys: readonly string[]): Source {
  const chosen = keys.length === 0 ? columns : keys.map((key) => columnNamed(key, columns));
  const table = [view];
  const list = chosen.find(({type}) => lists.test(type));
  if (list !== undefined && chosen.length > 1) throw commandLineError('engineMixed', list.name);
  for (const {name, type} of chosen) {
    const [, of = type] = lists.exec(type) ?? [];
    if (!numbers.test(of)) throw commandLineError('engineColumn', name, type);
  }
  if (list !== undefined) return {kind: 'list', table, list: list.name};
  return {kind: 'wide', table, columns: chosen.map(({name}) => name)};
}

function columnNamed(key: string, columns: readonly Column[]): Column {
  const found = columns.find(({name}) => name === key);
  if (found !== undefined) return found;
  throw commandLineError(
    'engineNoColumn',
    key,
    columns.map(({name}) => name),
  );
}

/** What DuckDB reads each format with. Columns that only the names of folders hold are no numbers of the layer. */
const readers: Readonly<Record<string, (paths: string) => string>> = {
  parquet: (paths) => `read_parquet(${paths}, hive_partitioning = false)`,
  csv: (paths) => `read_csv(${paths}, hive_partitioning = false)`,
  tsv: (paths) => `read_csv(${paths}, delim = '\t', hive_partitioning = false)`,
  jsonl: (paths) => `read_json(${paths}, format = 'newline_delimited', hive_partitioning = false)`,
};

function scanOf(paths: readonly string[], from: string | undefined): string {
  const known = Object.keys(readers);
  if (from !== undefined && !known.includes(from))
    throw actError('optionValue', '--from', from, `one of ${known.join(', ')} with --engine duckdb`);
  const formats = paths.map((path) => from ?? /\.(\w+)(?:\.(?:gz|zst))?(?:\?[^/]*)?$/.exec(path)?.[1]?.toLowerCase());
  const strange = formats.findIndex((format) => !known.includes(format ?? ''));
  const [format = ''] = formats;
  const read = readers[format];
  if (read === undefined || strange >= 0) throw commandLineError('engineFiles', paths[Math.max(strange, 0)] ?? '');
  const other = formats.findIndex((each) => each !== format);
  if (other >= 0) throw commandLineError('engineFormats', paths[other] ?? '', format, formats[other] ?? '');
  return read(`[${paths.map(dialects.duckdb.text).join(', ')}]`);
}

/** Counts come as bigints, all of them below 2^53. */
function plain(cell: unknown): number | string | null {
  if (cell === null || typeof cell === 'number' || typeof cell === 'string') return cell;
  return Number(cell);
}

/** The part of the package that is used. */
interface Duckdb {
  readonly DuckDBInstance: {readonly create: (path: string) => Promise<{readonly connect: () => Promise<Connection>}>};
}

interface Connection {
  /** Of the query that runs; -1 where it is not known. The first versions of the package lack it. */
  readonly progress?: {readonly percentage: number};
  readonly runAndReadAll: (
    query: string,
  ) => Promise<{readonly getRowObjectsJS: () => readonly Readonly<Record<string, unknown>>[]}>;
  readonly closeSync: () => void;
}

const name = '@duckdb/node-api';

/** A connection to a database in memory, of the package beside the user's files, else of that beside this program. */
async function openDuckdb(): Promise<Connection> {
  const places = [resolve('package.json'), import.meta.url];
  const found = places.flatMap((place) => {
    try {
      const load = createRequire(place);
      load.resolve(name);
      return [load];
    } catch {
      return []; // it is not there
    }
  });
  const [load] = found;
  if (load === undefined) throw commandLineError('engineMissing', 'duckdb', name);
  try {
    const {DuckDBInstance} = load(name) as Duckdb; // its own interface, see above
    return await (await DuckDBInstance.create(':memory:')).connect();
  } catch (error) {
    throw commandLineError('engineFailed', firstLine(error));
  }
}

function firstLine(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';
}
