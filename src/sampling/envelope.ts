/**
 * What a curve does within the columns of a picture, of which samples say nothing: a wave with a period of about a
 * column looks in them like a slow one that does not exist.
 */

import type {Named} from './samples.ts';
import type {Dense} from './trace.ts';

/** The least and the largest value in each column: ±Infinity at a pole, NaN where there is none that is finite. */
export interface Band {
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** 1 for each column in which the curve turns too often for a line through the samples, else 0. */
  readonly waves: Uint8Array;
  /** The places in the columns where it grows without an end. */
  readonly poles: readonly number[];
  /** From the middle of a column to that of the next. */
  readonly width: number;
}

/** How many points are looked at in a column, and in all columns of a very wide picture. */
const most = 32;
const mostInAll = 32_768;
const least = 6;

/** How often the surroundings of an extreme value are narrowed, to which part each time, and over how many gaps. */
const rounds = 8;
const part = 0.25;
const gaps = 8;

/** From one end of an axis to the other, in so many columns. */
export interface Columns {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/**
 * The bands of some curves with their samples, and what was looked at. A column reaches halfway to its neighbours, and not
 * beyond the ends of the axis.
 */
export function bandsOf<Name extends string>(
  at: (places: Float64Array) => Named<Name>,
  samples: Named<Name>,
  columns: Columns,
): {readonly bands: Readonly<Record<Name, Band>>; readonly dense: Dense<Name>} {
  const {from, to, count} = columns;
  const each = Math.max(least, Math.min(most, Math.floor(mostInAll / count)));
  const shares = sharesOf(count, each);
  const placesAt = (parts: Float64Array) => parts.map((share) => from * (1 - share) + to * share);
  const found = at(placesAt(shares));
  const band = (name: Name) =>
    bandOf({
      shares,
      values: found[name],
      count,
      samples: samples[name],
      placesAt,
      measure: (parts) => at(placesAt(parts))[name],
    });
  const names = Object.keys(samples) as Name[]; // the names of the record
  const bands = Object.fromEntries(names.map((name) => [name, band(name)])) as Record<Name, Band>; // one each
  return {bands, dense: {shares, found}};
}

/** Points as parts of the axis, so many in each column. */
function sharesOf(count: number, each: number): Float64Array {
  const shares = new Float64Array(count * each);
  const next = irregular();
  for (let column = 0; column < count; column++) {
    const start = Math.max(0, column - 0.5);
    const end = Math.min(count - 1, column + 0.5);
    // One point anywhere in each of equal pieces: regular ones could step in time with the wave.
    for (let k = 0; k < each; k++)
      shares[column * each + k] = (start + ((end - start) * (k + next())) / each) / (count - 1);
  }
  // The ends of the axis belong to the picture.
  shares[0] = 0;
  shares[shares.length - 1] = 1;
  return shares;
}

/** A value or a slope at many points of each column, and the means to look closer. */
interface Looked {
  readonly shares: Float64Array;
  readonly values: Float64Array;
  readonly count: number;
  readonly samples: Float64Array;
  readonly placesAt: (shares: Float64Array) => Float64Array;
  readonly measure: (shares: Float64Array) => Float64Array;
}

function bandOf({shares, values, count, samples, placesAt, measure}: Looked): Band {
  const each = values.length / count;
  const extremes = Array.from({length: count}, (_, column) => extremesOf(values, column * each, (column + 1) * each));
  const waves = wavesOf(turnsOf(values, extremes));
  const poles: number[] = [];
  /** The largest value in each column, or that of the negative values. */
  const side = (sign: -1 | 1): Float64Array => {
    const usual = largest(samples, sign);
    const margin = (usual + largest(samples, sign === 1 ? -1 : 1)) / 10 + 1e-5 * Math.abs(usual);
    const signed = (parts: Float64Array) => measure(parts).map((value) => sign * value);
    return Float64Array.from(extremes, (found, column) => {
      if (found === undefined) return Number.NaN;
      const best = sign === 1 ? found.high : found.low;
      const start = {share: shares[best] ?? 0, size: sign * (values[best] ?? 0)};
      // Only waves, and what the samples do not come near to, are worth a closer look.
      const isBeyond = start.size - usual > margin;
      if (!isBeyond && waves[column] !== 1) return sign * start.size;
      const peak = peakNear(signed, start, 1 / (each * (count - 1)), usual);
      if (!isBeyond || !peak.isPole) return sign * peak.size;
      poles.push(peak.share);
      return sign * Number.POSITIVE_INFINITY;
    });
  };
  const [low, high] = [side(-1), side(1)];
  const [first = 0, second = 0] = placesAt(Float64Array.of(0, 1 / (count - 1)));
  return {low, high, waves, poles: [...placesAt(Float64Array.from(poles))], width: Math.abs(second - first)};
}

interface Peak {
  /** Its place as a part of the axis. */
  readonly share: number;
  readonly size: number;
}

/**
 * The largest value near a large one. It is taken for a pole if it has grown much beyond what is usual, and its
 * surroundings are not flat even when they have become very narrow.
 */
function peakNear(
  measure: (shares: Float64Array) => Float64Array,
  start: Peak,
  width: number,
  usual: number,
): Peak & {readonly isPole: boolean} {
  let peak = start;
  let isFlat = false;
  for (let round = 0, reach = width; round < rounds; round++, reach *= part) {
    const shares = Float64Array.from({length: gaps + 1}, (_, i) =>
      Math.min(1, Math.max(0, peak.share + reach * ((2 * i) / gaps - 1))),
    );
    const sizes = measure(shares);
    const best = extremesOf(sizes, 0, sizes.length)?.high ?? gaps / 2;
    const size = Math.max(peak.size, sizes[best] ?? peak.size);
    if (size > peak.size) peak = {share: shares[best] ?? peak.share, size};
    // On one side at least: the other may be that of a jump.
    const isNear = (value: number) => peak.size - value < 0.01 * (peak.size - usual);
    isFlat = sizes.subarray(0, gaps / 2).every(isNear) || sizes.subarray(gaps / 2 + 1).every(isNear);
  }
  const hasGrown = peak.size - usual > 1.5 * (start.size - usual);
  return {...peak, isPole: hasGrown && !isFlat};
}

/** The largest finite value, or of the negative values; -Infinity if there is none. */
function largest(values: Float64Array, sign: -1 | 1): number {
  return values.reduce(
    (found, value) => (Number.isFinite(value) ? Math.max(found, sign * value) : found),
    Number.NEGATIVE_INFINITY,
  );
}

/** Where the least and the largest finite values are, and a quarter of what lies between them, or rounding errors. */
interface Extremes {
  readonly low: number;
  readonly high: number;
  readonly enough: number;
}

function extremesOf(values: Float64Array, from: number, to: number): Extremes | undefined {
  let [low, high] = [-1, -1];
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // A loop over plain numbers: this is most of what a plot waits for.
  for (let i = from; i < to; i++) {
    const value = values[i] as number; // below the end
    if (value - value !== 0) continue;
    if (value < least) {
      least = value;
      low = i;
    }
    if (value > largest) {
      largest = value;
      high = i;
    }
  }
  const rounding = 1e-9 * Math.max(Math.abs(least), Math.abs(largest));
  return low < 0 ? undefined : {low, high, enough: Math.max(largest / 4 - least / 4, rounding)};
}

/**
 * How often a curve rises and then falls, or falls and then rises, in each column. Ripples of less than a quarter of all
 * that it does there are left out.
 */
function turnsOf(values: Float64Array, extremes: readonly (Extremes | undefined)[]): Uint8Array {
  const each = values.length / extremes.length;
  let direction = 0;
  return Uint8Array.from(extremes, (found, column) => {
    if (found === undefined) {
      direction = 0;
      return 0;
    }
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    let turns = 0;
    for (let i = column * each; i < (column + 1) * each; i++) {
      const value = values[i] as number; // below the end
      if (value - value !== 0) continue;
      const rises = direction <= 0 && value - low > found.enough;
      const falls = direction >= 0 && high - value > found.enough;
      if (rises || falls) {
        if (direction !== 0) turns += 1;
        direction = rises ? 1 : -1;
        low = value;
        high = value;
      }
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return turns;
  });
}

/** How often a curve may turn, in how many columns side by side: at a pole it turns twice, in a sharp peak three times. */
const bearable = [
  {turns: 3, columns: 0},
  {turns: 2, columns: 1},
  {turns: 1, columns: 3},
];

/** The columns that belong to more columns side by side than is bearable. */
function wavesOf(turns: Uint8Array): Uint8Array {
  const waves = new Uint8Array(turns.length);
  for (const {turns: least, columns} of bearable) {
    for (let start = 0, end = 0; start < turns.length; start = end + 1) {
      for (end = start; (turns[end] ?? 0) >= least; ) end += 1;
      if (end - start > columns) waves.fill(1, start, end);
    }
  }
  return waves;
}

/** Numbers from 0 to 1 without any order, the same ones each time. */
function irregular(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
