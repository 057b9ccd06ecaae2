/** `audit --engine duckdb`: the same counts by the user's own database, over globs, remote files and what no disk cache holds. */

import type {Selection} from '../../activations/selection.ts';
import type {Audited, AuditRequest} from '../../audit/audit.ts';
import {auditedFromCounts, type UnitCounts} from '../../audit/from-counts.ts';
import {type ZoneKind, zoneKinds, zonesOf} from '../../audit/zones.ts';
import {commandLineError} from '../../errors/errors.ts';
import {auditByDuckdb, type DuckdbWanted, type UnitRow} from '../../input/duckdb.ts';
import type {Note} from '../../report/notes.ts';
import type {Call, Option} from '../command.ts';
import {oneOf} from '../line/option-values.ts';
import {key, readAs} from './options.ts';

export const engine: Option<'duckdb'> = {
  name: 'engine',
  group: 'inputs',
  value: 'name',
  summary: 'let your own DuckDB read tables: globs, addresses, files larger than memory (package @duckdb/node-api)',
  ...oneOf(['duckdb']),
};

/** The audit of all files together, as one table, and what is said beside it. */
export interface EngineAudit {
  readonly audited: Audited;
  readonly notes: readonly Note[];
}

/** The audit that DuckDB makes. */
export async function engineAudit(paths: readonly string[], call: Call, request: AuditRequest): Promise<EngineAudit> {
  const [selection, second] = request.selections as readonly [Selection, Selection | undefined]; // at least one
  if (second !== undefined) throw commandLineError('engineOne', request.selections.map(({label}) => label)); // biome-ignore format: one line
  const [first] = paths;
  if (first === undefined) throw commandLineError('auditFiles');
  if (paths.includes('-')) throw commandLineError('engineFiles', 'standard input');
  const zones = zonesOf(selection, request);
  const wanted = {keys: call.all(key), from: call.option(readAs), watch: engineProgress(call, () => performance.now())};
  const rows = await auditByDuckdb(paths, {zones, hasFormat: request.format !== undefined}, wanted);
  const name = paths.length === 1 ? first : `${first} and ${paths.length - 1} more`;
  const counts = rows.map(countsOf);
  const audited = auditedFromCounts(counts, zones, name);
  if (audited.units === 0) throw commandLineError('auditEmpty', name);
  const missing = counts.find(({unit}) => unit === null)?.count ?? 0;
  return {audited, notes: missing === 0 ? [] : [{code: 'listsMissing', name, count: missing}]};
}

/** Shows that DuckDB is at work, and for how long: `DuckDB is at work: 42 % in 3 s`. Ctrl-C wipes that out. */
function engineProgress({step, turn}: Pick<Call, 'step' | 'turn'>, now: () => number): DuckdbWanted['watch'] {
  const start = now();
  return (percent) => {
    const done = percent === undefined ? ' for' : `: ${Math.floor(percent)} % in`;
    step(() => `DuckDB is at work${done} ${Math.floor((now() - start) / 1000)} s`);
    void turn();
  };
}

function countsOf(row: UnitRow): UnitCounts {
  const number = (name: string): number =>
    row[name] === null || row[name] === undefined ? Number.NaN : Number(row[name]);
  // A kind without a column cannot occur.
  const count = (name: string): number => Number(row[name] ?? 0);
  return {
    unit: row.unit === null || row.unit === undefined ? null : String(row.unit),
    count: count('count'),
    nan: count('nan'),
    negativeInfinite: count('negative_infinite'),
    positiveInfinite: count('positive_infinite'),
    min: number('min'),
    max: number('max'),
    mean: number('mean'),
    std: number('std'),
    kinds: Object.fromEntries(zoneKinds.map((kind) => [kind, count(kind)])) as Record<ZoneKind, number>, // each has one
    zero: count('zero'),
  };
}
