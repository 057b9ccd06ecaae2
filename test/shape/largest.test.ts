import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import type {Selection} from '../../src/activations/selection.ts';
import {createBudget} from '../../src/exact/budget.ts';
import {largestSize} from '../../src/shape/largest.ts';
import {shapeOf} from '../../src/shape/shape.ts';
import {selected} from '../random/formulas.ts';

test('the largest is not certain while an interval is open, though the budget is not all spent', () => {
  const [selection] = select(['=sin(x) + x/1e6'], new Map()) as [Selection]; // one formula
  const budget = createBudget(20_000);
  const {value: tree} = selection;
  const stretches = [{from: 0, to: 1e6, forms: [tree] as const}];
  const found = largestSize({selection, tree, stretches, known: [{value: 1, x: 0}], budget});
  expect([found.certain, budget.isSpent()]).toEqual([false, false]);
});

test('between two doubles the steepest slope is that of the place itself', () => {
  expect(shapeOf(selected('tanh(1e9*(x-1/3))')).steepest).toMatchObject({value: 1e9, x: 1 / 3});
});
