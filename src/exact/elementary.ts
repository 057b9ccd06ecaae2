/**
 * The elementary functions of balls: the argument is reduced, the function taken of its midpoint in fixed point, and
 * the radius of the argument carried over by a bound on the derivative.
 */

import {
  addBalls,
  approximate,
  type Ball,
  type Big,
  ball,
  divBalls,
  infinity,
  nan,
  shift,
  signOf,
  top,
  unknown,
  zero,
} from './big-float.ts';
import {
  erfcFractionTerms,
  expm1ErrorBits,
  fixedAtanSeries,
  fixedErfcFraction,
  fixedErfSeries,
  fixedExpm1,
  fixedLn2,
  fixedLog1pSeries,
  fixedPi,
  fixedSinCos,
  fixedSqrtPi,
} from './fixed-point.ts';
import {bitLength} from './format.ts';

/** Beyond this an exponential is kept as its logarithm. */
const largestExponential = 2 ** 40;

export interface Elementary {
  readonly pi: Big;
  readonly exp: (a: Big) => Big;
  readonly expm1: (a: Big) => Big;
  readonly log: (a: Big) => Big;
  readonly log1p: (a: Big) => Big;
  readonly sin: (a: Big) => Big;
  readonly cos: (a: Big) => Big;
  readonly atan: (a: Big) => Big;
  readonly erf: (a: Big) => Big;
  readonly erfc: (a: Big) => Big;
}

/** The functions at one working precision; constants are computed once, to as many bits as were asked for. */
export function createElementary(precision: number, largestAngle = 1100): Elementary {
  const p = precision;
  const constants = new Map<(w: number) => bigint, Map<number, bigint>>();
  const constant = (compute: (w: number) => bigint, w: number): bigint => {
    const known = constants.get(compute) ?? new Map<number, bigint>();
    constants.set(compute, known);
    const value = known.get(w) ?? compute(w);
    known.set(w, value);
    return value;
  };

  /** Midpoint in units of 2^-w, within one unit. */
  const fixed = (a: Ball, w: number): bigint => shift(a.m, a.e + w);
  const double = (x: bigint, w: number): number => {
    const length = bits(x);
    const cut = Math.max(0, length - 64);
    return Number(x >> BigInt(cut)) * 2 ** (cut - w);
  };

  /** x = k log 2 + r, |r| < 0.35 in units of 2^-w. */
  const reduceByLn2 = (a: Ball, w: number): {k: number; r: bigint} => {
    const k = Math.round(approximate(a) / Math.LN2);
    // k has up to 41 bits: that many more of log 2.
    const r = fixed(a, w) - ((BigInt(k) * constant(fixedLn2, w + 48)) >> 48n);
    return {k, r};
  };

  /** The radius of e^x, as a fraction 2^-w of e^x itself: e^d - 1 < 2d for d < 1. */
  const relativeRadius = (a: Ball, w: number): bigint => (a.r === 0n ? 0n : shift(2n * a.r, a.e + w) + 1n);

  const exp = (a: Big): Big => {
    if (a.kind === 'zero') return one;
    if (a.kind === 'infinity') return a.negative ? zero(false) : infinity(false);
    if (a.kind === 'power')
      return isHuge(a) ? {kind: 'power', negative: false, log: a} : beside(1n, a.negative ? -1 : 1);
    if (a.kind !== 'ball') return a;
    if (Math.abs(approximate(a)) > largestExponential && abs(a.m) > 2n * a.r)
      return {kind: 'power', negative: false, log: a};
    if (a.r !== 0n && a.e + bits(a.r) > 0) return unknown;
    if (top(a) < -p - 2) return beside(1n, signOf(a));
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
    if (a.kind === 'power') return !isHuge(a) ? a : a.negative ? beside(-1n, 1) : exp(a);
    if (a.kind !== 'ball') return a;
    const size = top(a);
    if (size < -p - 2) return widenBall(a);
    if (size > 8) return addOne(exp(a), -1n);
    if (a.r !== 0n && a.e + bits(a.r) > 0) return unknown;
    // As many more places as the result starts behind the point: the error stays relative.
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
    if (a.kind === 'zero') return infinity(true);
    if (a.kind === 'infinity') return a.negative ? nan : a;
    if (a.kind === 'power') return a.negative ? nan : a.log;
    if (a.kind !== 'ball') return a;
    const sign = signOf(a);
    if (sign === -1) return nan;
    if (sign !== 1 || a.m === a.r) return unknown;
    if (a.r === 0n && a.e <= 0 && bits(a.m) === 1 - a.e && a.m === 1n << BigInt(-a.e)) return zero(false);
    const length = bits(a.m);
    const n = approximate({...a, e: -length, r: 0n}) < Math.SQRT1_2 ? a.e + length - 1 : a.e + length;
    const w = p + 48 + Math.ceil(Math.log2(p));
    // Near 1 the logarithm is small: more places, unless it is as good as exact.
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
    if (size < -p - 2) return widenBall(a);
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

  /** sin and cos: x = k π/2 + r with |r| < 0.8, π to as many bits as the exponent of x asks. */
  const sinCos = (a: Ball): {sin: Big; cos: Big} => {
    const size = top(a);
    if (size < -p - 2) return {sin: widenBall(a), cos: beside(1n, signOf(a) === undefined ? undefined : -1)};
    if (size > largestAngle || (a.r !== 0n && a.e + bits(a.r) > 0)) return {sin: betweenOnes, cos: betweenOnes};
    const w = p + 40 + Math.ceil(Math.log2(p)) + Math.max(0, -size);
    const v = w + Math.max(0, size) + 4;
    const x = shift(a.m, a.e + v);
    const halfPi = constant(fixedPi, v) >> 1n;
    const k = (2n * x + halfPi) / (2n * halfPi) - (2n * x + halfPi < 0n ? 1n : 0n);
    // k is below 2^size, and so is its product with the error of π/2 in units of 2^-v.
    const r = shift(x - k * halfPi, w - v);
    const [s, c] = fixedSinCos(r, w);
    const carried = a.r === 0n ? 0n : shift(a.r, a.e + w) + 1n;
    const error = BigInt(w) + 8n + carried;
    const sin = ball(s, -w, error, p);
    const cos = ball(c, -w, error, p);
    const minus = (value: bigint): Big => ball(-value, -w, error, p);
    switch (Number(((k % 4n) + 4n) % 4n)) {
      case 0:
        return {sin, cos};
      case 1:
        return {sin: cos, cos: minus(s)};
      case 2:
        return {sin: minus(s), cos: minus(c)};
      default:
        return {sin: minus(c), cos: sin};
    }
  };

  const trigonometric =
    (which: 'sin' | 'cos') =>
    (a: Big): Big => {
      if (a.kind === 'zero') return which === 'sin' ? a : one;
      if (a.kind === 'infinity') return nan;
      if (a.kind === 'power' && !isHuge(a)) return which === 'sin' ? a : beside(1n, -1);
      if (a.kind === 'power') return betweenOnes;
      return a.kind === 'ball' ? sinCos(a)[which] : a;
    };

  const atan = (a: Big): Big => {
    if (a.kind === 'zero' || a.kind === 'nan') return a;
    if (a.kind === 'infinity') return halfPi(a.negative);
    if (a.kind === 'power') return isHuge(a) ? halfPi(a.negative) : a;
    if (a.kind !== 'ball') return unknown;
    const size = top(a);
    if (size < -p - 2) return widenBall(a);
    if (size > p + 8) return abs(a.m) > 2n * a.r ? halfPi(a.m < 0n) : unknown;
    const w = p + 48 + Math.ceil(Math.log2(p)) + Math.max(0, -size) + Math.max(0, size);
    const places = BigInt(w);
    const x = fixed(a, w);
    const y = fixedOf(Math.atan(double(x, w)), w);
    // tan(atan x - y) = (x c - s) / (c + x s)
    const [s, c] = sinCosUpTo2(y, w);
    const t = ((x * c - (s << places)) << places) / ((c << places) + x * s);
    const carried = a.r === 0n ? 0n : shift(a.r, a.e + w) + 1n;
    const error = BigInt(4 * w + 64) * (1n << BigInt(Math.max(0, size) + 2)) + carried;
    return ball(y + fixedAtanSeries(t, w), -w, error, p);
  };

  /** [sin y, cos y] for |y| < 2, by doubling: the errors of the half angle are multiplied by less than 8. */
  const sinCosUpTo2 = (y: bigint, w: number): readonly [bigint, bigint] => {
    const [s, c] = fixedSinCos(y >> 1n, w);
    const places = BigInt(w);
    return [(2n * s * c) >> places, (1n << places) - ((2n * s * s) >> places)];
  };

  const halfPi = (negative: boolean): Big => {
    const m = constant(fixedPi, p + 8);
    return ball(negative ? -m : m, -p - 9, 2n, p);
  };

  /** 2/√π e^(-z²) times a sum, for both forms of the error function; z > 0. */
  const scaledByGaussian = (a: Ball, low: bigint, high: bigint, w: number): Big => {
    const square = ball(-a.m * a.m, 2 * a.e, 0n, Number.MAX_SAFE_INTEGER);
    const gauss = other(p + 24).exp(square);
    const rootPi = constant(fixedSqrtPi, w);
    const sum: Big = ball(low + high, -w - 1, high - low + 2n, w);
    if (gauss.kind === 'power') return {...gauss, log: logOfTail(a, square, sum, rootPi, w)};
    if (gauss.kind !== 'ball' || sum.kind !== 'ball') return unknown;
    const factor: Ball = {kind: 'ball', m: rootPi, e: -w - 1, r: 1n};
    const product = ball(
      gauss.m * sum.m,
      gauss.e + sum.e,
      gauss.r * (abs(sum.m) + sum.r) + abs(gauss.m) * sum.r,
      p + 32,
    );
    return product.kind === 'ball' ? divBalls(product, factor, p) : unknown;
  };

  /** -z² + log(2/√π sum), which erfc keeps where it is below all balls; its derivative in z is below 2z + 2 in size. */
  const logOfTail = (a: Ball, square: Big, sum: Big, rootPi: bigint, w: number): Big => {
    if (square.kind !== 'ball' || sum.kind !== 'ball') return unknown;
    const factor = log(divBalls(sum, {kind: 'ball', m: rootPi, e: -w - 1, r: 1n}, p));
    if (factor.kind !== 'ball') return unknown;
    const total = addBalls(square, factor, p);
    const carried: Ball = {kind: 'ball', m: 0n, e: 2 * a.e, r: 2n * abs(a.m) * a.r + shift(2n * a.r, -a.e) + 1n};
    return a.r === 0n || total.kind !== 'ball' ? total : addBalls(total, carried, p);
  };

  const erfSmall = (a: Ball, extra: number): Big => {
    const size = top(a);
    const w = p + extra + 48 + Math.max(0, -size);
    const sum = fixedErfSeries(fixed(a, w), w);
    const z = approximate(a);
    // As many units as there are terms, times the size of the sum, which grows as e^(z²).
    const error = BigInt(Math.ceil(16 * z * z) + 2 * w + 64) * ((sum >> BigInt(w)) + 1n);
    return withRadius(scaledByGaussian(a, sum - error, sum + error, w), a);
  };

  const erfSlopeLog = (): Big =>
    log(divBalls(two as Ball, ball(constant(fixedSqrtPi, p + 8), -p - 8, 1n, p + 8) as Ball, p));
  const addTo = (a: Ball, b: Big): Big => (b.kind === 'ball' ? addBalls(a, b, p) : unknown);

  /** Adds 2/√π r to a radius: |erf'| <= 2/√π < 2. */
  const withRadius = (value: Big, a: Ball): Big => {
    if (value.kind !== 'ball' || a.r === 0n) return value;
    const e = Math.min(value.e, a.e);
    return ball(shift(value.m, value.e - e), e, shift(value.r, value.e - e) + shift(2n * a.r, a.e - e), p);
  };

  const erf = (a: Big): Big => {
    if (a.kind === 'zero' || a.kind === 'nan' || a.kind === 'unknown') return a;
    if (a.kind === 'infinity') return a.negative ? minusOne : one;
    if (a.kind === 'power') {
      if (isHuge(a)) return a.negative ? beside(-1n, 1) : beside(1n, -1);
      // erf t = 2/√π t (1 + O(t²))
      return a.log.kind === 'ball' ? {...a, log: addTo(a.log, erfSlopeLog())} : a;
    }
    if (a.m < 0n) return negated(erf({...a, m: -a.m}));
    if (a.m <= a.r) return unknown;
    const size = top(a);
    if (size < -p - 2) {
      // erf z = 2/√π z (1 + O(z²))
      const slope = ball(constant(fixedSqrtPi, p + 8), -p - 8, 1n, p + 8);
      const scaled = divBalls({...a, e: a.e + 1}, slope as Ball, p);
      return scaled.kind === 'ball' ? widenBall(scaled) : scaled;
    }
    if (hasShortSeries(a)) return erfSmall(a, 8);
    return addOne(negated(erfc(a)), 1n);
  };

  const erfc = (a: Big): Big => {
    if (a.kind === 'zero') return one;
    if (a.kind === 'infinity') return a.negative ? two : zero(false);
    if (a.kind === 'power') {
      if (!isHuge(a)) return beside(1n, a.negative ? 1 : -1);
      return a.negative
        ? beside(2n, -1)
        : {kind: 'power', negative: false, log: {kind: 'power', negative: true, log: loosened(doubled(a.log))}};
    }
    if (a.kind !== 'ball') return a;
    if (a.m < 0n) return addOne(erf({...a, m: -a.m}), 1n);
    if (top(a) < -p - 2) return beside(1n, signOf(a) === 1 ? -1 : undefined);
    if (a.m <= a.r) return unknown;
    const z = approximate(a);
    // The squared argument must be exact enough for its exponential.
    const wide = 2 * Math.max(0, top(a)) + 8;
    const midpoint: Ball = {...a, r: 0n};
    if (hasShortSeries(a)) {
      // 1 - erf: erfc is about e^(-z²), 1.45 z² bits behind the point.
      const extra = Math.ceil(1.45 * z * z) + 16;
      const part = other(p + extra).erf(midpoint);
      return withErfcRadius(addOneAt(negated(part), p + extra), a, z);
    }
    const w = p + wide + 48;
    const [low, high] = fixedErfcFraction(fixed(a, w), w, erfcFractionTerms(z, p + 16));
    return withErfcRadius(scaledByGaussian(a, low, high, w), a, z);
  };

  /** Carries the radius r of z into erfc: relative error at most e^(2zr + r²) (1 + ...) - 1 < 8 (z + 1) r for small r. */
  const withErfcRadius = (value: Big, a: Ball, z: number): Big => {
    if (value.kind !== 'ball' || a.r === 0n) return value;
    const factor = BigInt(Math.ceil(8 * (z + 1)));
    if (a.e + bits(a.r * factor) > 0) return unknown;
    const relative = shift(abs(value.m) * factor * a.r, a.e) + 1n;
    return ball(value.m, value.e, value.r + relative, p);
  };

  /** The same functions at another precision, for a step that needs more bits than the rest. */
  const others = new Map<number, Elementary>();
  const other = (bitsWanted: number): Elementary => {
    const made = others.get(bitsWanted) ?? createElementary(bitsWanted);
    others.set(bitsWanted, made);
    return made;
  };

  const addOne = (a: Big, sign: bigint): Big => addOneAt(a, p, sign);
  const addOneAt = (a: Big, wanted: number, sign = 1n): Big => {
    if (a.kind === 'zero') return sign === 1n ? one : minusOne;
    if (a.kind === 'power') return isHuge(a) ? a : beside(sign, a.negative ? -1 : 1);
    if (a.kind !== 'ball') return a;
    if (a.e > 0) return a.e > 3 * p ? widenBall(a) : ball((a.m << BigInt(a.e)) + sign, 0, a.r << BigInt(a.e), wanted);
    if (-a.e > 4 * wanted + bits(abs(a.m))) return beside(sign, signOf(a));
    return ball(a.m + (sign << BigInt(-a.e)), a.e, a.r, wanted);
  };

  /** A number whose relative error is below 2^-p: t stands for t (1 + O(t)). */
  const widenBall = (a: Ball): Big => ball(a.m << BigInt(p), a.e - p, (a.r << BigInt(p)) + abs(a.m), p);
  /** The series of erf needs fewer steps than the continued fraction of erfc. */
  const hasShortSeries = (a: Ball): boolean => 4 * approximate(a) ** 2 < p + 64;

  /** A number within 2^-p of an integer, on the side that is known or on either. */
  const beside = (m: bigint, side: -1 | 0 | 1 | undefined): Big =>
    side === undefined
      ? ball(m << BigInt(p + 2), -p - 2, 4n, p + 8)
      : ball((m << BigInt(p + 2)) + BigInt(side), -p - 2, 1n, p + 8);
  const betweenOnes: Big = {kind: 'ball', m: 0n, e: 0, r: 2n};
  const pi: Big = ball(fixedPi(p + 8), -p - 8, 1n, p);
  return {pi, exp, expm1, log, log1p, sin: trigonometric('sin'), cos: trigonometric('cos'), atan, erf, erfc};
}

const one: Big = {kind: 'ball', m: 1n, e: 0, r: 0n};
const minusOne: Big = {kind: 'ball', m: -1n, e: 0, r: 0n};
const two: Big = {kind: 'ball', m: 1n, e: 1, r: 0n};

/** Whether a number kept as a logarithm is beyond all balls, and not below them. */
export function isHuge(a: Big & {readonly kind: 'power'}): boolean {
  return signOf(a.log) === 1;
}

/** A logarithm known to a millionth only, where a factor that is not exponential was left out. */
function loosened(a: Big): Big {
  return a.kind === 'ball' ? {...a, m: a.m << 20n, e: a.e - 20, r: (a.r << 20n) + abs(a.m)} : a;
}

function doubled(a: Big): Big {
  return a.kind === 'ball' ? {...a, e: a.e + 1} : a;
}

function negated(a: Big): Big {
  if (a.kind === 'ball') return {...a, m: -a.m};
  return a.kind === 'unknown' || a.kind === 'nan' ? a : {...a, negative: !a.negative};
}

function abs(m: bigint): bigint {
  return m < 0n ? -m : m;
}

function bits(m: bigint): number {
  return m === 0n ? 0 : bitLength(abs(m));
}

/** A double in units of 2^-w. */
function fixedOf(x: number, w: number): bigint {
  if (x === 0) return 0n;
  // Not below what a power of two can undo: a seed that small may as well be 0.
  const e = Math.max(-1022, Math.floor(Math.log2(Math.abs(x))) - 53);
  return shift(BigInt(Math.round(x * 2 ** -e)), e + w);
}
