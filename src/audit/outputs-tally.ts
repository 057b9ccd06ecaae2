/** What an activation makes of the numbers of a layer: the band of each, and the means of |f| and |f′|, by unit. */

import {type RoughEvaluation, roughly} from '../evaluation/rough.ts';
import type {Bands} from './bands.ts';
import {addSums, blockLength, createMerged, type Sums} from './merging.ts';
import type {UnitNumbersFigures} from './numbers-tally.ts';
import type {Panel} from './panels.ts';

/** What is told of a unit; shares and means are of its finite numbers. */
export interface UnitOutputs {
  /** How many numbers lie in each band. */
  readonly bands: readonly number[];
  /** Numbers for which f has no value, or none in plain doubles, as where an overflow meets an underflow. */
  readonly noValue: number;
  /** The sums of |f| and |f′| where f has a value. */
  readonly sizes: number;
  readonly slopes: number;
}

export interface OutputsTally {
  readonly add: (panel: Panel) => void;
  /** The figures of a unit; how many of its numbers are finite or infinite is known already. */
  readonly figures: (unit: number, numbers: Counts) => UnitOutputs;
}

type Counts = Pick<UnitNumbersFigures, 'count' | 'nan' | 'negativeInfinite' | 'positiveInfinite'>;

/** An activation as a tally needs it: plain records, which can be handed to another thread. */
export interface Judgement {
  /** f and f′. */
  readonly evaluation: RoughEvaluation;
  readonly edges: Bands['edges'];
}

/**
 * A tally of some units. f and f′ are evaluated in plain doubles, a few ulps from the exact ones; where these come to NaN
 * there is no value.
 */
export function createOutputsTally(units: number, {evaluation, edges}: Judgement): OutputsTally {
  const above = new Float64Array(edges.length * units);
  const [sizes, slopes, noValue] = [new Float64Array(units), new Float64Array(units), new Float64Array(units)];
  const held = new Uint16Array(units);
  const merged = createMerged(units, addSums);
  const closing = new Float64Array(2);
  const evaluate = roughly(evaluation);
  // Kept from panel to panel: new ones for each would take a third of the time.
  let results = [new Float64Array(0), new Float64Array(0)] as const;

  return {
    add(panel) {
      const {values, unit, units: count, stride, samples} = panel;
      const length = count * stride;
      if (results[0].length < length) results = [new Float64Array(length), new Float64Array(length)];
      evaluate(values, length, results);
      const [outputs, gradients] = results;
      for (let i = 0; i < count; i += 1) {
        const u = unit + i;
        const [start, end] = [i * stride, i * stride + samples];
        for (let k = 0; k < edges.length; k += 1) {
          const place = k * units + u;
          above[place] = (above[place] as number) + countAbove(values, edges[k] as number, start, end);
        }
        for (let from = start; from < end; ) {
          const to = Math.min(end, from + blockLength - (held[u] as number)); // for each unit
          addSizes(panel, {outputs, gradients}, u, from, to);
          from = to;
          if (held[u] === blockLength) close(u);
        }
      }
    },
    figures(unit, {count, nan, negativeInfinite, positiveInfinite}) {
      const [size = 0, slope = 0] = merged.total(unit, open(new Float64Array(2), unit));
      const reached = Array.from(edges, (_, k) => above[k * units + unit] as number); // one for each
      // NaN and infinities are in no band.
      const counts = [count - nan - negativeInfinite, ...reached, positiveInfinite];
      return {
        bands: counts.slice(1).map((count, i) => (counts[i] as number) - count),
        noValue: noValue[unit] as number,
        sizes: size,
        slopes: slope,
      };
    },
  };

  function addSizes(
    {values}: Panel,
    {outputs, gradients}: {readonly outputs: Float64Array; readonly gradients: Float64Array},
    u: number,
    from: number,
    to: number,
  ): void {
    let size = sizes[u] as number; // for each unit
    let slope = slopes[u] as number;
    let none = 0;
    for (let i = from; i < to; i += 1) {
      const output = outputs[i] as number; // as many as there are values
      if (!Number.isNaN(output)) {
        size += Math.abs(output);
        slope += Math.abs(gradients[i] as number);
      } else if (Number.isFinite(values[i])) none += 1;
    }
    sizes[u] = size;
    slopes[u] = slope;
    noValue[u] = (noValue[u] as number) + none;
    held[u] = (held[u] as number) + to - from;
  }

  function open(row: Sums, unit: number): Sums {
    row[0] = sizes[unit] as number; // for each unit
    row[1] = slopes[unit] as number;
    return row;
  }

  function close(unit: number): void {
    merged.add(unit, open(closing, unit));
    sizes[unit] = slopes[unit] = held[unit] = 0;
  }
}

/** How many numbers are at least `end`. Adding up comparisons leaves nothing to guess to the processor. */
function countAbove(values: Float64Array, end: number, from: number, to: number): number {
  let count = 0;
  for (let i = from; i < to; i += 1) count += Number((values[i] as number) >= end); // within the panel
  return count;
}
