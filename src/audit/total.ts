/** The figures of all units together. */

import {meanAndStd, mergeMoments, type Sums} from './merging.ts';
import type {UnitNumbersFigures} from './numbers-tally.ts';

/** The figures of a layer by those of its units, in their order, and by the moments of each: see `mergeMoments`. */
export function totalOf(figures: readonly UnitNumbersFigures[], momentsOf: (unit: number) => Sums): UnitNumbersFigures {
  const sum = (of: (figures: UnitNumbersFigures) => number) => figures.reduce((total, each) => total + of(each), 0);
  const moments: Sums = [0, 0, 0, 0];
  for (const [unit] of figures.entries()) mergeMoments(moments, momentsOf(unit));
  const some = figures.filter(({min}) => !Number.isNaN(min));
  const extreme = (of: (...two: number[]) => number, end: 'min' | 'max') =>
    some.reduce((far, figures) => of(far, figures[end]), some[0]?.[end] ?? Number.NaN);
  const [min, max] = [extreme(Math.min, 'min'), extreme(Math.max, 'max')];
  return {
    count: sum(({count}) => count),
    nan: sum(({nan}) => nan),
    negativeInfinite: sum(({negativeInfinite}) => negativeInfinite),
    positiveInfinite: sum(({positiveInfinite}) => positiveInfinite),
    min,
    max,
    ...meanAndStd(moments, {min, max}),
  };
}
