/**
 * Elementary functions of reduced arguments in fixed point: a real x is the integer x 2^w. Errors are stated in units
 * of 2^-w, the last place.
 */

import {integerSqrt, shift} from './big-float.ts';

/**
 * e^x - 1 for |x| < 1, within 2^14 + w units of 2^-w.
 *
 * x is halved h = 10 times; the Taylor series of e^y - 1 at |y| < 2^-10 has n <= w/10 + 2 terms, each truncated by less
 * than a unit, so its error is below w/10 + 3 units. One doubling is t → t (t + 2): the error d becomes at most
 * d (2 + 2|t|) + 1, so ten doublings multiply it by at most 2^10 e^|x| < 2^11.5 and add as many; (w/10 + 3) 2^11.5 is
 * below 2^9 w + 2^14.
 */
export function fixedExpm1(x: bigint, w: number): bigint {
  const y = x >> 10n;
  const places = BigInt(w);
  let term = y;
  let sum = y;
  for (let n = 2n; term !== 0n && term !== -1n; n += 1n) {
    term = ((term * y) >> places) / n;
    sum += term;
  }
  const two = 2n << places;
  for (let i = 0; i < 10; i += 1) sum = (sum * (sum + two)) >> places;
  return sum;
}

/** The error bound of fixedExpm1 in units of 2^-w, as a number of bits. */
export function expm1ErrorBits(w: number): number {
  return 10 + Math.ceil(Math.log2(w + 64));
}

/** log(1 + t) for |t| < 2^-20 by its series: within w/20 + 2 units. */
export function fixedLog1pSeries(t: bigint, w: number): bigint {
  const places = BigInt(w);
  let power = t;
  let sum = t;
  for (let n = 2n; power !== 0n && power !== -1n; n += 1n) {
    power = (power * t) >> places;
    sum += n % 2n === 0n ? -(power / n) : power / n;
  }
  return sum;
}

/** atan t for |t| < 2^-20 by its series: within w/40 + 2 units. */
export function fixedAtanSeries(t: bigint, w: number): bigint {
  const places = BigInt(w);
  const square = -((t * t) >> places);
  let power = t;
  let sum = t;
  for (let n = 3n; power !== 0n && power !== -1n; n += 2n) {
    power = (power * square) >> places;
    sum += power / n;
  }
  return sum;
}

/** [sin x, cos x] for |x| < 1 by their series, each within w/2 + 4 units: every term is truncated by at most two. */
export function fixedSinCos(x: bigint, w: number): readonly [sin: bigint, cos: bigint] {
  const places = BigInt(w);
  const square = -((x * x) >> places);
  let [sinTerm, cosTerm] = [x, 1n << places];
  let [sin, cos] = [sinTerm, cosTerm];
  for (let n = 1n; (sinTerm !== 0n && sinTerm !== -1n) || (cosTerm !== 0n && cosTerm !== -1n); n += 2n) {
    cosTerm = ((cosTerm * square) >> places) / (n * (n + 1n));
    sinTerm = ((sinTerm * square) >> places) / ((n + 1n) * (n + 2n));
    cos += cosTerm;
    sin += sinTerm;
  }
  return [sin, cos];
}

/**
 * e^(z²) erf(z) √π/2 = z Σ (2z²)^n / (2n+1)!! for z >= 0, a sum of positive terms: each is truncated by less than one
 * unit, so the error is below the number of terms, at most 8z² + w.
 */
export function fixedErfSeries(z: bigint, w: number): bigint {
  const places = BigInt(w);
  const twice = (2n * z * z) >> places;
  let term = z;
  let sum = z;
  for (let n = 3n; term !== 0n; n += 2n) {
    term = ((term * twice) >> places) / n;
    sum += term;
  }
  return sum;
}

/**
 * √π/2 e^(z²) erfc(z) = z / (2z² + 1 - t), t = 1·2/(2z² + 5 - 3·4/(2z² + 9 - ...)), the even part of the continued
 * fraction (Abramowitz and Stegun 7.1.14), evaluated backwards from `terms`, between bounds.
 *
 * The tail behind the n-th term lies in [0, 2n + 1]: if it does, the tail before it is 2n(2n-1) / (2z² + 4n + 1 - tail)
 * <= 2n(2n-1) / (2z² + 2n) <= 2n - 1. Starting from 0 and from 2n + 1 brackets the value. A step multiplies an error in
 * the tail by 2n(2n-1) / (2z² + 2n)² < 1, so truncations add up to less than `terms` units.
 */
export function fixedErfcFraction(z: bigint, w: number, terms: number): readonly [low: bigint, high: bigint] {
  const places = BigInt(w);
  const one = 1n << places;
  const twice = (2n * z * z) >> places;
  const from = (start: bigint): bigint => {
    let tail = start;
    for (let n = terms; n >= 1; n -= 1) {
      const numerator = BigInt(2 * n * (2 * n - 1));
      tail = (numerator << (2n * places)) / (twice + BigInt(4 * n + 1) * one - tail);
    }
    return (z << places) / (twice + one - tail);
  };
  const slack = BigInt(terms + 4);
  return [from(0n) - slack, from(BigInt(2 * terms + 1) * one) + slack];
}

/**
 * How many terms of fixedErfcFraction bring its bounds to within about 2^-bits of each other. The fraction converges as
 * e^(-4z√n), but a large z needs so few terms that they are counted one by one, each by its factor above. A wrong
 * estimate would only cost time: the bounds hold anyway.
 */
export function erfcFractionTerms(z: number, bits: number): number {
  // The fraction converges at that rate behind the z²-th term.
  const most = Math.ceil(Math.max(z * z, (1.3 * ((bits + 48) * Math.LN2) ** 2) / (16 * z * z))) + 8;
  let gained = 0;
  for (let n = 1; n < most; n += 1) {
    gained += 2 * Math.log2(2 * z * z + 2 * n) - Math.log2(2 * n * (2 * n - 1));
    if (gained > bits + Math.log2(2 * n + 1)) return n;
  }
  return most;
}

/** π 2^w by Machin's formula 16 atan(1/5) - 4 atan(1/239), within a unit. */
export function fixedPi(w: number): bigint {
  const guard = 24;
  const pi = 16n * inverseAtan(5n, w + guard, -1n) - 4n * inverseAtan(239n, w + guard, -1n);
  return shift(pi, -guard);
}

/** log(2) 2^w as 18 atanh(1/26) - 2 atanh(1/4801) + 8 atanh(1/8749), within a unit. */
export function fixedLn2(w: number): bigint {
  const guard = 24;
  const sum =
    18n * inverseAtan(26n, w + guard, 1n) -
    2n * inverseAtan(4801n, w + guard, 1n) +
    8n * inverseAtan(8749n, w + guard, 1n);
  return shift(sum, -guard);
}

/** √π 2^w, within a unit. */
export function fixedSqrtPi(w: number): bigint {
  return integerSqrt(fixedPi(w + 8) << BigInt(w + 8)) >> 8n;
}

/** atan(1/q) for sign -1, atanh(1/q) for sign 1: Σ sign^n / ((2n+1) q^(2n+1)). */
function inverseAtan(q: bigint, w: number, sign: bigint): bigint {
  let power = (1n << BigInt(w)) / q;
  let sum = power;
  const square = q * q * sign;
  for (let n = 3n; power !== 0n; n += 2n) {
    power /= square;
    sum += power / n;
  }
  return sum;
}
