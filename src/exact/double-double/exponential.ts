/** Exponentials and logarithms in double-double, to about 2^-77 of the result: one call in 2^20 needs the next rung. */

import {wholePower} from '../whole-power.ts';
import {productError, slack, sumError} from './double-double.ts';
import {type Kernel, numberIn, put, putUnknown, type Register} from './register.ts';
import {ln2Over128, powersOfTwo} from './tables.ts';

const powers = new Float64Array(powersOfTwo);
const [stepHigh, stepLow] = ln2Over128;
const steps = 128 * Math.LOG2E;

/** e^x; 0 within 2^-900 below x = -624, unknown from x = 623 on and where x is not known to 2^-20. */
export const exp: Kernel = (register) => {
  if (register[0] === 0 && register[2] === 0) {
    put(register, 1, [0, 0]);
    return;
  }
  expLess(register, 0);
};

/** e^x - 1, with a small relative error near 0 too. */
export const expm1: Kernel = (register) => {
  if (register[0] === 0 && register[2] === 0) return;
  expLess(register, 1);
};

/** e^x - less, with x = k log(2)/128 + r, |r| < 0.00271 < 2^-8.5 and e^(k log(2)/128) from a table. */
function expLess(register: Register, less: 0 | 1): void {
  const [x, xl, xErr] = numberIn(register);
  // e^-624 < 2^-900
  if (x + xErr < -624) {
    put(register, 0 - less, [0, 2 ** -900]);
    return;
  }
  if (!(x < 623 && xErr < 2 ** -20)) {
    putUnknown(register);
    return;
  }
  const k = Math.round(x * steps);
  // k stepHigh has 36 + 17 bits at most, and subtracting it leaves a multiple of 2^-60, so both are exact. The product
  // with stepLow < 2^-36 stepHigh is rounded by 2^-89 |x|, and stepLow itself is wrong by as much.
  const a = x - k * stepHigh;
  const b = -k * stepLow;
  const ab = a + b;
  const rest = sumError(a, b, ab) + xl;
  const r = ab + rest;
  const rl = sumError(ab, rest, r);
  // e^r - 1 = r + r²/2 + r³ (1/6 + r/24 + ...): the first two terms are within 9u² r, by sums of numbers below u r, the
  // others within 10u r³/6, by six roundings, r for r + rl, and the terms after r^8, which are below 2^-69 r³.
  const square = r * r;
  const half = 0.5 * square;
  const tail = r * square * (1 / 6 + r * (1 / 24 + r * (1 / 120 + r * (1 / 720 + r * (1 / 5040 + r / 40320)))));
  const q = r + half;
  const ql = sumError(r, half, q) + (rl + 0.5 * productError(r, r, square) + r * rl) + tail;
  // 2^(k/128) (1 + q + ql) - less; `less` is 0 or cancels at most all of it.
  const j = k & 127;
  const scale = wholePower((k - j) / 128);
  const th = scale * (powers[2 * j] as number); // 128 pairs, j is below 128
  const tl = scale * (powers[2 * j + 1] as number); // as above
  const p = th * q;
  const s = th - less;
  const sum = s + p;
  const lost = sumError(th, -less, s) + sumError(s, p, sum);
  const low = lost + (productError(th, q, p) + (th * ql + tl * (q + ql) + tl));
  const hi = sum + low;
  // Relative to e^x: 3u r³ > 16u r³/6, of which the last step makes four roundings; 2^-95 k > 2^-88 x from the
  // reduction; the error of x, times e to it. Unless k is 0, where the table is exact, also 2^-106 from the table and a few roundings
  // of numbers below 4u.
  const size = Math.abs(r);
  const err = size * (size * size * 3 * 2 ** -53 + 2 ** -101) + Math.abs(k) * 2 ** -95 + xErr * 1.00001;
  register[0] = hi;
  register[1] = low - (hi - sum);
  register[2] = (th * 1.003 * (err + (k === 0 ? 0 : 2 ** -100)) + 2 ** -104 * Math.abs(hi)) * slack;
}

/** log(1 + x) */
export const log1p: Kernel = (register) => {
  const [x, xl, xErr] = numberIn(register);
  if (x === 0 && xErr === 0) return;
  if (x > -0.75 && x < 2) {
    logNearOne(register);
    return;
  }
  // As in `add`; the low parts are rounded once.
  const sum = 1 + x;
  const low = sumError(1, x, sum) + xl;
  const hi = sum + low;
  put(register, hi, [low - (hi - sum), xl === 0 && xErr === 0 ? 0 : (xErr + 2 ** -103 * (1 + Math.abs(x))) * slack]);
  log(register);
};

/** log x */
export const log: Kernel = (register) => {
  const [x, xl, xErr] = numberIn(register);
  if (!(x * (1 - 2 ** -50) > xErr)) {
    if (-x * (1 - 2 ** -50) > xErr) register[0] = Number.NaN;
    return putUnknown(register);
  }
  if (x > 0.5 && x < 2) {
    // x - 1 is a double, and so is what its sum with xl lacks.
    const hi = x - 1 + xl;
    put(register, hi, [sumError(x - 1, xl, hi), xErr]);
    return log1p(register);
  }
  // Math.log gives the seed, and the exponential of the seed its error: x e^-seed = 1 + t.
  const seed = Math.log(x);
  put(register, -seed, [0, 0]);
  expLess(register, 0);
  const [y, yl, yErr] = numberIn(register);
  const product = x * y;
  const t = product - 1 + (productError(x, y, product) + (x * yl + xl * y));
  // Where t is small, product - 1 is exact; what is added to it is below 4u and rounded four times, and xl yl < u².
  correct(register, seed, {t, tErr: xErr * (y + yErr) + yErr * x * 1.001 + 2 ** -100});
};

/** log(1 + x) for -0.75 < x < 2; Math.log1p gives the seed: (1 + x) e^-seed = 1 + t. */
function logNearOne(register: Register): void {
  const [x, xl, xErr] = numberIn(register);
  const seed = Math.log1p(x);
  put(register, -seed, [0, 0]);
  expm1(register);
  // t = x + m + x m, where m = e^-seed - 1 is near -x/(1 + x), so that |m| < 4.1 |x|.
  const [m, ml, mErr] = numberIn(register);
  const sum = x + m;
  const product = x * m;
  const rest = sumError(x, m, sum) + productError(x, m, product) + (xl + ml + (x * ml + xl * m));
  const t = sum + product + rest;
  // The rest is a sum of six numbers below 9u |x| each: roundings and what it neglects stay below 200u² |x|.
  const tErr = xErr * (1 + Math.abs(m) + mErr) + mErr * (1 + Math.abs(x)) + 2 ** -98 * Math.abs(x);
  correct(register, seed, {t, tErr});
}

/** seed + log(1 + t) for |t| < 2^-35, by t - t²/2, within |t|³. A larger t means that the seed was bad. */
function correct(register: Register, seed: number, {t, tErr}: {readonly t: number; readonly tErr: number}): void {
  const size = Math.abs(t) + tErr;
  if (!(size < 2 ** -35)) {
    putUnknown(register);
    return;
  }
  const c = t - 0.5 * t * t;
  const hi = seed + c;
  // Sums that make t and c round by 2u |t| each; tErr changes the logarithm by less than (1 + 2^-34) tErr.
  put(register, hi, [sumError(seed, c, hi), (tErr * (1 + 2 ** -33) + size * size * size + 2 ** -50 * size) * slack]);
}
