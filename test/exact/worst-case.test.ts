import {expect, test} from 'vitest';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import {type Big, fromNumber} from '../../src/exact/big-float/big-float.ts';
import {createErfcx, erfNearZero} from '../../src/exact/double-double/erfcx.ts';
import {exp, expm1, log, log1p} from '../../src/exact/double-double/exponential.ts';
import {createRegister, type Kernel, put} from '../../src/exact/double-double/register.ts';
import {atan, sinCos} from '../../src/exact/double-double/trigonometric.ts';
import {seeded} from '../audit/slices.ts';
import {integer} from './enclosures.ts';

type Function = (x: Big) => Big;

const {unary, binary} = createBigArithmetic({precision: 260, last: false});
const of = (name: string): Function => unary[name] as Function; // the language has it
const times = binary.mul as (a: Big, b: Big) => Big; // as above
const erfcx: Function = (x) => times(of('exp')(times(x, x)), of('erfc')(x));
const register = createRegister();

/** The error of a kernel as a share of its bound, against balls of 260 bits. */
function shareOfBound({kernel, exact, place}: {kernel: Kernel; exact: Function; place: 0 | 3}, x: number): number {
  put(register, x, [0, 0]);
  kernel(register);
  const [hi = 0, lo = 0, err = 0] = register.slice(place);
  const value = exact(fromNumber(x));
  if (err === 0 || !Number.isFinite(err) || value.kind !== 'ball') return 0;
  // In units of 2^-1274.
  const shift = BigInt(value.e + 1274);
  const wanted = shift >= 0n ? value.m << shift : value.m >> -shift;
  const apart = wanted - ((integer(hi) + integer(lo)) << 200n);
  return Number(((apart < 0n ? -apart : apart) * 1_000_000n) / (integer(err) << 200n)) / 1e6;
}

/** The largest share found, of random points and then by going uphill from the worst of them. */
function worstShare(share: (x: number) => number, [from, to]: readonly [number, number], seed: number): number {
  const random = seeded(seed);
  const tried = Array.from({length: 300}, () => from + (to - from) * random()).map((x) => ({x, share: share(x)}));
  const worst = tried.toSorted((a, b) => b.share - a.share).slice(0, 5);
  for (let i = 0; i < 200; i += 1) {
    const top = worst[i % worst.length] as {x: number; share: number}; // there are five
    const x = top.x * (1 + (random() - 0.5) * 2 ** (-10 - 40 * random()));
    if (x > from && x < to && share(x) > top.share) Object.assign(top, {x, share: share(x)});
  }
  return Math.max(...worst.map((each) => each.share));
}

// In a long search, of 3,000 points and 1,500 steps uphill each, the largest share was 0.43, and far out in erfcx 0.79.
test.each<[string, Kernel, Function, readonly [number, number], 0 | 3]>([
  ['exp', exp, of('exp'), [-600, 600], 0],
  ['exp near 0', exp, of('exp'), [-1, 1], 0],
  ['expm1 near 0', expm1, of('expm1'), [-1, 1], 0],
  ['expm1', expm1, of('expm1'), [-40, 40], 0],
  ['log', log, of('log'), [0, 4], 0],
  ['log of large numbers', log, of('log'), [4, 1e10], 0],
  ['log1p', log1p, of('log1p'), [-0.99, 3], 0],
  ['log1p near 0', log1p, of('log1p'), [-1e-5, 1e-5], 0],
  ['sin', sinCos, of('sin'), [-10, 10], 0],
  ['cos', sinCos, of('cos'), [-10, 10], 3],
  ['sin far out', sinCos, of('sin'), [-1e6, 1e6], 0],
  ['atan', atan, of('atan'), [-4, 4], 0],
  ['atan far out', atan, of('atan'), [-1e12, 1e12], 0],
  ['erf near 0', erfNearZero, of('erf'), [-0.5, 0.5], 0],
  ['erfcx', createErfcx(), erfcx, [0.5, 18.5], 0],
  ['erfcx far out', createErfcx(), erfcx, [18.51, 25], 0],
])('the error of %s stays below its bound, where a search makes it as large as it can', (...kernelAndRange) => {
  const [, kernel, exact, range, place] = kernelAndRange;
  const worst = worstShare((x) => shareOfBound({kernel, exact, place}, x), range, 20261130);
  expect(worst).toBeLessThan(1);
  // A bound that is never neared is not tight, or this search looks in the wrong place.
  expect(worst).toBeGreaterThan(0.02);
});
