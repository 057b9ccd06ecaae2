import {type Dialect, dialects} from './dialect.ts';
import {tableOf} from './source.ts';
import {type Asked, namesFor, unitName, unitsQuery} from './units.ts';

/** Limits of a layer, as shares or counts; one that is absent is not set. */
export interface Limits {
  /** The largest share of units that may be dead: whose finite numbers are all dead or underflow. */
  readonly dead?: number;
  /** The largest share of units of which more than half of the finite numbers are saturated. */
  readonly saturated?: number;
  /** How many numbers, or what share of them, may be NaN or NULL. */
  readonly nan?: {readonly most: number; readonly isShare: boolean};
}

/**
 * The units that break a limit of the layer, as a query in lines; no row is a pass. A table without any number is no pass:
 * it gives one row that says so.
 */
export function failingQuery(asked: Asked, limits: Limits): readonly string[] {
  const dialect = dialects[asked.dialect];
  const {units} = namesFor(asked.source);
  const q = dialect.identifier;
  const rules = rulesOf(asked, limits, dialect);
  const judged = `${units}_judged`;
  const table = tableOf(asked.source, dialect);
  const counts = ['count', 'nan', 'dead', 'underflow', 'saturated'].filter(
    (column) => column !== 'underflow' || asked.hasFormat,
  );
  const columns = ['finite', ...counts.map(q)].join(', ');
  const failures = combinations
    .filter((names) => names.every((name) => rules.some((rule) => rule.name === name)))
    .map((names) => `    WHEN ${names.map((name) => `${name}_fails = 1`).join(' AND ')} THEN '${names.join(', ')}'`);
  return [
    ...unitsQuery(asked).slice(0, -1),
    `), ${judged} AS (`,
    '  SELECT unit_key,',
    `    ${columns},`,
    ...rules.map(({name, isBroken}, i) => `    CASE WHEN ${isBroken} THEN 1 ELSE 0 END AS ${name}_fails${i === rules.length - 1 ? '' : ','}`),
    `  FROM ${units}`,
    ')',
    `SELECT ${unitName(asked.source, dialect).join('\n  ')} AS ${q('unit')},`,
    '  CASE',
    ...failures,
    `  END AS ${q('failure')},`,
    `  ${columns}`,
    `FROM ${judged}`,
    `WHERE ${rules.map(({name}) => `${name}_fails = 1`).join(' OR ')}`,
    'UNION ALL',
    `SELECT NULL, 'no numbers', 0${', 0'.repeat(counts.length)}`,
    `FROM (SELECT COUNT(*) AS numbers FROM ${table}) AS act_counted`,
    'WHERE numbers = 0',
  ];
}

/** What may be wrong with one unit, the most first; a dead unit is not a saturated one. */
const combinations = [['nan', 'dead'], ['nan', 'saturated'], ['nan'], ['dead'], ['saturated']] as const;

/** A limit that is set: which units it is about, and whether the layer exceeds it. */
interface Rule {
  readonly name: 'nan' | 'dead' | 'saturated';
  readonly isBroken: string;
}

function rulesOf(asked: Asked, {dead, saturated, nan}: Limits, dialect: Dialect): readonly Rule[] {
  const q = dialect.identifier;
  // A list without numbers has no unit.
  const units = asked.source.kind === 'list' ? 'COUNT(unit_key) OVER ()' : 'COUNT(*) OVER ()';
  const total = (column: string) => `SUM(${column}) OVER ()`;
  const share = (part: string, whole: string) => `CAST(${part} AS ${dialect.type}) / NULLIF(${whole}, 0)`;
  const rule = (name: Rule['name'], isBad: string, most: number): Rule => ({
    name,
    // The share is a correctly rounded quotient: 29 of 100 do not exceed 0.29, as 29 > 0.29 * 100 would say.
    isBroken: `${isBad} AND ${share(`SUM(CASE WHEN ${isBad} THEN 1 ELSE 0 END) OVER ()`, units)} > ${dialect.literal(most)}`,
  });
  const gone = asked.hasFormat ? `${q('dead')} + ${q('underflow')}` : q('dead');
  const missing = nan?.isShare ? share(total(q('nan')), total(q('count'))) : total(q('nan'));
  return [
    ...(nan === undefined
      ? []
      : [{name: 'nan' as const, isBroken: `${q('nan')} > 0 AND ${missing} > ${dialect.literal(nan.most)}`}]),
    ...(dead === undefined ? [] : [rule('dead', `finite > 0 AND ${gone} = finite`, dead)]),
    ...(saturated === undefined ? [] : [rule('saturated', `2 * ${q('saturated')} > finite`, saturated)]),
  ];
}
