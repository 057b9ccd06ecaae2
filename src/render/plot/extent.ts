/** Which values the y axis of a panel reaches. */

import type {Curve, Spread} from '../../report/output.ts';
import type {Extent} from './y-ends.ts';

/** The ends that a user sets. */
export interface Ends {
  readonly ymin: number | undefined;
  readonly ymax: number | undefined;
}

/** The ends that were set, or else those of all finite values; undefined if no value has a place. */
export function extentOf(curves: readonly Curve[], {ymin, ymax}: Ends, spread: Spread): Extent | undefined {
  const isShown = (value: number): boolean => Number.isFinite(value) && (spread.kind !== 'log' || value > 0);
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (const {y, trace} of curves) {
    // A limit beside a jump is no sample.
    const sides = trace?.jumps.flatMap(({left, at, right}) => [left, at, right]) ?? [];
    for (const values of [y, sides]) {
      for (const value of values) {
        if (!isShown(value)) continue;
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
  }
  if (low > high) return undefined;
  const [least, most] = curves.some(hasPole) ? withoutPoles(curves, low, high) : withPeaks(curves, low, high);
  if (isShown(least)) low = least;
  high = most;
  // If one end lies beyond all values, the frame is empty, and a remark in it says where the curves are.
  return {
    low: ymin ?? (ymax !== undefined && ymax <= low ? ymax - Math.max(1, Math.abs(ymax)) : low),
    high: ymax ?? (ymin !== undefined && ymin >= high ? ymin + Math.max(1, Math.abs(ymin)) : high),
    fixedLow: ymin !== undefined,
    fixedHigh: ymax !== undefined,
  };
}

/** Whether a curve grows without an end somewhere. */
function hasPole({band}: Curve): boolean {
  return (
    band !== undefined && [...band.low, ...band.high].some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)
  );
}

/** The ends of most values, with as much again on either side: what comes near a pole would leave no room for the rest. */
function withoutPoles(curves: readonly Curve[], low: number, high: number): readonly [number, number] {
  const values = Float64Array.from(curves.flatMap(({y}) => [...y].filter(Number.isFinite))).sort();
  const at = (part: number): number => values[Math.round(part * (values.length - 1))] ?? 0;
  const [least, most] = [at(0.1), at(0.9)];
  const span = most - least;
  return span > 0 ? [Math.max(low, least - span), Math.min(high, most + span)] : [low, high];
}

const smaller = (a: number, b: number): number => (b < a ? b : a);
const larger = (a: number, b: number): number => (b > a ? b : a);

/** The ends widened to waves within columns, and to peaks that reach beyond the samples by half of their range. */
function withPeaks(curves: readonly Curve[], low: number, high: number): readonly [number, number] {
  const rounding = 1e-13 * Math.max(Math.abs(low), Math.abs(high));
  const range = high - low;
  let [least, most] = [low, high];
  const reach = (value: number, part: number): void => {
    const margin = Math.max(part * range, rounding);
    if (value < low - margin) least = Math.min(least, value);
    if (value > high + margin) most = Math.max(most, value);
  };
  for (const {band, trace} of curves) {
    band?.waves.forEach((wave, column) => {
      for (const side of [band.low, band.high]) if (wave === 1) reach(side[column] as number, 0.1); // one for each column
    });
    for (const {values} of trace?.pieces ?? []) {
      reach(values.reduce(smaller, Number.POSITIVE_INFINITY), 0.5);
      reach(values.reduce(larger, Number.NEGATIVE_INFINITY), 0.5);
    }
  }
  return [least, most];
}
