/** The shape of an activation: range, extrema, monotonicity, smoothness, symmetry. */

import type {Selection} from '../activations/selection.ts';
import {budgetFor} from './budget-for.ts';
import {type Bound, type Course, courseOf} from './course.ts';
import {breakpointsOf} from './joints/breakpoints.ts';
import {type Joint, jointAt, unknownJoint} from './joints/joints.ts';
import {oscillates} from './oscillation.ts';
import {realLine, type Span, usualSpan} from './span.ts';
import {type Symmetry, symmetryOf} from './symmetry.ts';

/** Where f goes as x grows: `none` where it rises and falls. */
export type Monotonicity =
  | 'constant'
  | 'increasing'
  | 'non-decreasing'
  | 'decreasing'
  | 'non-increasing'
  | 'none'
  | 'not known';

/** The signs of f(x): a limit that is not reached does not count. */
export type OutputSign = 'positive' | 'non-negative' | 'negative' | 'non-positive' | 'zero' | 'both' | 'not known';

/**
 * `jumps`; where there are none, `poles`, or else `holes`, single points without a value. Without these the number of
 * continuous derivatives: `C0` at corners, `C1`, ...; `smooth` where no piece ends.
 */
export type Smoothness = 'jumps' | 'poles' | 'holes' | 'smooth' | 'not known' | `C${number}`;

/** The course of a function over a span, and its properties there. */
export interface Shape extends Course {
  /** The interval that extrema, range and slopes describe: the real line, or a part of it. */
  readonly span: Span;
  readonly joints: readonly Joint[];
  /** Where there may be more joints. */
  readonly unknown: readonly Span[];
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
  const {places, unknown: anywhere} = breakpointsOf(selection, span);
  const unknown = anywhere.filter(({from, to}) => from <= span.to && to >= span.from);
  const jointBudget = budgetFor(selection, 'joints');
  const joints = places.map((place) =>
    jointBudget.isSpent() ? unknownJoint(place) : jointAt(selection, place, jointBudget),
  );
  const course = courseOf(selection, {span, joints, unknown});
  const level = course.plateaus.some(({from, to}) => from < span.to && to > span.from);
  return {
    ...course,
    span,
    joints,
    unknown,
    monotonicity: monotonicity(course, level),
    smoothness: smoothnessOf(
      joints.filter(({x}) => span.from <= x && x <= span.to),
      unknown.length === 0,
    ),
    sign: signOf(course, joints),
    symmetry: symmetryOf(selection, course, joints),
  };
}

function smoothnessOf(joints: readonly Joint[], isComplete: boolean): Smoothness {
  const order = Math.min(Number.POSITIVE_INFINITY, ...joints.map((joint) => joint.order));
  const gaps = joints.filter((joint) => joint.order < 0);
  if (gaps.some((gap) => !isPole(gap) && !isHole(gap))) return 'jumps';
  if (gaps.length > 0) return gaps.some(isPole) ? 'poles' : 'holes';
  if (!isComplete || Number.isNaN(order)) return 'not known';
  return Number.isFinite(order) ? `C${order}` : 'smooth';
}

function isPole({left, right}: Joint): boolean {
  return [left.value, right.value].some((value) => Math.abs(value) === Number.POSITIVE_INFINITY);
}

function isHole({left, right, value}: Joint): boolean {
  return Number.isNaN(value) && left.value === right.value;
}

function monotonicity({infimum, supremum, rises, falls, isComplete}: Course, level: boolean): Monotonicity {
  if (rises && falls) return 'none';
  // What has no value anywhere is not constant either.
  if (!isComplete || Number.isNaN(infimum.value)) return 'not known';
  if (rises) return level ? 'non-decreasing' : 'increasing';
  if (falls) return level ? 'non-increasing' : 'decreasing';
  // A value at a single place between two doubles, such as that of x*x==2 ? 1 : 0, neither rises nor falls.
  return infimum.value < supremum.value ? 'none' : 'constant';
}

/**
 * A limit at infinity is not reached: sigmoid is positive although its infimum is 0. At a joint between two doubles 0 may
 * be: abs(3x - 1) is nowhere 0 at a double.
 */
function signOf({infimum, supremum, extrema, plateaus, isComplete}: Course, joints: readonly Joint[]): OutputSign {
  // f changes there by no more than its slopes say, unless these are unbounded.
  const mayBeZero = (x: number) =>
    joints
      .filter((joint) => joint.x === x && !joint.exact)
      .some(({value, left, right, below, above}) => {
        const slopes = [left.slope, right.slope].map(Math.abs).filter((size) => !Number.isNaN(size));
        return Math.abs(value) <= 4 * Math.max(0, ...slopes) * (above - below);
      });
  if (infimum.sign < 0 && supremum.sign > 0) return 'both';
  if (!isComplete || Number.isNaN(infimum.value)) return 'not known';
  // Nor is one at a joint, as that of exp(1/x) at 0, unless f is 0 elsewhere.
  const isTaken = [...extrema, ...plateaus].some(({value}) => value === 0);
  const isLimit = (x: number) => joints.some((joint) => joint.x === x && joint.exact && joint.value !== 0);
  const isReached = ({sign, x}: Bound) => (sign === 0 ? Number.isFinite(x) && (isTaken || !isLimit(x)) : mayBeZero(x));
  if (infimum.sign === 0 && supremum.sign === 0) return 'zero';
  if (infimum.sign >= 0) return isReached(infimum) ? 'non-negative' : 'positive';
  return isReached(supremum) ? 'non-positive' : 'negative';
}
