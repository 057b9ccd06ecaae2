/**
 * The primitives in plain doubles, for `--fast`, plots and quadrature. Each is within a few ulps; the ulps stated at a
 * function are its largest measured error where the result is a normal double.
 */

import {erfcxTable} from './erfcx-table.ts';
import {roundHalfToEven} from './steps.ts';

const sqrtHalf = Math.SQRT1_2;
const inverseSqrtTwoPi = 0.3989422804014327;
const veltkamp = 134217729; // 2^27 + 1

/** The rounding error of x*x, exactly (Dekker's product). */
function squareError(x: number, square: number): number {
  const scaled = veltkamp * x;
  const high = scaled - (scaled - x);
  const low = x - high;
  return low * low - (square - high * high - 2 * high * low);
}

/** e^(-x²/scale), corrected for the rounding of x², which would cost x² ulps in the tail. 1.4 ulp */
function gaussian(x: number, scale: 1 | 2): number {
  const square = x * x;
  if (!(square < 1600)) return Number.isNaN(x) ? Number.NaN : 0;
  return Math.exp(-square / scale) * (1 - squareError(x, square) / scale);
}

/** e^(z²) erfc(z) for z >= 0. 1.5 ulp */
function erfcx(z: number): number {
  const q = 1 / (1 + 0.5 * z);
  const j = Math.min(15, Math.floor(16 * q));
  const u = 16 * q - j - 0.5;
  return q * oddAndEven(erfcxTable, 10 * j, 10, u);
}

/** Σ c[k] x^k, even and odd powers apart, because two short chains of operations run side by side. */
function oddAndEven(c: readonly number[], from: number, count: number, x: number): number {
  const square = x * x;
  let even = 0;
  let odd = 0;
  for (let k = from + count - 2; k >= from; k -= 2) {
    even = even * square + (c[k] as number); // `count` coefficients from `from` on
    odd = odd * square + (c[k + 1] as number); // as above
  }
  return even + x * odd;
}

/**
 * 2/√π (-1)^n / (n! (2n+1)), n = 0..13, in double arithmetic: enough for |z| <= 1/2, where the next term is below 2^-66.
 * Written out, because a bundler keeps what is computed while a module loads, used or not.
 */
const erfSeries = [
  1.1283791670955126, -0.37612638903183754, 0.11283791670955126, -0.026866170645131252, 0.005223977625442188,
  -0.0008548327023450852, 0.00012055332981789664, -0.00001492565035840625, 0.0000016462114365889246,
  -1.6365844691234924e-7, 1.4807192815879218e-8, -1.2290555301717926e-9, 9.422759064650411e-11, -6.7113668551641105e-12,
];

function smallErf(z: number): number {
  return z * oddAndEven(erfSeries, 0, 14, z * z);
}

function erf(z: number): number {
  const size = Math.abs(z);
  if (size < 0.5) return smallErf(z);
  if (size > 6) return Math.sign(z);
  const rest = gaussian(z, 1) * erfcx(size);
  return z < 0 ? rest - 1 : 1 - rest;
}

function erfc(z: number): number {
  if (Math.abs(z) < 0.5) return 1 - smallErf(z);
  if (z < 0) return 2 - gaussian(z, 1) * erfcx(-z);
  return gaussian(z, 1) * erfcx(z);
}

/** tanh x for |x| < 0.35 by Lambert's continued fraction x / (1 + x²/(3 + x²/(5 + ...))) down to 13. 1.5 ulp */
function smallTanh(x: number): number {
  const s = x * x;
  return x * (1 - (s * (45045 + s * (2772 + s * 27))) / (135135 + s * (62370 + s * (3150 + s * 28))));
}

/** Even functions of x with which several primitives begin, so that two of these compute the exponential once. */
export const beginnings = {
  decay: (x: number): number => Math.exp(-Math.abs(x)),
  squaredDecay: (x: number): number => Math.exp(-2 * Math.abs(x)),
  bell: (x: number): number => gaussian(x, 2),
} as const;

/** How a primitive continues from its beginning. */
export interface Continuation {
  readonly after: keyof typeof beginnings;
  /** The primitive, from its argument and the value of its beginning. */
  readonly value: (x: number, begun: number) => number;
}

/** Primitives by name that begin with an exponential which others need for the same argument. */
export const continuations: Readonly<Record<string, Continuation>> = {
  sigmoid: {after: 'decay', value: (x, power) => (x >= 0 ? 1 : power) / (1 + power)},
  softplus: {after: 'decay', value: (x, power) => Math.max(x, 0) + Math.log1p(power)},
  tanh: {
    after: 'squaredDecay',
    value: (x, power) => {
      // Near 0 the difference would cancel.
      if (Math.abs(x) < 0.35) return smallTanh(x);
      const size = (1 - power) / (1 + power);
      return x < 0 ? -size : size;
    },
  },
  /** 1 - tanh², as 4e^(-2|x|) / (1 + e^(-2|x|))² */
  sech2: {after: 'squaredDecay', value: (_, power) => (4 * power) / ((1 + power) * (1 + power))},
  /** The normal distribution function, ½ erfc(-x/√2); the exponential takes x itself, not the rounded x/√2. */
  Phi: {
    after: 'bell',
    value: (x, bell) => {
      const z = Math.abs(x) * sqrtHalf;
      if (z < 0.5) return 0.5 + 0.5 * smallErf(x * sqrtHalf);
      const tail = 0.5 * bell * erfcx(z);
      return x < 0 ? tail : 1 - tail;
    },
  },
  phi: {after: 'bell', value: (_, bell) => inverseSqrtTwoPi * bell},
};

/** The other primitives that Math does not have, or has otherwise. */
const others: Readonly<Record<string, (x: number) => number>> = {erf, erfc, round: roundHalfToEven};

/** A primitive by its name in the formula language. */
export function doubleNamed(name: string): (x: number) => number {
  const continuation = continuations[name];
  if (continuation === undefined) return others[name] ?? Math[name as 'abs']; // Math has the rest
  const {after, value} = continuation;
  const begin = beginnings[after];
  return (x) => value(x, begin(x));
}
