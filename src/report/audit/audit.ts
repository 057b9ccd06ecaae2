/** What an audit found, for people as a report with pictures and for machines as rows. */

import type {Audited} from '../../audit/audit.ts';
import {type AuditedActivation, type Verdict, verdicts} from '../../audit/verdicts.ts';
import type {ZoneKind} from '../../audit/zones.ts';
import type {DocumentPart, NamedRow, Output} from '../output.ts';
import type {Cell, Column} from '../table.ts';
import {courseFigure, histogramFigure, unitImage} from './figures.ts';
import type {LimitResult} from './limits.ts';
import {limitSentences} from './limits.ts';
import {kindsIn, setTable, unitTable} from './rows.ts';
import {
  type Definitions,
  definitionText,
  meaningSentences,
  noValueSentences,
  oddSentences,
  sizeSentence,
  verdictSentence,
  worstSentence,
  zoneSentences,
} from './sentences.ts';
import {counted, percentText, shortName} from './words.ts';

/** How the user asked for it. */
export interface AuditReport extends Definitions {
  /** Whether each file is a data set of its own, for which machines get a row. */
  readonly each: boolean;
  /** How many units people see; of several activations for each. */
  readonly top: number;
  readonly topOfSeveral: number;
  /** Whether machines get a row for each unit, data sets of their own included. */
  readonly allUnits: boolean;
  readonly limits: readonly LimitResult[];
  /** Columns of the plots. */
  readonly columns: number;
}

/** The report, and its rows. */
export function auditOutput(audited: readonly Audited[], request: AuditReport): Output {
  const kinds = kindsIn(audited, request.format !== undefined);
  return {
    table: request.each && !request.allUnits ? setTable(audited, kinds) : unitTable(audited, kinds),
    view: {kind: 'document', title: `audit of ${namesOf(audited)}`, parts: () => partsOf(audited, kinds, request)},
  };
}

function namesOf(audited: readonly Audited[]): string {
  return audited.length === 1 ? (audited[0]?.name ?? '') : counted(audited.length, 'data set');
}

function partsOf(
  audited: readonly Audited[],
  kinds: readonly ZoneKind[],
  request: AuditReport,
): readonly DocumentPart[] {
  const [only] = audited.length === 1 ? audited : [];
  const course = courseFigure(audited);
  return [
    {kind: 'sentences', sentences: [...verdictsOf(audited, request), ...limitSentences(request.limits)]},
    ...(only === undefined || only.activations.length > 1 ? [overview(audited, kinds)] : []),
    ...(course === undefined ? [] : [{kind: 'figure', figure: course} as const]),
    ...(only === undefined ? [] : setParts(only, kinds, request)),
    {
      kind: 'notes',
      notes: [
        ...(only === undefined ? [] : [sizeSentence(only)]),
        ...(audited[0]?.activations.flatMap(zoneSentences) ?? []),
        ...meaningSentences(request),
      ],
    },
  ];
}

/** The verdict on a data set under each activation; of several data sets, on the worst. */
function verdictsOf(audited: readonly Audited[], request: Definitions): readonly string[] {
  const [first] = audited;
  if (first === undefined) return [];
  if (audited.length === 1)
    return [
      ...first.activations.map((activation) => verdictSentence(first, activation)),
      ...oddSentences(first, request),
      ...first.activations.flatMap(noValueSentences),
    ];
  const odd = audited.flatMap((set) => oddSentences(set, request).map((sentence) => `${set.name}: ${sentence}`));
  const more =
    odd.length > mostOdd ? [`and ${odd.length - mostOdd} more such lines; the rows below count all NaN`] : [];
  return [...first.activations.map((_, i) => worstSentence(audited, i)), ...odd.slice(0, mostOdd), ...more];
}

const mostOdd = 4;

const text = (name: string): Column => ({name, kind: 'text'});
const number = (name: string): Column => ({name, kind: 'number'});

/** A row for each data set and activation. */
function overview(audited: readonly Audited[], kinds: readonly ZoneKind[]): DocumentPart {
  const several = audited.some(({activations}) => activations.length > 1);
  const names = namesApart(audited.map(({name}) => name));
  const rows = audited.flatMap((set, i) =>
    set.activations.map((activation) => ({
      name: [...(audited.length > 1 ? [names[i]] : []), ...(several ? [activation.zones.label] : [])].join('  '),
      cells: [
        ...(['dead', 'saturated', 'neverFires', 'dormant'] as const).map((verdict) => activation.verdicts[verdict]),
        ...shareCells(activation.total, [...kinds, 'zero']),
        present(activation.total.meanGradient),
        set.total.nan,
      ],
    })),
  );
  const columns = [
    number('dead_units'),
    number('saturated_units'),
    number('never_firing'),
    number('dormant_units'),
    ...shareColumns([...kinds, 'zero']),
    number('mean_|f′|'),
    number('nan'),
  ];
  return {kind: 'rows', columns, rows};
}

/** The arrays of one file without its name, which is before the last colon of each, and leaves little room for figures. */
function namesApart(names: readonly string[]): readonly string[] {
  const [file = ''] = /^.{2,}:/s.exec(names[0] ?? '') ?? [];
  return names.every((name) => name.startsWith(file) && name.length > file.length)
    ? names.map((name) => name.slice(file.length))
    : names;
}

/** What people see a share of: what there is. */
type Shared = ZoneKind | 'zero';

function shareColumns(shared: readonly Shared[]): readonly Column[] {
  return shared.map(text);
}

function shareCells(outputs: AuditedActivation['total'], shared: readonly Shared[]): readonly Cell[] {
  return shared.map((kind) => percentText(outputs[kind] / outputs.finite));
}

/** The parts of a single data set. */
function setParts(set: Audited, kinds: readonly ZoneKind[], request: AuditReport): readonly DocumentPart[] {
  const shown = kinds.filter((kind) => set.activations.some(({total}) => total[kind] > 0));
  const histogram = histogramFigure(set, request.columns);
  return [
    ...set.activations.map((activation) => worstUnits(set, activation, shown, request)),
    definitionRows(set, request),
    ...(histogram === undefined ? [] : [{kind: 'figure', figure: histogram} as const]),
    ...set.activations.flatMap((each) => {
      const image = unitImage(set, each, shown);
      return image === undefined ? [] : [{kind: 'image', image} as const];
    }),
  ];
}

/** All units together, then the worst ones. */
function worstUnits(
  set: Audited,
  activation: AuditedActivation,
  kinds: readonly ZoneKind[],
  {top: most, topOfSeveral}: AuditReport,
): DocumentPart {
  const isAlone = set.activations.length === 1;
  const top = isAlone ? most : topOfSeveral;
  const order = worstFirst(activation);
  const hasOdd = set.total.nan + set.total.negativeInfinite + set.total.positiveInfinite > 0;
  const shared: readonly Shared[] = activation.total.zero > 0 ? [...kinds, 'zero'] : kinds;
  const cellsOf = (outputs: AuditedActivation['total'], numbers: Audited['total']): readonly Cell[] => [
    ...shareCells(outputs, shared),
    ...[outputs.meanGradient, numbers.mean, numbers.std, numbers.min, numbers.max].map(present),
    ...(hasOdd ? [numbers.nan, numbers.negativeInfinite + numbers.positiveInfinite] : []),
  ];
  const rowOf = (unit: number): NamedRow => ({
    name: `unit ${shortName(String(set.unitNames?.[unit] ?? unit))}`,
    cells: cellsOf(activation.units.at(unit) as AuditedActivation['total'], set.numbers.at(unit) as Audited['total']), // each has some
  });
  const all: NamedRow = {
    name: set.units === 1 ? `unit ${set.unitNames?.[0] ?? 0}` : 'all units',
    cells: cellsOf(activation.total, set.total),
  };
  const columns = [
    ...shareColumns(shared),
    ...['mean_|f′|', 'mean', 'std', 'min', 'max', ...(hasOdd ? ['nan', 'infinite'] : [])].map(number),
  ];
  const rows = (units: readonly number[]) => [all, ...(set.units === 1 ? [] : units.map(rowOf))];
  return {
    kind: 'rows',
    ...(isAlone ? {} : {title: activation.zones.label}),
    columns,
    rows: rows(order.slice(0, top)),
    allRows: () => rows(order),
    ...(top < set.units && top > 0
      ? {
          note: `the ${top === 1 ? '' : `${top} `}worst of ${counted(set.units, 'unit')}; --top ${set.units} or --all-units shows all`,
        }
      : {}),
  };
}

function present(x: number): number | null {
  return Number.isNaN(x) ? null : x;
}

/** The unit with more dead numbers first; of equal ones that with more saturated, then weak ones. Unknown ones lead. */
function worstFirst({units}: AuditedActivation): readonly number[] {
  const columns = Array.from({length: 3}, () => new Float64Array(units.length));
  let unit = 0;
  for (const {dead, underflow, saturated, weak, finite} of units) {
    for (const [i, count] of [dead + underflow, saturated, weak].entries())
      (columns[i] as Float64Array)[unit] = finite === 0 ? 2 : count / finite; // there are three
    unit += 1;
  }
  return Array.from({length: units.length}, (_, unit) => unit).sort((a, b) => {
    for (const shares of columns) {
      const apart = (shares[b] as number) - (shares[a] as number); // one for each unit
      if (apart !== 0) return apart;
    }
    return a - b;
  });
}

/** How many units each definition counts, side by side. */
function definitionRows(set: Audited, request: AuditReport): DocumentPart {
  const {activations} = set;
  const columns = activations.flatMap(({zones: {label}}) =>
    activations.length === 1 ? [number('units'), text('share')] : [number(label)],
  );
  const cells = (verdict: Verdict): readonly Cell[] =>
    activations.flatMap(({verdicts: found}) =>
      activations.length === 1
        ? [present(found[verdict]), percentText(found[verdict] / set.units)]
        : [present(found[verdict])],
    );
  return {
    kind: 'rows',
    title: 'units by definition',
    namesArePhrases: true,
    columns,
    rows: verdicts.map((verdict) => ({name: definitionText(verdict, request), cells: cells(verdict)})),
  };
}
