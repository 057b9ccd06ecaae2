/** Broken monotonicity: neighbouring inputs whose results are in the wrong order. */

import type {Tally} from './findings.ts';

interface Sequence {
  readonly x: Float64Array;
  readonly expected: Float64Array;
  readonly got: Float64Array;
}

type Direction = -1 | 0 | 1;

/**
 * How many pairs of neighbouring inputs, in order of value, have results that rise where the right ones fall, or fall
 * where they rise. Where the right ones are equal, the direction is that of the stretches around (a saturated tail, a
 * flat stretch between two rises); at a turning point there is none, and nothing counts. A constant has no direction.
 * Rows with NaN are left out; equal inputs are not compared with each other.
 */
export function reversals({x, expected, got}: Sequence): Tally {
  let count = 0;
  let first: Tally['first'];
  const wrong = (rows: readonly number[]) => {
    count += rows.length;
    const [row] = rows;
    if (row === undefined || first !== undefined) return;
    first = {x: x[row] as number, expected: expected[row] as number, got: got[row] as number}; // a row of all three
  };

  const rows = ascending({x, expected, got});
  let last: Direction = 0;
  // The pairs since then whose right results are equal, by the direction of the results that are checked.
  let flat: Readonly<Record<'up' | 'down', number[]>> = {up: [], down: []};
  const settle = (direction: Direction) => {
    if (direction === 1) wrong(flat.down);
    if (direction === -1) wrong(flat.up);
    flat = {up: [], down: []};
  };
  for (let i = 1; i < rows.length; i += 1) {
    const [a, b] = [rows[i - 1] as number, rows[i] as number]; // i is below the length
    if (x[a] === x[b]) continue;
    const right = direction(expected, a, b);
    const theirs = direction(got, a, b);
    if (right === 0) {
      if (theirs !== 0) flat[theirs > 0 ? 'up' : 'down'].push(b);
      continue;
    }
    settle(last === 0 || last === right ? right : 0);
    if (theirs === -right) wrong([b]);
    last = right;
  }
  settle(last);
  return {count, first};
}

/** The rows without NaN in order of x. */
function ascending({x, expected, got}: Sequence): Uint32Array {
  const rows = Uint32Array.from(x.keys()).filter(
    (i) => !Number.isNaN(x[i]) && !Number.isNaN(expected[i]) && !Number.isNaN(got[i]),
  );
  const key = (i: number) => x[i] as number; // a row of x
  // Infinities have no difference.
  return rows.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a - b));
}

function direction(values: Float64Array, a: number, b: number): Direction {
  const [from, to] = [values[a] as number, values[b] as number]; // rows of the values
  return from < to ? 1 : from > to ? -1 : 0;
}
