/** Doubles whose texts are easy to get wrong. */

import {random} from '../../input/mutant.ts';

const doubles = new Float64Array(1);
const patterns = new BigInt64Array(doubles.buffer);

function ofBits(bits: bigint): number {
  patterns[0] = bits;
  return doubles[0] as number; // an array of one
}

function bitsOf(value: number): bigint {
  doubles[0] = value;
  return patterns[0] as bigint; // an array of one
}

/** A double and so many of its neighbours on either side. */
function around(value: number, count = 3): readonly number[] {
  const bits = bitsOf(value);
  return Array.from({length: 2 * count + 1}, (_, i) => ofBits(bits + BigInt(i - count))).filter(Number.isFinite);
}

/** All powers of two and of ten with their neighbours, subnormal numbers, the ends of all ranges; of either sign. */
export function landmarks(): readonly number[] {
  const powersOfTwo = Array.from({length: 2098}, (_, i) => 2 ** (i - 1074));
  const powersOfTen = Array.from({length: 632}, (_, i) => Number(`1e${i - 323}`));
  const others = [Number.MAX_VALUE, 2.2250738585072014e-308, 2 ** 53, 1e21, 1e-6, 0.5, 1.5, 2.5, 123456789012345680000];
  const positive = [...powersOfTwo, ...powersOfTen, ...others]
    .filter(Number.isFinite)
    .flatMap((value) => around(value));
  return [...positive, ...positive.map((value) => -value), 0, -0, Number.NaN, Infinity, -Infinity];
}

/** The kinds of random doubles, each a function that makes the next one. */
export function randomDoubles(seed: number): Readonly<Record<string, () => number>> {
  const next = random(seed);
  const below = (limit: number) => Math.floor(next() * limit);
  const digits = (count: number) => Array.from({length: count}, () => below(10)).join('');
  const word = () => BigInt(below(2 ** 32));
  const sign = () => (below(2) === 0 ? 1 : -1);
  let step = 0;
  return {
    'any bits': () => ofBits(((word() << 32n) | word()) - 2n ** 63n),
    'decimals of 1 to 17 digits': () => Number(`${digits(1 + below(17))}e${below(40) - 30}`),
    'decimals of any size': () => Number(`${digits(1 + below(17))}e${below(640) - 330}`),
    grids: () => (sign() * (1_000_000 - 20 * step++)) / 10 ** below(8),
    'results of a function': () => 1 / (1 + Math.exp(40 * (next() - 0.5))),
    'products around 1': () => sign() * next() * 10 ** below(6),
    integers: () => sign() * Math.floor(next() * 2 ** below(60)),
    'integers and a half': () => sign() * (Math.floor(next() * 2 ** below(52)) + 0.5),
    'few bits': () => sign() * below(2 ** 12) * 2 ** (below(80) - 60),
    'subnormal numbers': () => sign() * (below(2 ** 32) * Number.MIN_VALUE * 2 ** below(20)),
  };
}

/**
 * Doubles that lie, or all but lie, on the border between decimals: for each exponent those whose distance from a decimal
 * of 15 or 16 digits is nearest to half a unit in the last place, and those nearest to the middle of two of 16 or 17
 * digits. Both are odd multiples of a ratio near a whole number, so the ratio's continued fraction finds them.
 */
export function hardDoubles(): readonly number[] {
  const found: number[] = [];
  for (let exponent = -1074; exponent <= 971; exponent++) {
    const power = Math.floor(exponent * Math.log10(2)) + 1;
    const [numerator, denominator] = ratio(exponent, power);
    // (2m ± 1) · ratio / 2 is all but whole, or 20 m · ratio is all but odd.
    for (const n of nearlyWhole(numerator, 2n * denominator, 2n ** 54n)) {
      for (const multiple of multiples(n, 2n ** 53n, 2n ** 54n)) {
        if (multiple % 2n === 1n)
          found.push(scaled((multiple - 1n) / 2n, exponent), scaled((multiple + 1n) / 2n, exponent));
      }
    }
    for (const n of nearlyWhole(20n * numerator, denominator, 2n ** 53n)) {
      for (const multiple of multiples(n, 2n ** 52n, 2n ** 53n)) found.push(scaled(multiple, exponent));
    }
  }
  return found.filter(Number.isFinite);
}

/** 2^exponent / 10^power. */
function ratio(exponent: number, power: number): readonly [bigint, bigint] {
  const [two, ten] = [2n ** BigInt(Math.abs(exponent)), 10n ** BigInt(Math.abs(power))];
  return [(exponent > 0 ? two : 1n) * (power < 0 ? ten : 1n), (exponent > 0 ? 1n : two) * (power < 0 ? 1n : ten)];
}

/** The denominators of the convergents up to a limit: their products with the ratio are all but whole numbers. */
function nearlyWhole(numerator: bigint, denominator: bigint, limit: bigint): readonly bigint[] {
  let [a, b] = [numerator, denominator];
  let [before, last] = [0n, 1n];
  const all: bigint[] = [];
  a %= b;
  while (a !== 0n) {
    [a, b] = [b, a];
    const quotient = a / b;
    a %= b;
    [before, last] = [last, quotient * last + before];
    if (last > limit) break;
    all.push(last);
  }
  return all;
}

/** A few multiples between two limits, the smallest among them, which are the nearest to whole numbers. */
function multiples(n: bigint, from: bigint, to: bigint): readonly bigint[] {
  const first = (from + n - 1n) / n;
  return [0n, 1n, 2n, 3n, 4n].map((i) => (first + i) * n).filter((multiple) => multiple < to);
}

/** m · 2^exponent. */
function scaled(m: bigint, exponent: number): number {
  return Number(m) * 2 ** Math.trunc(exponent / 2) * 2 ** (exponent - Math.trunc(exponent / 2));
}
