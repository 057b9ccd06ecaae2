/** Which values the y axis of a panel reaches. */

import type {Curve, Spread} from '../../report/output.ts';
import type {Extent} from './y-scale.ts';

/** The ends that a user sets. */
export interface Ends {
  readonly ymin: number | undefined;
  readonly ymax: number | undefined;
}

/** The ends that were set, or else those of all finite values; undefined if no value has a place. */
export function extentOf(curves: readonly Curve[], {ymin, ymax}: Ends, spread: Spread): Extent | undefined {
  const isShown = (value: number): boolean => Number.isFinite(value) && (spread.kind !== 'log' || value > 0);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const {y} of curves) {
    for (const value of y) {
      if (!isShown(value)) continue;
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }
  if (low > high) return undefined;
  const [least, most] = withBands(curves, low, high);
  if (isShown(least)) low = least;
  high = most;
  // If one end lies beyond all values, the frame is empty, and a remark in it says where the curves are.
  return {
    low: ymin ?? (ymax !== undefined && ymax <= low ? ymax - Math.max(1, Math.abs(ymax)) : low),
    high: ymax ?? (ymin !== undefined && ymin >= high ? ymin + Math.max(1, Math.abs(ymin)) : high),
  };
}

/**
 * The ends widened to what curves reach within columns: to waves, and to what reaches further beyond the samples than
 * half of their range. A pole would leave no room for the rest.
 */
function withBands(curves: readonly Curve[], low: number, high: number): readonly [number, number] {
  const size = 1e-13 * Math.max(Math.abs(low), Math.abs(high));
  const range = high - low;
  let [least, most] = [low, high];
  for (const {band} of curves) {
    band?.waves.forEach((wave, column) => {
      if (isAtPole(band, column)) return;
      const margin = Math.max((wave === 1 ? 0.1 : 0.5) * range, size);
      const [under = low, over = high] = [band.low[column], band.high[column]];
      if (Number.isFinite(under) && under < low - margin) least = Math.min(least, under);
      if (Number.isFinite(over) && over > high + margin) most = Math.max(most, over);
    });
  }
  return [least, most];
}

/** Whether a curve grows without an end in the column or in one beside it. */
function isAtPole({low, high}: NonNullable<Curve['band']>, column: number): boolean {
  const isPole = (value: number) => Math.abs(value) === Number.POSITIVE_INFINITY;
  return [low, high].some((side) => side.subarray(Math.max(0, column - 1), column + 2).some(isPole));
}
