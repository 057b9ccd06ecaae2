/** The arrays that a call of `table` asks for, instead of rows: inputs, values, gradients, one after another. */

import {name as program, version} from '../../../package.json';
import type {Selection} from '../../activations/selection.ts';
import {actError, commandLineError} from '../../errors/errors.ts';
import {joinedDoubles} from '../../exact/doubles.ts';
import {stretchOf} from '../../exact/every-number.ts';
import type {NumberFormat} from '../../exact/number-format.ts';
import {type ArrayFormat, endingOf, numberFormatOf} from '../../render/formats.ts';
import {type ArrayNumbers, tableOfArrays} from '../../report/arrays.ts';
import type {Arrays, Table} from '../../report/table.ts';
import {plainLayout, valueTable} from '../../report/value-table.ts';
import type {Points} from '../../sampling/points.ts';
import {parameterOf, type SeriesRequest, seriesOf} from '../../sampling/series.ts';
import type {Call} from '../command.ts';
import {bits, hex, long} from '../options.ts';
import {all, shard} from '../points/point-options.ts';

/** The series of a call, and into what they go. */
interface ArraysRequest extends SeriesRequest {
  /** The same points, which are not counted when they pass again. */
  readonly uncounted: Points;
  readonly presentation: ArrayFormat;
}

/** Of so many points all results are held in memory; of more, each array is computed when it is written. */
const mostHeld = 1 << 18;

/**
 * The arrays of a call, one for each column that `table` has in other formats; without x where the inputs are all bit
 * patterns of a format in their order.
 * @throws ActError for options that have no meaning for arrays, and for a file that is named after another number format
 */
export async function arraysOfCall(call: Call, request: ArraysRequest): Promise<Table> {
  checkOptions(call, request);
  const {selections, points, precision} = request;
  const {format} = precision;
  const whole = valueTable(seriesOf(request), request, plainLayout);
  const isByPattern = call.option(all) ?? false;
  const firstColumn = isByPattern ? points.names.length : points.leading;
  // A file has to be read to its end, because the number of its points stands before them.
  const isHeld = points.count === undefined || points.count <= mostHeld;
  const held = isHeld ? await columnsOf(whole) : undefined;
  const arrays: Arrays = {
    names: whole.columns.slice(firstColumn).map(({name}) => name),
    length: held?.[0]?.length ?? points.count ?? 0,
    column: {name: 'number', kind: 'number', format, ...(call.option(bits) && {notation: 'bits'})},
    labels: selections.map(({label}) => label),
    firstPattern: isByPattern ? firstPatternOf(call, format) : undefined,
    commandLine: [program, 'table', ...call.words],
    program: `${program} ${version}`,
    about: [...selections.map(formulaOf), ...(whole.notes ?? []).map(withTies)],
  };
  if (held === undefined) return tableOfArrays(arrays, arraysAnew(request, isByPattern), 'random');
  const numbers = held.slice(firstColumn).map((column): ArrayNumbers => {
    return async function* ({from, to}) {
      yield column.subarray(from, to);
    };
  });
  return tableOfArrays(arrays, numbers, 'once');
}

/** @throws ActError */
function checkOptions(call: Call, {presentation, regions, precision}: ArraysRequest): void {
  const asked = `--format ${presentation}`;
  if (call.isGiven(long)) throw actError('exclusive', '--long', asked);
  if (regions !== undefined) throw actError('exclusive', '--show region', asked);
  // A header for C has hexadecimal floats anyway.
  if (call.isGiven(hex) && presentation !== 'c') throw actError('exclusive', '--hex', asked);
  const {file} = call.display;
  const named = file === undefined ? undefined : numberFormatOf(endingOf(file));
  if (file !== undefined && named !== undefined && named !== precision.format.name)
    throw commandLineError('outputNumbers', file, named, precision.format.name);
}

/** All rows of a table of numbers, by column. */
async function columnsOf(table: Table): Promise<readonly Float64Array[]> {
  const parts: (readonly Float64Array[])[] = [];
  // Of numbers alone: regions were refused.
  for await (const {columns} of table.chunks()) parts.push(columns as readonly Float64Array[]);
  return table.columns.map((_, j) => joinedDoubles(parts.map((part) => part[j] as Float64Array))); // a part has all
}

/** A pass for each array over all points, in which nothing else is computed that can be left out. */
function arraysAnew(request: ArraysRequest, isByPattern: boolean): readonly ArrayNumbers[] {
  const {selections, show, parameters, points, uncounted} = request;
  const quantities = (['value', 'gradient', 'second'] as const).filter((quantity) => show.includes(quantity));
  const ofInputs = {selections: [], show: [], parameters: []};
  const passes: readonly Pick<SeriesRequest, 'selections' | 'show' | 'parameters'>[] = [
    ...(isByPattern ? [] : [ofInputs]),
    ...selections.flatMap((selection) => [
      ...quantities.map((quantity) => ({selections: [selection], show: [quantity], parameters: []})),
      ...[...new Set(parameters.flatMap((name) => parameterOf(selection, name) ?? []))].map((name) => ({selections: [selection], show: [], parameters: [name]})), // biome-ignore format: one line
    ]),
  ];
  return passes.flatMap((pass, i) => {
    const tableAt = (some: Points): Table => {
      const own = {...request, ...pass, points: some};
      return valueTable(seriesOf(own), own, plainLayout);
    };
    const firstColumn = pass === ofInputs ? points.leading : points.names.length;
    const [counted, again] = [tableAt(points), tableAt(uncounted)];
    return counted.columns.slice(firstColumn).map((_, j): ArrayNumbers => {
      const {byPoint} = i + j === 0 ? counted : again;
      return async function* (stretch) {
        // Points of a known count have it, and columns of numbers.
        for await (const {columns} of byPoint?.chunks(stretch) ?? []) yield columns[firstColumn + j] as Float64Array;
      };
    });
  });
}

/** The first bit pattern of all, or of a part of them. */
function firstPatternOf(call: Call, format: NumberFormat): number {
  const part = call.option(shard);
  return part === undefined ? 0 : stretchOf(part, 2 ** format.bits).from;
}

/** `elu:alpha=0.5: f(x) = ..., alpha = 0.5`. */
function formulaOf({label, inputs, formula, parameters}: Selection): string {
  return [
    `${label}: f(${inputs.join(', ')}) = ${formula}`,
    ...[...parameters].map(([name, value]) => `${name} = ${value}`),
  ].join(', ');
}

/** What is correctly rounded lies in the middle of two numbers now and then. */
function withTies(note: string): string {
  return note.startsWith('correctly rounded') ? `${note}; ties to even` : note;
}
