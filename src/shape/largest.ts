/** The largest |g| of a function over a span, and where: the steepest slope, the largest difference of two functions. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {bisect, halfway, ordinal} from '../exact/doubles.ts';
import {lazily} from '../exact/lazily.ts';
import type {Node} from '../formula/tree.ts';
import {halves, widthOf} from '../interval/settle.ts';
import {boundsOf} from '../interval/tree-bounds.ts';
import {nearestZero} from './nearest-zero.ts';
import {derivatives, isMonotone, type Stretch, signOf} from './sign-runs.ts';

/** A number that a function comes to, and where; an infinite place is a limit. */
export interface Level {
  readonly value: number;
  readonly x: number;
}

export interface LargestRequest {
  readonly selection: Selection;
  readonly tree: Node;
  /** Ascending: where to look. */
  readonly stretches: readonly Stretch[];
  /** Places that are known beforehand: limits, one-sided slopes at kinks. Of equal sizes the first of them counts. */
  readonly known: readonly Level[];
  readonly budget: Budget;
}

export interface Largest extends Level {
  /** False where the budget was spent before every other place was shown to be lower. */
  readonly certain: boolean;
}

interface Open {
  readonly from: number;
  readonly to: number;
  /** At least the largest |g| on it. */
  readonly bound: number;
  readonly look: Look;
}

/** What is asked of a stretch. */
interface Look {
  readonly bound: (from: number, to: number) => number;
  /** Whether |g| is largest at an end. */
  readonly isMonotone: (from: number, to: number) => boolean;
  /** Whether g has one turning point at most. */
  readonly bendsOnce: (from: number, to: number) => boolean;
  readonly slopeSign: (x: number) => number | undefined;
  /** The double nearest to where g′ changes its sign, between two neighbours. */
  readonly nearest: (from: number, to: number) => number;
}

/**
 * Branch and bound. The interval with the largest bound is looked at, and the widest in turn, since where a bound is
 * infinite it never gets lower; until no bound exceeds what is found. An
 * interval on which g′ keeps its sign has its largest |g| at an end; one on which g″ does, so that g′ is monotone, at an
 * end or where g′ changes its sign, which bisection with exact signs finds. Any other is halved. So what is given is
 * reached, to the nearest double, and nothing exceeds it.
 */
export function largestSize({selection, tree, stretches, known, budget}: LargestRequest): Largest {
  const exact = exactValueAt(selection, selection.trees.call('abs', tree), budget);
  let best: Level = known.find(({value}) => !Number.isNaN(value)) ?? {value: 0, x: Number.NaN};
  let isKnown = true;
  const consider = (level: Level): void => {
    // Of equal ones among those found the leftmost counts.
    const isFirst = level.value === best.value && !isKnown && level.x < best.x;
    if (!(level.value > best.value) && !isFirst) return;
    best = level;
    isKnown = false;
  };
  for (const level of known) {
    if (level.value > best.value) best = level;
  }
  const at = (x: number): void => consider({value: exact(x), x});
  let open: Open[] = stretches.map((stretch) => {
    const look = createLook(selection, stretch, budget);
    return {from: stretch.from, to: stretch.to, bound: look.bound(stretch.from, stretch.to), look};
  });
  for (let turn = 0; ; turn += 1) {
    const left = open.filter(({bound}) => bound > best.value);
    if (left.length === 0) return {...best, certain: true};
    if (budget.isSpent()) return {...best, certain: false};
    const rank = ({from, to, bound}: Open) => (turn % 4 === 3 ? widthOf({from, to}) : bound);
    const chosen = left.reduce((first, each) => (rank(each) > rank(first) ? each : first));
    const {from, to, look} = chosen;
    open = left.filter((each) => each !== chosen);
    if (ordinal(to) - ordinal(from) <= 1n || look.isMonotone(from, to)) {
      at(from);
      at(to);
    } else if (look.bendsOnce(from, to)) {
      at(from);
      at(to);
      const side = look.slopeSign(from);
      at(look.nearest(...bisect(from, to, (x) => look.slopeSign(x) === side)));
    } else {
      // Proves nothing, and is what is told if the budget does not suffice.
      at(halfway(from, to) ?? from);
      for (const [low, high] of halves({from, to}))
        open.push({from: low, to: high, bound: look.bound(low, high), look});
    }
  }
}

function createLook(selection: Selection, {forms}: Stretch, budget: Budget): Look {
  const slopes = derivatives(selection, forms);
  const bounds = boundsOf(selection, forms, budget);
  const slope = lazily(() => boundsOf(selection, slopes, budget));
  const bend = lazily(() => boundsOf(selection, derivatives(selection, slopes), budget));
  const keepsSign = (of: ReturnType<typeof boundsOf>, from: number, to: number): boolean => {
    const signs = of.signs(from, to, isMonotone);
    return signs !== undefined && isMonotone(signs);
  };
  return {
    bound: (from, to) => bounds.size(from, to),
    isMonotone: (from, to) => keepsSign(slope(), from, to),
    bendsOnce: (from, to) => keepsSign(bend(), from, to),
    slopeSign: signOf(selection, slopes[0], budget),
    nearest: nearestZero(selection, slopes[0], budget),
  };
}
