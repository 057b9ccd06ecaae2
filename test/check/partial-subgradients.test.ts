import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {partialSubgradientTest} from '../../src/check/partial-subgradients.ts';
import {exactDoubles} from '../../src/evaluation/evaluate.ts';
import {parseFormula} from '../../src/formula/parse.ts';

/** A function of x and u. */
function isRight(formula: string) {
  const [named] = select(['reglu'], new Map());
  if (named === undefined) throw new Error('reglu is known');
  const selection = {...named, value: parseFormula(formula, {trees: named.trees}), doubles: {}};
  return partialSubgradientTest('gradient_x', selection, exactDoubles);
}

test('at a kink in x every gradient between those of its two sides is right', () => {
  const test = isRight('u * max(0, x)');
  const at = (got: number, x = 0) => test({x, others: [3], expected: 0, got});
  expect([at(3), at(1.5), at(3.1), at(-0.1), at(1.5, 0.5)]).toEqual([true, true, false, false, false]);
});

test('where the function jumps no slope lies between', () => {
  const test = isRight('x > 0 ? u + 2*x : x');
  expect(test({x: 0, others: [3], expected: 1, got: 1.5})).toBe(false);
  expect(test({x: 0, others: [0], expected: 1, got: 1.5})).toBe(true);
});
