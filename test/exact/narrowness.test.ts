import {describe, expect, test} from 'vitest';
import {createBigArithmetic} from '../../src/exact/big-float/arithmetic.ts';
import type {Big} from '../../src/exact/big-float/big-float.ts';
import {createDoubleDoubleArithmetic} from '../../src/exact/double-double/arithmetic.ts';
import {binaryNames, unaryNames} from './enclosures.ts';

/*
 * An enclosure that is wider than need be is right, and makes every call climb the ladder: how narrow they are is
 * measured here, at ordinary numbers. The relative error is 2^-bits.
 */

const doubles = createDoubleDoubleArithmetic();
const balls = createBigArithmetic({precision: 80, last: false});

/** Up to 18, beyond which erfc, Phi and phi are below what double-doubles hold; not so near to a zero of sin or cos. */
const points = Array.from({length: 262}, (_, i) => (i - 131) * 0.137 + 0.01);
const domain: Readonly<Record<string, number>> = {log: 0, sqrt: 0, log1p: -1};
const inDomain = (name: string) => points.filter((x) => x > (domain[name] ?? -Infinity));

/** NaN for what is no number. */
const bitsOf = (error: number, size: number) =>
  error === 0 && !Number.isNaN(size) ? Infinity : Math.log2(Math.abs(size)) - Math.log2(error);

/** Measured: 102.9 for sqrt, 72.99 (tan) to 77.9 for the others, 68.5 for softplus. */
const pairBits: Readonly<Record<string, number>> = {
  neg: Infinity,
  abs: Infinity,
  sign: Infinity,
  floor: Infinity,
  round: Infinity,
  sqrt: 102,
  softplus: 68,
};
/** Measured: 79 to 81, 76.7 (sech2) and more for what is made of several, and as much less as the square of the argument has bits. */
const ballBits: Readonly<Record<string, number>> = {
  neg: Infinity,
  abs: Infinity,
  sign: Infinity,
  floor: Infinity,
  round: Infinity,
  sech2: 76,
  Phi: 69,
  phi: 70,
};

describe.each(unaryNames)('%s of an ordinary double', (name) => {
  test('is known to so many bits by a double-double', () => {
    for (const x of inDomain(name)) {
      const {hi, err} = doubles.unary[name]?.(doubles.number(x)) ?? expect.unreachable();
      expect(bitsOf(err, hi), `${x}`).toBeGreaterThanOrEqual(pairBits[name] ?? 72.9);
    }
  });

  test('is known to nearly all its bits by a ball of 80', () => {
    for (const x of inDomain(name)) {
      const value = balls.unary[name]?.(balls.number(x));
      if (value?.kind === 'zero' && ['floor', 'round'].includes(name)) continue;
      if (value?.kind !== 'ball') expect.unreachable(`${x}`);
      else expect(bitsOf(Number(value.r), Number(value.m)), `${x}`).toBeGreaterThanOrEqual(ballBits[name] ?? 77);
    }
  });
});

test.each(['expm1', 'log1p', 'sin', 'tan', 'atan', 'sinh', 'tanh', 'erf'])(
  'near 0 %s is known to nearly as many bits by a double-double',
  (name) => {
    for (const x of [1e-3, -1e-5, 1e-9, -1e-30]) {
      const {hi, err} = doubles.unary[name]?.(doubles.number(x)) ?? expect.unreachable();
      // Measured: 69.3 for tanh.
      expect(bitsOf(err, hi), `${x}`).toBeGreaterThanOrEqual(69);
    }
  },
);

// The places behind the point are so many more as the result is small; beside other zeros of sin and cos they are not.
test.each([
  ['log', 1 + 2 ** -40, 79],
  ['log', 1 - 2 ** -53, 79],
  ['log1p', 1e-30, 78],
  ['log1p', -1e-15, 78],
  ['expm1', 1e-15, 78],
  ['sin', 1e-15, 78],
  ['tan', 1e-15, 77],
  ['atan', -1e-15, 78],
  ['sinh', 1e-15, 77],
  ['tanh', 1e-15, 77],
  ['erf', 1e-15, 77],
  ['expm1', -1e-30, 78],
  ['sin', 1e-30, 78],
  ['sin', Math.PI, 67],
  ['cos', Math.PI / 2, 66],
  ['cos', 1e22, 78],
  ['atan', 1e-30, 78],
  ['sinh', 1e-30, 77],
  ['tanh', -1e-30, 77],
  ['erf', 1e-30, 77],
  ['erfc', 25, 79],
  ['exp', -1e5, 79],
  ['sigmoid', -1e5, 77],
  ['softplus', -1e5, 77],
])('beside a zero %s(%d) is known to %i bits by a ball of 80', (name, x, bits) => {
  const value = balls.unary[name]?.(balls.number(x));
  if (value?.kind !== 'ball') expect.unreachable();
  else expect(bitsOf(Number(value.r), Number(value.m))).toBeGreaterThanOrEqual(bits);
});

test('sums and products of doubles are exact by either, quotients are known to 101 bits and to 80', () => {
  for (const name of binaryNames.filter((each) => each !== 'pow')) {
    for (const x of points) {
      const y = 3.7 - x / 7;
      const {hi, err} = doubles.binary[name]?.(doubles.number(x), doubles.number(y)) ?? expect.unreachable();
      const ball = createBigArithmetic({precision: 160, last: false}).binary[name]?.(balls.number(x), balls.number(y));
      if (ball?.kind !== 'ball') expect.unreachable(`${x}`);
      else if (name === 'div') expect(bitsOf(Number(ball.r), Number(ball.m))).toBeGreaterThanOrEqual(159);
      else expect(ball.r).toBe(0n);
      expect(bitsOf(err, hi)).toBeGreaterThanOrEqual(name === 'div' ? 100 : Infinity);
    }
  }
});

/** The number that a ball without radius is, or an extreme. */
function exactly(value: Big | undefined): number | undefined {
  if (value?.kind === 'ball') return value.r === 0n ? Number(value.m) * 2 ** value.e : undefined;
  if (value?.kind === 'infinity') return value.negative ? -Infinity : Infinity;
  return value?.kind === 'zero' ? 0 : undefined;
}

// Where nothing is left open, what is added to it may be a tie.
test.each([
  ['exp', 0, 1],
  ['expm1', 0, 0],
  ['log', 1, 0],
  ['log1p', 0, 0],
  ['sqrt', 0, 0],
  ['sin', 0, 0],
  ['tan', 0, 0],
  ['atan', 0, 0],
  ['sinh', 0, 0],
  ['cosh', 0, 1],
  ['tanh', 0, 0],
  ['erf', 0, 0],
  ['erfc', 0, 1],
  ['Phi', 0, 0.5],
])('%s(%d) is exactly %d', (name, x, wanted) => {
  expect(doubles.unary[name]?.(doubles.number(x))).toMatchObject({hi: wanted, lo: 0, err: 0});
  expect(exactly(balls.unary[name]?.(balls.number(x)))).toBe(wanted);
});

test.each([
  ['sqrt', 6.25, 2.5],
  ['cos', 0, 1],
  ['sech2', 0, 1],
  ['sigmoid', 0, 0.5],
  ['log1p', -1, -Infinity],
  ['log', 0, -Infinity],
])('by a ball %s(%d) is exactly %d', (name, x, wanted) => {
  expect(exactly(balls.unary[name]?.(balls.number(x)))).toBe(wanted);
});
