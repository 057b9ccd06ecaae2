/** What wrong results have in common: flushed or saturated numbers, 0 for NaN, or rounding in another direction. */

import type {NumberFormat} from '../exact/number-format.ts';
import {isSubnormal, leastNormal} from './conditions.ts';
import {type Case, type Cause, type CauseKind, type Miss, type OtherNeighbour, pointOf} from './findings.ts';
import type {RealValues} from './real-errors.ts';

interface CausesRequest {
  readonly format: NumberFormat;
  readonly real: () => RealValues;
  /** The right result where subnormal inputs are zeros of their sign. */
  readonly atZero: (each: Case) => number;
}

/** What explains wrong results, and how many it does not. */
interface Explanation {
  readonly causes: readonly Cause[];
  readonly unexplained: number;
}

export interface Causes {
  /** A wrong result, and its error in steps. */
  readonly add: (each: Case, ulps: number) => void;
  /** Looks at what was added since. */
  readonly settle: () => void;
  readonly done: () => Explanation;
}

/** So many results, and nine in ten of what nothing else explains, lie in one direction by more than chance. */
const [leastRounded, shareRounded] = [10, 0.9];

/** So many are looked at together. If of these less than 85 in 100 lie in one direction, no more of them are. */
const [batch, shareSeen] = [4096, 0.85];

/** Looks at every wrong result. */
export function createCauses({format, real, atZero}: CausesRequest): Causes {
  const least = leastNormal(format);
  const isSmall = (x: number): boolean => isSubnormal(x, least);
  const sure = {flushedResult: 0, flushedInput: 0, zeroAtNaN: 0, saturated: 0};
  /** Results at the other neighbour of the exact value, by the sign of that and the side on which they are. */
  const rounded = createDirections();
  /** The same where the least subnormal number became 0, which it does by flushing too. */
  const nextToZero = createDirections();
  let [others, flushedOrNot] = [0, 0];
  /** Next to the right result, or 0 next to the least normal number. */
  let doubtful: Miss[] = [];

  const settleOne = ({expected, got, ulps}: Miss, side: number): void => {
    const isFlushed = got === 0 && (isSubnormal(expected, least) || side === -1);
    const isNearer = Math.abs(got) < Math.abs(expected);
    // The exact value lies between the right result and the one beside it.
    const isBetween = ulps === 1 && side === (expected === 0 ? Math.sign(got) : isNearer ? -1 : 1);
    if (isBetween) (isFlushed ? nextToZero : rounded).add({isNearer, isDown: got < expected});
    else if (isFlushed && ulps === 1) flushedOrNot += 1;
    else if (isFlushed) sure.flushedResult += 1;
    else others += 1;
  };

  /** Looking takes time, and says nothing of chance errors. */
  let isHopeless = false;

  const settle = (): void => {
    if (doubtful.length === 0) return;
    const points = doubtful.map(pointOf);
    const inputs = (points[0] ?? []).map((_, j) => Float64Array.from(points, (point) => point[j] as number)); // as many
    const expected = Float64Array.from(doubtful, (each) => each.expected);
    const sides = real().sides(inputs, expected);
    for (const [i, each] of doubtful.entries()) settleOne(each, sides[i] as number); // as many
    doubtful = [];
    const seen = others + rounded.total();
    isHopeless = seen >= batch && largestOf(rounded.counts)[1] < shareSeen * seen;
  };

  return {
    add(each, ulps) {
      const {expected, got} = each;
      const isZero = got === 0 && Math.abs(expected) <= least;
      if (got === 0 && hasInput(each, Number.isNaN)) sure.zeroAtNaN += 1;
      else if (Math.abs(got) === format.largest && expected === got * Number.POSITIVE_INFINITY) sure.saturated += 1;
      else if (got !== 0 && hasInput(each, isSmall) && got === atZero(each)) sure.flushedInput += 1;
      else if (ulps === 1 && !isZero && isHopeless) others += 1;
      else if (ulps === 1 || (isZero && Math.abs(expected) === least)) {
        doubtful.push({...each, ulps});
        if (doubtful.length >= batch) settle();
      } else if (isZero) sure.flushedResult += 1;
      else others += 1;
    },
    settle,
    done() {
      // A number next to 0 that became 0 is a flush where there are others.
      const flushes = sure.flushedResult > 0;
      const atZero = nextToZero.total() + flushedOrNot;
      const [kind, count] = largestOf(flushes ? rounded.counts : sumOf(rounded.counts, nextToZero.counts));
      const left = others + rounded.total() + (flushes ? 0 : atZero);
      const isRounded = count >= leastRounded && count >= shareRounded * left;
      const counts: Partial<Record<CauseKind, number>> = {
        ...sure,
        flushedResult: flushes ? sure.flushedResult + atZero : 0,
        ...(isRounded && {[kind]: count}),
      };
      const found = Object.entries(counts) as [CauseKind, number][]; // its own keys
      return {
        causes: found.filter(([, each]) => each > 0).map(([each, times]) => ({kind: each, count: times})),
        unexplained: left - (isRounded ? count : 0),
      };
    },
  };
}

function hasInput({x, others}: Case, test: (input: number) => boolean): boolean {
  return test(x) || (others?.some(test) ?? false);
}

type Directions = Readonly<Record<OtherNeighbour, number>>;

/** Counts results that are the other neighbour of the exact value: each goes toward 0 or away from it, and down or up. */
function createDirections() {
  const counts = {truncated: 0, away: 0, down: 0, up: 0};
  return {
    counts: counts as Directions,
    total: () => counts.down + counts.up,
    add({isNearer, isDown}: {readonly isNearer: boolean; readonly isDown: boolean}): void {
      counts[isNearer ? 'truncated' : 'away'] += 1;
      counts[isDown ? 'down' : 'up'] += 1;
    },
  };
}

function sumOf(one: Directions, other: Directions): Directions {
  return {
    truncated: one.truncated + other.truncated,
    away: one.away + other.away,
    down: one.down + other.down,
    up: one.up + other.up,
  };
}

/** The direction in which most lie; toward or away from 0 before down or up, which is the same for results of one sign. */
function largestOf(rounded: Directions): readonly [OtherNeighbour, number] {
  const entries = Object.entries(rounded) as [OtherNeighbour, number][]; // its own keys
  return entries.reduce((best, each) => (each[1] > best[1] ? each : best));
}
