/** Value, derivatives and region of each activation at each point, computed chunk by chunk on demand. */

import {type By, requireOneInput, twice} from '../activations/derivatives.ts';
import type {Selection} from '../activations/selection.ts';
import {actError, commandLineError} from '../errors/errors.ts';
import {createEvaluate, type Precision, parametersOf, type Quantity} from '../evaluation/evaluate.ts';
import type {Tail} from '../evaluation/tail-watch.ts';
import type {RegionCriteria} from '../regions/find-regions.ts';
import type {RegionKind} from '../regions/region.ts';
import {regionFinder} from '../regions/region-at.ts';
import {checkPointSize, type PointChunk, type Points} from './points.ts';

/** Which series are wanted. */
export interface SeriesRequest {
  readonly selections: readonly Selection[];
  readonly points: Points;
  readonly precision: Precision;
  readonly show: readonly Quantity[];
  /** If present, the region of each point is added; regions are found when the first row is asked for. */
  readonly regions?: RegionCriteria | undefined;
  /** Parameters with respect to which gradients are added. */
  readonly parameters: readonly string[];
  /** Finds the tails in which all results are the same; for many rows it saves more than it takes. */
  readonly tails?: ((selection: Selection, precision: Precision) => readonly Tail[]) | undefined;
}

/** One result at each point: the value, the region, f″, or the gradient by an input (one of several) or a parameter. */
export type Result =
  | {readonly kind: 'value'}
  | {readonly kind: 'region'}
  | {readonly kind: 'gradient'}
  | {readonly kind: 'second'}
  | {readonly kind: 'gradientByInput'; readonly variable: string}
  | {readonly kind: 'gradientByParameter'; readonly variable: string};

/** Numbers, or the kinds of regions. */
export type ResultColumn = Float64Array | readonly (RegionKind | 'unknown' | null)[];

/** Everything computed of one activation. */
export interface Series {
  readonly label: string;
  readonly results: readonly Result[];
  /** A column for each result. */
  readonly evaluate: (chunk: PointChunk) => readonly ResultColumn[];
}

/**
 * The series of a request, one for each activation. An activation without one of the parameters has no gradient by it.
 * @throws ActError for a parameter that none has, points of another size, regions and f″ of a function of vectors
 */
export function seriesOf(request: SeriesRequest): readonly Series[] {
  const {selections, points, parameters, regions, show} = request;
  checkParameters(selections, parameters);
  checkPointSize(selections, points);
  if (show.includes('second')) requireOneInput(selections);
  const vectors = selections.find(({inputs}) => inputs.length > 1);
  if (vectors !== undefined && regions !== undefined) throw actError('regionsOfVectors', vectors.label, vectors.inputs);
  return selections.map((selection) => oneSeries(selection, request));
}

export function checkParameters(selections: readonly Selection[], wanted: readonly string[]): void {
  const known = [...new Set(selections.flatMap(({parameters}) => [...parameters.keys()]))];
  const labels = selections.map(({label}) => label);
  for (const name of wanted) {
    const owner = selections.find(({inputs}) => inputs.includes(name));
    if (owner !== undefined && selections.every((selection) => parameterOf(selection, name) === undefined))
      throw commandLineError('inputNoParameter', name, owner.label, owner.inputs, known);
    if (selections.every((selection) => parameterOf(selection, name) === undefined)) {
      throw commandLineError('noSuchParameter', name, labels, known);
    }
  }
}

/** The parameter of that name or alias. */
export function parameterOf({parameters, activation}: Selection, name: string): string | undefined {
  if (parameters.has(name)) return name;
  const entries = Object.entries(activation?.parameters ?? {});
  return entries.find(([, {aliases}]) => aliases?.includes(name))?.[0];
}

function oneSeries(selection: Selection, {show, parameters, precision, regions, tails}: SeriesRequest): Series {
  const {inputs, label} = selection;
  const own = [...new Set(parameters.flatMap((name) => parameterOf(selection, name) ?? []))];
  const coordinates = show.includes('gradient') ? inputs : [];
  const byInputs: readonly By[] = [...coordinates, ...(show.includes('second') ? [twice] : [])];
  const found = tails && {tails: () => tails(selection, precision)};
  const evaluate = createEvaluate(selection, [...byInputs, ...own], {...precision, ...found});
  const regionOf = regions && regionFinder({...selection, parameters: parametersOf(selection, precision)}, regions);
  const gradients = coordinates.map(
    (variable): Result => (inputs.length === 1 ? {kind: 'gradient'} : {kind: 'gradientByInput', variable}),
  );
  return {
    label,
    results: [
      ...(show.includes('value') ? [{kind: 'value'} as const] : []),
      ...gradients,
      ...(show.includes('second') ? [{kind: 'second'} as const] : []),
      ...(regions === undefined ? [] : [{kind: 'region'} as const]),
      ...own.map((variable): Result => ({kind: 'gradientByParameter', variable})),
    ],
    evaluate({length, columns}) {
      const points = columns.slice(columns.length - inputs.length);
      const [value = new Float64Array(), ...slopes] = evaluate(points, length);
      return [
        ...(show.includes('value') ? [value] : []),
        ...slopes.slice(0, byInputs.length),
        ...(regionOf === undefined ? [] : [Array.from(points[0] ?? [], (x) => regionOf(x) ?? null)]),
        ...slopes.slice(byInputs.length),
      ];
    },
  };
}
