/** What bounds tell of a tree on all of an interval of doubles: in doubles and, where these fail, in big floats. */

import type {Selection} from '../activations/selection.ts';
import {type Budget, makingWork, paidMaking} from '../exact/budget.ts';
import {lazily} from '../exact/lazily.ts';
import {evaluator} from '../formula/arithmetic.ts';
import type {Node} from '../formula/tree.ts';
import {bigFloatsMayHelp, createBigEndpoints, doubleEndpoints, type Endpoints} from './endpoints.ts';
import {type FilledForm, filledBounds, filledForms} from './holes.ts';
import {createIntervalArithmetic, type Interval} from './interval-arithmetic.ts';
import {zeroForms} from './multiple-zeros.ts';
import {bigWork, doubleWork, paid} from './work.ts';

/** Whether a function is anywhere above 0, anywhere below, anywhere 0, as far as its bounds rule that out. */
export interface Signs {
  readonly above: boolean;
  readonly below: boolean;
  readonly zero: boolean;
}

export interface TreeBounds {
  /**
   * The signs on an interval; undefined where a branch is undecided, at which the function may jump, or where it has no
   * value. Doubles answer if that is `enough`; else big floats are asked where they may tell more.
   */
  readonly signs: (from: number, to: number, enough: (signs: Signs) => boolean) => Signs | undefined;
  /** At least the largest |g| on an interval; Infinity where nothing bounds it. */
  readonly size: (from: number, to: number) => number;
  /** Whether the function has no value anywhere on an interval. */
  readonly isNowhere: (from: number, to: number) => boolean;
}

/** A function of one number. */
type OneNumber = Pick<Selection, 'trees' | 'inputs' | 'parameters'>;

/** Bounds of a function of one number, given in one form or several: those of all hold. */
export function boundsOf(of: OneNumber, forms: readonly Node[], budget: Budget): TreeBounds {
  const filled = paidMaking(budget, () => filledForms(of, forms, budget));
  const all = [...forms, ...filled.map(({form}) => form)];
  const work = {doubles: doubleWork(all), bigFloats: bigWork(all)};
  budget.spend(makingWork(all));
  const bounds = bounder(of, {forms, filled}, doubleEndpoints);
  const bigBounds = lazily(() => bounder(of, {forms, filled}, createBigEndpoints()));
  const inDoubles = (from: number, to: number): Answer => paid(budget, work.doubles, () => bounds(from, to));
  const inBigFloats = (from: number, to: number): Answer => paid(budget, work.bigFloats, () => bigBounds()(from, to));
  // Only asked where the forms themselves do not tell the sign.
  const besideZeros = lazily(() => signsBesideZeros(of, zeroForms(of, forms, budget), budget));
  return {
    signs(from, to, enough) {
      const quick = inDoubles(from, to);
      if (quick.signs !== undefined && enough(quick.signs)) return quick.signs;
      const beside = besideZeros()(from, to);
      if (beside !== undefined && enough(beside)) return beside;
      return bigFloatsMayHelp(from, to, quick.extreme) ? inBigFloats(from, to).signs : quick.signs;
    },
    size(from, to) {
      const quick = inDoubles(from, to);
      if (Number.isFinite(quick.size) || !bigFloatsMayHelp(from, to, quick.extreme)) return quick.size;
      return inBigFloats(from, to).size;
    },
    isNowhere: (from, to) => bounds(from, to).isNowhere,
  };
}

/** The signs by forms beside multiple zeros. */
function signsBesideZeros(
  of: OneNumber,
  filled: readonly FilledForm[],
  budget: Budget,
): (from: number, to: number) => Signs | undefined {
  if (filled.length === 0) return () => undefined;
  const all = filled.map(({form}) => form);
  const bounds = bounder(of, {forms: [], filled}, doubleEndpoints);
  const bigBounds = lazily(() => bounder(of, {forms: [], filled}, createBigEndpoints()));
  return (from, to) => {
    const quick = paid(budget, doubleWork(all), () => bounds(from, to));
    if (quick.signs === undefined || !quick.signs.zero || !bigFloatsMayHelp(from, to, quick.extreme))
      return quick.signs;
    return paid(budget, bigWork(all), () => bigBounds()(from, to)).signs;
  };
}

interface Answer {
  readonly signs: Signs | undefined;
  readonly size: number;
  readonly isNowhere: boolean;
  /** Whether the bounds lie beyond the doubles, or are so small that they may be all that is left of an underflow. */
  readonly extreme: boolean;
}

const underflow = 2 ** -960;

function bounder<E>(
  of: OneNumber,
  {forms, filled}: {readonly forms: readonly Node[]; readonly filled: readonly FilledForm[]},
  ends: Endpoints<E>,
): (from: number, to: number) => Answer {
  const {inputs, parameters} = of;
  const arithmetic = createIntervalArithmetic(ends);
  const evaluates = [
    ...[...new Set(forms)].map((form) => {
      const evaluate = evaluator<Interval<E>>({roots: [form], inputs, parameters}, arithmetic);
      return (from: number, to: number) => evaluate([arithmetic.between(from, to)])[0] ?? 'nan';
    }),
    ...filled.map((form) => filledBounds(of, form, arithmetic)),
  ];
  const zero = ends.from(0);
  return (from, to) => {
    let bounds: Interval<E> = 'nan';
    let [isDecided, isNowhere] = [false, true];
    for (const evaluate of evaluates) {
      arithmetic.wasUndecided();
      const own = evaluate(from, to);
      const undecided = arithmetic.wasUndecided();
      if (undecided || own !== 'nan') isNowhere = false;
      // Bounds hold wherever there is a value; that there is one everywhere, only a decided form shows.
      if (own !== 'nan') bounds = arithmetic.meet([bounds, own]);
      if (!undecided && own !== 'nan') isDecided = true;
    }
    if (bounds === 'nan') return {signs: undefined, size: Number.POSITIVE_INFINITY, isNowhere, extreme: false};
    const {low, high} = bounds;
    const [least, most] = [ends.near(low), ends.near(high)];
    const size = Math.max(-least, most);
    return {
      signs: isDecided ? signsBetween(ends.compare(low, zero), ends.compare(high, zero)) : undefined,
      // What is near an end of big floats may be below it by a rounding.
      size: Number.isNaN(size) ? Number.POSITIVE_INFINITY : size * (1 + 2 ** -50),
      isNowhere: false,
      extreme: !Number.isFinite(size) || size < underflow,
    };
  };
}

function signsBetween(low: number, high: number): Signs {
  return {above: high > 0, below: low < 0, zero: low <= 0 && high >= 0};
}
