import {describe, expect, test} from 'vitest';
import {fastErrors} from '../../src/activations/fast-errors.ts';
import {activationNamed} from '../../src/activations/registry.ts';
import {vectorNames, vectorsOf} from '../exact/vectors.ts';
import {type Fast, gridOf, worstErrors} from './fast-errors.ts';
import {at} from './laws.ts';

// Every sixteenth of the points that the stated errors were measured at; all of them: node test/vectors/fast-errors.mjs.
const grid = gridOf(16);
const settings = vectorNames().flatMap((name) =>
  vectorsOf(name).map(({parameters}, i) => ({
    name,
    parameters,
    // Of several numbers nothing is stated: a slice is one of many.
    first: i === 0 && fastErrors[name] !== undefined,
    label: `${name} ${JSON.stringify(parameters)}`,
  })),
);

test('every activation of one variable states what --fast costs', () => {
  const ofOne = vectorNames().filter((name) => activationNamed(name).inputs === undefined);
  expect(Object.keys(fastErrors).sort()).toEqual(ofOne);
});

describe.each(settings)('$label in plain doubles', ({name, parameters, first}) => {
  const {selection} = at(name, parameters);

  if (first) {
    test('errs by no more than is stated', () => {
      const stated = fastErrors[name];
      const [value, gradient] = worstErrors(selection, grid.ordinary);
      const [valueBeyond, gradientBeyond] = worstErrors(selection, grid.extreme);
      expect(value.error, `at ${value.x}`).toBeLessThanOrEqual(stated?.ordinary[0] ?? NaN);
      expect(gradient.error, `at ${gradient.x}`).toBeLessThanOrEqual(stated?.ordinary[1] ?? NaN);
      expect(valueBeyond.error, `at ${valueBeyond.x}`).toBeLessThanOrEqual(stated?.extreme[0] ?? NaN);
      expect(gradientBeyond.error, `at ${gradientBeyond.x}`).toBeLessThanOrEqual(stated?.extreme[1] ?? NaN);
    });
  } else {
    test('is finite where the exact answer is, and nowhere NaN', () => {
      const errors = [grid.ordinary, grid.extreme].flatMap((points) => worstErrors(selection, points));
      expect(errors.filter(({error}) => !Number.isFinite(error))).toEqual([]);
    });
  }
});

describe('a planted error is reported:', () => {
  const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
  test.each<[string, string, Fast, 'ordinary' | 'extreme']>([
    ["sigmoid' from the output", 'sigmoid', (x) => [sigma(x), sigma(x) * (1 - sigma(x))], 'ordinary'],
    ['elu by exp(x) - 1', 'elu', (x) => (x > 0 ? [x, 1] : [Math.exp(x) - 1, Math.exp(x)]), 'extreme'],
    ['softplus by log(1 + exp(x))', 'softplus', (x) => [Math.log(1 + Math.exp(x)), sigma(x)], 'extreme'],
    ['tanhshrink by x - tanh(x)', 'tanhshrink', (x) => [x - Math.tanh(x), Math.tanh(x) ** 2], 'ordinary'],
    ['silu by x times a quotient of overflows', 'silu', (x) => [(x * Math.exp(x)) / (1 + Math.exp(x)), 1], 'extreme'],
    ['relu with the other gradient below 0', 'relu', (x) => [Math.max(0, x), x >= -1 ? 1 : 0], 'ordinary'],
  ])('%s', (_, name, spoiled, part) => {
    const {selection} = at(name, vectorsOf(name)[0]?.parameters ?? {});
    const [value, gradient] = worstErrors(selection, grid[part], spoiled);
    const [most, steepest] = fastErrors[name]?.[part] ?? [NaN, NaN];
    expect(value.error > most || gradient.error > steepest).toBe(true);
  });
});
