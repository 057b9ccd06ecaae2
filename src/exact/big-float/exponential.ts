/** Exponentials and logarithms over balls. */

import {
  abs,
  approximate,
  type Ball,
  type Big,
  ball,
  infinity,
  isHuge,
  minusInfinity,
  nan,
  shift,
  signOf,
  splitOf,
  top,
  unknown,
  zero,
} from './big-float.ts';
import {expm1ErrorBits, fixedExpm1, fixedLn2, fixedLog1pSeries} from './fixed-point.ts';
import {createWidening} from './widening.ts';
import {bits, double, fixed, fixedOf, minusOne, one, type Working} from './working-precision.ts';

/** The exponential of a larger argument is kept as a power. */
const largestArgument = 2 ** 40;

/** Powers inside each other beyond so many are not told apart: each sum of them would walk through all. */
const mostLevels = 30;

function levelsOf(a: Big): number {
  let levels = 0;
  for (let inner = a; inner.kind === 'power'; inner = inner.log) levels += 1;
  return levels;
}

/** exp, log and their forms for arguments near 0 and 1. */
export interface Exponentials {
  readonly exp: (a: Big) => Big;
  readonly expm1: (a: Big) => Big;
  readonly log: (a: Big) => Big;
  readonly log1p: (a: Big) => Big;
}

/**
 * The functions at one precision. Each reduces its argument, takes the function of the midpoint in fixed point, and
 * carries the radius over by a bound on the derivative.
 */
export function createExponentials({precision: p, constant, beside, widen, addOne}: Working): Exponentials {
  const widened = createWidening(p);

  /** k and r with x = k log 2 + r, |r| < 0.35; r in units of 2^-w. */
  const reduceByLn2 = (a: Ball, w: number): {k: number; r: bigint} => {
    const k = Math.round(approximate(a) / Math.LN2);
    // k has up to 41 bits, so log 2 needs as many more.
    const r = fixed(a, w) - ((BigInt(k) * constant(fixedLn2, w + 48)) >> 48n);
    return {k, r};
  };

  /** The radius of e^x, as a fraction 2^-w of e^x itself: e^d - 1 < 2d for d < 1. */
  const relativeRadius = (a: Ball, w: number): bigint => (a.r === 0n ? 0n : shift(2n * a.r, a.e + w) + 1n);

  const exp = (a: Big): Big => {
    if (a.kind === 'zero') return one;
    if (a.kind === 'infinity') return a.negative ? zero : infinity;
    if (a.kind === 'power') {
      if (!isHuge(a)) return beside(1n, a.negative ? -1 : 1, () => widened(a));
      return levelsOf(a) < mostLevels ? {kind: 'power', negative: false, log: a} : unknown;
    }
    if (a.kind !== 'ball') return a;
    if (Math.abs(approximate(a)) > largestArgument && abs(a.m) > 2n * a.r)
      return {kind: 'power', negative: false, log: a};
    if (a.r !== 0n && a.e + bits(a.r) > 0) return unknown;
    if (top(a) < -p - 2) return beside(1n, signOf(a), () => widen(a));
    const w = p + 40 + Math.ceil(Math.log2(p));
    const {k, r} = reduceByLn2(a, w);
    const value = fixedExpm1(r, w) + (1n << BigInt(w));
    // Half a unit from the reduction, the error of expm1, and the argument's radius times e^r < 2.
    const error = (1n << BigInt(expm1ErrorBits(w))) + 8n + 2n * relativeRadius(a, w);
    return ball(value, k - w, error, p);
  };

  const expm1 = (a: Big): Big => {
    if (a.kind === 'zero') return a;
    if (a.kind === 'infinity') return a.negative ? minusOne : a;
    if (a.kind === 'power') return !isHuge(a) ? a : a.negative ? beside(-1n, 1, () => exp(a)) : exp(a);
    if (a.kind !== 'ball') return a;
    const size = top(a);
    if (size < -p - 2) return widen(a);
    if (size > 8 || approximate(a) < -p / 2) return addOne(exp(a), -1n);
    if (a.r !== 0n && a.e + bits(a.r) > 0) return unknown;
    // A small result begins behind the point: as many more places keep the error relative to it.
    const w = p + 40 + Math.ceil(Math.log2(p)) + Math.max(0, -size);
    const {k, r} = reduceByLn2(a, w);
    const small = fixedExpm1(r, w);
    const places = BigInt(w);
    const value = k === 0 ? small : shift((1n << places) + small, k) - (1n << places);
    const error = shift((1n << BigInt(expm1ErrorBits(w))) + 8n + 2n * relativeRadius(a, w), Math.max(0, k)) + 1n;
    return ball(value, -w, error, p);
  };

  /** log(f) of a fixed-point f in [1/2, 2], within 2^(expm1ErrorBits + 3) units: one correction of a double's seed. */
  const fixedLog = (f: bigint, w: number): bigint => {
    const places = BigInt(w);
    const seed = Math.log(double(f, w));
    const y = fixedOf(seed, w);
    // t = f e^-y - 1 is about 2^-52, and log f = y + log(1 + t).
    const power = fixedExpm1(-y, w) + (1n << places);
    const t = ((f * power) >> places) - (1n << places);
    return y + fixedLog1pSeries(t, w);
  };

  const log = (a: Big): Big => {
    if (a.kind === 'zero') return minusInfinity;
    if (a.kind === 'infinity') return a.negative ? nan : a;
    if (a.kind === 'power') return a.negative ? nan : a.log;
    if (a.kind !== 'ball') return a;
    const {at, rest} = splitOf(a) ?? {};
    if (rest && at?.kind === 'ball' && at.m === 1n && at.e === 0) return log1p(rest);
    const sign = signOf(a);
    if (sign === -1) return nan;
    if (sign !== 1 || a.m === a.r) return unknown;
    if (a.r === 0n && a.e <= 0 && bits(a.m) === 1 - a.e && a.m === 1n << BigInt(-a.e)) return zero;
    const length = bits(a.m);
    const n = approximate({...a, e: -length, r: 0n}) < Math.SQRT1_2 ? a.e + length - 1 : a.e + length;
    const w = p + 48 + Math.ceil(Math.log2(p));
    // Near 1 the logarithm is small and takes more places: p more where w of them show none of it.
    const distance = n === 0 ? shift(a.m, a.e + w) - (1n << BigInt(w)) : 1n << BigInt(w);
    const close = distance === 0n ? p : w - bits(distance < 0n ? -distance : distance);
    const v = w + Math.max(0, close);
    const f = shift(a.m, a.e - n + v);
    const value = fixedLog(f, v) + BigInt(n) * (n === 0 ? 0n : constant(fixedLn2, v + 56) >> 56n);
    // |log' | r = r / (m - r); n has up to 46 bits, and n times the error of log 2 is below 2^46 units.
    const carried = a.r === 0n ? 0n : (a.r << BigInt(v)) / (a.m - a.r) + 1n;
    const error = (1n << BigInt(expm1ErrorBits(v) + 3)) + carried + BigInt(Math.abs(n)) + 4n;
    return ball(value, -v, error, p);
  };

  const log1p = (a: Big): Big => {
    if (a.kind === 'zero') return a;
    if (a.kind === 'infinity') return a.negative ? nan : a;
    if (a.kind === 'power') return !isHuge(a) ? a : a.negative ? nan : a.log;
    if (a.kind !== 'ball') return a;
    const size = top(a);
    if (size < -p - 2) return widen(a);
    if (size > -1) return log(addOne(a, 1n));
    const w = p + 48 + Math.ceil(Math.log2(p)) - size;
    const places = BigInt(w);
    const z = fixed(a, w);
    const y = fixedOf(Math.log1p(double(z, w)), w);
    const m = fixedExpm1(-y, w);
    const t = z + m + ((z * m) >> places);
    const carried = a.r === 0n ? 0n : shift(4n * a.r, a.e + w) + 1n;
    return ball(y + fixedLog1pSeries(t, w), -w, (1n << BigInt(expm1ErrorBits(w) + 3)) + carried, p);
  };

  return {exp, expm1, log, log1p};
}
