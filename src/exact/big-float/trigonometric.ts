/** Sine, cosine and arctangent over balls. */

import {abs, type Ball, type Big, ball, isHuge, nan, negate, shift, signOf, top, unknown} from './big-float.ts';
import {fixedAtanSeries, fixedPi, fixedSinCos} from './fixed-point.ts';
import {betweenOnes, bits, double, fixed, fixedOf, one, type Working} from './working-precision.ts';

/** sin, cos and atan. */
export interface Trigonometry {
  readonly sin: (a: Big) => Big;
  readonly cos: (a: Big) => Big;
  readonly atan: (a: Big) => Big;
}

/** The functions at one precision. Sines of arguments beyond 2^largestAngle are unknown. */
export function createTrigonometry(
  {precision: p, constant, beside, widen}: Working,
  largestAngle: number,
): Trigonometry {
  /** sin and cos of x = k π/2 + r with |r| < 0.8, from as many more bits of π as the exponent of x. */
  const sinCos = (a: Ball): {sin: Big; cos: Big} => {
    const size = top(a);
    if (size < -p - 2) return {sin: widen(a), cos: beside(1n, signOf(a) === undefined ? undefined : -1)};
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
    if (a.kind === 'infinity') return a.negative ? minusHalfPi() : halfPi();
    if (a.kind === 'power') {
      if (!isHuge(a)) return a;
      return a.negative ? minusHalfPi() : halfPi();
    }
    if (a.kind !== 'ball') return unknown;
    const size = top(a);
    if (size < -p - 2) return widen(a);
    if (size > p + 8) {
      if (abs(a.m) <= 2n * a.r) return unknown;
      return a.m < 0n ? minusHalfPi() : halfPi();
    }
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

  /** The arctangent from 2^(p + 8)/3 on, the least that a number of more bits may be: within 7 units of π/2. */
  const halfPi = (): Big => ball(constant(fixedPi, p + 8), -p - 9, 16n, p);
  const minusHalfPi = (): Big => negate(halfPi());

  return {sin: trigonometric('sin'), cos: trigonometric('cos'), atan};
}
