/** The table of values and derivatives of activations at points; its rows are computed while they are written. */

import {commandLineError} from '../errors/errors.ts';
import type {Precision} from '../evaluation/evaluate.ts';
import type {Stretch} from '../exact/every-number.ts';
import type {PointChunk, Points} from '../sampling/points.ts';
import type {Result, Series, SeriesRequest} from '../sampling/series.ts';
import type {Cell, Chunk, Column, Table} from './table.ts';

/** How the results are put into rows and columns. */
export interface Layout {
  /** A row for each point and activation, instead of columns for each activation. */
  readonly long: boolean;
  /** Hexadecimal floats instead of decimals. */
  readonly hexadecimal: boolean;
  /** Each column is followed by one with the bit patterns of its numbers. */
  readonly bits: boolean;
}

/** What the table says about its series. */
export type TableRequest = Pick<SeriesRequest, 'points' | 'precision' | 'regions'>;

/** Columns for each activation, decimals, no bit patterns. */
export const plainLayout: Layout = {long: false, hexadecimal: false, bits: false};

/**
 * The table of some series: `x`, then the value and the gradient of each activation, or what else its series hold; over
 * vectors a gradient for each coordinate.
 * @throws ActError if two columns would have the same name
 */
export function valueTable(series: readonly Series[], request: TableRequest, layout: Layout): Table {
  const {points, precision} = request;
  const shape = layout.long ? longShape(series) : wideShape(series);
  const leading = points.names.map((name, i) => ({name, isNumber: true, isExact: i < points.leading}));
  // For each column of values the one or two that show it.
  const groups = [...leading, ...shape.columns].map((column) => shownAs(column, precision, layout));
  const columns = groups.flat();
  const repeated = columns.find(({name}, i) => columns.findIndex((other) => other.name === name) !== i);
  if (repeated !== undefined) throw commandLineError('columnTwice', repeated.name);
  const rowsOfPoint = layout.long ? series.length : 1;
  const {count, slice} = points;
  async function* chunksAt(some: Pick<Points, 'chunks'>): AsyncGenerator<Chunk> {
    for await (const chunk of some.chunks()) {
      const {length, columns: cells} = shape.fill(chunk);
      yield {length, columns: cells.flatMap((column, j) => Array(groups[j]?.length ?? 1).fill(column))};
    }
  }
  return {
    columns,
    length: count && count * rowsOfPoint,
    notes: [precisionNote(precision), ...regionNotes(request)],
    chunks: () => chunksAt(points),
    ...(slice &&
      count !== undefined && {
        byPoint: {points: count, rowsOfPoint, chunks: (stretch: Stretch) => chunksAt(slice(stretch))},
      }),
  };
}

interface NamedColumn {
  readonly name: string;
  readonly isNumber: boolean;
  /** A plain double, whatever the format of the others. */
  readonly isExact?: boolean;
}

interface Shape {
  /** The columns after those of the points. */
  readonly columns: readonly NamedColumn[];
  /** The values of all columns, those of the points first. */
  readonly fill: (chunk: PointChunk) => Chunk;
}

/** Columns for each activation: `elu`, `elu_grad`, `elu_second`. */
function wideShape(series: readonly Series[]): Shape {
  const columns = series.flatMap(({label, results}) =>
    results.map((result) => {
      const suffix = suffixOf(result);
      return {name: suffix === '' ? label : `${label}_${suffix}`, isNumber: result.kind !== 'region'};
    }),
  );
  return {
    columns,
    fill: (chunk) => ({
      length: chunk.length,
      columns: [...chunk.columns, ...series.flatMap(({evaluate}) => evaluate(chunk))],
    }),
  };
}

/** The part of a column's name after the label of the activation. */
function suffixOf(result: Result): string {
  switch (result.kind) {
    case 'value':
      return '';
    case 'second':
    case 'region':
      return result.kind;
    case 'gradient':
      return 'grad';
    default:
      return `grad_${result.variable}`;
  }
}

/** A row for each point and activation: `activation`, `value`, `gradient`. A result that is lacking is null. */
function longShape(series: readonly Series[]): Shape {
  const names = [...new Set(series.flatMap(({results}) => results.map(longName)))];
  return {
    columns: [
      {name: 'activation', isNumber: false},
      ...names.map((name) => ({name, isNumber: name !== longName({kind: 'region'})})),
    ],
    fill: ({length, columns}) => {
      const outputs = series.map(({evaluate}) => evaluate({length, columns}));
      const rows = length * series.length;
      const repeated = columns.map((column) => Float64Array.from({length: rows}, (_, i) => at(column, i)));
      const labels = Array.from({length: rows}, (_, i) => series[i % series.length]?.label ?? null);
      const results = names.map((name) => {
        const values = series.map(({results: own}, j) => {
          const index = own.findIndex((result) => longName(result) === name);
          return outputs[j]?.[index];
        });
        return Array.from(
          {length: rows},
          (_, i): Cell => values[i % series.length]?.[Math.floor(i / series.length)] ?? null,
        );
      });
      return {length: rows, columns: [...repeated, labels, ...results]};
    },
  };

  function at(column: Float64Array, row: number): number {
    return column[Math.floor(row / series.length)] ?? Number.NaN; // one for each point
  }
}

function longName(result: Result): string {
  switch (result.kind) {
    case 'gradientByInput':
    case 'gradientByParameter':
      return `gradient_${result.variable}`;
    default:
      return result.kind;
  }
}

/** A column as the layout writes it, and a column of its bit patterns if they are wanted. */
function shownAs(
  {name, isNumber, isExact}: NamedColumn,
  {format}: Precision,
  {hexadecimal, bits}: Layout,
): readonly Column[] {
  if (!isNumber) return [{name, kind: 'text'}];
  const column: Column = {name, kind: 'number', ...(isExact ? {} : {format})};
  const values: Column = hexadecimal ? {...column, notation: 'hexadecimal'} : column;
  return bits ? [values, {...column, name: `${name}_bits`, notation: 'bits'}] : [values];
}

/** The meaning of the words in the column `region`, in short; the command `regions` says it in full. */
function regionNotes({regions}: TableRequest): readonly string[] {
  if (regions === undefined) return [];
  const underflow = regions.format === undefined ? '' : ` underflow if it rounds to 0 in ${regions.format.name};`;
  return [`region: dead if f′ = 0;${underflow} if |f′| < ${regions.threshold}, saturated in a tail, else weak`];
}

function precisionNote({fast, format, overflow, direction, parametersInFormat}: Precision): string {
  if (fast) return 'computed in plain doubles (--fast): the last digits may be wrong';
  const rounded =
    direction === 'toZero'
      ? `truncated to ${format.name}${format.precision === 53 ? '' : ', x rounded to it'}`
      : format.precision === 53
        ? 'correctly rounded'
        : `correctly rounded to ${format.name}, x too`;
  const also = parametersInFormat && format.precision !== 53 ? ', parameters too' : '';
  return `${rounded}${also}${overflow === 'saturate' ? '; the largest number in place of an overflow' : ''}`;
}
