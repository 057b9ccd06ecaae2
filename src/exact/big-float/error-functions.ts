/** The error functions over balls. */

import {
  abs,
  addBalls,
  approximate,
  type Ball,
  type Big,
  ball,
  divBalls,
  isHuge,
  mulBalls,
  negate,
  shift,
  signOf,
  top,
  unknown,
  zero,
} from './big-float.ts';
import type {Exponentials} from './exponential.ts';
import {erfcFractionTerms, fixedErfcFraction, fixedErfSeries, fixedSqrtPi} from './fixed-point.ts';
import {bits, fixed, minusOne, one, two, type Working} from './working-precision.ts';

/** erf and erfc. */
export interface ErrorFunctions {
  readonly erf: (a: Big) => Big;
  readonly erfc: (a: Big) => Big;
}

/** The elementary functions that the error functions need. */
interface Needed {
  readonly log: (a: Big) => Big;
  /** The functions at another precision, for a step that needs more bits than the rest. */
  readonly atPrecision: (precision: number) => ErrorFunctions & Exponentials;
}

/** The error functions at one precision. */
export function createErrorFunctions(
  {precision: p, constant, beside, widen, addOne}: Working,
  {log, atPrecision}: Needed,
): ErrorFunctions {
  /** 2/√π e^(-z²) times a sum between two bounds in units of 2^-w; z > 0. Both error functions have this form. */
  const scaledByGaussian = (a: Ball, low: bigint, high: bigint, w: number): Big => {
    const square = ball(-a.m * a.m, 2 * a.e, 0n, Number.MAX_SAFE_INTEGER);
    const gauss = atPrecision(p + 24).exp(square);
    const rootPi = constant(fixedSqrtPi, w);
    const sum: Big = ball(low + high, -w - 1, high - low + 2n, w);
    if (gauss.kind === 'power') {
      const log = logOfTail(a, square, sum, rootPi, w);
      // A power must be known to be tiny: z may be near 0 if its radius is large.
      return signOf(log) === -1 ? {...gauss, log} : unknown;
    }
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

  /**
   * -z² + log(2/√π sum), the logarithm of an erfc below all balls; its derivative in z is below 2z + 2 in size, so over a
   * radius r it changes by less than 2zr + r² + 2r.
   */
  const logOfTail = (a: Ball, square: Big, sum: Big, rootPi: bigint, w: number): Big => {
    if (square.kind !== 'ball' || sum.kind !== 'ball') return unknown;
    const factor = log(divBalls(sum, {kind: 'ball', m: rootPi, e: -w - 1, r: 1n}, p));
    if (factor.kind !== 'ball') return unknown;
    const total = addBalls(square, factor, p);
    const change = (2n * abs(a.m) + a.r) * a.r + shift(2n * a.r, -a.e) + 1n;
    const carried: Ball = {kind: 'ball', m: 0n, e: 2 * a.e, r: change};
    return a.r === 0n || total.kind !== 'ball' ? total : addBalls(total, carried, p);
  };

  /** erf z by its series, computed with `extra` more bits. */
  const erfBySeries = (a: Ball, extra: number): Big => {
    const size = top(a);
    const w = p + extra + 48 + Math.max(0, -size);
    const sum = fixedErfSeries(fixed(a, w), w);
    const z = approximate(a);
    // As many units as there are terms, times the size of the sum, which grows as e^(z²).
    const error = BigInt(Math.ceil(16 * z * z) + 2 * w + 64) * ((sum >> BigInt(w)) + 1n);
    return withRadius(scaledByGaussian(a, sum - error, sum + error, w), a);
  };

  const sqrtPi = (): Ball => ({kind: 'ball', m: constant(fixedSqrtPi, p + 8), e: -p - 8, r: 1n});
  /** log(2/√π), of the slope of erf at 0. */
  const logOfSlope = (): Big => log(divBalls(two, sqrtPi(), p));
  const addTo = (a: Ball, b: Big): Big => (b.kind === 'ball' ? addBalls(a, b, p) : unknown);

  /** Carries the radius r of z into erf z: adds 2r, since |erf'| <= 2/√π < 2. */
  const withRadius = (value: Big, a: Ball): Big => {
    if (value.kind !== 'ball' || a.r === 0n) return value;
    const e = Math.min(value.e, a.e);
    return ball(shift(value.m, value.e - e), e, shift(value.r, value.e - e) + shift(2n * a.r, a.e - e), p);
  };

  const erf = (a: Big): Big => {
    if (a.kind === 'zero' || a.kind === 'nan' || a.kind === 'unknown') return a;
    if (a.kind === 'infinity') return a.negative ? minusOne : one;
    if (a.kind === 'power') {
      if (isHuge(a)) return a.negative ? beside(-1n, 1, () => erfc(negate(a))) : beside(1n, -1, () => negate(erfc(a)));
      // erf t = 2/√π t (1 + O(t²))
      return a.log.kind === 'ball' ? {...a, log: addTo(a.log, logOfSlope())} : a;
    }
    if (a.m < 0n) return negate(erf({...a, m: -a.m}));
    if (a.m <= a.r) return unknown;
    const size = top(a);
    if (size < -p - 2) {
      // erf z = 2/√π z (1 + O(z²))
      const scaled = divBalls({...a, e: a.e + 1}, sqrtPi(), p);
      return scaled.kind === 'ball' ? widen(scaled) : scaled;
    }
    if (hasShortSeries(a)) return erfBySeries(a, 8);
    // 1 - erf z < e^(-z²), which is largest at the least z of the ball.
    const least: Ball = {...a, m: a.m - a.r, r: 0n};
    if (top(least) > p || Math.LOG2E * approximate(least) ** 2 > 4 * p + 64)
      return beside(1n, -1, () => negate(erfc(a)));
    if (size > p) return unknown;
    return addOne(negate(erfc(a)), 1n);
  };

  const erfc = (a: Big): Big => {
    if (a.kind === 'zero') return one;
    if (a.kind === 'infinity') return a.negative ? two : zero;
    if (a.kind === 'power') {
      if (!isHuge(a)) return beside(1n, a.negative ? 1 : -1);
      return a.negative
        ? beside(2n, -1, () => negate(erfc(negate(a))))
        : {kind: 'power', negative: false, log: {kind: 'power', negative: true, log: loosened(doubled(a.log))}};
    }
    if (a.kind !== 'ball') return a;
    if (a.m < 0n) return addOne(erf({...a, m: -a.m}), 1n);
    if (top(a) < -p - 2) return beside(1n, signOf(a) === 1 ? -1 : undefined, () => negate(erf(a)));
    if (a.m <= a.r) return unknown;
    // e^(-z²) and a factor that is negligible beside it; z must be known to be large.
    if (top(a) > p) {
      if (4n * a.r > a.m) return unknown;
      return {kind: 'power', negative: false, log: loosened(negate(mulBalls(a, a, p)))};
    }
    const z = approximate(a);
    // The square of z needs as many more bits as it has before the point, for its exponential.
    const wide = 2 * Math.max(0, top(a)) + 8;
    const midpoint: Ball = {...a, r: 0n};
    if (hasShortSeries(a)) {
      // 1 - erf cancels: erfc is about e^(-z²), which begins 1.45 z² bits behind the point.
      const extra = Math.ceil(1.45 * z * z) + 16;
      const part = atPrecision(p + extra).erf(midpoint);
      return withErfcRadius(addOne(negate(part), 1n, p + extra), a, z);
    }
    const w = p + wide + 48;
    const [low, high] = fixedErfcFraction(fixed(a, w), w, erfcFractionTerms(z, p + 16));
    return withErfcRadius(scaledByGaussian(a, low, high, w), a, z);
  };

  /** Carries the radius r of z into erfc: a relative e^(2zr + r²) (1 + ...) - 1 < 8 (z + 1) r at most, for small r. */
  const withErfcRadius = (value: Big, a: Ball, z: number): Big => {
    if (value.kind !== 'ball' || a.r === 0n) return value;
    const factor = BigInt(Math.ceil(8 * (z + 1)));
    if (a.e + bits(a.r * factor) > 0) return unknown;
    const relative = shift(abs(value.m) * factor * a.r, a.e) + 1n;
    return ball(value.m, value.e, value.r + relative, p);
  };

  /** Whether the series of erf needs fewer steps than the continued fraction of erfc. */
  const hasShortSeries = (a: Ball): boolean => 4 * approximate(a) ** 2 < p + 64;

  return {erf, erfc};
}

/** A logarithm widened to a relative error of 2^-20, because a factor that is not exponential was left out. */
function loosened(a: Big): Big {
  return a.kind === 'ball' ? {...a, m: a.m << 20n, e: a.e - 20, r: (a.r << 20n) + abs(a.m)} : a;
}

function doubled(a: Big): Big {
  return a.kind === 'ball' ? {...a, e: a.e + 1} : a;
}
