/** The figures of all units together. */

import {meanAndStd, mergeMoments, momentsLength} from './merging.ts';
import type {UnitNumbersFigures} from './numbers-tally.ts';

const counts = ['count', 'nan', 'negativeInfinite', 'positiveInfinite'] as const;

/** The figures of a layer by those of its units, in their order, and by the moments of each: see `mergeMoments`. */
export function totalOf(
  units: Iterable<UnitNumbersFigures>,
  momentsOf: (unit: number) => readonly number[],
): UnitNumbersFigures {
  const total = {count: 0, nan: 0, negativeInfinite: 0, positiveInfinite: 0};
  const [moments, next] = [new Float64Array(momentsLength), new Float64Array(momentsLength)];
  let [least, most] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let unit = 0;
  for (const figures of units) {
    for (const name of counts) total[name] += figures[name];
    next.set(momentsOf(unit));
    mergeMoments(moments, next);
    // Math.min would give NaN for a unit without a finite number.
    if (!Number.isNaN(figures.min)) {
      least = Math.min(least, figures.min);
      most = Math.max(most, figures.max);
    }
    unit += 1;
  }
  const [min, max] = least > most ? [Number.NaN, Number.NaN] : [least, most];
  return {...total, min, max, ...meanAndStd(moments, {min, max})};
}
