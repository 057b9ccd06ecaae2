/** The regions of several activations, perhaps in several number formats, as a table. */

import type {Selection} from '../activations/selection.ts';
import type {NumberFormat} from '../exact/format.ts';
import {defaultThreshold, type Regions, regionsOf} from './regions.ts';
import type {Cell, Column, Report} from './report.ts';

export interface RegionsRequest {
  readonly selections: readonly Selection[];
  /** None: the real gradient, without underflow. */
  readonly formats: readonly NumberFormat[];
  /** 0.01 if undefined. */
  readonly threshold: number | undefined;
  readonly range: readonly [from: number, to: number] | undefined;
  readonly backward: 'output' | undefined;
}

export interface RegionsReport extends Report {
  /** What was searched without an end: some of its edges may be missing. */
  readonly uncertain: readonly string[];
}

interface Found extends Regions {
  readonly label: string;
  readonly format: string | undefined;
}

/** A row for each region; a column `dtype` where several are asked for. All are found before the first row leaves. */
export function regionsReport(request: RegionsRequest): RegionsReport {
  const {selections, formats, range, backward, threshold = defaultThreshold} = request;
  const found = selections.flatMap((selection) =>
    (formats.length === 0 ? [undefined] : formats).map((format): Found => {
      const options = {...(format && {format}), ...(range && {range}), ...(backward && {backward})};
      return {label: selection.label, format: format?.name, ...regionsOf(selection, {threshold, ...options})};
    }),
  );
  const rows = found.flatMap(({label, format, regions}) =>
    regions.map(({kind, from, to, fromClosed, toClosed}): readonly Cell[] => {
      const dtype = formats.length > 1 ? [format ?? null] : [];
      return [label, ...dtype, kind, from, to, fromClosed, toClosed];
    }),
  );
  const columns: readonly Column[] = [
    {name: 'activation', kind: 'text'},
    ...(formats.length > 1 ? [{name: 'dtype', kind: 'text'} as const] : []),
    {name: 'region', kind: 'text'},
    {name: 'from', kind: 'number'},
    {name: 'to', kind: 'number'},
    {name: 'from_closed', kind: 'cells'},
    {name: 'to_closed', kind: 'cells'},
  ];
  const chunk = {length: rows.length, columns: columns.map((_, j) => rows.map((row) => row[j] ?? null))};
  return {
    table: {
      columns,
      notes: [...definitions({...request, threshold}), ...remarks(found, request)],
      chunks: () => [chunk],
    },
    verdict: 'done',
    uncertain: found.filter(({certain}) => !certain).map(nameOf(formats)),
  };
}

/** What the words in the table mean. */
function definitions({formats, threshold, backward}: RegionsRequest): readonly string[] {
  const names = formats.map(({name}) => name).join(', ');
  const small = `saturated: 0 < |f′| < ${threshold} in a tail in which f tends to a finite limit; weak: anywhere else`;
  if (backward === 'output') {
    const format = names === '' ? 'float64' : names;
    return [`f′ as a backward pass in ${format} computes it from the rounded output`, `dead: f′ = 0; ${small}`];
  }
  const underflow = formats.length === 0 ? '' : `; underflow: f′ is not 0, but rounds to 0 in ${names}`;
  const ends = formats.length === 0 ? 'double' : formats.length === 1 ? names : 'number of the dtype';
  return [`threshold ${threshold}; dead: f′ = 0${underflow}`, small, `a closed end is the last ${ends} inside`];
}

/** What the table cannot show: who has no region, and where nothing was searched. */
function remarks(found: readonly Found[], {formats, range}: RegionsRequest): readonly string[] {
  const name = nameOf(formats);
  const none = found.filter(({regions}) => regions.length === 0).map(name);
  const waves = found.filter(({over}) => over !== undefined);
  const [first] = waves;
  return [
    ...(range === undefined ? [] : [`over [${range.join(', ')}]`]),
    ...(range !== undefined || first?.over === undefined
      ? []
      : [`over [${first.over.join(', ')}] only, since it oscillates for ever: ${waves.map(name).join(', ')}`]),
    ...(none.length === 0 ? [] : [`no region: ${none.join(', ')}`]),
  ];
}

function nameOf(formats: readonly NumberFormat[]): (found: Found) => string {
  return ({label, format}) => (formats.length > 1 ? `${label} in ${format}` : label);
}
