/**
 * A curve as unbroken pieces, sampled so densely that what lies between two samples cannot be seen; jumps, single values
 * and edges of the domain are found to the last double, and a steep step is followed to where it is steepest.
 */

import {halfway, nextDouble} from '../exact/doubles.ts';
import {merged, type Named, perName, type Sample, type Samples, sampleOf, samplesFrom} from './samples.ts';

/** An unbroken part of a curve: places as shares of the axis, ascending from 0 to 1, and the values there, all finite. */
export interface Piece {
  readonly shares: Float64Array;
  readonly values: Float64Array;
}

/** A jump with its place. */
interface PlacedJump extends Jump {
  readonly place: number;
}

/** A jump: the values on both sides, and the curve's own; NaN where there is none, and of a pole. */
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

/** A place as a share of the axis: halved, because the span of the largest doubles is no double. */
export function shareOf(place: number, from: number, to: number): number {
  return (place / 2 - from / 2) / (to / 2 - from / 2);
}

/** The ends of an axis, and perhaps places between them at which a sample is needed: corners of the curve, and others. */
interface Axis {
  readonly from: number;
  readonly to: number;
  readonly corners?: readonly number[] | undefined;
  readonly landmarks?: readonly number[] | undefined;
}

/** A step between two samples is looked at if it is this part of the height, */
const visible = 1 / 400;
/** and this many times as high as those beside it. */
const unlike = 3;
/** More steps than these are a wave, which samples show well enough. */
const mostSteps = 48;
/** More than these fill the picture. */
const mostPoles = 400;
/** A side of a jump that is so near to the value there, as a part of the jump, differs by the distance of two doubles. */
const sameSide = 1e-6;

/** The traces of some curves over an axis, from samples of them. */
export function tracesOf<Name extends string>(
  at: (places: Float64Array) => Named<Name>,
  dense: Samples<Name>,
  {from, to, corners, landmarks}: Axis,
): Readonly<Record<Name, Trace>> {
  const names = Object.keys(dense.found) as Name[]; // the names of the record
  const sampleAt = (place: number): Sample<Name> => {
    const values = at(Float64Array.of(place));
    return {place, share: shareOf(place, from, to), found: perName(names, (name) => values[name][0] ?? Number.NaN)};
  };
  let samples = dense;
  const needed = [...new Set([from, ...(corners ?? []), ...(landmarks ?? []), to])].map(sampleAt);
  if (needed.length > 2) samples = merged(samples, samplesFrom(names, inOrder(needed)));
  // The ends of the axis are of them.
  const told = corners && {corners: [from, ...corners, to].map((place) => shareOf(place, from, to))};
  const jumps = perName(names, lookCloser);
  return perName(names, (name) => ({...traceOf(samples, name, jumps[name]), ...told}));

  function inOrder(list: readonly Sample<Name>[]): readonly Sample<Name>[] {
    return list.toSorted((a, b) => (from < to ? a.place - b.place : b.place - a.place));
  }

  /** Halves the steps that samples do not explain, adds what it sees to the samples, and gives the jumps. */
  function lookCloser(name: Name): readonly PlacedJump[] {
    const {steps, poles} = unexplained(samples, name);
    const looked = [...(steps.length > mostSteps ? [] : steps), ...(poles.length > mostPoles ? [] : poles)];
    if (looked.length === 0) return [];
    const jumps: PlacedJump[] = [];
    const all: Sample<Name>[] = [];
    for (const [left, right] of looked) {
      const [before, after, seen] = narrowed(left, right, name);
      all.push(...seen);
      const [height, rest] = [stepOf(left, right, name), stepOf(before, after, name)];
      // What grows on the way is no jump: a pole whose place is no double.
      if (rest > 1.5 * height && rest < Number.POSITIVE_INFINITY) jumps.push(poleAt(after));
      else if (rest > height / 2) jumps.push(jumpBetween(before, after, name));
    }
    samples = merged(samples, samplesFrom(names, inOrder(all)));
    return jumps.filter((jump, i) => jumps.findIndex(({place}) => place === jump.place) === i);
  }

  /** Two neighbouring samples narrowed to where the step between them is, until it is too small to be seen. */
  function narrowed(
    left: Sample<Name>,
    right: Sample<Name>,
    name: Name,
  ): readonly [Sample<Name>, Sample<Name>, readonly Sample<Name>[]] {
    const height = stepOf(left, right, name);
    const seen: Sample<Name>[] = [];
    let [before, after] = [left, right];
    for (;;) {
      const middle = from < to ? halfway(before.place, after.place) : halfway(after.place, before.place);
      if (middle === undefined) break;
      const between = sampleAt(middle);
      seen.push(between);
      if (stepOf(before, between, name) >= stepOf(between, after, name)) after = between;
      else before = between;
      if (stepOf(before, after, name) < height / 16) break;
    }
    return [before, after, seen];
  }

  /** The jump at the rounder one of two neighbouring places. */
  function jumpBetween(before: Sample<Name>, after: Sample<Name>, name: Name): PlacedJump {
    const digits = ({place}: Sample<Name>): number => String(Math.abs(place)).length;
    const {place, share, found: here} = digits(before) < digits(after) ? before : after;
    const sign = to > from ? 1n : -1n;
    const [left, right] = [-sign, sign].map((step) => sampleAt(nextDouble(place, step)).found[name]) as [
      number,
      number,
    ];
    const at = here[name];
    const near = sameSide * Math.abs(right - left);
    const side = (value: number): number => (Math.abs(value - at) <= near ? at : value);
    return {place, share, left: side(left), at, right: side(right)};
  }

  function poleAt({place, share}: Sample<Name>): PlacedJump {
    return {place, share, left: Number.NaN, at: Number.NaN, right: Number.NaN};
  }
}

type Steps<Name extends string> = readonly (readonly [Sample<Name>, Sample<Name>])[];

/**
 * The steps between neighbouring samples that may be jumps, edges of the domain, or steep; and those that may be poles,
 * from far above most values to far below them.
 */
function unexplained<Name extends string>(
  samples: Samples<Name>,
  name: Name,
): {readonly steps: Steps<Name>; readonly poles: Steps<Name>} {
  const values = samples.found[name];
  const [low, high] = endsOf(values);
  const height = high - low;
  const least = visible * height;
  const steps: [Sample<Name>, Sample<Name>][] = [];
  const poles: [Sample<Name>, Sample<Name>][] = [];
  // A loop over plain numbers, with one subtraction for most of them: this is a good part of what a plot waits for.
  for (let i = 0; i + 1 < values.length; i += 1) {
    const [value, next] = [values[i] as number, values[i + 1] as number]; // both below the length
    const rise = next - value;
    if (rise <= least && rise >= -least) continue;
    const step = stepFrom(values, i);
    const beside = Math.max(finite(stepFrom(values, i - 1)), finite(stepFrom(values, i + 1)));
    const isPole = Math.min(value, next) < low - height / 2 && Math.max(value, next) > high + height / 2;
    const [place, after] = [samples.places[i], samples.places[i + 1]] as [number, number]; // as many as values
    const areNeighbours = halfway(Math.min(place, after), Math.max(place, after)) === undefined;
    if (step > least && (areNeighbours || step > unlike * beside))
      steps.push([sampleOf(samples, i), sampleOf(samples, i + 1)]);
    else if (isPole) poles.push([sampleOf(samples, i), sampleOf(samples, i + 1)]);
  }
  return {steps, poles};
}

/** How high the step after a value is; where one side of it is not finite, higher than any; 0 beyond the ends. */
function stepFrom(values: Float64Array, i: number): number {
  if (i < 0 || i + 1 >= values.length) return 0;
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

function stepOf<Name extends string>(left: Sample<Name>, right: Sample<Name>, name: Name): number {
  return stepBetween(left.found[name], right.found[name]);
}

/** The ends of most values, or of all: a pole would hide every other step. */
function endsOf(all: Float64Array): readonly [number, number] {
  const values = all.filter((value) => value - value === 0).sort();
  const [low = 0, high = 0] = [values[Math.floor(values.length * 0.05)], values[Math.ceil(values.length * 0.95) - 1]];
  const [least = 0, most = 0] = [values[0], values.at(-1)];
  return high / 2 - low / 2 > 0 ? [low, high] : [least, most];
}

/** The samples cut at the jumps, each side with its limit, and where there is no finite value. */
function traceOf<Name extends string>(
  {places, shares, found}: Samples<Name>,
  name: Name,
  seen: readonly PlacedJump[],
): Trace {
  const values = found[name];
  const rises = (places[0] as number) <= (places.at(-1) as number); // there are some
  const jumps = seen.toSorted((a, b) => (rises ? a.place - b.place : b.place - a.place));
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
    if (end > first) pieces.push({shares: list(shares, 0), values: list(values, 1)});
    start = next;
  };
  const limitOf = (at: number, value: number): readonly [number, number] | undefined =>
    Number.isFinite(value) ? [at, value] : undefined;
  let next = 0;
  for (let i = 0; i < values.length; i += 1) {
    const here = places[i] as number; // below the length
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
