/** How large a gradient is, told in classes: the words in which the search for regions speaks. */

import type {NumberFormat} from '../exact/number-format.ts';

/**
 * `dead`: f′ = 0 on a whole interval. `zero`: f′ = 0 at single points. `rounded`: not 0, but its rounding to the format
 * is. `small`: below the threshold. `large`: not below it. `undefined`: f has no value.
 */
export type GradientClass = 'dead' | 'zero' | 'rounded' | 'small' | 'large' | 'undefined';

/** The classes in the order of f′ itself, from large and negative to large and positive: a monotone f′ runs through them. */
export const classesInOrder: readonly GradientClass[] = ['large', 'small', 'rounded', 'small', 'large'];

/** Where to look next for an edge between two doubles; undefined where it is known well enough. */
export type Probe = (low: number, high: number) => number | undefined;

export interface ClassRequest {
  /** |f′| below it is small. */
  readonly threshold: number;
  /** The format whose rounding is asked for; none where the real f′ alone counts. */
  readonly format: NumberFormat | undefined;
  /** How close edges are to be known; without it, they are exact. */
  readonly probe?: Probe | undefined;
}
