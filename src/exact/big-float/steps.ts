/** The step functions of the formula language on balls. */

import type {StepName} from '../../formula/steps.ts';
import {bitLength} from '../number-format.ts';
import {abs, type Ball, type Big, ball, fromInteger, minusZero, shift, top, unknown, zero} from './big-float.ts';

interface Operations {
  readonly precision: number;
  /** Whether this is the last rung, which takes a number that it cannot tell from a jump for that jump. */
  readonly last: boolean;
  readonly add: (a: Big, b: Big) => Big;
}

/** The last rung takes a number for a jump if it is known to 2^-60. */
const near = -60;
const half: Big = {kind: 'ball', m: 1n, e: -1, r: 0n};
/** Between -2 and 2. */
const wide: Big = {kind: 'ball', m: 0n, e: 1, r: 1n};
/** Between -1 and 1: 0 with a sign that is not known. */
const nothing: Big = {kind: 'ball', m: 0n, e: 0, r: 1n};

export function createSteps({precision, last, add}: Operations): Readonly<Record<StepName, (a: Big) => Big>> {
  /** Of an open ball. It is rounded down, after half of 1 is added to it for `round`. */
  const between = (a: Ball, name: StepName): Big => {
    // It is wider than 1, and the step of a number is within 1 of it.
    if (a.e > 0) return add(a, wide);
    const shifted = name === 'floor' ? a : add(a, half);
    if (shifted.kind !== 'ball') return unknown;
    const low = shift(shifted.m - shifted.r, shifted.e);
    const high = -shift(-shifted.m - shifted.r, shifted.e) - 1n;
    if (low < high) {
      if (!last || top({...shifted, m: 0n}) >= near) return ball(low + high, -1, high - low + 1n, precision);
      return exact({kind: 'ball', m: name === 'floor' ? 2n * high : 2n * high - 1n, e: -1, r: 0n}, name);
    }
    if (low === 0n && abs(a.m) < a.r) return last ? zero : nothing;
    return whole(low, a);
  };

  const stepOf =
    (name: StepName) =>
    (a: Big): Big => {
      if (a.kind === 'ball') return a.r === 0n ? exact(a, name) : between(a, name);
      return a.kind === 'power' ? unknown : a;
    };
  return {floor: stepOf('floor'), round: stepOf('round')};
}

/** Of a number without a radius. */
function exact({m, e, ...others}: Ball, name: StepName): Big {
  if (e >= 0) return {m, e, ...others};
  const doubled = shift(m, e + 1);
  if (name === 'floor') return whole(doubled >> 1n, {m});
  const up = (doubled + 1n) >> 1n;
  const isTie = bitLength(m & -m) === -e;
  return whole(isTie && up % 2n !== 0n ? up - 1n : up, {m});
}

/** A whole number, and -0 for 0 where it comes from below. */
function whole(n: bigint, {m}: Pick<Ball, 'm'>): Big {
  return n === 0n && m < 0n ? minusZero : fromInteger(n, 0);
}
