import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import type {Selection} from '../../src/activations/selection.ts';
import {formats} from '../../src/exact/number-format.ts';
import {primitives} from '../../src/formula/primitives.ts';
import {exactAnswer, mistakes, type Vector} from './vectors.ts';

interface FormulaVector {
  readonly formula: string;
  readonly points: Vector['points'];
}

const file = new URL('../vectors/user_formulas.json', import.meta.url);
const vectors = JSON.parse(readFileSync(file, 'utf8')) as readonly FormulaVector[]; // as the generator writes it

function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  return selection;
}

function found({formula, points}: FormulaVector, typed = formula): readonly string[] {
  const vector: Vector = {activation: formula, parameters: {}, wrt: ['x'], points};
  const selection = selected(typed);
  return formats.flatMap(({name}) => mistakes(vector, name, exactAnswer(selection, ['x'], name)));
}

test.each(vectors)('$formula is correctly rounded in every format, and so is its gradient', (vector) => {
  expect(found(vector)).toEqual([]);
});

test.each([
  ['=1/x', [-Infinity, -Infinity], [Infinity, -Infinity]],
  ['=x^-3', [-Infinity, -Infinity], [Infinity, -Infinity]],
  ['=sqrt(x)', [-0, -Infinity], [0, Infinity]],
  ['=log(x)', [-Infinity, -Infinity], [-Infinity, Infinity]],
  ['=max(1/x, -1/x)', [Infinity, Infinity], [Infinity, -Infinity]],
  ['=min(1/x, -1/x)', [-Infinity, -Infinity], [-Infinity, Infinity]],
  ['=abs(1/x)', [Infinity, Infinity], [Infinity, -Infinity]],
])('at its pole %s is at -0 and at 0 what IEEE 754 makes of it', (text, below, above) => {
  const answer = exactAnswer(selected(text), ['x'], 'float64');
  expect([answer(-0), answer(0)]).toEqual([below, above]);
});

test.each(primitives.map(({name}) => name))(
  '%s of the infinity at a pole is what it tends to, which is found without that infinity',
  (name) => {
    const [atPole, limit] = [`=${name}(1/x)`, `=${name}(x)`].map((text) => exactAnswer(selected(text), [], 'float64'));
    expect([atPole?.(-0), atPole?.(0)]).toEqual([limit?.(-Infinity), limit?.(Infinity)]);
  },
);

// By mpmath at 4000 bits; 0 and infinite where the result is beyond all doubles.
test.each([
  ['=sin(x^2)', 1e200, [-0.3028374292593189, -1.906084459240573e200]],
  ['=sin(x*x) > 0 ? 1 : 2', 1e200, [2, 0]],
  ['=min(0, sin(x*x))', 1e200, [-0.3028374292593189, -1.906084459240573e200]],
  ['=cos(exp(x))', 1000, [-0.42140151693775235, Infinity]],
  ['=erf(exp(x))', 1e6, [1, 0]],
  ['=erfc(exp(x))', 1e9, [0, -0]],
  ['=Phi(exp(x))', 1e12, [1, 0]],
  ['=x*erf(0.75*exp(0.75*x))', 1e5, [1e5, 1]],
  ['=sinh(exp(x))', 8000, [Infinity, Infinity]],
  ['=exp(x)*exp(exp(x))', 8000, [Infinity, Infinity]],
  ['=exp(exp(x)) + exp(2*exp(x))', 1e300, [Infinity, Infinity]],
  ['=exp(x)*exp(exp(x))', 1e300, [Infinity, Infinity]],
  ['=exp(-exp(x)) + exp(-2*exp(x))', 1e300, [0, -0]],
  ['=exp(x)^200', 5e11, [Infinity, Infinity]],
  ['=exp(x)^200', -5e11, [0, 0]],
  ['=1/exp(x)^200', 5e11, [0, -0]],
  ['=exp(x)^200*exp(-199*x)', -5e11, [0, 0]],
  ['=exp(x)^200*exp(-200*x)*x', 5e11, [5e11, 1]],
  ['=((((x^500)^500)^500)^500)^500', 1e-300, [0, 0]],
  ['=u^300 / u^299 / u * x'.replaceAll('u', '(((((x^500)^500)^500)^500)^500)'), 3, [3, 1]],
  ['=1 - ((((x^500)^500)^500)^500)^500', 1e-300, [1, -0]],
  ['=(-2)^((((x^500)^500)^500)^500)', 2 ** -1000, [NaN, NaN]],
  // Of a negative number there are powers at whole exponents only, and so no gradient.
  ['=(-3)^x', 600, [1.873927703884794e286, NaN]],
  ['=(-3)^x', 601, [-5.621783111654382e286, NaN]],
  ['=(-3)^x', 1e15, [Infinity, NaN]],
  ['=(-3)^x', 1e15 + 1, [-Infinity, NaN]],
  ['=(-1.0001)^x', -1000001, [-3.7383478535577036e-44, NaN]],
  ['=(-1.0001)^x', 601.25, [NaN, NaN]],
  ['=sin(exp(-x))', 1e13, [0, -0]],
  ['=cos(exp(-x))', 1e13, [1, 0]],
  ['=exp(1.2*x) - exp(x)^20', 1e12, [-Infinity, -Infinity]],
  ['=max(exp(1.2*x), 2*exp(x)^20)/exp(x)^20', 1e12, [2, 0]],
  ['=exp(-1.2*x) < exp(-x)^20 ? 1 : 2', 1e12, [2, 0]],
  ['=silu(-exp(x))', 1e4, [-0, 0]],
  ['=silu(-exp(x))', 1e300, [-0, 0]],
])('beyond what doubles hold on the way: %s at %d', (text, x, expected) => {
  expect(exactAnswer(selected(text), ['x'], 'float64')(x)).toEqual(expected);
});

// Double-doubles know nothing of these; not to know is not to be no number, for which every comparison is false.
test.each([
  ['exp(x) > 5', 400],
  ['exp(-x) < 5', 400],
  ['expm1(x) > 5', 1000],
  ['x*1e200 > 5', 1e200],
  ['x/1e-200 > 5', 1e200],
  ['x^70 > 5', 1e20],
  ['x^-70 > 5', 1e-20],
  ['x^0.3 > 1', 1e300],
  ['cosh(x) > sinh(x) - 1', 400],
  ['sin(x) < 2', 1e300],
  ['cos(x) < 2', 1e300],
  ['atan(x) > 1', 1e300],
  ['log(exp(x)) > 3', 400],
  ['log1p(exp(x)) > 3', 400],
  ['sqrt(exp(x)) > 3', 400],
  ['erfc(x) > 0', 40],
  ['Phi(-x) > 0', 40],
  ['erf(exp(x)) > 0.5', 400],
  ['tanh(exp(x)) > 0.5', 400],
  ['1/(exp(x) - 1 - x) > 5', 1e-15],
  ['sqrt(exp(x) - 1 - x) < 1', 1e-15],
  ['log(exp(x) - 1 - x) < -60', 1e-15],
])('the condition %s holds at %d', (condition, x) => {
  expect(exactAnswer(selected(`=${condition} ? 1 : 2`), ['x'], 'float64')(x)).toEqual([1, 0]);
});

test('what is not known even on the last rung is NaN, and no branch is taken by it', () => {
  const answer = exactAnswer(selected('=sin(exp(exp(x))) > 0 ? 1 : 2'), ['x'], 'float64');
  expect(answer(20)).toEqual([NaN, NaN]);
});

describe('a planted error is reported:', () => {
  test.each([
    ['=log1p(x^2)', '=log(1 + x^2) + 0 * x + 1e-300'],
    ['=x*sigmoid(1.702*x)', '=x*sigmoid(1.7020000000000002*x)'],
    ['=x^0.3', '=x^(3/10)'],
    ['=x^2 - 2*x + 1', '=x^2 - 2*x + 0.9999999999999999'],
    ['=cosh(x) - 1', '=cosh(x) - 1 + x^2/1e14'],
  ])('%s typed as %s', (formula, typed) => {
    const vector = vectors.find((each) => each.formula === formula) as FormulaVector; // it is in the file
    expect(found(vector, typed)).not.toEqual([]);
  });
});
