/** Spans of neighbouring inputs whose results have the same fault. */

import type {FaultySpan} from './findings.ts';
import {rowsByInput} from './reversals.ts';

export interface Spans {
  /** Inputs, and the rows of those whose results are faulty. */
  readonly add: (x: Float64Array, faulty: readonly number[]) => void;
  /** The longest ones, by the number of results, and how many there are in all. */
  readonly done: (most: number) => {readonly spans: readonly FaultySpan[]; readonly count: number};
}

interface Run {
  readonly first: number;
  last: number;
  lastRow: number;
  count: number;
}

/** More spans than these are only counted. */
const mostKept = 100_000;

/** Of inputs that follow one another in the order of bit patterns, in any number of parts. */
export function spansInOrder(): Spans {
  const runs: Run[] = [];
  let [rows, dropped] = [0, 0];
  return {
    add(x, faulty) {
      for (const row of faulty) {
        const last = runs.at(-1);
        const place = x[row] as number; // a row of x
        // Across 0 and from one end of the numbers to the other no span goes on.
        if (last !== undefined && last.lastRow === rows + row - 1 && last.last < 0 === place < 0) {
          last.last = place;
          last.lastRow = rows + row;
          last.count += 1;
        } else if (runs.length < mostKept) runs.push({first: place, last: place, lastRow: rows + row, count: 1});
        else dropped += 1;
      }
      rows += x.length;
    },
    done(most) {
      const spans = runs.map(({first, last, count}) => ({
        from: Math.min(first, last),
        to: Math.max(first, last),
        count,
      }));
      return {spans: spans.sort((a, b) => b.count - a.count).slice(0, most), count: runs.length + dropped};
    },
  };
}

/** Of rows in any order, all of them given at once. */
export function spansOfRows(): Spans {
  const inOrder = spansInOrder();
  return {
    add(x, faulty) {
      if (faulty.length === 0) return;
      const rows = rowsByInput(x);
      const isFaulty = new Set(faulty);
      const places = Float64Array.from(rows, (row) => x[row] as number); // a row of x
      inOrder.add(
        places,
        [...rows.keys()].filter((place) => isFaulty.has(rows[place] as number)),
      ); // within its length
    },
    done: inOrder.done,
  };
}
