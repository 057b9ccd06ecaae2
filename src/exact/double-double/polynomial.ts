/** Polynomials in double-double. */

import {productError, slack, sumError} from './double-double.ts';
import {numberIn, put, type Register} from './register.ts';

/** Numbers hi + lo as hi, lo, hi, lo, ...: an array of doubles is read several times as fast as records. */
export type Pairs = Float64Array;

/**
 * The polynomial p(s) = Σ c_k s^k of the number in a register, with the terms from `split` on in doubles. Each term must be
 * at most a quarter of the one before, and |p'(s)| <= 1.2 wherever s may be.
 */
export function polynomial(coefficients: Pairs, register: Register, split: number): void {
  const [x, xl, xErr] = numberIn(register);
  let h = 0;
  // All indices lie within the pairs.
  for (let k = coefficients.length / 2 - 1; k >= split; k -= 1) h = h * x + (coefficients[2 * k] as number); // a hi
  // With u = 2^-53: a coefficient is within u of its hi, each step rounds twice and takes x for s; the k-th term behind
  // c_split is wrong by (3k + 2) u / 4^k of c_split, all together by less than 5u. The rest of 16u is for the roundings
  // of err itself.
  let err = 2 ** -49 * Math.abs(coefficients[2 * split] as number); // a hi
  let l = 0;
  for (let k = split - 1; k >= 0; k -= 1) {
    const product = h * x;
    const c = coefficients[2 * k] as number; // a hi
    const low = coefficients[2 * k + 1] as number; // its lo
    const sum = c + product;
    const rest = sumError(c, product, sum) + (productError(h, x, product) + (h * xl + l * x) + low);
    h = sum + rest;
    l = rest - (h - sum);
    err *= Math.abs(x);
  }
  // A step neglects l xl < u² |product| and rounds numbers below u |c| and u |product| six times: less than 16u² |c|
  // in all where |product| <= |c|/3, the coefficient's own error included; over all steps 4/3 of that.
  const first = Math.abs(coefficients[0] as number); // a hi
  put(register, h, [l, (err + 1.2 * xErr + 2 ** -101 * first) * slack]);
}
