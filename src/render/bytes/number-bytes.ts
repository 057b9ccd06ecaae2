/** Numbers as the bytes of their texts, without a text for each. */

import type {NumberFormat} from '../../exact/number-format.ts';
import {decimalBytes} from './decimal-bytes.ts';
import {type Decimal, shortestDecimal} from './shortest-decimal.ts';

/** Writes a number from an index on, where there is room for `longestNumber` bytes; returns the index behind it. */
export type NumberBytes = (bytes: Uint8Array, at: number, value: number) => number;

/** The longest are "-0x1.fffffffffffffp+1023" in quotes, and -0.0000012345678901234567 and its like. */
export const longestNumber = 26;

/** All integers below it are doubles. */
const wholeLimit = 2 ** 53;

const minus = 45;

/**
 * A writer of the texts of `createShortest`: for float64 those of `String`, and -0. What it does not know or decide is
 * left to `textOf`: infinities and NaN, subnormal numbers, powers of 2 that are no integers, ties.
 */
export function shortestBytes(format: NumberFormat, textOf: (value: number) => string): NumberBytes {
  const find = shortestDecimal(format);
  const {writeWhole, writeDecimal} = decimalBytes();
  const found: Decimal = {whole: 0, last: 0, exponent: 0};
  return (bytes, at, value) => {
    const size = Math.abs(value);
    const isNegative = value < 0;
    const start = isNegative ? at + 1 : at;
    if (size < wholeLimit && Math.floor(size) === size) {
      if (Object.is(value, -0)) return writeText(bytes, at, textOf(value));
      if (isNegative) bytes[at] = minus;
      return writeWhole(bytes, start, size);
    }
    if ((size >= wholeLimit && size < 1e21) || !find(size, found)) return writeText(bytes, at, textOf(value));
    if (isNegative) bytes[at] = minus;
    return writeDecimal(bytes, start, found);
  };
}

/** A text of 7-bit characters. */
export function writeText(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i);
  return at + text.length;
}
