/** Probabilities under a normal distribution. */

import {doubleNamed} from '../formula/plain-doubles.ts';
import {rule} from './quadrature.ts';

/** A normal distribution. */
export interface Normal {
  readonly mean: number;
  readonly std: number;
}

/** Density of the standard normal law, 1.4 ulp. */
export function density(z: number): number {
  return doubleNamed('phi')(z);
}

function distribution(z: number): number {
  return doubleNamed('Phi')(z);
}

/** P(from < x < to), as exact in the tails and over narrow intervals as at the centre. */
export function probability(from: number, to: number, {mean, std}: Normal): number {
  const [a, b] = [(from - mean) / std, (to - mean) / std];
  if (!(a < b)) return 0;
  // Phi(b) - Phi(a) would cancel here, and the density hardly changes over the interval.
  if ((b - a) * Math.max(1, Math.abs(a), Math.abs(b)) < 1) {
    const [middle, half] = [a + (b - a) / 2, (b - a) / 2];
    return rule().reduce((sum, {node, kronrod}) => sum + half * kronrod * density(middle + half * node), 0);
  }
  return a > 0 ? distribution(-a) - distribution(-b) : distribution(b) - distribution(a);
}
