/** What the numbers of a layer are, whatever the activation: counts, extremes, mean and spread of each unit. */

import {blockLength, createMerged, meanAndStd, mergeMoments, momentsLength, putMoments, type Sums} from './merging.ts';
import type {Panel} from './panels.ts';

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
  readonly add: (panel: Panel) => void;
  readonly figures: (unit: number) => UnitNumbersFigures;
  /** The count, the mean, its rest and the sum of squared deviations of a unit: see `mergeMoments`. */
  readonly moments: (unit: number) => Sums;
  /** The first of each kind, by sample and then by unit. */
  readonly odd: () => readonly Odd[];
}

/**
 * A tally of some units. Within a block deviations are taken from its first finite number: as that is one of the block,
 * the sum of their squares is at most `blockLength` times that around the mean, so that no more than 8 of 53 bits cancel.
 */
export function createNumbersTally(units: number): NumbersTally {
  const column = (fill = 0): Float64Array => new Float64Array(units).fill(fill);
  const [min, max] = [column(Number.POSITIVE_INFINITY), column(Number.NEGATIVE_INFINITY)];
  const [nan, negative, positive] = [column(), column(), column()];
  const [origin, sum, squares] = [column(Number.NaN), column(), column()];
  // How many samples of the open block there are, how many of them are not finite, and how many blocks are closed.
  const [held, oddHeld, closed] = [new Uint16Array(units), new Uint16Array(units), column()];
  const merged = createMerged(units, mergeMoments);
  const closing = new Float64Array(momentsLength);
  const first = new Map<Odd['kind'], Odd>();

  return {
    odd: () => [...first.values()].sort((a, b) => a.sample - b.sample || a.unit - b.unit),
    add({values, unit, units: count, stride, samples}) {
      for (let i = 0; i < count; i += 1) {
        const u = unit + i;
        const end = i * stride + samples;
        // Blocks end at the same samples whatever the panels are.
        for (let from = i * stride; from < end; ) {
          const to = Math.min(end, from + blockLength - (held[u] as number)); // for each unit
          addPart(values, u, from, to);
          from = to;
          if (held[u] === blockLength) close(u);
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

  /**
   * Adds numbers of one block. What changes with each of them is in variables, which the compiler keeps in registers; so
   * it does not with one that some of them change, as the first number of the block.
   */
  function addPart(values: Float64Array, u: number, from: number, to: number): void {
    const known = origin[u] as number; // for each unit, as all below
    const start = Number.isNaN(known) ? firstFinite(values, from, to) : known;
    let least = min[u] as number;
    let most = max[u] as number;
    let total = sum[u] as number;
    let square = squares[u] as number;
    for (let i = from; i < to; i += 1) {
      const x = values[i] as number; // within the panel
      if (x - x === 0) {
        if (x < least) least = x;
        if (x > most) most = x;
        const apart = x - start;
        total += apart;
        square += apart * apart;
      } else addOdd(x, u, (held[u] as number) + i - from);
    }
    min[u] = least;
    max[u] = most;
    origin[u] = start;
    sum[u] = total;
    squares[u] = square;
    held[u] = (held[u] as number) + to - from;
  }

  function moments(unit: number): Sums {
    const open = new Float64Array(momentsLength);
    putBlock(open, unit);
    return merged.total(unit, open);
  }

  /** The moments of the open block of a unit. */
  function putBlock(row: Sums, unit: number): void {
    const count = (held[unit] as number) - (oddHeld[unit] as number);
    if (count === 0) return void row.fill(0);
    const [from, total, square] = [origin[unit] as number, sum[unit] as number, squares[unit] as number];
    putMoments(row, {count, from, apart: total / count, squares: Math.max(0, square - (total * total) / count)});
  }

  function close(unit: number): void {
    putBlock(closing, unit);
    merged.add(unit, closing);
    origin[unit] = Number.NaN;
    sum[unit] = squares[unit] = held[unit] = oddHeld[unit] = 0;
    closed[unit] = (closed[unit] as number) + 1;
  }

  function addOdd(x: number, unit: number, inBlock: number): void {
    const kind = Number.isNaN(x) ? 'nan' : 'infinite';
    const counts = kind === 'nan' ? nan : x < 0 ? negative : positive;
    counts[unit] = (counts[unit] as number) + 1;
    oddHeld[unit] = (oddHeld[unit] as number) + 1;
    const sample = (closed[unit] as number) * blockLength + inBlock;
    const known = first.get(kind);
    const isEarlier = known === undefined || sample < known.sample || (sample === known.sample && unit < known.unit);
    if (isEarlier) first.set(kind, {kind, unit, sample});
  }
}

/** NaN if none is. */
function firstFinite(values: Float64Array, from: number, to: number): number {
  for (let i = from; i < to; i += 1) {
    const x = values[i] as number; // within the panel
    if (Number.isFinite(x)) return x;
  }
  return Number.NaN;
}
