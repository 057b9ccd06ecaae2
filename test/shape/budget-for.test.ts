import {expect, test} from 'vitest';
import {budgetFor} from '../../src/shape/budget-for.ts';

test('a search may cost twice as much with twice the patience, which is 1 if nothing is said', () => {
  const cost = (patience: {readonly patience?: number}) => {
    const budget = budgetFor(patience, 'joints');
    let spent = 0;
    for (; !budget.isSpent(); spent += 1) budget.spend(1000);
    return spent;
  };
  expect([cost({}), cost({patience: 2})]).toEqual([cost({patience: 1}), 2 * cost({})]);
});
