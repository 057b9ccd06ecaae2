/** Counts of cases, and the worst of them, kept while results pass. */

import {type Case, type Miss, pointOf, type Tally} from './findings.ts';

/** Counts cases, and keeps the first. */
export function tally(): {readonly add: (each: Case) => void; readonly done: () => Tally} {
  let count = 0;
  let first: Case | undefined;
  return {
    add: (each) => {
      count += 1;
      first ??= each;
    },
    done: () => ({count, first}),
  };
}

/** Keeps the worst few of many, of equal ones the first. Results at a NaN input are never among them. */
export function ranking(most: number): {
  readonly add: (each: Case, ulps: number) => void;
  readonly done: () => readonly Miss[];
} {
  const kept: Miss[] = [];
  return {
    add: (each, ulps) => {
      if (most === 0 || pointOf(each).some(Number.isNaN)) return;
      const last = kept[most - 1];
      if (last !== undefined && ulps <= last.ulps) return;
      const place = kept.findIndex((other) => other.ulps < ulps);
      kept.splice(place < 0 ? kept.length : place, 0, {...each, ulps});
      kept.length = Math.min(kept.length, most);
    },
    done: () => kept,
  };
}
