/**
 * Balls that are known better than they show: as an exact number and a rest far smaller, such as 1 - erfc(9), which at
 * 80 bits is a ball that ends at 1. Where two of them meet, (1 - a) + (b - 1), the balls only tell that both are close to
 * 1; the exact parts and the rests, added apart, tell b - a to all its bits. Sums, products and quotients of exact numbers
 * and split ones are split again; all else takes the ball.
 *
 * The law of balls holds for rests too: for every choice of numbers from what a result is made of, its rest contains the
 * difference to its exact part. For this is an identity of real numbers in each case, of which balls are taken:
 *
 *     (x + r) + (y + s) = (x + y) + (r + s)
 *     (x + r) (y + s) = x y + (x s + y r + r s)
 *     (x + r) / (y + s) = q + (r - q s) / (y + s), q = x / y
 */

import {bitLength} from '../number-format.ts';
import {
  abs,
  addBalls,
  type Ball,
  type Big,
  divBalls,
  fromInteger,
  isHuge,
  negate,
  type Split,
  splitOf,
  top,
  withSplit,
  zero,
} from './big-float.ts';

/**
 * Whether rests are kept. They cost time, and are needed only where results change at the exact numbers themselves: to the
 * nearest number, all that lies beside one rounds to it.
 */
export type Rests = 'kept' | 'lost';

/** A power lies beyond 2^ordinary or below 2^-ordinary in size; so do some balls, such as products of many exponentials. */
export const ordinary = 2 ** 38;

/** The operations on any numbers, for those between rests. */
interface Operations {
  readonly precision: number;
  readonly add: (a: Big, b: Big) => Big;
  readonly mul: (a: Big, b: Big) => Big;
  readonly div: (a: Big, b: Big) => Big;
}

/** A ball and a power that is closer to 0 than all ordinary balls: it begins or ends where the ball did, if that is exact. */
export function withHair(a: Ball, negative: boolean, precision: number): Ball {
  const s = BigInt(precision);
  return {kind: 'ball', m: (a.m << s) + (negative ? -1n : 1n), e: a.e - precision, r: (a.r << s) + 1n};
}

/**
 * at + rest, split where the ball would lose half of the bits of the rest or more; nothing where no ball shows it. The ball
 * lies on the side of `at` on which the rest is: sums are rounded outwards to whole units, and `at` is one.
 */
export function joined({at, rest}: Split, precision: number): Big | undefined {
  if (at.kind === 'zero') return rest;
  if (rest.kind === 'zero') return at;
  if (at.kind !== 'ball') return undefined;
  if (rest.kind === 'power') {
    if (!isFarBelow(rest, at, precision)) return undefined;
    return withSplit(withHair(at, rest.negative, precision), {at, rest});
  }
  if (rest.kind !== 'ball') return undefined;
  const sum = addBalls(at, rest, precision);
  if (sum.kind !== 'ball' || sum.r === 0n || !isFarBelow(rest, at, precision)) return sum;
  return withSplit(sum, {at, rest});
}

/** Whether a ball of the larger number would show less than half of the bits of the smaller one. */
export function isFarBelow(small: Big, large: Ball, precision: number): boolean {
  if (small.kind === 'power') return !isHuge(small) && Math.abs(large.e) < ordinary;
  return small.kind === 'ball' && top(small) < top(large) - precision / 2;
}

/** a + b of exact numbers, if so many bits hold it. */
export function exactSum(a: Big, b: Big, precision: number): Big | undefined {
  if (a.kind === 'zero') return b;
  if (b.kind === 'zero') return a;
  if (a.kind !== 'ball' || b.kind !== 'ball' || Math.abs(a.e - b.e) > 2 * precision) return undefined;
  const e = Math.min(a.e, b.e);
  return fitting((a.m << BigInt(a.e - e)) + (b.m << BigInt(b.e - e)), e, precision);
}

function exactProduct(a: Big, b: Big, precision: number): Big | undefined {
  if (a.kind === 'zero' || b.kind === 'zero') return zero;
  return a.kind === 'ball' && b.kind === 'ball' ? fitting(a.m * b.m, a.e + b.e, precision) : undefined;
}

function exactQuotient(a: Big, b: Big, precision: number): Big | undefined {
  if (a.kind === 'zero') return zero;
  const quotient = a.kind === 'ball' && b.kind === 'ball' ? divBalls(a, b, precision) : undefined;
  return quotient?.kind === 'ball' && quotient.r === 0n ? quotient : undefined;
}

function fitting(m: bigint, e: number, precision: number): Big | undefined {
  const exact = fromInteger(m, e);
  if (exact.kind === 'zero') return exact;
  return exact.kind === 'ball' && bitLength(abs(exact.m)) <= precision ? exact : undefined;
}

/** The parts of a number that is split or exact. */
function partsOf(a: Big): Split | undefined {
  return a.kind === 'ball' && a.r === 0n ? {at: a, rest: zero} : splitOf(a);
}

/** The operations on two numbers of which the result may be split; each gives nothing where balls tell as much. */
export function createSplitArithmetic({precision: p, add, mul, div}: Operations): {
  readonly sum: (a: Ball, b: Big) => Big | undefined;
  readonly product: (a: Ball, b: Ball) => Big | undefined;
  readonly quotient: (a: Ball, b: Ball) => Big | undefined;
} {
  /** The parts of two numbers of which at least one is split. */
  const bothParts = (a: Ball, b: Big): readonly [Split, Split] | undefined => {
    if (splitOf(a) === undefined && splitOf(b) === undefined) return undefined;
    const [x, y] = [partsOf(a), partsOf(b)];
    return x && y && [x, y];
  };

  /** x + b, where b is far below x. */
  const changed = (a: Big, b: Big): Big | undefined => {
    const x = partsOf(a);
    if (x === undefined || a.kind !== 'ball' || !isFarBelow(b, a, p)) return undefined;
    return joined({at: x.at, rest: add(x.rest, b)}, p);
  };

  const sum = (a: Ball, b: Big): Big | undefined => {
    const [x, y] = bothParts(a, b) ?? [];
    const at = x && y && exactSum(x.at, y.at, p);
    if (at) return joined({at, rest: add(x.rest, y.rest)}, p);
    return changed(a, b) ?? changed(b, a);
  };

  const product = (a: Ball, b: Ball): Big | undefined => {
    const [x, y] = bothParts(a, b) ?? [];
    const at = x && y && exactProduct(x.at, y.at, p);
    if (!at) return undefined;
    return joined({at, rest: add(add(mul(x.at, y.rest), mul(y.at, x.rest)), mul(x.rest, y.rest))}, p);
  };

  const quotient = (a: Ball, b: Ball): Big | undefined => {
    const [x, y] = bothParts(a, b) ?? [];
    const at = x && y && exactQuotient(x.at, y.at, p);
    if (!at) return undefined;
    // By the ball alone: the rests of rests would never end.
    return joined({at, rest: div(add(x.rest, negate(mul(at, y.rest))), {...b})}, p);
  };

  return {sum, product, quotient};
}
