/**
 * Where a gradient is small: the real line cut into runs of one class.
 *
 * Nothing is sampled. An interval of doubles is settled when interval arithmetic shows that f′ stays in one class on
 * all of it, or that f″ has one sign and no branch changes, so that f′ is monotone and each edge is found by bisection
 * with exact evaluations. Otherwise the interval is halved, in the order of the doubles, down to neighbours, which are
 * evaluated one by one. So a run is found however narrow it is: an interval that holds it cannot be settled as another
 * class. Intervals of doubles are tried first; where they overflow or underflow, intervals of big floats.
 */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {halfway, nextDouble, ordinal} from '../exact/doubles.ts';
import {evaluator} from '../formula/arithmetic.ts';
import {comparedIn} from '../formula/comparisons.ts';
import {doubleIntervals} from '../interval/gradient-bounds.ts';
import type {Interval} from '../interval/interval-arithmetic.ts';
import {isOpen, type Part, settle} from '../interval/settle.ts';
import {type ClassAtPoint, createClassAtPoint} from './class-at-point.ts';
import {createProvenClass, type Settled} from './class-on-interval.ts';
import {type ClassRequest, classOfLevel, type GradientClass, type Level, type Probe} from './gradient-class.ts';

/** A run of doubles, both ends included. */
export interface Run {
  readonly from: number;
  readonly to: number;
  readonly size: GradientClass;
}

/** The runs that were found. */
export interface Runs {
  /** Ascending, without gaps. */
  readonly runs: readonly Run[];
  /** False where the budget did not suffice for all of them. */
  readonly certain: boolean;
  /** Whether bounds on an interval show that f has a finite limit at its infinite end; if false, it may have one. */
  readonly converges: (from: number, to: number) => boolean;
}

/** A function that finds the runs of a function of one variable between two doubles. */
export function runFinder(
  selection: Selection,
  request: ClassRequest,
  budget: Budget,
): (from: number, to: number) => Runs {
  const proven = createProvenClass(selection, request, budget);
  const atPoint = createClassAtPoint(selection, request, proven, budget);
  const prove = (from: number, to: number): Proven | undefined => {
    const settled = proven.on(from, to);
    return settled === 'unsettled' ? undefined : settled;
  };
  const cuts = cutsOf(selection);
  const value = exactValueAt(selection, selection.value, budget);
  const hasValue = (x: number): boolean => !Number.isNaN(value(x)) || budget.isSpent();
  return (from, to) => {
    const places = [from, ...cuts.filter((x) => from < x && x < to), to];
    const segments = places.slice(1).map((to, i) => ({from: places[i] as number, to, prove})); // each has one before it
    const found = runsOf(settle(segments, budget.part(3 / 4)), {...atPoint, budget, probe: request.probe ?? halfway});
    const runs = joinedZeros(found.map((run) => seenNonzero(run, {...atPoint, hasValue})));
    return {runs, certain: runs.every(({size}) => size !== 'unknown'), converges: proven.converges};
  };
}

type Proven = Exclude<Settled, 'unsettled'>;

interface RunRequest extends ClassAtPoint {
  readonly budget: Budget;
  readonly probe: Probe;
}

/** The runs that intervals make up; `unknown` where the budget did not suffice. */
function runsOf(parts: readonly Part<Proven>[], {level, isZero, probe, budget}: RunRequest): readonly Run[] {
  const runs: Run[] = [];
  const push = (from: number, to: number, size: GradientClass): void => {
    const last = runs.at(-1);
    // Neighbouring intervals share an end, which belongs to the first.
    if (last !== undefined && to <= last.to) return;
    if (last !== undefined && last.size === size) runs[runs.length - 1] = {from: last.from, to, size};
    else runs.push({from: last === undefined || last.to < from ? from : nextDouble(last.to), to, size});
  };
  const classOf = (found: Level | undefined): GradientClass =>
    found === undefined ? 'undefined' : classOfLevel[found];
  const told = (found: Level | undefined): GradientClass => (budget.isSpent() ? 'unknown' : classOf(found));
  const classAt = (x: number): GradientClass => {
    const size = told(level(x));
    return size !== 'large' && size !== 'undefined' && isZero(x) && !budget.isSpent() ? 'zero' : size;
  };

  /** Finds the edges on a monotone stretch, by bisection on the level. What is told once the budget is spent is not. */
  const split = (from: number, to: number): void => {
    let start = from;
    let here = level(start);
    const end = level(to);
    while (here !== end && !budget.isSpent()) {
      let low = start;
      let high = to;
      let beyond = end;
      for (;;) {
        // Two levels of the same class have others between them, which only exact halving is sure to find.
        const middle = (classOf(beyond) === classOf(here) ? halfway : probe)(low, high);
        if (middle === undefined) break;
        const there = level(middle);
        if (there === here) low = middle;
        else {
          high = middle;
          beyond = there;
        }
      }
      push(start, low, told(here));
      start = high;
      here = beyond;
    }
    push(start, to, told(here));
  };

  for (const part of parts) {
    const {from, to, proven} = part;
    if (isOpen(part)) push(from, to, 'unknown');
    else if (proven !== undefined && proven !== 'monotone') push(from, to, proven);
    else if (ordinal(to) - ordinal(from) > 1n) split(from, to);
    else {
      push(from, from, classAt(from));
      if (to !== from) push(to, to, classAt(to));
    }
  }
  return runs;
}

/**
 * The places where a comparison that is linear on either side of 0 changes its answer, and the doubles beside them. Cut
 * there, a kink is settled at once instead of by 60 halvings. A place too many or too few changes no answer.
 */
function cutsOf({value, trees, inputs, parameters}: Selection): readonly number[] {
  const roots = comparedIn(value, trees).map(([a, b]) => trees.call('sub', a, b));
  if (roots.length === 0) return [];
  const arithmetic = doubleIntervals();
  const evaluate = evaluator({roots, inputs, parameters}, arithmetic);
  const at = (x: number): readonly number[] => evaluate([arithmetic.between(x, x)]).map(lowOf);
  const crossings = (near: readonly number[], far: readonly number[], side: 1 | -1) =>
    near.map((here, i) => side * (1 - here / ((far[i] as number) - here))); // one for each root
  const zeros = [...crossings(at(-1), at(-2), -1), ...crossings(at(1), at(2), 1)];
  const places = zeros.filter(Number.isFinite).flatMap((x) => [nextDouble(x, -1n), x, nextDouble(x)]);
  return [...new Set(places)].sort((a, b) => a - b);
}

function lowOf(interval: Interval<number>): number {
  return interval === 'nan' ? Number.NaN : interval.low;
}

/**
 * The run, or `unknown` if f′ may be 0 on all of it: bounds show that f′ is small, and a smooth f′ that is not 0
 * somewhere is 0 at single points only, but sinh(x)² - cosh(x)² + 1 is 0 everywhere. Where f has no value, neither has f′.
 */
function seenNonzero(
  run: Run,
  {isZero, isNonzero, hasValue}: ClassAtPoint & {readonly hasValue: (x: number) => boolean},
): Run {
  const middle = halfway(run.from, run.to) ?? run.from;
  const places = [middle, run.from, run.to];
  if (run.size === 'dead') {
    // Bounds do not tell that 1/x has no value where it is multiplied by 0.
    const isSomewhere = run.from === run.to ? hasValue(run.from) && isZero(run.from) : places.some(hasValue);
    return isSomewhere ? run : {...run, size: 'undefined'};
  }
  if ((run.size !== 'small' && run.size !== 'rounded') || run.from === run.to) return run;
  return places.some(isNonzero) ? run : {...run, size: 'unknown'};
}

/** Joins a single zero to a run beside it: to a dead one if there is one, else to a rounded, small or large one. */
function joinedZeros(runs: readonly Run[]): readonly Run[] {
  const joined: Run[] = [];
  runs.forEach((run, i) => {
    const around = [runs[i - 1]?.size, runs[i + 1]?.size];
    const host = (['dead', 'rounded', 'small', 'large', 'unknown'] as const).find((size) => around.includes(size));
    const size = run.size === 'zero' ? (host ?? 'dead') : run.size;
    const last = joined.at(-1);
    if (last?.size === size) joined[joined.length - 1] = {...last, to: run.to};
    else joined.push({...run, size});
  });
  return joined;
}
