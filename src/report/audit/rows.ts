/** What an audit found as rows for machines: one for each unit and activation, or one for each data set. */

import type {Audited} from '../../audit/audit.ts';
import type {UnitNumbersFigures} from '../../audit/numbers-tally.ts';
import {type AuditedActivation, type Outputs, type UnitAudit, type Verdict, verdicts} from '../../audit/verdicts.ts';
import {type ZoneKind, zoneKinds} from '../../audit/zones.ts';
import type {Cell, Column, Table} from '../table.ts';

/** A column, and its cell of a unit or a whole data set. */
interface Field<T> {
  readonly name: string;
  readonly kind?: Column['kind'];
  readonly cell: (of: T) => Cell;
}

interface Figures {
  readonly numbers: UnitNumbersFigures;
  readonly outputs: Outputs;
}

interface UnitRow extends Figures {
  readonly outputs: UnitAudit;
  readonly set: Audited;
  readonly activation: AuditedActivation;
  readonly unit: number;
}

interface SetRow extends Figures {
  readonly set: Audited;
  readonly activation: AuditedActivation;
}

/** The kinds of zones that a table has columns for. `underflow` needs a number format; `unknown` is there where some are. */
export function kindsIn(audited: readonly Audited[], hasFormat: boolean): readonly ZoneKind[] {
  const hasUnknown = audited.some(({activations}) => activations.some(({total}) => total.unknown > 0));
  return zoneKinds.filter((kind) => (kind !== 'underflow' || hasFormat) && (kind !== 'unknown' || hasUnknown));
}

/** A row for each unit of each data set under each activation. */
export function unitTable(audited: readonly Audited[], kinds: readonly ZoneKind[]): Table {
  const fields: readonly Field<UnitRow>[] = [
    ...namesOf(audited),
    {name: 'unit', kind: 'cells', cell: ({set, unit}) => set.unitNames?.[unit] ?? unit},
    ...figureFields(audited, kinds),
    {name: 'dormancy_score', cell: ({outputs}) => outputs.score},
    ...verdicts.map(
      (verdict): Field<UnitRow> => ({
        name: verdictColumns[verdict],
        kind: 'cells',
        cell: ({outputs}) => (isJudged(verdict, outputs) ? outputs.verdicts.includes(verdict) : null),
      }),
    ),
  ];
  const rows = function* (): Generator<UnitRow> {
    for (const set of audited)
      for (const activation of set.activations) {
        let unit = 0;
        for (const outputs of activation.units) {
          yield {set, activation, unit, numbers: set.numbers.at(unit) as UnitNumbersFigures, outputs}; // each unit has some
          unit += 1;
        }
      }
  };
  return tableOf(fields, rows);
}

/** Whether a verdict can be told: nothing is known of a unit without finite numbers, nor of means that were not taken. */
function isJudged(verdict: Verdict, {finite, meanOutput}: Outputs): boolean {
  return finite > 0 && (verdict !== 'dormant' || !Number.isNaN(meanOutput));
}

/** A row for each data set under each activation. */
export function setTable(audited: readonly Audited[], kinds: readonly ZoneKind[]): Table {
  const fields: readonly Field<SetRow>[] = [
    {name: 'data', kind: 'text', cell: ({set}) => set.name},
    {name: 'activation', kind: 'text', cell: ({activation}) => activation.zones.label},
    {name: 'units', cell: ({set}) => set.units},
    ...verdicts.map(
      (verdict): Field<SetRow> => ({
        name: `${verdictColumns[verdict].replace(/^is_/, '')}_units`,
        cell: ({activation}) => activation.verdicts[verdict],
      }),
    ),
    ...figureFields(audited, kinds),
  ];
  const rows = function* (): Generator<SetRow> {
    for (const set of audited)
      for (const activation of set.activations) yield {set, activation, numbers: set.total, outputs: activation.total};
  };
  return tableOf(fields, rows);
}

const verdictColumns: Readonly<Record<Verdict, string>> = {
  dead: 'is_dead',
  saturated: 'is_saturated',
  neverFires: 'never_fires',
  rarelyFires: 'rarely_fires',
  dormant: 'is_dormant',
};

function namesOf(audited: readonly Audited[]): readonly Field<UnitRow>[] {
  return [
    ...(audited.length > 1 ? [{name: 'data', kind: 'text', cell: ({set}: UnitRow) => set.name} as const] : []),
    {name: 'activation', kind: 'text', cell: ({activation}) => activation.zones.label},
  ];
}

/** The columns that units and data sets share: counts of numbers, then shares of the finite ones. */
function figureFields(audited: readonly Audited[], kinds: readonly ZoneKind[]): readonly Field<Figures>[] {
  const hasHoles = audited.some(({activations}) => activations.some(({total}) => total.noValue > 0));
  return [
    {name: 'count', cell: ({numbers}) => numbers.count},
    {name: 'nan', cell: ({numbers}) => numbers.nan},
    {name: 'negative_infinite', cell: ({numbers}) => numbers.negativeInfinite},
    {name: 'positive_infinite', cell: ({numbers}) => numbers.positiveInfinite},
    {name: 'min', cell: ({numbers}) => numbers.min},
    {name: 'max', cell: ({numbers}) => numbers.max},
    {name: 'mean', cell: ({numbers}) => numbers.mean},
    {name: 'std', cell: ({numbers}) => numbers.std},
    ...kinds.map((kind): Field<Figures> => ({name: kind, cell: ({outputs}) => outputs[kind]})),
    {name: 'zero', cell: ({outputs}) => outputs.zero},
    ...(hasHoles ? [{name: 'no_value', cell: ({outputs}: Figures) => outputs.noValue}] : []),
    ...kinds.map(
      (kind): Field<Figures> => ({name: `share_${kind}`, cell: ({outputs}) => outputs[kind] / outputs.finite}),
    ),
    {name: 'share_zero', cell: ({outputs}) => outputs.zero / outputs.finite},
    {name: 'mean_abs_output', cell: ({outputs}) => outputs.meanOutput},
    {name: 'mean_abs_gradient', cell: ({outputs}) => outputs.meanGradient},
  ];
}

/** Rows that are made together. */
const chunkLength = 1024;

function tableOf<T>(fields: readonly Field<T>[], rows: () => Iterable<T>): Table {
  const chunkOf = (held: readonly T[]) => ({
    length: held.length,
    columns: fields.map(({cell}) => held.map((row) => absentForNaN(cell(row)))),
  });
  return {
    columns: fields.map(({name, kind = 'number'}) => ({name, kind})),
    *chunks() {
      let held: T[] = [];
      for (const row of rows()) {
        held.push(row);
        if (held.length < chunkLength) continue;
        yield chunkOf(held);
        held = [];
      }
      if (held.length > 0) yield chunkOf(held);
    },
  };
}

/** A figure that there is not, such as the mean of no number, is absent. */
function absentForNaN(cell: Cell): Cell {
  return typeof cell === 'number' && Number.isNaN(cell) ? null : cell;
}
