/**
 * The primitives in plain doubles, for `--fast`, plots and quadrature. Each is within a few ulps; the figure beside a
 * function is its largest measured error over the range where the result is a normal double.
 */

import {erfcxTable} from './erfcx-table.ts';

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

/** e^(-x²/scale): the rounding of x² is put right, or it would cost x² ulps in the tail. 1.4 ulp */
function gaussian(x: number, scale: 1 | 2): number {
  const square = x * x;
  if (!(square < 1600)) return Number.isNaN(x) ? Number.NaN : 0;
  return Math.exp(-square / scale) * (1 - squareError(x, square) / scale);
}

/** e^(z²) erfc(z) for z >= 0. 1.5 ulp */
function erfcx(z: number): number {
  const q = 1 / (1 + 0.5 * z);
  const j = Math.min(15, Math.floor(16 * q));
  const row = erfcxTable[j] as readonly number[]; // q is in (0, 1]
  const u = 16 * q - j - 0.5;
  let p = row[9] as number; // each row has ten coefficients
  for (let k = 8; k >= 0; k -= 1) p = p * u + (row[k] as number);
  return q * p;
}

/** 2/√π (-1)^n / (n! (2n+1)), n = 0..13: enough for |z| <= 1/2, where the next term is below 2^-66. */
const erfSeries: readonly number[] = (() => {
  const terms: number[] = [];
  let factorial = 1;
  for (let n = 0; n < 14; n += 1) {
    terms.push(((n % 2 === 0 ? 1 : -1) * 1.1283791670955126) / (factorial * (2 * n + 1)));
    factorial *= n + 1;
  }
  return terms;
})();

function smallErf(z: number): number {
  const square = z * z;
  let sum = 0;
  for (let n = erfSeries.length - 1; n >= 0; n -= 1) sum = sum * square + (erfSeries[n] as number);
  return z * sum;
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

/** The normal distribution function, ½ erfc(-x/√2); the exponential takes x itself, not the rounded x/√2. */
function Phi(x: number): number {
  const z = Math.abs(x) * sqrtHalf;
  if (z < 0.5) return 0.5 + 0.5 * smallErf(x * sqrtHalf);
  const tail = 0.5 * gaussian(x, 2) * erfcx(z);
  return x < 0 ? tail : 1 - tail;
}

function sigmoid(x: number): number {
  if (x >= 0) return 1 / (1 + Math.exp(-x));
  const power = Math.exp(x);
  return power / (1 + power);
}

function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

/** 1 - tanh², as 4e^(-2|x|) / (1 + e^(-2|x|))² */
function sech2(x: number): number {
  const power = Math.exp(-2 * Math.abs(x));
  const base = 1 + power;
  return (4 * power) / (base * base);
}

/** Every primitive by its name in the formula language. */
export const doubles: Readonly<Record<string, (x: number) => number>> = {
  abs: Math.abs,
  sign: Math.sign,
  sqrt: Math.sqrt,
  exp: Math.exp,
  expm1: Math.expm1,
  log: Math.log,
  log1p: Math.log1p,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  atan: Math.atan,
  sinh: Math.sinh,
  cosh: Math.cosh,
  tanh: Math.tanh,
  sech2,
  erf,
  erfc,
  sigmoid,
  softplus,
  Phi,
  phi: (x) => inverseSqrtTwoPi * gaussian(x, 2),
};
