/**
 * Double-doubles with an exponent of their own: of e^(-x²/2) at 60 a gradient needs no more than the sign, but it is far too
 * small for a double.
 *
 * A number is d 2^k, where d is 0 or lies within 2^±128 and k is a multiple of 256: so products and quotients of two such d
 * stay within the sizes that double-doubles handle. Operations and error bounds are those of double-double.ts. In a sum the
 * number with the smaller exponent is scaled to the other's; what gets too small for a double-double then is 0, within
 * 2^-479.
 */

import type {Arithmetic} from '../../formula/arithmetic.ts';
import {arithmeticOf, createOperations} from './arithmetic.ts';
import {
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
import type {Operations} from './functions.ts';
import {ln2Over128} from './tables.ts';

/** d 2^k */
export interface Wide {
  readonly d: DoubleDouble;
  readonly k: number;
}

const [up, down] = [2 ** 256, 2 ** -256];

/** log(2^256), within 2^-89 of its size: 2^15 times the two parts from the table, which overlap. */
function logOfUnit(): DoubleDouble {
  const [high, low] = [32768 * ln2Over128[0], 32768 * ln2Over128[1]];
  const hi = high + low;
  return {hi, lo: low - (hi - high), err: 2 ** -89 * hi};
}

/** The arithmetic; a result that it cannot enclose is unknown. */
export function createWideArithmetic(): Arithmetic<Wide> {
  return arithmeticOf(createWideOperations(), {
    signed: ({d}) => d,
    unknown: {d: unknown, k: 0},
    nan: {d: notANumber, k: 0},
  });
}

/** d 2^k with d brought within 2^±128. */
function normal(d: DoubleDouble, k: number): Wide {
  const size = Math.abs(d.hi);
  if (size > 2 ** 128 && size < Infinity) return normal(scaleBy(d, down), k + 256);
  return size < 2 ** -128 && size > 0 ? normal(scaleBy(d, up), k - 256) : {d, k};
}

/** x / 2^k as a double-double; k is no less than the exponent of x. */
function scaledTo(k: number, x: Wide): DoubleDouble {
  if (x.k === k) return x.d;
  // From 2^-768 on every d becomes 0, within 2^-479.
  return scaleBy(x.d, k - x.k === 256 ? down : k - x.k === 512 ? 2 ** -512 : 2 ** -768);
}

/** A number as a double-double, if it is not too large. */
function plain(x: Wide): DoubleDouble {
  return x.k > 0 ? unknown : scaledTo(0, x);
}

function createWideOperations(): Operations<Wide> {
  const inner = createOperations();
  const unit = logOfUnit();
  const sum = (a: Wide, b: Wide): Wide => {
    const k = Math.max(a.k, b.k);
    return normal(add(scaledTo(k, a), scaledTo(k, b)), k);
  };
  const opposite = ({d, k}: Wide): Wide => ({d: negate(d), k});
  const of =
    (f: (x: DoubleDouble) => DoubleDouble) =>
    (x: Wide): Wide =>
      normal(f(plain(x)), 0);
  /** A function with f(0) = 0 and f'(0) = 1 that is x within x² wherever |x| < 1/2. */
  const nearX = (f: (x: DoubleDouble) => DoubleDouble): ((x: Wide) => Wide) => {
    const ordinary = of(f);
    return (x) => {
      if (x.k >= 0 || x.d.hi === 0) return ordinary(x);
      // |x| <= 2^-128, and so is its error where its sign is known.
      const {hi, lo, err} = x.d;
      return {d: {hi, lo, err: err * (1 + 2 ** -50) + 2 ** -120 * (Math.abs(hi) + err)}, k: x.k};
    };
  };
  return {
    number: (value) => normal({hi: value, lo: 0, err: 0}, 0),
    constant: (pair) => ({d: inner.constant(pair), k: 0}),
    add: sum,
    subtract: (a, b) => sum(a, opposite(b)),
    multiply: (a, b) => normal(multiply(a.d, b.d), a.k + b.k),
    divide: (a, b) => normal(divide(a.d, b.d), a.k - b.k),
    negate: opposite,
    absolute: ({d, k}) => ({d: inner.absolute(d), k}),
    scaleBy: ({d, k}, power) => normal(scaleBy(d, power), k),
    squareRoot({d, k}) {
      const isOdd = k % 512 !== 0;
      return normal(squareRoot(isOdd ? scaleBy(d, up) : d), (isOdd ? k - 256 : k) / 2);
    },
    exp(x) {
      const d = plain(x);
      const count = Math.round(d.hi / unit.hi);
      // Beyond 2^47 the argument is not known well enough after the reduction.
      if (!(Math.abs(count) < 2 ** 40)) return {d: unknown, k: 0};
      const rest = count === 0 ? d : subtract(d, multiply(fromDouble(count), unit));
      return normal(inner.exp(rest), 256 * count);
    },
    expm1: nearX(inner.expm1),
    log({d, k}) {
      const own = normal(inner.log(d), 0);
      return k === 0 ? own : sum(own, normal(multiply(fromDouble(k / 256), unit), 0));
    },
    log1p: nearX(inner.log1p),
    sin: nearX(inner.sin),
    cos: of(inner.cos),
    atan: nearX(inner.atan),
    erfcx: of(inner.erfcx),
    erfNearZero: of(inner.erfNearZero),
    step: (x, name) => normal(inner.step(plain(x), name), 0),
    sign: ({d}) => ({d: inner.sign(d), k: 0}),
    positive: (x) => (signOf(x.d) === 1 ? x : {d: unknown, k: 0}),
    // Bounds are ordinary numbers, or 0.
    below: (x, bound, [then, otherwise]) =>
      x.d.hi * (x.k === 0 ? 1 : x.k < 0 ? down : up) < bound ? then() : otherwise(),
    numberIn: ({d, k}) => (k === 0 ? inner.numberIn(d) : undefined),
    odd: (x, f) => (x.d.hi === 0 && x.d.err === 0 ? x : f(x)),
  };
}
