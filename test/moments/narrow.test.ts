import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {type Moments, momentsOf} from '../../src/moments/moments.ts';
import {density} from '../../src/moments/normal.ts';

function moments(formula: string, normal = {mean: 0, std: 1}): Moments {
  const [selection] = select([formula], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return momentsOf(selection, normal);
}

const relative = (found: number, wanted: number): number =>
  wanted === 0 ? Math.abs(found) : Math.abs(found / wanted - 1);

// E f, E f² and E f′² from test/vectors/narrow_moments.py; the largest relative error, measured and allowed.
describe('features narrower than every cell, against mpmath', () => {
  test.each([
    ['=tanh(1e20*x)', 0, 1, 5.319230405352436e19, 2e-15],
    // Sampled at doubles, 1e-11 of its width apart.
    ['=exp(-1e10*(x-0.7)^2)', 5.534556866492539e-6, 3.913522691184392e-6, 39135.22691134495, 1e-12],
    ['=tanh(1e9*(x-0.7))', -0.5160726955538539, 0.9999999993754921, 416338577.8223484, 1e-11],
    ['=x-0.002*atan(1e4*(x-0.503))', 0.001209532889519623, 0.995592635729042, 1.01767043560504, 5e-15],
    // Its steepest slope is not proven, its extrema are.
    ['=exp(-1e10*(x-0.7)^2)+exp(-1e12*(x+1.3)^2)', 5.838299787391983e-6, 4.12830137028978e-6, 253913.9060167701, 2e-12],
    // Steps at places where cells end.
    ['=tanh(1e6*x)+tanh(1e6*(x-1))+tanh(1e6*(x-2))', -1.63718922824044, 5.181999665777846, 926538.6285783012, 1e-12],
    ['=tanh(1e20*x)+0.5*tanh(1e7*(x-0.5))', -0.1914624612740124, 1.867075059848709, 5.319230405352553e19, 2e-15],
    // A step of 1e-11 that holds nearly all of E f′².
    ['=x+1e-11*tanh(1e31*x)', 0, 1.000000000015958, 531923041.5352435, 2e-15],
    ['=abs(x)^0.75', 0.7972587140719077, 0.8600399873245195, 0.9675449857400845, 2e-15],
    // Spikes at every multiple of π/5; by Laplace's method, whose terms of order 1e-11 are left out.
    ['=exp(-1e10*sin(5*x)^2)', Math.sqrt(1 / Math.PI) * 1e-5, Math.sqrt(1 / (2 * Math.PI)) * 1e-5, undefined, 2e-11],
  ])('%s: E f = %f, E f² = %f, E f′² = %f, to %f', (formula, mean, square, gradientSquare, error) => {
    const found = moments(formula);
    expect(relative(found.mean, mean)).toBeLessThan(error);
    expect(relative(found.square, square)).toBeLessThan(error);
    if (gradientSquare !== undefined) expect(relative(found.gradientSquare, gradientSquare)).toBeLessThan(error);
    expect(found.error).toBeLessThan(1e-8);
  });

  test.each([1e10, 1e12, 1e20])(
    'E f′² of tanh(%f (x - 0.7)) is not known: doubles there are too far apart',
    (factor) => {
      const found = moments(`=tanh(${factor}*(x-0.7))`);
      expect(found.gradientSquare).toBeNaN();
      expect(found.backwardGain).toBeNaN();
      expect(relative(found.mean, -0.5160726955538539)).toBeLessThan(1e-9);
    },
  );

  test('a feature so far out that only its size makes it count', () => {
    // ∫ exp(-((x - 15) / w)²) φ(x) dx = w / sqrt(w² + 2) exp(-225 / (w² + 2))
    const w = 1e-5;
    const truth = 1e100 * (w / Math.sqrt(w * w + 2)) * Math.exp(-225 / (w * w + 2));
    expect(relative(moments('=1e100*exp(-1e10*(x-15)^2)').mean, truth)).toBeLessThan(1e-10);
  });
});

describe('the error is not known', () => {
  test.each(['=exp(-1e10*sin(50*x)^2)', '=sin(1e6*x)'])('where the budget for the extrema is spent: %s', (formula) => {
    expect(moments(formula).error).toBeNaN();
  });

  test('beyond what the shape of a wave tells, extrema are sought where inputs are', () => {
    expect(moments('=sin(3*x)', {mean: 40, std: 1}).error).toBeLessThan(1e-14);
  });
});

describe('sizes whose squares leave the doubles', () => {
  test('exp(-x²) of size 1e-300: E f² underflows, spread and gains do not', () => {
    const [small, usual] = [moments('=exp(-x^2)*1e-300'), moments('=exp(-x^2)')];
    expect([small.square, small.gradientSquare]).toEqual([0, 0]);
    expect(relative(small.mean, usual.mean * 1e-300)).toBeLessThan(1e-15);
    expect(relative(small.spread, usual.spread * 1e-300)).toBeLessThan(1e-15);
    expect(relative(small.forwardGain, usual.forwardGain * 1e300)).toBeLessThan(1e-15);
    expect(relative(small.backwardGain, usual.backwardGain * 1e300)).toBeLessThan(1e-15);
  });

  test('tanh of size 1e300: E f² overflows, spread and gains do not', () => {
    const [large, usual] = [moments('=tanh(x)*1e300'), moments('tanh')];
    expect([large.mean, large.square, large.gradientSquare]).toEqual([0, Infinity, Infinity]);
    expect(relative(large.spread, usual.spread * 1e300)).toBeLessThan(1e-15);
    expect(relative(large.forwardGain, usual.forwardGain / 1e300)).toBeLessThan(1e-15);
    expect(relative(large.backwardGain, usual.backwardGain / 1e300)).toBeLessThan(1e-15);
  });

  test('f′ is not taken for tiny where it is so at all points but those of a step', () => {
    // 4 a² s φ(c) / 3 but for terms of order 1 / s²
    const leading = ((4 * 0.36 * 17300) / 3) * density(2.74);
    expect(relative(moments('=0.6*tanh(17300*(x-2.74))').gradientSquare, leading)).toBeLessThan(1e-7);
  });

  test('max(x, 1e300) is 1e300', () => {
    expect(moments('=max(x,1e300)')).toMatchObject({mean: 1e300, spread: 0, square: Infinity, forwardGain: 1e-300});
  });
});

test.each(['=x^x', '=sqrt(x)', '=1/(x-0.3)', '=tan(x)'])('%s has no expectation', (formula) => {
  const {mean, square, gradientSquare} = moments(formula);
  expect([mean, square, gradientSquare]).toEqual([NaN, NaN, NaN]);
});
