/** The y axis of a panel in pixels. */

import type {Curve, Spread} from '../../report/output.ts';
import {type Ends, extentOf} from '../plot/extent.ts';
import {evenTicks, powerTicks, spreadOut, widened} from '../plot/y-scale.ts';

export interface YAxis {
  /** Pixels below the upper edge of the panel; NaN where a value has no place. */
  readonly pixelOf: (value: number) => number;
  readonly ticks: readonly {readonly value: number; readonly text: string}[];
  /** What is to be added to every label. */
  readonly offset: string | undefined;
}

/** Between the frame and the curves, unless the user has set where the frame ends. */
const padding = 8;
/** Pixels that a row of a terminal stands for, where ticks are chosen by rows. */
const row = 18;

/** The axis of a panel of this height; undefined where no value has a place. */
export function yAxisOf(curves: readonly Curve[], height: number, ends: Ends, spread: Spread): YAxis | undefined {
  const found = extentOf(curves.map(withoutPoles), ends, spread);
  if (found === undefined) return undefined;
  const {low, high} = spread.kind === 'linear' ? widened(found) : found;
  const [bottom, top] = [spreadOut(low, spread), spreadOut(high, spread)];
  const upper = ends.ymax === undefined ? padding : 0;
  const inner = height - upper - (ends.ymin === undefined ? padding : 0);
  // Halved, because the span of the largest doubles is no double.
  const span = top / 2 - bottom / 2 || 0.5;
  const pixelOf = (value: number): number => upper + ((top / 2 - spreadOut(value, spread) / 2) / span) * inner;
  const rows = Math.floor(height / row);
  const rowOf = (value: number): number => Math.floor(pixelOf(value) / row);
  // A tick may stand in the padding.
  const moreBelow = ends.ymin === undefined ? (span / inner) * padding * 1.9 : 0;
  const moreAbove = ends.ymax === undefined ? (span / inner) * padding * 1.9 : 0;
  const {ticks, offset} =
    spread.kind === 'linear'
      ? evenTicks(within(low - moreBelow), within(high + moreAbove), rows)
      : powerTicks(low, high, {rows, spread, rowOf});
  return {pixelOf, ticks, offset};
}

function within(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}

/** The share of samples on either side that may be left out of the frame where a curve grows without an end. */
const atPoles = 0.03;

/** Of a curve with poles only the usual values, or the frame would have to hold the nearest sample to the pole. */
function withoutPoles(curve: Curve): Curve {
  const {y, band} = curve;
  const reaches = (side: Float64Array | undefined, end: number): boolean => side?.includes(end) ?? false;
  const isBelow = reaches(band?.low, Number.NEGATIVE_INFINITY);
  const isAbove = reaches(band?.high, Number.POSITIVE_INFINITY);
  if (!isBelow && !isAbove) return curve;
  const sorted = y.filter(Number.isFinite).sort();
  const least = isBelow ? (sorted[Math.floor(sorted.length * atPoles)] ?? 0) : Number.NEGATIVE_INFINITY;
  const most = isAbove ? (sorted[Math.ceil(sorted.length * (1 - atPoles)) - 1] ?? 0) : Number.POSITIVE_INFINITY;
  return {...curve, band: undefined, y: y.map((value) => (value < least || value > most ? Number.NaN : value))};
}
