/**
 * The functions of the formula language in double-double: the first rung of the ladder, which answers nearly every
 * ordinary call. Errors that are not carried by the operations themselves are added where they arise; seeds from Math
 * are checked, so nothing depends on their quality.
 */

import type {Arithmetic, Ordering} from '../formula/arithmetic.ts';
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
import {
  e,
  halfPi,
  inverseSqrtTwoPi,
  ln2Over64,
  type Pair,
  pi,
  powersOfTwo,
  sqrtHalf,
  twoOverSqrtPi,
} from './double-double-tables.ts';
import {createErfcx} from './erfcx.ts';

const one = fromDouble(1);
const two = fromDouble(2);
const four = fromDouble(4);

/** A constant from the tables, which are within 2^-106 of their size. */
function constant([hi, lo]: Pair): DoubleDouble {
  return {hi, lo, err: 2 ** -105 * Math.abs(hi)};
}

const ln2 = constant(ln2Over64);
const quarterTurn = constant(halfPi);
const rootHalf = constant(sqrtHalf);
const density = constant(inverseSqrtTwoPi);
const erfSlope = constant(twoOverSqrtPi);
const powers = powersOfTwo.map(constant);

/** 1/n! for n = 0..27 */
const inverseFactorials: readonly DoubleDouble[] = (() => {
  const terms = [one];
  for (let n = 1; n <= 27; n += 1) terms.push(divide(terms[n - 1] as DoubleDouble, fromDouble(n)));
  return terms;
})();

/** Σ c_k s^k, the terms from `split` on in doubles: their share must be below 2^-45 of the sum. */
export function polynomial(coefficients: readonly DoubleDouble[], s: DoubleDouble, split: number): DoubleDouble {
  let tail = 0;
  for (let k = coefficients.length - 1; k >= split; k -= 1) tail = tail * s.hi + (coefficients[k] as DoubleDouble).hi;
  // At most 24 steps of two roundings, in terms that decrease; s.hi for s errs by 2^-52 and s.err in each power.
  let sum: DoubleDouble = {
    hi: tail,
    lo: 0,
    err: Math.abs(tail) * (2 ** -46 + 64 * (s.err / (Math.abs(s.hi) + 2 ** -400))),
  };
  for (let k = split - 1; k >= 0; k -= 1) sum = add(multiply(sum, s), coefficients[k] as DoubleDouble);
  return sum;
}

/** Coefficients of (e^r - 1 - r) / r² */
const expSeries = inverseFactorials.slice(2, 14);

interface Power {
  /** e^x = 2^(k/64) (1 + rest) */
  readonly k: number;
  readonly rest: DoubleDouble;
}

/** e^x for |x| < 345: x = k log(2)/64 + r, |r| < 0.0055; the tail of the series from r^14 on is below 2^-140. */
function reduced(x: DoubleDouble): Power {
  const k = Math.round(x.hi / ln2.hi);
  const r = k === 0 ? x : subtract(x, multiply(fromDouble(k), ln2));
  return {k, rest: add(r, multiply(multiply(r, r), polynomial(expSeries, r, 4)))};
}

function assembled({k, rest}: Power): DoubleDouble {
  const j = ((k % 64) + 64) % 64;
  const power = powers[j] as DoubleDouble;
  return scaleBy(add(power, multiply(power, rest)), 2 ** ((k - j) / 64));
}

function expOnce(x: DoubleDouble): DoubleDouble {
  if (x.err > 2 ** -20) return x.hi + x.err < -340 ? {hi: 0, lo: 0, err: 2 ** -480} : unknown;
  if (x.hi === 0 && x.err === 0) return one;
  // e^-340 < 2^-490
  if (x.hi < -340) return {hi: 0, lo: 0, err: 2 ** -480};
  if (!(x.hi < 332)) return Number.isNaN(x.hi) ? notANumber : unknown;
  return assembled(reduced(x));
}

function expm1(x: DoubleDouble): DoubleDouble {
  if (x.hi === 0 && x.err === 0) return x;
  if (!(Math.abs(x.hi) < 0.4) || x.err > 2 ** -20) return subtract(expOnce(x), one);
  const power = reduced(x);
  return power.k === 0 ? power.rest : subtract(assembled(power), one);
}

/** A correction that must be tiny: otherwise the seed was no good. */
function isSmall(x: DoubleDouble): boolean {
  return Math.abs(x.hi) + x.err < 2 ** -35;
}

/** seed + log(1 + t) for |t| < 2^-35: t - t²/2, the rest below |t|³. */
function corrected(seed: number, t: DoubleDouble): DoubleDouble {
  const series = subtract(t, scaleBy(multiply(t, t), 0.5));
  const rest = (Math.abs(t.hi) + t.err) ** 3;
  return add(fromDouble(seed), {...series, err: series.err + rest});
}

function log1p(x: DoubleDouble): DoubleDouble {
  if (x.hi === 0 && x.err === 0) return x;
  if (!(x.hi < 2)) return Number.isNaN(x.hi) ? notANumber : log(add(one, x));
  const seed = Math.log1p(x.hi);
  if (!Number.isFinite(seed) || x.hi < -0.75) return log(add(one, x));
  const m = expm1(fromDouble(-seed));
  const t = add(add(x, m), multiply(x, m));
  return isSmall(t) ? corrected(seed, t) : unknown;
}

function log(x: DoubleDouble): DoubleDouble {
  const sign = signOf(x);
  if (sign !== 1) return sign === -1 || Number.isNaN(x.hi) ? notANumber : unknown;
  // Near 1 the logarithm is small, and x - 1 keeps its digits.
  if (x.hi > 0.5 && x.hi < 2) return x.hi === 1 && x.lo === 0 && x.err === 0 ? fromDouble(0) : log1p(subtract(x, one));
  const seed = Math.log(x.hi);
  const t = subtract(multiply(x, expOnce(fromDouble(-seed))), one);
  return isSmall(t) ? corrected(seed, t) : unknown;
}

/** Coefficients of sin(r)/r and cos(r) in r². */
const sinSeries = inverseFactorials.filter((_, n) => n % 2 === 1).map((c, k) => (k % 2 === 0 ? c : negate(c)));
const cosSeries = inverseFactorials.filter((_, n) => n % 2 === 0).map((c, k) => (k % 2 === 0 ? c : negate(c)));

/** sin and cos by their series to r^27 and r^26 at |r| < 0.79: the rest is below 2^-107. */
function sinCos(x: DoubleDouble): {sin: DoubleDouble; cos: DoubleDouble} {
  if (!(Math.abs(x.hi) < 2 ** 20) || x.err > 2 ** -20) return {sin: unknown, cos: unknown};
  const k = Math.round(x.hi / quarterTurn.hi);
  const r = k === 0 ? x : subtract(x, multiply(fromDouble(k), quarterTurn));
  const square = multiply(r, r);
  const even = polynomial(cosSeries, square, 8);
  const cos = {...even, err: even.err + 2 ** -106};
  const odd = multiply(r, polynomial(sinSeries, square, 8));
  const sin = {...odd, err: odd.err + 2 ** -106 * Math.abs(odd.hi)};
  switch (((k % 4) + 4) % 4) {
    case 0:
      return {sin, cos};
    case 1:
      return {sin: cos, cos: negate(sin)};
    case 2:
      return {sin: negate(sin), cos: negate(cos)};
    default:
      return {sin: negate(cos), cos: sin};
  }
}

function atan(x: DoubleDouble): DoubleDouble {
  if (x.hi === 0 && x.err === 0) return x;
  const seed = Math.atan(x.hi);
  const {sin, cos} = sinCos(fromDouble(seed));
  // tan(atan x - seed), and atan t = t - t³/3 within |t|^5.
  const t = divide(subtract(multiply(x, cos), sin), add(cos, multiply(x, sin)));
  if (!isSmall(t)) return Number.isNaN(x.hi) ? notANumber : unknown;
  return add(fromDouble(seed), {...t, err: t.err + (Math.abs(t.hi) + t.err) ** 3});
}

/** 2/√π (-1)^n / (n! (2n+1)) for n = 0..21: at z² <= 1/4 the rest is below 2^-112. */
const erfSeries = Array.from({length: 22}, (_, n) => {
  const size = divide(multiply(erfSlope, inverseFactorials[n] as DoubleDouble), fromDouble(2 * n + 1));
  return n % 2 === 0 ? size : negate(size);
});

function smallErf(z: DoubleDouble): DoubleDouble {
  return multiply(z, polynomial(erfSeries, multiply(z, z), 12));
}

export function createDoubleDoubleArithmetic(): Arithmetic<DoubleDouble> {
  const erfcx = createErfcx();

  // A value and its gradient ask for the same exponential: the last argument is remembered.
  let lastArgument = unknown;
  let lastPower = unknown;
  const exp = (x: DoubleDouble): DoubleDouble => {
    if (x.hi !== lastArgument.hi || x.lo !== lastArgument.lo || x.err !== lastArgument.err) {
      lastArgument = x;
      lastPower = expOnce(x);
    }
    return lastPower;
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

  /** erfc z = e^(-z²) erfcx(z) for z >= 0; below e^(-18.5²) nothing but the error bound is left. */
  const tail = (z: DoubleDouble, power: () => DoubleDouble): DoubleDouble =>
    z.hi > 18.5 && z.err < 0.1 ? {hi: 0, lo: 0, err: 2 ** -478} : multiply(power(), erfcx(z));
  const erfc = (z: DoubleDouble): DoubleDouble => {
    if (Math.abs(z.hi) < 0.5) return subtract(one, smallErf(z));
    const size = absolute(z);
    const rest = tail(size, () => exp(negate(multiply(z, z))));
    return isNegative(z) ? subtract(two, rest) : rest;
  };
  const erf = (z: DoubleDouble): DoubleDouble => (Math.abs(z.hi) < 0.5 ? smallErf(z) : subtract(one, erfc(z)));
  const Phi = (x: DoubleDouble): DoubleDouble => {
    const z = multiply(absolute(x), rootHalf);
    if (z.hi < 0.5) {
      const half = scaleBy(smallErf(z), 0.5);
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
    const {sin, cos} = sinCos(x);
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
      sin: (x) => (x.hi === 0 && x.err === 0 ? x : sinCos(x).sin),
      cos: (x) => sinCos(x).cos,
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
