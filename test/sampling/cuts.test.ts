import {expect, test} from 'vitest';
import {nextDouble} from '../../src/exact/doubles.ts';
import {float64} from '../../src/exact/number-format.ts';
import {cutsOf, type Limits} from '../../src/sampling/cuts.ts';

const unlimited: Limits = {ymin: undefined, ymax: undefined};

function cuts(f: (x: number) => number, ends: readonly [number, number], limits = unlimited) {
  const x = Float64Array.from({length: 41}, (_, i) => ends[0] + ((ends[1] - ends[0]) * i) / 40);
  return cutsOf({x, y: x.map(f), at: f, exactlyAt: undefined, format: float64}, limits);
}

test('an end is found to the last double', () => {
  const [cut] = cuts(Math.exp, [-2000, 2000]);
  expect(cut).toEqual({kind: 'overflow', stretches: [{from: {drawn: expect.any(Number), cut: expect.any(Number)}}]});
  const end = cut?.stretches === 'many' ? undefined : cut?.stretches[0]?.from;
  expect(end?.drawn).toBeCloseTo(709.782712893384, 10);
  expect(end?.cut).toBe(nextDouble(end?.drawn ?? 0));
  expect([Math.exp(end?.drawn ?? 0), Math.exp(end?.cut ?? 0)].map(Number.isFinite)).toEqual([true, false]);
});

test('the same cuts whichever way the axis runs', () => {
  for (const f of [Math.exp, Math.log, (x: number) => Math.sqrt(1 - x * x)])
    expect(cuts(f, [2000, -2000])).toEqual(cuts(f, [-2000, 2000]));
});

test.each<[string, (x: number) => number, readonly unknown[]]>([
  ['no value', Math.log, ['noValue']],
  ['a single infinite place', (x) => 1 / Math.abs(x), []],
  ['infinite, not by an overflow', (x) => Math.log(Math.max(x, 0)), ['infinite']],
  ['nothing at all to draw', () => Number.NaN, []],
  ['nothing cut', Math.tanh, []],
])('%s', (_, f, kinds) => {
  expect(cuts(f, [-4, 4]).map(({kind}) => kind)).toEqual(kinds);
});

test('more than two stretches are many, and none of them is searched for', () => {
  expect(cuts((x) => Math.sqrt(Math.sin(x)), [-30, 30])).toEqual([{kind: 'noValue', stretches: 'many'}]);
});

test('an infinite value beyond an end of the y axis is cut there', () => {
  expect(cuts(Math.exp, [-2000, 2000], {ymin: undefined, ymax: 1}).map(({kind}) => kind)).toEqual(['above']);
});

test('plain doubles that overflow are told from a function that does', () => {
  const x = Float64Array.of(0, 200, 400, 600);
  const at = (place: number) => Math.sqrt(Math.exp(place) ** 2);
  const [cut] = cutsOf({x, y: x.map(at), at, exactlyAt: Math.exp, format: float64}, unlimited);
  expect(cut?.kind).toBe('plainOverflow');
});
