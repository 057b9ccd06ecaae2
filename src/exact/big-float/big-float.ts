/**
 * Floating point on BigInt with an error radius (ball arithmetic; van der Hoeven 2009, Johansson's Arb): a ball stands
 * for some real number in (m - r, m + r) 2^e. Every operation returns a ball that contains the exact result for every
 * choice of numbers from its arguments, so the only trace of cancellation is a wide radius.
 *
 * A ball with a radius is open: it does not contain its ends. So a number just above another, such as 17 + e^-50000, is
 * a ball that begins at 17, and no comparison or rounding takes it for 17, however few bits there are.
 */

import {bitLength, exponentOf, scale} from '../number-format.ts';

/** Some number in (m - r, m + r) 2^e, or exactly m 2^e where r is 0. */
export interface Ball {
  readonly kind: 'ball';
  /** 0 only where r is not: an exact zero has a kind of its own, which keeps its sign. */
  readonly m: bigint;
  readonly e: number;
  readonly r: bigint;
}

/** The result of an operation: a real number as far as it is known at some precision, an infinity or NaN. */
export type Big =
  | Ball
  | {readonly kind: 'zero'; readonly negative: boolean}
  /** The value at a pole, or at an infinite argument. */
  | {readonly kind: 'infinity'; readonly negative: boolean}
  /** ±e^log, for numbers whose exponents no longer fit: e^(1e300) and its reciprocal, and towers of them. */
  | {readonly kind: 'power'; readonly negative: boolean; readonly log: Big}
  /**
   * A number of which this precision tells nothing, or only that it is at most e^log in size: no ball is wide enough
   * for the difference of two numbers near e^(1e300), say.
   */
  | {readonly kind: 'unknown'; readonly log?: Big}
  | {readonly kind: 'nan'};

/** A number at + rest, of which a ball shows little of the rest; split.ts tells what for. */
export interface Split {
  /** A ball without a radius, or 0. */
  readonly at: Big;
  /** Holds what is left of the number: known to as many bits as any number, and not split again. */
  readonly rest: Big;
}

/** Beside the balls and not in them, so that a ball made out of another one, `{...a, m}`, has no parts. */
const splits = new WeakMap<Ball, Split>();

/** The parts of a number that is split. */
export function splitOf(a: Big): Split | undefined {
  return a.kind === 'ball' && a.r !== 0n ? splits.get(a) : undefined;
}

/** A ball that shows a number of these parts. */
export function withSplit({m, e, r}: Ball, {at, rest}: Split): Ball {
  const shown: Ball = {kind: 'ball', m, e, r};
  splits.set(shown, {at, rest: rest.kind === 'ball' ? {...rest} : rest});
  return shown;
}

/** The numbers that are neither balls nor powers. */
export const nan: Big = {kind: 'nan'};
export const unknown: Big = {kind: 'unknown'};
export const zero: Big = {kind: 'zero', negative: false};
export const minusZero: Big = {kind: 'zero', negative: true};
export const infinity: Big = {kind: 'infinity', negative: false};
export const minusInfinity: Big = {kind: 'infinity', negative: true};

/** A ball of a larger exponent is unknown; up to it sums of a few exponents are exact doubles. */
const largestExponent = 2 ** 45;

/** |m| */
export function abs(m: bigint): bigint {
  return m < 0n ? -m : m;
}

/** floor(m 2^s) */
export function shift(m: bigint, s: number): bigint {
  return s >= 0 ? m << BigInt(s) : m >> BigInt(-s);
}

/**
 * The ball (m ± r) 2^e, widened so that its midpoint has about `precision` bits and its radius about 40; an exact
 * number that fits stays exact.
 */
export function ball(m: bigint, e: number, r: bigint, precision: number): Big {
  if (r === 0n) {
    if (m === 0n) return zero;
    const excess = bitLength(abs(m)) - precision;
    if (excess <= 0) return checked(m, e, r);
    const kept = m >> BigInt(excess);
    // Cutting off zeros is exact; otherwise the number lies between `kept` units and one more.
    if (kept << BigInt(excess) === m) return checked(kept, e + excess, 0n);
    return checked(2n * kept + 1n, e + excess - 1, 1n);
  }
  const size = m === 0n ? 0 : bitLength(abs(m));
  const excess = Math.max(size - precision, bitLength(r) - 40);
  if (excess <= 0) return checked(m, e, r);
  // The ends are rounded outwards to whole units; an end that is a whole number of them stays where it is.
  const low = (m - r) >> BigInt(excess);
  const high = -((-m - r) >> BigInt(excess));
  return checked(low + high, e + excess - 1, high - low);
}

function checked(m: bigint, e: number, r: bigint): Big {
  return Math.abs(e) > largestExponent ? unknown : {kind: 'ball', m, e, r};
}

/** A double, exactly. */
export function fromNumber(x: number): Big {
  if (x === 0) return Object.is(x, -0) ? minusZero : zero;
  if (Number.isNaN(x)) return nan;
  if (!Number.isFinite(x)) return x < 0 ? minusInfinity : infinity;
  const e = exponentOf(x) - 52;
  return fromInteger(BigInt(scale(x, -e)), e);
}

/** m 2^e exactly, without trailing zeros, so that products and sums of small numbers stay short. */
export function fromInteger(m: bigint, e: number): Big {
  if (m === 0n) return zero;
  const zeros = bitLength(m & -m) - 1;
  return checked(m >> BigInt(zeros), e + zeros, 0n);
}

/** A double near the midpoint of a ball, for seeds and orders of magnitude only. */
export function approximate(a: Ball): number {
  const excess = Math.max(0, bitLength(abs(a.m) || 1n) - 60);
  return Number(a.m >> BigInt(excess)) * 2 ** Math.max(-1000, Math.min(1000, a.e + excess));
}

/** The least exponent with |a| < 2^top, the radius included. */
export function top(a: Ball): number {
  return bitLength(abs(a.m) + a.r) + a.e;
}

/** The sign of a number; undefined where it is not certain. */
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

/** Whether a power is larger than all balls; one that is not is closer to 0 than all of them. */
export function isHuge(a: Big & {readonly kind: 'power'}): boolean {
  return signOf(a.log) === 1;
}

/** -a */
export function negate(a: Big): Big {
  switch (a.kind) {
    case 'ball': {
      const split = splitOf(a);
      const negated = {...a, m: -a.m};
      return split ? withSplit(negated, {at: negate(split.at), rest: negate(split.rest)}) : negated;
    }
    case 'zero':
    case 'infinity':
    case 'power':
      return {...a, negative: !a.negative};
    default:
      return a;
  }
}

/** a + b; a sum of exact numbers that fits is exact. */
export function addBalls(a: Ball, b: Ball, precision: number): Big {
  if (a.e < b.e) return addBalls(b, a, precision);
  const gap = a.e - b.e;
  if (gap > 2 * precision + 200) {
    const length = bitLength(abs(a.m) || 1n);
    // With a extended to 2 precision + 64 bits, b is below one unit of it and only widens the radius.
    const widened = Math.max(0, 2 * precision + 64 - length);
    if (top(b) <= a.e - widened) {
      const s = BigInt(widened);
      return ball((a.m << s) + BigInt(signOf(b) ?? 0), a.e - widened, (a.r << s) + 1n, precision);
    }
  }
  const s = BigInt(gap);
  return ball((a.m << s) + b.m, b.e, (a.r << s) + b.r, precision);
}

/** a b; a product of exact numbers that fits is exact. */
export function mulBalls(a: Ball, b: Ball, precision: number): Big {
  const m = a.m * b.m;
  const e = a.e + b.e;
  if (a.r === 0n && b.r === 0n) return ball(m, e, 0n, precision);
  const r = abs(a.m) * b.r + abs(b.m) * a.r;
  const rest = a.r * b.r;
  // Where both signs are certain, the ends of the product are products of ends.
  if (rest === 0n || (abs(a.m) >= a.r && abs(b.m) >= b.r)) return ball(m < 0n ? m - rest : m + rest, e, r, precision);
  return ball(m, e, r + rest, precision);
}

/** a / b; unknown where b may be 0. Its ends are quotients of ends, rounded outwards to whole units. */
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

/** floor(a / b) for b > 0 */
function floorDiv(a: bigint, b: bigint): bigint {
  const q = a / b;
  return a < 0n && q * b !== a ? q - 1n : q;
}

/**
 * √a: the roots of the ends, outwards to whole units; the root of an exact square is exact. NaN where a is negative,
 * unknown where a may be 0.
 */
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
