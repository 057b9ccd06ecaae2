/** Polynomials in double-double. */

import {type DoubleDouble, make, productError, slack, sumError} from './double-double.ts';

/** Numbers hi + lo, the parts in turn: an array of doubles is read several times as fast as records. */
export type Pairs = Float64Array;

/**
 * Σ c_k s^k, the terms from `split` on in doubles. Each term must be a quarter of the one before
 * at most, and |p'(s)| <= 1.2 wherever s may be.
 */
export function polynomial(coefficients: Pairs, s: DoubleDouble, split: number): DoubleDouble {
  const x = s.hi;
  let h = 0;
  for (let k = coefficients.length / 2 - 1; k >= split; k -= 1) h = h * x + (coefficients[2 * k] as number);
  // With u = 2^-53: a coefficient is within u of its hi, each step rounds twice and takes x for s; (3k + 2) u / 4^k of
  // c_split in the k-th term behind it add up to less than 5u. The rest of 16u is for the roundings of err itself.
  let err = 2 ** -49 * Math.abs(coefficients[2 * split] as number);
  let l = 0;
  for (let k = split - 1; k >= 0; k -= 1) {
    const product = h * x;
    const c = coefficients[2 * k] as number;
    const sum = c + product;
    const rest =
      sumError(c, product, sum) +
      (productError(h, x, product) + (h * s.lo + l * x) + (coefficients[2 * k + 1] as number));
    h = sum + rest;
    l = rest - (h - sum);
    err *= Math.abs(x);
  }
  // A step neglects l s.lo < u² |product| and rounds what lies below u |c| and u |product| six times: less than 16u² |c|
  // in all where |product| <= |c|/3, the coefficient's own error included; 4/3 of that over all steps.
  return make(h, l, (err + 1.2 * s.err + 2 ** -101 * Math.abs(coefficients[0] as number)) * slack);
}
