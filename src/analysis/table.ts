/** Values and gradients of some activations at some points, as a table. */

import type {Selection} from '../activations/selection.ts';
import {actError} from '../errors.ts';
import {createEvaluate, type Precision, parametersOf} from './evaluate.ts';
import {checkPointSize, type PointChunk, type Points} from './points.ts';
import {type RegionRequest, regionFinder} from './regions.ts';
import type {Cell, Chunk, Column, Table} from './report.ts';

export type Quantity = 'value' | 'gradient';

export interface TableRequest {
  readonly selections: readonly Selection[];
  readonly points: Points;
  readonly precision: Precision;
  readonly show: readonly Quantity[];
  /** Adds the region of each point, found when the first row is asked for. */
  readonly regions?: Pick<RegionRequest, 'threshold' | 'format'> | undefined;
  /** Parameters with respect to which gradients are added. */
  readonly parameters: readonly string[];
  /** A row for each point and activation, instead of columns for each activation. */
  readonly long: boolean;
  /** Hexadecimal floats instead of decimals. */
  readonly hexadecimal: boolean;
  /** After each column one with the bit patterns of its numbers. */
  readonly bits: boolean;
}

/** What is computed of one activation: results in order, each with what it is called. */
interface Series {
  readonly label: string;
  readonly results: readonly Result[];
  readonly evaluate: (chunk: PointChunk) => Chunk['columns'];
}

interface Result {
  /** `` for the value, `grad`, `grad_x1`, `region`, `grad_alpha`. */
  readonly suffix: string;
  /** Its place among what the evaluator gives. */
  readonly index: number;
}

/**
 * The table of a request: `x`, then the value and the gradient of each activation; over vectors a gradient for each
 * coordinate.
 */
export function tableOf(request: TableRequest): Table {
  const {points, selections, precision, parameters} = request;
  checkParameters(selections, parameters);
  checkPointSize(selections, points);
  const vectors = selections.find(({inputs}) => inputs.length > 1);
  if (vectors !== undefined && request.regions !== undefined) throw actError('regionsOfVectors', vectors.label);
  const series = selections.map((selection) => seriesOf(selection, request));
  const shape = request.long ? longShape(series) : wideShape(series);
  const leading = points.names.map((name, i) => ({name, isNumber: true, isExact: i < points.leading}));
  const named = [...leading, ...shape.columns];
  const columns = named.flatMap((column) => written(column, request));
  const writings = named.map((column) => written(column, request).length);
  const repeated = columns.find(({name}, i) => columns.findIndex((other) => other.name === name) !== i);
  if (repeated !== undefined) throw actError('columnTwice', repeated.name);
  return {
    columns,
    notes: [notes(precision), ...regionNotes(request)],
    async *chunks() {
      for await (const chunk of points.chunks()) {
        const {length, columns: cells} = shape.fill(chunk);
        yield {length, columns: cells.flatMap((cell, j) => Array(writings[j]).fill(cell))};
      }
    },
  };
}

/** A parameter that no activation has is a slip; one that only some have leaves the others without. */
function checkParameters(selections: readonly Selection[], wanted: readonly string[]): void {
  const known = [...new Set(selections.flatMap(({parameters}) => [...parameters.keys()]))];
  for (const name of wanted) {
    if (selections.some((selection) => parameterOf(selection, name) !== undefined)) continue;
    throw actError(
      'noSuchParameter',
      name,
      selections.map(({label}) => label),
      known,
    );
  }
}

/** The parameter of that name or alias. */
function parameterOf({parameters, activation}: Selection, name: string): string | undefined {
  if (parameters.has(name)) return name;
  const entries = Object.entries(activation?.parameters ?? {});
  return entries.find(([, {aliases}]) => aliases?.includes(name))?.[0];
}

function seriesOf(selection: Selection, request: TableRequest): Series {
  const {show, parameters, precision, regions} = request;
  const {inputs, label} = selection;
  const own = [...new Set(parameters.flatMap((name) => parameterOf(selection, name) ?? []))];
  const coordinates = show.includes('gradient') ? inputs : [];
  const evaluate = createEvaluate(selection, [...coordinates, ...own], precision);
  const regionOf = regions && regionFinder({...selection, parameters: parametersOf(selection, precision)}, regions);
  const last = coordinates.length + own.length + 1;
  const gradients = [
    ...coordinates.map((name, i) => ({suffix: inputs.length === 1 ? 'grad' : `grad_${name}`, index: i + 1})),
    ...(regions === undefined ? [] : [{suffix: regionSuffix, index: last}]),
    ...own.map((name, i) => ({suffix: `grad_${name}`, index: coordinates.length + i + 1})),
  ];
  return {
    label,
    results: [...(show.includes('value') ? [{suffix: '', index: 0}] : []), ...gradients],
    evaluate({length, columns}) {
      const points = columns.slice(columns.length - inputs.length);
      const numbers = evaluate(points, length);
      if (regionOf === undefined) return numbers;
      return [...numbers, Array.from(points[0] ?? [], (x) => regionOf(x) ?? null)];
    },
  };
}

const regionSuffix = 'region';

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
    results.map(({suffix}) => ({
      name: suffix === '' ? label : `${label}_${suffix}`,
      isNumber: suffix !== regionSuffix,
    })),
  );
  return {
    columns,
    fill: (chunk) => {
      const computed = series.flatMap(({results, evaluate}) => {
        const outputs = evaluate(chunk);
        return results.map(({index}) => outputs[index] ?? []);
      });
      return {length: chunk.length, columns: [...chunk.columns, ...computed]};
    },
  };
}

/** A row for each point and activation: `activation`, `value`, `gradient`. What an activation has not is absent. */
function longShape(series: readonly Series[]): Shape {
  const suffixes = [...new Set(series.flatMap(({results}) => results.map(({suffix}) => suffix)))];
  const names = suffixes.map((suffix) => (suffix === '' ? 'value' : suffix.replace(/^grad(?=$|_x\d)/, 'gradient')));
  return {
    columns: [{name: 'activation', isNumber: false}, ...names.map((name) => ({name, isNumber: name !== regionSuffix}))],
    fill: ({length, columns}) => {
      const outputs = series.map(({evaluate}) => evaluate({length, columns}));
      const rows = length * series.length;
      const repeated = columns.map((column) => Float64Array.from({length: rows}, (_, i) => at(column, i)));
      const labels = Array.from({length: rows}, (_, i) => series[i % series.length]?.label ?? null);
      const results = suffixes.map((suffix) => {
        const found = series.map(({results: own}, j) => {
          const index = own.find((result) => result.suffix === suffix)?.index;
          return index === undefined ? undefined : outputs[j]?.[index];
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
    return column[Math.floor(row / series.length)] ?? Number.NaN;
  }
}

/** A column as the request writes it, and its bit patterns where they are wanted. */
function written(
  {name, isNumber, isExact}: NamedColumn,
  {precision, hexadecimal, bits}: TableRequest,
): readonly Column[] {
  if (!isNumber) return [{name, kind: 'text'}];
  const column: Column = {name, kind: 'number', ...(isExact ? {} : {format: precision.format})};
  const values: Column = hexadecimal ? {...column, notation: 'hexadecimal'} : column;
  return bits ? [values, {...column, name: `${name}_bits`, notation: 'bits'}] : [values];
}

/** What the words of the column mean, in short; `regions` says it in full. */
function regionNotes({regions}: TableRequest): readonly string[] {
  if (regions === undefined) return [];
  const underflow = regions.format === undefined ? '' : `, underflow: it rounds to 0 in ${regions.format.name}`;
  return [`region: dead: f′ = 0${underflow}, saturated in a tail or weak: |f′| < ${regions.threshold}`];
}

function notes({fast, format, overflow, parametersInFormat}: Precision): string {
  if (fast) return 'computed in plain doubles (--fast): the last digits may be wrong';
  const rounded = format.precision === 53 ? 'correctly rounded' : `correctly rounded to ${format.name}, x too`;
  const also = parametersInFormat && format.precision !== 53 ? ', parameters too' : '';
  return `${rounded}${also}${overflow === 'saturate' ? '; the largest number where it overflows' : ''}`;
}
