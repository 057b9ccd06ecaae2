/** Inputs by index: every grid point is the double nearest to the decimal that a person would write. */

import {actError} from '../errors.ts';
import {nearestQuotient, readNumber} from '../formula/number-text.ts';

export interface Inputs {
  /** Starts from the beginning at each call. */
  readonly chunks: () => Iterable<Float64Array>;
  readonly count: number;
}

/** The interval from:to, in the order given, with the step where one was given. */
export interface Range {
  readonly text: string;
  readonly from: number;
  readonly to: number;
  readonly step: number | undefined;
  /** The same numbers as exact integers over 10^places, as they were written. */
  readonly exact: {
    readonly from: bigint;
    readonly to: bigint;
    readonly step: bigint | undefined;
    readonly places: number;
  };
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

/** The range that `from:to` or `from:to:step` names. */
export function parseRange(text: string): Range {
  const parts = text.split(':').map((part) => part.trim());
  if (parts.length < 2 || parts.length > 3) throw actError('range', text, 'it has the form from:to or from:to:step');
  const values = parts.map((part) => {
    const value = readNumber(part);
    if (value === undefined) throw actError('range', text, `'${part}' is not a number`);
    if (!Number.isFinite(value)) throw actError('range', text, `'${part}' is not finite`);
    return value;
  });
  const decimals = parts.map((part, index) => exactDecimal(part, values[index] as number));
  const places = Math.max(...decimals.map((decimal) => decimal.places));
  const [from, to, step] = decimals.map((decimal) => decimal.digits * 10n ** BigInt(places - decimal.places));
  if (step === 0n) throw actError('range', text, 'the step is 0');
  const exact = {from: from as bigint, to: to as bigint, step, places};
  if (step !== undefined && (exact.to - exact.from) * step < 0n) {
    throw actError('range', text, `the step ${parts[2]} leads away from ${parts[1]}`);
  }
  return {text, from: values[0] as number, to: values[1] as number, step: values[2], exact};
}

/**
 * from, from + step, ... up to and including `to` where the step lands on it. Without a step of its own the range takes
 * the given one, towards its end: `6:-6` counts down.
 */
export function rangeInputs(range: Range, defaultStep = 1): Inputs {
  const {from, to, step, places} = range.exact;
  const other = exactDecimal(String(defaultStep), defaultStep);
  const scale = 10n ** BigInt(Math.max(0, other.places - places));
  const rescaled = other.digits * 10n ** BigInt(Math.max(0, places - other.places));
  const increment = step === undefined ? (from > to ? -rescaled : rescaled) : step * scale;
  const count = ((to - from) * scale) / increment + 1n;
  if (count > BigInt(Number.MAX_SAFE_INTEGER)) {
    throw actError('range', range.text, 'it has more points than can be counted');
  }
  return progression({
    start: from * scale,
    increment,
    divisor: 10n ** BigInt(places) * scale,
    count: Number(count),
  });
}

/** `count` points evenly spaced over the range, both ends included; one point is the range's start. */
export function pointInputs(range: Range, count: number): Inputs {
  const {from, to, step, places} = range.exact;
  if (step !== undefined) throw actError('range', range.text, 'its step and --points exclude each other');
  const gaps = BigInt(Math.max(count - 1, 1));
  return progression({start: from * gaps, increment: to - from, divisor: 10n ** BigInt(places) * gaps, count});
}

/** The points of a list such as `-1,0,inf`, in the order given. */
export function parseAt(text: string): Inputs {
  const values = text.split(',').map((part) => {
    const value = readNumber(part);
    if (value === undefined) throw actError('at', text, part.trim());
    return value;
  });
  return listInputs(Float64Array.from(values));
}

/** The numbers of an array. */
export function listInputs(values: Float64Array): Inputs {
  return {chunks: () => [values], count: values.length};
}

function progression(exact: Progression): Inputs {
  const reduced = lowestTerms(exact);
  const at = isSafe(reduced) ? divideDoubles(reduced) : divideIntegers(reduced);
  return {chunks: () => chunksOf(at, exact.count), count: exact.count};
}

function* chunksOf(at: (index: number) => number, count: number): Generator<Float64Array> {
  for (let start = 0; start < count; ) {
    const chunk = new Float64Array(Math.min(start === 0 ? firstLength : chunkLength, count - start));
    for (let i = 0; i < chunk.length; i++) chunk[i] = at(start + i);
    yield chunk;
    start += chunk.length;
  }
}

/** One division of two exactly represented integers is correctly rounded: no text and no bigint for each point. */
function divideDoubles({start, increment, divisor}: Progression): (index: number) => number {
  const [first, gap, under] = [Number(start), Number(increment), Number(divisor)];
  return (index) => (first + index * gap) / under;
}

function divideIntegers({start, increment, divisor}: Progression): (index: number) => number {
  return (index) => nearestQuotient(start + BigInt(index) * increment, divisor);
}

/** Whether start, every multiple of the increment, their sums and the divisor are all doubles without rounding. */
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

/** The number as digits / 10^places: as it was written or, for hexadecimal text, as the double that it is. */
function exactDecimal(text: string, value: number): {readonly digits: bigint; readonly places: number} {
  if (Number.isSafeInteger(value) && String(value) === text) return {digits: BigInt(value), places: 0};
  const match = /^([+-]?\d*)\.?(\d*)(?:e([+-]?\d+))?$/i.exec(text);
  const exponent = Number(match?.[3] ?? '0');
  // An exponent past any double's is one of a number that rounds to 0 here; its digits would fill the memory.
  if (match === null || Math.abs(exponent) > 2000) return exactDouble(value);
  const [, whole = '', fraction = ''] = match;
  const digits = BigInt(whole.replace(/^\+/, '') + fraction);
  const places = fraction.length - exponent;
  return places < 0 ? {digits: digits * 10n ** BigInt(-places), places: 0} : {digits, places};
}

/** Every double is an integer over a power of two, and so a finite decimal. */
function exactDouble(value: number): {readonly digits: bigint; readonly places: number} {
  let places = 0;
  let scaled = value;
  while (!Number.isInteger(scaled)) {
    // Powers of two scale a double without rounding, short of overflow, which a fraction cannot reach.
    scaled *= 2;
    places += 1;
  }
  return {digits: BigInt(scaled) * 5n ** BigInt(places), places};
}
