/** Powers of balls. */

import {type Big, fromNumber, infinity, nan, negate, signOf, top, unknown, zero} from './big-float.ts';
import type {Elementary} from './elementary.ts';
import type {Operations} from './functions.ts';

/** The power a^b: by multiplication where b is a small multiple of 1/2, else by the logarithm. */
export function createPower(
  {mul, div, sqrt, abs}: Operations,
  {exp, log}: Pick<Elementary, 'exp' | 'log'>,
): (a: Big, b: Big) => Big {
  const one = fromNumber(1);

  const wholePower = (a: Big, n: number): Big => {
    if (n < 0) return div(one, wholePower(a, -n));
    let result = one;
    let square = a;
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = mul(result, square);
      if (rest > 1) square = mul(square, square);
    }
    return result;
  };

  return (a, b) => {
    if (a.kind === 'unknown' || b.kind === 'unknown') return unknown;
    const exponent = smallHalf(b);
    if (exponent !== undefined && Number.isInteger(exponent)) return wholePower(a, exponent);
    if (exponent !== undefined) return wholePower(sqrt(a), 2 * exponent);
    if (a.kind === 'nan' || b.kind === 'nan') return nan;
    const base = signOf(a);
    if (base === 0) {
      const exponentSign = signOf(b);
      return exponentSign === 1 ? zero : exponentSign === -1 ? infinity : unknown;
    }
    if (base === -1) {
      const parity = parityOf(b);
      if (parity === undefined) return nan;
      const size = exp(mul(b, log(abs(a))));
      return parity === 'even' ? size : negate(size);
    }
    return base === undefined ? unknown : exp(mul(b, log(a)));
  };
}

/** A number that is exactly n or n + 1/2, as a double, if it is below 1024 in size. */
function smallHalf(a: Big): number | undefined {
  if (a.kind === 'zero') return 0;
  if (a.kind !== 'ball' || a.r !== 0n || top(a) > 10) return undefined;
  const value = Number(a.m) * 2 ** Math.max(a.e, -1074);
  return Number.isInteger(2 * value) ? value : undefined;
}

/** The parity of an exact whole number; undefined for any other. */
function parityOf(a: Big): 'even' | 'odd' | undefined {
  if (a.kind !== 'ball' || a.r !== 0n) return undefined;
  if (a.e > 0) return 'even';
  // Below 1, and perhaps so far that no shift brings it to 0.
  if (top(a) <= 0) return undefined;
  const s = BigInt(-a.e);
  const whole = a.m >> s;
  if (whole << s !== a.m) return undefined;
  return whole % 2n === 0n ? 'even' : 'odd';
}
