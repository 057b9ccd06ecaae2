/** Bounds beside a removable hole hold what the function does there, and are narrow. */

import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {gradientOf} from '../../src/activations/selection.ts';
import {exactValueAt} from '../../src/evaluation/exact-at.ts';
import {unlimited} from '../../src/exact/budget.ts';
import {doubleIntervals} from '../../src/interval/gradient-bounds.ts';
import {filledBounds, filledForms} from '../../src/interval/holes.ts';
import {regionsOf} from '../../src/regions/find-regions.ts';
import {shapeOf} from '../../src/shape/shape.ts';

function selected(text: string) {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return selection;
}

test.each([
  ['sin(x)/x', 0],
  ['(exp(x)-1)/x', 0],
  ['(1-cos(x))/x^2', 0],
  ['x/(exp(x)-1)', 0],
  ['log(x)/(x-1)', 1],
  ['tanh(sin(x)/x)', 0],
  ['2-atan(x)/x', 0],
] as const)('the slope of %s beside its hole at %d', (formula, hole) => {
  const selection = selected(`=${formula}`);
  const slope = gradientOf(selection, 'x');
  const forms = filledForms(selection, [slope], unlimited);
  const exact = exactValueAt(selection, slope);
  expect(forms).toMatchObject([{hole}]);
  for (const form of forms) {
    const bounds = filledBounds(selection, form, doubleIntervals());
    for (const [near, far] of [
      [2 ** -20, 2 ** -10],
      [2 ** -6, 2 ** -5],
      [2 ** -40, 2 ** -4],
    ] as const)
      for (const side of [-1, 1]) {
        const ends = [hole + side * near, hole + side * far].sort((a, b) => a - b) as [number, number];
        const found = bounds(...ends);
        if (found === 'nan') throw new Error('no bounds');
        for (const x of [...ends, (ends[0] + ends[1]) / 2]) {
          expect(exact(x)).toBeGreaterThanOrEqual(found.low);
          expect(exact(x)).toBeLessThanOrEqual(found.high);
        }
        expect(found.high - found.low).toBeLessThan(8 * far);
      }
  }
});

test('a pole is no hole, nor is a denominator without a zero at a number that it names', () => {
  for (const formula of ['1/x', 'cos(x)/x', 'sin(x)/x^2', 'x/(1+abs(x))', 'sin(x)/(x+1)', 'sin(x)']) {
    const selection = selected(`=${formula}`);
    expect(filledForms(selection, [selection.value], unlimited)).toEqual([]);
  }
});

test('at the hole itself there are no bounds', () => {
  const selection = selected('=sin(x)/x');
  const [form] = filledForms(selection, [selection.value], unlimited);
  if (form === undefined) throw new Error('no form');
  const bounds = filledBounds(selection, form, doubleIntervals());
  expect(bounds(-1, 1)).toBe('nan');
  expect(bounds(0, 1)).toBe('nan');
  expect(bounds(5e-324, 1)).not.toBe('nan');
});

test('all is proven of a function with a hole', () => {
  const selection = selected('=sin(x)/x');
  expect(shapeOf(selection)).toMatchObject({
    certain: true,
    supremum: {value: 1, x: 0},
    steepest: {value: 0.4361818172714585, x: -2.0815759778181007},
    extrema: [
      {kind: 'minimum', from: -4.493409457909064},
      {kind: 'minimum', from: 4.493409457909064},
    ],
  });
  const {regions, certain} = regionsOf(selection, {threshold: 0.01, range: [-1, 1]});
  expect(certain).toBe(true);
  // The slope is -x/3 (1 - x²/10 + ...).
  expect(regions).toMatchObject([
    {kind: 'weak', from: expect.closeTo(-0.030003, 6), to: 0, toClosed: false},
    {kind: 'weak', from: 0, fromClosed: false, to: expect.closeTo(0.030003, 6)},
  ]);
});
