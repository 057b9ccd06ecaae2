/** How much of a result is lost: its distance from the exact value in ulps, and what is wrong beyond digits. */

import {exponentOf, type NumberFormat, roundDouble, scale} from '../exact/number-format.ts';

/** What is wrong with a result beyond its last digits. */
export type Fault = 'nan' | 'overflow' | 'missing' | 'sign' | 'flush';

/** All faults, the worst first. */
export const faults: readonly Fault[] = ['nan', 'overflow', 'missing', 'sign', 'flush'];

/** A loss; the ulps are infinite where a number and what is no number stand against each other. */
export interface Loss {
  readonly ulps: number;
  readonly fault: Fault | undefined;
}

/** The exponent of the unit in the last place of a real number in a format: the distance of two neighbours there is 2^it. */
export function unitAt(exact: number, {precision, leastExponent}: NumberFormat): number {
  return exact === 0 ? leastExponent : Math.max(exponentOf(exact) - precision + 1, leastExponent);
}

/** A difference of doubles in ulps of a format at a real number. */
export function inUlps(difference: number, exact: number, format: NumberFormat): number {
  return scale(difference, -unitAt(exact, format));
}

/**
 * The loss of a computed number against the exact value, given as its nearest double. `ulps` gives computed minus
 * exact in ulps, where doubles cannot.
 */
export function lossOf(
  computed: number,
  exact: number,
  {
    format,
    ulps: distance = () => inUlps(computed - exact, exact, format),
  }: {readonly format: NumberFormat; readonly ulps?: () => number},
): Loss {
  const right = roundDouble(exact, format, 'ieee');
  if (Number.isNaN(exact)) return Number.isNaN(computed) ? none : {ulps: Infinity, fault: 'missing'};
  if (computed === right && !Number.isFinite(right)) return none;
  if (Number.isNaN(computed)) return Number.isNaN(right) ? none : {ulps: Infinity, fault: 'nan'};
  if (!Number.isFinite(computed)) return {ulps: Infinity, fault: 'overflow'};
  if (!Number.isFinite(exact)) return {ulps: Infinity, fault: 'missing'};
  const ulps = Math.abs(distance());
  if (computed === 0 && right !== 0) return {ulps, fault: 'flush'};
  return {ulps, fault: computed * Math.sign(right) < 0 ? 'sign' : undefined};
}

const none: Loss = {ulps: 0, fault: undefined};
