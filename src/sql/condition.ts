/** Whether a number lies in one of some intervals, as SQL. */

import type {Zones} from '../audit/zones.ts';
import type {Dialect} from './dialect.ts';

/** An interval of doubles; a closed end belongs to it. */
export type Interval = Zones['zeros'][number];

/** What is known of the number that is tested. */
interface Tested {
  /** The expression. */
  readonly x: string;
  /** Whether it is NULL where the number is NaN or infinite; else both ends of every interval are tested. */
  readonly isFiniteOrNull: boolean;
}

/** Whether a double lies in one of the intervals; true of no NaN and of no infinity, whatever the engine's order. */
export function conditionOf(intervals: readonly Interval[], {x, isFiniteOrNull}: Tested, dialect: Dialect): string {
  if (intervals.length === 0) return '1 = 0';
  const conditions = intervals.map(({from, to, fromClosed, toClosed}) => {
    if (from === to) return `${x} = ${dialect.literal(from)}`;
    const [isLow, isHigh] = [from === Number.NEGATIVE_INFINITY, to === Number.POSITIVE_INFINITY];
    const low = isLow
      ? isFiniteOrNull || lower(x, dialect)
      : `${x} ${fromClosed ? '>=' : '>'} ${dialect.literal(from)}`;
    const high = isHigh ? isFiniteOrNull || upper(x, dialect) : `${x} ${toClosed ? '<=' : '<'} ${dialect.literal(to)}`;
    const tests = [low, high].filter((test) => test !== true);
    // A function may be dead everywhere.
    return tests.length === 0 ? `${x} IS NOT NULL` : tests.join(' AND ');
  });
  return conditions.length === 1 ? (conditions[0] as string) : conditions.map((each) => `(${each})`).join(' OR '); // one
}

/**
 * Whether a double is finite. NaN is above Infinity in DuckDB, Spark and PostgreSQL, and beside everything in Trino and
 * BigQuery: between two bounds it is nowhere.
 */
export function finiteTest(x: string, dialect: Dialect): string {
  return `${lower(x, dialect)} AND ${upper(x, dialect)}`;
}

/** Whether a double is +Infinity. */
export function positiveInfiniteTest(x: string, dialect: Dialect): string {
  const above = dialect.infinity === undefined ? `${x} > ${dialect.literal(largest)}` : `${x} = ${dialect.infinity}`;
  return dialect.testsNaN === undefined ? above : `NOT ${dialect.testsNaN(x)} AND ${above}`;
}

/** Whether a double is -Infinity. */
export function negativeInfiniteTest(x: string, dialect: Dialect): string {
  return dialect.infinity === undefined ? `${x} < ${dialect.literal(-largest)}` : `${x} = -${dialect.infinity}`;
}

/** Whether a double is NaN, or nothing at all. */
export function missingTest(x: string, {testsNaN}: Dialect): string {
  return testsNaN === undefined ? `${x} IS NULL` : `${x} IS NULL OR ${testsNaN(x)}`;
}

const largest = Number.MAX_VALUE;

function lower(x: string, {infinity, literal}: Dialect): string {
  return infinity === undefined ? `${x} >= ${literal(-largest)}` : `${x} > -${infinity}`;
}

function upper(x: string, {infinity, literal}: Dialect): string {
  return infinity === undefined ? `${x} <= ${literal(largest)}` : `${x} < ${infinity}`;
}
