/** A figure: values and gradients of some activations, sampled along one axis. */

import {onLine, type SpaceLine} from '../activations/selection.ts';
import {createEvaluate, parametersOf} from './evaluate.ts';
import {checkPointSize, type PointChunk, type Points, roundedPoints} from './points.ts';
import type {RegionRequest} from './regions.ts';
import type {Curve, Figure, Panel, Table} from './report.ts';
import {stripOf} from './strips.ts';
import type {Quantity, TableRequest} from './table.ts';

export interface SampleRequest extends Pick<TableRequest, 'selections' | 'points' | 'precision' | 'show'> {}

export interface FigureRequest extends SampleRequest {
  /** The line through space that the points are on; the gradient drawn is then the derivative along it. */
  readonly line: SpaceLine | undefined;
  /** Adds a strip of regions for each activation. */
  readonly regions: Pick<RegionRequest, 'threshold' | 'format'> | undefined;
}

/** The samples of a figure as rows; a drawing needs no table. */
export async function sampleTable(request: SampleRequest): Promise<Table> {
  const {tableOf} = await import('./table.ts');
  const {selections, precision, show} = request;
  const {points} = await sampled(request);
  return tableOf({selections, points, precision, show, parameters: [], long: false, hexadecimal: false, bits: false});
}

/** Curves of f and of f′ over the points. */
export async function sampleFigure(request: FigureRequest): Promise<Figure> {
  const {selections, precision, show, line, regions} = request;
  checkPointSize(selections, request.points);
  const {x, inputs} = await sampled(request);
  const curves = selections.map((selection) => {
    const [value = new Float64Array(), ...slopes] = createEvaluate(
      selection,
      selection.inputs,
      precision,
    )(inputs, x.length);
    return {
      label: selection.label,
      value,
      gradient: line === undefined ? (slopes[0] ?? value) : slopeAlong(line, slopes),
    };
  });
  const panel = (title: string, quantity: Quantity): readonly Panel[] =>
    show.includes(quantity)
      ? [{title, curves: curves.map((curve): Curve => ({label: curve.label, y: curve[quantity]}))}]
      : [];
  const slopeTitle = line === undefined ? 'f′' : 'f′ along the line';
  const strips =
    regions === undefined
      ? []
      : selections.map((selection) => {
          const own = {...selection, parameters: parametersOf(selection, precision)};
          return stripOf(line === undefined ? own : onLine(own, line), x, regions);
        });
  return {
    x,
    panels: [...panel('f', 'value'), ...panel(slopeTitle, 'gradient')],
    strips,
    notes: strips.length === 0 || regions === undefined ? [] : [`threshold: |f′| = ${regions.threshold}`],
  };
}

/** The gradient times the direction of the line, at each point. */
function slopeAlong({along}: SpaceLine, slopes: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array()] = slopes;
  return first.map((_, i) => slopes.reduce((sum, slope, j) => sum + (slope[i] ?? 0) * (along[j] ?? 0), 0)); // one each
}

/** All points at once, in ascending order: the places along the axis, and the inputs there as the format has them. */
async function sampled({points, precision}: SampleRequest): Promise<{
  readonly x: Float64Array;
  readonly inputs: readonly Float64Array[];
  readonly points: Points;
}> {
  const places = await gathered(points);
  const given = places.columns[0] ?? new Float64Array(); // t, or x itself
  const ordered = (given[0] ?? 0) > (given.at(-1) ?? 0) ? reversed(places) : places;
  const chunk = await gathered(roundedPoints(fixedPoints(points, ordered), precision.format, precision.overflow));
  return {
    x: ordered.columns[0] ?? given,
    inputs: chunk.columns.slice(points.leading),
    points: fixedPoints(points, chunk),
  };
}

/** All chunks as one. */
async function gathered(points: Points): Promise<PointChunk> {
  const parts: PointChunk[] = [];
  for await (const part of points.chunks()) parts.push(part);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const columns = points.names.map(() => new Float64Array(length));
  let start = 0;
  for (const part of parts) {
    part.columns.forEach((column, j) => {
      columns[j]?.set(column, start);
    });
    start += part.length;
  }
  return {length, columns};
}

function fixedPoints(points: Points, chunk: PointChunk): Points {
  return {...points, chunks: () => [chunk]};
}

function reversed({length, columns}: PointChunk): PointChunk {
  return {length, columns: columns.map((column) => column.toReversed())};
}
