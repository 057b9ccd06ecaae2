/**
 * Double-double numbers with a running error bound: the exact value lies within `err` of hi + lo, |lo| <= ulp(hi)/2.
 *
 * Error bounds, with u = 2^-53: sum 3u² (Joldes, Muller, Popescu 2017, theorem 3.1), product without fused operations
 * 7u² (their DWTimesDW1), quotient 15u² (DWDivDW1 gives 15u² + 56u³). Each is taken as the next power of two of u² =
 * 2^-106, and every bound is multiplied by 1 + 2^-50, which covers the roundings of its own computation: a handful of
 * double operations with positive numbers, 2^-53 each.
 *
 * Sizes beyond 2^±480 are not handled: above 2^480 nothing is known; below 2^-480 the number is 0 with that error. So
 * products of two numbers never under- or overflow, not even in the halves of a split.
 */

import {jumpOffsets, type StepName, stepAt} from '../../formula/steps.ts';

/** hi + lo, within err. */
export interface DoubleDouble {
  readonly hi: number;
  readonly lo: number;
  readonly err: number;
}

/** Every error bound is multiplied by it, for the roundings of its own computation. */
export const slack = 1 + 2 ** -50;
const largest = 2 ** 480;
const least = 2 ** -480;
const splitter = 134217729; // 2^27 + 1

/** A number of which nothing is known. */
export const unknown: DoubleDouble = {hi: 0, lo: 0, err: Number.POSITIVE_INFINITY};
export const notANumber: DoubleDouble = {hi: Number.NaN, lo: 0, err: 0};

/** hi + lo, two doubles that do not overlap, within err; 0 or unknown where the size is not handled. */
export function make(hi: number, lo: number, err: number): DoubleDouble {
  const size = Math.abs(hi);
  if (size >= least && size <= largest && err < largest) return {hi, lo, err};
  if (hi === 0 && lo === 0 && err < largest) return {hi, lo: 0, err};
  if (size < least && err < largest) return {hi: 0, lo: 0, err: err + 2 * least};
  return Number.isNaN(hi) ? notANumber : unknown;
}

/** A double, exactly, if its size is handled. */
export function fromDouble(x: number): DoubleDouble {
  return make(x, 0, 0);
}

/** -a, exactly. */
export function negate(a: DoubleDouble): DoubleDouble {
  return {hi: -a.hi, lo: -a.lo, err: a.err};
}

/** The rounding error of the sum of two doubles, exactly (Knuth). */
export function sumError(a: number, b: number, sum: number): number {
  const part = sum - a;
  return a - (sum - part) + (b - part);
}

/** The rounding error of the product of two doubles, exactly (Dekker). */
export function productError(a: number, b: number, product: number): number {
  let t = splitter * a;
  const ah = t - (t - a);
  const al = a - ah;
  t = splitter * b;
  const bh = t - (t - b);
  const bl = b - bh;
  return al * bl - (product - ah * bh - al * bh - ah * bl);
}

/** a + b: two error-free sums and two renormalisations (Dekker). */
export function add(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const s = a.hi + b.hi;
  const se = sumError(a.hi, b.hi, s);
  if (a.lo === 0 && b.lo === 0) return make(s, se, a.err + b.err === 0 ? 0 : (a.err + b.err) * slack);
  const t = a.lo + b.lo;
  const c = se + t;
  const vh = s + c;
  const w = sumError(a.lo, b.lo, t) + (c - (vh - s));
  const hi = vh + w;
  const lo = w - (hi - vh);
  return make(hi, lo, (a.err + b.err + 2 ** -104 * Math.abs(hi)) * slack);
}

/** a - b */
export function subtract(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  return add(a, negate(b));
}

function isZero({hi, err}: DoubleDouble): boolean {
  return hi === 0 && err === 0;
}

/** a b; exact for two doubles. */
export function multiply(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const p = a.hi * b.hi;
  // An exact zero has a sign, if that of the other factor is certain.
  if (isZero(a) || isZero(b)) return signOf(a) === undefined || signOf(b) === undefined ? unknown : make(p, 0, 0);
  const pe = productError(a.hi, b.hi, p);
  if (a.lo === 0 && b.lo === 0 && a.err === 0 && b.err === 0) return make(p, pe, 0);
  const c = pe + (a.hi * b.lo + a.lo * b.hi);
  const hi = p + c;
  const lo = c - (hi - p);
  const carried = Math.abs(a.hi) * b.err + Math.abs(b.hi) * a.err + a.err * b.err;
  // 2^-1000, because the product of two errors may underflow to 0.
  return make(hi, lo, (carried * (1 + 2 ** -50) + 2 ** -103 * Math.abs(hi)) * slack + 2 ** -1000);
}

/** a times a power of two, or minus one, exactly. */
export function scaleBy(a: DoubleDouble, power: number): DoubleDouble {
  return make(a.hi * power, a.lo * power, a.err * Math.abs(power));
}

/** a / b; unknown where b may be 0. */
export function divide(a: DoubleDouble, b: DoubleDouble): DoubleDouble {
  const least = Math.abs(b.hi) * (1 - 2 ** -50) - b.err;
  if (!(least > 0)) return unknown;
  const q = a.hi / b.hi;
  if (a.hi === 0 && a.err === 0) return make(q, 0, 0);
  // One correction: a.hi - q b.hi is a double, and numbers below 4u |a| are rounded a few times: within 20u² |a|.
  const product = q * b.hi;
  const rest = a.hi - product - productError(q, b.hi, product) + (a.lo - q * b.lo);
  const c = rest / b.hi;
  const hi = q + c;
  const lo = c - (hi - q);
  const size = Math.abs(hi);
  const carried = (a.err + size * (1 + 2 ** -50) * b.err) / least;
  // What is below the doubles is lost: in the rest, which is divided by b, and of this bound.
  const lost = 2 ** -1070 * (1 + 1 / least);
  return make(hi, lo, (carried + 2 ** -101 * size) * slack + lost);
}

/** √a: Newton's correction of the square root of hi, 25/8 u² (Lefèvre, Louvet, Muller, Picot, Rideau 2023). */
export function squareRoot(a: DoubleDouble): DoubleDouble {
  if (a.hi === 0 && a.err === 0) return a;
  const least = a.hi * (1 - 2 ** -50) - a.err;
  if (!(least > 0)) return a.hi + a.err < 0 ? notANumber : unknown;
  const root = Math.sqrt(a.hi);
  const square = root * root;
  const c = (a.hi - square - productError(root, root, square) + a.lo) / (2 * root);
  const hi = root + c;
  const lo = c - (hi - root);
  // |√a' - √a| <= err / √(a - err), doubled for the roundings of this bound.
  return make(hi, lo, (a.err / Math.sqrt(least) + 2 ** -103 * hi) * slack);
}

/** |a|, exactly. */
export function absolute(a: DoubleDouble): DoubleDouble {
  return a.hi < 0 ? negate(a) : a.hi === 0 && a.err === 0 ? {hi: 0, lo: 0, err: 0} : a;
}

/**
 * A step function. The nearest jump lies at j. Near it hi - j is exact and 0 or at least twice lo, so that the distance from
 * the jump is known to a relative 2^-51; where it is more than the error, the step is certain.
 */
export function stepOf(a: DoubleDouble, name: StepName): DoubleDouble {
  if (Number.isNaN(a.hi)) return notANumber;
  if (a.lo === 0 && a.err === 0) return fromDouble(stepAt(name, a.hi));
  if (!(Math.abs(a.hi) < 2 ** 51)) return unknown;
  const offset = jumpOffsets[name];
  const jump = Math.round(a.hi - offset) + offset;
  const distance = a.hi - jump + a.lo;
  if (!(Math.abs(distance) * (1 - 2 ** -50) > a.err)) return unknown;
  const step = distance > 0 ? jump + offset : jump + offset - 1;
  if (step !== 0) return fromDouble(step);
  // The sign of 0 is that of the number.
  return Math.abs(a.hi) * (1 - 2 ** -50) > a.err ? fromDouble(a.hi < 0 ? -0 : 0) : unknown;
}

/** The sign; undefined where it is not certain. */
export function signOf(a: DoubleDouble): -1 | 0 | 1 | undefined {
  if (a.hi - a.hi !== 0) return undefined;
  // |hi + lo| >= |hi| (1 - 2^-53)
  if (Math.abs(a.hi) * (1 - 2 ** -50) > a.err) return a.hi > 0 ? 1 : -1;
  return a.hi === 0 && a.err === 0 ? 0 : undefined;
}
