/** Rational numbers n / d in lowest terms, d > 0: every double is one. */

import {fromNumber} from '../../big-float/big-float.ts';

export interface Rational {
  readonly n: bigint;
  readonly d: bigint;
}

export const rationalOne: Rational = {n: 1n, d: 1n};

/** n / d */
export function ratio(n: bigint, d: bigint): Rational {
  if (d === 1n) return {n, d};
  const common = greatestDivisor(n < 0n ? -n : n, d < 0n ? -d : d) * (d < 0n ? -1n : 1n);
  return {n: n / common, d: d / common};
}

/** A finite double, exactly. */
export function rationalOf(x: number): Rational {
  if (Number.isSafeInteger(x)) return {n: BigInt(x), d: 1n};
  const exact = fromNumber(x);
  if (exact.kind !== 'ball') throw new Error(`not a finite number: ${x}`);
  const {m, e} = exact;
  return e >= 0 ? {n: m << BigInt(e), d: 1n} : ratio(m, 1n << BigInt(-e));
}

export function addRationals(a: Rational, b: Rational): Rational {
  return a.d === b.d ? ratio(a.n + b.n, a.d) : ratio(a.n * b.d + b.n * a.d, a.d * b.d);
}

export function mulRationals(a: Rational, b: Rational): Rational {
  return ratio(a.n * b.n, a.d * b.d);
}

/** 1 / a */
export function inverseRational({n, d}: Rational): Rational {
  return n < 0n ? {n: -d, d: -n} : {n: d, d: n};
}

/** a^n for a whole number n. */
export function wholePower(a: Rational, n: bigint): Rational {
  if (n < 0n) return wholePower(inverseRational(a), -n);
  return {n: a.n ** n, d: a.d ** n};
}

/** The largest whole number that is not above it. */
export function floorRational({n, d}: Rational): bigint {
  return n >= 0n ? n / d : -((-n + d - 1n) / d);
}

/** A text that is the same for equal numbers only. */
export function rationalKey({n, d}: Rational): string {
  return d === 1n ? n.toString(36) : `${n.toString(36)}/${d.toString(36)}`;
}

function greatestDivisor(a: bigint, b: bigint): bigint {
  // Most denominators are powers of two, since doubles are.
  if ((b & (b - 1n)) === 0n && a !== 0n) {
    const twos = a & -a;
    return twos < b ? twos : b;
  }
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
