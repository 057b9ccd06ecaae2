/** Options that `regions` and `compare` share. */

import {actError} from '../errors.ts';
import {dtypeNamed, type NumberFormat} from '../exact/number-format.ts';
import {defaultThreshold} from '../regions/region.ts';

/** Which gradients count as small, and where they are looked for. */
export interface SearchOptions {
  /** |f′| below it is saturated or weak: a number, 0 or more; 0.01 if absent. */
  readonly threshold?: number;
  /** Only from here to there; the real line if absent. */
  readonly range?: readonly [from: number, to: number];
  /** The number format in which the gradient may underflow; none if absent. */
  readonly dtype?: string;
}

/** The same, checked. */
export interface CheckedOptions {
  readonly threshold: number;
  readonly range: readonly [from: number, to: number] | undefined;
  readonly format: NumberFormat | undefined;
}

/** @throws ActError for an unknown dtype, a threshold below 0 and a range whose ends are the wrong way round */
export function checkedOptions({threshold = defaultThreshold, range, dtype}: SearchOptions): CheckedOptions {
  if (!(threshold >= 0 && threshold < Number.POSITIVE_INFINITY)) {
    throw actError('optionValue', 'threshold', String(threshold), 'a number, 0 or more');
  }
  if (range !== undefined && !(range[0] <= range[1])) {
    throw actError('optionValue', 'range', `[${range.join(', ')}]`, 'the lower end first');
  }
  return {threshold, range, format: dtype === undefined ? undefined : dtypeNamed(dtype)};
}
