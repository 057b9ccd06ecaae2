/** The regions of functions that formulas spell out are complete. */

import {expect, test} from 'vitest';
import {regionsOf} from '../../src/regions/find-regions.ts';
import {selected, told} from './told.ts';

test.each([
  ['=(exp(x)-exp(-x))/(exp(x)+exp(-x))', 'tanh'],
  ['=x*(exp(x)-exp(-x))/(exp(x)+exp(-x))', '=x*tanh(x)'],
  ['=x*sinh(x)/cosh(x)', '=x*tanh(x)'],
  ['=2/(exp(x)+exp(-x))', '=1/cosh(x)'],
  ['=1/(exp(x)+exp(-x))', '=0.5/cosh(x)'],
  ['=x*((1+exp(x))^2-1)/((1+exp(x))^2+1)', 'mish'],
  ['=x*(exp(2*x)+2*exp(x))/(exp(2*x)+2*exp(x)+2)', 'mish'],
  ['=exp(x)/(1+exp(x))^2', '=sigmoid(x)*sigmoid(-x)'],
  ['=exp(-x)/(1+exp(-x))^2', '=sigmoid(x)*sigmoid(-x)'],
  ['=1/(2+exp(x)+exp(-x))', '=sigmoid(x)*sigmoid(-x)'],
  ['=exp(x)/(exp(x)+exp(0.5))', '=sigmoid(x-0.5)'],
  ['=exp(x)/(exp(x)+2)', '=sigmoid(x-log(2))'],
  ['=(exp(x)-1)/(exp(x)+1)', '=tanh(x/2)'],
  ['=(1-exp(-x))/(1+exp(-x))', '=tanh(x/2)'],
  ['=(exp(2*x)-1)/(exp(2*x)+1)', 'tanh'],
  ['=1/(1+exp(-x))^2', '=sigmoid(x)^2'],
  ['=log(1/(1+exp(-x)))', '=-softplus(-x)'],
  ['=4/(exp(x)+exp(-x))^2', '=sech2(x)'],
  ['=log(cosh(x))', '=abs(x)+softplus(-2*abs(x))-log(2)'],
  ['=min(sigmoid(x),0.5)', '=x<=0?sigmoid(x):0.5'],
])('%s is %s', (text, same) => {
  expect(regionsOf(selected(text), {threshold: 0.01}).unknown).toEqual([]);
  expect(told(text)).toBe(told(same));
});

test.each([
  ['=x^2/x', ''],
  ['=x/abs(x)', 'dead (-Infinity, 0); dead (0, Infinity)'],
  ['=0.001*x^2/x', 'weak (-Infinity, 0); weak (0, Infinity)'],
  ['=abs(x^2-2*x+1)', 'weak [0.9950000000000001, 1.005]'],
  ['=abs(x^3-3*x+2)', 'weak [-1.0016652800877812, -0.9983319421247959]; weak [0.9983319421247959, 1.0016652800877812]'],
  ['=1/(9*x^2-6*x+1)', 'saturated (-Infinity, -2.4781088843391643]; saturated [3.144775551005831, Infinity)'],
])('%s, where factors cancel or are powers: %s', (text, expected) => {
  expect(regionsOf(selected(text), {threshold: 0.01}).unknown).toEqual([]);
  expect(told(text)).toBe(expected);
});

test.each([
  ['=abs(x)^0.5', 'weak (-Infinity, -2500]; weak [2500, Infinity)'],
  ['=abs(x-1)^0.5', 'weak (-Infinity, -2499]; weak [2501, Infinity)'],
  ['=abs(x)^0.1', 'weak (-Infinity, -12.91549665014884]; weak [12.91549665014884, Infinity)'],
])('%s has no gradient where the power has none: %s', (text, expected) => {
  expect(told(text)).toBe(expected);
});
