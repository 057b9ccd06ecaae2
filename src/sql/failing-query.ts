import {type Dialect, dialects} from './dialect.ts';
import {tableOf} from './source.ts';
import {type Asked, kindsOf, namesFor, unitName, unitsQuery} from './units.ts';

/** A limit of a layer: on its dead units, on its saturated units, or on NaN (and NULL) among its numbers. */
export interface Limit {
  readonly of: 'dead' | 'saturated' | 'nan';
  /** Of a share its percentage. */
  readonly most: number;
  readonly isShare: boolean;
}

/**
 * The units that break a limit of the layer, as a query in lines; no row is a pass. A table without any number is no pass:
 * it gives one row that says so.
 */
export function failingQuery(asked: Asked, limits: readonly Limit[]): readonly string[] {
  const dialect = dialects[asked.dialect];
  const {units} = namesFor(asked.source);
  const q = dialect.identifier;
  const rules = rulesOf(asked, limits, dialect);
  const judged = `${units}_judged`;
  const table = tableOf(asked.source, dialect);
  const kinds: readonly string[] = kindsOf(asked);
  const counts = ['count', 'nan', 'dead', 'underflow', 'saturated', 'unknown'].filter(
    (column) => column === 'count' || column === 'nan' || kinds.includes(column),
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
    ...rules.map(
      ({name, isBroken}, i) =>
        `    CASE WHEN ${isBroken} THEN 1 ELSE 0 END AS ${name}_fails${i === rules.length - 1 ? '' : ','}`,
    ),
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

/** When a unit breaks a limit. */
interface Rule {
  readonly name: Limit['of'];
  readonly isBroken: string;
}

/** A unit breaks a limit if it is bad, and the layer has more that is bad than the limit allows. */
function rulesOf(asked: Asked, limits: readonly Limit[], dialect: Dialect): readonly Rule[] {
  const [nan, count, dead, underflow, saturated] = ['nan', 'count', 'dead', 'underflow', 'saturated'].map(
    dialect.identifier,
  );
  // A list without numbers is in no unit.
  const isList = asked.source.kind === 'list';
  const isUnit = isList ? 'unit_key IS NOT NULL AND ' : '';
  const lost = asked.hasFormat ? `${dead} + ${underflow}` : dead;
  const low = asked.hasFormat ? `${saturated} + ${underflow}` : saturated;
  // Nor does anything pass of which it was not searched what it is.
  const unknown = kindsOf(asked).includes('unknown') ? ` + ${dialect.identifier('unknown')}` : '';
  const isBad: Readonly<Record<Limit['of'], string>> = {
    nan: `${nan} > 0`,
    // Also without a finite number: nothing passes of which nothing is known.
    dead: `${isUnit}${lost}${unknown} = finite`,
    saturated: `${isUnit}(finite = 0 OR (${lost} < finite AND 2 * (${low}${unknown}) > finite))`,
  };
  const units = isList ? 'COUNT(unit_key) OVER ()' : 'COUNT(*) OVER ()';
  return limits.map(({of, most, isShare}) => {
    const part = of === 'nan' ? `SUM(${nan}) OVER ()` : `SUM(CASE WHEN ${isBad[of]} THEN 1 ELSE 0 END) OVER ()`;
    const whole = of === 'nan' ? `SUM(${count}) OVER ()` : units;
    // Multiplied, not divided, as for files: 29 of 100 units are exactly 29 %.
    const isOver = isShare ? `100 * ${part} > ${dialect.literal(most)} * ${whole}` : `${part} > ${most}`;
    return {name: of, isBroken: `${isBad[of]} AND ${isOver}`};
  });
}
