/** `audit --sql`: the audit as text for an engine that has the numbers. */

import {version} from '../../../package.json';
import type {Selection} from '../../activations/selection.ts';
import {zonesOf} from '../../audit/zones.ts';
import {actError, commandLineError} from '../../errors/errors.ts';
import type {NumberFormat} from '../../exact/number-format.ts';
import {printable} from '../../printable.ts';
import type {Note} from '../../report/notes.ts';
import {textOutput} from '../../report/text.ts';
import {dialectNames, dialects} from '../../sql/dialect.ts';
import {failingQuery, type Limit} from '../../sql/failing-query.ts';
import {heading} from '../../sql/heading.ts';
import {predicateOf} from '../../sql/predicate.ts';
import {nameIn, partsOf} from '../../sql/quoting.ts';
import {reportQuery} from '../../sql/report-query.ts';
import type {Source} from '../../sql/source.ts';
import {type Asked, intervalsOf, type KindColumn, kindColumns, kindsOf} from '../../sql/units.ts';
import type {Answer, Call, Option} from '../command.ts';
import {flag, oneOf} from '../line/option-values.ts';

/** The engine for which the text is. */
export const sql: Option<Asked['dialect']> = {
  name: 'sql',
  group: 'output',
  value: 'engine',
  summary: `print the audit as SQL for ${dialectNames.slice(0, -1).join(', ')} or ${dialectNames.at(-1)}, instead of reading files; --output may end in .sql`,
  ...oneOf(dialectNames),
};

const table: Option<readonly string[]> = {
  name: 'table',
  group: 'inputs',
  value: 'name',
  summary:
    'with --sql: the table, such as acts or my_schema.acts; in double quotes what has dots or slashes of its own',
  parse(given, flagName) {
    if (!given.includes('"') && given.includes('/')) throw commandLineError('sqlPath', given);
    return names('.', given, flagName);
  },
};

const columns: Option<readonly string[]> = {
  name: 'columns',
  group: 'inputs',
  value: 'name,...',
  summary: 'with --sql: the columns, where each is a unit; in double quotes a name with a comma in it',
  parse(given, flagName) {
    const all = names(',', given, flagName);
    const twice = all.find((name, i) => all.indexOf(name) !== i);
    if (twice !== undefined) throw commandLineError('sqlTwice', flagName, twice);
    return all;
  },
};

const value = column('value', 'with --sql: the column of the numbers, where each has a row of its own');
const unit = column('unit', 'with --value: the column that says to which unit a number belongs');
const list = column('list', 'with --sql: the column of lists, which have a number for each unit');

const failing = flag(
  'sql-failing',
  'output',
  'with --sql and a limit, such as --max-dead 10%: only the units over the limits; no row is a pass',
);

const predicate: Option<KindColumn> = {
  name: 'sql-predicate',
  group: 'output',
  value: 'kind',
  summary: `with --sql: only the condition on --value that is true of the numbers of a kind: ${kindColumns.slice(0, -1).join(', ')} or ${kindColumns.at(-1)}`,
  ...oneOf(kindColumns),
};

/** The options of `audit` that are about SQL, in the order of the help. */
export const sqlOptions: readonly Option<unknown>[] = [sql, table, columns, value, unit, list, failing, predicate];

/** What is asked of the numbers, as `audit` understands it. */
export interface SqlRequest {
  readonly threshold: number;
  readonly format?: NumberFormat;
  readonly range?: readonly [from: number, to: number];
  readonly limits: readonly Limit[];
}

/**
 * The text that `--sql` asks for: the report, with `--sql-failing` the units over the limits, with `--sql-predicate` a
 * condition.
 */
export function sqlAnswer(call: Call, selections: readonly Selection[], request: SqlRequest): Answer {
  const dialect = call.option(sql);
  const [selection, second] = selections;
  if (dialect === undefined || selection === undefined) throw new Error('without --sql there is no text');
  if (second !== undefined)
    throw commandLineError(
      'sqlOne',
      selections.map(({label}) => label),
    );
  const kind = call.option(predicate);
  const isFailing = call.isGiven(failing);
  if (kind !== undefined && isFailing) throw actError('exclusive', '--sql-failing', '--sql-predicate');
  const [limit] = request.limits;
  if (limit !== undefined && !isFailing) throw actError('needs', `--max-${limit.of}`, '--sql-failing');
  if (isFailing && limit === undefined) throw commandLineError('sqlFailingLimits');
  const source = kind === undefined ? sourceOf(call) : columnOf(call);
  const zones = zonesOf(selection, request);
  const {threshold, format} = request;
  const {label, formula, parameters} = selection;
  const {areZerosCertain} = zones;
  const about = {label, formula, parameters, threshold, dtype: format?.name, areZerosCertain, version};
  const {title} = dialects[dialect];
  const asked = {zones, hasFormat: format !== undefined, dialect};
  const lines = () => {
    if (typeof source === 'string') {
      const wanted = kind as KindColumn; // only a predicate is about a column
      if (intervalsOf(zones, wanted).length === 0) throw commandLineError('sqlNoKind', wanted, label, format?.name);
      const what = `the condition for ${wanted} numbers, for ${title}`;
      return [...heading(what, about, [wanted]), predicateOf(zones, wanted, {column: source, dialect})];
    }
    if (!isFailing)
      return [...heading(`the report, for ${title}`, about, kindsOf(asked)), ...reportQuery({...asked, source})];
    const limits = request.limits.map(({of, most, isShare}) => `${of} ${most}${isShare ? ' percent' : ''}`);
    const what = `the units over the limits ${limits.join(', ')}, for ${title}, no row is a pass`;
    return [...heading(what, about, kindsOf(asked)), ...failingQuery({...asked, source}, request.limits)];
  };
  const isUncertain = zones.over === undefined && zones.zones.some((zone) => zone.kind === 'unknown');
  return {
    output: textOutput(`${lines().join('\n')}\n`),
    notes: (): readonly Note[] => (isUncertain ? [{code: 'regionsUncertain', name: label}] : []),
  };
}

function sourceOf(call: Call): Source {
  const [columnsGiven, valueGiven, unitGiven, listGiven] = [
    call.option(columns),
    call.option(value),
    call.option(unit),
    call.option(list),
  ];
  const kinds = [columns, value, list].filter((option) => call.isGiven(option));
  const [first, second] = kinds.map(({name}) => `--${name}`);
  if (first === undefined) throw commandLineError('sqlSource');
  if (second !== undefined) throw actError('exclusive', first, second);
  const named = call.option(table);
  if (named === undefined) throw actError('needs', '--sql', '--table');
  if (valueGiven !== undefined) {
    if (unitGiven === undefined) throw actError('needs', '--value', '--unit');
    return {kind: 'long', table: named, value: valueGiven, unit: unitGiven};
  }
  if (unitGiven !== undefined) throw actError('needs', '--unit', '--value');
  if (listGiven !== undefined) return {kind: 'list', table: named, list: listGiven};
  return {kind: 'wide', table: named, columns: columnsGiven ?? []};
}

function columnOf(call: Call): string {
  const [name, other] = [call.option(value), [columns, list, unit].find((option) => call.isGiven(option))];
  if (name === undefined || other !== undefined) throw commandLineError('sqlPredicateColumn');
  if (call.isGiven(table)) throw actError('exclusive', '--sql-predicate', '--table');
  return name;
}

/** An option that names one column. */
function column(name: string, summary: string): Option<string> {
  return {
    name,
    group: 'inputs',
    value: 'column',
    summary,
    parse(given, flagName) {
      const named = nameIn(given);
      if (named === undefined) throw commandLineError('sqlQuotes', flagName, given);
      return visible(named, flagName);
    },
  };
}

/** Names apart by a separator. */
function names(separator: ',' | '.', given: string, flagName: string): readonly string[] {
  const parts = partsOf(given, separator);
  if (parts === undefined) throw commandLineError('sqlNames', flagName, given, separator);
  return parts.map((part) => visible(part, flagName));
}

/** A name that shows what it is: characters that are not seen could hide what the query does from who pastes it. */
function visible(name: string, flagName: string): string {
  if (name === '' || printable(name) !== name) throw commandLineError('sqlName', flagName, name);
  return name;
}
