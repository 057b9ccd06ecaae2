/** The largest |g| of a function over a span, and where: the steepest slope of another, say. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {type Budget, paidMaking} from '../exact/budget.ts';
import {bisect, halfway} from '../exact/doubles.ts';
import {lazily} from '../exact/lazily.ts';
import {differentiate} from '../formula/differentiate.ts';
import {formsOf} from '../formula/forms/forms.ts';
import type {Node} from '../formula/tree.ts';
import {isOpen, settle} from '../interval/settle.ts';
import {boundsOf, type TreeBounds} from '../interval/tree-bounds.ts';
import {derivedBounds, isMonotone, type Stretch, signOf} from './sign-runs.ts';
import {turnFinder} from './turn-between.ts';

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

/** What is asked of a stretch. */
interface Look {
  /** At least the largest |g|. */
  readonly size: TreeBounds['size'];
  /** Whether |g| is largest at an end. */
  readonly isMonotone: (from: number, to: number) => boolean;
  /** Whether g has one turning point at most. */
  readonly bendsOnce: (from: number, to: number) => boolean;
  readonly slopeSign: ReturnType<typeof signOf>;
  /** Where g turns between two neighbours, and |g| there. */
  readonly turnBetween: ReturnType<typeof turnFinder>;
}

/** By how much bounds between two neighbours may exceed what f comes to at these. */
const rounding = 1e-6;

/**
 * Branch and bound. An interval is done with when its bounds do not exceed what is found; when g′ keeps its sign on it,
 * so that |g| is largest at an end; or when g″ does, so that g′ is monotone and |g| is largest at an end or where g′
 * changes its sign, which bisection with exact signs finds. Any other is halved. So what is given is reached, to the
 * nearest double, and nothing exceeds it.
 */
export function largestSize({selection, tree, stretches, known, budget}: LargestRequest): Largest {
  const exact = exactValueAt(selection, selection.trees.call('abs', tree), budget);
  let best: Level = known.find(({value}) => !Number.isNaN(value)) ?? {value: 0, x: Number.NaN};
  let isKnown = true;
  for (const level of known) if (level.value > best.value) best = level;
  const at = (x: number, value = exact(x)): void => {
    // Of equal ones among those found the leftmost counts.
    const isFirst = value === best.value && !isKnown && x < best.x;
    if (!(value > best.value) && !isFirst) return;
    best = {value, x};
    isKnown = false;
  };
  const prove =
    (look: Look) =>
    (from: number, to: number): true | undefined => {
      if (look.size(from, to) <= best.value) return true;
      if (look.isMonotone(from, to)) {
        at(from);
        at(to);
        return true;
      }
      if (!look.bendsOnce(from, to)) {
        // Proves nothing, and is what is told if the budget does not suffice.
        const middle = halfway(from, to) ?? from;
        if (look.size(middle, middle) > best.value) at(middle);
        return undefined;
      }
      at(from);
      at(to);
      const side = look.slopeSign(from);
      const {x, value} = look.turnBetween(...bisect(from, to, (x) => look.slopeSign(x) === side));
      at(x);
      if (best.x === x) at(x, value());
      return true;
    };
  const looks = stretches.map((stretch) => ({...stretch, look: createLook(selection, stretch, budget)}));
  const parts = settle(
    looks.map(({from, to, look}) => ({from, to, prove: prove(look)})),
    budget.part(3 / 4),
  );
  for (const {from, to} of parts.filter((part) => part.proven === undefined && !isOpen(part))) {
    at(from);
    at(to);
  }
  // An interval that was left open, and what lies between two neighbours, may be shown to be lower by what was found later.
  const isLower = (from: number, to: number): boolean =>
    looks.some((each) => each.from <= from && to <= each.to && each.look.size(from, to) <= best.value * (1 + rounding));
  const certain = !budget.isSpent() && parts.every((part) => part.proven || isLower(part.from, part.to));
  return {...best, certain};
}

function createLook(selection: Selection, {forms}: Stretch, budget: Budget): Look {
  const slope = lazily(() => derivedBounds(selection, forms, budget));
  const bend = lazily(() => derivedBounds(selection, slope()?.forms, budget)?.bounds);
  // Few stretches are asked for their turns.
  const turn = lazily(() => {
    const exactSlope = differentiate(selection.trees, forms[0], 'x');
    const exactForms = paidMaking(budget, () => formsOf(selection.trees, exactSlope));
    const turning = {tree: selection.trees.call('abs', forms[0]), slope: exactSlope};
    return {signAt: signOf(selection, exactForms, budget), between: turnFinder(selection, turning, budget)};
  });
  const keepsSign = (of: TreeBounds | undefined, from: number, to: number): boolean => {
    const signs = of?.signs(from, to, isMonotone);
    return signs !== undefined && isMonotone(signs);
  };
  const bounds = lazily(() => boundsOf(selection, forms, budget));
  return {
    size: (from, to) => bounds().size(from, to),
    isMonotone: (from, to) => keepsSign(slope()?.bounds, from, to),
    bendsOnce: (from, to) => keepsSign(bend(), from, to),
    slopeSign: (x) => turn().signAt(x),
    turnBetween: (from, to) => turn().between(from, to),
  };
}
