/**
 * Sums over blocks of samples, merged two by two, so that rounding errors grow with the logarithm of the number of
 * blocks, and so that a sum depends on the samples alone and not on how they were handed over.
 */

/** Samples of a unit whose sums are taken one after the other. */
export const blockLength = 256;

/** Merges two neighbours: the later one, `b`, into the earlier one. Each is a row of numbers. */
export type Merge = (a: Sums, b: Sums) => void;

/** A row of sums. */
export type Sums = number[];

/** The merged sums of some units. */
export interface Merged {
  /** Adds the next block of a unit. The row may be changed. */
  readonly add: (unit: number, block: Sums) => void;
  /** The sums of a unit, followed by a last block. */
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
  /** The kept sums of a unit, followed by those of later blocks. */
  const followed = (unit: number, level: number, later: Sums): Sums => {
    const from = unit * later.length;
    const sums = Array.from((levels[level] as Float64Array).subarray(from, from + later.length)); // some are kept there
    merge(sums, later);
    return sums;
  };
  return {
    add(unit, block) {
      let sums = block;
      let level = 0;
      for (; isKept(unit, level); level += 1) sums = followed(unit, level, sums);
      levels[level] ??= new Float64Array(units * sums.length);
      levels[level]?.set(sums, unit * sums.length);
      blocks[unit] = (blocks[unit] as number) + 1;
    },
    total(unit, last) {
      return levels.reduce((sums, _, level) => (isKept(unit, level) ? followed(unit, level, sums) : sums), last);
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
  const [countA, meanA, restA, squaresA] = a as unknown as readonly [number, number, number, number]; // four each
  const [countB, meanB, restB, squaresB] = b as unknown as readonly [number, number, number, number];
  if (countB === 0) return;
  if (countA === 0) return put(a, b);
  const count = countA + countB;
  const apart = meanB - meanA + (restB - restA);
  const squares = squaresA + squaresB + apart * apart * ((countA * countB) / count);
  put(a, momentsOf(count, meanA, [restA + apart * (countB / count), squares]));
};

/** The moments of so many numbers whose mean is the exact sum of two doubles. */
export function momentsOf(count: number, from: number, [apart, squares]: readonly [number, number]): Sums {
  const mean = from + apart;
  const added = mean - from;
  return [count, mean, from - (mean - added) + (apart - added), squares];
}

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
