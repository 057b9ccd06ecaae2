/** Inputs by index: every grid point is the double nearest to the decimal that a person would write. */

import {commandLineError} from '../errors/errors.ts';
import {ascendingNumbers, numberCount, patternNumbers, type Stretch} from '../exact/every-number.ts';
import type {NumberFormat} from '../exact/number-format.ts';
import {nearestQuotient} from '../formula/number-text.ts';
import {exactDecimal, type Range} from './range.ts';

/** Numbers in chunks. */
export interface Inputs {
  /** Starts from the beginning at each call. */
  readonly chunks: () => Iterable<Float64Array>;
  readonly count: number;
  /** Some of them, without a walk over those before. */
  readonly slice: (stretch: Stretch) => Inputs;
}

/** (start + i·increment) / divisor, for i = 0 ... count - 1. */
interface Progression {
  readonly start: bigint;
  readonly increment: bigint;
  readonly divisor: bigint;
  readonly count: number;
}

const chunkLength = 4096;
/** The first chunk is short, so that the first row of a long table leaves at once. */
const firstLength = 64;

/**
 * from, from + step, ... up to `to`, which is included if the step lands on it. A range without a step takes the
 * default one, in the direction of its end: `6:-6` counts down.
 * @throws ActError for more points than can be counted
 */
export function rangeInputs(range: Range, defaultStep = 1): Inputs {
  const {from, to, step, places} = range.exact;
  const standard = exactDecimal(String(defaultStep), defaultStep);
  const scale = 10n ** BigInt(Math.max(0, standard.places - places));
  const rescaled = standard.digits * 10n ** BigInt(Math.max(0, places - standard.places));
  const increment = step === undefined ? (from > to ? -rescaled : rescaled) : step * scale;
  const count = ((to - from) * scale) / increment + 1n;
  if (count > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw commandLineError('range', range.text, 'it has more points than can be counted');
  }
  return progression({
    start: from * scale,
    increment,
    divisor: 10n ** BigInt(places) * scale,
    count: Number(count),
  });
}

/** `count` points evenly spaced over the range, both ends included, whatever its step; a single point is the start. */
export function pointInputs(range: Range, count: number): Inputs {
  const {from, to, places} = range.exact;
  const gaps = BigInt(Math.max(count - 1, 1));
  return progression({start: from * gaps, increment: to - from, divisor: 10n ** BigInt(places) * gaps, count});
}

/** The numbers of an array. */
export function listInputs(values: Float64Array): Inputs {
  return {
    chunks: () => [values],
    count: values.length,
    slice: ({from, to}) => listInputs(values.subarray(from, to)),
  };
}

/** Every number of a format of 32 bits or fewer, in ascending order; never all at once. */
export function everyInput(format: NumberFormat): Inputs {
  return inputsBy((stretch) => ascendingNumbers(format, stretch), {from: 0, to: numberCount(format)});
}

/** The same and every NaN, in the order of their bit patterns. */
export function patternInputs(format: NumberFormat): Inputs {
  return inputsBy((stretch) => patternNumbers(format, stretch), {from: 0, to: 2 ** format.bits});
}

function progression(exact: Progression): Inputs {
  const reduced = lowestTerms(exact);
  const at = isSafe(reduced) ? divideDoubles(reduced) : divideIntegers(reduced);
  const numbers = ({from, to}: Stretch): Float64Array => {
    const chunk = new Float64Array(to - from);
    for (let i = 0; i < chunk.length; i++) chunk[i] = at(from + i);
    return chunk;
  };
  return inputsBy(numbers, {from: 0, to: exact.count});
}

/** Numbers that are made a stretch at a time. */
function inputsBy(numbers: (stretch: Stretch) => Float64Array, {from, to}: Stretch): Inputs {
  return {
    count: to - from,
    slice: (stretch) => inputsBy(numbers, {from: from + stretch.from, to: from + stretch.to}),
    *chunks() {
      for (let start = from; start < to; ) {
        const end = Math.min(start + (start === 0 ? firstLength : chunkLength), to);
        yield numbers({from: start, to: end});
        start = end;
      }
    },
  };
}

/** By one division of integers that are exact as doubles, which is correctly rounded: no bigint for each point. */
function divideDoubles({start, increment, divisor}: Progression): (index: number) => number {
  const [first, gap, under] = [Number(start), Number(increment), Number(divisor)];
  return (index) => (first + index * gap) / under;
}

function divideIntegers({start, increment, divisor}: Progression): (index: number) => number {
  return (index) => nearestQuotient(start + BigInt(index) * increment, divisor);
}

/** Whether start, divisor, every multiple of the increment and its sum with the start are exact as doubles. */
function isSafe({start, increment, divisor, count}: Progression): boolean {
  const limit = BigInt(Number.MAX_SAFE_INTEGER);
  const length = absolute(increment) * BigInt(count);
  const exactDivisor = divisor < 10n ** 300n && BigInt(Number(divisor)) === divisor;
  return exactDivisor && absolute(start) <= limit && length <= limit && absolute(start) + length <= limit;
}

function lowestTerms({start, increment, divisor, count}: Progression): Progression {
  const common = greatestDivisor(greatestDivisor(absolute(start), absolute(increment)), divisor);
  return {start: start / common, increment: increment / common, divisor: divisor / common, count};
}

/** Euclid by a loop: the recursion would be thousands of calls deep for ends such as 1e-300. */
function greatestDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a, b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

function absolute(value: bigint): bigint {
  return value < 0n ? -value : value;
}
