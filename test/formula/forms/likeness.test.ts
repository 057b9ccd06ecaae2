import {expect, test} from 'vitest';
import {withoutLikes} from '../../../src/formula/forms/likeness.ts';
import {parseFormula} from '../../../src/formula/parse.ts';
import {createTrees} from '../../../src/formula/tree.ts';

const count = (...texts: readonly string[]): number => {
  const trees = createTrees();
  return withoutLikes(texts.map((text) => parseFormula(text, {trees}))).length;
};

test('the order of factors and terms makes no other form, nor where a number or a sign stands', () => {
  expect(count('2*sin(x)*exp(x)*3', '6*exp(x)*sin(x)', '-(-6)*exp(x)*sin(x)')).toBe(1);
  expect(count('x - exp(x) + 1', '1 + x - exp(x)', '1 - (exp(x) - x)')).toBe(1);
  expect(count('x/(2*exp(x))', '0.5*x/exp(x)', 'x*(1/exp(x))*0.5')).toBe(1);
  expect(count('x > 0 ? 1 : x*2', 'x > 0 ? 1 : x*2')).toBe(1);
});

test('other forms stay', () => {
  expect(count('x*x', 'x^2')).toBe(2);
  expect(count('x/x', '1')).toBe(2);
  expect(count('x*(1 + x)', 'x + x*x')).toBe(2);
  expect(count('exp(x)', 'exp(-x)', '1/exp(-x)')).toBe(3);
  expect(count('x + 1', 'x - 1', '-x + 1')).toBe(3);
});

test('the square of a square of a square is no long list', () => {
  const squares = (n: number): string => (n === 0 ? 'x' : `(${squares(n - 1)})*(${squares(n - 1)})`);
  expect(count(squares(9), 'x')).toBe(2);
});
