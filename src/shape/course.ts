/** The course of a function over a span: where it turns, how far its values reach, how steep it gets. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {exactValueAt, exactValuesAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {nextDouble} from '../exact/doubles.ts';
import {lazily} from '../exact/lazily.ts';
import {formsOf, slopeForms} from '../formula/forms/forms.ts';
import {budgetFor} from './budget-for.ts';
import {insideOf, type StretchRequest, stretchesOf} from './joints/breakpoints.ts';
import type {Joint} from './joints/joints.ts';
import {type Level, largestSize} from './largest.ts';
import {type Sign, type Stretch, signOf, signRuns} from './sign-runs.ts';
import type {Span} from './span.ts';
import {type Extremum, type Plateau, type Turns, turnsOf} from './turns.ts';

/** An end of the range. */
export interface Bound extends Level {
  /** Its exact sign: what is taken at a double may be rounded to 0. That of a limit is 0 then. */
  readonly sign: Sign;
}

export interface Course {
  readonly extrema: readonly Extremum[];
  readonly infimum: Bound;
  readonly supremum: Bound;
  /** The largest |f′|, one-sided slopes and limits included. */
  readonly steepest: Level;
  /** f and f′ at the two ends of the interval, limits where these are infinite. */
  readonly ends: readonly {readonly x: number; readonly value: number; readonly slope: number}[];
  readonly rises: boolean;
  readonly falls: boolean;
  /** Where f′ is exactly 0 on an interval. */
  readonly plateaus: readonly Plateau[];
  /** Whether every rise, fall and rest was found before the budget was spent. */
  readonly isComplete: boolean;
  /** Whether that is so, and nothing is steeper than what is told. */
  readonly certain: boolean;
}

export interface CourseRequest {
  readonly span: Span;
  readonly joints: readonly Joint[];
  /** Where there may be more joints. */
  readonly unknown: readonly Span[];
}

/** Where a function turns over a span, and what showed it. */
export interface TurnsOver {
  readonly turns: Turns;
  /** The span cut at its joints, with f′ on each stretch. */
  readonly stretches: readonly Stretch[];
  /** Whether every rise, fall and rest was found before the budget was spent. */
  readonly isComplete: boolean;
}

/** The turns of a function of one variable over a span, to the last double. */
export function turnsOver(
  selection: Selection,
  {span, joints, unknown}: CourseRequest,
  budget = budgetFor(selection, 'slopes'),
): TurnsOver {
  const inside = jointsIn(span, joints);
  const slope = gradientOf(selection, 'x');
  const stretches = stretchesOver(selection, {
    forms: slopeForms(selection.trees, selection.value),
    alike: selection.doubles.gradient === undefined ? [] : [selection.doubles.gradient],
    span,
    joints,
    unknown,
    budget,
  });
  const {runs, unknown: unproven} = signRuns({selection, stretches, budget});
  const turns = turnsOf(selection, {slope, runs, joints: inside, budget});
  const areJointsKnown = inside.every(({order}) => !Number.isNaN(order));
  const isComplete = areJointsKnown && !budget.isSpent() && unknown.length === 0 && unproven.length === 0;
  return {turns, stretches, isComplete};
}

/** A span cut at the joints of f, with a derivative on each stretch on which f has a value. */
export function stretchesOver(
  selection: Selection,
  {joints, budget, ...request}: CourseRequest & Pick<StretchRequest, 'forms' | 'alike'> & {readonly budget: Budget},
): readonly Stretch[] {
  const value = exactValueAt(selection, selection.value, budget);
  // A derivative may have a value where f has none, as 1/x beside log(x). At one double there may be a hole, and far out a
  // value that no number of bits decides.
  const isSomewhere = ({from, to}: Span): boolean => {
    if (from === to) return Number.isFinite(value(from));
    const inside = insideOf(from, to);
    const steps = [1n, 1n << 30n, 1n << 50n];
    const beside = steps.flatMap((step) => [nextDouble(from, step), nextDouble(to, -step)]);
    // Further out all doubles are whole: there (-x)^x has values, and nowhere else.
    const others = beside.filter((x) => from <= x && x <= to && Math.abs(x) < 2 ** 52);
    return [inside, nextDouble(inside, inside < to ? 1n : -1n), ...others].some((x) => !Number.isNaN(value(x)));
  };
  const breakpoints = jointsIn(request.span, joints);
  return stretchesOf(selection, {...request, breakpoints, budget}).filter(isSomewhere);
}

/** The joints inside a span. */
export function jointsIn({from, to}: Span, joints: readonly Joint[]): readonly Joint[] {
  return joints.filter(({x}) => from < x && x < to);
}

/** The course of a function of one variable with its joints, to the last double. */
export function courseOf(selection: Selection, request: CourseRequest): Course {
  const {span, joints} = request;
  const inside = jointsIn(span, joints);
  const slope = gradientOf(selection, 'x');
  const budget = budgetFor(selection, 'slopes');
  const value = exactValueAt(selection, selection.value, budget);
  const {turns, stretches, isComplete: areTurnsKnown} = turnsOver(selection, request, budget);
  const evaluate = exactValuesAt(selection, [selection.value, slope]);
  const both = (x: number) => {
    const [value = Number.NaN, slopeThere = Number.NaN] = evaluate(x);
    return {x, value, slope: slopeThere};
  };
  const ends = [both(span.from), both(span.to)];
  const origin = span.from <= 0 && 0 <= span.to ? [both(0)] : [];
  const exactSign = lazily(() => signOf(selection, formsOf(selection.trees, selection.value), budget));
  const signAt = ({value: level, x}: Level): Sign => {
    if (level !== 0) return Math.sign(level) as Sign;
    // At a turn of 0 between two doubles f is not 0 at the nearer one.
    const isTaken = Number.isFinite(x) && !inside.some((joint) => joint.x === x) && value(x) === 0;
    const sign = isTaken ? exactSign()(x) : 0;
    return sign === 'unproven' || sign === undefined ? 0 : sign;
  };
  const values: readonly Bound[] = [
    ...inside.flatMap(({x, value, left, right}) => [value, left.value, right.value].map((each) => ({value: each, x}))),
    ...turns.extrema.map(({value, from}) => ({value, x: from})),
    // What a limit is rounded to may be what f(0) is rounded to; where f never moves both are the same.
    ...(turns.rises || turns.falls ? [...ends, ...origin] : [...origin, ...ends]),
  ]
    .filter(({value}) => !Number.isNaN(value))
    .map((level) => ({value: level.value + 0, x: level.x, sign: signAt(level)})); // a bound of -0 is 0
  // Of equal slopes the first counts: a limit, say, rather than a place whose slope is rounded to it.
  const known: readonly Level[] = [
    ...inside.filter(({x}) => x === 0).flatMap(slopesBeside),
    ...(inside.some(({x}) => x === 0) ? [] : origin).map(({x, slope: size}) => ({value: Math.abs(size), x})),
    ...inside.flatMap(slopesBeside),
    ...ends.map(({x, slope: size}) => ({value: Math.abs(size), x})),
  ].filter(({value}) => !Number.isNaN(value));
  const {certain, ...steepest} = largestSize({
    selection,
    tree: slope,
    // At a joint its sides have told their slopes.
    stretches: stretches.filter(({from, to}) => from < to),
    known,
    budget: budgetFor(selection, 'steepest'),
  });
  // Where f has a value beside a joint and no limit is known there, its slope may be anything.
  const isOpen = ({below, above, left, right}: Joint): boolean =>
    (Number.isNaN(left.slope) && !Number.isNaN(value(below))) ||
    (Number.isNaN(right.slope) && !Number.isNaN(value(above)));
  // A limit that is not known may be beyond all that is.
  const reaches = [stretches[0]?.from === -Number.MAX_VALUE, stretches.at(-1)?.to === Number.MAX_VALUE];
  const areEndsKnown = ends.every(({value: limit}, i) => !Number.isNaN(limit) || !reaches[i]);
  const isComplete = areTurnsKnown && !budget.isSpent();
  return {
    extrema: turns.extrema,
    infimum: outermost(values, -1),
    supremum: outermost(values, 1),
    steepest,
    ends,
    rises: turns.rises,
    falls: turns.falls,
    plateaus: turns.plateaus,
    isComplete,
    certain: certain && isComplete && areEndsKnown && !inside.some(isOpen),
  };
}

const nowhere: Bound = {value: Number.NaN, x: Number.NaN, sign: 0};

function slopesBeside({x, left, right}: Joint): readonly Level[] {
  return [left.slope, right.slope].map((size) => ({value: Math.abs(size), x}));
}

/** The lowest (-1) or the highest (1) of some levels, the first of equal ones. */
function outermost(levels: readonly Bound[], side: -1 | 1): Bound {
  const isBeyond = (a: Bound, b: Bound): boolean =>
    side * a.value > side * b.value || (a.value === b.value && side * a.sign > side * b.sign);
  return levels.reduce((best, each) => (isBeyond(each, best) ? each : best), levels[0] ?? nowhere);
}
