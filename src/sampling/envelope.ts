/**
 * What a curve does within the columns of a picture, of which samples say nothing: a wave with a period of about a
 * column looks in them like a slow one that does not exist.
 */

import {merged, type Named, perName, type Samples} from './samples.ts';
import {extremesOf, turnsOf, wavesOf} from './waves.ts';

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

/** How many points are looked at in a column besides its middle, of a calm curve, and in all columns of a very wide picture. */
const most = 32;
const mostOfCalm = 10;
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
  /** Whether it is known that nothing happens between points as close as these. */
  readonly isCalm?: boolean;
}

/**
 * The bands of some curves with their samples, and all that was looked at. A column reaches halfway to its neighbours, and
 * not beyond the ends of the axis.
 */
export function bandsOf<Name extends string>(
  at: (places: Float64Array) => Named<Name>,
  samples: Named<Name>,
  columns: Columns,
): {readonly bands: Readonly<Record<Name, Band>>; readonly dense: Samples<Name>} {
  const {from, to, count, isCalm = false} = columns;
  const wanted = isCalm ? mostOfCalm : most;
  const each = 1 + Math.max(least, Math.min(wanted, 2 * Math.floor(mostInAll / count / 2)));
  const shares = sharesOf(count, each);
  const placesAt = (parts: Float64Array) => parts.map((share) => from * (1 - share) + to * share);
  const places = placesAt(shares);
  const found = at(places);
  const closer: number[] = [];
  const band = (name: Name) =>
    bandOf({
      shares,
      values: found[name],
      count,
      samples: samples[name],
      placesAt,
      measure: (parts) => at(placesAt(parts))[name],
      closer,
    });
  const names = Object.keys(samples) as Name[]; // the names of the record
  const bands = perName(names, band);
  const others = Float64Array.from(closer).sort();
  const otherPlaces = placesAt(others);
  const near = {shares: others, places: otherPlaces, found: closer.length === 0 ? found : at(otherPlaces)};
  return {bands, dense: merged({shares, places, found}, near)};
}

/** Points as parts of the axis, so many in each column. */
function sharesOf(count: number, each: number): Float64Array {
  const shares = new Float64Array(count * each);
  const next = irregular();
  for (let column = 0; column < count; column++) {
    const start = Math.max(0, column - 0.5);
    const end = Math.min(count - 1, column + 0.5);
    // One point anywhere in each of equal pieces: regular ones could step in time with the wave.
    const half = Math.floor(each / 2);
    const [first, piece] = [start / (count - 1), (end - start) / (each - 1) / (count - 1)];
    for (let k = 0; k < each - 1; k++) shares[column * each + (k < half ? k : k + 1)] = first + piece * (k + next());
    // Between the halves the middle, which is the sample that the axis was made for.
    shares[column * each + half] = (start + end) / 2 / (count - 1);
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
  /** Takes the places of peaks, and those around that were looked at, as shares. */
  readonly closer: number[];
}

function bandOf({shares, values, count, samples, placesAt, measure, closer}: Looked): Band {
  const each = values.length / count;
  const extremes = Array.from({length: count}, (_, column) => extremesOf(values, column * each, (column + 1) * each));
  const waves = wavesOf(turnsOf(values, extremes));
  const poles: number[] = [];
  const signedBy = (sign: -1 | 1) => (parts: Float64Array) => measure(parts).map((value) => sign * value);
  const width = 1 / ((each - 1) * (count - 1));
  /** The peak in the half of a column in which its best value is not: each half has a column of dots. */
  const inOtherHalf = (column: number, best: number, sign: -1 | 1, usual: number): readonly number[] => {
    const [start, middle, end] = [column * each, (column + 0.5) * each, (column + 1) * each];
    const other =
      best < middle ? extremesOf(values, Math.ceil(middle), end) : extremesOf(values, start, Math.floor(middle));
    const found = sign === 1 ? other?.high : other?.low;
    if (found === undefined) return [];
    const peak = {share: shares[found] ?? 0, size: sign * (values[found] ?? 0)};
    return [peakNear(signedBy(sign), peak, width, usual).share];
  };
  /** The largest value in each column, or that of the negative values. */
  const side = (sign: -1 | 1): Float64Array => {
    const usual = largest(samples, sign);
    const margin = (usual + largest(samples, sign === 1 ? -1 : 1)) / 10 + 1e-5 * Math.abs(usual);
    return Float64Array.from(extremes, (found, column) => {
      if (found === undefined) return Number.NaN;
      const best = sign === 1 ? found.high : found.low;
      const start = {share: shares[best] ?? 0, size: sign * (values[best] ?? 0)};
      // Only waves, and what the samples do not come near to, are worth a closer look.
      const isBeyond = start.size - usual > margin;
      if (!isBeyond && waves[column] !== 1) return sign * start.size;
      const peak = peakNear(signedBy(sign), start, width, usual);
      if (!isBeyond || !peak.isPole) {
        // Of a wave a peak in each half: what is around it is there in each column.
        if (waves[column] === 1) closer.push(peak.share, ...inOtherHalf(column, best, sign, usual));
        else closer.push(...peak.seen);
        return sign * peak.size;
      }
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
): Peak & {readonly isPole: boolean; readonly seen: readonly number[]} {
  let peak = start;
  let isFlat = false;
  const seen: number[] = [];
  for (let round = 0, reach = width; round < rounds; round++, reach *= part) {
    const shares = Float64Array.from({length: gaps + 1}, (_, i) =>
      Math.min(1, Math.max(0, peak.share + reach * ((2 * i) / gaps - 1))),
    );
    const sizes = measure(shares);
    seen.push(...shares);
    const best = extremesOf(sizes, 0, sizes.length)?.high ?? gaps / 2;
    const size = Math.max(peak.size, sizes[best] ?? peak.size);
    if (size > peak.size) peak = {share: shares[best] ?? peak.share, size};
    // On one side at least: the other may be that of a jump.
    const isNear = (value: number) => peak.size - value < 0.01 * (peak.size - usual);
    isFlat = sizes.subarray(0, gaps / 2).every(isNear) || sizes.subarray(gaps / 2 + 1).every(isNear);
  }
  const hasGrown = peak.size - usual > 1.5 * (start.size - usual);
  return {...peak, isPole: hasGrown && !isFlat, seen};
}

/** The largest finite value, or of the negative values; -Infinity if there is none. */
function largest(values: Float64Array, sign: -1 | 1): number {
  return values.reduce(
    (found, value) => (Number.isFinite(value) ? Math.max(found, sign * value) : found),
    Number.NEGATIVE_INFINITY,
  );
}

/** Numbers from 0 to 1 without any order, the same ones each time. */
function irregular(): () => number {
  let state = 1;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
