/** All numbers of a format of 32 bits or fewer, a stretch at a time, and the parts into which they can be divided. */

import {bitsOf, type NumberFormat, valueOfBits} from './number-format.ts';

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

/** How many numbers a format has: both zeros, infinities where it has them, no NaN. */
export function numberCount(format: NumberFormat): number {
  return 2 * (topPattern(format) + 1);
}

/** Some of the numbers of a format in ascending order, without NaN. */
export function ascendingNumbers(format: NumberFormat, stretch: Stretch): Float64Array {
  const top = topPattern(format);
  const sign = 2 ** (format.bits - 1);
  return numbersBy((i) => (i <= top ? sign + (top - i) : i - top - 1), format, stretch);
}

/** Some of the numbers of a format in the order of their bit patterns, as unsigned integers; NaN is among them. */
export function patternNumbers(format: NumberFormat, stretch: Stretch): Float64Array {
  return numbersBy((i) => i, format, stretch);
}

/** The bit pattern of the largest number that is not negative. */
function topPattern(format: NumberFormat): number {
  return Number(bitsOf(format.hasInfinity ? Number.POSITIVE_INFINITY : format.largest, format));
}

/** The numbers whose bit patterns are told by their place. */
function numbersBy(patternAt: (i: number) => number, format: NumberFormat, {from, to}: Stretch): Float64Array {
  const patterns = new Uint32Array(to - from);
  for (let i = 0; i < patterns.length; i += 1) patterns[i] = patternAt(from + i);
  // The processor reads those of float32 by itself, a hundred times as fast.
  if (format.name === 'float32') return new Float64Array(new Float32Array(patterns.buffer));
  return Float64Array.from(patterns, (pattern) => valueOfBits(BigInt(pattern), format));
}
