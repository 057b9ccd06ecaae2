/** Exponentials and logarithms in double-double, to about 2^-77 of the result: one call in 2^20 needs the next rung. */

import {
  add,
  type DoubleDouble,
  fromDouble,
  make,
  multiply,
  notANumber,
  productError,
  signOf,
  slack,
  subtract,
  sumError,
  unknown,
} from './double-double.ts';
import {ln2Over128, powersOfTwo} from './tables.ts';

const one = fromDouble(1);
const powers = new Float64Array(powersOfTwo);
const [stepHigh, stepLow] = ln2Over128;
const steps = 128 * Math.LOG2E;

/** e^x; 0 within 2^-480 below x = -333, unknown from x = 332 on and where x is not known to 2^-20. */
export function exp(x: DoubleDouble): DoubleDouble {
  if (x.hi === 0 && x.err === 0) return one;
  return expLess(x, 0);
}

/** e^x - 1, with a small relative error near 0 too. */
export function expm1(x: DoubleDouble): DoubleDouble {
  if (x.hi === 0 && x.err === 0) return x;
  return expLess(x, 1);
}

/** e^x - less, with x = k log(2)/128 + r, |r| < 0.00271 < 2^-8.5 and e^(k log(2)/128) from a table. */
function expLess(x: DoubleDouble, less: 0 | 1): DoubleDouble {
  // e^-333 < 2^-480
  if (x.hi + x.err < -333) return {hi: 0 - less, lo: 0, err: 2 ** -480};
  if (!(x.hi < 332 && x.err < 2 ** -20)) return Number.isNaN(x.hi) ? notANumber : unknown;
  const k = Math.round(x.hi * steps);
  // k stepHigh has 37 + 16 bits at most, and subtracting it leaves a multiple of 2^-60, so both are exact. The product
  // with stepLow < 2^-37 stepHigh is rounded by 2^-90 |x|, and stepLow itself is wrong by as much.
  const a = x.hi - k * stepHigh;
  const b = -k * stepLow;
  const ab = a + b;
  const rest = sumError(a, b, ab) + x.lo;
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
  const scale = 2 ** ((k - j) / 128);
  const th = scale * (powers[2 * j] as number); // 128 pairs, j is below 128
  const tl = scale * (powers[2 * j + 1] as number); // as above
  const p = th * q;
  const s = th - less;
  const sum = s + p;
  const lost = sumError(th, -less, s) + sumError(s, p, sum);
  const low = lost + (productError(th, q, p) + (th * ql + tl * (q + ql) + tl));
  const hi = sum + low;
  // Relative to e^x: 3u r³ > 16u r³/6, of which the last step makes four roundings; 2^-95 k > 2^-88 x from the
  // reduction; x.err e^(x.err). Unless k is 0, where the table is exact, also 2^-106 from the table and a few roundings
  // of numbers below 4u.
  const size = Math.abs(r);
  const err = size * (size * size * 3 * 2 ** -53 + 2 ** -101) + Math.abs(k) * 2 ** -95 + x.err * 1.00001;
  return make(
    hi,
    low - (hi - sum),
    (th * 1.003 * (err + (k === 0 ? 0 : 2 ** -100)) + 2 ** -104 * Math.abs(hi)) * slack,
  );
}

/** log(1 + x) */
export function log1p(x: DoubleDouble): DoubleDouble {
  if (x.hi === 0 && x.err === 0) return x;
  if (!(x.hi < 2)) return Number.isNaN(x.hi) ? notANumber : log(add(one, x));
  const seed = Math.log1p(x.hi);
  if (!Number.isFinite(seed) || x.hi < -0.75) return log(add(one, x));
  // (1 + x) e^-seed - 1
  const m = expm1(fromDouble(-seed));
  return corrected(seed, add(add(x, m), multiply(x, m)));
}

/** log x; Math.log gives the seed, and the exponential of the seed its error. */
export function log(x: DoubleDouble): DoubleDouble {
  const sign = signOf(x);
  if (sign !== 1) return sign === -1 || Number.isNaN(x.hi) ? notANumber : unknown;
  // Near 1 the logarithm is small, and x - 1 keeps its digits.
  if (x.hi > 0.5 && x.hi < 2) return x.hi === 1 && x.lo === 0 && x.err === 0 ? fromDouble(0) : log1p(subtract(x, one));
  const seed = Math.log(x.hi);
  return corrected(seed, subtract(multiply(x, exp(fromDouble(-seed))), one));
}

/** seed + log(1 + t) for |t| < 2^-35, by t - t²/2, within |t|³. A larger t means that the seed was bad. */
function corrected(seed: number, t: DoubleDouble): DoubleDouble {
  const size = Math.abs(t.hi) + t.err;
  if (!(size < 2 ** -35)) return unknown;
  const sum = seed + t.hi;
  const low = sumError(seed, t.hi, sum) + (t.lo - 0.5 * t.hi * t.hi);
  const hi = sum + low;
  // t²/2 is wrong by 2u t² and rounded twice more; t.err changes the logarithm by less than (1 + 2^-34) t.err.
  const rounding = 2 ** -104 * Math.abs(hi) + 2 ** -51 * size * size;
  return make(hi, low - (hi - sum), (t.err * (1 + 2 ** -33) + size * size * size + rounding) * slack);
}
