/** The kind of region that a run of small gradients is: dead, underflow, saturated or weak. */

import type {RegionKind} from './region.ts';
import type {Run} from './runs.ts';

/** Whether f tends to a finite limit at each infinity; false where the outermost run has a large gradient. */
export interface Tails {
  readonly left: boolean;
  readonly right: boolean;
}

/** Whether the gradient is small, or 0, on a run. */
export function isLow({size}: Run): boolean {
  return size === 'dead' || size === 'rounded' || size === 'small';
}

/** Whether a run reaches an infinity at which f has no finite limit. */
function isEndless(runs: readonly Run[], i: number, {left, right}: Tails): boolean {
  const run = runs[i];
  return (i === 0 && run?.from === -Number.MAX_VALUE && !left) || (run?.to === Number.MAX_VALUE && !right);
}

/** The kind of region that a run is; undefined where the gradient is large, or f has no value. */
export function kindOf(runs: readonly Run[], i: number, tails: Tails): RegionKind | undefined {
  switch (runs[i]?.size) {
    case 'dead':
      return 'dead';
    case 'rounded':
      return 'underflow';
    case 'small': {
      const inTail = (tails.left && runs.slice(0, i).every(isLow)) || (tails.right && runs.slice(i + 1).every(isLow));
      return inTail && !isEndless(runs, i, tails) ? 'saturated' : 'weak';
    }
    default:
      return undefined;
  }
}
