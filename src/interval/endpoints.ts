/**
 * Arithmetic on the ends of intervals: every operation gives bounds of its exact result. Doubles are fast; big floats
 * reach further, into tails where a double is 0 or infinite.
 */

import {createBigArithmetic} from '../exact/big-float/arithmetic.ts';
import type {Ball, Big} from '../exact/big-float/big-float.ts';
import {fromNumber, infinity, minusInfinity, negate, signOf, zero} from '../exact/big-float/big-float.ts';
import {doubleNamed} from '../formula/plain-doubles.ts';
import {type StepName, stepAt} from '../formula/steps.ts';

/** Bounds of one exact number, low first. */
export type Bounds<E> = readonly [low: E, high: E];

/** The operations on ends of type E. */
export interface Endpoints<E> {
  readonly from: (x: number) => E;
  readonly constant: (name: 'pi' | 'e') => Bounds<E>;
  /** The sign of a - b. */
  readonly compare: (a: E, b: E) => number;
  readonly negate: (a: E) => E;
  readonly add: (a: E, b: E) => Bounds<E>;
  /** 0 times an infinite end is 0: no number of the interval is infinite. */
  readonly mul: (a: E, b: E) => Bounds<E>;
  /** b is not 0. */
  readonly div: (a: E, b: E) => Bounds<E>;
  /** A primitive at a point of its domain; at an infinite end its limit. */
  readonly call: (name: string, a: E) => Bounds<E>;
  /** A step function: both bounds are the same where it is exact. */
  readonly step: (name: StepName, a: E) => Bounds<E>;
  /** A double near a, for the periods of sin and cos only. */
  readonly near: (a: E) => number;
}

const tiny = 2 ** -1074;

/** Functions whose values are above 0. */
const positive = ['exp', 'sigmoid', 'softplus', 'phi', 'sech2', 'erfc', 'Phi', 'cosh', 'sqrt'];
/** Functions with f(0) = 0. */
const vanishing = ['sqrt', 'expm1', 'log1p', 'sin', 'tan', 'atan', 'sinh', 'tanh', 'erf'];

/** Doubles. A result that is not exact is widened, that of an operation by a relative 2^-52, of a function by 2^-44. */
export const doubleEndpoints: Endpoints<number> = {
  from: (x) => x,
  constant: (name) => around(name === 'pi' ? Math.PI : Math.E, 2 ** -52),
  compare: (a, b) => a - b || 0,
  negate: (a) => -a,
  add(a, b) {
    const s = a + b;
    if (!Number.isFinite(s)) return Number.isFinite(a) && Number.isFinite(b) ? overflowed(s) : exactly(s);
    const t = s - a;
    return a - (s - t) + (b - t) === 0 ? [s, s] : around(s, 2 ** -52);
  },
  mul(a, b) {
    if (a === 0 || b === 0) return [0, 0];
    const p = a * b;
    if (!Number.isFinite(p)) return Number.isFinite(a) && Number.isFinite(b) ? overflowed(p) : exactly(p);
    if (Math.abs(a) === 1 || Math.abs(b) === 1) return [p, p];
    return a > 0 === b > 0 ? aroundPositive(p, 2 ** -52) : aroundNegative(p, 2 ** -52);
  },
  div(a, b) {
    if (a === 0) return [0, 0];
    const q = a / b;
    if (!Number.isFinite(q)) return Number.isFinite(a) ? overflowed(q) : exactly(q);
    if (Math.abs(b) === 1) return [q, q];
    return a > 0 === b > 0 ? aroundPositive(q, 2 ** -52) : aroundNegative(q, 2 ** -52);
  },
  call(name, a) {
    if (a === 0 && vanishing.includes(name)) return [0, 0];
    const y = doubleNamed(name)(a);
    if (!Number.isFinite(y)) {
      const hasPole = name === 'log' || name === 'log1p';
      return Number.isFinite(a) && !hasPole ? overflowed(y) : exactly(y);
    }
    if (y === 0 && !Number.isFinite(a)) return [0, 0];
    return positive.includes(name) ? aroundPositive(y, 2 ** -44) : around(y, 2 ** -44);
  },
  step(name, a) {
    const y = stepAt(name, a);
    return [y, y];
  },
  near: (a) => a,
};

function around(x: number, relative: number): Bounds<number> {
  const reach = Math.abs(x) * relative + tiny;
  return [x - reach, x + reach];
}

/** The same for a number that is known to be positive, though it may be rounded to 0. */
function aroundPositive(x: number, relative: number): Bounds<number> {
  const reach = Math.abs(x) * relative + tiny;
  return [Math.max(0, x - reach), x + reach];
}

/** The same for a number that is known to be negative. */
function aroundNegative(x: number, relative: number): Bounds<number> {
  const reach = Math.abs(x) * relative + tiny;
  return [x - reach, Math.min(0, x + reach)];
}

/** Bounds of an infinite result of a finite operand: anything beyond the largest double; for NaN, any number. */
function overflowed(x: number): Bounds<number> {
  if (Number.isNaN(x)) return everything;
  return x > 0 ? [Number.MAX_VALUE, x] : [x, -Number.MAX_VALUE];
}

/** Bounds of a result that is infinite exactly, as that of an infinite operand; for NaN, any number. */
function exactly(x: number): Bounds<number> {
  return Number.isNaN(x) ? everything : [x, x];
}

const everything: Bounds<number> = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];

/** Big floats of 64 bits whose radius is 0. */
export function createBigEndpoints(): Endpoints<Big> {
  const arithmetic = createBigArithmetic({precision: 64, last: false});
  const operation = (name: string) => arithmetic.binary[name] as (a: Big, b: Big) => Big; // all of them exist
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
    mul: (a, b) => (isZero(a) || isZero(b) ? [zero, zero] : boundsOf(mul(a, b))),
    div: (a, b) => (isZero(a) ? [zero, zero] : boundsOf(div(a, b))),
    call: (name, a) => boundsOf((arithmetic.unary[name] as (x: Big) => Big)(a)), // every primitive exists
    step: (name, a) => boundsOf((arithmetic.unary[name] as (x: Big) => Big)(a)), // as above
    near(a) {
      if (a.kind === 'zero') return 0;
      return a.kind === 'ball' ? Number(a.m) * 2 ** Math.max(-1070, Math.min(1000, a.e)) : Number.NaN;
    },
  };
}

/** The two ends of a ball, or of a power by the ends of its logarithm. */
function boundsOf(a: Big): Bounds<Big> {
  switch (a.kind) {
    case 'ball':
      return a.r === 0n ? [a, a] : [endOf(a, -1n), endOf(a, 1n)];
    case 'power': {
      const [logLow, logHigh] = boundsOf(a.log);
      const [small, large]: Bounds<Big> = [
        {...a, log: logLow},
        {...a, log: logHigh},
      ];
      return a.negative ? [large, small] : [small, large];
    }
    case 'unknown':
    case 'nan':
      return [minusInfinity, infinity];
    default:
      return [a, a];
  }
}

/** The upper end of a ball (side 1) or the lower one, exactly. */
function endOf({m, e, r}: Ball, side: 1n | -1n): Big {
  const end = m + side * r;
  return end === 0n ? zero : {kind: 'ball', m: end, e, r: 0n};
}

/** Whether a number is exactly 0. */
export function isExactZero(a: number | Big): boolean {
  return typeof a === 'number' ? a === 0 : signOf(a) === 0;
}

/**
 * Whether big floats may tell what doubles leave open on an interval: far out, where products of a huge and a tiny number
 * are likely, or where doubles overflow or underflow. They are slow, and no help on an interval that is merely wide.
 */
export function bigFloatsMayHelp(from: number, to: number, isExtreme: boolean): boolean {
  if (from < 0 !== to <= 0) return false;
  const [least, most] = [Math.min(Math.abs(from), Math.abs(to)), Math.max(Math.abs(from), Math.abs(to))];
  return isExtreme ? least > 16 || most < 1e-8 || most <= 2 * least : least > 1e8;
}
