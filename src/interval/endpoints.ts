/**
 * The ends of intervals: numbers of which every operation gives bounds of its exact result. Doubles are fast; big
 * floats reach beyond them, into tails where a double is 0 or infinite.
 */

import {createBigArithmetic} from '../exact/big-float/arithmetic.ts';
import type {Ball, Big} from '../exact/big-float/big-float.ts';
import {fromNumber, infinity, negate, signOf, zero} from '../exact/big-float/big-float.ts';
import {doubleNamed} from '../formula/plain-doubles.ts';

/** Bounds of one exact number, low first. */
export type Bounds<E> = readonly [low: E, high: E];

export interface Endpoints<E> {
  readonly from: (x: number) => E;
  readonly constant: (name: 'pi' | 'e') => Bounds<E>;
  readonly compare: (a: E, b: E) => number;
  readonly negate: (a: E) => E;
  readonly add: (a: E, b: E) => Bounds<E>;
  /** 0 times an infinite end is 0: no number of the interval is infinite. */
  readonly mul: (a: E, b: E) => Bounds<E>;
  /** b is not 0. */
  readonly div: (a: E, b: E) => Bounds<E>;
  /** A primitive at a point of its domain; infinite ends stand for limits. */
  readonly call: (name: string, a: E) => Bounds<E>;
  /** A double near it, for the periods of sin and cos only. */
  readonly near: (a: E) => number;
}

const tiny = 2 ** -1074;

/** Functions whose values are above 0. */
const positive = ['exp', 'sigmoid', 'softplus', 'phi', 'sech2', 'erfc', 'Phi', 'cosh', 'sqrt'];
/** Functions with f(0) = 0. */
const vanishing = ['sqrt', 'expm1', 'log1p', 'sin', 'tan', 'atan', 'sinh', 'tanh', 'erf'];

/** Doubles. Operations are widened by one unit in the last place unless they are exact, functions by 2^-44. */
export const doubleEndpoints: Endpoints<number> = {
  from: (x) => x,
  constant: (name) => around(name === 'pi' ? Math.PI : Math.E, 2 ** -52),
  compare: (a, b) => a - b || 0,
  negate: (a) => -a,
  add(a, b) {
    const s = a + b;
    if (!Number.isFinite(s)) return overflowed(s, !Number.isFinite(a) || !Number.isFinite(b));
    const t = s - a;
    return a - (s - t) + (b - t) === 0 ? [s, s] : around(s, 2 ** -52);
  },
  mul(a, b) {
    if (a === 0 || b === 0) return [0, 0];
    const p = a * b;
    if (!Number.isFinite(p)) return overflowed(p, !Number.isFinite(a) || !Number.isFinite(b));
    return Math.abs(a) === 1 || Math.abs(b) === 1 ? [p, p] : signed(p, a > 0 === b > 0, 2 ** -52);
  },
  div(a, b) {
    if (a === 0) return [0, 0];
    const q = a / b;
    if (Number.isNaN(q)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (!Number.isFinite(q)) return overflowed(q, !Number.isFinite(a));
    return Math.abs(b) === 1 ? [q, q] : signed(q, a > 0 === b > 0, 2 ** -52);
  },
  call(name, a) {
    if (a === 0 && vanishing.includes(name)) return [0, 0];
    const y = doubleNamed(name)(a);
    if (Number.isNaN(y)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    if (!Number.isFinite(y)) return overflowed(y, !Number.isFinite(a) || name === 'log' || name === 'log1p');
    if (y === 0 && !Number.isFinite(a)) return [0, 0];
    return positive.includes(name) ? signed(y, true, 2 ** -44) : around(y, 2 ** -44);
  },
  near: (a) => a,
};

function around(x: number, relative: number): Bounds<number> {
  const reach = Math.abs(x) * relative + tiny;
  return [x - reach, x + reach];
}

/** The same for a number whose sign is known, though it may be rounded to 0. */
function signed(x: number, up: boolean, relative: number): Bounds<number> {
  const reach = Math.abs(x) * relative + tiny;
  return up ? [Math.max(0, x - reach), x + reach] : [x - reach, Math.min(0, x + reach)];
}

/** An infinite result: exactly so for an infinite operand, else anything beyond the largest double. */
function overflowed(x: number, exact: boolean): Bounds<number> {
  if (Number.isNaN(x)) return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  if (exact) return [x, x];
  return x > 0 ? [Number.MAX_VALUE, x] : [x, -Number.MAX_VALUE];
}

/** Big floats of 64 bits without radius. */
export function createBigEndpoints(): Endpoints<Big> {
  const arithmetic = createBigArithmetic({precision: 64, last: false});
  const operation = (name: string) => arithmetic.binary[name] as (a: Big, b: Big) => Big; // the operators exist
  const [add, mul, div] = [operation('add'), operation('mul'), operation('div')];
  const isZero = (a: Big): boolean => a.kind === 'zero';
  return {
    from: (x) => fromNumber(x),
    constant: (name) => boundsOf(arithmetic.constant(name)),
    // Without a radius the sign of a difference is certain.
    compare: (a, b) => {
      const order = arithmetic.compare(a, b);
      return typeof order === 'number' ? order : 0;
    },
    negate,
    add: (a, b) => boundsOf(add(a, b)),
    mul: (a, b) => (isZero(a) || isZero(b) ? [zero(false), zero(false)] : boundsOf(mul(a, b))),
    div: (a, b) => (isZero(a) ? [zero(false), zero(false)] : boundsOf(div(a, b))),
    call: (name, a) => boundsOf((arithmetic.unary[name] as (x: Big) => Big)(a)), // so do the primitives
    near(a) {
      if (a.kind === 'zero') return 0;
      return a.kind === 'ball' ? Number(a.m) * 2 ** Math.max(-1070, Math.min(1000, a.e)) : Number.NaN;
    },
  };
}

/** The two ends of a ball; of a number kept as its logarithm, by the ends of the logarithm. */
function boundsOf(a: Big): Bounds<Big> {
  switch (a.kind) {
    case 'ball':
      return a.r === 0n ? [a, a] : [point(a, -1n), point(a, 1n)];
    case 'power': {
      const [low, high] = boundsOf(a.log).map((log): Big => ({...a, log})) as [Big, Big]; // two ends each
      return a.negative ? [high, low] : [low, high];
    }
    case 'unknown':
    case 'nan':
      return [infinity(true), infinity(false)];
    default:
      return [a, a];
  }
}

function point({m, e, r}: Ball, sign: bigint): Big {
  const end = m + sign * r;
  return end === 0n ? zero(false) : {kind: 'ball', m: end, e, r: 0n};
}

/** Whether an end is exactly 0. */
export function isExactZero(a: number | Big): boolean {
  return typeof a === 'number' ? a === 0 : signOf(a) === 0;
}
