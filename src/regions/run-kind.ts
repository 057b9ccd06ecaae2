/** What a run of small gradients means: a dead, underflowing, saturated or weak region. */

import type {RegionKind} from './region.ts';
import type {Run} from './runs.ts';

/** Whether f tends to a finite limit at either infinity, as far as the outermost runs are of a small gradient. */
export interface Tails {
  readonly left: boolean;
  readonly right: boolean;
}

/** Whether the gradient is small on a run, or 0. */
export function isLow({size}: Run): boolean {
  return size === 'dead' || size === 'rounded' || size === 'small';
}

/** Whether a run reaches an infinity at which f has no finite limit. */
function isEndless(runs: readonly Run[], i: number, {left, right}: Tails): boolean {
  const run = runs[i];
  return (i === 0 && run?.from === -Number.MAX_VALUE && !left) || (run?.to === Number.MAX_VALUE && !right);
}

/** What region a run is, if it is one. */
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
