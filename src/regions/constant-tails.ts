/** Tails in which a value and its gradient round to the same numbers of a format everywhere, so that they need no evaluation. */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate, exactDoubles, type Precision, parametersOf} from '../evaluation/evaluate.ts';
import type {Tail} from '../evaluation/tail-watch.ts';
import {bisect} from '../exact/doubles.ts';
import {shapeOf} from '../shape/shape.ts';
import {regionsOf} from './find-regions.ts';
import type {Region} from './region.ts';

/**
 * The tails of a function of one variable, as far as they are proven. In a tail where the gradient rounds to 0 and the
 * function does not turn, it has one sign, so that the gradient rounds to one of the zeros; and the value, which goes one
 * way, rounds to its limit from the first number on at which it does.
 */
export function constantTails(named: Selection, precision: Precision): readonly Tail[] {
  const {format, overflow, direction} = precision;
  const selection = {...named, parameters: parametersOf(named, precision)};
  const {regions, certain} = regionsOf(selection, {threshold: 0, format, direction});
  if (!certain) return [];
  const shape = shapeOf(selection);
  const {extrema, plateaus, joints, isComplete} = shape;
  if (!isComplete || shape.unknown.length > 0) return [];
  // What must lie before the tail.
  const turns = [...extrema, ...plateaus].flatMap(({from, to}) => [from, to]);
  const cuts = [...turns, ...joints.map(({x}) => x)];
  const evaluate = createEvaluate(selection, ['x'], {...exactDoubles, format, overflow, direction});
  const at = (x: number): readonly number[] => evaluate([Float64Array.of(x)], 1).map((column) => column[0] as number); // of one
  return regions.flatMap((region) => {
    // Where it is dead, f is flat, which takes no time.
    if (region.kind !== 'underflow') return [];
    return tailOf(region, {
      at,
      largest: format.largest,
      cuts: cuts.filter(Number.isFinite),
    });
  });
}

interface Known {
  readonly at: (x: number) => readonly number[];
  readonly largest: number;
  readonly cuts: readonly number[];
}

function tailOf({from, to}: Region, {at, largest, cuts}: Known): readonly Tail[] {
  const side = to === Number.POSITIVE_INFINITY ? 1 : from === Number.NEGATIVE_INFINITY ? -1 : undefined;
  if (side === undefined) return [];
  const inner = side === 1 ? Math.max(from, ...cuts) : Math.min(to, ...cuts);
  const far = side * largest;
  const limit = at(far);
  const isLimit = (x: number): boolean => at(x).every((result, i) => Object.is(result, limit[i]));
  if (!isLimit(side * Number.POSITIVE_INFINITY) || !(side * inner < largest)) return [];
  const [first] = isLimit(inner)
    ? [inner]
    : side === 1
      ? [bisect(inner, far, (x) => !isLimit(x))[1]]
      : bisect(far, inner, isLimit);
  return [side === 1 ? {from: first, to: far, results: limit} : {from: far, to: first, results: limit}];
}
