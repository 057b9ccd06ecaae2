/** Under which conditions results are judged: what hardware does to subnormal numbers and to NaN, and what is left out. */

import type {NumberFormat} from '../exact/number-format.ts';
import type {Results} from './findings.ts';

export interface Conditions {
  /** Which subnormal numbers are zeros of their sign. */
  readonly flush: {readonly inputs: boolean; readonly outputs: boolean};
  /** What is right where the input is NaN; `framework`: NaN, and what the framework of the preset gives. */
  readonly nanInputs: 'framework' | 'nan' | 'zero' | 'skip';
  /** Inputs outside are left out, and NaN; all count if undefined. */
  readonly range: {readonly from: number; readonly to: number} | undefined;
  /** Whether subnormal inputs are left out. */
  readonly ignoresSubnormals: boolean;
  /** An error that is not larger, as a difference, is excused. */
  readonly tolerance: number;
}

/** Nothing is flushed, left out or excused. */
export const plainConditions: Conditions = {
  flush: {inputs: false, outputs: false},
  nanInputs: 'framework',
  range: undefined,
  ignoresSubnormals: false,
  tolerance: 0,
};

/** The least number of a format that is not subnormal. */
export function leastNormal({leastExponent, precision}: NumberFormat): number {
  return 2 ** (leastExponent + precision - 1);
}

/** Whether a number is a subnormal one of a format, below its least normal one. */
export function isSubnormal(x: number, least: number): boolean {
  return x < least && x > -least && x !== 0;
}

/** Numbers of which the subnormal ones are zeros of their sign. */
export function flushed(numbers: Float64Array | Float32Array, format: NumberFormat): Float64Array {
  const least = leastNormal(format);
  const result = Float64Array.from(numbers);
  for (let i = 0; i < result.length; i += 1) {
    const each = result[i] as number; // within its length
    if (isSubnormal(each, least)) result[i] = each < 0 ? -0 : 0;
  }
  return result;
}

/** The results whose inputs count. */
export function withinConditions(results: Results, conditions: Conditions, format: NumberFormat): Results {
  const {range, ignoresSubnormals, nanInputs} = conditions;
  if (range === undefined && !ignoresSubnormals && nanInputs !== 'skip') return results;
  const least = leastNormal(format);
  const counts = (x: number): boolean => {
    if (Number.isNaN(x)) return range === undefined && nanInputs !== 'skip';
    if (range !== undefined && !(x >= range.from && x <= range.to)) return false;
    return !(ignoresSubnormals && isSubnormal(x, least));
  };
  const rows: number[] = [];
  for (const [row, x] of results.x.entries()) if (counts(x)) rows.push(row);
  if (rows.length === results.x.length) return results;
  const picked = (numbers: Float64Array | Float32Array): Float64Array =>
    Float64Array.from(rows, (row) => numbers[row] as number); // there is one
  const {x, value, gradient, second} = results;
  return {
    x: picked(x),
    ...(value && {value: picked(value)}),
    ...(gradient && {gradient: picked(gradient)}),
    ...(second && {second: picked(second)}),
  };
}
