/** What wrong results have in common: subnormal numbers that were flushed, or rounding toward 0. */

import type {NumberFormat} from '../exact/number-format.ts';
import {isSubnormal, leastNormal} from './conditions.ts';
import {type Cause, type Miss, pointOf} from './findings.ts';
import type {RealValues} from './real-errors.ts';

interface CausesRequest {
  readonly format: NumberFormat;
  readonly real: () => RealValues;
  /** The right result where subnormal inputs are zeros of their sign. */
  readonly atZero: (miss: Miss) => number;
}

export interface Causes {
  /** A wrong result, and its error in steps. */
  readonly add: (miss: Miss) => void;
  /** Looks at what was added since. */
  readonly settle: () => void;
  /** What explains all of the wrong results together; nothing if some are left. */
  readonly done: () => readonly Cause[];
}

/** Looks at every wrong result until one has another cause. */
export function createCauses({format, real, atZero}: CausesRequest): Causes {
  const least = leastNormal(format);
  const counts = {flushedResult: 0, flushedInput: 0, truncated: 0};
  /** The least subnormal number that became 0: either was. */
  let flushedOrTruncated = 0;
  let isExplained = true;
  /** Next to the right result and nearer to 0, or 0 next to the least normal number. */
  let doubtful: Miss[] = [];
  return {
    add(miss) {
      if (!isExplained) return;
      const {expected, got, ulps} = miss;
      const isZero = got === 0 && Math.abs(expected) <= least;
      if (got !== 0 && pointOf(miss).some((x) => isSubnormal(x, least)) && got === atZero(miss))
        counts.flushedInput += 1;
      else if ((ulps === 1 && Math.abs(got) < Math.abs(expected)) || (isZero && Math.abs(expected) === least))
        doubtful.push(miss);
      else if (isZero) counts.flushedResult += 1;
      else isExplained = false;
    },
    settle() {
      const seen = isExplained ? doubtful : [];
      doubtful = [];
      if (seen.length === 0) return;
      const points = seen.map(pointOf);
      const inputs = (points[0] ?? []).map((_, j) => Float64Array.from(points, (point) => point[j] as number)); // as many
      // The right result was rounded away from 0, and the one before it is rounded toward 0.
      const isBelow = real().isBelow(
        inputs,
        Float64Array.from(seen, ({expected}) => expected),
      );
      for (const [i, {expected: right, got, ulps}] of seen.entries()) {
        const isAway = isBelow[i] === true;
        const isFlushed = got === 0 && (isSubnormal(right, least) || isAway);
        if (isAway && isFlushed && ulps === 1) flushedOrTruncated += 1;
        else if (isFlushed) counts.flushedResult += 1;
        else if (isAway) counts.truncated += 1;
        else isExplained = false;
      }
    },
    done() {
      if (!isExplained) return [];
      const isOfFlush = counts.flushedResult > 0 || counts.truncated === 0;
      const all = {
        ...counts,
        flushedResult: counts.flushedResult + (isOfFlush ? flushedOrTruncated : 0),
        truncated: counts.truncated + (isOfFlush ? 0 : flushedOrTruncated),
      };
      const found = Object.entries(all) as [Cause['kind'], number][]; // its own keys
      return found.filter(([, count]) => count > 0).map(([kind, count]) => ({kind, count}));
    },
  };
}
