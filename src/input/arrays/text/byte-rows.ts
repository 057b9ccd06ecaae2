/** Rows of plain numbers, read from bytes without a text for each line or cell. */

import type {Delimiter} from '../../header.ts';
import {type Decimal, decimalReader, wholeLimit} from './decimal.ts';
import {digitsAt, numberOfDigits} from './four-digits.ts';

/** So many bytes behind the lines are in their buffer, whatever they are. */
export const slack = 4;

/** Whole lines of UTF-8, each with its line feed, in a buffer with some slack behind them. */
export interface Lines {
  readonly bytes: Uint8Array;
  /** Where the next line begins. */
  at: number;
}

/** The next line as a text; the lines then begin after it. */
export function takeLine(lines: Lines): string {
  const end = lines.bytes.indexOf(lineFeed, lines.at) + 1;
  const text = decode(lines.bytes.subarray(lines.at, end));
  lines.at = end;
  return text;
}

/** The text of whole lines of UTF-8. */
export function decode(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', {ignoreBOM: true}).decode(bytes);
}

/** Numbers of rows, one row after the other. */
export interface RowBuffer {
  readonly values: Float64Array;
  /** How many numbers there are so far: those of whole rows. */
  filled: number;
}

export interface RowShape {
  readonly delimiter: Delimiter;
  /** How many cells a row has. */
  readonly width: number;
  /** The cells that are wanted. */
  readonly indexes: readonly number[];
  /** What an empty cell is: NaN, or nothing that is read here. */
  readonly empty: 'nan' | undefined;
}

/** The bytes that matter here. */
const [tab, lineFeed, carriageReturn, blank, quote, plus, minus, zero] = [9, 10, 13, 32, 34, 43, 45, 48];
/** A point is this with the bits of 0 flipped: those of a digit give its value, and all other bytes more than 9. */
const flippedPoint = 46 ^ zero;
const [letterA, letterE, letterN] = [97, 101, 110];
/** The difference between a capital and a small letter. */
const small = 32;

/** So many digits before the point fit into an integer of 32 bits; so many of those after the eighth into a double. */
const mostWhole = 9;
const mostTail = 12;

/** No exponent of a double has more digits. */
const mostExponent = 9999;

const powers = Int32Array.from({length: 9}, (_, k) => 10 ** k);

/**
 * A function that reads rows of numbers until the buffer is full, the lines end, or one comes that is not just so many
 * decimals, empty cells and NaN; it returns how many rows it has read. That line is left for others, who know quotes,
 * comments, words and what is to be said of mistakes.
 */
export function byteRows({delimiter, width, indexes, empty}: RowShape): (lines: Lines, buffer: RowBuffer) => number {
  const between = delimiter.charCodeAt(0);
  const isBlank = between === blank;
  const hasEmpty = empty === 'nan';
  const otherBlank = between === tab ? blank : tab;
  /** Where the number of a cell goes; -1 if nowhere. */
  const places = Int32Array.from({length: width}, (_, cell) => indexes.indexOf(cell));
  const units = indexes.length;
  const decimal: Decimal = {head: 0.5, tail: 0.5, shift: 0, exponent: 0, nearest: 0.5};
  const nearestDecimal = decimalReader();

  // One long function: calls and objects for each number would cost more than the numbers. All bytes are there, for
  // each line has its line feed, at which every loop ends.
  return (lines, buffer) => {
    const {bytes} = lines;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength + slack);
    const {values} = buffer;
    const end = bytes.length;
    let rows = 0;
    let i = lines.at;
    let filled = buffer.filled;
    read: while (i < end && filled + units <= values.length) {
      for (let cell = 0; cell < width; cell += 1) {
        let byte = bytes[i] as number;
        while (byte === blank || byte === otherBlank) byte = bytes[++i] as number;
        const place = places[cell] as number;
        if (place < 0) {
          // Another column, which may hold text.
          const from = i;
          while (byte !== between && byte !== lineFeed && byte !== carriageReturn && byte !== quote) {
            if (isBlank && (byte === tab || byte < blank)) break;
            byte = bytes[++i] as number;
          }
          if (byte === quote || (isBlank && i === from)) break read;
        } else {
          const start = i;
          // Signs are as good as random, and a processor foretells branches: this has none.
          const isNegative = ((byte ^ minus) - 1) >>> 31;
          i += isNegative;
          if (byte === plus) i += 1;
          const from = i;
          let head = 0;
          let digit = (bytes[i] as number) ^ zero;
          for (; digit <= 9 && i - from <= mostWhole; digit = (bytes[++i] as number) ^ zero)
            head = (Math.imul(head, 10) + digit) | 0;
          let digits = i - from;
          let isShort = digits <= mostWhole;
          let tail = 0;
          let shift = 0;
          let exponent = 0;
          if (digit === flippedPoint) {
            i += 1;
            const fractionFrom = i;
            // Four digits at once, into the head up to eight, then into the tail.
            let four = view.getInt32(i, true);
            let count = digitsAt(four);
            let fraction = numberOfDigits(four, count);
            i += count;
            if (count === 4) {
              four = view.getInt32(i, true);
              count = digitsAt(four);
              fraction = (Math.imul(fraction, powers[count] as number) + numberOfDigits(four, count)) | 0;
              i += count;
            }
            head = head * (powers[i - fractionFrom] as number) + fraction;
            if (count === 4) {
              const tailFrom = i;
              while (count === 4 && i - tailFrom < mostTail) {
                four = view.getInt32(i, true);
                count = digitsAt(four);
                tail = tail * (powers[count] as number) + numberOfDigits(four, count);
                i += count;
              }
              shift = i - tailFrom;
              isShort &&= count < 4;
            }
            exponent = fractionFrom - i;
            digits -= exponent;
          }
          byte = bytes[i] as number;
          if (digits > 0) {
            if ((byte | small) === letterE) {
              byte = bytes[++i] as number;
              const isBelow = byte === minus;
              if (isBelow || byte === plus) byte = bytes[++i] as number;
              const digitsFrom = i;
              let written = 0;
              for (; ; i += 1) {
                digit = (bytes[i] as number) ^ zero;
                if (digit > 9 || written > mostExponent) break;
                written = (Math.imul(written, 10) + digit) | 0;
              }
              if (i === digitsFrom) break read;
              exponent += isBelow ? -written : written;
              byte = bytes[i] as number;
            }
            let isFound = false;
            if (isShort && head < wholeLimit) {
              decimal.head = head;
              decimal.tail = tail;
              decimal.shift = shift;
              decimal.exponent = exponent;
              isFound = nearestDecimal(decimal);
            } else if (!isShort) {
              // More digits than fit: what follows them is seen by Number.
              while (byte > blank && byte !== between) byte = bytes[++i] as number;
            }
            const magnitude = isFound ? decimal.nearest : Math.abs(Number(textOf(bytes.subarray(start, i))));
            // Beyond the largest double, or no number.
            if (!(magnitude < Number.POSITIVE_INFINITY)) break read;
            values[filled + place] = magnitude * (1 - 2 * isNegative);
          } else if (i > start) break read;
          else {
            values[filled + place] = Number.NaN;
            if ((byte | small) === letterN) {
              const [middle = 0, last = 0] = [bytes[i + 1], bytes[i + 2]];
              if ((middle | small) !== letterA || (last | small) !== letterN) break read;
              i += 3;
              byte = bytes[i] as number;
            } else if (!hasEmpty || isBlank || (cell === 0 && byte !== between)) break read;
          }
        }
        if (isBlank && byte > blank) break read;
        while (byte === blank || byte === otherBlank) byte = bytes[++i] as number;
        if (cell < width - 1) {
          if (isBlank) continue;
          if (byte !== between) break read;
        } else {
          if (byte === carriageReturn) byte = bytes[++i] as number;
          if (byte !== lineFeed) break read;
        }
        i += 1;
      }
      rows += 1;
      filled += units;
      lines.at = i;
    }
    buffer.filled = filled;
    return rows;
  };
}

/** Bytes of ASCII as a text. */
function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
