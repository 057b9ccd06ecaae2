import {expect, test} from 'vitest';
import {parseFormula} from '../../src/formula/parse.ts';
import {createTrees} from '../../src/formula/tree.ts';
import {bigWork, doubleWork} from '../../src/interval/work.ts';

test('big floats cost more than doubles by a factor of 5 or more, and the larger formula the more', () => {
  const formulas = ['x', 'exp(x)', 'exp(x) + erf(x)'].map((text) => [parseFormula(text, {trees: createTrees()})]);
  const ratios = formulas.map((roots) => bigWork(roots) / doubleWork(roots));
  expect(Math.min(...ratios)).toBeGreaterThanOrEqual(5);
  expect(ratios).toEqual(ratios.toSorted((a, b) => a - b));
});
