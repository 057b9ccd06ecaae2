/** What an activation looks like, in words and figures: range, extrema, monotonicity, smoothness, symmetry. */

import type {Selection} from '../activations/selection.ts';
import {float64} from '../exact/format.ts';
import {exactEvaluator} from '../exact/ladder.ts';
import {differentiate} from '../formula/differentiate.ts';
import {variablesOf} from '../formula/tree.ts';
import {type Course, courseOf} from './extrema.ts';
import {breakpointsOf, pieceAt} from './pieces.ts';
import {oscillates} from './regions.ts';
import type {Span} from './samples.ts';
import {type Joint, jointAt} from './smoothness.ts';

export type Monotonicity = 'constant' | 'increasing' | 'non-decreasing' | 'decreasing' | 'non-increasing' | 'none';
export type OutputSign = 'positive' | 'non-negative' | 'negative' | 'non-positive' | 'zero' | 'both';

/** A stretch between neighbouring breakpoints on which f is constant. */
export interface Plateau extends Span {
  readonly value: number;
}

export interface Shape extends Course {
  /** What extrema, range and slopes are about: the real line, or a range where the function oscillates for ever. */
  readonly span: Span;
  readonly joints: readonly Joint[];
  readonly plateaus: readonly Plateau[];
  readonly monotonicity: Monotonicity;
  /** The number of continuous derivatives: -1 where f jumps, Infinity where no piece is seen to end. */
  readonly smoothness: number;
  readonly sign: OutputSign;
  /** f(-x) = -f(x), or f(-x) = f(x). */
  readonly symmetry: 'odd' | 'even' | 'none';
}

const line: Span = {from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY};
const exactly = {format: float64, overflow: 'ieee'} as const;

/**
 * The shape of a function of one variable over `range`, by default over the real line. A function that oscillates for
 * ever is described over `fallback` then.
 */
export function shapeOf(selection: Selection, range: Span | undefined, fallback: Span): Shape {
  const span = range ?? (oscillates(selection) ? fallback : line);
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
    smoothness: Math.min(
      Number.POSITIVE_INFINITY,
      ...joints.filter(({x}) => span.from <= x && x <= span.to).map(({order}) => order),
    ),
    sign: signOf(course),
    symmetry: symmetryOf(selection, course),
  };
}

function monotonicity({rises, falls}: Course, level: boolean): Monotonicity {
  if (rises && falls) return 'none';
  if (rises) return level ? 'non-decreasing' : 'increasing';
  if (falls) return level ? 'non-increasing' : 'decreasing';
  return 'constant';
}

/** A limit at infinity is not reached: sigmoid is positive although its infimum is 0. */
function signOf({infimum, supremum}: Course): OutputSign {
  const reached = (x: number) => Number.isFinite(x);
  if (infimum.value === 0 && supremum.value === 0) return 'zero';
  if (infimum.value >= 0) return infimum.value > 0 || !reached(infimum.x) ? 'positive' : 'non-negative';
  if (supremum.value <= 0) return supremum.value < 0 || !reached(supremum.x) ? 'negative' : 'non-positive';
  return 'both';
}

/** The pieces whose derivative is 0, joined where f does not jump between them. */
function plateausOf(selection: Selection, joints: readonly Joint[]): readonly Plateau[] {
  const {inputs, parameters, trees} = selection;
  const places = [line.from, ...joints.map(({x}) => x), line.to];
  return places.slice(1).flatMap((to, i): readonly Plateau[] => {
    const from = places[i] as number; // one place before each other
    const inside = interior(from, to);
    const piece = pieceAt(selection, inside[0] as number); // never empty
    const slope = differentiate(trees, piece, 'x');
    // The sign of f′: f′ itself may round to 0.
    const roots = [piece, trees.call('sign', slope)];
    const evaluate = exactEvaluator({roots, inputs, parameters}, exactly);
    // Without x one point tells all; an exact 0 at all of several, as of 0·sin(x), tells enough.
    const tested = variablesOf(slope).includes('x') ? inside : inside.slice(0, 1);
    if (!tested.every((x) => evaluate([x])[1] === 0)) return [];
    return [{from, to, value: (evaluate([inside[0] as number])[0] ?? Number.NaN) + 0}];
  });
}

/** Some points between two places. */
function interior(from: number, to: number): readonly number[] {
  const steps = [0.3, 1.1, 2.7, 7.9, 23.3];
  if (from === line.from) return steps.map((step) => (to === line.to ? step : to - step));
  if (to === line.to) return steps.map((step) => from + step);
  return [0.5, 0.21, 0.83, 0.37, 0.94].map((part) => from + (to - from) * part);
}

function symmetryOf(selection: Selection, {extrema, steepest}: Course): Shape['symmetry'] {
  const {inputs, parameters} = selection;
  const evaluate = exactEvaluator({roots: [selection.value], inputs, parameters}, exactly);
  const at = (x: number): number => evaluate([x])[0] ?? Number.NaN;
  const features = [steepest.x, ...extrema.map(({from}) => from)].filter((x) => Math.abs(x) < 100).slice(0, 9);
  const xs = [...features, ...Array.from({length: 24}, (_, i) => 2 ** (-6 + i * 0.43))];
  const pairs = xs.map((x) => [at(x), at(-x)] as const);
  if (pairs.every(([right, left]) => right === left)) return 'even';
  return at(0) === 0 && pairs.every(([right, left]) => right === -left) ? 'odd' : 'none';
}
