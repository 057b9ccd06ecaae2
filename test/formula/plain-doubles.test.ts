import {describe, expect, test} from 'vitest';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {exponentOf, float64} from '../../src/exact/number-format.ts';
import {compile} from '../../src/formula/compile.ts';
import {parseFormula} from '../../src/formula/parse.ts';
import {doubleNamed} from '../../src/formula/plain-doubles.ts';
import {primitives} from '../../src/formula/primitives.ts';
import {createTrees} from '../../src/formula/tree.ts';

/** Largest distance from the correctly rounded result, in units of its last place. */
const limits: Readonly<Record<string, number>> = {sech2: 4, erfc: 5, Phi: 7, phi: 4};
const usual = 2;

const points = Array.from(
  {length: 3000},
  (_, i) => (((i * 0.618033988749895) % 1) * 2 - 1) * ([0.6, 3, 12, 30][i % 4] ?? 1),
);

function exactly(name: string): (x: number) => number {
  const trees = createTrees();
  const roots = [trees.call(name, trees.variable('x'))];
  const evaluate = exactEvaluator({roots, inputs: ['x'], parameters: new Map()}, {format: float64, overflow: 'ieee'});
  return (x) => evaluate([x])[0] ?? Number.NaN;
}

describe('a primitive in plain doubles', () => {
  test.each(primitives.map(({name}) => name))('%s is within a few units in the last place', (name) => {
    const truth = exactly(name);
    const errors = points.map((x) => {
      const exact = truth(x);
      if (Number.isNaN(exact) || exact === 0 || Math.abs(exact) < 1e-300) return 0;
      return Math.abs(doubleNamed(name)(x) - exact) / 2 ** (exponentOf(exact) - 52);
    });
    expect(Math.max(...errors)).toBeLessThanOrEqual(limits[name] ?? usual);
  });

  test.each(['tanh', 'sinh', 'erf', 'atan'])('%s keeps the sign of zero', (name) => {
    expect(doubleNamed(name)(-0)).toBe(-0);
  });
});

test('primitives that share their exponential give what each gives alone', () => {
  const trees = createTrees();
  const texts = ['sigmoid(x)', 'sigmoid(-x)', 'softplus(-x)', 'tanh(x)', 'sech2(-x)', 'Phi(x)', 'Phi(-x)', 'phi(x)'];
  const roots = texts.map((text) => parseFormula(text, {trees, variable: (name) => trees.variable(name)}));
  const together = roots.map(() => new Float64Array(points.length));
  const inputs = [Float64Array.from(points)];
  compile({roots, inputs: ['x'], parameters: new Map()})(inputs, together, points.length, () => undefined);
  const alone = texts.map((text) => {
    const [, name = '', minus = ''] = /^(\w+)\((-?)/.exec(text) ?? [];
    return Float64Array.from(points, (x) => doubleNamed(name)(minus === '-' ? -x : x));
  });
  expect(together).toEqual(alone);
});
