/** Broken monotonicity: neighbouring inputs whose results are in the wrong order. */

import type {Case, Tally} from './findings.ts';

/** Results at each x, beside the right ones. */
export interface Sequence {
  readonly x: Float64Array;
  readonly expected: Float64Array;
  readonly got: Float64Array;
}

/**
 * How many pairs of neighbouring inputs, in order of value, have results that rise where the right ones fall, or fall
 * where they rise; the case is that of the larger input. Where the right ones are equal, the direction is that of the
 * stretches around (a saturated tail, a flat stretch between two rises); at a turning point there is none, and nothing
 * counts. A constant has no direction. Rows with NaN are left out; equal inputs are not compared with each other.
 */
export interface Reversals {
  readonly add: (rows: Sequence) => void;
  readonly done: () => Tally;
}

/** The rows of inputs in the order of their values, NaN last. */
export function rowsByInput(x: Float64Array): Uint32Array {
  const rows = new Uint32Array(x.length);
  for (let row = 0; row < rows.length; row += 1) rows[row] = row;
  // As in most files; sorting a million rows takes half a second.
  if (isAscending(x)) return rows;
  return rows.sort((a, b) => {
    const [one, other] = [x[a] as number, x[b] as number]; // rows of x
    // Infinities have no difference. A NaN, which is left out, may stand anywhere, but every row has its place.
    return one < other ? -1 : one > other ? 1 : Number(Number.isNaN(one)) - Number(Number.isNaN(other)) || a - b;
  });
}

function isAscending(x: Float64Array): boolean {
  for (let i = 1; i < x.length; i += 1) if (!((x[i - 1] as number) <= (x[i] as number))) return false; // within its length
  return !Number.isNaN(x[0]);
}

/** Of rows in any order, all of them given at once. */
export function reversalsOfRows(): Reversals {
  const upward = walkFromZero('up');
  return {
    add({x, expected, got}) {
      if (isAscending(x)) {
        upward.add({x, expected, got});
        return;
      }
      const rows = rowsByInput(x);
      const sorted = (column: Float64Array) => Float64Array.from(rows, (row) => column[row] as number);
      upward.add({x: sorted(x), expected: sorted(expected), got: sorted(got)});
    },
    done: () => merged(nothing, upward.finish()),
  };
}

/**
 * Of numbers of a format that follow one another in the order of their bit patterns, in any number of stretches: from 0
 * up, then from -0 down. The two walks meet at 0, if that is among them, where a flat stretch may go through.
 */
export function reversalsOfPatterns(): Reversals {
  const [upward, downward] = [walkFromZero('up'), walkFromZero('down')];
  let first: number | undefined;
  return {
    add(rows) {
      const {x} = rows;
      first ??= x[0];
      const turn = x.findIndex((each) => each < 0 || Object.is(each, -0));
      const part = (from: number, to: number): Sequence => ({
        x: x.subarray(from, to),
        expected: rows.expected.subarray(from, to),
        got: rows.got.subarray(from, to),
      });
      const end = turn < 0 ? x.length : turn;
      upward.add(part(0, end));
      downward.add(part(end, x.length));
    },
    done() {
      const [below, above] = [downward.finish(), upward.finish()];
      return first === 0 ? merged(below, above) : both(merged(below, nothing), merged(nothing, above));
    },
  };
}

type Direction = -1 | 0 | 1;

/** Pairs whose right results are equal, by the direction of the results that are checked. */
type Flat = Readonly<Record<'up' | 'down', Tally>>;

const none: Tally = {count: 0, first: undefined};
const noFlat: Flat = {up: none, down: none};

/** What a walk from 0 found. */
interface Walked {
  /** The flat stretch at its beginning, and the direction behind it; 0 where all is flat. */
  readonly start: Flat;
  readonly direction: Direction;
  readonly wrong: Tally;
}

/** Both tallies in order. */
function both(first: Tally, second: Tally): Tally {
  return {count: first.count + second.count, first: first.first ?? second.first};
}

/** The pairs of a flat stretch that go against a direction. */
function against(direction: Direction, flat: Flat): Tally {
  return direction === 1 ? flat.down : direction === -1 ? flat.up : none;
}

/** The reversals of two walks that meet where they begin; of one alone if the other has no rows. */
function merged(downward: Walked, upward: Walked): Tally {
  const directions = [downward, upward].map(({direction}) => direction).filter((direction) => direction !== 0);
  const [direction = 0] = directions;
  const shared = directions.every((each) => each === direction) ? direction : 0;
  const starts = both(against(shared, downward.start), against(shared, upward.start));
  return both(both(downward.wrong, starts), upward.wrong);
}

/** A walk without rows. */
const nothing: Walked = {start: noFlat, direction: 0, wrong: none};

/** Reversals along inputs that only rise, or only fall. */
function walkFromZero(side: 'up' | 'down'): {readonly add: (rows: Sequence) => void; readonly finish: () => Walked} {
  const sign = side === 'up' ? 1 : -1;
  let [start, flat, wrong] = [noFlat, noFlat, none];
  let [first, last]: [Direction, Direction] = [0, 0];
  let before: Case | undefined;

  // Downwards, what is found last comes first.
  const behind = (tally: Tally, found: Tally): Tally => (side === 'up' ? both(tally, found) : both(found, tally));
  /** What stands between two directions goes against both, or against none. */
  const settle = (direction: Direction): void => {
    if (flat !== noFlat) wrong = behind(wrong, against(direction, flat));
    flat = noFlat;
  };
  return {
    add({x, expected, got}) {
      let [px, pe, pg] = [before?.x ?? Number.NaN, before?.expected ?? Number.NaN, before?.got ?? Number.NaN];
      for (let i = 0; i < x.length; i += 1) {
        const [qx, qe, qg] = [x[i] as number, expected[i] as number, got[i] as number]; // as many of each
        if (Number.isNaN(qx) || Number.isNaN(qe) || Number.isNaN(qg)) continue;
        // The first row has NaN before it.
        if (qx !== px && !Number.isNaN(px)) {
          const right = (sign * (qe > pe ? 1 : qe < pe ? -1 : 0)) as Direction; // -0 is 0
          const theirs = sign * (qg > pg ? 1 : qg < pg ? -1 : 0);
          const larger = (): Tally => ({
            count: 1,
            first: side === 'up' ? {x: qx, expected: qe, got: qg} : {x: px, expected: pe, got: pg},
          });
          if (right !== 0) {
            if (first === 0) [first, start, flat] = [right, flat, noFlat];
            else settle(last === right ? right : 0);
            if (theirs === -right) wrong = behind(wrong, larger());
            last = right;
          } else if (theirs > 0) flat = {...flat, up: behind(flat.up, larger())};
          else if (theirs < 0) flat = {...flat, down: behind(flat.down, larger())};
        }
        [px, pe, pg] = [qx, qe, qg];
      }
      before = Number.isNaN(px) ? undefined : {x: px, expected: pe, got: pg};
    },
    finish() {
      if (first === 0) return {start: flat, direction: 0, wrong};
      settle(last);
      return {start, direction: first, wrong};
    },
  };
}
