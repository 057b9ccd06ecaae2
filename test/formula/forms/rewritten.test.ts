/** Formulas written otherwise, for narrower bounds, are the same functions. */

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {provenSignAt} from '../../../src/evaluation/exact-at.ts';
import {differentiate} from '../../../src/formula/differentiate.ts';
import {conjugated} from '../../../src/formula/forms/conjugate.ts';
import {factored} from '../../../src/formula/forms/factor.ts';
import {recognised} from '../../../src/formula/forms/recognise.ts';
import {parseFormula} from '../../../src/formula/parse.ts';
import {printFormula} from '../../../src/formula/print.ts';
import {createTrees, type Node, type Trees} from '../../../src/formula/tree.ts';

type Rewrite = (trees: Trees, root: Node) => Node;

/** The exact sign of the difference of a formula and of what it is rewritten as, which is 0 or cannot be told from it. */
function differsAt(text: string, rewrite: Rewrite, x: number): boolean {
  const trees = createTrees();
  const root = parseFormula(text, {trees});
  const difference = trees.call('sub', root, rewrite(trees, root));
  const sign = provenSignAt({inputs: ['x'], parameters: new Map()}, trees.call('sign', difference))(x);
  return Math.abs(sign) === 1;
}

const formulas = [
  '1/(1+exp(-x))',
  'x/(exp(-x)+1)',
  'x*exp(x)/(1+exp(x))',
  'exp(3*x)*x/(1+exp(3*x))',
  '2/(1+exp(x-1))',
  'x*tanh(log(1+exp(x)))',
  'log1p(exp(2*x))',
  'x/sqrt(1+x^2)',
  '(x^2-2)/(x^2+3) - 1/(x^2+3)',
  'sqrt(x^2+1)^3/(x^2+1) - x/sqrt(x^2+1)',
  '3*x*x - x*(2*x - 5*x^2)',
  '(exp(x)-exp(-x))/(exp(x)+exp(-x))',
  'x*exp(x)/(exp(x)-1)',
  'exp(x)/(2-exp(x)) + 1 - exp(-x)',
  'log(x+sqrt(x^2+1))',
  '2*x-sqrt(4*x*x+3)',
];
const place = fc.double({min: -30, max: 30, noNaN: true});

describe.each([
  ['gates by their names', recognised],
  ['roots by their conjugates', conjugated],
  ['factors taken out', factored],
] as const)('%s', (_title, rewrite) => {
  test.each(formulas)('%s', (text) => {
    fc.assert(
      fc.property(place, (x) => !differsAt(text, rewrite, x)),
      {numRuns: 40, seed: 1},
    );
  });
});

test.each(formulas)('factors taken out of the derivative of %s', (text) => {
  const trees = createTrees();
  const slope = differentiate(trees, parseFormula(text, {trees}), 'x');
  const difference = trees.call('sub', slope, factored(trees, slope));
  const signAt = provenSignAt({inputs: ['x'], parameters: new Map()}, trees.call('sign', difference));
  fc.assert(
    fc.property(place, (x) => Math.abs(signAt(x)) !== 1),
    {numRuns: 40, seed: 2},
  );
});

test('what is recognised, and what cancels', () => {
  const trees = createTrees();
  const after = (rewrite: Rewrite, text: string) => printFormula(rewrite(trees, parseFormula(text, {trees})));
  expect(after(recognised, '1/(1+exp(-x))')).toBe('sigmoid(x)');
  expect(after(recognised, 'exp(x)/(1+exp(x))')).toContain('sigmoid(x)');
  expect(after(recognised, 'log(exp(x)+1)')).toBe('softplus(x)');
  expect(after(recognised, 'log(2+x^2)')).toBe('log(2 + x^2)');
  expect(after(recognised, '2*(exp(-x)-1)')).toBe('2 * expm1(-x)');
  expect(after(conjugated, 'sqrt(x^2+1)-x')).toBe('1 / (sqrt(x^2 + 1) + x)');
  expect(after(conjugated, 'x+sqrt(x^2)')).toBe('x + sqrt(x^2)');
  expect(after(factored, 'x*exp(x)/(exp(x)-1)')).toBe('x * (1 - -(1 / (exp(x) - 1)))');
  expect(after(factored, 'sqrt(x)*(1/sqrt(x)) - 1')).toContain('0');
  expect(after(factored, 'x*y - x*z')).toBe('x * (y - z)');
});
