/** `audit --engine`: the tables are read and counted by an engine that the user has. */

import type {Selection} from '../activations/selection.ts';
import {zonesOf} from '../audit/zones.ts';
import {commandLineError} from '../errors/errors.ts';
import {auditByDuckdb, type DuckdbWanted} from '../input/duckdb.ts';
import {engineOutput} from '../report/audit/engine.ts';
import type {Limit} from '../report/audit/limits.ts';
import {reportColumns} from '../sql/units.ts';
import type {SqlRequest} from './audit-sql.ts';
import type {Answer, Option} from './command.ts';
import {oneOf} from './option-values.ts';

/** The engine that reads the files. */
export const engine: Option<'duckdb'> = {
  name: 'engine',
  group: 'inputs',
  value: 'name',
  summary: 'duckdb: your own @duckdb/node-api reads tables, also globs, remote files and what is larger than memory',
  ...oneOf(['duckdb']),
};

/** Which tables, and how the answer is shown. */
export interface EngineRequest extends Omit<SqlRequest, 'limits'>, DuckdbWanted {
  readonly paths: readonly string[];
  readonly limits: readonly Limit[];
  /** How many units people see. */
  readonly top: number;
}

/** The audit of tables by DuckDB. */
export async function engineAnswer(selections: readonly Selection[], request: EngineRequest): Promise<Answer> {
  const [selection, second] = selections;
  if (selection === undefined) throw new Error('nothing to audit');
  if (second !== undefined)
    throw commandLineError(
      'engineOne',
      selections.map(({label}) => label),
    );
  if (request.paths.length === 0) throw commandLineError('auditFiles');
  const zones = zonesOf(selection, request);
  const held = {zones, hasFormat: request.format !== undefined};
  const rows = await auditByDuckdb(request.paths, held, request);
  const {threshold, format, limits, top} = request;
  return engineOutput({engine: 'DuckDB', zones, threshold, format, limits, top, columns: reportColumns(held), rows});
}
