import {describe, expect, test} from 'vitest';
import {compile} from '../../src/formula/compile.ts';
import {differentiate} from '../../src/formula/differentiate.ts';
import {parseFormula} from '../../src/formula/parse.ts';
import {primitives} from '../../src/formula/primitives.ts';
import {printFormula} from '../../src/formula/print.ts';
import {createTrees} from '../../src/formula/tree.ts';

function derivative(text: string, variable = 'x'): string {
  const trees = createTrees();
  return printFormula(differentiate(trees, parseFormula(text, {trees}), variable));
}

describe('the derivative of', () => {
  test.each([
    ['3', '0'],
    ['x', '1'],
    ['-x', '-1'],
    ['alpha * x', 'alpha'],
    ['x^2', '2 * x'],
    ['x^3', '3 * x^2'],
    ['x / alpha', '1 / alpha'],
    ['1 / x', '-(1 / x) / x'],
    ['exp(-x)', '-exp(-x)'],
    ['x * tanh(x)', 'tanh(x) + sech2(x) * x'],
    ['x > 0 ? x : alpha * x', 'x > 0 ? 1 : alpha'],
    ['max(0, x)', '0 >= x ? 0 : 1'],
    ['min(6, max(0, x))', '6 <= max(0, x) ? 0 : 0 >= x ? 0 : 1'],
    ['abs(x)', 'sign(x)'],
    ['sign(x)', '0'],
  ])('%s is %s', (text, expected) => {
    expect(derivative(text)).toBe(expected);
  });

  test('a formula with respect to a parameter', () => {
    expect(derivative('x > 0 ? x : alpha * x', 'alpha')).toBe('x > 0 ? 0 : x');
    expect(derivative('x^alpha', 'alpha')).toBe('x^alpha * log(x)');
  });
});

describe('the rule of every primitive agrees with a central difference', () => {
  test.each(primitives.filter(({name}) => name !== 'sign').map(({name}) => name))('%s', (name) => {
    const trees = createTrees();
    const value = parseFormula(`${name}(x)`, {trees});
    const roots = [value, differentiate(trees, value, 'x')];
    const fill = compile({roots, inputs: ['x'], parameters: new Map()});
    const at = (x: number): readonly number[] => {
      const outputs = roots.map(() => new Float64Array(1));
      fill([Float64Array.of(x)], outputs, 1, () => {});
      return outputs.map((output) => output[0] ?? Number.NaN);
    };
    const h = 2 ** -17;
    for (const x of [0.3, 0.9, 1.7, 2.6]) {
      const difference = ((at(x + h)[0] ?? 0) - (at(x - h)[0] ?? 0)) / (2 * h);
      expect(Math.abs((at(x)[1] ?? 0) - difference)).toBeLessThan(1e-7 * Math.max(1, Math.abs(difference)));
    }
  });
});
