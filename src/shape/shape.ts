/** The shape of an activation: range, extrema, monotonicity, smoothness, symmetry. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt, exactValuesAt} from '../evaluation/exact-at.ts';
import {differentiate} from '../formula/differentiate.ts';
import {variablesOf} from '../formula/tree.ts';
import {breakpointsOf} from './breakpoints.ts';
import {type Course, courseOf} from './extrema.ts';
import {type Joint, jointAt} from './joints.ts';
import {oscillates} from './oscillation.ts';
import {pieceAt} from './smooth-piece.ts';
import {realLine, type Span, usualSpan} from './span.ts';

/** Where f goes as x grows: `none` where it rises and falls. */
export type Monotonicity = 'constant' | 'increasing' | 'non-decreasing' | 'decreasing' | 'non-increasing' | 'none';

/** The signs of f(x): a limit that is not reached does not count. */
export type OutputSign = 'positive' | 'non-negative' | 'negative' | 'non-positive' | 'zero' | 'both';

/** f(-x) = -f(x), or f(-x) = f(x), at all points that were tried. */
export type Symmetry = 'odd' | 'even' | 'none';

/** `jumps`, or the number of continuous derivatives: `C0` at corners, `C1`, ...; `smooth` where no piece is seen to end. */
export type Smoothness = 'jumps' | 'smooth' | `C${number}`;

/** A stretch between neighbouring breakpoints on which f is constant. */
export interface Plateau extends Span {
  readonly value: number;
}

/** The course of a function over a span, and its properties there. */
export interface Shape extends Course {
  /** The interval that extrema, range and slopes describe: the real line, or a part of it. */
  readonly span: Span;
  readonly joints: readonly Joint[];
  readonly plateaus: readonly Plateau[];
  readonly monotonicity: Monotonicity;
  readonly smoothness: Smoothness;
  readonly sign: OutputSign;
  readonly symmetry: Symmetry;
}

/**
 * The shape of a function of one variable over `range`; by default over the real line, or over the usual span if it
 * oscillates for ever.
 */
export function shapeOf(selection: Selection, range?: Span): Shape {
  const span = range ?? (oscillates(selection) ? usualSpan : realLine);
  const joints = breakpointsOf(selection).map((place) => jointAt(selection, place));
  const course = courseOf(selection, span, joints);
  const plateaus = plateausOf(selection, joints);
  const level = plateaus.some(({from, to}) => from < span.to && to > span.from);
  return {
    ...course,
    span,
    joints,
    plateaus,
    monotonicity: monotonicity(course, level),
    smoothness: smoothnessOf(joints.filter(({x}) => span.from <= x && x <= span.to)),
    sign: signOf(course),
    symmetry: symmetryOf(selection, course),
  };
}

function smoothnessOf(joints: readonly Joint[]): Smoothness {
  const order = Math.min(Number.POSITIVE_INFINITY, ...joints.map((joint) => joint.order));
  if (order < 0) return 'jumps';
  return Number.isFinite(order) ? `C${order}` : 'smooth';
}

function monotonicity({rises, falls}: Course, level: boolean): Monotonicity {
  if (rises && falls) return 'none';
  if (rises) return level ? 'non-decreasing' : 'increasing';
  if (falls) return level ? 'non-increasing' : 'decreasing';
  return 'constant';
}

/** The sign of the outputs. A limit at infinity is not reached: sigmoid is positive although its infimum is 0. */
function signOf({infimum, supremum}: Course): OutputSign {
  const reached = (x: number) => Number.isFinite(x);
  if (infimum.value === 0 && supremum.value === 0) return 'zero';
  if (infimum.value >= 0) return infimum.value > 0 || !reached(infimum.x) ? 'positive' : 'non-negative';
  if (supremum.value <= 0) return supremum.value < 0 || !reached(supremum.x) ? 'negative' : 'non-positive';
  return 'both';
}

/** The pieces whose derivative is 0, joined where f does not jump between them. */
function plateausOf(selection: Selection, joints: readonly Joint[]): readonly Plateau[] {
  const {trees} = selection;
  const places = [realLine.from, ...joints.map(({x}) => x), realLine.to];
  return places.slice(1).flatMap((to, i): readonly Plateau[] => {
    const from = places[i] as number; // each place of the slice has one before it
    const [first = Number.NaN, ...others] = interior(from, to);
    const piece = pieceAt(selection, first);
    const slope = differentiate(trees, piece, 'x');
    // The sign of f′, because f′ itself may round to 0.
    const evaluate = exactValuesAt(selection, [piece, trees.call('sign', slope)]);
    // A slope without x is the same everywhere; one with x, such as 0·sin(x), counts as 0 if it is 0 at all points.
    const tested = variablesOf(slope).includes('x') ? [first, ...others] : [first];
    if (!tested.every((x) => evaluate(x)[1] === 0)) return [];
    return [{from, to, value: (evaluate(first)[0] ?? Number.NaN) + 0}];
  });
}

/** A few points between two places. */
function interior(from: number, to: number): readonly number[] {
  const steps = [0.3, 1.1, 2.7, 7.9, 23.3];
  if (from === realLine.from) return steps.map((step) => (to === realLine.to ? step : to - step));
  if (to === realLine.to) return steps.map((step) => from + step);
  return [0.5, 0.21, 0.83, 0.37, 0.94].map((part) => from + (to - from) * part);
}

/** The symmetry as it is seen at samples and at some of the features. */
function symmetryOf(selection: Selection, {extrema, steepest}: Course): Symmetry {
  const at = exactValueAt(selection, selection.value);
  const features = [steepest.x, ...extrema.map(({from}) => from)].filter((x) => Math.abs(x) < 100).slice(0, 9);
  const xs = [...features, ...Array.from({length: 24}, (_, i) => 2 ** (-6 + i * 0.43))];
  const pairs = xs.map((x) => [at(x), at(-x)] as const);
  if (pairs.every(([right, left]) => right === left)) return 'even';
  return at(0) === 0 && pairs.every(([right, left]) => right === -left) ? 'odd' : 'none';
}
