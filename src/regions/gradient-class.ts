/** Classes of gradients by size: the vocabulary of the search for regions. */

import type {NumberFormat} from '../exact/number-format.ts';

/**
 * `dead`: f′ = 0 on a whole interval. `zero`: f′ = 0 at single points. `rounded`: not 0, but its rounding to the format
 * is. `small`: below the threshold. `large`: not below it. `undefined`: f has no value.
 * `unknown`: the search was given up.
 */
export type GradientClass = 'dead' | 'zero' | 'rounded' | 'small' | 'large' | 'undefined' | 'unknown';

/** The classes in the order of f′, from large and negative to large and positive; a monotone f′ runs through them. */
export const classesInOrder: readonly GradientClass[] = ['large', 'small', 'rounded', 'small', 'large'];

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
