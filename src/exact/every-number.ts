/** All numbers of a format of 32 bits or fewer, a stretch at a time, and the parts into which they can be divided. */

import {patternBits, placeOf, valueOfPattern} from './bit-patterns.ts';
import type {NumberFormat} from './number-format.ts';

/** One of several parts of a sequence: `3/16` is the third of sixteen. */
export interface Shard {
  /** From 1 on. */
  readonly part: number;
  readonly of: number;
}

/** The elements `from` to `to`, without `to`, of a sequence. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The stretch that a shard has of so many elements: the shards follow one another, and differ by one in size at most. */
export function stretchOf({part, of}: Shard, length: number): Stretch {
  const end = (parts: number): number => Number((BigInt(parts) * BigInt(length)) / BigInt(of));
  return {from: end(part - 1), to: end(part)};
}

/** How many numbers a format has: both zeros and infinities where it has them, no NaN. */
export function numberCount(format: NumberFormat): number {
  return 2 * topPlace(format) + (format.hasNegativeZero ? 2 : 1);
}

/** Some of the numbers of a format in ascending order, without NaN. */
export function ascendingNumbers(format: NumberFormat, {from, to}: Stretch): Float64Array {
  const top = topPlace(format);
  const sign = 2 ** (format.bits - 1);
  const negative = format.hasNegativeZero ? top + 1 : top;
  const patterns = new Uint32Array(to - from);
  for (let i = 0; i < patterns.length; i += 1) {
    const place = from + i;
    patterns[i] = place < negative ? sign + (top - place) : place - negative;
  }
  return numbersOfOwnBits(patterns, format);
}

/** The numbers of some bit patterns that follow one another as unsigned integers; NaN may be among them. */
export function patternNumbers(format: NumberFormat, {from, to}: Stretch): Float64Array {
  const patterns = new Uint32Array(to - from);
  for (let i = 0; i < patterns.length; i += 1) patterns[i] = from + i;
  return numbersOfOwnBits(patterns, format);
}

/** The numbers that these patterns are in a format of 32 bits or fewer. */
export function numbersOf(patterns: Uint32Array<ArrayBuffer>, format: NumberFormat): Float64Array {
  // The processor reads those of float32, which tf32 has too, by itself, a hundred times as fast.
  if (patternBits(format) === 32) return new Float64Array(new Float32Array(patterns.buffer));
  return new Float64Array(patterns).map(valueOfPattern(format));
}

/** The same of patterns without the bits that are always 0. */
function numbersOfOwnBits(own: Uint32Array<ArrayBuffer>, format: NumberFormat): Float64Array {
  return numbersOf(format.padding === 0 ? own : own.map((bits) => bits << format.padding), format);
}

/** The place of the largest number, infinity included, among those that are not negative. */
function topPlace(format: NumberFormat): number {
  return Number(placeOf(format.hasInfinity ? Number.POSITIVE_INFINITY : format.largest, format));
}
