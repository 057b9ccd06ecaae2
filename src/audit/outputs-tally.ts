/** What an activation makes of the numbers of a layer: the band of each, and the means of |f| and |f′|, by unit. */

import type {Selection} from '../activations/selection.ts';
import {createRough, plainDoubles} from '../evaluation/evaluate.ts';
import type {Bands} from './bands.ts';
import {addSums, blockLength, createMerged} from './merging.ts';
import type {Slice} from './numbers-tally.ts';

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
  readonly add: (slice: Slice) => void;
  readonly figures: (unit: number) => UnitOutputs;
}

/** Numbers that are evaluated together. */
const sliceLength = 4096;

/**
 * A tally of some units. f and f′ are evaluated in plain doubles, a few ulps from the exact ones; where these come to NaN
 * there is no value.
 */
export function createOutputsTally(units: number, selection: Selection, {edges, kinds}: Bands): OutputsTally {
  const counts = new Float64Array(kinds.length * units);
  const [sizes, slopes, noValue] = [new Float64Array(units), new Float64Array(units), new Float64Array(units)];
  const held = new Uint16Array(units);
  const merged = createMerged(units, addSums);
  const evaluate = createRough(selection, ['x'], plainDoubles);
  const inputs = new Float64Array(sliceLength);

  return {
    add({values, unit, left, run}) {
      let [u, rest] = [unit, left];
      for (let from = 0; from < values.length; from += sliceLength) {
        const length = Math.min(sliceLength, values.length - from);
        for (let i = 0; i < length; i += 1) {
          const x = values[from + i] as number; // below the length, as are all that follow
          inputs[i] = x - x === 0 ? x : Number.NaN;
        }
        const [outputs, gradients] = evaluate([inputs], length) as readonly [Float64Array, Float64Array]; // as asked
        for (let i = 0; i < length; i += 1) {
          const x = inputs[i] as number;
          if (!Number.isNaN(x)) {
            const place = bandOf(x) * units + u;
            counts[place] = (counts[place] as number) + 1;
            const output = outputs[i] as number;
            if (!Number.isNaN(output)) {
              sizes[u] = (sizes[u] as number) + Math.abs(output);
              slopes[u] = (slopes[u] as number) + Math.abs(gradients[i] as number);
            } else noValue[u] = (noValue[u] as number) + 1;
          }
          const samples = (held[u] as number) + 1;
          held[u] = samples;
          if (samples === blockLength) close(u);
          rest -= 1;
          if (rest === 0) {
            rest = run;
            u = u + 1 === units ? 0 : u + 1;
          }
        }
      }
    },
    figures(unit) {
      const [size = 0, slope = 0] = merged.total(unit, open(unit));
      return {
        bands: kinds.map((_, band) => counts[band * units + unit] as number), // one for each
        noValue: noValue[unit] as number,
        sizes: size,
        slopes: slope,
      };
    },
  };

  /** Adds up comparisons: a processor guesses the way of a branch, and with numbers of either sign often wrongly. */
  function bandOf(x: number): number {
    let band = 0;
    for (let i = 0; i < edges.length; i += 1) band += Number(x >= (edges[i] as number)); // below the length
    return band;
  }

  function open(unit: number): Float64Array {
    return Float64Array.of(sizes[unit] as number, slopes[unit] as number);
  }

  function close(unit: number): void {
    merged.add(unit, open(unit));
    sizes[unit] = slopes[unit] = held[unit] = 0;
  }
}
