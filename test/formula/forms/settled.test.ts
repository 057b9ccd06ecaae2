import {expect, test} from 'vitest';
import {settledAt} from '../../../src/formula/forms/settled.ts';
import {selected} from '../../random/formulas.ts';

function settled(formula: string, x: number) {
  const {trees, value} = selected(formula);
  return {trees, found: settledAt(trees, value, x)};
}

test.each([
  ['exp(x) - exp(1)', 1],
  ['exp(-2) - exp(x)', -2],
])('the terms of %s are the same at %d', (formula, x) => {
  const {trees, found} = settled(formula, x);
  expect(found?.tree).toBe(trees.number(0));
  expect(found?.equals).toHaveLength(1);
});

test('of equal numbers either is the larger and the smaller, and a comparison is that of 0 with 0', () => {
  const {trees, found} = settled('min(max(sin(x), sin(1)), sin(1))', 1);
  expect(found?.tree).toBe(trees.call('sin', trees.number(1)));
  const zero = {kind: 'number', value: 0};
  expect(settled('exp(x) < exp(1) ? 2 : 3', 1).found?.tree).toMatchObject({
    kind: 'choose',
    condition: {relation: '<', left: zero, right: zero},
  });
});

test.each([
  ['exp(x) - exp(1)', 1 + 2 ** -52],
  ['exp(x) - exp(1)', -1],
  ['max(exp(x), 2) + x', 0],
])('nothing in %s is the same at %d', (formula, x) => {
  expect(settled(formula, x).found).toBeUndefined();
});
