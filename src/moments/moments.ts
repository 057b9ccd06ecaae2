/**
 * Expectations of an activation over a normal input, by quadrature instead of sampling: how large its outputs and
 * gradients are, and the initialisation gains that keep them at 1.
 */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Evaluate, exactDoubles, plainDoubles} from '../evaluation/evaluate.ts';
import type {Budget} from '../exact/budget.ts';
import {budgetFor} from '../shape/budget-for.ts';
import {extremaOver, placesOf} from '../shape/extrema-over.ts';
import {type Shape, shapeOf} from '../shape/shape.ts';
import {cellEnds} from './cells.ts';
import {density, type Normal} from './normal.ts';
import {type Cell, type Integral, integralOf, integrate, pointsIn} from './quadrature.ts';
import {pointsOfReach, reachOf} from './reach.ts';
import {stepChanging, stepsMissed} from './steps.ts';

/**
 * Expectations for x ~ N(mean, std²); Infinity where one diverges to it, NaN where it does not exist or is not known: E f′²
 * is not where f has a step that is narrow against the spacing of the doubles around it.
 */
export interface Moments {
  /** E f */
  readonly mean: number;
  /** sqrt(E (f - E f)²) */
  readonly spread: number;
  /** E f² */
  readonly square: number;
  /** E f′² */
  readonly gradientSquare: number;
  /** 1 / sqrt(E f²): weights of variance gain² / fan-in keep E f² at 1 from layer to layer. */
  readonly forwardGain: number;
  /** 1 / sqrt(E f′²), the same for gradients on their way back. */
  readonly backwardGain: number;
  /**
   * The largest estimated error of E f, E f² and E f′², as far as they converge, relative to E|f|, E f² and E f′²; NaN
   * where not every extremum is known, so that a narrow one may have been missed, and where the budget was spent.
   */
  readonly error: number;
}

/**
 * Widths of the cells of the first subdivision, in standard deviations: for plain doubles, and for exact values, which
 * cost a hundred times as much.
 */
const cellWidth = 1 / 32;
const exactCellWidth = 1 / 4;

/** An integral with a larger relative error has not converged. */
const agreement = 1e-8;

/** f, f² and f′² times the density, and f′ itself, at some points. */
type Weighted = (xs: Float64Array) => readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * The moments of an activation under a normal input. A relative error of 1e-10 is promised, and 1e-14 measured, for the
 * activations on record; of a formula with features narrower than 1e-5 of their distance from 0, doubles allow less: 1e-12
 * at 1e-6, 1e-11 at 1e-9, as `error` estimates. Measured against mpmath.
 *
 * Nothing is missed by chance: cells end at every extremum, which `shape` knows, and where f′ on a cell does not account
 * for the change of f, the cell is halved.
 */
export function momentsOf(selection: Selection, normal: Normal, shape: Shape = shapeOf(selection)): Moments {
  const budget = budgetFor(selection, 'moments');
  const {evaluate: unscaled, width} = evaluatorFor(selection, {normal, shape, budget});
  const breakpoints = shape.joints.map(({x}) => x);
  const hints = Float64Array.from([...placesOf(shape.extrema), ...breakpoints]);
  const [unit, slopeUnit] = unitsOf(unscaled, hints, normal);
  const evaluate = inUnits(unscaled, [unit, slopeUnit]);
  const weighted = weightedBy(evaluate, normal);
  const {from, to, limits} = reachOf((xs) => weighted(xs).slice(0, 3), hints, normal);
  const {places: extrema, isComplete} = extremaOver(selection, shape, {from, to});
  const steepest = shape.steepest.value / slopeUnit;
  const steps = stepsMissed({
    evaluate: inUnits(unscaled, [slopeUnit, slopeUnit]),
    joints: shape.joints,
    steepest,
    densityAt: (xs) => densityAt(xs, normal),
  });
  const ends = cellEnds({from, to, width: width * normal.std, breakpoints, extrema});
  const {integrals, cells, missed} = integrate(weighted, ends, steps);
  const [mean, square, slopes] = integrals.map((integral, k) => limits[k] ?? accepted(integral));
  if (mean === undefined || square === undefined || slopes === undefined) throw new Error('too few integrals');
  const isKnown = !(Number.isFinite(slopes) && missed > stepChanging(slopes, {share: agreement, steepest}));
  const gradientSquare = isKnown ? slopes : Number.NaN;
  // Where E f² - (E f)² would cancel, a second pass computes E (f - E f)².
  const cancels = mean * mean > 0.8 * square;
  const variance = cancels ? varianceAbout(evaluate, normal, {cells, centre: mean}) : square - mean * mean;
  const errors = integrals.map(relativeError).filter((error, k) => limits[k] === undefined && error < agreement);
  return {
    mean: mean * unit,
    square: square * unit * unit,
    gradientSquare: gradientSquare * slopeUnit * slopeUnit,
    spread: Number.isFinite(square) ? Math.sqrt(variance) * unit : square,
    forwardGain: Math.sqrt(1 / square) / unit,
    backwardGain: Math.sqrt(1 / gradientSquare) / slopeUnit,
    error: isComplete && !budget.isSpent() ? Math.max(0, ...errors) : Number.NaN,
  };
}

/**
 * Powers of two in which to measure f and f′, so that the squares of their largest values neither overflow nor underflow
 * where these count; 1 where there is no danger.
 */
function unitsOf(evaluate: Evaluate, hints: Float64Array, normal: Normal): readonly [number, number] {
  const xs = Float64Array.from(new Set([...pointsOfReach(normal), ...hints])).sort();
  const weights = xs.map((x) => Math.sqrt(density((x - normal.mean) / normal.std)));
  const [values, gradients] = evaluate([xs], xs.length) as [Float64Array, Float64Array]; // one for f, one for f′
  const largest = (outputs: Float64Array): number =>
    outputs.reduce((most, output, i) => {
      const size = Math.abs(output) * (weights[i] as number); // a weight for each output
      return Number.isFinite(size) ? Math.max(most, size) : most;
    }, 0);
  // Between two points f′ is somewhere as large as the slope of the chord, however small at both.
  const chords = xs.map((x, i) => (i > 0 ? (value(i) - value(i - 1)) / (x - (xs[i - 1] as number)) : 0)); // the one before
  return [unitFor(largest(values)), unitFor(Math.max(largest(gradients), largest(chords)))];

  function value(i: number): number {
    return values[i] as number; // as many values as points
  }
}

function unitFor(largest: number): number {
  const power = Math.round(Math.log2(largest));
  return Number.isFinite(power) && Math.abs(power) > 300 ? 2 ** Math.max(-1000, Math.min(power, 1000)) : 1;
}

/** The same outputs, each as a multiple of its unit. */
function inUnits(evaluate: Evaluate, units: readonly number[]): Evaluate {
  if (units.every((unit) => unit === 1)) return evaluate;
  return (inputs, length) =>
    evaluate(inputs, length).map((outputs, k) => outputs.map((output) => output / (units[k] as number))); // a unit each
}

function relativeError({error, size}: Integral): number {
  return size > 0 ? error / size : error;
}

/** The value; NaN if the two rules never agreed, as at a pole. */
function accepted(integral: Integral): number {
  const {value, size} = integral;
  if (!(relativeError(integral) < agreement)) return Number.NaN;
  // The sum of an odd integrand is nothing but rounding.
  return Math.abs(value) <= 2 ** -50 * size ? 0 : value;
}

/**
 * Plain doubles, which the forms in records are made for; exact values for a user's formula on which, weighted by the
 * density, plain doubles disagree with them.
 */
function evaluatorFor(
  selection: Selection,
  {normal: {mean, std}, shape, budget}: {readonly normal: Normal; readonly shape: Shape; readonly budget: Budget},
): {readonly evaluate: Evaluate; readonly width: number} {
  const constant = constantOf(shape);
  if (constant !== undefined) return {evaluate: ([xs]) => valueAndSlope(xs, constant), width: cellWidth};
  const fast = createEvaluate(selection, ['x'], {...plainDoubles, budget});
  if (selection.doubles.gradient !== undefined) return {evaluate: fast, width: cellWidth};
  const exact = createEvaluate(selection, ['x'], {...exactDoubles, budget});
  // An irregular step, which avoids points where a formula happens to be simple.
  const zs = Float64Array.from({length: 41}, (_, i) => (i - 20) * 0.21937);
  // Beside a jump a rounded sum may lie on the wrong side of it.
  const sides = shape.joints.filter(({order}) => order < 0).flatMap(({below, above}) => [below, above]);
  const xs = Float64Array.of(...zs.map((z) => mean + std * z), ...sides);
  const [doubles, truth] = [fast([xs], xs.length), exact([xs], xs.length)];
  const poor = truth.some((outputs, k) => {
    let [size, error] = [0, 0];
    outputs.forEach((output, i) => {
      const weight = density(((xs[i] as number) - mean) / std); // as many points as outputs
      size += weight * Math.abs(output);
      error += weight * Math.abs(output - (doubles[k]?.[i] ?? Number.NaN));
    });
    return error > 1e-13 * size;
  });
  return poor ? {evaluate: exact, width: exactCellWidth} : {evaluate: fast, width: cellWidth};
}

/** What f is everywhere, if it is proven to be one number: exact values of terms that cancel would cost too much. */
function constantOf({span, joints, monotonicity, certain, infimum}: Shape): number | undefined {
  const isEverywhere = span.from === Number.NEGATIVE_INFINITY && span.to === Number.POSITIVE_INFINITY;
  return isEverywhere && certain && joints.length === 0 && monotonicity === 'constant' ? infimum.value : undefined;
}

function valueAndSlope(xs: Float64Array = new Float64Array(), value: number): readonly Float64Array[] {
  return [xs.map(() => value), xs.map(() => 0)];
}

function weightedBy(evaluate: Evaluate, normal: Normal): Weighted {
  return (xs) => {
    const [values, gradients] = evaluate([xs], xs.length) as [Float64Array, Float64Array]; // one for f, one for f′
    const weights = densityAt(xs, normal);
    // The density first: f² may overflow where f² times the density does not.
    const first = weights.map((weight, i) => weight * (values[i] as number)); // a value for each point
    const second = first.map((weighted, i) => weighted * (values[i] as number)); // as above
    const third = gradients.map((gradient, i) => (weights[i] as number) * gradient * gradient); // as above
    return [first, second, third, gradients];
  };
}

function densityAt(xs: Float64Array, {mean, std}: Normal): Float64Array {
  return xs.map((x) => density((x - mean) / std) / std);
}

/**
 * E (f - E f)² over the cells that were used for E f, by way of the distance from a centre that is nearly E f: far out, where
 * the density at rounded places does not add up to 1, E f is a part of itself away from it.
 */
function varianceAbout(
  evaluate: Evaluate,
  normal: Normal,
  {cells, centre}: {readonly cells: readonly Cell[]; readonly centre: number},
): number {
  const xs = pointsIn(cells);
  const weights = densityAt(xs, normal);
  const values = evaluate([xs], xs.length)[0] as Float64Array; // f comes first
  const first = values.map((value, i) => (weights[i] as number) * (value - centre)); // a weight for each value
  const second = first.map((term, i) => term * ((values[i] as number) - centre)); // as above
  const [distance, square] = [first, second].map((terms) => integralOf(cells, (i) => terms[i] as number)); // a term each
  return Math.max(0, (square as number) - (distance as number) ** 2); // both were made
}
