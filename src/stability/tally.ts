/** Losses point by point, in few stretches of points that follow one another: the worst of each, and what exceeds a limit. */

import type {Fault, Loss} from './loss.ts';

/** A result, and its loss. */
export interface LostAt extends Loss {
  readonly x: number;
  readonly computed: number;
  /** The double nearest to the exact value. */
  readonly exact: number;
}

/** What was found at some points that follow one another. */
export interface Stretch {
  /** The largest finite loss; undefined if there is none. */
  readonly worst: LostAt | undefined;
  /** The first and the last point at which a finite loss exceeds the limit; undefined if there is none. */
  readonly exceeding: {readonly first: number; readonly last: number; readonly count: number} | undefined;
}

/** How often a fault was found on one side of 0, and where. */
export interface FaultTally {
  readonly fault: Fault;
  readonly count: number;
  readonly first: LostAt;
  readonly last: LostAt;
}

/** The tally of losses. */
export interface Tally {
  readonly add: (each: LostAt) => void;
  readonly stretches: () => readonly Stretch[];
  readonly faults: () => readonly FaultTally[];
}

/** Into so many stretches the points are divided at most. */
const mostStretches = 256;

/** A tally of `count` points in order. */
export function createTally(count: number, limit: number): Tally {
  const size = Math.max(1, Math.ceil(count / mostStretches));
  const stretches: Stretch[] = [];
  const faults = new Map<string, FaultTally>();
  let added = 0;
  return {
    add(each) {
      const place = Math.floor(added / size);
      added += 1;
      const before = stretches[place];
      const isNumber = each.ulps < Number.POSITIVE_INFINITY;
      const worst = isNumber && !(each.ulps <= (before?.worst?.ulps ?? -1)) ? each : before?.worst;
      const {first = each.x, count: counted = 0} = before?.exceeding ?? {};
      const exceeding = isNumber && each.ulps > limit ? {first, last: each.x, count: counted + 1} : before?.exceeding;
      stretches[place] = {worst, exceeding};
      if (each.fault === undefined) return;
      const key = each.x < 0 ? `${each.fault} below 0` : each.fault;
      const known = faults.get(key);
      faults.set(key, {
        fault: each.fault,
        count: (known?.count ?? 0) + 1,
        first: known?.first ?? each,
        last: each,
      });
    },
    stretches: () => stretches,
    faults: () => [...faults.values()],
  };
}
