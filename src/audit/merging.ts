/**
 * Sums over blocks of samples, merged two by two, so that rounding errors grow with the logarithm of the number of
 * blocks, and so that a sum depends on the samples alone and not on how they were handed over.
 */

/** Samples of a unit whose sums are taken one after the other. */
export const blockLength = 256;

/** Merges two neighbours: the later one, `b`, into the earlier one. Each is a row of numbers. */
export type Merge = (a: Sums, b: Sums) => void;

/** A row of sums. */
export type Sums = Float64Array;

/** The merged sums of some units. */
export interface Merged {
  /** Adds the next block of a unit. The row may be changed. */
  readonly add: (unit: number, block: Sums) => void;
  /** The sums of a unit, followed by a last block, whose row is changed. */
  readonly total: (unit: number, last: Sums) => Sums;
}

/**
 * Each unit is a binary counter: where a bit of the number of its blocks is set, the sums of that power of two of
 * blocks are kept; a carry merges two. Each power has one typed array with a row for each unit: an array for each row
 * would take four times the memory.
 */
export function createMerged(units: number, merge: Merge): Merged {
  const blocks = new Uint32Array(units);
  const levels: Float64Array[] = [];
  const isKept = (unit: number, level: number): boolean => ((blocks[unit] as number) >>> level) % 2 === 1; // for each unit
  // The same for all merges: one for each would take more time than the sums.
  let earlier: Sums = new Float64Array(0);
  /** Puts the kept sums of a unit in front of those of later blocks. */
  const precede = (unit: number, level: number, later: Sums): void => {
    const {length} = later;
    if (earlier.length !== length) earlier = new Float64Array(length);
    const kept = levels[level] as Float64Array; // some are kept there
    for (let i = 0; i < length; i += 1) earlier[i] = kept[unit * length + i] as number; // a row for each unit
    merge(earlier, later);
    put(later, earlier);
  };
  return {
    add(unit, sums) {
      let level = 0;
      for (; isKept(unit, level); level += 1) precede(unit, level, sums);
      levels[level] ??= new Float64Array(units * sums.length);
      const kept = levels[level] as Float64Array; // there now
      for (let i = 0; i < sums.length; i += 1) kept[unit * sums.length + i] = sums[i] as number; // a row for each unit
      blocks[unit] = (blocks[unit] as number) + 1;
    },
    total(unit, sums) {
      for (let level = 0; level < levels.length; level += 1) if (isKept(unit, level)) precede(unit, level, sums);
      return sums;
    },
  };
}

/** Sums of the same quantities of two parts. */
export const addSums: Merge = (a, b) => {
  for (let i = 0; i < a.length; i += 1) a[i] = (a[i] as number) + (b[i] as number); // as long as each other
};

function put(a: Sums, b: Sums): void {
  for (let i = 0; i < a.length; i += 1) a[i] = b[i] as number; // as long as each other
}

/**
 * The count, the mean and the sum of squared deviations from it of two parts, `[count, mean, rest, squares]`: the rest is
 * what the mean rounded to a double lacks. Without it, means around 1e8 are 1e-8 off, and a spread of 1e-3 has no more
 * than 8 right digits. Source: Chan, Golub and LeVeque, "Updating formulae and a pairwise algorithm for computing sample
 * variances", 1979.
 */
export const mergeMoments: Merge = (a, b) => {
  const [countA, countB] = [a[0] as number, b[0] as number]; // four each
  if (countB === 0) return;
  if (countA === 0) return put(a, b);
  const count = countA + countB;
  const [meanA, restA] = [a[1] as number, a[2] as number];
  const apart = (b[1] as number) - meanA + ((b[2] as number) - restA);
  const squares = (a[3] as number) + (b[3] as number) + apart * apart * ((countA * countB) / count);
  putMoments(a, {count, from: meanA, apart: restA + apart * (countB / count), squares});
};

/** The moments of so many numbers. */
export interface Moments {
  readonly count: number;
  /** The mean is the exact sum of these. */
  readonly from: number;
  readonly apart: number;
  readonly squares: number;
}

/** Makes a row of moments. */
export function putMoments(row: Sums, {count, from, apart, squares}: Moments): void {
  const mean = from + apart;
  const added = mean - from;
  row[0] = count;
  row[1] = mean;
  row[2] = from - (mean - added) + (apart - added);
  row[3] = squares;
}

/** How many sums a row of moments has. */
export const momentsLength = 4;

/**
 * The mean and the spread around it, of the numbers themselves; NaN where doubles cannot hold them, or the squares, which
 * may leave the doubles on either side.
 */
export function meanAndStd(
  moments: Readonly<Sums>,
  {min, max}: {readonly min: number; readonly max: number},
): {readonly mean: number; readonly std: number} {
  const [count = 0, mean = 0, , squares = 0] = moments;
  const variance = squares / count;
  const isKnown = Number.isFinite(variance) && (variance >= 2 ** -960 || min === max);
  return {
    mean: count > 0 && Number.isFinite(mean) ? mean : Number.NaN,
    std: isKnown ? Math.sqrt(variance) : Number.NaN,
  };
}
