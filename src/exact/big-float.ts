/**
 * Floating point on BigInt with an error radius (ball arithmetic; van der Hoeven 2009, Johansson's Arb): a ball stands
 * for some real number in [m - r, m + r] 2^e. Every operation returns a ball that contains the exact result of every
 * choice of numbers from its arguments, so a wide radius is the only trace that cancellation leaves.
 */

import {bitLength, exponentOf, scale} from './format.ts';

export interface Ball {
  readonly kind: 'ball';
  /** Not 0 unless r is not 0: exact zero has a kind of its own, which keeps its sign. */
  readonly m: bigint;
  readonly e: number;
  readonly r: bigint;
}

export type Big =
  | Ball
  | {readonly kind: 'zero'; readonly negative: boolean}
  /** A pole, or an overflow to infinity of an infinite argument. */
  | {readonly kind: 'infinity'; readonly negative: boolean}
  /** ±e^log, for numbers whose exponents no longer fit: e^(1e300) and its reciprocal, and towers of them. */
  | {readonly kind: 'power'; readonly negative: boolean; readonly log: Big}
  /** Some real number, or nothing is known of it at this precision. */
  | {readonly kind: 'unknown'}
  | {readonly kind: 'nan'};

export const nan: Big = {kind: 'nan'};
export const unknown: Big = {kind: 'unknown'};

/** Exponents beyond this are kept as a logarithm; sums of a few of them are still exact doubles. */
export const largestExponent = 2 ** 45;

export function zero(negative: boolean): Big {
  return {kind: 'zero', negative};
}

export function infinity(negative: boolean): Big {
  return {kind: 'infinity', negative};
}

function abs(m: bigint): bigint {
  return m < 0n ? -m : m;
}

/** m 2^s, to the next integer below where s is negative. */
export function shift(m: bigint, s: number): bigint {
  return s >= 0 ? m << BigInt(s) : m >> BigInt(-s);
}

/** The ball of m ± r, with at most `precision` bits of m, and of the radius no more than matter. */
export function ball(m: bigint, e: number, r: bigint, precision: number): Big {
  if (r === 0n) {
    if (m === 0n) return zero(false);
    const excess = bitLength(abs(m)) - precision;
    if (excess <= 0) return checked(m, e, r);
    const kept = m >> BigInt(excess);
    // Cutting off zeros is exact; cutting off anything else errs by less than one unit.
    return checked(kept, e + excess, kept << BigInt(excess) === m ? 0n : 1n);
  }
  const size = m === 0n ? 0 : bitLength(abs(m));
  const excess = Math.max(size - precision, bitLength(r) - 40);
  if (excess <= 0) return checked(m, e, r);
  // Both are rounded down, each by less than one unit.
  return checked(m >> BigInt(excess), e + excess, (r >> BigInt(excess)) + 2n);
}

function checked(m: bigint, e: number, r: bigint): Big {
  return Math.abs(e) > largestExponent ? unknown : {kind: 'ball', m, e, r};
}

/** A finite double, exactly. */
export function fromNumber(x: number): Big {
  if (x === 0) return zero(Object.is(x, -0));
  if (Number.isNaN(x)) return nan;
  if (!Number.isFinite(x)) return infinity(x < 0);
  const e = exponentOf(x) - 52;
  return fromInteger(BigInt(scale(x, -e)), e);
}

/** m 2^e exactly, without its trailing zeros: products and sums of small numbers stay small. */
export function fromInteger(m: bigint, e: number): Big {
  if (m === 0n) return zero(false);
  const zeros = bitLength(m & -m) - 1;
  return checked(m >> BigInt(zeros), e + zeros, 0n);
}

/** A double near the midpoint of a ball, for seeds and orders of magnitude only. */
export function approximate(a: Ball): number {
  const excess = Math.max(0, bitLength(abs(a.m) || 1n) - 60);
  return Number(a.m >> BigInt(excess)) * 2 ** Math.max(-1000, Math.min(1000, a.e + excess));
}

/** The exponent of the leading bit: |a| < 2^top, the radius included. */
export function top(a: Ball): number {
  return bitLength(abs(a.m) + a.r) + a.e;
}

/** The sign of a number where it is certain. */
export function signOf(a: Big): -1 | 0 | 1 | undefined {
  switch (a.kind) {
    case 'zero':
      return 0;
    case 'infinity':
    case 'power':
      return a.negative ? -1 : 1;
    case 'ball':
      return a.m > a.r ? 1 : -a.m > a.r ? -1 : undefined;
    default:
      return undefined;
  }
}

export function negate(a: Big): Big {
  switch (a.kind) {
    case 'ball':
      return {...a, m: -a.m};
    case 'zero':
    case 'infinity':
    case 'power':
      return {...a, negative: !a.negative};
    default:
      return a;
  }
}

/** a + b of two balls; a sum of exact numbers that fits is exact. */
export function addBalls(a: Ball, b: Ball, precision: number): Big {
  if (a.e < b.e) return addBalls(b, a, precision);
  const gap = a.e - b.e;
  if (gap > 2 * precision + 200) {
    const length = bitLength(abs(a.m) || 1n);
    // b is below one unit of a widened to twice the precision: it only widens the radius.
    const widened = Math.max(0, 2 * precision + 64 - length);
    if (top(b) <= a.e - widened) {
      const s = BigInt(widened);
      return ball(a.m << s, a.e - widened, (a.r << s) + 1n, precision);
    }
  }
  const s = BigInt(gap);
  return ball((a.m << s) + b.m, b.e, (a.r << s) + b.r, precision);
}

export function mulBalls(a: Ball, b: Ball, precision: number): Big {
  const r = a.r === 0n && b.r === 0n ? 0n : abs(a.m) * b.r + abs(b.m) * a.r + a.r * b.r;
  return ball(a.m * b.m, a.e + b.e, r, precision);
}

/** a / b; unknown where b may be 0. */
export function divBalls(a: Ball, b: Ball, precision: number): Big {
  const least = abs(b.m) - b.r;
  if (least <= 0n) return unknown;
  const s = Math.max(0, precision + 4 + bitLength(abs(b.m)) - bitLength(abs(a.m) || 1n));
  const numerator = a.m << BigInt(s);
  const q = numerator / b.m;
  const exact = a.r === 0n && b.r === 0n && q * b.m === numerator;
  // |a'/b' - a/b| <= (ra + |a/b| rb) / (|b| - rb), and one unit for each of three truncations.
  const r = exact ? 0n : ((a.r << BigInt(s)) + (abs(q) + 1n) * b.r) / least + 2n;
  return ball(q, a.e - b.e - s, r, precision);
}

/** √a; the square root of an exact square is exact. */
export function sqrtBall(a: Ball, precision: number): Big {
  if (a.m + a.r < 0n) return nan;
  const least = a.m - a.r;
  if (least <= 0n) return unknown;
  let s = Math.max(0, 2 * precision + 8 - bitLength(a.m));
  if ((a.e - s) % 2 !== 0) s += 1;
  const m = a.m << BigInt(s);
  const root = integerSqrt(m);
  const exact = a.r === 0n && root * root === m;
  // |√a' - √a| <= r / (2√(a - r)), and one unit for each truncation.
  const r = exact ? 0n : (a.r << BigInt(s)) / (2n * integerSqrt(least << BigInt(s))) + 2n;
  return ball(root, (a.e - s) / 2, r, precision);
}

/** floor(√m) by Newton's iteration from above. */
export function integerSqrt(m: bigint): bigint {
  let x = 1n << BigInt(Math.ceil(bitLength(m) / 2));
  for (;;) {
    const next = (x + m / x) >> 1n;
    if (next >= x) return x;
    x = next;
  }
}
