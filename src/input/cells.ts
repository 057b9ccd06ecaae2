/** The numbers in cells of text. */

import {commandLineError} from '../errors/errors.ts';
import {patternBits, valueOfBits} from '../exact/bit-patterns.ts';
import {float64, type NumberFormat} from '../exact/number-format.ts';
import {doubtAbout, readNumber} from '../formula/number-text.ts';

/** Where a cell stands, for messages. */
export interface Place {
  /** The input as messages name it. */
  readonly name: string;
  /** `line 3`, or `item 3` of a JSON array. */
  readonly at: string;
  /** Whether the cell may be a name that was not taken for one. */
  readonly mayBeName?: boolean;
}

/** Whether bit patterns are read in the place of numbers: never, as well, or alone. */
export type Bits = 'no' | 'too' | 'only';

/** How the cells of a column are read. */
export interface Reading {
  /** Whether hexadecimal integers are bit patterns of the format; all cells are where that is `only`. */
  readonly bits: Bits;
  readonly format: NumberFormat;
  /** Decimals of as many significant digits or more have lost others; undefined where all have theirs. */
  readonly cutAt: number | undefined;
}

/**
 * The number in a cell.
 * @throws ActError with the place and the text if it is not a number, or a doubtful one
 */
export function readCell(text: string, {name, at, mayBeName}: Place, {bits, format, cutAt}: Reading): number {
  const value = readNumber(text);
  if (value === undefined) throw commandLineError('inputCell', name, at, shown(text), mayBeName);
  const doubt = doubtAbout(text, value);
  if (bits === 'only' || (bits === 'too' && doubt === 'bits')) {
    const digits = /^\s*0x([0-9a-f]+)\s*$/i.exec(text)?.[1]; // undefined for one with a sign
    const pattern = BigInt(`0x0${digits ?? ''}`);
    if (digits === undefined || pattern >> BigInt(patternBits(format)) !== 0n)
      throw commandLineError('inputPattern', name, at, shown(text), patternBits(format), format.name);
    return valueOfBits(pattern, format);
  }
  if (doubt === 'bits') throw commandLineError('inputBits', name, at, shown(text));
  if (doubt === 'beyond') throw commandLineError('inputBeyond', name, at, shown(text));
  if (cutAt !== undefined && significantDigits(text) >= cutAt)
    throw commandLineError('inputCut', name, at, shown(text), cutAt);
  return value;
}

/** How many significant digits a decimal has; 0 for another notation. */
function significantDigits(text: string): number {
  const [, whole = '', fraction = ''] = /^\s*[+-]?(\d*)\.?(\d*)(?:e[+-]?\d+)?\s*$/i.exec(text) ?? [];
  return (whole + fraction).replace(/^0+/, '').length;
}

/** As many significant decimal digits tell all numbers of a format apart. */
export function digitsOf(format: NumberFormat = float64): number {
  return 2 + Math.floor(format.precision * Math.log10(2));
}

/** A text for a message: shortened, on one line. */
export function shown(text: string): string {
  const line = text.trim().replace(/[\n\r\t]/g, (character) => escapes[character] ?? ' ');
  // By characters, not by halves of them.
  const start = [...line.slice(0, 82)];
  return start.length > 40 ? `${start.slice(0, 37).join('')}...` : start.join('');
}

const escapes: Readonly<Record<string, string>> = {'\n': '\\n', '\r': '\\r', '\t': '\\t'};
