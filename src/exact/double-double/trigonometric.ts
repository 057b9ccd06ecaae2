/** Sine, cosine and arctangent in double-double, within about 2^-76. */

import {
  add,
  type DoubleDouble,
  divide,
  fromDouble,
  make,
  multiply,
  negate,
  notANumber,
  productError,
  slack,
  subtract,
  sumError,
  unknown,
} from './double-double.ts';
import {piOver64, sines, sixth} from './tables.ts';

const nodes = new Float64Array(sines);
const [stepHigh, stepMiddle, stepLow] = piOver64;
const [sixthHigh, sixthLow] = sixth;

/** The sine and the cosine of an angle. */
export interface Angle {
  readonly sin: DoubleDouble;
  readonly cos: DoubleDouble;
}

/** sin x and cos x for |x| < 2^20, by x = k π/64 + r with |r| < 0.0246 < 2^-5.3; else unknown. */
export function sinCos(x: DoubleDouble): Angle {
  if (!(Math.abs(x.hi) < 2 ** 20 && x.err < 2 ** -20)) {
    const nothing = Number.isNaN(x.hi) ? notANumber : unknown;
    return {sin: nothing, cos: nothing};
  }
  const k = Math.round(x.hi / (stepHigh + stepMiddle));
  // k has 25 bits and the first two steps have 27 each, so three operations are exact; k stepLow < 2^-58 |x| is rounded
  // once and added twice to numbers below u |x|: r is within 2^-104 |x|, and within `apart` of the true angle.
  const a = x.hi - k * stepHigh;
  const b = -k * stepMiddle;
  const ab = a + b;
  const rest = sumError(a, b, ab) + x.lo - k * stepLow;
  const r = ab + rest;
  const rl = sumError(ab, rest, r);
  const square = r * r;
  const squareLow = productError(r, r, square) + 2 * r * rl;
  // cos r - 1 = -r²/2 + r⁴ (1/24 - r²/720 + ...) = c + cl. The terms after r^10 are below 2^-71 r⁴; r⁴/24 is within
  // 11u, by four roundings and 6u that the square lacks, and is rounded five times more: 16/24 u r⁴ < u r⁴ in all.
  const c = -0.5 * square;
  const fourth = square * square * (1 / 24 - square * (1 / 720 - square * (1 / 40320 - square / 3628800)));
  const cl = fourth - 0.5 * squareLow;
  const apart = x.err + (k === 0 ? 0 : Math.abs(x.hi) * 2 ** -104);
  const size = Math.abs(r);
  const cosErr = square * square * 2 ** -53 + apart * (size + apart);
  // sin r = r - r³/6 + r^5 (1/120 - r²/5040 + ...) = s + sl: r³/6 is within 30u² of it, r^5/120 within 16u for the same
  // reasons, and the terms after r^9 are below 2^-57 r^5: together less than u/4 r^5.
  const cube = r * square;
  const cubeLow = productError(r, square, cube) + (r * squareLow + rl * square);
  const third = -cube * sixthHigh;
  const thirdLow = productError(-cube, sixthHigh, third) - (cube * sixthLow + cubeLow * sixthHigh);
  const fifth = cube * square * (1 / 120 - square * (1 / 5040 - square / 362880));
  const s = r + third;
  const sl = sumError(r, third, s) + (rl + thirdLow) + fifth;
  const sinErr = size * (square * square * 2 ** -55 + 2 ** -101) + apart;

  const j = k & 31;
  const step: Step = {c, cl, cosErr, s, sl, sinErr};
  const sin = turned(j, 32 - j, 1, step);
  const cos = turned(32 - j, j, -1, step);
  switch ((k >> 5) & 3) {
    case 0:
      return {sin, cos};
    case 1:
      return {sin: cos, cos: negate(sin)};
    case 2:
      return {sin: negate(sin), cos: negate(cos)};
    default:
      return {sin: negate(cos), cos: sin};
  }
}

/** 1 + c + cl and s + sl, the cosine and sine of a small angle, with their errors. */
interface Step {
  readonly c: number;
  readonly cl: number;
  readonly cosErr: number;
  readonly s: number;
  readonly sl: number;
  readonly sinErr: number;
}

/** a cos r ± b sin r, with a and b from the table; a is 0, and b then 1, or both are greater than |sin r|. */
function turned(at: number, other: number, sign: 1 | -1, {c, cl, cosErr, s, sl, sinErr}: Step): DoubleDouble {
  const [a, al] = [nodes[2 * at] as number, nodes[2 * at + 1] as number]; // the index is at most 32
  const [b, bl] = [sign * (nodes[2 * other] as number), sign * (nodes[2 * other + 1] as number)]; // so is this one
  const p = a * c;
  const q = b * s;
  const change = p + q;
  const sum = a + change;
  const lost = sumError(a, change, sum) + sumError(p, q, change);
  const low = lost + (productError(a, c, p) + productError(b, s, q) + (a * cl + al * c) + (b * sl + bl * s) + al);
  const hi = sum + low;
  // The tables are within u², and a few products below u a are rounded; both vanish where a is 0.
  const err = a * (cosErr + 2 ** -101) + Math.abs(b) * sinErr + 2 ** -104 * Math.abs(hi);
  return make(hi, low - (hi - sum), err * slack);
}

/** atan x; Math.atan gives the seed. */
export function atan(x: DoubleDouble): DoubleDouble {
  if (x.hi === 0 && x.err === 0) return x;
  const seed = Math.atan(x.hi);
  const {sin, cos} = sinCos(fromDouble(seed));
  // tan(atan x - seed), and atan t = t within |t|³; a large t means that the seed was bad.
  const t = divide(subtract(multiply(x, cos), sin), add(cos, multiply(x, sin)));
  const size = Math.abs(t.hi) + t.err;
  if (!(size < 2 ** -35)) return Number.isNaN(x.hi) ? notANumber : unknown;
  return add(fromDouble(seed), {hi: t.hi, lo: t.lo, err: t.err + size ** 3});
}
