import {conditionOf} from './condition.ts';
import {type DialectName, dialects} from './dialect.ts';
import {type Asked, intervalsOf, type KindColumn} from './units.ts';

/** A column of a database. */
export interface Column {
  readonly column: string;
  readonly dialect: DialectName;
}

/**
 * Whether the number in a column is of a kind, as a bare condition: never true of NaN, of an infinity or of NULL, in any
 * engine.
 */
export function predicateOf(zones: Asked['zones'], kind: KindColumn, {column, dialect: name}: Column): string {
  const dialect = dialects[name];
  const x = dialect.double(dialect.identifier(column));
  return `(${conditionOf(intervalsOf(zones, kind), {x, isFiniteOrNull: false}, dialect)})`;
}
