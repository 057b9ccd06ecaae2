/**
 * A curve as unbroken pieces, sampled so densely that what lies between two samples cannot be seen; jumps, single values
 * and edges of the domain are found to the last double, and a steep step is followed to where it is steepest.
 */

import {halfway, nextDouble} from '../exact/doubles.ts';
import type {Along} from './along.ts';

/** An unbroken part of a curve: places as shares of the axis, ascending from 0 to 1, and the values there, all finite. */
export interface Piece {
  readonly shares: Float64Array;
  readonly values: Float64Array;
}

/** A jump with its place. */
interface PlacedJump extends Jump {
  readonly place: number;
}

/** A jump: the values on both sides, and the curve's own; NaN where there is none. */
export interface Jump {
  readonly share: number;
  readonly left: number;
  readonly at: number;
  readonly right: number;
}

export interface Trace {
  readonly pieces: readonly Piece[];
  readonly jumps: readonly Jump[];
  /** Where the formula changes from one branch to another, as far as that was told: there the curve may have corners. */
  readonly corners?: readonly number[];
}

/** Value and slope at shares of the axis. */
export type Dense = {readonly shares: Float64Array} & Readonly<Record<'value' | 'slope', Float64Array>>;

export interface TraceRequest {
  readonly at: Along;
  readonly from: number;
  readonly to: number;
  /** Samples in any order. */
  readonly dense: readonly Dense[];
  /** Places at which a sample is needed, ascending: corners of the curve. */
  readonly corners?: readonly number[] | undefined;
}

type Quantity = 'value' | 'slope';

interface Sample {
  readonly place: number;
  readonly share: number;
  readonly value: number;
  readonly slope: number;
}

/** Many samples, in the order of the axis: a list of numbers for each of their properties. */
type Samples = Readonly<Record<keyof Sample, Float64Array>>;

/** A step between two samples is looked at if it is this part of the height, */
const visible = 1 / 400;
/** and this many times as high as those beside it. */
const unlike = 3;
/** More steps than these are a wave, which samples show well enough. */
const mostSteps = 48;

/** The traces of value and slope. */
export function tracesOf({at, from, to, dense, corners}: TraceRequest): Readonly<Record<Quantity, Trace>> {
  const placeOf = (share: number): number => from * (1 - share) + to * share;
  // Halved, because the span of the largest doubles is no double.
  const shareOf = (place: number): number => (place / 2 - from / 2) / (to / 2 - from / 2);
  const sampleAt = (place: number): Sample => {
    const {value, slope} = at(Float64Array.of(place));
    return {place, share: shareOf(place), value: value[0] ?? Number.NaN, slope: slope[0] ?? Number.NaN};
  };
  let samples = dense
    .map(({shares, value, slope}): Samples => ({share: shares, value, slope, place: shares.map(placeOf)}))
    .reduce(merged);
  // The ends of the axis are of them.
  const needed = corners && [from, ...(from < to ? corners : corners.toReversed()), to].map(sampleAt);
  if (needed !== undefined) samples = merged(samples, samplesFrom(needed));
  const told = needed && {corners: needed.map(({share}) => share)};
  const jumps = {value: lookCloser('value'), slope: lookCloser('slope')};
  return {
    value: {...traceOf(samples, 'value', jumps.value), ...told},
    slope: {...traceOf(samples, 'slope', jumps.slope), ...told},
  };

  /** Halves the steps that samples do not explain, adds what it sees to the samples, and gives the jumps. */
  function lookCloser(quantity: Quantity): readonly PlacedJump[] {
    const steps = unexplained(samples, quantity);
    if (steps.length === 0 || steps.length > mostSteps) return [];
    const jumps: PlacedJump[] = [];
    const all: Sample[] = [];
    for (const [left, right] of steps) {
      const [before, after, seen] = narrowed(left, right, quantity);
      all.push(...seen);
      const [height, rest] = [Math.abs(right[quantity] - left[quantity]), Math.abs(after[quantity] - before[quantity])];
      const isEdge = Number.isFinite(before[quantity]) !== Number.isFinite(after[quantity]);
      if (isEdge || rest > height / 2) jumps.push(jumpBetween(before, after, quantity));
    }
    samples = merged(samples, samplesFrom(all.sort((a, b) => (from < to ? a.place - b.place : b.place - a.place))));
    return jumps.filter((jump, i) => jumps.findIndex(({place}) => place === jump.place) === i);
  }

  /** Two neighbouring samples narrowed to where the step between them is, until it is too small to be seen. */
  function narrowed(left: Sample, right: Sample, quantity: Quantity): readonly [Sample, Sample, readonly Sample[]] {
    const height = Math.abs(right[quantity] - left[quantity]);
    const seen: Sample[] = [];
    let [before, after] = [left, right];
    for (;;) {
      const middle = from < to ? halfway(before.place, after.place) : halfway(after.place, before.place);
      if (middle === undefined) break;
      const between = sampleAt(middle);
      seen.push(between);
      if (stepBetween(before[quantity], between[quantity]) >= stepBetween(between[quantity], after[quantity]))
        after = between;
      else before = between;
      if (stepBetween(before[quantity], after[quantity]) < height / 16) break;
    }
    return [before, after, seen];
  }

  /** The jump at the rounder one of two neighbouring places. */
  function jumpBetween(before: Sample, after: Sample, quantity: Quantity): PlacedJump {
    const digits = ({place}: Sample): number => String(Math.abs(place)).length;
    const here = digits(before) < digits(after) ? before : after;
    const sign = to > from ? 1n : -1n;
    const [left, right] = [sampleAt(nextDouble(here.place, -sign)), sampleAt(nextDouble(here.place, sign))];
    return {place: here.place, share: here.share, left: left[quantity], at: here[quantity], right: right[quantity]};
  }
}

/** The steps between neighbouring samples that may be jumps, edges of the domain, or steep. */
function unexplained(samples: Samples, quantity: Quantity): readonly (readonly [Sample, Sample])[] {
  const values = samples[quantity];
  const least = visible * heightOf(values);
  const steps: (readonly [Sample, Sample])[] = [];
  // A loop over plain numbers: this is a good part of what a plot waits for.
  let before = 0;
  let step = stepFrom(values, 0);
  for (let i = 0; i + 1 < values.length; i += 1) {
    const after = stepFrom(values, i + 1);
    if (step > least && step > unlike * Math.max(finite(before), finite(after)))
      steps.push([sampleOf(samples, i), sampleOf(samples, i + 1)]);
    before = step;
    step = after;
  }
  return steps;
}

/** How high the step after a value is; where one side of it is not finite, higher than any; 0 at the end. */
function stepFrom(values: Float64Array, i: number): number {
  if (i + 1 >= values.length) return 0;
  return stepBetween(values[i] as number, values[i + 1] as number); // below the length
}

function stepBetween(a: number, b: number): number {
  const isNumber = a - a === 0;
  if (isNumber !== (b - b === 0)) return Number.POSITIVE_INFINITY;
  return isNumber ? Math.abs(b - a) : 0;
}

function finite(step: number): number {
  return step === Number.POSITIVE_INFINITY ? 0 : step;
}

function sampleOf({place, share, value, slope}: Samples, i: number): Sample {
  const at = (list: Float64Array): number => list[i] as number; // all have the same length
  return {place: at(place), share: at(share), value: at(value), slope: at(slope)};
}

function samplesFrom(samples: readonly Sample[]): Samples {
  const list = (key: keyof Sample): Float64Array => Float64Array.from(samples, (sample) => sample[key]);
  return {place: list('place'), share: list('share'), value: list('value'), slope: list('slope')};
}

/** Two lists of samples as one, in the order of the axis. */
function merged(a: Samples, b: Samples): Samples {
  if (b.place.length === 0) return a;
  const rises = (a.place[0] as number) <= (a.place.at(-1) as number); // there are some
  const count = a.place.length + b.place.length;
  const isFirst = Array.from<boolean>({length: count});
  for (let i = 0, j = 0; i + j < count; ) {
    const [left, right] = [a.place[i], b.place[j]];
    const takesFirst = right === undefined || (left !== undefined && (rises ? left <= right : left >= right));
    isFirst[i + j] = takesFirst;
    if (takesFirst) i += 1;
    else j += 1;
  }
  const list = (key: keyof Sample): Float64Array => {
    let [i, j] = [-1, -1];
    return Float64Array.from(isFirst, (takesFirst) => {
      if (takesFirst) i += 1;
      else j += 1;
      return (takesFirst ? a[key][i] : b[key][j]) as number; // as many as were counted
    });
  };
  return {place: list('place'), share: list('share'), value: list('value'), slope: list('slope')};
}

/** The span of most values: a pole would hide every other step. */
function heightOf(all: Float64Array): number {
  const values = all.filter((value) => value - value === 0).sort();
  const [low = 0, high = 0] = [values[Math.floor(values.length * 0.05)], values[Math.ceil(values.length * 0.95) - 1]];
  const [least = 0, most = 0] = [values[0], values.at(-1)];
  return high / 2 - low / 2 > 0 ? high - low : most - least;
}

/** The samples cut at the jumps, each side with its limit, and where there is no finite value. */
function traceOf({place, share, ...samples}: Samples, quantity: Quantity, found: readonly PlacedJump[]): Trace {
  const values = samples[quantity];
  const rises = (place[0] as number) <= (place.at(-1) as number); // there are some
  const jumps = found.toSorted((a, b) => (rises ? a.place - b.place : b.place - a.place));
  const pieces: Piece[] = [];
  let [first, start]: [number, readonly [number, number] | undefined] = [0, undefined];
  /** Ends a piece before a sample, and begins the next one after it. */
  const close = (end: number, limit?: readonly [number, number], next?: readonly [number, number]): void => {
    const ends = (k: 0 | 1) => [start, limit].map((point) => (point === undefined ? [] : [point[k]]));
    const list = (numbers: Float64Array, k: 0 | 1): Float64Array => {
      const [before = [], after = []] = ends(k);
      const inner = numbers.subarray(first, end);
      return before.length + after.length === 0 ? inner : Float64Array.of(...before, ...inner, ...after);
    };
    if (end > first) pieces.push({shares: list(share, 0), values: list(values, 1)});
    start = next;
  };
  const limitOf = (at: number, value: number): readonly [number, number] | undefined =>
    Number.isFinite(value) ? [at, value] : undefined;
  let next = 0;
  for (let i = 0; i < values.length; i += 1) {
    const here = place[i] as number; // below the length
    for (
      let jump = jumps[next];
      jump !== undefined && (rises ? here >= jump.place : here <= jump.place);
      jump = jumps[next]
    ) {
      close(i, limitOf(jump.share, jump.left), limitOf(jump.share, jump.right));
      first = here === jump.place ? i + 1 : i;
      next += 1;
    }
    if (Number.isFinite(values[i])) continue;
    close(i);
    first = i + 1;
  }
  close(values.length);
  return {jumps, pieces};
}
