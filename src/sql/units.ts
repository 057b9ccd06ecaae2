/** The figures of each unit, as the queries that the report and the failing units begin with. */

import type {Zones} from '../audit/zones.ts';
import {
  conditionOf,
  finiteTest,
  type Interval,
  missingTest,
  negativeInfiniteTest,
  positiveInfiniteTest,
} from './condition.ts';
import {type Dialect, type DialectName, dialects} from './dialect.ts';
import {numbersOf, type Source} from './source.ts';

/** Which numbers are held against what, in which SQL. */
export interface Asked {
  readonly zones: Pick<Zones, 'zones' | 'zeros'>;
  /** Whether the zones are those of a number format, in which gradients may underflow. */
  readonly hasFormat: boolean;
  readonly dialect: DialectName;
  readonly source: Source;
}

/** The columns of the report that count numbers of a kind, in their order. */
export const kindColumns = ['dead', 'underflow', 'saturated', 'weak', 'unknown', 'zero'] as const;

export type KindColumn = (typeof kindColumns)[number];

/** The intervals of a column. */
export function intervalsOf({zones, zeros}: Asked['zones'], kind: KindColumn): readonly Interval[] {
  return kind === 'zero' ? zeros : zones.filter((zone) => zone.kind === kind);
}

/** The columns of an audit: underflow only in a number format, unknown only if something is. */
export function kindsOf({zones, hasFormat}: Pick<Asked, 'zones' | 'hasFormat'>): readonly KindColumn[] {
  return kindColumns.filter((kind) => {
    if (kind === 'underflow') return hasFormat;
    return kind !== 'unknown' || intervalsOf(zones, kind).length > 0;
  });
}

/** The columns of the report, in their order. */
export function reportColumns(asked: Pick<Asked, 'zones' | 'hasFormat'>): readonly string[] {
  return ['unit', 'count', 'nan', 'negative_infinite', 'positive_infinite', ...moments, ...kindsOf(asked)];
}

const moments = ['min', 'max', 'mean', 'std'];

/** Beyond it a square, or the sum of many, may overflow. */
const moderate = 1e150;

/** Names of the queries inside a query. */
export interface Names {
  readonly numbers: string;
  readonly tested: string;
  readonly figures: string;
  readonly units: string;
}

/** Names that the table does not have, for some engines would take the query for the table. */
export function namesFor({table}: Source): Names {
  const last = table.at(-1)?.toLowerCase() ?? '';
  const prefix = last.startsWith('act_') ? `${last.replace(/[^a-z]/g, '').slice(0, 20)}_act_` : 'act_';
  return {
    numbers: `${prefix}numbers`,
    tested: `${prefix}tested`,
    figures: `${prefix}figures`,
    units: `${prefix}units`,
  };
}

/** The lines of `WITH ...`: the queries whose last, called `units`, has the figures of each unit, by `unit_key`. */
export function unitsQuery(asked: Asked): readonly string[] {
  const {source, dialect: name} = asked;
  const dialect = dialects[name];
  const names = namesFor(source);
  const tested = [
    'SELECT unit_key, x,',
    `  CASE WHEN ${finiteTest('x', dialect)} THEN x END AS finite,`,
    `  CASE WHEN x >= ${rough(-moderate, dialect)} AND x <= ${rough(moderate, dialect)} THEN x END AS moderate`,
    `FROM ${names.numbers}`,
  ];
  const expressions = figuresOf(asked);
  const figures = [
    'SELECT unit_key,',
    ...expressions.map((each, i) => `  ${each}${i === expressions.length - 1 ? '' : ','}`),
    `FROM ${names.tested}`,
    'GROUP BY unit_key',
  ];
  const isDirect = dialect.std !== undefined;
  return [
    ...inner(`WITH ${names.numbers}`, numbersOf(source, name)),
    ...inner(`), ${names.tested}`, tested),
    ...inner(`), ${isDirect ? names.units : names.figures}`, figures),
    ...(isDirect ? [] : inner(`), ${names.units}`, withStd(names))),
    ')',
  ];
}

/** A query inside the query, but for the parenthesis that ends it. */
function inner(name: string, lines: readonly string[]): readonly string[] {
  return [`${name} AS (`, ...lines.map((line) => `  ${line}`)];
}

function figuresOf(asked: Asked): readonly string[] {
  const dialect = dialects[asked.dialect];
  const as = (expression: string, column: string) => `${expression} AS ${dialect.identifier(column)}`;
  const counted = (condition: string) => `COUNT(CASE WHEN ${condition} THEN 1 END)`;
  const isModerate = `MIN(finite) >= ${rough(-moderate, dialect)} AND MAX(finite) <= ${rough(moderate, dialect)}`;
  const ifModerate = (aggregate: string) => `CASE WHEN ${isModerate} THEN ${aggregate}(moderate) END`;
  return [
    as('COUNT(*)', 'count'),
    'COUNT(finite) AS finite',
    as(counted(missingTest('x', dialect)), 'nan'),
    as(counted(negativeInfiniteTest('x', dialect)), 'negative_infinite'),
    as(counted(positiveInfiniteTest('x', dialect)), 'positive_infinite'),
    as('MIN(finite)', 'min'),
    as('MAX(finite)', 'max'),
    as(ifModerate(dialect.mean), 'mean'),
    ...(dialect.std === undefined ? [] : [as(ifModerate(dialect.std), 'std')]),
    ...kindsOf(asked).map((kind) => as(counted(zoneCondition(asked, kind, dialect)), kind)),
  ];
}

function rough(x: number, dialect: Dialect): string {
  return (dialect.rough ?? dialect.literal)(x);
}

function zoneCondition({zones}: Asked, kind: KindColumn, dialect: Dialect): string {
  return conditionOf(intervalsOf(zones, kind), {x: 'finite', isFiniteOrNull: true}, dialect);
}

/** The figures with the standard deviation, in a second pass over the numbers: for an engine without the aggregate. */
function withStd({tested, figures}: Names): readonly string[] {
  return [
    `SELECT ${figures}.*, deviations.std`,
    `FROM ${figures} JOIN (`,
    `  SELECT ${tested}.unit_key,`,
    '    CASE WHEN means.mean IS NOT NULL THEN sqrt(AVG((moderate - means.mean) * (moderate - means.mean))) END AS std',
    `  FROM ${tested} JOIN ${figures} AS means ON ${tested}.unit_key IS means.unit_key`,
    `  GROUP BY ${tested}.unit_key`,
    `) AS deviations ON ${figures}.unit_key IS deviations.unit_key`,
  ];
}

/** What the unit of a `unit_key` is called, as lines: a column by its name. */
export function unitName(source: Source, {text}: Dialect): readonly string[] {
  if (source.kind !== 'wide') return ['unit_key'];
  return ['CASE unit_key', ...source.columns.map((name, i) => `  WHEN ${i} THEN ${text(name)}`), 'END'];
}
