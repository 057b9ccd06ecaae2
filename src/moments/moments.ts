/**
 * Expectations of an activation over a normal input, by quadrature instead of sampling: how large its outputs and
 * gradients are, and the initialisation gains that keep them at 1.
 */

import type {Selection} from '../activations/selection.ts';
import {createEvaluate, type Evaluate, exactDoubles, plainDoubles} from '../evaluation/evaluate.ts';
import {createBudget} from '../exact/budget.ts';
import {breakpointsOf} from '../shape/breakpoints.ts';
import {density, type Normal} from './normal.ts';
import {type Cell, type Integral, integralOf, integrate, pointsIn} from './quadrature.ts';

/** Expectations for x ~ N(mean, std²); Infinity where one diverges to it, NaN where it does not exist. */
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
  /** The largest estimated error of E f, E f² and E f′², as far as they converge, relative to E|f|, E f² and E f′². */
  readonly error: number;
}

/**
 * Widths of the cells of the first subdivision, in standard deviations: for plain doubles, and for exact values, which
 * cost a hundred times as much. A feature narrower than a twentieth of a cell may be missed.
 */
const cellWidth = 1 / 32;
const exactCellWidth = 1 / 4;
/** Beyond, the density underflows: an expectation that lives there counts as infinite. */
const furthest = 38.5;
/** What exact evaluation may cost in all: about a second. Beyond, an expectation is NaN: not known. */
const mostWork = 3_000_000;
/** Integrands below this share of their peak are left out. */
const negligible = 1e-22;

/** An integral with a larger relative error has not converged. */
const agreement = 1e-8;

/** f, f² and f′² times the density, at some points. */
type Weighted = (xs: Float64Array) => readonly [Float64Array, Float64Array, Float64Array];

/** The moments of an activation under a normal input, to a relative error of 1e-10 and mostly far less. */
export function momentsOf(
  selection: Selection,
  normal: Normal,
  breakpoints: readonly {readonly x: number}[] = breakpointsOf(selection).places,
): Moments {
  const {evaluate, width} = evaluatorFor(selection, normal);
  const weighted = weightedBy(evaluate, normal);
  const {from, to, limits} = reachOf(weighted, normal);
  const {integrals, cells} = integrate(weighted, cellEnds(breakpoints, {from, to, width: width * normal.std}));
  const [mean, square, gradientSquare] = integrals.map((integral, k) => limits[k] ?? accepted(integral));
  if (mean === undefined || square === undefined || gradientSquare === undefined) throw new Error('too few integrals');
  // Where E f² - (E f)² would cancel, a second pass computes E (f - E f)².
  const cancels = mean * mean > 0.8 * square;
  const variance = cancels ? secondMoment(evaluate, normal, {cells, centre: mean}) : square - mean * mean;
  return {
    mean,
    square,
    gradientSquare,
    spread: Number.isFinite(square) ? Math.sqrt(variance) : square,
    forwardGain: Math.sqrt(1 / square),
    backwardGain: Math.sqrt(1 / gradientSquare),
    error: Math.max(
      0,
      ...integrals.map(relativeError).filter((error, k) => limits[k] === undefined && error < agreement),
    ),
  };
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
  {mean, std}: Normal,
): {readonly evaluate: Evaluate; readonly width: number} {
  const budget = createBudget(mostWork * (selection.patience ?? 1));
  const fast = createEvaluate(selection, ['x'], {...plainDoubles, budget});
  if (selection.doubles.gradient !== undefined) return {evaluate: fast, width: cellWidth};
  const exact = createEvaluate(selection, ['x'], {...exactDoubles, budget});
  // An irregular step, which avoids points where a formula happens to be simple.
  const zs = Float64Array.from({length: 41}, (_, i) => (i - 20) * 0.21937);
  const xs = zs.map((z) => mean + std * z);
  const [doubles, truth] = [fast([xs], xs.length), exact([xs], xs.length)];
  const poor = truth.some((outputs, k) => {
    let [size, error] = [0, 0];
    outputs.forEach((output, i) => {
      const weight = density(zs[i] as number); // as many points as outputs
      size += weight * Math.abs(output);
      error += weight * Math.abs(output - (doubles[k]?.[i] ?? Number.NaN));
    });
    return error > 1e-13 * size;
  });
  return poor ? {evaluate: exact, width: exactCellWidth} : {evaluate: fast, width: cellWidth};
}

function weightedBy(evaluate: Evaluate, normal: Normal): Weighted {
  return (xs) => {
    const [values, gradients] = evaluate([xs], xs.length) as [Float64Array, Float64Array]; // one for f, one for f′
    const weights = densityAt(xs, normal);
    // The density first: f² may overflow where f² times the density does not.
    const first = weights.map((weight, i) => weight * (values[i] as number)); // a value for each point
    const second = first.map((weighted, i) => weighted * (values[i] as number)); // as above
    const third = gradients.map((gradient, i) => (weights[i] as number) * gradient * gradient); // as above
    return [first, second, third];
  };
}

function densityAt(xs: Float64Array, {mean, std}: Normal): Float64Array {
  return xs.map((x) => density((x - mean) / std) / std);
}

/** The interval over which to integrate. */
interface Reach {
  readonly from: number;
  readonly to: number;
  /** The values of E f, E f² and E f′² that do not converge; undefined for those that do. */
  readonly limits: readonly (number | undefined)[];
}

/** The interval in which an integrand is not negligible: a function that grows shifts the mass away from the mean. */
function reachOf(weighted: Weighted, {mean, std}: Normal): Reach {
  const step = 1 / 8;
  const zs = Float64Array.from({length: 2 * (furthest / step) + 1}, (_, i) => i * step - furthest);
  // At least as far as the density itself, which is the integrand of E (f - E f)² where f is 0.
  let [from, to] = [-10.5, 10.5];
  const limits = weighted(zs.map((z) => mean + std * z)).map((integrand) => {
    const largest = integrand.reduce((most, value) => Math.max(most, Number.isFinite(value) ? Math.abs(value) : 0), 0);
    const counts = (value: number) => !(Math.abs(value) <= negligible * largest);
    const first = integrand.findIndex(counts);
    if (first < 0) return undefined;
    from = Math.min(from, (zs[first] as number) - step); // the index was found
    to = Math.max(to, (zs[integrand.findLastIndex(counts)] as number) + step); // so is this one
    return divergence(integrand, largest);
  });
  return {from: mean + std * Math.max(from, -furthest), to: mean + std * Math.min(to, furthest), limits};
}

/** Undefined for an integrand that fades at both ends; else its infinite integral, or NaN if that cannot be told. */
function divergence(integrand: Float64Array, largest: number): number | undefined {
  const tails = [
    [integrand.at(0), integrand.at(16)],
    [integrand.at(-1), integrand.at(-17)],
  ].flatMap(([outer = Number.NaN, inner = Number.NaN]) => {
    if (Math.abs(outer) <= 1e-14 * largest) return [];
    return Math.abs(outer) >= Math.abs(inner) ? [outer * Number.POSITIVE_INFINITY] : [Number.NaN];
  });
  return tails.length === 0 ? undefined : tails.reduce((sum, tail) => sum + tail);
}

/**
 * The ends of the first cells: evenly spaced; at every breakpoint, since the rules converge for smooth functions only;
 * and ever closer towards breakpoints and 0, where a formula with a large or a small parameter (tanh(1000 x), a celu of
 * small alpha) has all its features.
 */
function cellEnds(
  breakpoints: readonly {readonly x: number}[],
  {from, to, width}: {readonly from: number; readonly to: number; readonly width: number},
): readonly number[] {
  const inside = [0, ...breakpoints.map(({x}) => x)].filter((x) => from < x && x < to);
  const even = Array.from({length: Math.ceil((to - from) / width)}, (_, i) => from + i * width);
  // Many breakpoints cut finely enough by themselves.
  const centres = inside.length <= 24 ? inside : [];
  const finer = centres.flatMap((x) =>
    Array.from({length: 21}, (_, k) => width * 2 ** (-1 - 2 * k)).flatMap((size) => [x - size, x + size]),
  );
  const ends = [...even, to, ...inside, ...finer].filter((x) => from <= x && x <= to);
  return [...new Set(ends)].sort((a, b) => a - b);
}

/** E (f - centre)² over the cells that were used for E f. */
function secondMoment(
  evaluate: Evaluate,
  normal: Normal,
  {cells, centre}: {readonly cells: readonly Cell[]; readonly centre: number},
): number {
  const xs = pointsIn(cells);
  const weights = densityAt(xs, normal);
  const values = evaluate([xs], xs.length)[0] as Float64Array; // f comes first
  const terms = values.map((value, i) => (weights[i] as number) * (value - centre) ** 2); // a weight for each value
  return integralOf(cells, (i) => terms[i] as number); // a term for each point
}
