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
  /** Places at which a sample is needed: corners of the curve. */
  readonly corners?: readonly number[] | undefined;
}

type Quantity = 'value' | 'slope';
interface Sample {
  readonly place: number;
  readonly share: number;
  readonly value: number;
  readonly slope: number;
}

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
  // By places: two of them may have the same share.
  const inOrder = (a: {readonly place: number}, b: {readonly place: number}): number =>
    (a.place - b.place) * Math.sign(to / 2 - from / 2);
  const sampleAt = (place: number): Sample => {
    const {value, slope} = at(Float64Array.of(place));
    return {place, share: shareOf(place), value: value[0] ?? Number.NaN, slope: slope[0] ?? Number.NaN};
  };
  const samples = dense.flatMap(({shares, value, slope}) =>
    Array.from(shares, (share, i): Sample => {
      return {place: placeOf(share), share, value: value[i] as number, slope: slope[i] as number}; // one for each
    }),
  );
  const atCorners = corners?.map(sampleAt) ?? [];
  samples.push(...atCorners);
  const told = corners && {corners: atCorners.map(({share}) => share)};
  const traces = {value: lookCloser('value'), slope: lookCloser('slope')};
  samples.sort(inOrder);
  const trace = (quantity: Quantity) => ({
    ...traceOf(samples, quantity, traces[quantity].toSorted(inOrder)),
    ...told,
  });
  return {value: trace('value'), slope: trace('slope')};

  /** Halves the steps that samples do not explain, adds what it sees to the samples, and gives the jumps. */
  function lookCloser(quantity: Quantity): readonly PlacedJump[] {
    samples.sort(inOrder);
    const steps = unexplained(samples, quantity);
    if (steps.length > mostSteps) return [];
    const jumps: PlacedJump[] = [];
    for (const [left, right] of steps) {
      const [before, after, seen] = narrowed(left, right, quantity);
      samples.push(...seen);
      const [height, rest] = [Math.abs(right[quantity] - left[quantity]), Math.abs(after[quantity] - before[quantity])];
      const isEdge = Number.isFinite(before[quantity]) !== Number.isFinite(after[quantity]);
      if (isEdge || rest > height / 2) jumps.push(jumpBetween(before, after, quantity));
    }
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
      if (stepOf(before, between, quantity) >= stepOf(between, after, quantity)) after = between;
      else before = between;
      if (stepOf(before, after, quantity) < height / 16) break;
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

/** How high a step is; where one side has no finite value, higher than any. */
function stepOf(left: Sample, right: Sample, quantity: Quantity): number {
  const [a, b] = [left[quantity], right[quantity]];
  if (Number.isFinite(a) !== Number.isFinite(b)) return Number.POSITIVE_INFINITY;
  return Number.isFinite(a) ? Math.abs(b - a) : 0;
}

/** The steps between neighbouring samples that may be jumps, edges of the domain, or steep. */
function unexplained(samples: readonly Sample[], quantity: Quantity): readonly (readonly [Sample, Sample])[] {
  const least = visible * heightOf(samples, quantity);
  const steps = samples.slice(1).map((right, i) => stepOf(samples[i] as Sample, right, quantity)); // the one before
  return steps.flatMap((step, i) => {
    const beside = Math.max(finite(steps[i - 1]), finite(steps[i + 1]));
    const isPlain = !(step > least) || step <= unlike * beside;
    return isPlain ? [] : [[samples[i] as Sample, samples[i + 1] as Sample] as const]; // a step has two
  });
}

function finite(step: number | undefined): number {
  return step !== undefined && Number.isFinite(step) ? step : 0;
}

/** The span of most values: a pole would hide every other step. */
function heightOf(samples: readonly Sample[], quantity: Quantity): number {
  const values = Float64Array.from(samples, (sample) => sample[quantity])
    .filter(Number.isFinite)
    .sort();
  const [low = 0, high = 0] = [values[Math.floor(values.length * 0.05)], values[Math.ceil(values.length * 0.95) - 1]];
  const [least = 0, most = 0] = [values[0], values.at(-1)];
  return high / 2 - low / 2 > 0 ? high - low : most - least;
}

function traceOf(samples: readonly Sample[], quantity: Quantity, jumps: readonly PlacedJump[]): Trace {
  const pieces: Piece[] = [];
  let [shares, values]: [number[], number[]] = [[], []];
  const add = (share: number, value: number): void => {
    shares.push(share);
    values.push(value);
  };
  const close = (): void => {
    if (shares.length > 0) pieces.push({shares: Float64Array.from(shares), values: Float64Array.from(values)});
    [shares, values] = [[], []];
  };
  const places = new Map(jumps.map((jump) => [jump.place, jump]));
  let next = 0;
  for (const sample of samples) {
    // Between the samples around it a jump ends one piece and starts another, each with its limit.
    for (; next < jumps.length && !isBefore(sample, jumps[next] as PlacedJump, samples); next += 1) {
      const {share, left, right} = jumps[next] as PlacedJump; // below the length
      if (Number.isFinite(left) && shares.length > 0) add(share, left);
      close();
      if (Number.isFinite(right)) add(share, right);
    }
    if (places.has(sample.place)) continue;
    if (Number.isFinite(sample[quantity])) add(sample.share, sample[quantity]);
    else close();
  }
  close();
  return {jumps, pieces};
}

/** Whether a sample comes before a jump, in the order of all samples. */
function isBefore({place}: Sample, jump: PlacedJump, samples: readonly Sample[]): boolean {
  const rises = (samples[0]?.place ?? 0) <= (samples.at(-1)?.place ?? 0);
  return rises ? place < jump.place : place > jump.place;
}
