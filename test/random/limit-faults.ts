/** What values far out contradict in the limits that are told of a formula. */

import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {exactValuesAt} from '../../src/evaluation/exact-at.ts';
import {createBudget} from '../../src/exact/budget.ts';

/** The limits of f and f′ at both ends that values at 2^200 and 2^1000 move away from. */
export function limitFaults(selection: Selection): readonly string[] {
  const roots = [selection.value, gradientOf(selection, 'x')];
  const limits = exactValuesAt(selection, roots);
  const evaluate = exactValuesAt(selection, roots, createBudget(300_000));
  return [-1, 1].flatMap((side) => {
    const told = limits(side * Number.POSITIVE_INFINITY);
    const [near, far] = [2 ** 200, 2 ** 1000].map((x) => evaluate(side * x)) as [readonly number[], readonly number[]];
    return told
      .flatMap((limit, k) => contradiction(limit, near[k] as number, far[k] as number)) // as many of each
      .map((fault) => `${fault}, on the side ${side}`);
  });
}

function contradiction(limit: number, near: number, far: number): readonly string[] {
  const told = `the limit is ${limit}, but the values are ${near} and ${far}`;
  if (Number.isNaN(near) || Number.isNaN(far) || Number.isNaN(limit)) return [];
  // Another branch may hold as far out as the largest double: max(x^2, exp(1e4)).
  if (!Number.isFinite(limit) && near === far) return [];
  if (!Number.isFinite(limit))
    return Math.sign(far) === Math.sign(limit) && Math.abs(far) >= Math.abs(near) ? [] : [told];
  if (Object.is(limit, -0) && far > 0) return [told];
  return Math.abs(far - limit) <= Math.abs(near - limit) ? [] : [told];
}
