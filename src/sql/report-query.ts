import {dialects} from './dialect.ts';
import {type Asked, namesFor, reportColumns, unitName, unitsQuery} from './units.ts';

/** The report as a query, in lines: a row for each unit, ordered by unit, a wide table's in the order of its columns. */
export function reportQuery(asked: Asked): readonly string[] {
  const dialect = dialects[asked.dialect];
  const [unit, ...others] = reportColumns(asked).map(dialect.identifier);
  const name = unitName(asked.source, dialect);
  return [
    ...unitsQuery(asked),
    `SELECT ${name.join('\n  ')} AS ${unit},`,
    `  ${others.join(', ')}`,
    `FROM ${namesFor(asked.source).units}`,
    'ORDER BY unit_key',
  ];
}
