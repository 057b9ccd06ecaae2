/**
 * What is known of a bounded function B(t) for large t: numbers between which it lies in the end, and what it comes to
 * along sequences on which one angle, such as the u of sin(u) for u to infinity, is k·π/4 more than a multiple of 2π.
 * Two such numbers that differ prove that there is no limit.
 */

import type {Real} from '../real-numbers/real.ts';
import {above, type Band, below, type Reals} from '../real-numbers/reals.ts';

export interface Wave {
  /** B is above `low` - ε and below `high` + ε from some t on, for every ε > 0. */
  readonly band?: Band;
  readonly samples?: Samples;
}

export interface Samples {
  /** Identifies the angle; undefined where B has a limit, which is the one value. */
  readonly angle?: string;
  /** For k = 0 to 7; undefined where it is not known. */
  readonly values: readonly (Real | undefined)[];
}

/** Values at eighths of a turn. */
export const eighths = 8;

/** A function with a limit. */
export function constantWave(reals: Pick<Reals, 'band'>, value: Real): Wave {
  return {band: reals.band(value), samples: {values: [value]}};
}

/** What a band and samples say, of which either may be missing. */
export function waveOf(band: Band | undefined, samples: Samples | undefined): Wave {
  return {...(band && isBounded(band) && {band}), ...(samples?.values.some(Boolean) && {samples})};
}

function isBounded([low, high]: Band): boolean {
  return Number.isFinite(low) && Number.isFinite(high);
}

export function addWaves(reals: Reals, a: Wave, b: Wave): Wave {
  const band: Band | undefined = a.band && b.band && [below(a.band[0] + b.band[0]), above(a.band[1] + b.band[1])];
  return waveOf(band, together(a.samples, b.samples, reals.add));
}

export function mulWaves(reals: Reals, a: Wave, b: Wave): Wave {
  return waveOf(a.band && b.band && bandProduct(a.band, b.band), together(a.samples, b.samples, reals.mul));
}

function bandProduct(a: Band, b: Band): Band {
  const ends = a.flatMap((x) => b.map((y) => x * y));
  return [below(Math.min(...ends)), above(Math.max(...ends))];
}

/** Samples of two functions combined, if they are of one angle. */
function together(
  a: Samples | undefined,
  b: Samples | undefined,
  combine: (x: Real, y: Real) => Real,
): Samples | undefined {
  if (a === undefined || b === undefined) return undefined;
  if (a.angle !== undefined && b.angle !== undefined && a.angle !== b.angle) return undefined;
  const angle = a.angle ?? b.angle;
  const length = Math.max(a.values.length, b.values.length);
  const values = Array.from({length}, (_, k) => {
    const [x, y] = [a, b].map((each) => (each.angle === undefined ? each.values[0] : each.values[k]));
    return x && y && combine(x, y);
  });
  return angle === undefined ? {values} : {angle, values};
}

/** The samples of a continuous function of B; undefined where `f` gives nothing. */
export function mapSamples(samples: Samples | undefined, f: (x: Real) => Real | undefined): Samples | undefined {
  return samples && {...samples, values: samples.values.map((value) => value && f(value))};
}

/** The sign that B keeps in the end; undefined where it may change or vanish. */
export function waveSign({band}: Wave): -1 | 1 | undefined {
  if (band === undefined) return undefined;
  return band[0] > 0 ? 1 : band[1] < 0 ? -1 : undefined;
}
