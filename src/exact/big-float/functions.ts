/** The functions of the formula language over balls: those composed of others, beside the elementary ones. */

import {lazily} from '../lazily.ts';
import {type Big, fromNumber, isHuge, negate, signOf, splitOf, sqrtBall} from './big-float.ts';
import type {Elementary} from './elementary.ts';

/** The operations that functions are composed of. */
export interface Operations {
  readonly precision: number;
  readonly add: (a: Big, b: Big) => Big;
  readonly mul: (a: Big, b: Big) => Big;
  readonly div: (a: Big, b: Big) => Big;
  readonly sqrt: (a: Big) => Big;
  readonly abs: (a: Big) => Big;
  /** Whether a number is negative, undefined where that is not certain; a zero has the sign of its bit. */
  readonly isNegative: (a: Big) => boolean | undefined;
}

/** The functions by name, the elementary ones included. */
export function createFunctions(
  {precision, add, mul, div, sqrt, abs, isNegative}: Operations,
  {pi, exp, expm1, log, log1p, sin, cos, atan, erf, erfc}: Elementary,
): Readonly<Record<string, (a: Big) => Big>> {
  const one = fromNumber(1);
  const two = fromNumber(2);
  const half = (a: Big): Big => (a.kind === 'ball' && !splitOf(a) ? {...a, e: a.e - 1} : div(a, two));
  const rootHalf = lazily(() => sqrtBall({kind: 'ball', m: 1n, e: -1, r: 0n}, precision + 8));
  const inverseRootTwoPi = lazily(() => div(one, sqrt(mul(two, pi()))));
  const minusSize = (a: Big): Big => negate(abs(a));

  const sigmoid = (a: Big): Big => div(one, add(one, exp(negate(a))));
  const softplus = (a: Big): Big => {
    const negative = isNegative(a);
    if (negative === undefined) return a.kind === 'ball' ? log1p(exp(a)) : a;
    const rest = log1p(exp(minusSize(a)));
    return negative || a.kind === 'zero' ? rest : add(a, rest);
  };
  const tanh = (a: Big): Big => {
    if (a.kind === 'zero' || a.kind === 'nan' || a.kind === 'unknown') return a;
    if (a.kind === 'power' && !isHuge(a)) return a;
    const negative = signOf(a) === -1;
    const m = expm1(mul(two, negative ? a : negate(a)));
    const size = div(negate(m), add(two, m));
    return negative ? negate(size) : size;
  };
  const sinh = (a: Big): Big => {
    if (a.kind === 'zero' || a.kind === 'infinity') return a;
    if (signOf(a) === -1) return negate(sinh(negate(a)));
    const m = expm1(a);
    // e^(-a) is negligible beside e^a.
    if (m.kind === 'power' && isHuge(m)) return half(m);
    return half(add(m, div(m, add(one, m))));
  };
  const cosh = (a: Big): Big => {
    // e^a + e^(-a) would not show on which side of 2 it is where a is very small.
    const root = sinh(half(a));
    return add(one, mul(two, mul(root, root)));
  };
  const sech2 = (a: Big): Big => {
    const root = cosh(a);
    return div(one, mul(root, root));
  };
  const phi = (a: Big): Big => mul(inverseRootTwoPi(), exp(negate(half(mul(a, a)))));
  const Phi = (a: Big): Big => {
    if (a.kind === 'zero') return fromNumber(0.5);
    return half(erfc(negate(mul(a, rootHalf()))));
  };

  const tan = (a: Big): Big => (a.kind === 'zero' ? a : div(sin(a), cos(a)));
  return {
    exp,
    expm1,
    log,
    log1p,
    sin,
    cos,
    tan,
    atan,
    sinh,
    cosh,
    tanh,
    sech2,
    erf,
    erfc,
    sigmoid,
    softplus,
    Phi,
    phi,
  };
}
