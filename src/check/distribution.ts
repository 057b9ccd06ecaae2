/** How errors are distributed: percentiles, in memory that does not grow with the number of results. */

export interface Distribution {
  readonly add: (error: number) => void;
  /**
   * The least error that so many in 100 of `count` results do not exceed, to a tenth of a percent; those that were not added have none. Errors
   * below 64 are rounded up to multiples of 1/1024, larger ones that are not whole, or beyond 65,536, by less than 1/1024
   * of them.
   */
  readonly percentile: (percent: number, count: number) => number;
}

const [fine, whole] = [64, 65_536];

export function distribution(): Distribution {
  const counts = new Map<number, number>();
  return {
    add(error) {
      const kept = coarse(error);
      counts.set(kept, (counts.get(kept) ?? 0) + 1);
    },
    percentile(percent, count) {
      const errors = [...counts].sort(([a], [b]) => b - a);
      // From the largest error down: so many results may exceed the percentile.
      let above = count - Math.ceil((Math.round(10 * percent) * count) / 1000);
      for (const [error, times] of errors) {
        if (times > above) return error;
        above -= times;
      }
      return 0;
    },
  };
}

function coarse(error: number): number {
  if (!Number.isFinite(error) || (Number.isInteger(error) && error <= whole)) return error;
  const unit = error < fine ? 2 ** -10 : 2 ** (Math.floor(Math.log2(error)) - 10);
  return Math.ceil(error / unit) * unit;
}
