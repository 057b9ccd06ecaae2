import {expect, test} from 'vitest';
import {type Selection, select} from '../../src/activations/selection.ts';
import {createBudget} from '../../src/exact/budget.ts';
import {largestSize} from '../../src/shape/largest.ts';

test('the largest is not certain while an interval is open, though the budget is not all spent', () => {
  const [selection] = select(['=sin(x) + x/1e6'], new Map()) as [Selection]; // one formula
  const budget = createBudget(20_000);
  const {value: tree} = selection;
  const stretches = [{from: 0, to: 1e6, forms: [tree] as const}];
  const found = largestSize({selection, tree, stretches, known: [{value: 1, x: 0}], budget});
  expect([found.certain, budget.isSpent()]).toEqual([false, false]);
});
