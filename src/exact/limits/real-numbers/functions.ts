/** The primitives at exact real numbers. */

import {asRational, doubleReal, negateReal, type Real, rationalReal, realOne, realTwo, realZero} from './real.ts';
import type {Reals} from './reals.ts';

const half: Real = rationalReal({n: 1n, d: 2n});

/** A primitive's value at a number; undefined where it has none, or none that is known. */
type RealFunction = (a: Real) => Real | undefined;

/** A primitive of one number. */
export function realFunction(reals: Reals, name: string): RealFunction {
  const {add, mul} = reals;
  const minus = (a: Real, b: Real): Real => add(a, negateReal(b));
  const exact: Readonly<Record<string, RealFunction>> = {
    exp: reals.exp,
    expm1: (a) => minus(reals.exp(a), realOne),
    log: (a) => (reals.sign(a) > 0 ? reals.log(a) : undefined),
    log1p: (a) => exact.log?.(add(realOne, a)),
    sqrt: (a) => (reals.sign(a) >= 0 ? reals.power(a, half) : undefined),
    sinh: (a) => mul(half, minus(reals.exp(a), reals.exp(negateReal(a)))),
    cosh: (a) => mul(half, add(reals.exp(a), reals.exp(negateReal(a)))),
    sin: (a) => sine(reals, a) ?? reals.call('sin', a),
    cos: (a) => sine(reals, add(a, mul(reals.pi, half))) ?? reals.call('cos', a),
    abs: (a) => (reals.sign(a) < 0 ? negateReal(a) : a),
    neg: negateReal,
  };
  return (
    exact[name] ??
    ((a) => {
      if (a.products.length > 0) return reals.call(name, a);
      if (name === 'sigmoid' || name === 'Phi') return half;
      if (name === 'softplus') return reals.log(realTwo);
      if (name === 'phi') return reals.power(mul(realTwo, reals.pi), negateReal(half));
      return name === 'erfc' || name === 'sech2' ? realOne : realZero;
    })
  );
}

/** sin(q·pi) for multiples q of 1/4 and 1/6. */
function sine(reals: Reals, a: Real): Real | undefined {
  const turns = asRational(reals.mul(a, reals.inverse(reals.pi)));
  if (turns === undefined || (12n * turns.n) % turns.d !== 0n) return undefined;
  const twelfths = Number(((((12n * turns.n) / turns.d) % 24n) + 24n) % 24n);
  const [place, negative] = twelfths >= 12 ? [twelfths - 12, true] : [twelfths, false];
  const squares: Readonly<Record<number, number>> = {0: 0, 2: 0.25, 3: 0.5, 4: 0.75, 6: 1};
  const square = squares[Math.min(place, 12 - place)];
  if (square === undefined) return undefined;
  const size = square === 0 ? realZero : reals.power(doubleReal(square), half);
  return negative ? negateReal(size) : size;
}
