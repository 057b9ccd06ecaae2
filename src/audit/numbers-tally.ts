/** What the numbers of a layer are, whatever the activation: counts, extremes, mean and spread of each unit. */

import {blockLength, createMerged, meanAndStd, mergeMoments, momentsOf} from './merging.ts';

/** A slice of a layer: see `Block` of input/arrays/unit-numbers.ts. */
export interface Slice {
  readonly values: Float32Array | Float64Array;
  readonly unit: number;
  readonly left: number;
  readonly run: number;
}

/** The first number of a kind that is not finite. */
export interface Odd {
  readonly kind: 'nan' | 'infinite';
  readonly unit: number;
  /** Which sample of the unit it is, from 0. */
  readonly sample: number;
}

/** What is told of the numbers of each unit; mean and spread are those of the finite ones. */
export interface UnitNumbersFigures {
  readonly count: number;
  readonly nan: number;
  readonly negativeInfinite: number;
  readonly positiveInfinite: number;
  /** NaN where no number is finite. */
  readonly min: number;
  readonly max: number;
  readonly mean: number;
  /** The spread of the finite numbers themselves, not an estimate for others; NaN where doubles cannot hold its square. */
  readonly std: number;
}

export interface NumbersTally {
  readonly add: (slice: Slice) => void;
  readonly figures: (unit: number) => UnitNumbersFigures;
  /** The count, the mean, its rest and the sum of squared deviations of a unit: see `mergeMoments`. */
  readonly moments: (unit: number) => Float64Array;
  /** The first of each kind. */
  readonly odd: readonly Odd[];
  /** How many numbers there are of each upper half of a float32: sign, exponent, 7 bits. */
  readonly histogram: Float64Array;
}

/** Numbers that are looked at together. */
const sliceLength = 8192;

/**
 * A tally of some units. Within a block deviations are taken from its first finite number: as that is one of the block,
 * the sum of their squares is at most `blockLength` times that around the mean, so that no more than 8 of 53 bits cancel.
 */
export function createNumbersTally(units: number): NumbersTally {
  const column = (fill = 0): Float64Array => new Float64Array(units).fill(fill);
  const [min, max] = [column(Number.POSITIVE_INFINITY), column(Number.NEGATIVE_INFINITY)];
  const [nan, negative, positive] = [column(), column(), column()];
  const [first, sum, squares] = [column(Number.NaN), column(), column()];
  // How many samples of the open block there are, how many of them are not finite, and how many blocks are closed.
  const [held, oddHeld, closed] = [new Uint16Array(units), new Uint16Array(units), column()];
  const merged = createMerged(units, mergeMoments);
  const odd: Odd[] = [];
  const histogram = new Float64Array(65_536);
  const narrow = new Float32Array(sliceLength);
  const patterns = new Uint32Array(narrow.buffer);

  return {
    odd,
    histogram,
    add({values, unit, left, run}) {
      count(values);
      let [u, rest] = [unit, left];
      for (let i = 0; i < values.length; i += 1) {
        const x = values[i] as number; // below the length, as are all units below
        if (x - x === 0) {
          if (x < (min[u] as number)) min[u] = x;
          if (x > (max[u] as number)) max[u] = x;
          let from = first[u] as number;
          if (Number.isNaN(from)) {
            from = x;
            first[u] = x;
          }
          const apart = x - from;
          sum[u] = (sum[u] as number) + apart;
          squares[u] = (squares[u] as number) + apart * apart;
        } else addOdd(x, u);
        const samples = (held[u] as number) + 1;
        held[u] = samples;
        if (samples === blockLength) close(u);
        rest -= 1;
        if (rest === 0) {
          rest = run;
          u = u + 1 === units ? 0 : u + 1;
        }
      }
    },
    figures(unit) {
      const at = (column: Float64Array | Uint16Array): number => column[unit] as number; // for each unit
      const all = moments(unit);
      const [least, most] = all[0] === 0 ? [Number.NaN, Number.NaN] : [at(min), at(max)];
      return {
        count: at(closed) * blockLength + at(held),
        nan: at(nan),
        negativeInfinite: at(negative),
        positiveInfinite: at(positive),
        min: least,
        max: most,
        ...meanAndStd(all, {min: least, max: most}),
      };
    },
    moments,
  };

  function moments(unit: number): Float64Array {
    return merged.total(unit, momentsOfBlock(unit));
  }

  function momentsOfBlock(unit: number): Float64Array {
    const finite = (held[unit] as number) - (oddHeld[unit] as number);
    if (finite === 0) return new Float64Array(4);
    const [from, total, square] = [first[unit] as number, sum[unit] as number, squares[unit] as number];
    return momentsOf(finite, from, [total / finite, Math.max(0, square - (total * total) / finite)]);
  }

  function close(unit: number): void {
    merged.add(unit, momentsOfBlock(unit));
    first[unit] = Number.NaN;
    sum[unit] = squares[unit] = held[unit] = oddHeld[unit] = 0;
    closed[unit] = (closed[unit] as number) + 1;
  }

  function addOdd(x: number, unit: number): void {
    const kind = Number.isNaN(x) ? 'nan' : 'infinite';
    const counts = Number.isNaN(x) ? nan : x < 0 ? negative : positive;
    counts[unit] = (counts[unit] as number) + 1;
    if (!odd.some((each) => each.kind === kind))
      odd.push({kind, unit, sample: (closed[unit] as number) * blockLength + (held[unit] as number)});
    oddHeld[unit] = (oddHeld[unit] as number) + 1;
  }

  function count(values: Slice['values']): void {
    for (let from = 0; from < values.length; from += sliceLength) {
      const length = Math.min(sliceLength, values.length - from);
      narrow.set(values.subarray(from, from + length));
      for (let i = 0; i < length; i += 1) {
        const place = (patterns[i] as number) >>> 16;
        histogram[place] = (histogram[place] as number) + 1;
      }
    }
  }
}
