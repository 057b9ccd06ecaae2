/**
 * Floating point on BigInt with an error radius (ball arithmetic; van der Hoeven 2009, Johansson's Arb): a ball stands
 * for some real number in (m - r, m + r) 2^e. Every operation returns a ball that contains the exact result of every
 * choice of numbers from its arguments, so a wide radius is the only trace that cancellation leaves.
 *
 * A ball with a radius is open: neither of its ends is the number. So what lies a hair above a number, e^-50000 above 17,
 * is a ball that begins at 17, and is not taken for 17 when it is compared or rounded, however few bits there are.
 */

import {bitLength, exponentOf, scale} from '../number-format.ts';

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
  /**
   * Some real number, or nothing is known of it at this precision. Where no ball is wide enough, as for the difference
   * of two numbers near e^(1e300), it may be known to be at most e^log in size.
   */
  | {readonly kind: 'unknown'; readonly log?: Big}
  | {readonly kind: 'nan'};

export const nan: Big = {kind: 'nan'};
export const unknown: Big = {kind: 'unknown'};

/** Exponents beyond this are kept as a logarithm; sums of a few of them are still exact doubles. */
const largestExponent = 2 ** 45;

export function zero(negative: boolean): Big {
  return {kind: 'zero', negative};
}

export function infinity(negative: boolean): Big {
  return {kind: 'infinity', negative};
}

export function abs(m: bigint): bigint {
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
    // Cutting off zeros is exact; after anything else the number is between this unit and the next.
    if (kept << BigInt(excess) === m) return checked(kept, e + excess, 0n);
    return checked(2n * kept + 1n, e + excess - 1, 1n);
  }
  const size = m === 0n ? 0 : bitLength(abs(m));
  const excess = Math.max(size - precision, bitLength(r) - 40);
  if (excess <= 0) return checked(m, e, r);
  // The ends go outwards to whole units; one that is there already stays, as zeros are all that is cut off.
  const low = (m - r) >> BigInt(excess);
  const high = -((-m - r) >> BigInt(excess));
  return checked(low + high, e + excess - 1, high - low);
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
function fromInteger(m: bigint, e: number): Big {
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
      if (a.r === 0n) return a.m > 0n ? 1 : -1;
      return a.m >= a.r ? 1 : -a.m >= a.r ? -1 : undefined;
    default:
      return undefined;
  }
}

/** Whether a number kept as a logarithm is beyond all balls, and not below them. */
export function isHuge(a: Big & {readonly kind: 'power'}): boolean {
  return signOf(a.log) === 1;
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
      return ball((a.m << s) + BigInt(signOf(b) ?? 0), a.e - widened, (a.r << s) + 1n, precision);
    }
  }
  const s = BigInt(gap);
  return ball((a.m << s) + b.m, b.e, (a.r << s) + b.r, precision);
}

export function mulBalls(a: Ball, b: Ball, precision: number): Big {
  const m = a.m * b.m;
  const e = a.e + b.e;
  if (a.r === 0n && b.r === 0n) return ball(m, e, 0n, precision);
  const r = abs(a.m) * b.r + abs(b.m) * a.r;
  const rest = a.r * b.r;
  // Of two signs that are certain the products of the ends are the ends.
  if (rest === 0n || (abs(a.m) >= a.r && abs(b.m) >= b.r)) return ball(m < 0n ? m - rest : m + rest, e, r, precision);
  return ball(m, e, r + rest, precision);
}

/** a / b; unknown where b may be 0. The quotients of the ends, outwards to whole units. */
export function divBalls(a: Ball, b: Ball, precision: number): Big {
  if (b.m < 0n) return divBalls({...a, m: -a.m}, {...b, m: -b.m}, precision);
  const least = b.m - b.r;
  if (least <= 0n) return unknown;
  const s = Math.max(0, precision + 4 + bitLength(b.m) - bitLength(abs(a.m) || 1n));
  const [low, high] = [(a.m - a.r) << BigInt(s), (a.m + a.r) << BigInt(s)];
  const most = b.m + b.r;
  const below = floorDiv(low, low < 0n ? least : most);
  const above = -floorDiv(-high, high < 0n ? most : least);
  const e = a.e - b.e - s;
  return below === above ? ball(below, e, 0n, precision) : ball(below + above, e - 1, above - below, precision);
}

/** The next integer below a quotient; the divisor is positive. */
function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a < 0n && q * b !== a ? q - 1n : q;
}

/** √a: the roots of the ends, outwards to whole units; the square root of an exact square is exact. */
export function sqrtBall(a: Ball, precision: number): Big {
  if (a.m + a.r < 0n) return nan;
  if (a.m - a.r <= 0n) return unknown;
  let s = Math.max(0, 2 * precision + 8 - bitLength(a.m));
  if ((a.e - s) % 2 !== 0) s += 1;
  const [low, high] = [(a.m - a.r) << BigInt(s), (a.m + a.r) << BigInt(s)];
  const below = integerSqrt(low);
  const root = low === high ? below : integerSqrt(high);
  const above = root * root === high ? root : root + 1n;
  const e = (a.e - s) / 2;
  return below === above ? ball(below, e, 0n, precision) : ball(below + above, e - 1, above - below, precision);
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
