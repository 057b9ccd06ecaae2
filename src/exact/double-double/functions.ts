/**
 * The functions of the formula language as compositions of operations on double-doubles, whatever these are: numbers, or
 * names in code that is being written.
 */

import type {StepName} from '../../formula/steps.ts';
import {e, inverseSqrtTwoPi, type Pair, pi, sqrtHalf} from './tables.ts';

/** Operations on values that stand for double-doubles with their errors. */
export interface Operations<V> {
  readonly number: (value: number) => V;
  /** A constant from the tables, which has a relative error below 2^-106. */
  readonly constant: (pair: Pair) => V;
  readonly add: (a: V, b: V) => V;
  readonly subtract: (a: V, b: V) => V;
  readonly multiply: (a: V, b: V) => V;
  readonly divide: (a: V, b: V) => V;
  readonly negate: (a: V) => V;
  readonly absolute: (a: V) => V;
  /** a times a power of two */
  readonly scaleBy: (a: V, power: number) => V;
  readonly squareRoot: (a: V) => V;
  readonly exp: (a: V) => V;
  readonly expm1: (a: V) => V;
  readonly log: (a: V) => V;
  readonly log1p: (a: V) => V;
  readonly sin: (a: V) => V;
  readonly cos: (a: V) => V;
  readonly atan: (a: V) => V;
  readonly erfcx: (a: V) => V;
  readonly erfNearZero: (a: V) => V;
  /** -1, 0 or 1; unknown where it is not certain. */
  readonly sign: (a: V) => V;
  /** A whole number; unknown where it is not certain. */
  readonly step: (a: V, name: StepName) => V;
  /** What is known to be above 0, else unknown. */
  readonly positive: (a: V) => V;
  /** One of two values, by a test of hi; only that one is computed. */
  readonly below: (a: V, bound: number, values: Choice<V>) => V;
  /** The double that a value is, exactly, if that is known beforehand. */
  readonly numberIn: (a: V) => number | undefined;
  /** A function that is odd, which leaves an exact 0 as it is, with its sign. */
  readonly odd: (a: V, f: (a: V) => V) => V;
}

/** What is taken where a test is true, and else. */
export type Choice<V> = readonly [then: () => V, otherwise: () => V];

/** `neg`, the primitives and `pow` in operations on double-doubles. */
export function functionsOf<V>(operations: Operations<V>): {
  readonly unary: Readonly<Record<string, (a: V) => V>>;
  readonly constant: (name: 'pi' | 'e') => V;
  /** 1 - f(u) without the difference, which would cancel. */
  readonly complements: Readonly<Record<string, (u: V) => V>>;
  readonly pow: (x: V, n: V) => V;
} {
  const {number, add, subtract, multiply, divide, negate, absolute, scaleBy, squareRoot, below} = operations;
  const {exp, expm1, log, log1p, sin, cos, atan, erfcx, erfNearZero, odd} = operations;
  const [one, two, four] = [number(1), number(2), number(4)];
  const rootHalf = operations.constant(sqrtHalf);
  const density = operations.constant(inverseSqrtTwoPi);

  const whereNegative = (x: V, ...values: Choice<V>): V => below(x, 0, values);
  const minusSize = (x: V): V => negate(absolute(x));

  const sigmoid = (x: V): V => {
    const power = exp(minusSize(x));
    const above = whereNegative(
      x,
      () => power,
      () => one,
    );
    return divide(above, add(one, power));
  };
  const softplus = (x: V): V => {
    const rest = log1p(exp(minusSize(x)));
    return whereNegative(
      x,
      () => rest,
      () => add(x, rest),
    );
  };
  const tanh = (x: V): V => {
    const argument = scaleBy(minusSize(x), 2);
    const power = exp(argument);
    // Near 0 the difference would cancel; both ways leave the exponential to sech2.
    const m = below(argument, -0.4, [() => subtract(power, one), () => expm1(argument)]);
    const size = divide(negate(m), add(two, m));
    return whereNegative(
      x,
      () => negate(size),
      () => size,
    );
  };
  const sech2 = (x: V): V => {
    const power = exp(scaleBy(minusSize(x), 2));
    const base = add(one, power);
    return divide(multiply(four, power), multiply(base, base));
  };
  const gaussian = (x: V): V => exp(scaleBy(multiply(x, x), -0.5));

  const erfcFarOut = (z: V): V => {
    const rest = multiply(exp(negate(multiply(z, z))), erfcx(absolute(z)));
    return whereNegative(
      z,
      () => subtract(two, rest),
      () => rest,
    );
  };
  const nearZero = (z: V, ...values: Choice<V>): V => below(absolute(z), 0.5, values);
  const erfc = (z: V): V =>
    nearZero(
      z,
      () => subtract(one, erfNearZero(z)),
      () => erfcFarOut(z),
    );
  const erf = (z: V): V =>
    nearZero(
      z,
      () => erfNearZero(z),
      () => subtract(one, erfcFarOut(z)),
    );
  const Phi = (x: V): V => {
    const z = multiply(absolute(x), rootHalf);
    const middle = (): V => {
      const half = scaleBy(erfNearZero(z), 0.5);
      const change = whereNegative(
        x,
        () => negate(half),
        () => half,
      );
      return add(number(0.5), change);
    };
    const farOut = (): V => {
      const rest = scaleBy(multiply(gaussian(x), erfcx(z)), 0.5);
      return whereNegative(
        x,
        () => rest,
        () => subtract(one, rest),
      );
    };
    return below(z, 0.5, [middle, farOut]);
  };

  const wholePower = (x: V, n: number): V => {
    if (n < 0) return divide(one, wholePower(x, -n));
    let result: V | undefined;
    let square = x;
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = result === undefined ? square : multiply(result, square);
      if (rest > 1) square = multiply(square, square);
    }
    return result ?? one;
  };
  const pow = (x: V, exponent: V): V => {
    const n = operations.numberIn(exponent);
    if (n !== undefined && Math.abs(n) <= 64) {
      if (Number.isInteger(n)) return wholePower(x, n);
      if (Number.isInteger(2 * n)) return wholePower(squareRoot(x), 2 * n);
    }
    return exp(multiply(exponent, log(operations.positive(x))));
  };

  return {
    constant: (name) => operations.constant(name === 'pi' ? pi : e),
    unary: {
      neg: negate,
      abs: absolute,
      sign: operations.sign,
      floor: (x) => operations.step(x, 'floor'),
      round: (x) => operations.step(x, 'round'),
      sqrt: squareRoot,
      exp,
      expm1,
      log,
      log1p,
      sin: (x) => odd(x, sin),
      cos,
      tan: (x) => odd(x, () => divide(sin(x), cos(x))),
      atan,
      sinh: (x) => scaleBy(subtract(expm1(x), expm1(negate(x))), 0.5),
      cosh: (x) => scaleBy(add(exp(x), exp(negate(x))), 0.5),
      tanh: (x) => odd(x, tanh),
      sech2,
      erf,
      erfc,
      sigmoid,
      softplus,
      Phi,
      phi: (x) => multiply(density, gaussian(x)),
    },
    complements: {
      sigmoid: (u) => sigmoid(negate(u)),
      tanh: (u) => scaleBy(sigmoid(scaleBy(negate(u), 2)), 2),
      erf: erfc,
      Phi: (u) => Phi(negate(u)),
    },
    pow,
  };
}
