/** Tails in which all results are the same: looked for once many rows of a table have turned out slow. */

import {lazily} from '../exact/lazily.ts';

/** An interval, ends included, in which all rows have the same results: a value and its gradient by `x`. */
export interface Tail {
  readonly from: number;
  readonly to: number;
  readonly results: readonly number[];
}

export interface TailWatch {
  /** Told of a row that code did not settle. */
  readonly slowRow: () => void;
  /** The tail that holds x, once tails are known. */
  readonly at: (x: number) => Tail | undefined;
  /** Whether all rows lie in one tail; then their results are put into the outputs. */
  readonly fills: (inputs: readonly Float64Array[], outputs: readonly Float64Array[]) => boolean;
}

/** So many rows may go slowly; more of them take longer than finding the tails. */
const manySlowRows = 1000;

/** Watches over the evaluation of a function whose tails `find` knows. */
export function createTailWatch(find: () => readonly Tail[]): TailWatch {
  const tails = lazily(find);
  let slowRows = 0;
  const at = (x: number): Tail | undefined =>
    slowRows < manySlowRows ? undefined : tails().find(({from, to}) => x >= from && x <= to);
  return {
    slowRow() {
      slowRows += 1;
    },
    at,
    fills([column], outputs) {
      const tail = at(column?.[0] ?? Number.NaN);
      if (tail === undefined || !column?.every((x) => x >= tail.from && x <= tail.to)) return false;
      for (const [k, output] of outputs.entries()) output.fill(tail.results[k] as number); // one each
      return true;
    },
  };
}
