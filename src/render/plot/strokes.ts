import type {Curve} from '../../report/output.ts';
import {inSteps} from './scale.ts';
import {type Rows, rowOf} from './y-axis.ts';

/** A column that a curve fills from its largest to its least value; its ends may lie beyond the frame. */
export interface Stroke {
  readonly column: number;
  readonly top: number;
  readonly bottom: number;
}

/**
 * The columns in which a curve does what a line through its samples does not show: it turns too often, or leaves what
 * lies between the samples next to it, by a row at least. A jump or a steep slope does neither.
 */
export function strokesOf({y, band}: Curve, rows: Rows): readonly Stroke[] {
  if (band === undefined || band.low.length !== y.length) return [];
  const strokes: Stroke[] = [];
  for (let column = 0; column < y.length; column++) {
    const [low = Number.NaN, high = Number.NaN] = [band.low[column], band.high[column]];
    const size = inSteps(high, rows.step) - inSteps(low, rows.step);
    if (!(size >= 1)) continue;
    const beside = y.subarray(Math.max(0, column - reach), column + reach + 1);
    if (band.waves[column] !== 1 && !isBeyond(low, high, beside, rows)) continue;
    // What lies wholly beyond the frame stays there.
    const [top, bottom] = [rowOf(high, rows), rowOf(low, rows)];
    if (bottom >= 0 && top < rows.count) strokes.push({column, top, bottom});
  }
  return strokes;
}

/** How many samples to either side a column is measured by: where one of many is picked, the next may lie inside it. */
const reach = 2;

/** Whether a band leaves what lies between some samples by a row, in the frame. */
function isBeyond(low: number, high: number, samples: Float64Array, {step, top, count}: Rows): boolean {
  const place = (value: number) => Math.min(top, Math.max(top - count + 1, inSteps(value, step)));
  const known = samples.filter((value) => !Number.isNaN(value)).map(place);
  if (known.length === 0) return false;
  return place(high) - Math.max(...known) >= 1 || Math.min(...known) - place(low) >= 1;
}

/**
 * The limits of a frame widened to what curves reach within columns: to waves, and to what reaches further beyond
 * the samples than half of their range. A pole would leave no room for the rest.
 */
export function withBands(curves: readonly Curve[], low: number, high: number): readonly [number, number] {
  const size = 1e-5 * Math.max(Math.abs(low), Math.abs(high));
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
