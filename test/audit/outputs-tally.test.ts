import {describe, expect, test} from 'vitest';
import {bandsOf} from '../../src/audit/bands.ts';
import {createNumbersTally} from '../../src/audit/numbers-tally.ts';
import {createOutputsTally} from '../../src/audit/outputs-tally.ts';
import {createPanels} from '../../src/audit/panels.ts';
import type {Interval} from '../../src/audit/zeros.ts';
import {holds, zonesOf} from '../../src/audit/zones.ts';
import {createEvaluate, exactDoubles} from '../../src/evaluation/evaluate.ts';
import {roughEvaluation} from '../../src/evaluation/rough.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {selected} from '../regions/told.ts';
import {exactMoments} from './exact-moments.ts';
import {type Laid, seeded, slicesOf} from './slices.ts';

const random = seeded(2);
const times = (count: number, make: (i: number) => number) => Array.from({length: count}, (_, i) => make(i));

interface Asked extends Partial<Laid> {
  readonly dtype?: string;
}

function tallied(name: string, units: readonly (readonly number[])[], {dtype, ...laid}: Asked = {}) {
  const selection = selected(name);
  const zones = zonesOf(selection, {threshold: 0.01, ...(dtype !== undefined && {format: dtypeNamed(dtype)})});
  const bands = bandsOf(zones);
  const numbers = createNumbersTally(units.length);
  const tally = createOutputsTally(units.length, {evaluation: roughEvaluation(selection, ['x']), edges: bands.edges});
  const panels = createPanels({units: units.length, first: 0, of: 1}, (panel) => {
    numbers.add(panel);
    tally.add(panel);
  });
  for (const slice of slicesOf(units, {run: 1, lengths: [1000], ...laid})) panels.add(slice);
  panels.end();
  return {zones, bands, figures: units.map((_, unit) => tally.figures(unit, numbers.figures(unit)))};
}

/** Numbers around 0 of many sizes, and the ends of some intervals. */
function numbersFor(ends: readonly Interval[]): readonly number[] {
  const drawn = times(600, (i) => (i % 3 === 0 ? 1e3 : 8) * (random() - 0.5) * 10 ** (-6 * random()));
  return [...drawn, ...ends.flatMap(({from, to}) => [from, to]).filter(Number.isFinite), 0, -0];
}

const names = [
  'relu',
  'gelu',
  'silu',
  'sigmoid',
  'tanh',
  'elu:alpha=0.5',
  'hardswish',
  'mish',
  'softplus',
  '=exp(-x^2)',
];

describe.each([undefined, 'float16', 'bfloat16'])('dtype %s', (dtype) => {
  test.each(names)('%s: as many numbers in each kind of zone, and as many zeros, as a count one by one', (name) => {
    const asked = dtype === undefined ? {} : {dtype};
    const {zones} = tallied(name, [[]], asked);
    const numbers = numbersFor([...zones.zones, ...zones.zeros]);
    const {figures, bands} = tallied(name, [numbers], asked);
    const counted = (belongs: (band: number) => boolean) =>
      figures[0]?.bands.reduce((sum, count, band) => (belongs(band) ? sum + count : sum), 0);
    for (const kind of ['dead', 'underflow', 'saturated', 'weak'] as const)
      expect(counted((band) => bands.kinds[band] === kind)).toBe(
        numbers.filter((x) => zones.zones.some((zone) => zone.kind === kind && holds(zone, x))).length,
      );
    expect(counted((band) => bands.isZero[band] === true)).toBe(
      numbers.filter((x) => zones.zeros.some((zero) => holds(zero, x))).length,
    );
    expect(counted(() => true)).toBe(numbers.length);
  });
});

test.each(names)('%s: the means of |f| and |f′| are those of exact evaluation to 1e-12', (name) => {
  const numbers = numbersFor([]);
  const [figures] = tallied(name, [numbers]).figures;
  const evaluate = createEvaluate(selected(name), ['x'], exactDoubles);
  const exact = evaluate([Float64Array.from(numbers)], numbers.length).map(
    (outputs) => exactMoments(outputs.map(Math.abs)).mean,
  );
  const means = [figures?.sizes, figures?.slopes].map((sum = Number.NaN) => sum / numbers.length);
  for (const [i, mean] of means.entries())
    expect(Math.abs(mean - (exact[i] as number)) / (exact[i] as number)).toBeLessThan(1e-12);
});

test('sums of a million equal outputs are exact to 1e-14: they are merged two by two', () => {
  const [figures] = tallied('relu', [times(1_000_000, () => 0.1)], {lengths: [1_000_000]}).figures;
  expect(Math.abs((figures?.sizes ?? 0) / 1e5 - 1)).toBeLessThan(1e-14);
});

test('the figures are the same to the last bit, however the numbers lie and are cut', () => {
  const draw = seeded(3);
  const units = times(7, () => 0).map(() =>
    times(600, () => (draw() < 0.02 ? Number.NaN : Math.fround(12 * draw() - 6))),
  );
  for (const name of ['gelu', 'elu', '=log(x)']) {
    const first = tallied(name, units).figures;
    for (const run of [1, 2, 3, 600])
      for (const lengths of [[1], [255, 2], [4095], [4096], [4097], [100_000]])
        for (const narrow of [false, true]) expect(tallied(name, units, {run, lengths, narrow}).figures).toEqual(first);
  }
});

test('NaN and infinities lie in no band and in no sum', () => {
  const odd = [Number.NaN, 1 / 0, -1 / 0];
  const [clean, dirty, none] = tallied('gelu', [
    [1, 2, 3, -4, 5, 6],
    [1, 2, 3, -4, 5, 6],
    [...odd, ...odd],
  ]).figures;
  expect(dirty).toEqual(clean);
  const [mixed] = tallied('gelu', [[1, Number.NaN, 2, 3, 1 / 0, -4, 5, -1 / 0, 6]]).figures;
  expect(mixed).toEqual(clean);
  expect(none).toMatchObject({noValue: 0, sizes: 0, slopes: 0});
  expect(none?.bands.every((count) => count === 0)).toBe(true);
});

test('numbers for which f has no value are counted, and in no sum', () => {
  const [figures] = tallied('=log(x)', [[-1, 1, -2, Math.E, -1e300]]).figures;
  expect(figures).toMatchObject({noValue: 3});
  expect(figures?.sizes).toBeCloseTo(1, 14);
  expect(figures?.slopes).toBeCloseTo(1 + 1 / Math.E, 14);
});

test('an output beyond the doubles makes the sum infinite, not wrong', () => {
  const [figures] = tallied('=exp(x)', [[1, 710, 2]]).figures;
  expect(figures?.sizes).toBe(Number.POSITIVE_INFINITY);
});
