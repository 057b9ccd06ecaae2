/** Exact values of a formula at many points: around what is told of it, and elsewhere. */

import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {exactValuesAt} from '../../src/evaluation/exact-at.ts';
import {createBudget} from '../../src/exact/budget.ts';
import {nextDouble} from '../../src/exact/doubles.ts';
import {boundsOf, type TreeBounds} from '../../src/interval/tree-bounds.ts';

export interface Sample {
  readonly x: number;
  /** f(x) and f′(x), to the nearest double. */
  readonly value: number;
  readonly slope: number;
  /** The exact signs of f′ and f. */
  readonly sign: number;
  readonly valueSign: number;
}

/** What the evaluations of one formula may cost; points beyond are left out. */
const work = 6_000_000;

/** Irregular points of every size, without 0, whose neighbours are asked for by their own. */
const everywhere = [
  ...Array.from({length: 61}, (_, i) => -6 + i * 0.19937 + 0.0123),
  ...Array.from({length: 40}, (_, i) => 10 ** (-18 + i * 1.037)).flatMap((x) => [x, -x]),
  ...[0.1, 0.5, 1, 2, 3, 7.25, 1e4, 5e-324, 1e-310, 1e200, 1.7e308].flatMap((x) => [x, -x]),
];

/**
 * The points at which a formula is looked at, ascending: usual ones, those around each `place` in steps from the next
 * double to a tenth, and some between each two places.
 */
export function pointsAround(
  places: readonly number[],
  within: readonly [from: number, to: number],
): readonly number[] {
  const finite = [...new Set(places.filter(Number.isFinite))].sort((a, b) => a - b).slice(0, 60);
  const steps = [2 ** -40, 2 ** -20, 2 ** -8, 0.1];
  const around = finite.flatMap((x) => [
    ...[-5n, -2n, -1n, 0n, 1n, 2n, 5n].map((n) => nextDouble(x, n)),
    ...steps.flatMap((step) => [x - step * Math.abs(x || 1), x + step * Math.abs(x || 1)]),
  ]);
  const between = finite.slice(1).flatMap((x, i) => {
    const before = finite[i] as number; // the one before
    return [0.013, 0.21, 0.5, 0.83, 0.991].map((share) => before + share * (x - before));
  });
  const [from, to] = within;
  const all = [...everywhere, 0, ...around, ...between, from, to];
  return [...new Set(all.map((x) => x + 0))]
    .filter((x) => Number.isFinite(x) && from <= x && x <= to)
    .sort((a, b) => a - b);
}

/** The samples at which f and f′ have values that are known. */
export function samplesAt(selection: Selection, points: readonly number[]): readonly Sample[] {
  const {trees, value} = selection;
  const slope = gradientOf(selection, 'x');
  const budget = createBudget(work);
  const roots = [value, slope, trees.call('sign', slope), trees.call('sign', value)];
  const at = exactValuesAt(selection, roots, budget);
  const [slopeBounds, valueBounds] = [boundsOf(selection, [slope], budget), boundsOf(selection, [value], budget)];
  // What no number of bits decides is taken for 0; bounds prove that it is.
  const isZero = (bounds: TreeBounds, x: number) => {
    const signs = bounds.signs(x, x, () => true);
    return signs !== undefined && !signs.above && !signs.below;
  };
  const isProven = (sign: number, bounds: TreeBounds, x: number) =>
    !Number.isNaN(sign) && (sign !== 0 || isZero(bounds, x));
  return points.flatMap((x) => {
    const [value = Number.NaN, slope = Number.NaN, sign = Number.NaN, valueSign = Number.NaN] = at(x);
    const isKnown = isProven(sign, slopeBounds, x) && isProven(valueSign, valueBounds, x);
    return isKnown && !Number.isNaN(value) && !Number.isNaN(slope) && !budget.isSpent()
      ? [{x, value, slope, sign, valueSign}]
      : [];
  });
}
