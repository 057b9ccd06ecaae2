import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {momentsOf} from '../../src/moments/moments.ts';
import {density} from '../../src/moments/normal.ts';
import {integralOf, integrate, pointsIn} from '../../src/moments/quadrature.ts';
import {vectorNames} from '../exact/vectors.ts';

const standard = {mean: 0, std: 1};

function moments(text: string, normal = standard) {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return momentsOf(selection, normal);
}

interface Reference {
  readonly activation: string;
  readonly parameters: Readonly<Record<string, number>>;
  readonly mean: number;
  readonly std: number;
  readonly mean_of_f: string;
  readonly mean_square: string;
  readonly mean_square_gradient: string;
  readonly spread: string;
}

const references: readonly Reference[] = JSON.parse(readFileSync('test/vectors/moments.json', 'utf8'));

describe('against mpmath, relative error', () => {
  test.each(references.map((reference) => [reference.activation, reference.mean, reference.std, reference] as const))(
    '%s under N(%s, %s²): at most 1e-14, of the promised 1e-10',
    (name, mean, std, reference) => {
      const settings = Object.entries(reference.parameters).map(([key, value]) => `${key}=${value}`);
      const found = moments(settings.length === 0 ? name : `${name}:${settings.join()}`, {mean, std});
      // An odd function has mean 0: its error is measured by the size of f.
      const size = Math.sqrt(Number(reference.mean_square));
      expect(Math.abs(found.mean - Number(reference.mean_of_f)) / size).toBeLessThan(1e-14);
      expect(relative(found.square, reference.mean_square)).toBeLessThan(1e-14);
      expect(relative(found.gradientSquare, reference.mean_square_gradient)).toBeLessThan(1e-14);
      expect(relative(found.spread, reference.spread)).toBeLessThan(1e-14);
      expect(found.error).toBeLessThan(1e-13);
    },
  );

  test('every activation of the vectors is among them', () => {
    expect([...new Set(references.map(({activation}) => activation))].sort()).toEqual(vectorNames());
  });
});

function relative(found: number, expected: string): number {
  const wanted = Number(expected);
  return wanted === 0 ? Math.abs(found) : Math.abs(found / wanted - 1);
}

test.each([
  ['sigmoid', 1.8462, 4.7226],
  ['tanh', 1.59254, 1.46741],
  ['relu', Math.SQRT2, Math.SQRT2],
  ['leaky_relu', 1.41414, 1.41414],
  ['selu', 1, 0.96603],
  ['elu', 1.2452, 1.22343],
  ['gelu', 1.53353, 1.48111],
  ['silu', 1.67653, 1.62332],
  ['mish', 1.48685, 1.44476],
  ['softsign', 2.33753, 2.09578],
  ['hardswish', 1.73666, 1.67008],
])('the gains of %s are %f forward and %f backward', (name, forward, backward) => {
  const found = moments(name);
  expect(found.forwardGain).toBeCloseTo(forward, 4);
  expect(found.backwardGain).toBeCloseTo(backward, 4);
});

describe('what sampling would miss', () => {
  test('a spike of width 0.001 in a formula of the user', () => {
    // ∫ exp(-((x-1)/w)²) φ(x) dx = exp(-1/(2w² + ... )) in closed form: w/sqrt(w² + 2) exp(-1/(w² + 2)).
    const closed = (w: number) => (w / Math.sqrt(w * w + 2)) * Math.exp(-1 / (w * w + 2));
    expect(relative(moments('=exp(-((x-1)/0.001)^2)').mean, String(closed(0.001)))).toBeLessThan(1e-12);
  });

  test('the slope of tanh(1e6 x), all of it within 1e-6 of 0', () => {
    // ∫ a² sech⁴(ax) φ(x) dx = 4a φ(0)/3 but for terms of order 1/a
    const leading = (4e6 / 3) * density(0);
    expect(moments('dyt:alpha=1e6,gamma=1,beta=0').gradientSquare / leading).toBeCloseTo(1, 11);
  });

  test('the mass of exp(x)², which lies at mean + 2 std², far from the mean', () => {
    expect(relative(moments('exponential', {mean: 0, std: 10}).square, String(Math.exp(200)))).toBeLessThan(1e-12);
  });

  test('jumps: the shares on both sides are those of the normal law', () => {
    const {mean, square, spread, gradientSquare} = moments('step');
    expect([mean, square, spread, gradientSquare]).toEqual([0.5, 0.5, 0.5, 0]);
  });

  test('far from 0, where E f has an error larger than the spread of f', () => {
    expect(moments('relu', {mean: 6e9, std: 1}).spread).toBeCloseTo(1, 9);
    expect(moments('tanh', {mean: 1e9, std: 1}).spread).toBeCloseTo(0, 11);
  });

  test('a function that is one number everywhere, though its exact values cost too much', () => {
    expect(moments('=exp(x)*exp(-x)-1')).toMatchObject({
      mean: 0,
      square: 0,
      spread: 0,
      forwardGain: Infinity,
      error: 0,
    });
    expect(moments('=erf(x)+erfc(x)')).toMatchObject({mean: 1, square: 1, spread: 0, forwardGain: 1});
  });

  test('where the budget is spent the error is not known', () => {
    expect(moments('silu:beta=1e308')).toMatchObject({mean: Number.NaN, error: Number.NaN});
  });

  test('the spread of a function that hardly moves, which E f² - (E f)² would lose', () => {
    expect(moments('=1e8+tanh(x)').spread / moments('tanh').spread).toBeCloseTo(1, 9);
  });

  test('a formula that cancels in plain doubles', () => {
    // Near 0, where 1 - cos(x) has four digits left in plain doubles.
    expect(moments('=x==0 ? 0.5 : (1-cos(x))/x^2', {mean: 0, std: 1e-6}).mean).toBeCloseTo(0.5 - 1e-12 / 24, 14);
  });
});

describe('expectations that do not exist', () => {
  test.each([
    ['=exp(x^2)', Infinity, Infinity, Infinity],
    ['=x*exp(x^2)', NaN, Infinity, Infinity],
    ['=-exp(x^2/2)', -Infinity, Infinity, Infinity],
    ['=exp(0.3*x^2)', 1 / Math.sqrt(0.4), Infinity, Infinity],
    ['=1/x', NaN, NaN, NaN],
    ['=log(x)', NaN, NaN, NaN],
  ])('%s has E f = %f, E f² = %f, E f′² = %f', (formula, mean, square, gradientSquare) => {
    const found = moments(formula);
    if (Number.isFinite(mean)) expect(found.mean).toBeCloseTo(mean, 12);
    else expect(found.mean).toBe(mean);
    expect(found.square).toBe(square);
    expect(found.gradientSquare).toBe(gradientSquare);
  });
});

test('a missing kink is caught: one pass of the rules over cells of 1/32 that straddle it misses 1e-10', () => {
  const kink = 0.3;
  const weighted = (xs: Float64Array) => [xs.map((x) => Math.max(0, x - kink) * density(x))];
  const ends = Array.from({length: 641}, (_, i) => -10 + i / 32);
  const truth = density(kink) - kink * 0.3820885778110473; // φ(k) - k (1 - Φ(k))
  const cells = ends.slice(1).map((to) => ({from: to - 1 / 32, to}));
  const once = (parts: typeof cells) => {
    const values = weighted(pointsIn(parts))[0];
    return integralOf(parts, (i) => values?.[i] ?? Number.NaN);
  };
  expect(Math.abs(once(cells) / truth - 1)).toBeGreaterThan(1e-8);
  const split = cells.flatMap(({from, to}) =>
    from < kink && kink < to
      ? [
          {from, to: kink},
          {from: kink, to},
        ]
      : [{from, to}],
  );
  expect(Math.abs(once(split) / truth - 1)).toBeLessThan(1e-14);
  expect(Math.abs((integrate(weighted, ends).integrals[0]?.value ?? 0) / truth - 1)).toBeLessThan(1e-13);
});
