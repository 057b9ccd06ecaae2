import {describe, expect, test} from 'vitest';
import {select} from '../../../src/activations/select.ts';
import {exactValueAt} from '../../../src/evaluation/exact-at.ts';
import {createBudget} from '../../../src/exact/budget.ts';
import {provenParity} from '../../../src/formula/forms/parity.ts';
import {shapeOf} from '../../../src/shape/shape.ts';
import {ofOneNumber} from '../../activations/of-one-number.ts';
import {randomFormulas, selected} from '../../random/formulas.ts';

const parityOf = (formula: string) => provenParity(selected(formula))?.parity;

test.each([
  'x^3 - 2*x',
  'x * cos(x) + sinh(x)',
  'sigmoid(x) - 0.5',
  '2*sigmoid(2*x) - 1',
  'softplus(x) - softplus(-x)',
  'Phi(3*x) - Phi(-3*x)',
  'erfc(x) - 1',
  '(exp(x) - exp(-x)) / (exp(x) + exp(-x))',
  'min(1, max(-1, x))',
  'max(0.1*(x + 1) - 1, min(0.1*(x - 1) + 1, x))',
  'max(0, x) + min(0, x)',
  'max(0, x) - max(0, -x)',
  'x > 0.5 ? x - 0.5 : x < -0.5 ? x + 0.5 : 0',
  'abs(x) < 1 ? x : sign(x)',
  'x^(-3)',
  '1/x',
])('%s is proven to be odd', (formula) => {
  expect(parityOf(formula)).toBe('odd');
});

test.each([
  'x^2',
  'abs(x)^1.5',
  'cos(pi * x) / (1 + x^2)',
  'max(x, -x)',
  'sigmoid(x) * (1 - sigmoid(x))',
  'softplus(x) - x/2',
  'x * (sigmoid(x) - 0.5)',
  'log(2 + sin(x)^2)',
  'x >= 0 ? x : -x',
  'not (abs(x) > 1 or x == 0) ? 0.5*x^2 : abs(x) - 0.5',
  'x - x',
  '3',
])('%s is proven to be even', (formula) => {
  expect(parityOf(formula)).toBe('even');
});

test.each([
  'x + 1e-9',
  'exp(x)',
  'max(0, x)',
  'max(1, min(-1, x)) + 1',
  'max(-1, min(2, x))',
  'x^3 + exp(-(x - 700)^2)',
  'x > 0.5 ? 1 : x < -0.25 ? -1 : 0',
  'sqrt(x)',
  'x + sqrt(x) - sqrt(x)',
  'Phi(x) - 0.5 + 1e-3 * phi(x - 30)',
  'log(x + sqrt(x^2 + 1))', // odd, but not by its form
  'x^2 > 1 ? 1 : 0',
])('of %s nothing is proven', (formula) => {
  expect(parityOf(formula)).toBeUndefined();
});

describe('what is proven of random formulas', () => {
  const at = (formula: string, x: number) =>
    exactValueAt(selected(formula), selected(formula).value, createBudget(1e6))(x) + 0;
  const xs = [0.1, 0.7, 1.3, 4.1, 40];

  test('holds where it is tried', () => {
    const proven = randomFormulas(400, 3).flatMap((formula) => {
      const parity = parityOf(formula);
      return parity === undefined ? [] : [{formula, parity}];
    });
    expect(proven.length).toBeGreaterThan(40);
    const wrong = proven.filter(({formula, parity}) =>
      xs.some((x) => !Object.is(at(formula, x), parity === 'even' ? at(formula, -x) : 0 - at(formula, -x))),
    );
    expect(wrong).toEqual([]);
  });

  test('is much of what is so by making: f(x) + f(-x) is even, f(x) - f(-x) odd', () => {
    const formulas = randomFormulas(200, 4);
    const mirror = (formula: string) => formula.replaceAll(/\bx\b/g, '(-x)');
    const even = formulas.filter((formula) => parityOf(`${formula} + ${mirror(formula)}`) === 'even');
    const odd = formulas.filter((formula) => parityOf(`${formula} - ${mirror(formula)}`) === 'odd');
    // The rest has conditions on other things than x, or parts without a value everywhere that cancel.
    expect(even.length / formulas.length).toBeGreaterThan(0.5);
    expect(odd.length / formulas.length).toBeGreaterThan(0.35);
  });
});

test('no activation on record only seems to be odd or even', () => {
  const seeming = select(ofOneNumber, new Map()).filter((selection) => shapeOf(selection).symmetry.startsWith('seems'));
  expect(seeming.map(({label}) => label)).toEqual([]);
});
