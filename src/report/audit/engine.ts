/** What an engine found in tables, said as far as its figures go: it knows neither outputs nor histograms. */

import type {Zones} from '../../audit/zones.ts';
import type {Cell, Column, Output} from '../output.ts';
import {tableOfRows} from '../rows.ts';
import {type Limit, type LimitResult, limitSentence} from './limits.ts';
import {type Definitions, meaningSentences, zoneSentences} from './sentences.ts';
import {counted} from './words.ts';

/** What was asked of the engine, and what it answered. */
export interface EngineAudit extends Definitions {
  /** `DuckDB` */
  readonly engine: string;
  readonly zones: Zones;
  /** The columns of the report; `unit` is the first. */
  readonly columns: readonly string[];
  /** The figures of each unit by column. */
  readonly rows: readonly Readonly<Record<string, Cell>>[];
  readonly limits: readonly Limit[];
  /** How many units people see. */
  readonly top: number;
}

/** The report, a row for each unit, the worst first for people; and whether a limit is exceeded. */
export function engineOutput(audit: EngineAudit): {readonly output: Output; readonly exceeded: boolean} {
  const {engine, zones, columns: names, rows, limits, top} = audit;
  const columns = names.map((name): Column => ({name, kind: name === 'unit' ? 'cells' : 'number'}));
  const cells = (row: EngineAudit['rows'][number]): readonly Cell[] => names.map((name) => row[name] ?? null);
  const [dead, saturated] = [rows.filter(isDead), rows.filter(isSaturated)];
  const results = limits.map((limit): LimitResult => {
    const [count, total] =
      limit.of === 'nan'
        ? [sum(rows, 'nan'), sum(rows, 'count')]
        : [{dead, saturated}[limit.of].length, rows.filter(hasUnit).length];
    const isExceeded = limit.isShare ? count / total > limit.most : count > limit.most;
    return {...limit, name: '', count, total, isExceeded};
  });
  const verdict = `${zones.label}: ${dead.length.toLocaleString('en')} of ${counted(rows.filter(hasUnit).length, 'unit')} ${dead.length === 1 ? 'is' : 'are'} dead, ${saturated.length.toLocaleString('en')} saturated for more than half of the samples`;
  const worst = [...rows].sort((a, b) => badness(b) - badness(a));
  return {
    output: {
      table: tableOfRows(columns, rows.map(cells)),
      view: {
        kind: 'verdict',
        answer: {
          verdict: () => [verdict, ...results.map(limitSentence)],
          columns: columns.slice(1),
          rows: worst.slice(0, top).map((row) => ({name: String(row.unit ?? 'no unit'), cells: cells(row).slice(1)})),
          notes: [
            ...(rows.length > top
              ? [`the worst ${top} of ${counted(rows.length, 'unit')}; --all-units shows all`]
              : []),
            ...zoneSentences({zones}),
            ...meaningSentences(audit),
            `counted by ${engine}`,
          ],
        },
      },
    },
    exceeded: results.some(({isExceeded}) => isExceeded),
  };
}

type Row = EngineAudit['rows'][number];

/** Lists that are NULL or empty are a row of no unit. */
function hasUnit(row: Row): boolean {
  return row.unit !== null;
}

function isDead(row: Row): boolean {
  const finite = finiteIn(row);
  return finite > 0 && numberIn(row, 'dead') + numberIn(row, 'underflow') === finite;
}

function isSaturated(row: Row): boolean {
  return 2 * numberIn(row, 'saturated') > finiteIn(row);
}

/** The share of numbers without a gradient, then of those that have little. */
function badness(row: Row): number {
  const gone = numberIn(row, 'dead') + numberIn(row, 'underflow');
  return gone / finiteIn(row) + numberIn(row, 'saturated') / finiteIn(row) / 2 || 0; // NaN without a finite number
}

function finiteIn(row: Row): number {
  return ['nan', 'negative_infinite', 'positive_infinite'].reduce(
    (left, column) => left - numberIn(row, column),
    numberIn(row, 'count'),
  );
}

/** A count; 0 for a column that is not asked for. */
function numberIn(row: Row, column: string): number {
  return Number(row[column] ?? 0);
}

function sum(rows: readonly Row[], column: string): number {
  return rows.reduce((total, row) => total + numberIn(row, column), 0);
}
