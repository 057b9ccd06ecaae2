/** An audit from counts that a database made: what can be told without the numbers. */

import type {Audited} from './audit.ts';
import type {UnitNumbersFigures} from './numbers-tally.ts';
import {totalOf} from './total.ts';
import {judged, type Outputs} from './verdicts.ts';
import {type ZoneKind, type Zones, zoneKinds} from './zones.ts';

/** The counts of a unit, and figures of its finite numbers. */
export interface UnitCounts extends UnitNumbersFigures {
  /** Null for rows that have no list, or an empty one: they belong to no unit, and each counts as a NaN. */
  readonly unit: string | null;
  readonly kinds: Readonly<Record<ZoneKind, number>>;
  readonly zero: number;
}

/** The audit of a data set; the means of |f| and |f′|, and the spread of the numbers along x, are not known. */
export function auditedFromCounts(all: readonly UnitCounts[], zones: Zones, name: string): Audited {
  const counts = all.filter(isUnit);
  const outputs = counts.map(
    (unit): Outputs => ({...unit.kinds, ...unknownMeans, zero: unit.zero, finite: finiteOf(unit)}),
  );
  const total = totalOf(all, (unit) => {
    const {mean, std, ...figures} = all[unit] as UnitCounts; // one of them
    const finite = finiteOf(figures);
    return finite === 0 ? [0, 0, 0, 0] : [finite, mean, 0, finite * std * std];
  });
  return {
    name,
    units: counts.length,
    unitNames: counts.map(({unit}) => unit),
    stored: 'a table',
    numbers: counts,
    total,
    odd: [],
    histogram: new Float64Array(65_536),
    activations: [judged(zones, outputs, outputs.reduce(added, none))],
  };
}

/** Whether the counts are those of a unit. */
function isUnit(counts: UnitCounts): counts is UnitCounts & {readonly unit: string} {
  return counts.unit !== null;
}

const unknownMeans = {noValue: 0, meanOutput: Number.NaN, meanGradient: Number.NaN} as const;
const none: Outputs = {dead: 0, underflow: 0, saturated: 0, weak: 0, unknown: 0, zero: 0, finite: 0, ...unknownMeans};

function finiteOf(unit: Pick<UnitNumbersFigures, 'count' | 'nan' | 'negativeInfinite' | 'positiveInfinite'>): number {
  return unit.count - unit.nan - unit.negativeInfinite - unit.positiveInfinite;
}

function added(a: Outputs, b: Outputs): Outputs {
  const kinds = Object.fromEntries(zoneKinds.map((kind) => [kind, a[kind] + b[kind]]));
  return {...a, ...kinds, zero: a.zero + b.zero, finite: a.finite + b.finite};
}
