/** Regions as a table: a row for each; for people one interval instead of its two ends. */

import type {Surveyed, SurveyRequest} from '../regions/survey.ts';
import {intervalText} from './interval-text.ts';
import type {Note} from './notes.ts';
import type {Output} from './output.ts';
import {tableOfRows} from './rows.ts';
import type {Column} from './table.ts';

const text = (name: string): Column => ({name, kind: 'text'});

/** The regions as a table for machines and one for people; for several formats both have a column `dtype`. */
export function regionsOutput(surveyed: readonly Surveyed[], request: SurveyRequest): Output {
  const several = request.formats.length > 1;
  const notes = [...definitions(request), ...remarks(surveyed, request)];
  const rows = surveyed.flatMap(({label, format, regions, unknown}) =>
    [...regions, ...unknown.map((ends) => ({...ends, kind: 'unknown'}))]
      .sort((a, b) => a.from - b.from)
      .map((region) => ({region, names: [label, ...(several ? [format ?? null] : []), region.kind]})),
  );
  const names = ['activation', ...(several ? ['dtype'] : []), 'region'].map(text);
  const ends: readonly Column[] = [
    {name: 'from', kind: 'number'},
    {name: 'to', kind: 'number'},
    {name: 'from_closed', kind: 'cells'},
    {name: 'to_closed', kind: 'cells'},
  ];
  const machine = rows.map(({names: cells, region: {from, to, fromClosed, toClosed}}) => [
    ...cells,
    from,
    to,
    fromClosed,
    toClosed,
  ]);
  const readable = rows.map(({names: cells, region}) => [...cells, intervalText(region)]);
  return {
    table: tableOfRows([...names, ...ends], machine, notes),
    view: {kind: 'intervals', table: tableOfRows([...names, text('interval')], readable, notes)},
  };
}

/** Notes on the activations of which some regions may be missing. */
export function uncertainNotes(surveyed: readonly Surveyed[], {formats}: SurveyRequest): readonly Note[] {
  return surveyed
    .filter(({certain}) => !certain)
    .map(nameOf(formats))
    .map((name) => ({code: 'regionsUncertain', name}));
}

/** The meaning of the words in the table. */
function definitions({formats, threshold, backward}: SurveyRequest): readonly string[] {
  const names = formats.map(({name}) => name).join(', ');
  const fromOutput = `f′: as a backward pass in ${names === '' ? 'float64' : names} computes it from the rounded output`;
  const ends = formats.length === 0 ? 'double' : `number of ${formats.length === 1 ? names : 'the dtype'}`;
  return [
    ...(backward === 'output' ? [fromOutput] : []),
    'dead: f′ = 0',
    ...(backward === 'output' || formats.length === 0 ? [] : [`underflow: f′ is not 0, but rounds to 0 in ${names}`]),
    `saturated: 0 < |f′| < ${threshold} in a tail where f tends to a finite limit`,
    `weak: 0 < |f′| < ${threshold} anywhere else`,
    ...(backward === 'output' ? [] : [`[ and ]: the end itself belongs to the interval and is a ${ends}`]),
  ];
}

/** What the rows cannot show: which activations have no region, and over which range regions were sought. */
function remarks(surveyed: readonly Surveyed[], {formats, range}: SurveyRequest): readonly string[] {
  const name = nameOf(formats);
  const none = surveyed.filter(({regions, unknown}) => regions.length + unknown.length === 0).map(name);
  const waves = surveyed.filter(({over}) => over !== undefined);
  const [first] = waves;
  return [
    ...(range === undefined ? [] : [`over [${range.join(', ')}]`]),
    ...(range !== undefined || first?.over === undefined
      ? []
      : [`over [${first.over.join(', ')}] only, since it oscillates for ever: ${waves.map(name).join(', ')}`]),
    ...(none.length === 0 ? [] : [`no region: ${none.join(', ')}`]),
  ];
}

/** A function to the label, and the format if there are several. */
function nameOf(formats: SurveyRequest['formats']): (surveyed: Surveyed) => string {
  return ({label, format}) => (formats.length > 1 ? `${label} in ${format}` : label);
}
