/** What formulas spell out is recognised, and is the same function. */

import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {provenSignAt} from '../../../src/evaluation/exact-at.ts';
import {differentiate} from '../../../src/formula/differentiate.ts';
import {recognised} from '../../../src/formula/forms/recognise.ts';
import {parseFormula} from '../../../src/formula/parse.ts';
import {printFormula} from '../../../src/formula/print.ts';
import {createTrees} from '../../../src/formula/tree.ts';

const named: readonly (readonly [text: string, name: string])[] = [
  ['(exp(x)-exp(-x))/(exp(x)+exp(-x))', 'tanh(x)'],
  ['x*(exp(x)-exp(-x))/(exp(x)+exp(-x))', 'x * tanh(x)'],
  ['x*sinh(x)/cosh(x)', 'x * tanh(x)'],
  ['(exp(2*x)-1)/(exp(2*x)+1)', 'tanh(x)'],
  ['1-2/(1+exp(2*x))', 'tanh(x)'],
  ['2*sigmoid(2*x)-1', 'tanh(x)'],
  ['(1-exp(-x))/(1+exp(-x))', 'tanh(0.5 * x)'],
  ['1/(exp(x)+exp(-x))', '0.5 / cosh(x)'],
  ['exp(x)/(1+exp(2*x))', '0.5 / cosh(x)'],
  ['(exp(x)-exp(-x))/2', 'sinh(x)'],
  ['1/cosh(x)^2', 'sech2(x)'],
  ['4/(exp(x)+exp(-x))^2', 'sech2(x)'],
  ['1-tanh(x)^2', 'sech2(x)'],
  ['3*tanh(x)^2-3', '-(3 * sech2(x))'],
  ['exp(-x)/(1+exp(-x))^2', '0.25 * sech2(0.5 * x)'],
  ['sigmoid(x)*(1-sigmoid(x))', '0.25 * sech2(0.5 * x)'],
  ['1/(1+exp(x))^2', 'sigmoid(-x)^2'],
  ['exp(2*x)/(1+exp(x))^3', '0.25 * sech2(0.5 * x) * sigmoid(x)'],
  ['x/(1+exp(-1.702*x))', 'x * sigmoid(1.702 * x)'],
  ['1/(1+exp(-(x-1)))', 'sigmoid(x - 1)'],
  ['(1+exp(-x))^-1', 'sigmoid(x)'],
  ['e^x/(1+e^x)', 'sigmoid(x)'],
  ['exp(x)/(exp(x)+exp(0.5))', 'sigmoid(x - 0.5)'],
  ['exp(x)/(exp(x)+2)', 'sigmoid(x - log(2))'],
  ['(1+tanh(x))/2', 'sigmoid(2 * x)'],
  ['x*(1-tanh(x/2))', 'x * (2 * sigmoid(-x))'],
  ['1-sigmoid(x)', 'sigmoid(-x)'],
  ['(exp(x)-0.5)/(exp(x)+2)', '1 - 1.25 * sigmoid(log(2) - x)'],
  ['x*((1+exp(x))^2-1)/((1+exp(x))^2+1)', 'x * tanh(softplus(x))'],
  ['exp(2*x)/(exp(2*x)+2*exp(x)+2)', 'sigmoid(x + softplus(x - log(2))) * sigmoid(x - log(2))'],
  ['log((1+exp(x))/2)', 'softplus(x) - log(2)'],
  ['log(2+exp(x))', 'log(2) + softplus(x - log(2))'],
  ['log1p(exp(2*x))', 'softplus(2 * x)'],
  ['0.5*(1+erf(x))', '0.5 * erfc(-x)'],
  ['3-3*Phi(x)', '3 * Phi(-x)'],
  ['x*exp(x)/(exp(x)-1)', '-(x / expm1(-x))'],
  ['x^2/x', 'x'],
  ['x/abs(x)', 'sign(x)'],
  ['abs(x*exp(x))', 'abs(x) * exp(x)'],
  ['2*x/(3*x*sqrt(2))*sqrt(2)', '2 / 3'],
  ['sign(exp(x)*(exp(3*x)-1))', 'sign(3 * x)'],
  ['sigmoid(x) < 0.5 ? x : -x', 'x < 0 ? x : -x'],
  ['sigmoid(x)-sigmoid(x-40)', 'expm1(40) * sigmoid(x - 40) * sigmoid(-x)'],
  ['tanh(x)-tanh(x-3)', '2 * expm1(6) * sigmoid(2 * x - 6) * sigmoid(-(2 * x))'],
  ['x-softplus(x)', '-softplus(-x)'],
  ['x^3-3*x+2', 'x^3 - 3 * x + 2'],
  ['abs(x^3-3*x+2)', 'abs(x + 2) * (x - 1)^2'],
  ['x^4-2*x^2+1', '(x^2 - 1)^2'],
  ['sqrt(x^2-2*x+1)', 'abs(x - 1)'],
  ['x + x*y', 'x + x * y'],
  ['exp(1-x)', 'exp(1 - x)'],
];

test.each(named)('%s is %s', (text, name) => {
  const trees = createTrees();
  expect(printFormula(recognised(trees, parseFormula(text, {trees})))).toBe(name);
});

describe('it and its derivative are what they were', () => {
  test.each(named.filter(([text]) => !text.includes('y')))('%s', (text) => {
    const trees = createTrees();
    const root = parseFormula(text, {trees});
    const slope = differentiate(trees, root, 'x');
    const differences = [root, slope].map((tree) => trees.call('sub', tree, recognised(trees, tree)));
    const signs = differences.map((difference) =>
      provenSignAt({inputs: ['x'], parameters: new Map()}, trees.call('sign', difference)),
    );
    fc.assert(
      fc.property(fc.double({min: -30, max: 30, noNaN: true}), (x) => signs.every((sign) => Math.abs(sign(x)) !== 1)),
      {numRuns: 30, seed: 1},
    );
  });
});
