/** The arithmetic of balls, zeros, infinities and powers, for the evaluator of formulas. */

import type {Arithmetic, Ordering} from '../../formula/arithmetic.ts';
import {
  addBalls,
  approximate,
  type Ball,
  type Big,
  divBalls,
  fromNumber,
  infinity,
  isHuge,
  minusInfinity,
  minusZero,
  mulBalls,
  nan,
  negate,
  signOf,
  sqrtBall,
  top,
  unknown,
  zero,
} from './big-float.ts';
import {createElementary} from './elementary.ts';
import {createFunctions} from './functions.ts';
import {createPower} from './power.ts';
import {createSplitArithmetic, ordinary, type Rests, withHair} from './split.ts';
import {createSteps} from './steps.ts';
import {createWidening, type Finite} from './widening.ts';

/** One rung of the ladder of precisions. */
export interface Rung {
  /** Bits of the midpoint of every ball. */
  readonly precision: number;
  /** On the last rung, numbers that cannot be told apart count as equal. */
  readonly last: boolean;
  /** Lost if absent. */
  readonly rests?: Rests | undefined;
}

/** The exponent of a ball about 0 is at least -farBelow and at most farBelow. */
const farBelow = 2 ** 44;

/**
 * How many sums and products of powers there were so far: each takes logarithms, and more of them the more powers lie
 * inside each other, so that only counting tells what a formula costs.
 */
export const powerWork = {count: 0};

/** The arithmetic of one rung. */
export function createBigArithmetic({precision, last, rests = 'lost'}: Rung): Arithmetic<Big> {
  const p = precision;
  const elementary = createElementary(p, rests);
  const one = fromNumber(1);
  const two = fromNumber(2);
  const widened = createWidening(p);
  const upToOne: Ball = {kind: 'ball', m: 1n, e: -1, r: 1n};

  const add = (a: Big, b: Big): Big => {
    if (a.kind === 'ball' && b.kind === 'ball') return splits?.sum(a, b) ?? addBalls(a, b, p);
    if (a.kind === 'nan' || b.kind === 'nan') return nan;
    if (a.kind === 'infinity') return b.kind === 'infinity' && a.negative !== b.negative ? nan : a;
    if (b.kind === 'infinity') return b;
    if (a.kind === 'unknown' || b.kind === 'unknown') return unknown;
    if (a.kind === 'zero' && b.kind === 'zero') return a.negative && b.negative ? minusZero : zero;
    if (a.kind === 'zero') return b;
    if (b.kind === 'zero') return a;
    return addPowers(a, b);
  };

  /** A sum with at least one power: the larger part, changed by less than a rounding, or a multiple of it. */
  const addPowers = (a: Finite, b: Finite): Big => {
    powerWork.count += 1;
    if (a.kind === 'ball') return addPowers(b, a);
    if (b.kind === 'ball' && Math.abs(b.e) < ordinary) {
      if (isHuge(a)) return widened(a);
      return splits?.sum(b, a) ?? withHair(b, a.negative, p);
    }
    const ratio = div(b, a);
    if (ratio.kind === 'ball') return mul(a, add(one, ratio));
    if (ratio.kind === 'power') return widened(isHuge(ratio) ? b : a);
    // Both are so large, or so small, that their ratio is unknown: the sum is at most twice the larger one.
    const log = add(hull(logOfEnd(a, 1n), logOfEnd(b, 1n)), upToOne);
    if (b.kind === 'ball' || a.negative !== b.negative) return within(log);
    return signOf(log) === undefined ? unknown : {...a, log};
  };

  const mul = (a: Big, b: Big): Big => {
    if (a.kind === 'ball' && b.kind === 'ball')
      return splits?.product(a, b) ?? known(mulBalls(a, b, p)) ?? fromLogs(a, b, 'product');
    if (a.kind === 'nan' || b.kind === 'nan') return nan;
    const hasZero = a.kind === 'zero' || b.kind === 'zero';
    if (a.kind === 'infinity' || b.kind === 'infinity') return hasZero ? nan : infinityOf(signsDiffer(a, b));
    if (hasZero) return zeroOf(signsDiffer(a, b));
    return fromLogs(a, b, 'product');
  };

  const div = (a: Big, b: Big): Big => {
    if (a.kind === 'ball' && b.kind === 'ball')
      return splits?.quotient(a, b) ?? known(divBalls(a, b, p)) ?? fromLogs(a, b, 'quotient');
    if (a.kind === 'nan' || b.kind === 'nan') return nan;
    const negative = signsDiffer(a, b);
    if (b.kind === 'zero') return a.kind === 'zero' ? nan : infinityOf(negative);
    if (b.kind === 'infinity') return a.kind === 'infinity' ? nan : zeroOf(negative);
    if (a.kind === 'zero') return zeroOf(negative);
    if (a.kind === 'infinity') return infinityOf(negative);
    return fromLogs(a, b, 'quotient');
  };

  const splits = rests === 'kept' ? createSplitArithmetic({precision: p, add, mul, div}) : undefined;

  const zeroOf = (negative: boolean | undefined): Big => (negative === true ? minusZero : zero);
  const infinityOf = (negative: boolean | undefined): Big => {
    if (negative === undefined) return unknown;
    return negative ? minusInfinity : infinity;
  };

  /** Nothing where the exponent of a product or quotient no longer fits, or where the divisor may be 0. */
  const known = (a: Big): Big | undefined => (a.kind === 'unknown' ? undefined : a);

  /** The product ±e^(log|a| + log|b|) or the quotient ±e^(log|a| - log|b|), where one of the three is a power. */
  const fromLogs = (a: Big, b: Big, wanted: 'product' | 'quotient'): Big => {
    powerWork.count += 1;
    const combine = (x: Big, y: Big): Big => add(x, wanted === 'quotient' ? negate(y) : y);
    const negative = signsDiffer(a, b);
    if (negative === undefined) return within(combine(logOfEnd(a, 1n), logOfEnd(b, wanted === 'quotient' ? -1n : 1n)));
    const size = elementary.exp(combine(elementary.log(abs(a)), elementary.log(abs(b))));
    return negative ? negate(size) : size;
  };

  /** The logarithm of the largest (side 1) or the smallest size that a number can have. */
  const logOfEnd = (a: Big, side: 1n | -1n): Big => {
    if (a.kind === 'power' || (a.kind === 'unknown' && side > 0n)) return a.log ?? unknown;
    if (a.kind !== 'ball') return unknown;
    const end = (a.m < 0n ? -a.m : a.m) + side * a.r;
    return end > 0n ? elementary.log({...a, m: end, r: 0n}) : unknown;
  };

  /** All numbers of size at most e^log: a ball about 0 where one is wide enough. */
  const within = (log: Big): Big => {
    if (log.kind === 'power') {
      if (isHuge(log) && !log.negative) return {kind: 'unknown', log};
      return {kind: 'ball', m: 0n, e: isHuge(log) ? -farBelow : 1, r: 1n};
    }
    if (log.kind !== 'ball') return unknown;
    const exponent = (approximate(log) + 2 * Number(log.r) * 2 ** Math.min(1000, log.e)) / Math.LN2 + 2;
    if (!(exponent < farBelow)) return {kind: 'unknown', log};
    return {kind: 'ball', m: 0n, e: Math.max(-farBelow, Math.ceil(exponent)), r: 1n};
  };

  /** Whether a product or quotient is negative; undefined where a sign is not certain. */
  const signsDiffer = (a: Big, b: Big): boolean | undefined => {
    const [s, t] = [isNegative(a), isNegative(b)];
    return s === undefined || t === undefined ? undefined : s !== t;
  };
  const isNegative = (a: Big): boolean | undefined => {
    if (a.kind === 'zero') return a.negative;
    const certain = signOf(a);
    return certain === undefined ? undefined : certain < 0;
  };

  const abs = (a: Big): Big => {
    if (a.kind === 'ball' && signOf(a) === undefined) {
      // |a| lies in [0, |m| + r), and may be 0.
      const size = (a.m < 0n ? -a.m : a.m) + a.r;
      return {kind: 'ball', m: size, e: a.e - 1, r: size + 1n};
    }
    return isNegative(a) === true ? negate(a) : a;
  };

  const compare = (a: Big, b: Big): Ordering => {
    if (a.kind === 'nan' || b.kind === 'nan') return 'unordered';
    if (a.kind === 'infinity' && b.kind === 'infinity') return a.negative === b.negative ? 0 : a.negative ? -1 : 1;
    const difference = add(a, negate(b));
    const certain = signOf(difference);
    if (certain !== undefined) return certain;
    return last && isNothing(difference) ? 0 : 'undecided';
  };

  /** The last rung takes a ball about 0 for 0 if it is small; the sine of a huge number is not. */
  const isNothing = (a: Big): boolean => a.kind === 'ball' && top(a) < -60;

  const extreme =
    (wanted: 1 | -1) =>
    (a: Big, b: Big): Big => {
      const order = compare(a, b);
      if (order === 'unordered') return nan;
      if (order !== 'undecided') return order === 0 || order === wanted ? a : b;
      return hull(a, b);
    };

  /** A ball that holds both, or a power whose logarithm does. */
  const hull = (a: Big, b: Big): Big => {
    if (a.kind === 'power' && b.kind === 'power' && a.negative === b.negative) {
      const log = hull(a.log, b.log);
      // A power must be known to be huge, or to be tiny.
      return signOf(log) === undefined ? unknown : {...a, log};
    }
    if (a.kind !== 'ball' || b.kind !== 'ball') return unknown;
    const difference = addBalls(a, {...b, m: -b.m}, p);
    if (difference.kind !== 'ball') return a;
    const size = (difference.m < 0n ? -difference.m : difference.m) + difference.r;
    const radius: Big = {kind: 'ball', m: 0n, e: difference.e, r: size + 1n};
    return addBalls(a, radius, p);
  };

  const sqrt = (a: Big): Big => {
    if (a.kind === 'ball') return sqrtBall(a, p);
    if (a.kind === 'power') return a.negative ? nan : elementary.exp(div(a.log, two));
    return a.kind === 'infinity' && a.negative ? nan : a;
  };

  const signum = (a: Big): Big => {
    if (a.kind === 'nan' || a.kind === 'zero') return a;
    const certain = signOf(a);
    if (certain === undefined) return last && isNothing(a) ? zero : {kind: 'ball', m: 0n, e: 0, r: 2n};
    return fromNumber(certain);
  };

  // A function may return an unknown argument as it is, whose bound must not become the bound of the result.
  const plain =
    (f: (a: Big) => Big) =>
    (a: Big): Big =>
      f(a.kind === 'unknown' ? unknown : a);

  const operations = {precision: p, add, mul, div, sqrt, abs, isNegative};
  const functions = createFunctions(operations, elementary);
  const {sigmoid, erfc, Phi} = functions as Record<'sigmoid' | 'erfc' | 'Phi', (a: Big) => Big>; // among them
  const pow = createPower(operations, elementary);

  return {
    number: fromNumber,
    constant: (name) => (name === 'pi' ? elementary.pi() : elementary.exp(one)),
    nan,
    compare,
    either: (then, otherwise) => hull(then(), otherwise()),
    // What is left of 1 may be smaller than any ball near 1 tells.
    complements: {
      sigmoid: plain((u) => sigmoid(negate(u))),
      tanh: plain((u) => (u.kind === 'zero' ? one : mul(two, sigmoid(negate(mul(two, u)))))),
      erf: plain(erfc),
      Phi: plain((u) => Phi(negate(u))),
    },
    unary: {
      neg: negate,
      abs,
      sign: signum,
      ...createSteps({precision: p, last, add}),
      sqrt: plain(sqrt),
      ...Object.fromEntries(Object.entries(functions).map(([name, f]) => [name, plain(f)])),
    },
    binary: {add, sub: (a, b) => add(a, negate(b)), mul, div, pow, max: extreme(1), min: extreme(-1)},
  };
}
