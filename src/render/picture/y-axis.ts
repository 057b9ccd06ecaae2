/** The y axis of a panel in pixels. */

import type {Curve, Spread} from '../../report/output.ts';
import {type Ends, extentOf} from '../plot/extent.ts';
import {openedEnds, spreadOut} from '../plot/y-ends.ts';
import {evenTicks, powerTicks} from '../plot/y-ticks.ts';

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
  const found = extentOf(curves, ends, spread);
  if (found === undefined) return undefined;
  const {low, high} = openedEnds(found, spread);
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
