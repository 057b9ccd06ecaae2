/** Whether the graph of f is symmetric about the origin or about the y axis. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {provenParity} from '../formula/forms/parity.ts';
import {budgetFor} from './budget-for.ts';
import type {Course} from './course.ts';
import type {Joint} from './joints/joints.ts';

/** f(-x) = -f(x), or f(-x) = f(x); `seems` where that holds at every point that was tried, and is not proven. */
export type Symmetry = 'odd' | 'even' | 'none' | 'seems odd' | 'seems even' | 'not known';

/** Sizes far apart at which f and its mirror image are compared too. */
const farApart = [1e-300, 1e-100, 1e-30, 1e-10, 1e3, 1e5, 1e10, 1e30, 1e100, 1e200, 1e300, 1e308];

export function symmetryOf(selection: Selection, {extrema, steepest}: Course, joints: readonly Joint[]): Symmetry {
  const budget = budgetFor(selection, 'symmetry');
  const at = exactValueAt(selection, selection.value, budget);
  const mirrored = (xs: readonly number[]) => xs.map((x) => [at(x), at(-x)] as const);
  const isEven = (pairs: ReturnType<typeof mirrored>) => pairs.every(([right, left]) => Object.is(right + 0, left + 0));
  const isOdd = (pairs: ReturnType<typeof mirrored>) => pairs.every(([right, left]) => Object.is(right + 0, 0 - left));

  const proven = provenParity(selection);
  if (proven !== undefined) {
    const isSo = (proven.parity === 'even' ? isEven : isOdd)(mirrored(proven.apart));
    return budget.isSpent() ? 'not known' : isSo ? proven.parity : 'none';
  }
  const features = [steepest.x, ...extrema.map(({from}) => from)].filter(Number.isFinite).slice(0, 9);
  const corners = joints
    .slice(0, 9)
    .flatMap(({x, below, above}) => [x, below, above, 1.5 * x])
    .filter(Number.isFinite);
  const pairs = mirrored([
    ...features,
    ...corners,
    ...farApart,
    ...Array.from({length: 24}, (_, i) => 2 ** (-6 + i * 0.43)),
  ]);
  if (budget.isSpent()) return 'not known';
  if (isEven(pairs)) return 'seems even';
  return isOdd([...pairs, ...mirrored([0])]) ? 'seems odd' : 'none';
}
