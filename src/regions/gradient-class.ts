/** Classes of gradients by size: the vocabulary of the search for regions. */

import type {Direction, NumberFormat} from '../exact/number-format.ts';

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

/** The sizes of f′ that round to 0: those below a level, which is small·share, and perhaps the level itself. */
export interface Vanishing {
  readonly small: number;
  readonly share: 0.5 | 1;
  readonly includesLevel: boolean;
}

/**
 * Half of the smallest number of a format is a tie, which rounds to 0; half of the smallest double is no double. Toward 0
 * everything below the smallest number goes.
 */
export function vanishingIn({leastExponent}: NumberFormat, direction: Direction = 'nearest'): Vanishing {
  const small = 2 ** leastExponent;
  return direction === 'toZero'
    ? {small, share: 1, includesLevel: false}
    : {small, share: 0.5, includesLevel: direction === 'nearest'};
}

/** The double between two at which an edge is looked for next; undefined if it is known well enough. */
export type Probe = (low: number, high: number) => number | undefined;

/** What the classes depend on. */
export interface ClassRequest {
  /** |f′| below it is small. */
  readonly threshold: number;
  /** The format to which f′ is rounded; undefined for the real f′. */
  readonly format: NumberFormat | undefined;
  /** How; to the nearest number if absent. */
  readonly direction?: Direction | undefined;
  /** Finds edges only as closely as needed; without it, they are exact. */
  readonly probe?: Probe | undefined;
}
