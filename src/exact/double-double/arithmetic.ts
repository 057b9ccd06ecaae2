/**
 * The functions of the formula language in double-double: the first rung of the ladder, which settles nearly every
 * ordinary call. Operations carry errors along; other errors are added where they arise. Seeds from Math are checked,
 * so no bound depends on their quality.
 */

import type {Arithmetic, Ordering} from '../../formula/arithmetic.ts';
import {
  absolute,
  add,
  type DoubleDouble,
  divide,
  fromDouble,
  multiply,
  negate,
  notANumber,
  scaleBy,
  signOf,
  squareRoot,
  subtract,
  unknown,
} from './double-double.ts';
import {createErfcx, erfNearZero} from './erfcx.ts';
import {expm1, exp as expOnce, log, log1p} from './exponential.ts';
import {e, inverseSqrtTwoPi, type Pair, pi, sqrtHalf} from './tables.ts';
import {type Angle, atan, sinCos} from './trigonometric.ts';

const one = fromDouble(1);
const two = fromDouble(2);
const four = fromDouble(4);

/** A constant from the tables, which has a relative error below 2^-106. */
function constant([hi, lo]: Pair): DoubleDouble {
  return {hi, lo, err: 2 ** -105 * Math.abs(hi)};
}

const rootHalf = constant(sqrtHalf);
const density = constant(inverseSqrtTwoPi);

/** The arithmetic in double-double; a result that it cannot enclose is unknown. */
export function createDoubleDoubleArithmetic(): Arithmetic<DoubleDouble> {
  const erfcx = createErfcx();

  // The last exponential and the last angle are kept: a value and its gradient ask for the same ones.
  let lastArgument = unknown;
  let lastPower = unknown;
  const exp = (x: DoubleDouble): DoubleDouble => {
    if (x.hi !== lastArgument.hi || x.lo !== lastArgument.lo || x.err !== lastArgument.err) {
      lastArgument = x;
      lastPower = expOnce(x);
    }
    return lastPower;
  };
  let lastX = unknown;
  let lastAngle: Angle = {sin: unknown, cos: unknown};
  const angle = (x: DoubleDouble): Angle => {
    if (x.hi !== lastX.hi || x.lo !== lastX.lo || x.err !== lastX.err) {
      lastX = x;
      lastAngle = sinCos(x);
    }
    return lastAngle;
  };

  const isNegative = (x: DoubleDouble): boolean => x.hi < 0;
  const minusSize = (x: DoubleDouble): DoubleDouble => (isNegative(x) ? x : negate(x));

  const sigmoid = (x: DoubleDouble): DoubleDouble => {
    const power = exp(minusSize(x));
    return divide(isNegative(x) ? power : one, add(one, power));
  };
  const softplus = (x: DoubleDouble): DoubleDouble => {
    const rest = log1p(exp(minusSize(x)));
    return isNegative(x) ? rest : add(x, rest);
  };
  const tanh = (x: DoubleDouble): DoubleDouble => {
    if (x.hi === 0 && x.err === 0) return x;
    const argument = scaleBy(minusSize(x), 2);
    const m = argument.hi > -0.4 ? expm1(argument) : subtract(exp(argument), one);
    const size = divide(negate(m), add(two, m));
    return isNegative(x) ? negate(size) : size;
  };
  const sech2 = (x: DoubleDouble): DoubleDouble => {
    const power = exp(scaleBy(minusSize(x), 2));
    const base = add(one, power);
    return divide(multiply(four, power), multiply(base, base));
  };
  const gaussian = (x: DoubleDouble): DoubleDouble => exp(scaleBy(multiply(x, x), -0.5));

  /** erfc z = e^(-z²) erfcx(z) for z >= 0, `power` being e^(-z²); beyond 18.5 only an error bound is left. */
  const tail = (z: DoubleDouble, power: () => DoubleDouble): DoubleDouble =>
    z.hi > 18.5 && z.err < 0.1 ? {hi: 0, lo: 0, err: 2 ** -478} : multiply(power(), erfcx(z));
  const erfc = (z: DoubleDouble): DoubleDouble => {
    if (Math.abs(z.hi) < 0.5) return subtract(one, erfNearZero(z));
    const size = absolute(z);
    const rest = tail(size, () => exp(negate(multiply(z, z))));
    return isNegative(z) ? subtract(two, rest) : rest;
  };
  const erf = (z: DoubleDouble): DoubleDouble => (Math.abs(z.hi) < 0.5 ? erfNearZero(z) : subtract(one, erfc(z)));
  const Phi = (x: DoubleDouble): DoubleDouble => {
    const z = multiply(absolute(x), rootHalf);
    if (z.hi < 0.5) {
      const half = scaleBy(erfNearZero(z), 0.5);
      return add(fromDouble(0.5), isNegative(x) ? negate(half) : half);
    }
    const rest = scaleBy(
      tail(z, () => gaussian(x)),
      0.5,
    );
    return isNegative(x) ? rest : subtract(one, rest);
  };

  const sinh = (x: DoubleDouble): DoubleDouble => scaleBy(subtract(expm1(x), expm1(negate(x))), 0.5);
  const cosh = (x: DoubleDouble): DoubleDouble => scaleBy(add(exp(x), exp(negate(x))), 0.5);
  const tan = (x: DoubleDouble): DoubleDouble => {
    if (x.hi === 0 && x.err === 0) return x; // with the sign of its zero
    const {sin, cos} = angle(x);
    return divide(sin, cos);
  };
  const sign = (x: DoubleDouble): DoubleDouble => {
    if (x.hi === 0 && x.err === 0) return x;
    const certain = signOf(x);
    return certain === undefined ? (Number.isNaN(x.hi) ? notANumber : unknown) : fromDouble(certain);
  };

  const wholePower = (x: DoubleDouble, n: number): DoubleDouble => {
    if (n < 0) return divide(one, wholePower(x, -n));
    let result = one;
    let square = x;
    for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
      if (rest % 2 === 1) result = result === one ? square : multiply(result, square);
      if (rest > 1) square = multiply(square, square);
    }
    return result;
  };
  const pow = (x: DoubleDouble, n: DoubleDouble): DoubleDouble => {
    if (n.lo === 0 && n.err === 0 && Math.abs(n.hi) <= 64) {
      if (Number.isInteger(n.hi)) return wholePower(x, n.hi);
      if (Number.isInteger(2 * n.hi)) return wholePower(squareRoot(x), 2 * n.hi);
    }
    return signOf(x) === 1 ? exp(multiply(n, log(x))) : unknown;
  };

  const compare = (a: DoubleDouble, b: DoubleDouble): Ordering => {
    if (Number.isNaN(a.hi) || Number.isNaN(b.hi)) return 'unordered';
    return signOf(subtract(a, b)) ?? 'undecided';
  };
  const extreme =
    (wanted: 1 | -1) =>
    (a: DoubleDouble, b: DoubleDouble): DoubleDouble => {
      const order = compare(a, b);
      if (order === 'unordered') return notANumber;
      return order === 'undecided' ? unknown : order === 0 || order === wanted ? a : b;
    };

  return {
    number: fromDouble,
    constant: (name) => constant(name === 'pi' ? pi : e),
    nan: notANumber,
    compare,
    either: () => unknown,
    unary: {
      neg: negate,
      abs: absolute,
      sign,
      sqrt: squareRoot,
      exp,
      expm1,
      log,
      log1p,
      sin: (x) => (x.hi === 0 && x.err === 0 ? x : angle(x).sin),
      cos: (x) => angle(x).cos,
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
      phi: (x) => multiply(density, gaussian(x)),
    },
    binary: {add, sub: subtract, mul: multiply, div: divide, pow, max: extreme(1), min: extreme(-1)},
  };
}
