/** Classes of gradients by size: the vocabulary of the search for regions. */

import type {NumberFormat} from '../exact/number-format.ts';

/**
 * `dead`: f′ = 0 on a whole interval. `zero`: f′ = 0 at single points. `rounded`: not 0, but its rounding to the format
 * is. `small`: below the threshold. `large`: not below it. `undefined`: f has no value.
 * `unknown`: the search was given up.
 */
export type GradientClass = 'dead' | 'zero' | 'rounded' | 'small' | 'large' | 'undefined' | 'unknown';

/**
 * Classes told apart by the sign of f′ too, so that a monotone f′ is at each level on one interval only. With a format
 * `rounded` lies around 0, between two levels of small f′; without one a single `small` lies there.
 */
export type Level = `${'large' | 'small'} ${'negative' | 'positive'}` | 'rounded' | 'small';

export const classOfLevel: Readonly<Record<Level, GradientClass>> = {
  'large negative': 'large',
  'small negative': 'small',
  small: 'small',
  rounded: 'rounded',
  'small positive': 'small',
  'large positive': 'large',
};

/** The level of a size where f′ has this sign, which is not 0. */
export function signedLevel(size: 'large' | 'small', sign: number): Level {
  return `${size} ${sign > 0 ? 'positive' : 'negative'}`;
}

/** The double between two at which an edge is looked for next; undefined if it is known well enough. */
export type Probe = (low: number, high: number) => number | undefined;

/** What the classes depend on. */
export interface ClassRequest {
  /** |f′| below it is small. */
  readonly threshold: number;
  /** The format to which f′ is rounded; undefined for the real f′. */
  readonly format: NumberFormat | undefined;
  /** Finds edges only as closely as needed; without it, they are exact. */
  readonly probe?: Probe | undefined;
}
