/** Decimals as bytes, in the notation of `Number.prototype.toString`. */

import type {Decimal} from './shortest-decimal.ts';

/** Functions that write from an index on, where there must be room; they return the index behind what they wrote. */
export interface DecimalBytes {
  /** A whole number from 0 to 2^53. */
  readonly writeWhole: (bytes: Uint8Array, at: number, value: number) => number;
  /** A decimal above 0, not from 2^53 to 10^21: there zeros would stand in the place of digits. */
  readonly writeDecimal: (bytes: Uint8Array, at: number, decimal: Decimal) => number;
}

const [zero, minus, plus, point, letterE] = [48, 45, 43, 46, 101];

/**
 * The writers. Four digits at a time are looked up, in a table that takes half a millisecond to make, so it
 * is made for whoever has many to write.
 */
export function decimalBytes(): DecimalBytes {
  const fours = fourDigits();
  return {writeWhole, writeDecimal};

  function writeWhole(bytes: Uint8Array, at: number, value: number): number {
    if (value < 1e8) return writeSmall(bytes, at, value);
    const upper = Math.floor(value / 1e8);
    return writeEight(bytes, writeSmall(bytes, at, upper), (value - upper * 1e8) | 0);
  }

  /** Plainly from 10^-6 to 10^21, else with an exponent. */
  function writeDecimal(bytes: Uint8Array, at: number, {whole, last, exponent}: Decimal): number {
    const isLong = whole >= 1e8;
    // A long one has 15 or 16 digits, as all doubles have.
    const count = isLong ? (whole < 1e15 ? 15 : 16) : digitCount(whole);
    // Where the point stands among the digits; below 0 are the zeros between them.
    const place = count + exponent;
    const hasExponent = place <= -6 || place > 21;
    const before = hasExponent ? 1 : Math.max(place, 0);
    // Of 12.3 the digits are written one place behind their own, and those before the point then moved.
    const start = before > 0 ? at + 1 : at + 2 - place;
    // A zero before 15 digits is overwritten below.
    let end = isLong ? writeSixteen(bytes, start + count - 16, whole) : writeSmall(bytes, start, whole);
    if (last > 0) {
      bytes[start + count] = zero + last;
      end = start + count + 1;
    } else while (bytes[end - 1] === zero) end -= 1;
    if (before === 0) {
      bytes[at] = zero;
      bytes[at + 1] = point;
      for (let i = at + 2; i < start; i++) bytes[i] = zero;
      return end;
    }
    for (let i = at; i < at + before; i++) bytes[i] = bytes[i + 1] as number; // written above
    if (end === start + before) end -= 1;
    else bytes[at + before] = point;
    return hasExponent ? writeExponent(bytes, end, place - 1) : end;
  }

  /** A whole number below 10^16 in sixteen digits; returns the index behind the first eight if the others are zeros. */
  function writeSixteen(bytes: Uint8Array, at: number, value: number): number {
    const upper = Math.floor(value / 1e8);
    const lower = value - upper * 1e8;
    // As 32-bit integers, whose division by a constant is a multiplication.
    const middle = writeEight(bytes, at, upper | 0);
    const end = writeEight(bytes, middle, lower | 0);
    return lower === 0 ? middle : end;
  }

  /** A whole number below 10^8 in eight digits. */
  function writeEight(bytes: Uint8Array, at: number, value: number): number {
    const upper = (value / 10_000) | 0;
    writeFour(bytes, at, upper);
    writeFour(bytes, at + 4, value - upper * 10_000);
    return at + 8;
  }

  function writeFour(bytes: Uint8Array, at: number, value: number): void {
    const four = fours[value] as number; // below 10^4
    bytes[at] = four;
    bytes[at + 1] = four >>> 8;
    bytes[at + 2] = four >>> 16;
    bytes[at + 3] = four >>> 24;
  }
}

function writeExponent(bytes: Uint8Array, at: number, exponent: number): number {
  bytes[at] = letterE;
  bytes[at + 1] = exponent < 0 ? minus : plus;
  return writeSmall(bytes, at + 2, Math.abs(exponent));
}

/** A whole number below 10^8. */
function writeSmall(bytes: Uint8Array, at: number, value: number): number {
  const end = at + digitCount(value);
  let left = value | 0;
  for (let i = end - 1; i >= at; i--) {
    const rest = (left / 10) | 0;
    bytes[i] = zero + left - rest * 10;
    left = rest;
  }
  return end;
}

/** How many digits a whole number below 10^8 has. */
function digitCount(value: number): number {
  if (value < 10_000) return value < 100 ? (value < 10 ? 1 : 2) : value < 1000 ? 3 : 4;
  return value < 1_000_000 ? (value < 100_000 ? 5 : 6) : value < 10_000_000 ? 7 : 8;
}

/** The four digits of each number below 10^4, the first in the lowest byte. */
function fourDigits(): Uint32Array {
  const fours = new Uint32Array(10_000);
  const pairs = Uint16Array.from({length: 100}, (_, i) => zero + Math.floor(i / 10) + ((zero + (i % 10)) << 8));
  for (let first = 0; first < 100; first++) {
    // Below 100, as `first` is.
    for (let second = 0; second < 100; second++)
      fours[first * 100 + second] = (pairs[first] as number) | ((pairs[second] as number) << 16);
  }
  return fours;
}
