/** Tails in which all results are the same: looked for once a table has spent long on rows that are slow. */

import {lazily} from '../exact/lazily.ts';

/** An interval, ends included, in which all rows have the same results: a value and its gradient by `x`. */
export interface Tail {
  readonly from: number;
  readonly to: number;
  readonly results: readonly number[];
}

export interface TailWatch {
  /** Told of a row that code did not settle, or that balls have to, and of the microseconds that this takes, roughly. */
  readonly took: (microseconds: number) => void;
  /** The tail that holds x, once tails are known. */
  readonly at: (x: number) => Tail | undefined;
  /** Whether all rows lie in one tail; then their results are put into the outputs. */
  readonly fills: (inputs: readonly Float64Array[], outputs: readonly Float64Array[]) => boolean;
}

/** Slow rows may take so long; finding the tails takes some times as long, and a long table far longer. */
const patience = 20_000;

/** Watches over the evaluation of a function whose tails `find` knows. */
export function createTailWatch(find: () => readonly Tail[]): TailWatch {
  const tails = lazily(find);
  let spent = 0;
  const at = (x: number): Tail | undefined =>
    spent < patience ? undefined : tails().find(({from, to}) => x >= from && x <= to);
  return {
    took(microseconds) {
      spent += microseconds;
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
