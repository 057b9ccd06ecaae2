/** A figure: values and gradients of some activations, sampled along one axis. */

import {createEvaluate, parametersOf} from './evaluate.ts';
import type {PointChunk, Points} from './points.ts';
import {roundedPoints} from './points.ts';
import type {RegionRequest} from './regions.ts';
import type {Curve, Figure, Panel, Report} from './report.ts';
import {stripOf} from './strips.ts';
import {type Quantity, type TableRequest, tableOf} from './table.ts';

export interface FigureRequest extends Pick<TableRequest, 'selections' | 'points' | 'precision' | 'show'> {
  /** The direction of a line through space; the gradient drawn is the derivative along it. */
  readonly along: readonly number[];
  /** Adds a strip of regions for each activation; over a line through space there are none. */
  readonly regions: Pick<RegionRequest, 'threshold' | 'format'> | undefined;
}

export interface FigureReport extends Report {
  readonly figure: Figure;
}

/** Curves of f and of f′ over the points, and the samples drawn as a table. */
export async function sampleFigure(request: FigureRequest): Promise<FigureReport> {
  const {selections, precision, show, along, regions} = request;
  const places = await gathered(request.points);
  const nominal = places.columns[0] ?? new Float64Array(); // t, or x itself
  const backwards = (nominal[0] ?? 0) > (nominal.at(-1) ?? 0);
  const ordered = backwards ? reversed(places) : places;
  const chunk = await gathered(
    roundedPoints(fixedPoints(request.points, ordered), precision.format, precision.overflow),
  );
  const points = fixedPoints(request.points, chunk);
  const table = tableOf({
    selections,
    points,
    precision,
    show,
    parameters: [],
    long: false,
    hexadecimal: false,
    bits: false,
  });
  const inputs = chunk.columns.slice(points.leading);
  const curves = selections.map((selection) => {
    const [value = new Float64Array(), ...slopes] = createEvaluate(
      selection,
      selection.inputs,
      precision,
    )(inputs, chunk.length);
    const gradient = value.map((_, i) => slopes.reduce((sum, slope, j) => sum + (slope[i] ?? 0) * (along[j] ?? 1), 0));
    return {label: selection.label, value, gradient: slopes.length === 1 ? (slopes[0] ?? value) : gradient};
  });
  const panel = (title: string, quantity: Quantity): readonly Panel[] =>
    show.includes(quantity)
      ? [{title, curves: curves.map((curve): Curve => ({label: curve.label, y: curve[quantity]}))}]
      : [];
  const slopeTitle = inputs.length > 1 ? 'f′ along the line' : 'f′';
  const x = ordered.columns[0] ?? nominal;
  const strips =
    regions === undefined || points.leading > 0
      ? []
      : selections.map((selection) =>
          stripOf({...selection, parameters: parametersOf(selection, precision)}, x, regions),
        );
  const figure: Figure = {
    x,
    panels: [...panel('f', 'value'), ...panel(slopeTitle, 'gradient')],
    strips,
    notes: strips.length === 0 || regions === undefined ? [] : [`threshold: |f′| = ${regions.threshold}`],
  };
  return {table, figure, verdict: 'done'};
}

/** All chunks as one. */
async function gathered(points: Points): Promise<PointChunk> {
  const parts: PointChunk[] = [];
  for await (const part of points.chunks()) parts.push(part);
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const columns = points.names.map((_, j) => Float64Array.from(parts.flatMap((part) => [...(part.columns[j] ?? [])])));
  return {length, columns};
}

function fixedPoints(points: Points, chunk: PointChunk): Points {
  return {...points, chunks: () => [chunk]};
}

function reversed({length, columns}: PointChunk): PointChunk {
  return {length, columns: columns.map((column) => column.toReversed())};
}
