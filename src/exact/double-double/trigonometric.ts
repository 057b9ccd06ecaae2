/** Sine, cosine and arctangent in double-double, within about 2^-76. */

import {productError, slack, sumError} from './double-double.ts';
import {type Kernel, numberIn, put, putUnknown, type Register} from './register.ts';
import {piOver64, sines, sixth} from './tables.ts';

const nodes = new Float64Array(sines);
const [stepHigh, stepMiddle, stepLow] = piOver64;
const [sixthHigh, sixthLow] = sixth;

/** 1 + c + cl and s + sl, the cosine and sine of a small angle, with their errors: c, cl, its error, s, sl, its error. */
const step = new Float64Array(6);

/**
 * sin x in the first three places and cos x in the next, for |x| < 2^20, by x = k π/64 + r with |r| < 0.0246 < 2^-5.3;
 * else both are unknown.
 */
export const sinCos: Kernel = (register) => {
  const [x, xl, xErr] = numberIn(register);
  if (!(Math.abs(x) < 2 ** 20 && xErr < 2 ** -20)) {
    putUnknown(register);
    register.copyWithin(3, 0, 3);
    return;
  }
  const k = Math.round(x / (stepHigh + stepMiddle));
  // k has 25 bits and the first two steps have 27 each, so three operations are exact; k stepLow < 2^-58 |x| is rounded
  // once and added twice to numbers below u |x|: r is within 2^-104 |x|, and within `apart` of the true angle.
  const a = x - k * stepHigh;
  const b = -k * stepMiddle;
  const ab = a + b;
  const rest = sumError(a, b, ab) + xl - k * stepLow;
  const r = ab + rest;
  const rl = sumError(ab, rest, r);
  const square = r * r;
  const squareLow = productError(r, r, square) + 2 * r * rl;
  // cos r - 1 = -r²/2 + r⁴ (1/24 - r²/720 + ...) = c + cl. The terms after r^10 are below 2^-71 r⁴; r⁴/24 is within
  // 11u, by four roundings and 6u that the square lacks, and is rounded five times more: 16/24 u r⁴ < u r⁴ in all.
  const c = -0.5 * square;
  const fourth = square * square * (1 / 24 - square * (1 / 720 - square * (1 / 40320 - square / 3628800)));
  const cl = fourth - 0.5 * squareLow;
  const apart = xErr + (k === 0 ? 0 : Math.abs(x) * 2 ** -104);
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
  step[0] = c;
  step[1] = cl;
  step[2] = cosErr;
  step[3] = s;
  step[4] = sl;
  step[5] = sinErr;
  // A quarter turn exchanges the two.
  const quarter = (k >> 5) & 3;
  const [sine, cosine] = quarter % 2 === 0 ? ([0, 3] as const) : ([3, 0] as const);
  turn(register, sine, {at: j, other: 32 - j, sign: 1});
  turn(register, cosine, {at: 32 - j, other: j, sign: -1});
  if (quarter >= 2) negateAt(register, 0);
  if (quarter === 1 || quarter === 2) negateAt(register, 3);
};

function negateAt(register: Register, place: 0 | 3): void {
  register[place] = -(register[place] as number); // it has six places
  register[place + 1] = -(register[place + 1] as number); // as above
}

/** Where a and b stand in the table, and the sign of the sum. */
interface Turn {
  readonly at: number;
  readonly other: number;
  readonly sign: 1 | -1;
}

/** Puts a cos r ± b sin r at a place, with a and b from the table; a is 0, and b then 1, or both are greater than |sin r|. */
function turn(register: Register, place: 0 | 3, {at, other, sign}: Turn): void {
  // Read one by one: taking an array apart is five times as slow.
  const [c, cl, cosErr] = [step[0] as number, step[1] as number, step[2] as number]; // it has six places
  const [s, sl, sinErr] = [step[3] as number, step[4] as number, step[5] as number]; // as above
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
  register[place] = hi;
  register[place + 1] = low - (hi - sum);
  register[place + 2] = err * slack;
}

/** atan x; Math.atan gives the seed. */
export const atan: Kernel = (register) => {
  const [x, xl, xErr] = numberIn(register);
  if (x === 0 && xErr === 0) return;
  const seed = Math.atan(x);
  put(register, seed, [0, 0]);
  sinCos(register);
  const [sin, sinLow, sinErr] = numberIn(register);
  const [cos, cosLow, cosErr] = [register[3] as number, register[4] as number, register[5] as number]; // it has six places
  // tan(atan x - seed) = (x cos - sin) / (cos + x sin), where x cos is near sin.
  const product = x * cos;
  const rest = productError(x, cos, product) + (x * cosLow + xl * cos - sinLow);
  const below = cos + x * sin;
  const t = (product - sin + rest) / below;
  // The rest is a sum of four numbers below 2u (|product| + |sin|); what it neglects and rounds stays below 40u² of them.
  // `below` is within a few u of the sum, and atan t = t within |t|³; a larger t means that the seed was bad.
  const above = xErr * (cos + cosErr) + Math.abs(x) * cosErr + sinErr + 2 ** -99 * (Math.abs(product) + Math.abs(sin));
  const belowErr = xErr * (Math.abs(sin) + sinErr) + Math.abs(x) * sinErr + cosErr;
  const least = below * (1 - 2 ** -50) - belowErr;
  const tErr = ((above + Math.abs(t) * belowErr) / least) * 1.001 + 2 ** -50 * Math.abs(t);
  const size = Math.abs(t) + tErr;
  if (!(least > 0.5 && size < 2 ** -35)) {
    putUnknown(register);
    return;
  }
  const hi = seed + t;
  put(register, hi, [sumError(seed, t, hi), (tErr + size * size * size) * slack]);
};
