/** The curves of a figure: values and gradients of some activations along one axis, and marks of their regions. */

import {onLine, requireSearchable, type Selection, type SpaceLine} from '../activations/selection.ts';
import {createEvaluate, type Precision, parametersOf} from '../evaluation/evaluate.ts';
import {columnMarks} from '../regions/column-marks.ts';
import type {RegionRequest} from '../regions/find-regions.ts';
import type {Mark} from '../regions/region.ts';
import {checkPointSize, type PointChunk, type Points, roundedPoints} from './points.ts';

/** Which curves are wanted. */
export interface CurveRequest {
  readonly selections: readonly Selection[];
  readonly points: Points;
  readonly precision: Precision;
  /** The line through space that the points are on; the gradient drawn is then the derivative along it. */
  readonly line: SpaceLine | undefined;
  /** If present, each curve has marks. */
  readonly regions: Pick<RegionRequest, 'threshold' | 'format'> | undefined;
}

/** One activation along the axis: arrays of one length. */
export interface Curve {
  readonly label: string;
  readonly value: Float64Array;
  /** One for each input. */
  readonly gradients: readonly Float64Array[];
  /** The gradient; along a line, the derivative in its direction. */
  readonly slope: Float64Array;
  readonly marks: readonly Mark[] | undefined;
}

/** All curves of a figure. */
export interface Curves {
  /** Places along the axis, in the order given: ascending or descending. */
  readonly x: Float64Array;
  readonly points: Points;
  readonly curves: readonly Curve[];
}

/**
 * The curves of some activations at some points, in the order given.
 * @throws ActError for points of another size than the activations take, and for regions of a formula too long to be searched
 */
export async function curvesOf(request: CurveRequest): Promise<Curves> {
  const {selections, precision, line, regions} = request;
  checkPointSize(selections, request.points);
  if (regions !== undefined) requireSearchable(selections);
  const chunk = await gathered(roundedPoints(request.points, precision.format, precision.overflow));
  const points: Points = {...request.points, chunks: () => [chunk]};
  const [x = new Float64Array()] = chunk.columns; // t, or x itself
  const inputs = chunk.columns.slice(points.leading);
  const curves = selections.map((selection): Curve => {
    const evaluate = createEvaluate(selection, selection.inputs, precision);
    const [value = new Float64Array(), ...gradients] = evaluate(inputs, x.length);
    const own = {...selection, parameters: parametersOf(selection, precision)};
    return {
      label: selection.label,
      value,
      gradients,
      slope: line === undefined ? (gradients[0] ?? value) : slopeAlong(line, gradients),
      marks: regions && marksAt(line === undefined ? own : onLine(own, line), x, regions),
    };
  });
  return {x, points, curves};
}

/** The marks of the regions at some places, in their order. */
function marksAt(
  selection: Selection,
  x: Float64Array,
  regions: NonNullable<CurveRequest['regions']>,
): readonly Mark[] {
  if ((x[0] ?? 0) <= (x.at(-1) ?? 0)) return columnMarks(selection, x, regions);
  return columnMarks(selection, x.toReversed(), regions).toReversed();
}

/** The gradient times the direction of the line, at each point. */
function slopeAlong({along}: SpaceLine, slopes: readonly Float64Array[]): Float64Array {
  const [first = new Float64Array()] = slopes;
  return first.map((_, i) => slopes.reduce((sum, slope, j) => sum + (slope[i] ?? 0) * (along[j] ?? 0), 0)); // one each
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
