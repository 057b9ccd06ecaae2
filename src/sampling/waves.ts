/** Extreme values of samples, and in which columns of a picture a curve turns too often for a line through them. */

/** Where the least and the largest finite values are, and a quarter of what lies between them, or rounding errors. */
export interface Extremes {
  readonly low: number;
  readonly high: number;
  readonly enough: number;
}

export function extremesOf(values: Float64Array, from: number, to: number): Extremes | undefined {
  let [low, high] = [-1, -1];
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  // A loop over plain numbers: this is most of what a plot waits for.
  for (let i = from; i < to; i++) {
    const value = values[i] as number; // below the end
    if (value - value !== 0) continue;
    if (value < least) {
      least = value;
      low = i;
    }
    if (value > largest) {
      largest = value;
      high = i;
    }
  }
  const rounding = 1e-9 * Math.max(Math.abs(least), Math.abs(largest));
  return low < 0 ? undefined : {low, high, enough: Math.max(largest / 4 - least / 4, rounding)};
}

/**
 * How often a curve rises and then falls, or falls and then rises, in each column. Ripples of less than a quarter of all
 * that it does there are left out.
 */
export function turnsOf(values: Float64Array, extremes: readonly (Extremes | undefined)[]): Uint8Array {
  const each = values.length / extremes.length;
  let direction = 0;
  return Uint8Array.from(extremes, (found, column) => {
    if (found === undefined) {
      direction = 0;
      return 0;
    }
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    let turns = 0;
    for (let i = column * each; i < (column + 1) * each; i++) {
      const value = values[i] as number; // below the end
      if (value - value !== 0) continue;
      const rises = direction <= 0 && value - low > found.enough;
      const falls = direction >= 0 && high - value > found.enough;
      if (rises || falls) {
        if (direction !== 0) turns += 1;
        direction = rises ? 1 : -1;
        low = value;
        high = value;
      }
      if (value < low) low = value;
      if (value > high) high = value;
    }
    return turns;
  });
}

/** How often a curve may turn, in how many columns side by side: at a pole it turns twice, in a sharp peak three times. */
const bearable = [
  {turns: 3, columns: 0},
  {turns: 2, columns: 1},
  {turns: 1, columns: 3},
];

/** The columns that belong to more columns side by side than is bearable. */
export function wavesOf(turns: Uint8Array): Uint8Array {
  const waves = new Uint8Array(turns.length);
  for (const {turns: least, columns} of bearable) {
    for (let start = 0, end = 0; start < turns.length; start = end + 1) {
      for (end = start; (turns[end] ?? 0) >= least; ) end += 1;
      if (end - start > columns) waves.fill(1, start, end);
    }
  }
  return waves;
}
