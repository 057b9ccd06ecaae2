/** The figures of all units together. */

import {mergeMoments} from './merging.ts';
import type {UnitNumbersFigures} from './numbers-tally.ts';

/** The figures of a layer by those of its units, in their order, and by the moments of each: see `NumbersTally`. */
export function totalOf(
  figures: readonly UnitNumbersFigures[],
  momentsOf: (unit: number) => Float64Array,
): UnitNumbersFigures {
  const sum = (of: (figures: UnitNumbersFigures) => number) => figures.reduce((total, each) => total + of(each), 0);
  const moments = new Float64Array(3);
  for (const [unit] of figures.entries()) mergeMoments(moments, momentsOf(unit));
  const [finite = 0, mean = 0, squares = 0] = moments;
  const some = figures.filter(({min}) => !Number.isNaN(min));
  const areKnown = some.every(({std, mean}) => !Number.isNaN(std) && !Number.isNaN(mean));
  const std = Math.sqrt(squares / finite);
  return {
    count: sum(({count}) => count),
    nan: sum(({nan}) => nan),
    negativeInfinite: sum(({negativeInfinite}) => negativeInfinite),
    positiveInfinite: sum(({positiveInfinite}) => positiveInfinite),
    min: some.reduce((least, {min}) => Math.min(least, min), some.length === 0 ? Number.NaN : Number.POSITIVE_INFINITY),
    max: some.reduce((most, {max}) => Math.max(most, max), some.length === 0 ? Number.NaN : Number.NEGATIVE_INFINITY),
    mean: finite === 0 || !areKnown ? Number.NaN : mean,
    std: finite === 0 || !areKnown || !Number.isFinite(std) ? Number.NaN : std,
  };
}
