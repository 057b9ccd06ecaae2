import {expect, test} from 'vitest';
import {createBudget} from '../../src/exact/budget.ts';
import {budgetFor} from '../../src/shape/budget-for.ts';
import {shapeOf} from '../../src/shape/shape.ts';
import {selected} from '../regions/told.ts';

test('a search may cost twice as much with twice the patience, which is 1 if nothing is said', () => {
  const cost = (patience: {readonly patience?: number}) => {
    const budget = budgetFor(patience, 'joints');
    let spent = 0;
    for (; !budget.isSpent(); spent += 1) budget.spend(1000);
    return spent;
  };
  expect([cost({}), cost({patience: 2})]).toEqual([cost({patience: 1}), 2 * cost({})]);
});

test('what one search needs is not there for the next ones, and what it does not need is', () => {
  const left = (first: number) => {
    const allowance = createBudget(1_000_000);
    budgetFor({allowance}, 'breakpoints').spend(first);
    const budget = budgetFor({allowance}, 'regions');
    let spent = 0;
    for (; !budget.isSpent(); spent += 1000) budget.spend(1000);
    return spent;
  };
  expect([left(0), left(300_000)]).toEqual([900_000, 630_000]);
});

const nested = (text: string, times: number): string =>
  Array.from({length: times}).reduce<string>((inner) => text.replace('@', inner), 'x');

test.each([
  ['150 corners inside each other', nested('abs(@-1)', 150)],
  ['59 waves of which the largest counts', `max(${Array.from({length: 59}, (_, i) => `sin(x+${i})*${i + 1}`).join()})`],
  ['a thousand corners', nested('abs(2*(@)-1)', 40)],
  ['139 hills', Array.from({length: 139}, (_, i) => `exp(-(x-${i})^2)`).join('+')],
])('the searches of %s cost little more than what they may', (_, text) => {
  let spent = 0;
  const most = 2_000_000;
  const allowance = createBudget(most, (work) => {
    spent += work;
  });
  const {certain} = shapeOf({...selected(`=${text}`), allowance});
  expect(certain).toBe(false);
  expect(spent).toBeLessThan(1.25 * most);
});
