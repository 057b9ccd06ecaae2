/**
 * Sums over blocks of samples, merged two by two, so that rounding errors grow with the logarithm of the number of
 * blocks, and so that a sum depends on the samples alone and not on how they were handed over.
 */

/** Samples of a unit whose sums are taken one after the other. */
export const blockLength = 256;

/** Merges two neighbours: the later one, `b`, into the earlier one. Each is a row of numbers. */
export type Merge = (a: Sums, b: Sums) => void;

/** A row of sums: a plain array, of which a hundred thousand cost less than as many typed ones. */
export type Sums = number[];

/** The merged sums of some units. */
export interface Merged {
  /** Adds the next block of a unit. The row is taken over. */
  readonly add: (unit: number, block: Sums) => void;
  /** The sums of a unit, followed by a last block, which is taken over. */
  readonly total: (unit: number, last: Sums) => Sums;
}

/**
 * Each unit is a binary counter: where a bit of the number of its blocks is set, the sums of that power of two of
 * blocks are kept; a carry merges two.
 */
export function createMerged(units: number, merge: Merge): Merged {
  const kept: Sums[][] = Array.from({length: units}, () => []);
  const none: Sums = [];
  return {
    add(unit, block) {
      const levels = kept[unit] as Sums[]; // each unit has its own
      let sums = block;
      let level = 0;
      for (let below = levels[level]; below !== undefined && below !== none; below = levels[level]) {
        merge(below, sums);
        sums = below;
        levels[level] = none;
        level += 1;
      }
      levels[level] = sums;
    },
    total(unit, last) {
      return (kept[unit] ?? []).reduce((sums, level) => {
        if (level === none) return sums;
        const copy = level.slice();
        merge(copy, sums);
        return copy;
      }, last);
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
