/**
 * The formula language in double-double: the first rung of the ladder, which settles nearly every ordinary call.
 * Operations carry errors along; other errors are added where they arise. Seeds from Math are checked, so no bound depends
 * on their quality.
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
  stepOf,
  subtract,
  unknown,
} from './double-double.ts';
import {createErfcx, erfNearZero} from './erfcx.ts';
import {exp, expm1, log, log1p} from './exponential.ts';
import {functionsOf, type Operations} from './functions.ts';
import {createRegister, type Kernel, onRecords, put, taken} from './register.ts';
import {atan, sinCos} from './trigonometric.ts';

/** The arithmetic in double-double; a result that it cannot enclose is unknown. */
export function createDoubleDoubleArithmetic(): Arithmetic<DoubleDouble> {
  return arithmeticOf(createOperations(), {signed: (x) => x, unknown, nan: notANumber});
}

/** What stands for double-doubles. */
export interface Kind<V> {
  /** A double-double with the sign of a value, NaN where the value is. */
  readonly signed: (x: V) => DoubleDouble;
  readonly unknown: V;
  readonly nan: V;
}

/** The arithmetic of some operations. */
export function arithmeticOf<V>(operations: Operations<V>, {signed, unknown, nan}: Kind<V>): Arithmetic<V> {
  const {number, add, subtract, multiply, divide} = operations;
  const {unary, pow, constant, complements} = functionsOf(operations);
  const compare = (a: V, b: V): Ordering => {
    if (Number.isNaN(signed(a).hi) || Number.isNaN(signed(b).hi)) return 'unordered';
    return signOf(signed(subtract(a, b))) ?? 'undecided';
  };
  const extreme =
    (wanted: 1 | -1) =>
    (a: V, b: V): V => {
      const order = compare(a, b);
      if (order === 'unordered') return nan;
      return order === 'undecided' ? unknown : order === 0 || order === wanted ? a : b;
    };
  return {
    number,
    constant,
    nan,
    compare,
    either: () => unknown,
    unary,
    complements,
    binary: {add, sub: subtract, mul: multiply, div: divide, pow, max: extreme(1), min: extreme(-1)},
  };
}

const isZero = (x: DoubleDouble): boolean => x.hi === 0 && x.err === 0;

/** The operations on double-doubles. */
export function createOperations(): Operations<DoubleDouble> {
  const register = createRegister();
  const of = (kernel: Kernel) => onRecords(kernel, register);
  // A value and its gradient ask for the same exponentials and angles.
  const angle = lastKept((x: DoubleDouble) => {
    put(register, x.hi, [x.lo, x.err]);
    sinCos(register);
    return {sin: taken(register, 0), cos: taken(register, 3)};
  });
  return {
    number: fromDouble,
    constant: ([hi, lo]) => ({hi, lo, err: 2 ** -105 * Math.abs(hi)}),
    add,
    subtract,
    multiply,
    divide,
    negate,
    absolute,
    scaleBy,
    squareRoot,
    exp: lastKept(of(exp)),
    expm1: of(expm1),
    log: of(log),
    log1p: of(log1p),
    sin: (x) => angle(x).sin,
    cos: (x) => angle(x).cos,
    atan: of(atan),
    erfcx: of(createErfcx()),
    erfNearZero: of(erfNearZero),
    sign(x) {
      if (isZero(x)) return x;
      const certain = signOf(x);
      return certain === undefined ? (Number.isNaN(x.hi) ? notANumber : unknown) : fromDouble(certain);
    },
    step: stepOf,
    positive: (x) => (signOf(x) === 1 ? x : unknown),
    below: (x, bound, [then, otherwise]) => (x.hi < bound ? then() : otherwise()),
    numberIn: ({hi, lo, err}) => (lo === 0 && err === 0 ? hi : undefined),
    odd: (x, f) => (isZero(x) ? x : f(x)),
  };
}

/** A function whose last result is kept. */
function lastKept<T>(f: (x: DoubleDouble) => T): (x: DoubleDouble) => T {
  let last = unknown;
  let result: T | undefined;
  return (x) => {
    if (result === undefined || x.hi !== last.hi || x.lo !== last.lo || x.err !== last.err) {
      last = x;
      result = f(x);
    }
    return result;
  };
}
