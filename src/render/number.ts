/** Numbers as text: exact for machines, rounded for people. */

import {bitsOf, patternBits} from '../exact/bit-patterns.ts';
import {float64, type NumberFormat} from '../exact/number-format.ts';
import {exactNumber, hexFloat} from '../formula/number-text.ts';
import type {Column} from '../report/table.ts';
import {createShortest} from './shortest.ts';

/** The writer of a column's numbers for machines: its digits read back to the same number of the format. */
export function numberWriter({format, notation}: Column): (value: number) => string {
  if (notation === 'hexadecimal') return hexFloat;
  if (notation === 'bits') return (value) => bitPattern(value, format ?? float64);
  return format === undefined || format.precision === 53 ? exactNumber : createShortest(format);
}

/** The writer of a column's numbers for people: decimals are rounded to `digits` digits, other notations are not. */
export function readableWriter(column: Column, digits: number): (value: number) => string {
  const write = numberWriter(column);
  if (column.notation !== undefined) return write;
  if (write === exactNumber) return (value) => roundedNumber(value, digits);
  // The float16 nearest to 0.1 is written 0.1, not 0.0999756; but 65504 is not written 65500 if its digits have room.
  return (value) => {
    const rounded = roundedNumber(value, digits);
    return Number(rounded) === value ? rounded : roundedNumber(Number(write(value)), digits);
  };
}

/** `0x` and a hexadecimal digit for every four bits of the format. */
function bitPattern(value: number, format: NumberFormat): string {
  return `0x${bitsOf(value, format)
    .toString(16)
    .padStart(patternBits(format) / 4, '0')}`;
}

/**
 * The value to `digits` significant digits without trailing zeros: `0.367879`, `-0`, `1.5e+10`. The decimal exponent is
 * written out from 10^-5 to where the digits end, but at least to 10^6.
 */
export function roundedNumber(value: number, digits: number): string {
  if (value === 0 || !Number.isFinite(value)) return exactNumber(value);
  const [mantissa = '', power = ''] = Math.abs(value)
    .toExponential(digits - 1)
    .split('e');
  const significant = mantissa.replace('.', '').replace(/0+$/, '');
  const exponent = Number(power);
  const sign = value < 0 ? '-' : '';
  if (exponent < -5 || exponent >= Math.max(digits, 7)) {
    const fraction = significant.slice(1);
    return `${sign}${significant.charAt(0)}${fraction === '' ? '' : `.${fraction}`}e${power}`;
  }
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${significant}`;
  const whole = significant.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = significant.slice(exponent + 1);
  return `${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}
