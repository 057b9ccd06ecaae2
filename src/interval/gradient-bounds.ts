/** Bounds of a function and its first two derivatives over a whole interval. */

import type {Selection} from '../activations/selection.ts';
import {unlimited} from '../exact/budget.ts';
import {lazily} from '../exact/lazily.ts';
import {evaluator} from '../formula/arithmetic.ts';
import {differentiate} from '../formula/differentiate.ts';
import {type Forms, slopeForms} from '../formula/forms/forms.ts';
import {isTotal} from '../formula/forms/total.ts';
import type {Node} from '../formula/tree.ts';
import {doubleEndpoints} from './endpoints.ts';
import {filledBounds, filledForms} from './holes.ts';
import {createIntervalArithmetic, type Interval, type IntervalArithmetic} from './interval-arithmetic.ts';
import {doubleWork, paid, type Spending} from './work.ts';

/** Bounds between two doubles, both included. */
export interface GradientBounds<E> {
  /**
   * Bounds of f and f′, of the latter also those by its `given` form alone, which has no value where f has none. Where a
   * branch is `undecided`, f′ may jump, and its bounds hold for every branch.
   */
  readonly slopeOn: (
    from: number,
    to: number,
  ) => {
    readonly value: Interval<E>;
    readonly slope: Interval<E>;
    readonly given: Interval<E>;
    readonly undecided: boolean;
  };
  /** Bounds of f″; `nan` where it has no value, or a branch is undecided, since f′ may jump. */
  readonly bendOn: (from: number, to: number) => Interval<E>;
}

/** Not `lazily`: a bundler would keep what that is called with, used or not. */
let made: IntervalArithmetic<number> | undefined;

/** Intervals of doubles, made once. */
export function doubleIntervals(): IntervalArithmetic<number> {
  made ??= createIntervalArithmetic(doubleEndpoints);
  return made;
}

/**
 * The derivative, and as the record states it; of a user's formula in each of its forms. The record's often holds x once
 * where the derived one holds it several times: its bounds are narrower. Where it is not exactly the same function, it
 * must differ by less than the bounds are widened, 2^-64.
 */
function slopesOf({trees, value, doubles}: Selection): Forms {
  const {gradient} = doubles;
  return gradient === undefined ? slopeForms(trees, value) : [differentiate(trees, value, 'x'), gradient];
}

/** The bounds of a function of one variable. Each bound spends its work. */
export function createGradientBounds<E>(
  selection: Selection,
  arithmetic: IntervalArithmetic<E>,
  {budget, workOf}: Spending = {budget: unlimited, workOf: doubleWork},
): GradientBounds<E> {
  const {trees, value, inputs, parameters} = selection;
  const forms = slopesOf(selection);
  const evaluatorOf = (roots: readonly Node[]) => {
    const evaluate = evaluator<Interval<E>>({roots, inputs, parameters}, arithmetic);
    const work = workOf(roots);
    return (from: number, to: number): readonly Interval<E>[] =>
      paid(budget, work, () => evaluate([arithmetic.between(from, to)]));
  };
  const evaluateSlopes = evaluatorOf([value, ...forms]);
  /** Bounds by the filled forms; `nan` where there are none. */
  const besideHolesOf = (forms: readonly Node[]) => {
    const filled = filledForms(selection, forms, budget);
    const parts = filled.map((form) => ({
      work: workOf([form.form]),
      bounds: filledBounds(selection, form, arithmetic),
    }));
    return (from: number, to: number): Interval<E> =>
      arithmetic.meet(parts.map(({work, bounds}) => paid(budget, work, () => bounds(from, to))));
  };
  /** Bounds by the forms that are decided by themselves, of a function with a value everywhere; `nan` where none is. */
  const byDecidedForms = (forms: readonly Node[]) => {
    const evaluates = forms.length > 1 && isTotal(value) ? forms.map((form) => evaluatorOf([form])) : [];
    return (from: number, to: number): Interval<E> =>
      arithmetic.meet(
        evaluates.map((evaluate) => {
          const [own = 'nan'] = evaluate(from, to);
          return arithmetic.wasUndecided() ? 'nan' : own;
        }),
      );
  };
  // Most intervals, and all single points, are settled without these.
  const slopeBesideHoles = lazily(() => besideHolesOf(forms));
  const bendForms = lazily(() => forms.map((form) => differentiate(trees, form, 'x')));
  const evaluateBends = lazily(() => evaluatorOf(bendForms()));
  const slopeByForms = lazily(() => byDecidedForms(forms));
  const bendByForms = lazily(() => byDecidedForms(bendForms()));
  const bendBesideHoles = lazily(() => besideHolesOf(bendForms()));
  return {
    slopeOn(from, to) {
      arithmetic.wasUndecided(); // forgets what was undecided before
      const bounds = evaluateSlopes(from, to);
      const [value, slope] = [bounds[0] as Interval<E>, arithmetic.meet(bounds.slice(1))]; // one for each root
      const undecided = arithmetic.wasUndecided();
      const beside = slopeBesideHoles()(from, to);
      const decided = undecided && beside === 'nan' ? slopeByForms()(from, to) : beside;
      return {
        value,
        slope: arithmetic.meet([slope, decided]),
        given: bounds[1] as Interval<E>, // one for each root
        undecided: undecided && decided === 'nan',
      };
    },
    bendOn(from, to) {
      arithmetic.wasUndecided(); // forgets what was undecided before
      const bend = arithmetic.meet(evaluateBends()(from, to));
      const undecided = arithmetic.wasUndecided();
      const beside = bendBesideHoles()(from, to);
      return undecided ? arithmetic.meet([beside, bendByForms()(from, to)]) : arithmetic.meet([bend, beside]);
    },
  };
}
