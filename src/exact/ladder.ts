/**
 * Correctly rounded evaluation by Ziv's method: an enclosure of the exact value is narrowed until both of its ends
 * round to the same number of the format. The first rung is double-double, the next ones are balls of more and more
 * bits. A value that the last rung cannot decide is taken for an exact tie, or for 0, unless only what is proven is asked
 * for.
 */

import {type Evaluation, evaluator} from '../formula/arithmetic.ts';
import {nodesBelow} from '../formula/tree.ts';
import {createBigArithmetic, powerWork} from './big-float/arithmetic.ts';
import {addBalls, type Ball, type Big, fromNumber, isHuge} from './big-float/big-float.ts';
import {type Budget, bigOperations} from './budget.ts';
import {createDoubleDoubleArithmetic} from './double-double/arithmetic.ts';
import {type DoubleDouble, fromDouble} from './double-double/double-double.ts';
import {lazily} from './lazily.ts';
import {type Limit, limitsOf} from './limits/limit.ts';
import {bitLength, float64, type NumberFormat, type Overflow, roundDouble, roundInteger} from './number-format.ts';

/** How exact values are rounded: to which format, and what an overflow becomes. */
export interface Rounding {
  readonly format: NumberFormat;
  readonly overflow: Overflow;
  /**
   * What the last rung cannot tell from a tie, or from 0, is NaN and not that. A search asks so: 0 is a fact there, as that
   * of f′ on a plateau, and log(1 + e^x) at -10^20 is not 0.
   */
  readonly onlyProven?: true;
}

/** Told of inputs at which a limit is not known; it may exist. */
export type LimitNotKnown = (inputs: readonly number[]) => void;

/** The nearest double, ties to even; an overflow is infinite. */
export const toNearestDouble: Rounding = {format: float64, overflow: 'ieee'};

/** Bits of the balls, rung by rung, and what the work of a sum costs there in the units of a budget, as measured. */
const rungs = [
  {precision: 80, work: 3},
  {precision: 160, work: 4},
  {precision: 320, work: 8},
  {precision: 800, work: 30},
  {precision: 2600, work: 500},
  {precision: 7000, work: 3000},
];

/**
 * A function from one double for each input to the correctly rounded values of the roots. A NaN input gives NaN. At an
 * infinite input the values are limits, NaN where there is none; so is one that is not known, of which `limitNotKnown` is
 * told. If the first root is NaN, so are all: a gradient has no meaning where there is no value. Once a budget is spent, a
 * result that double-doubles do not decide is NaN.
 */
export function exactEvaluator(
  evaluation: Evaluation,
  rounding: Rounding,
  budget?: Budget,
  limitNotKnown?: LimitNotKnown,
): (inputs: readonly number[]) => readonly number[] {
  const first = lazily(() => evaluator(evaluation, createDoubleDoubleArithmetic()));
  const higher = lazily(() =>
    rungs.map(({precision}, i) =>
      lazily(() => evaluator(evaluation, createBigArithmetic({precision, last: i === lastRung}))),
    ),
  );
  const limits = lazily(() => limitEvaluator(evaluation, rounding, {budget, limitNotKnown}));
  const size = lazily(() => nodesBelow(evaluation.roots).length);
  const bigSize = lazily(() => bigOperations(evaluation.roots));
  const count = evaluation.roots.length;
  const lastRung = rounding.onlyProven ? undefined : rungs.length - 1;

  const climb = (inputs: readonly number[], results: (number | undefined)[]): void => {
    const exact = inputs.map(fromNumber);
    for (const [i, {work}] of rungs.entries()) {
      if (!results.includes(undefined) || budget?.isSpent()) break;
      budget?.spend(bigSize() * work);
      const before = powerWork.count;
      const balls = higher()[i]?.()(exact) ?? [];
      budget?.spend(10 * work * (powerWork.count - before));
      const last = i === lastRung;
      for (let j = 0; j < count; j += 1) {
        const value = balls[j] as Big; // one for each root
        results[j] ??= roundBig(value, rounding) ?? (last ? tie(value, rounding) : undefined);
      }
      const leading = balls[0] as Big; // there is at least one root
      if (leading.kind === 'nan' || (last && isUnknown(leading, rounding))) results.fill(Number.NaN);
    }
  };

  return (inputs) => {
    const points: DoubleDouble[] = [];
    let finite = true;
    for (const input of inputs) {
      if (Number.isNaN(input)) return Array(count).fill(Number.NaN);
      if (!Number.isFinite(input)) finite = false;
      points.push(fromDouble(input));
    }
    if (!finite) return limits()(inputs);
    const results: (number | undefined)[] = [];
    let undecided = false;
    for (const value of first()(points)) {
      const result = roundDoubleDouble(value, rounding);
      if (result === undefined) undecided = true;
      results.push(result);
    }
    budget?.spend(2 * size());
    if (undecided) climb(inputs, results);
    return results.map((result) => result ?? Number.NaN); // the last rung decides all that are left, if it is reached
  };
}

/** The number of the format to which every point of the enclosure rounds; undefined if there are several. */
function roundDoubleDouble(value: DoubleDouble, {format, overflow}: Rounding): number | undefined {
  const {hi, lo, err} = value;
  if (lo === 0 && err === 0) return Number.isNaN(hi) ? undefined : roundDouble(hi, format, overflow);
  // Each end is rounded once, by at most 2^-53 (|lo| + err); `reach` holds twice that.
  const reach = err + 2 ** -52 * (Math.abs(lo) + err);
  const [low, high] = [hi + (lo - reach), hi + (lo + reach)];
  // In a format without infinities overflows of either sign are the same NaN, and would agree.
  if (low < 0 !== high < 0) return undefined;
  if (low === high) {
    if (format.precision === 53) return high === 0 ? undefined : roundDouble(high, format, overflow);
    // The exact value may lie on either side of `high`, which may be a tie of the format: both sides must agree.
    const step = 2 ** -52 * Math.abs(high);
    return agreed(roundDouble(high - step, format, overflow), roundDouble(high + step, format, overflow));
  }
  if (format.precision === 53) return undefined;
  const step = 2 ** -52 * Math.max(Math.abs(low), Math.abs(high));
  return agreed(roundDouble(low - step, format, overflow), roundDouble(high + step, format, overflow));
}

/** The number to which both ends of an enclosure round; undefined if they differ, as 0 and -0 do. */
function agreed(low: number, high: number): number | undefined {
  return Object.is(low, high) ? low : undefined;
}

/** The same for a number of any kind; undefined where a ball does not decide it, or nothing is known. */
function roundBig(value: Big, {format, overflow}: Rounding): number | undefined {
  /**
   * The rounding of a number above or below an end, so close that no number of the format and no tie lies between them:
   * a ball does not contain its ends.
   */
  const hairBeside = (end: bigint, e: number, side: 1n | -1n): number => {
    if (end === 0n) return side > 0n ? 0 : -0;
    const places = format.precision + 3;
    return roundInteger((end << BigInt(places)) + side, e - places, format, overflow);
  };
  switch (value.kind) {
    case 'zero':
      return value.negative ? -0 : 0;
    case 'infinity':
      return roundDouble(value.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, format, overflow);
    case 'power': {
      const size = isHuge(value) ? roundDouble(Number.POSITIVE_INFINITY, format, overflow) : 0;
      return value.negative ? -size : size;
    }
    case 'nan':
      return Number.NaN;
    case 'unknown':
      return undefined;
    case 'ball': {
      const {m, e, r} = value;
      if (r === 0n) return roundInteger(m, e, format, overflow);
      const [low, high] = [m - r, m + r];
      if (low < 0n && high > 0n) return undefined;
      return agreed(hairBeside(low, e, 1n), hairBeside(high, e, -1n));
    }
  }
}

/**
 * The rounding of a number that the last rung could not tell from a tie or from 0: halfway between the two neighbours,
 * to even. NaN where nothing is known, as of a sine at infinity.
 */
function tie(value: Big, {format, overflow}: Rounding): number {
  if (value.kind !== 'ball') return Number.NaN;
  const [low, high] = [end(value, -1n), end(value, 1n)];
  if (low === 0 && high === 0) return 0;
  const size = value.m < 0n ? -value.m : value.m;
  if (bitLength(value.r || 1n) + 60 > bitLength(size || 1n)) return Number.NaN;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return high;
  const middle = addBalls(ballOf(low), ballOf(high), 2200);
  return middle.kind === 'ball' ? roundInteger(middle.m, middle.e - 1, format, overflow) : 0;

  function end({m, e, r}: Ball, sign: bigint): number {
    const point = m + sign * r;
    return point === 0n ? 0 : roundInteger(point, e, format, overflow);
  }
}

/** Whether a number is unknown on the last rung too. An overflow to the NaN of the format is known. */
function isUnknown(value: Big, rounding: Rounding): boolean {
  return roundBig(value, rounding) === undefined && Number.isNaN(tie(value, rounding));
}

/** A finite double as a ball, zero included. */
function ballOf(x: number): Ball {
  const exact = fromNumber(x);
  return exact.kind === 'ball' ? exact : {kind: 'ball', m: 0n, e: 0, r: 0n};
}

/** What watches over limits. */
interface Watch {
  readonly budget: Budget | undefined;
  readonly limitNotKnown: LimitNotKnown | undefined;
}

/** Work of the calculus of limits in the units of a budget: some microseconds. */
const workOfLimits = 10;

/** Limits at infinite inputs, rounded once. They are kept: a table may ask for the same one in each of its rows. */
function limitEvaluator(
  evaluation: Evaluation,
  {format, overflow}: Rounding,
  {budget, limitNotKnown}: Watch,
): (inputs: readonly number[]) => readonly number[] {
  const none: readonly number[] = Array(evaluation.roots.length).fill(Number.NaN);
  const known = new Map<string, readonly number[]>();

  const rounded = (limit: Limit): number => {
    switch (limit.kind) {
      case 'number': {
        const constant = {roots: [limit.tree], inputs: [], parameters: new Map()};
        return exactEvaluator(constant, {format, overflow}, budget)([])[0] as number; // one for the one root
      }
      case 'zero':
        return limit.negative ? -0 : 0;
      case 'infinite':
        return roundDouble(limit.negative ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY, format, overflow);
      default:
        return Number.NaN;
    }
  };

  return (inputs) => {
    const place = inputs.join();
    const before = known.get(place);
    if (before !== undefined) return before;
    if (budget?.isSpent()) return none;
    const limits = limitsOf(evaluation, inputs, (work) => budget?.spend(workOfLimits * work));
    if (limits.some(({kind}) => kind === 'unknown')) limitNotKnown?.(inputs);
    const results = limits.map(rounded);
    known.set(place, results);
    return results;
  };
}
