import {expect, test} from 'vitest';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import type {Big} from '../../src/exact/big-float/big-float.ts';
import {createDoubleDoubleArithmetic} from '../../src/exact/double-double/arithmetic.ts';
import {roundHalfToEven, stepAt} from '../../src/formula/steps.ts';

/** As numpy.rint and numpy.floor give them. */
const known = [
  [2.5, 2, 2],
  [3.5, 4, 3],
  [-2.5, -2, -3],
  [-1.5, -2, -2],
  [0.5, 0, 0],
  [-0.5, -0, -1],
  [0.49999999999999994, 0, 0],
  [-0.2, -0, -1],
  [-0, -0, -0],
  [0, 0, 0],
  [5e-324, 0, 0],
  [-5e-324, -0, -1],
  [4503599627370495.5, 4503599627370496, 4503599627370495],
  [4503599627370497, 4503599627370497, 4503599627370497],
  [1e300, 1e300, 1e300],
  [Infinity, Infinity, Infinity],
  [NaN, NaN, NaN],
] as const;

const double = (a: Big | undefined): number => {
  if (a?.kind === 'zero') return a.negative ? -0 : 0;
  if (a?.kind === 'infinity') return a.negative ? -Infinity : Infinity;
  return a?.kind === 'ball' && a.r === 0n ? Number(a.m) * 2 ** a.e : NaN;
};

test.each(known)('%d is rounded to %d and down to %d in every arithmetic', (x, rounded, down) => {
  expect(roundHalfToEven(x)).toBe(rounded);
  expect(stepAt('floor', x)).toBe(down);
  const balls = createBigArithmetic({precision: 80, last: false});
  expect(double(balls.unary.round?.(balls.number(x)))).toBe(rounded);
  expect(double(balls.unary.floor?.(balls.number(x)))).toBe(down);
  const pairs = createDoubleDoubleArithmetic();
  if (!(Math.abs(x) < 1e100) || Math.abs(x) < 1e-100) return; // beyond their sizes
  expect(pairs.unary.round?.(pairs.number(x))).toEqual({hi: rounded, lo: 0, err: 0});
  expect(pairs.unary.floor?.(pairs.number(x))).toEqual({hi: down, lo: 0, err: 0});
});

const ball = (m: bigint, e: number, r: bigint): Big => ({kind: 'ball', m, e, r});

test.each([
  ['inside (1, 2)', ball(3n, -1, 1n), 1, NaN],
  ['inside (1, 3/2)', ball(5n, -2, 1n), 1, 1],
  ['inside (3/2, 2)', ball(7n, -2, 1n), 1, 2],
  ['inside (-1/2, 0)', ball(-1n, -2, 1n), -1, -0],
  ['inside (-1/2, 1/2), with an unknown sign', ball(0n, -2, 2n), NaN, NaN],
  ['about 1', ball(1n << 70n, -70, 1n), NaN, 1],
  ['about 3/2', ball(3n << 70n, -71, 1n), 1, NaN],
])('a ball %s has a step where all numbers in it have the same', (_, a, down, rounded) => {
  const {unary} = createBigArithmetic({precision: 80, last: false});
  expect(double(unary.floor?.(a))).toBe(down);
  expect(double(unary.round?.(a))).toBe(rounded);
});

test('the last rung takes what it cannot tell from a jump for that jump', () => {
  const {unary} = createBigArithmetic({precision: 80, last: true});
  expect(double(unary.floor?.(ball(1n << 70n, -70, 1n)))).toBe(1);
  expect(double(unary.round?.(ball(3n << 70n, -71, 1n)))).toBe(2);
  expect(double(unary.round?.(ball(5n << 70n, -71, 1n)))).toBe(2);
  expect(double(unary.floor?.(ball(3n, -1, 2n)))).toBeNaN();
});

test('the steps of a ball hold those of all numbers in it', () => {
  const {unary} = createBigArithmetic({precision: 30, last: false});
  for (let m = -40n; m <= 40n; m += 1n) {
    for (const [e, r] of [
      [-3, 3n],
      [-3, 9n],
      [-1, 5n],
      [0, 2n],
      [2, 1n],
    ] as const) {
      for (const name of ['floor', 'round'] as const) {
        const result = unary[name]?.(ball(m, e, r));
        const [low, high] =
          result?.kind === 'ball'
            ? [Number(result.m - result.r) * 2 ** result.e, Number(result.m + result.r) * 2 ** result.e]
            : [double(result), double(result)];
        for (let k = 1; k < 16; k += 1) {
          const x = (Number(m) + Number(r) * (k / 8 - 1)) * 2 ** e;
          const y = stepAt(name, x);
          expect(low <= y && y <= high, `${name} of (${m} ± ${r}) 2^${e} at ${x}`).toBe(true);
        }
      }
    }
  }
});
