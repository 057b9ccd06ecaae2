import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {shapeOf} from '../../src/shape/shape.ts';
import {sliceNamed} from '../activations/of-one-number.ts';
import {vectorNames} from '../exact/vectors.ts';

function selected(text: string) {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return selection;
}

const shape = (text: string) => shapeOf(selected(text));

interface Reference {
  readonly activation: string;
  readonly infimum: string;
  readonly supremum: string;
  readonly steepest: string;
  readonly extrema: readonly (readonly [string, string, string])[];
}

const references: readonly Reference[] = JSON.parse(readFileSync('test/vectors/extrema.json', 'utf8'));

describe('against mpmath, to the last double', () => {
  test.each(references.map((reference) => [reference.activation, reference] as const))(
    'extrema, ends of the range and largest slope of %s',
    (name, reference) => {
      const found = shape(sliceNamed(name));
      expect(found.infimum.value).toBe(Number(reference.infimum));
      expect(found.supremum.value).toBe(Number(reference.supremum));
      // Its place is the double nearest to it, where the slope is the largest but for half a unit in the last place.
      expect(found.steepest.value / Number(reference.steepest) || 1).toBeCloseTo(1, 15);
      expect(found.extrema.map(({kind, from, value}) => [kind, from, value])).toEqual(
        reference.extrema.map(([kind, x, value]) => [kind, Number(x), Number(value)]),
      );
    },
  );

  test('every activation of the vectors is among them', () => {
    expect(references.map(({activation}) => activation).sort()).toEqual(vectorNames());
  });
});

test.each([
  ['relu', 'non-decreasing', 'C0', 'non-negative', 'none'],
  ['leaky_relu', 'increasing', 'C0', 'both', 'none'],
  ['elu', 'increasing', 'C1', 'both', 'none'],
  ['elu:alpha=0.5', 'increasing', 'C0', 'both', 'none'],
  ['celu:alpha=0.3', 'increasing', 'C1', 'both', 'none'],
  ['celu:alpha=1e-6', 'increasing', 'C1', 'both', 'none'],
  ['isrlu', 'increasing', 'C2', 'both', 'none'],
  ['sigmoid', 'increasing', 'smooth', 'positive', 'none'],
  ['tanh', 'increasing', 'smooth', 'both', 'odd'],
  ['softsign', 'increasing', 'C1', 'both', 'odd'],
  ['hardtanh', 'non-decreasing', 'C0', 'both', 'odd'],
  ['hardsigmoid_onnx', 'non-decreasing', 'C0', 'non-negative', 'none'],
  ['smelu', 'non-decreasing', 'C1', 'non-negative', 'none'],
  ['sqnl', 'non-decreasing', 'C1', 'both', 'odd'],
  ['gelu', 'none', 'smooth', 'both', 'none'],
  ['gaussian', 'none', 'smooth', 'positive', 'even'],
  ['logsigmoid', 'increasing', 'smooth', 'negative', 'none'],
  ['step', 'non-decreasing', 'jumps', 'non-negative', 'none'],
  ['hardshrink', 'non-decreasing', 'jumps', 'both', 'odd'],
  ['softshrink', 'non-decreasing', 'C0', 'both', 'odd'],
  ['sinc', 'none', 'smooth', 'both', 'even'],
  ['=-x', 'decreasing', 'smooth', 'both', 'odd'],
  ['=5', 'constant', 'smooth', 'positive', 'even'],
  ['=0*x', 'constant', 'smooth', 'zero', 'even'],
  ['=-5', 'constant', 'smooth', 'negative', 'even'],
  ['=min(0, -abs(x))', 'none', 'C0', 'non-positive', 'even'],
  ['=sqrt(abs(x))', 'none', 'C0', 'non-negative', 'even'],
  ['=x < 0 ? x : x - 1', 'none', 'jumps', 'both', 'none'],
  ['=max(0, x)^4', 'non-decreasing', 'C3', 'non-negative', 'none'],
  ['=1/x', 'none', 'poles', 'both', 'odd'],
  ['=1/(1 - x)', 'none', 'poles', 'both', 'none'],
  // Pieces that meet at 1/3, which is no double.
  ['=max(0, 3*x - 1)', 'non-decreasing', 'C0', 'non-negative', 'none'],
  ['=max(0, 3*x - 1)^2', 'non-decreasing', 'C1', 'non-negative', 'none'],
  ['=3*x < 1 ? x : x + 1e-9', 'increasing', 'jumps', 'both', 'none'],
  ['=3*x < 1 ? x : 2*x', 'increasing', 'jumps', 'both', 'none'],
  ['=3*x < 1 ? x : 2*x - x', 'increasing', 'smooth', 'both', 'seems odd'],
  ['=3*x < 1 ? 2 : 2 + x - x', 'constant', 'smooth', 'positive', 'seems even'],
  // A gap that one value fills, or does not.
  ['=x == 1 ? 2 : (x^2 - 1)/(x - 1)', 'not known', 'smooth', 'both', 'none'],
  ['=x == 1 ? 3 : (x^3 - 1)/(x - 1)', 'none', 'smooth', 'positive', 'none'],
  ['=x == 1 ? 3 : (x^2 - 1)/(x - 1)', 'none', 'jumps', 'both', 'none'],
  // A bump between round numbers: neither even nor odd, although nearly x everywhere else.
  ['=x+0.0001*exp(-((x-1)/0.001)^2)', 'increasing', 'smooth', 'both', 'none'],
])('%s is %s, of smoothness %s, its output %s, its symmetry %s', (text, monotonicity, smoothness, sign, symmetry) => {
  const found = shape(text);
  expect([found.monotonicity, found.smoothness, found.sign, found.symmetry]).toEqual([
    monotonicity,
    smoothness,
    sign,
    symmetry,
  ]);
});

describe('extrema', () => {
  test('a jump against the direction makes two: softplus in PyTorch drops by 2e-9 at 20', () => {
    const {extrema, smoothness} = shape('softplus@torch');
    expect(smoothness).toBe('jumps');
    expect(extrema.map(({kind, from}) => [kind, from])).toEqual([
      ['maximum', 20],
      ['minimum', 20.000000000000004],
    ]);
    expect(extrema[0]?.value).toBeCloseTo(20.000000002061153, 14);
    expect(extrema[1]?.value).toBe(20.000000000000004);
  });

  test.each([
    ['x <= 0 ? x : 1 - x', 'maximum', 1, 5e-324, true],
    ['x < 0 ? x : 1 - x', 'maximum', 1, 0, undefined],
    ['x <= 0 ? 1 + x : -x', 'maximum', 1, 0, undefined],
    ['x < 0 ? 1 + x : -x', 'maximum', 1, -5e-324, true],
    ['x <= 0 ? -x : x - 1', 'minimum', -1, 5e-324, true],
    ['x < 0 ? -x - 1 : x', 'minimum', -1, -5e-324, true],
    ['x < 1 ? x : x - 5', 'maximum', 0.9999999999999999, 0.9999999999999999, true],
    ['x == 0 ? 2 : -abs(x)', 'maximum', 2, 0, undefined],
  ] as const)(
    'a jump where the direction changes is one, a limit beside it if f does not take it: %s',
    (formula, kind, value, x, isLimit) => {
      expect(shape(`=${formula}`).extrema[0]).toEqual({kind, from: x, to: x, value, isLimit});
    },
  );

  test('a plateau between a fall and a rise is one minimum', () => {
    const [minimum, ...others] = shape('=max(abs(x), 1)').extrema;
    expect(others).toEqual([]);
    expect(minimum).toMatchObject({kind: 'minimum', from: -1, to: 1, value: 1});
  });

  test('a wiggle of width 0.01 in a formula of the user', () => {
    const {extrema} = shape('=x+0.1*exp(-((x-1)/0.01)^2)');
    expect(extrema.map(({kind}) => kind)).toEqual(['maximum', 'minimum']);
  });

  // f′ = (x - a)(x - b)
  test.each([
    [1e-9, 3e-9],
    [-3e-9, -1e-9],
    [10.01, 10.03],
    [-10.03, -10.01],
    [1e5, 1.3e5],
    [-1.3e5, -1e5],
    [3e6, 2e7],
    [-2e7, -3e6],
  ])('a rise between two turns at %d and %d', (a, b) => {
    const {extrema} = shape(`=x^3/3 - (${a} + ${b})/2*x^2 + ${a}*${b}*x`);
    expect(extrema.map(({kind}) => kind)).toEqual(['maximum', 'minimum']);
    extrema.forEach(({from}, i) => {
      expect(Math.abs(from / (i === 0 ? a : b) - 1)).toBeLessThan(1e-12);
    });
  });

  test('two turns within a millionth of a corner', () => {
    // f′ = 1 - 2e6 t + 6e11 t² beyond 1, for t = x - 1: 0 at t = (1e6 ± √4e11) / 6e11.
    const {extrema} = shape('=x < 1 ? 2*x : 1 + x - 1e6*(x - 1)^2 + 2e11*(x - 1)^3');
    expect(extrema.map(({kind}) => kind)).toEqual(['maximum', 'minimum']);
    const turns = [-1, 1].map((side) => (1e6 + side * Math.sqrt(4e11)) / 6e11);
    extrema.forEach(({from}, i) => {
      expect(from - 1).toBeCloseTo(turns[i] ?? Number.NaN, 15);
    });
  });
});

test('at a pole the range reaches infinity, on either side its own', () => {
  const {infimum, supremum, joints} = shape('=1/(1 - x)');
  expect([infimum, supremum]).toMatchObject([{value: -Infinity, x: 1}, {value: Infinity, x: 1}]); // biome-ignore format: one line
  expect(joints).toMatchObject([{x: 1, left: {value: Infinity}, right: {value: -Infinity}}]);
});

test('a corner at either end of a range counts, one beyond it does not', () => {
  const smoothness = (from: number, to: number) => shapeOf(selected('hardtanh'), {from, to}).smoothness;
  expect([smoothness(-1, 0), smoothness(0, 1), smoothness(-0.9, 0.9), smoothness(2, 3)]).toEqual(['C0', 'C0', 'smooth', 'smooth']); // biome-ignore format: one line
});

test('a function that oscillates for ever is described over the range given', () => {
  expect(shape('sin').span).toEqual({from: -6, to: 6});
  expect(shape('sinc').span).toEqual({from: -6, to: 6});
  expect(shapeOf(selected('gcu'), {from: 0, to: 1}).extrema).toHaveLength(1);
  expect(shape('gelu').span).toEqual({from: -Infinity, to: Infinity});
});

test('plateaus are the pieces on which f is constant, with its value', () => {
  const infinity = Number.POSITIVE_INFINITY;
  expect(shape('relu6').plateaus).toEqual([
    {from: -infinity, to: 0, value: 0},
    {from: 6, to: infinity, value: 6},
  ]);
  expect(shape('leaky_relu:slope=0').plateaus).toEqual([{from: -infinity, to: 0, value: 0}]);
  expect(shape('elu').plateaus).toEqual([]);
});

describe('poles and ends between two doubles', () => {
  const infinity = Number.POSITIVE_INFINITY;

  test.each(['=1/(3*x - 1)', '=1/(3*x - 1)^2', '=1/sinh(3*x - 1)', '=log(x^2 - 2)', '=log((3*x - 1)^2)', '=tan(x)'])(
    '%s is not bounded there',
    (text) => {
      const {infimum, supremum, steepest, smoothness} = shape(text);
      const reached = [infimum, supremum].filter(({x}) => Number.isFinite(x));
      expect(reached.some(({value}) => Math.abs(value) === infinity)).toBe(true);
      expect(steepest.value).toBe(infinity);
      // At the end of a domain nothing is on the other side.
      expect(smoothness).toBe(text === '=log(x^2 - 2)' ? 'smooth' : 'poles');
    },
  );

  test('a pole with one infinity on both sides is no turn', () => {
    expect(shape('=1/(3*x - 1)^2')).toMatchObject({extrema: [], sign: 'positive', certain: true});
  });

  test('a hole is neither', () => {
    expect(shape('=(9*x^2 - 1)/(3*x - 1)')).toMatchObject({smoothness: 'smooth', steepest: {value: 3}});
  });
});

test.each(['=log(x)', '=log1p(x)', '=log1p(2*x)'])('where %s has no value, it does not fall', (text) => {
  expect(shape(text)).toMatchObject({
    extrema: [],
    monotonicity: 'increasing',
    infimum: {value: -Infinity},
    certain: true,
  });
});

test.each([
  ['=sqrt(x^2)', 'C0'],
  ['=sqrt((3*x - 1)^2)', 'C0'],
  ['=x + sqrt(x^2)^3', 'C2'],
  ['=sqrt(x^2 + 1)', 'smooth'],
] as const)('the root of a square is the corner that it is: %s', (text, smoothness) => {
  expect(shape(text).smoothness).toBe(smoothness);
});

test('a plateau beside a jump has the value of its own side, whatever f is at the jump', () => {
  const plateaus = (text: string) => shape(text).plateaus.map(({value}) => value);
  expect(plateaus('=sign(x)')).toEqual([-1, 1]);
  expect(plateaus('=1e4/sign(x)')).toEqual([-1e4, 1e4]);
  expect(plateaus('=x > 1 ? 3 : x < 1 ? 2 : 7')).toEqual([2, 3]);
  expect(plateaus('=max(min(0.1, log(x)), sign(x^6))')).toEqual([1]);
  expect(plateaus('=sign(x^2)')).toEqual([1, 1]);
});

test('a place without a value is a hole where the sides meet', () => {
  expect(shape('=sin(x)/x')).toMatchObject({smoothness: 'holes', supremum: {value: 1, x: 0}});
  expect(shape('=x/sign(x)')).toMatchObject({smoothness: 'holes', rises: true, falls: true});
});

test('an extremum whose value is not known makes a shape incomplete', () => {
  const {extrema, isComplete} = shapeOf({...selected('=sin(log(0.5*x))'), patience: 0.1}, {from: -6, to: 6});
  expect(isComplete && extrema.some(({value}) => Number.isNaN(value))).toBe(false);
});
