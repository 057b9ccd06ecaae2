/** Values and gradients of some activations at some points, as a table whose rows are computed while they are written. */

import {commandLineError} from '../errors.ts';
import type {Precision} from '../evaluation/evaluate.ts';
import type {PointChunk} from '../sampling/points.ts';
import type {Result, Series, SeriesRequest} from '../sampling/series.ts';
import type {Cell, Chunk, Column, Table} from './output.ts';

export interface Layout {
  /** A row for each point and activation, instead of columns for each activation. */
  readonly long: boolean;
  /** Hexadecimal floats instead of decimals. */
  readonly hexadecimal: boolean;
  /** After each column one with the bit patterns of its numbers. */
  readonly bits: boolean;
}

export type TableRequest = Pick<SeriesRequest, 'points' | 'precision' | 'regions'>;

/** Columns for each activation, decimals, no bit patterns. */
export const plainLayout: Layout = {long: false, hexadecimal: false, bits: false};

/**
 * The table of some series: `x`, then the value and the gradient of each activation; over vectors a gradient for each
 * coordinate.
 * @throws ActError where two columns would have one name
 */
export function valueTable(series: readonly Series[], request: TableRequest, layout: Layout): Table {
  const {points, precision} = request;
  const shape = layout.long ? longShape(series) : wideShape(series);
  const leading = points.names.map((name, i) => ({name, isNumber: true, isExact: i < points.leading}));
  const writings = [...leading, ...shape.columns].map((column) => writtenAs(column, precision, layout));
  const columns = writings.flat();
  const repeated = columns.find(({name}, i) => columns.findIndex((other) => other.name === name) !== i);
  if (repeated !== undefined) throw commandLineError('columnTwice', repeated.name);
  return {
    columns,
    notes: [precisionNote(precision), ...regionNotes(request)],
    async *chunks() {
      for await (const chunk of points.chunks()) {
        const {length, columns: cells} = shape.fill(chunk);
        yield {length, columns: cells.flatMap((cell, j) => Array(writings[j]?.length ?? 1).fill(cell))};
      }
    },
  };
}

interface NamedColumn {
  readonly name: string;
  readonly isNumber: boolean;
  /** A plain double, whatever the format of the others. */
  readonly isExact?: boolean;
}

interface Shape {
  /** Those after the points'. */
  readonly columns: readonly NamedColumn[];
  /** All columns, the points' first. */
  readonly fill: (chunk: PointChunk) => Chunk;
}

/** Columns for each activation: `elu`, `elu_grad`. */
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

/** What follows an activation's label in the name of a column. */
function suffixOf(result: Result): string {
  switch (result.kind) {
    case 'value':
      return '';
    case 'region':
      return 'region';
    case 'gradient':
      return 'grad';
    default:
      return `grad_${result.variable}`;
  }
}

/** A row for each point and activation: `activation`, `value`, `gradient`. A result that an activation lacks is null. */
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
        const found = series.map(({results: own}, j) => {
          const index = own.findIndex((result) => longName(result) === name);
          return outputs[j]?.[index];
        });
        return Array.from(
          {length: rows},
          (_, i): Cell => found[i % series.length]?.[Math.floor(i / series.length)] ?? null,
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
      return `gradient_${result.variable}`;
    case 'gradientByParameter':
      return `grad_${result.variable}`;
    default:
      return result.kind;
  }
}

/** A column as the layout writes it, and its bit patterns where they are wanted. */
function writtenAs(
  {name, isNumber, isExact}: NamedColumn,
  {format}: Precision,
  {hexadecimal, bits}: Layout,
): readonly Column[] {
  if (!isNumber) return [{name, kind: 'text'}];
  const column: Column = {name, kind: 'number', ...(isExact ? {} : {format})};
  const values: Column = hexadecimal ? {...column, notation: 'hexadecimal'} : column;
  return bits ? [values, {...column, name: `${name}_bits`, notation: 'bits'}] : [values];
}

/** What the words of the column mean, in short; `regions` says it in full. */
function regionNotes({regions}: TableRequest): readonly string[] {
  if (regions === undefined) return [];
  const underflow = regions.format === undefined ? '' : `, underflow: it rounds to 0 in ${regions.format.name}`;
  return [`region: dead: f′ = 0${underflow}, saturated in a tail or weak: |f′| < ${regions.threshold}`];
}

function precisionNote({fast, format, overflow, parametersInFormat}: Precision): string {
  if (fast) return 'computed in plain doubles (--fast): the last digits may be wrong';
  const rounded = format.precision === 53 ? 'correctly rounded' : `correctly rounded to ${format.name}, x too`;
  const also = parametersInFormat && format.precision !== 53 ? ', parameters too' : '';
  return `${rounded}${also}${overflow === 'saturate' ? '; the largest number where it overflows' : ''}`;
}
