import {ascendingNumbers, numberCount} from '../../src/exact/every-number.ts';
import type {NumberFormat} from '../../src/exact/number-format.ts';

/** Every number of a 16- or 8-bit format in ascending order: both zeros, infinities where it has them, no NaN. */
export function valuesOf(format: NumberFormat): Float64Array {
  return ascendingNumbers(format, {from: 0, to: numberCount(format)});
}
