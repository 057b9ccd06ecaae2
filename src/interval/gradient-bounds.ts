/** Bounds of a function and its first two derivatives on all of an interval. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {evaluator} from '../formula/arithmetic.ts';
import {differentiate} from '../formula/differentiate.ts';
import type {Node} from '../formula/tree.ts';
import {doubleEndpoints} from './endpoints.ts';
import {createIntervalArithmetic, type Interval, type IntervalArithmetic} from './interval-arithmetic.ts';

export interface GradientBounds<E> {
  /** Bounds of f and f′; `undecided` where it is not known which branch is taken: f′ may be that of any. */
  readonly slopeOn: (
    from: number,
    to: number,
  ) => {readonly value: Interval<E>; readonly slope: Interval<E>; readonly undecided: boolean};
  /** Bounds of f″; `nan` also where a branch is undecided, at which f′ may jump. */
  readonly bendOn: (from: number, to: number) => Interval<E>;
}

/** Not `lazily`: a bundler would keep what that is called with, used or not. */
let made: IntervalArithmetic<number> | undefined;

/** Intervals of doubles, made once. */
export function doubleIntervals(): IntervalArithmetic<number> {
  made ??= createIntervalArithmetic(doubleEndpoints);
  return made;
}

/** The bounds for a function of one number. */
export function createGradientBounds<E>(selection: Selection, arithmetic: IntervalArithmetic<E>): GradientBounds<E> {
  const {trees, value, inputs, parameters} = selection;
  const gradient = gradientOf(selection, 'x');
  // The derivative as people write it often holds x once where the derived one holds it often: its bounds are narrower.
  // A form for doubles that is not the very same function must be nearer to it than the bounds are widened, 2^-64.
  const forms = [...new Set([gradient, selection.doubles.gradient ?? gradient])];
  const evaluate = (roots: readonly Node[]) => evaluator<Interval<E>>({roots, inputs, parameters}, arithmetic);
  const slopes = evaluate([value, ...forms]);
  // Most intervals, and all single points, are settled without f″.
  let bends: ReturnType<typeof evaluate> | undefined;
  return {
    slopeOn(from, to) {
      arithmetic.wasUndecided();
      const bounds = slopes([arithmetic.between(from, to)]);
      const slope = arithmetic.meet(bounds.slice(1));
      return {value: bounds[0] as Interval<E>, slope, undecided: arithmetic.wasUndecided()}; // one for each root
    },
    bendOn(from, to) {
      bends ??= evaluate(forms.map((form) => differentiate(trees, form, 'x')));
      arithmetic.wasUndecided();
      const bend = arithmetic.meet(bends([arithmetic.between(from, to)]));
      return arithmetic.wasUndecided() ? 'nan' : bend;
    },
  };
}
