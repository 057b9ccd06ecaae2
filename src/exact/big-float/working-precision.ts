/** Shared by the functions over balls: a working precision with its constants, and balls just beside a number. */

import {bitLength} from '../number-format.ts';
import {
  abs,
  type Ball,
  type Big,
  ball,
  fromInteger,
  isHuge,
  shift,
  signOf,
  splitOf,
  unknown,
  zero,
} from './big-float.ts';
import {exactSum, isFarBelow, joined, type Rests} from './split.ts';

/** A working precision, and what depends on it. */
export interface Working {
  /** Bits of the midpoint of a result. */
  readonly precision: number;
  /** A constant in units of 2^-w, computed once for each w. */
  readonly constant: (compute: (w: number) => bigint, w: number) => bigint;
  /**
   * A number within 2^-precision of the integer m: below it (-1), above it (1), or on either side. It is m + rest, where
   * that is told and shows the side.
   */
  readonly beside: (m: bigint, side: -1 | 0 | 1 | undefined, rest?: () => Big) => Big;
  /** The ball widened to a relative error of 2^-precision: t (1 + O(t)) for a tiny t. */
  readonly widen: (a: Ball) => Big;
  /** a + 1 or a - 1, to the working precision or another. */
  readonly addOne: (a: Big, sign: 1n | -1n, wanted?: number) => Big;
}

/** The working precision of a number of bits. */
export function createWorking(precision: number, rests: Rests = 'lost'): Working {
  const p = precision;
  const constants = new Map<(w: number) => bigint, Map<number, bigint>>();
  const constant = (compute: (w: number) => bigint, w: number): bigint => {
    const known = constants.get(compute) ?? new Map<number, bigint>();
    constants.set(compute, known);
    const value = known.get(w) ?? compute(w);
    known.set(w, value);
    return value;
  };

  const beside = (m: bigint, side: -1 | 0 | 1 | undefined, restOf = () => unknown): Big => {
    const rest = side === undefined || rests === 'lost' ? unknown : restOf();
    const sum = signOf(rest) === side ? joined({at: fromInteger(m, 0), rest}, p) : undefined;
    if (sum !== undefined) return sum;
    return side === undefined
      ? ball(m << BigInt(p + 2), -p - 2, 4n, p + 8)
      : ball((m << BigInt(p + 2)) + BigInt(side), -p - 2, 1n, p + 8);
  };
  const widen = (a: Ball): Big => ball(a.m << BigInt(p), a.e - p, (a.r << BigInt(p)) + abs(a.m), p);
  const addOne = (a: Big, sign: 1n | -1n, wanted = p): Big => {
    if (a.kind === 'zero') return sign === 1n ? one : minusOne;
    if (a.kind === 'power') return isHuge(a) ? a : beside(sign, a.negative ? -1 : 1, () => a);
    if (a.kind !== 'ball') return a;
    if (a.e > 0) return a.e > 3 * p ? widen(a) : ball((a.m << BigInt(a.e)) + sign, 0, a.r << BigInt(a.e), wanted);
    const split = rests === 'kept' ? splitPlus(a, sign === 1n ? one : minusOne, wanted) : undefined;
    if (split !== undefined) return split;
    if (-a.e > 4 * wanted + bits(abs(a.m))) return beside(sign, signOf(a));
    return ball(a.m + (sign << BigInt(-a.e)), a.e, a.r, wanted);
  };

  return {precision, constant, beside, widen, addOne};
}

/** a + 1 or a - 1 as an exact number and a rest, if it is one. */
function splitPlus(a: Ball, unit: Ball, precision: number): Big | undefined {
  const {at, rest} = splitOf(a) ?? {at: zero, rest: a};
  const sum = isFarBelow(rest, unit, precision) ? exactSum(at, unit, precision) : undefined;
  return sum && joined({at: sum, rest}, precision);
}

/** Exact integers. */
export const one: Ball = {kind: 'ball', m: 1n, e: 0, r: 0n};
export const minusOne: Ball = {kind: 'ball', m: -1n, e: 0, r: 0n};
export const two: Ball = {kind: 'ball', m: 1n, e: 1, r: 0n};
/** A ball that holds [-1, 1]. */
export const betweenOnes: Big = {kind: 'ball', m: 0n, e: 0, r: 2n};

/** The midpoint in units of 2^-w, within one unit. */
export function fixed(a: Ball, w: number): bigint {
  return shift(a.m, a.e + w);
}

/** A double near x 2^-w. */
export function double(x: bigint, w: number): number {
  const cut = Math.max(0, bits(x) - 64);
  return Number(x >> BigInt(cut)) * 2 ** (cut - w);
}

/** The number of bits of |m|, 0 for 0. */
export function bits(m: bigint): number {
  return m === 0n ? 0 : bitLength(abs(m));
}

/** A double in units of 2^-w, rounded down. */
export function fixedOf(x: number, w: number): bigint {
  if (x === 0) return 0n;
  // Below this 2^-e would be infinite; a seed that small may as well be 0.
  const e = Math.max(-1022, Math.floor(Math.log2(Math.abs(x))) - 53);
  return shift(BigInt(Math.round(x * 2 ** -e)), e + w);
}
