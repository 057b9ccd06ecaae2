/** Numbers changed by less than a rounding. */

import {addBalls, type Ball, type Big, top} from './big-float.ts';

/** A number that is neither 0 nor infinite. */
export type Finite = Big & {readonly kind: 'power' | 'ball'};

/**
 * A function from a number to an enclosure of all that it is after a change by less than a rounding to so many bits. Not
 * as a product: powers within powers would take twice as long with each level, 60 exponentials inside each other for ever.
 */
export function createWidening(precision: number): (a: Finite) => Finite {
  /** All that the logarithm of 1 ± 2^-precision may be. */
  const hair: Ball = {kind: 'ball', m: 0n, e: 1 - precision, r: 1n};
  const widened = (a: Finite): Finite => {
    if (a.kind === 'ball') {
      const radius: Ball = {kind: 'ball', m: 0n, e: top(a) - precision, r: 1n};
      return addBalls(a, radius, precision) as Finite; // no zero
    }
    const {log} = a;
    if (log.kind === 'ball') return {...a, log: addBalls(log, hair, precision)};
    return log.kind === 'power' ? {...a, log: widened(log)} : a;
  };
  return widened;
}
