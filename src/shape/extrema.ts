/** Where an activation turns, how far its values reach, and how steep it gets. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {createEvaluate, plainDoubles} from '../evaluation/evaluate.ts';
import {exactValuesAt} from '../evaluation/exact-at.ts';
import {bisect} from '../exact/doubles.ts';
import {differentiate} from '../formula/differentiate.ts';
import type {Joint} from './joints.ts';
import {crestsOf, searchGrid} from './search-grid.ts';
import type {Span} from './span.ts';

/** A local extremum: a point, or a plateau from one double to another. */
export interface Extremum {
  readonly kind: 'minimum' | 'maximum';
  readonly from: number;
  readonly to: number;
  readonly value: number;
}

/** A value of f or of |f′| and where it is reached; at an infinite x it is a limit. */
export interface Level {
  readonly value: number;
  readonly x: number;
}

/** How f runs over an interval. */
export interface Course {
  readonly extrema: readonly Extremum[];
  readonly infimum: Level;
  readonly supremum: Level;
  /** The largest |f′|, one-sided slopes and limits included. */
  readonly steepest: Level;
  /** f and f′ at the two ends of the interval, limits where these are infinite. */
  readonly ends: readonly {readonly x: number; readonly value: number; readonly slope: number}[];
  readonly rises: boolean;
  readonly falls: boolean;
}

/**
 * The course of a function of one variable over an interval. Signs of f′ are taken at samples, 1/128 apart up to 20, a
 * quarter of an octave up to 2^20, an octave further out, and ever closer to each breakpoint: if f turns twice between
 * two of them, neither turn is seen. A turn that is seen is exact to the last double.
 */
export function courseOf(selection: Selection, span: Span, joints: readonly Joint[]): Course {
  const inside = joints.filter(({x}) => span.from < x && x < span.to);
  const xs = searchGrid(span, inside);
  const exact = createExact(selection);
  const slopes = slopesAt(selection, xs, exact);
  const turns = turnsOf(xs, slopes, inside, exact);
  const ends = [span.from, span.to].map((x) => ({x, ...exact.both(x)}));
  const values: Level[] = [
    ...turns.extrema.map(({value, from}) => ({value, x: from})),
    ...inside.flatMap(({x, value, left, right}) => [value, left.value, right.value].map((each) => ({value: each, x}))),
    ...(span.from <= 0 && 0 <= span.to ? [{value: exact.value(0), x: 0}] : []),
    ...ends.map(({x, value}) => ({value, x})),
  ]
    .filter(({value}) => !Number.isNaN(value))
    .map(({value, x}) => ({value: value + 0, x})); // a bound of -0 is 0
  // The first of equal slopes counts: a limit, say, before a sample whose slope rounds to it.
  const steep: Level[] = [
    ...(span.from <= 0 && 0 <= span.to ? [{value: Math.abs(exact.slope(0)), x: 0}] : []),
    ...inside.flatMap(({x, left, right}) => [left.slope, right.slope].map((slope) => ({value: Math.abs(slope), x}))),
    ...ends.map(({x, slope}) => ({value: Math.abs(slope), x})),
    ...peaks(selection, xs, slopes),
  ].filter(({value}) => !Number.isNaN(value));
  return {
    extrema: turns.extrema,
    infimum: values.reduce((a, b) => (b.value < a.value ? b : a), values[0] ?? nowhere),
    supremum: values.reduce((a, b) => (b.value > a.value ? b : a), values[0] ?? nowhere),
    steepest: steep.reduce((a, b) => (b.value > a.value ? b : a), steep[0] ?? nowhere),
    ends,
    rises: turns.rises,
    falls: turns.falls,
  };
}

const nowhere: Level = {value: Number.NaN, x: Number.NaN};

/** f and f′ at single points, correctly rounded. */
interface Exact {
  readonly both: (x: number) => {readonly value: number; readonly slope: number};
  readonly value: (x: number) => number;
  readonly slope: (x: number) => number;
  /** The sign of f′, which is certain long before the digits of a small f′ are. */
  readonly direction: (x: number) => number;
}

function createExact(selection: Selection): Exact {
  const {value, trees} = selection;
  const slope = gradientOf(selection, 'x');
  const evaluate = exactValuesAt(selection, [value, slope]);
  const evaluateSign = exactValuesAt(selection, [value, trees.call('sign', slope)]);
  const both = (x: number) => {
    const [value = Number.NaN, slope = Number.NaN] = evaluate(x);
    return {value, slope};
  };
  return {
    both,
    value: (x) => both(x).value,
    slope: (x) => both(x).slope,
    direction: (x) => evaluateSign(x)[1] ?? Number.NaN,
  };
}

/** f′ in plain doubles; exactly for |x| < 10^4 if some signs prove wrong there, as in formulas that cancel. */
function slopesAt(selection: Selection, xs: Float64Array, exact: Exact): Float64Array {
  const fast = createEvaluate(selection, ['x'], plainDoubles);
  const slopes = fast([xs], xs.length)[1] as Float64Array; // the value comes first
  // The derivative of a record is safe in plain doubles.
  if (selection.doubles.gradient !== undefined) return slopes;
  const isNear = (x: number) => Math.abs(x) < 1e4;
  const poor = slopes.some((slope, i) => {
    const x = xs[i] as number; // a sample for each slope
    return i % 97 === 0 && isNear(x) && Math.sign(slope) !== exact.direction(x);
  });
  if (!poor) return slopes;
  return slopes.map((slope, i) => {
    const x = xs[i] as number; // a sample for each slope
    return isNear(x) ? exact.slope(x) : slope;
  });
}

interface Turns {
  readonly extrema: readonly Extremum[];
  readonly rises: boolean;
  readonly falls: boolean;
}

/** Follows the sign of f′ from sample to sample, and across jumps; a change of direction is an extremum. */
function turnsOf(xs: Float64Array, slopes: Float64Array, joints: readonly Joint[], exact: Exact): Turns {
  const extrema: Extremum[] = [];
  const jumps = new Map(joints.filter(({order}) => order < 0).map((joint) => [behind(joint), joint] as const));
  // The last sample at which f rises or falls, and its direction there.
  let [last, direction, rises, falls] = [Number.NaN, 0, false, false];
  const go = (x: number, sign: number): void => {
    if (sign > 0) rises = true;
    else falls = true;
    [last, direction] = [x, sign];
  };
  for (let i = 0; i < xs.length; i += 1) {
    const [x, sign] = [xs[i] as number, Math.sign(slopes[i] as number)]; // a slope for each sample
    const jump = jumps.size > 0 ? jumps.get(x) : undefined;
    // If one side has no value, there is no step.
    const step = jump === undefined ? 0 : Math.sign(jump.right.value - jump.left.value) || 0;
    if (jump !== undefined && step !== 0) {
      if (direction === -step) extrema.push(atJump(jump, direction));
      go(jump.x, step);
    }
    if (sign === direction && sign !== 0) last = x;
    if (sign === 0 || Number.isNaN(sign) || sign === direction) continue;
    if (direction !== 0) {
      // Plain doubles have the wrong sign now and then, so only an exact change counts.
      if (exact.direction(x) !== sign) continue;
      extrema.push(
        jump !== undefined && step !== 0 ? atJump(jump, direction) : between(last, x, {sign: direction, exact, joints}),
      );
    }
    go(x, sign);
  }
  return {extrema, rises, falls};
}

/** The first double that is on the right of a jump: the place itself where f comes from the right there. */
function behind({x, above, value, left, right}: Joint): number {
  return value === right.value && value !== left.value ? x : above;
}

function atJump({x, left, right, value}: Joint, before: number): Extremum {
  const pick = before > 0 ? Math.max : Math.min;
  return {kind: before > 0 ? 'maximum' : 'minimum', from: x, to: x, value: pick(left.value, right.value, value)};
}

/** The extremum between a double at which f′ has a sign and one at which it has the other. */
function between(
  from: number,
  x: number,
  {sign, exact, joints}: {readonly sign: number; readonly exact: Exact; readonly joints: readonly Joint[]},
): Extremum {
  const {value, slope, direction} = exact;
  const kind = sign > 0 ? 'maximum' : 'minimum';
  const [before, first] = bisect(from, x, (place) => direction(place) === sign);
  const turned = (place: number): boolean => direction(place) === -sign;
  const [end, after] = turned(first) ? [before, first] : bisect(before, x, (place) => !turned(place));
  // A slope says nothing at a corner, and may be too small for a double beside a removable gap.
  const joint = joints.find((each) => before <= each.x && each.x <= after && end - first < 1e-300);
  if (joint !== undefined) return {kind, from: joint.x, to: joint.x, value: joint.value};
  if (direction(first) !== 0) {
    // The zero lies between two doubles, nearer to the one at which f′ is smaller.
    const place = Math.abs(slope(before)) < Math.abs(slope(after)) ? before : after;
    return {kind, from: place, to: place, value: value(place)};
  }
  // A plateau reaches the corner itself, whichever slope the formula has there.
  const left = joints.find(({above}) => above === first)?.x ?? first;
  const right = joints.find(({below}) => below === end)?.x ?? end;
  return {kind, from: left, to: right, value: value(first)};
}

/** The largest |f′| near the steepest samples, where f″ changes its sign. */
function peaks(selection: Selection, xs: Float64Array, slopes: Float64Array): readonly Level[] {
  const {trees} = selection;
  const sizes = slopes.map(Math.abs);
  const crests = crestsOf(sizes);
  const highest = sizes[crests[0] ?? 0] ?? 0;
  const first = gradientOf(selection, 'x');
  // The sign of f″ is enough, and certain long before the digits.
  const evaluate = exactValuesAt(selection, [first, trees.call('sign', differentiate(trees, first, 'x'))]);
  return crests
    .filter((i) => (sizes[i] as number) > 0.99 * highest) // i is the index of a sample
    .flatMap((i): readonly Level[] => {
      const [x, slope] = [xs[i] as number, slopes[i] as number]; // so it is here
      const climbs = (place: number) => Math.sign(slope) * (evaluate(place)[1] ?? Number.NaN) > 0;
      const [from, to] = [xs[i - 1] ?? x, xs[i + 1] ?? x];
      const isLevel = sizes[i - 1] === sizes[i] || sizes[i + 1] === sizes[i];
      const places = !isLevel && climbs(from) && !climbs(to) ? bisect(from, to, climbs) : [x];
      return places.map((place) => ({value: Math.abs(evaluate(place)[0] ?? Number.NaN), x: place}));
    });
}
