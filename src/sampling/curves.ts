/** The curves of a figure: f, f′ and f″ of some activations along one axis, and marks of their regions. */

import {requireOneInput, twice} from '../activations/derivatives.ts';
import {defaultsOf} from '../activations/parameters.ts';
import {onLine, requireSearchable, type Selection, type SpaceLine} from '../activations/selection.ts';
import {createEvaluate, createRough, type Precision, parametersOf} from '../evaluation/evaluate.ts';
import {lazily} from '../exact/lazily.ts';
import {columnMarks, intervalsOf, type MarkedInterval} from '../regions/column-marks.ts';
import type {RegionCriteria} from '../regions/find-regions.ts';
import type {Mark} from '../regions/region.ts';
import {withAllowance} from '../shape/budget-for.ts';
import {breakpointsOf} from '../shape/joints/breakpoints.ts';
import {shapeOf} from '../shape/shape.ts';
import {type Span, spanBetween} from '../shape/span.ts';
import {type Along, alongAxis, slopeAlong} from './along.ts';
import {type Cut, cutsOf, type Limits} from './cuts.ts';
import {type Band, bandsOf} from './envelope.ts';
import {checkPointSize, type PointChunk, type Points, roundedPoints} from './points.ts';
import {merged, type Named, type Samples} from './samples.ts';
import {parameterOf} from './series.ts';
import {shareOf, type Trace, tracesOf} from './trace.ts';

/** Which curves are wanted. */
export interface CurveRequest {
  readonly selections: readonly Selection[];
  readonly points: Points;
  readonly precision: Precision;
  /** The line through space that the points are on; the gradient drawn is then the derivative along it. */
  readonly line: SpaceLine | undefined;
  /** Whether each curve has f″, which is always exact: plain doubles lose it where f′ is nearly straight. */
  readonly second: boolean;
  /** Whether the picture itself is drawn from exact values: plain doubles lose the difference of two functions. */
  readonly drawsExactly?: boolean | undefined;
  /** A parameter by which each curve that has it has its gradient too. */
  readonly wrt?: string | undefined;
  /** The ends of the y axis; if present, each curve has its cuts. */
  readonly limits: Limits | undefined;
  /** The columns of the picture; if absent, or if they are more than the points, no curve has bands. */
  readonly columns: number | undefined;
  /** Whether traces have a sample wherever the formula changes from one branch to another. */
  readonly corners?: boolean | undefined;
  /** If present, each curve has marks. */
  readonly regions: RegionCriteria | undefined;
}

/** What a curve is drawn of; the slope is the gradient, or along a line the derivative in its direction. */
export type Drawn = 'value' | 'slope' | 'second' | 'wrt';

/** One activation along the axis: arrays of one length. */
export interface Curve extends Readonly<Record<'value' | 'slope', Float64Array>> {
  readonly label: string;
  /** One for each input. */
  readonly gradients: readonly Float64Array[];
  readonly second: Float64Array | undefined;
  readonly wrt: Float64Array | undefined;
  /** Where they are cut; undefined if that was not asked for. */
  readonly cuts: PerDrawn<readonly Cut[]> | undefined;
  /** What they do within the columns of the picture. */
  readonly bands: PerDrawn<Band> | undefined;
  /** The curves as the picture draws them. */
  readonly traces: PerDrawn<Trace> | undefined;
  readonly marks: readonly Mark[] | undefined;
  /** The same as exact intervals, ascending, where corners were asked for too. */
  readonly intervals: readonly MarkedInterval[] | undefined;
}

/** Something of value and slope, and of the other derivatives that were asked for. */
type PerDrawn<T> = Readonly<Record<'value' | 'slope', T> & {second?: T; wrt?: T}>;

/** All curves of a figure. */
export interface Curves {
  /** Places along the axis, in the order given: ascending or descending. */
  readonly x: Float64Array;
  readonly points: Points;
  readonly curves: readonly Curve[];
}

/**
 * The curves of some activations at some points, in the order given.
 * @throws ActError for points of another size than the activations take, for f″ of a function of vectors, and for regions
 *   of a formula too long to be searched
 */
export async function curvesOf(request: CurveRequest): Promise<Curves> {
  const {selections, precision, line, regions, limits} = request;
  const {format} = precision;
  checkPointSize(selections, request.points);
  if (request.second) requireOneInput(selections);
  if (regions !== undefined) requireSearchable(selections);
  const chunk = await gathered(roundedPoints(request.points, format));
  const points: Points = {...request.points, chunks: () => [chunk]};
  const [x = new Float64Array()] = chunk.columns; // t, or x itself
  const inputs = chunk.columns.slice(points.leading);
  const [from = 0, to = from] = [x[0], x.at(-1)];
  const count = request.columns ?? 0;
  const isDense = count > 1 && count <= x.length && from !== to;
  /** More samples than columns are drawn too; as many as columns are among those looked at. */
  const withOwn = <Name extends string>(dense: Samples<Name>, found: Named<Name>): Samples<Name> =>
    x.length === count ? dense : merged(dense, {places: x, shares: x.map((place) => shareOf(place, from, to)), found});
  const curves = selections.map((selection): Curve => {
    const evaluate = createEvaluate(selection, selection.inputs, precision);
    const [value = new Float64Array(), ...gradients] = evaluate(inputs, x.length);
    const slope = slopeAlong(line, gradients);
    const along = alongAxis(evaluate, line, precision);
    // Plain doubles may overflow where the value itself does not.
    const exact = lazily(() => createEvaluate(selection, selection.inputs, {...precision, fast: false}));
    const exactly: Along | undefined = precision.fast
      ? (places) => alongAxis(exact(), line, precision)(places)
      : undefined;
    const cuts = (quantity: 'value' | 'slope', y: Float64Array, limits: Limits) =>
      cutsOf({x, y, at: single(along, quantity), exactlyAt: exactly && single(exactly, quantity), format}, limits);
    // Cut off toward 0, a double that is rounded up to 1 shows a number that the exact value does not reach.
    const create = request.drawsExactly || precision.direction === 'toZero' ? createEvaluate : createRough;
    const rough = isDense ? alongAxis(create(selection, selection.inputs, precision), line, precision) : undefined;
    const own = {...selection, parameters: parametersOf(selection, precision)};
    const shown = line === undefined ? own : onLine(own, line);
    const range = spanBetween(from, to);
    const isCalm = isCalmOver(own, range);
    const corners = request.corners ? cornersOf(own, range) : undefined;
    const axis = {from, to, corners, landmarks: line === undefined ? landmarksOf(own, range) : undefined};
    const others = otherDerivatives(selection, request).map(([name, at]) => {
      const y = at(x);
      const looked = rough && bandsOf((places) => ({[name]: at(places)}), {[name]: y}, {from, to, count, isCalm});
      return {
        y: {[name]: y},
        cuts: limits && {
          [name]: cutsOf(
            {x, y, at: (place) => at(Float64Array.of(place))[0] ?? Number.NaN, exactlyAt: undefined, format},
            limits,
          ),
        },
        bands: looked?.bands,
        traces: looked && tracesOf((places) => ({[name]: at(places)}), withOwn(looked.dense, {[name]: y}), axis),
      };
    });
    const joined = <K extends keyof (typeof others)[number]>(key: K) =>
      Object.assign({}, ...others.map((each) => each[key]));
    const looked = rough && bandsOf(rough, {value, slope}, {from, to, count, isCalm});
    return {
      label: selection.label,
      value,
      gradients,
      slope,
      second: undefined,
      wrt: undefined,
      ...joined('y'),
      cuts: limits && {value: cuts('value', value, limits), slope: cuts('slope', slope, limits), ...joined('cuts')},
      bands: looked && {...looked.bands, ...joined('bands')},
      traces: rough &&
        looked && {
          ...tracesOf(rough, withOwn(looked.dense, {value, slope}), axis),
          ...joined('traces'),
        },
      marks: regions && marksAt(shown, x, regions),
      intervals: regions && request.corners && from !== to ? intervalsOf(shown, [from, to], regions) : undefined,
    };
  });
  return {x, points, curves};
}

/** The derivatives besides f′ that were asked for, always exact, at each place. */
function otherDerivatives(
  selection: Selection,
  {second, wrt, precision}: CurveRequest,
): readonly (readonly ['second' | 'wrt', (places: Float64Array) => Float64Array])[] {
  const own = wrt === undefined ? undefined : parameterOf(selection, wrt);
  const wanted = [
    ...(second ? [['second', twice] as const] : []),
    ...(own === undefined ? [] : [['wrt', own] as const]),
  ];
  return wanted.map(([name, by]) => {
    const along = alongAxis(createEvaluate(selection, [by], {...precision, fast: false}), undefined, precision);
    return [name, (places) => along(places).slope]; // the only derivative of this evaluator
  });
}

/** A curve at one place. */
function single(along: Along, quantity: 'value' | 'slope'): (place: number) => number {
  return (place) => along(Float64Array.of(place))[quantity][0] ?? Number.NaN;
}

/** More corners than these in a picture are not kept one by one. */
const mostCorners = 200;

/** The places within a range where a formula changes from one branch to another. */
function cornersOf(selection: Selection, range: Span): readonly number[] {
  const inside = breakpointsOf(selection, range).places.filter(({x}) => x > range.from && x < range.to);
  return inside.length > mostCorners ? [] : inside.map(({x}) => x);
}

/** Activations on record have no narrow features, if they are no waves, at their defaults. */
function isCalmOver({activation, parameters}: Selection, {from, to}: Span): boolean {
  if (activation === undefined || activation.family === 'wave' || to - from > 100) return false;
  return Object.entries(defaultsOf(activation)).every(([name, value]) => parameters.get(name) === value);
}

/** What the features of a formula of the user's are searched with, as a part of the usual. */
const quick = 0.3;

/** The places within a range between which a user's formula does what samples may miss: where it turns, jumps, is steepest. */
function landmarksOf(selection: Selection, range: Span): readonly number[] | undefined {
  if (selection.activation !== undefined || selection.inputs.length !== 1 || range.from === range.to) return undefined;
  const patience = (selection.patience ?? 1) * quick;
  const {joints, extrema, steepest} = shapeOf(withAllowance({...selection, patience}), range);
  const places = [
    ...joints.flatMap(({below, x, above, order}) => (order >= 0 ? [x] : [below, x, above])),
    ...extrema.flatMap(({from, to}) => [from, to]),
    steepest.x,
  ].filter((place) => place > range.from && place < range.to);
  return places.length > 3 * mostCorners ? undefined : places;
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
