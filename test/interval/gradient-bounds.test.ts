import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {createGradientBounds, doubleIntervals} from '../../src/interval/gradient-bounds.ts';

function boundsOf(text: string) {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return createGradientBounds(selection, doubleIntervals());
}

test('where a branch is undecided f′ may jump: f″ has no bounds there, though it is above 0 on either side', () => {
  const {bendOn, slopeOn} = boundsOf('=x < 1 ? x^2/2 : (x - 2)^2');
  expect(bendOn(0, 2)).toBe('nan');
  expect(slopeOn(0, 2).undecided).toBe(true);
  for (const [from, to, bend] of [
    [-1, 0.5, 1],
    [1.5, 2, 2],
  ] as const) {
    expect(slopeOn(from, to).undecided).toBe(false);
    expect(bendOn(from, to)).toEqual({low: expect.closeTo(bend, 12), high: expect.closeTo(bend, 12)});
  }
});

test('what was undecided before, anywhere, is not held against an interval', () => {
  const {bendOn, slopeOn} = boundsOf('=x < 1 ? x : x^2/2');
  const arithmetic = doubleIntervals();
  const doubt = () => arithmetic.either(() => arithmetic.number(0), () => arithmetic.number(1)); // biome-ignore format: one line
  doubt();
  expect(slopeOn(1.5, 2)).toMatchObject({slope: {low: expect.closeTo(1.5), high: expect.closeTo(2)}, undecided: false});
  doubt();
  expect(bendOn(1.5, 2)).toEqual({low: expect.closeTo(1), high: expect.closeTo(1)});
});
