/** Options that `regions` and `compare` share. */

import {dtypeNamed, type NumberFormat} from '../exact/number-format.ts';
import {defaultThreshold} from '../regions/region.ts';
import {checkOptions, type Kind, kinds} from './options.ts';

/** Which gradients count as small, and where they are looked for. */
export interface SearchOptions {
  /** |f′| below it is saturated or weak: a number, 0 or more; 0.01 if absent. */
  readonly threshold?: number;
  /** Only from here to there; the real line if absent. */
  readonly range?: readonly [from: number, to: number];
  /** The number format in which the gradient may underflow; none if absent. */
  readonly dtype?: string;
  /** How many times as long as usual to search for what is not proven; 1 if absent. */
  readonly patience?: number;
}

/** The same, checked. */
export interface CheckedOptions {
  readonly threshold: number;
  readonly range: readonly [from: number, to: number] | undefined;
  readonly format: NumberFormat | undefined;
}

/**
 * The shared options; `others` are the kinds of those that are not shared.
 * @throws ActError for an option that is not known or of another kind, and an unknown dtype
 */
export function checkedOptions(options: SearchOptions, others: Readonly<Record<string, Kind>>): CheckedOptions {
  checkOptions(options, {
    threshold: kinds.threshold,
    range: kinds.range,
    dtype: kinds.dtype,
    patience: kinds.threshold,
    ...others,
  });
  const {threshold = defaultThreshold, range, dtype} = options;
  return {threshold, range, format: dtype === undefined ? undefined : dtypeNamed(dtype)};
}
