import {describe, expect, test} from 'vitest';
import type {Audited} from '../../../src/audit/audit.ts';
import {courseFigure, histogramFigure, unitImage} from '../../../src/report/audit/figures.ts';
import {audited, layerOf, samples} from '../../audit/layers.ts';
import {seeded} from '../../audit/slices.ts';

const random = seeded(4);
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

/** The bins of the histogram of some numbers, their axis, and how many numbers are said to be beyond it. */
async function drawn(numbers: readonly number[], columns = 60) {
  const figure = histogramFigure(await audited(layerOf([numbers])), columns);
  const [panel] = figure?.panels ?? [];
  const note = panel?.notes?.find(({text}) => text.includes('beyond'));
  const counts = [...(panel?.curves[0]?.y ?? [])];
  return {
    counts,
    x: [...(figure?.x ?? [])],
    all: counts.reduce((sum, count) => sum + count, 0),
    beyond: Number(note?.text.replaceAll(',', '').split(' ')[0] ?? 0),
    strips: figure?.strips,
  };
}

describe('the histogram', () => {
  test.each([
    ['normal numbers', () => samples(5000, normal)],
    ['an outlier', () => [1e12, ...samples(5000, normal)]],
    ['outliers on both sides', () => [1e12, -1e30, ...samples(5000, normal)]],
    ['one number of each size', () => samples(600, (i) => 10 ** (i - 300))],
    ['two values', () => samples(100, (i) => i % 2)],
    ['a value and one beyond float32', () => [...samples(100, () => 1), 1e300]],
    ['0 of both signs', () => [0, -0, 0]],
    ['tiny numbers', () => samples(100, (i) => i * 1e-310)],
  ])('all numbers are in a bin, or said to be beyond: %s', async (_, make) => {
    const numbers = make();
    const {all, beyond} = await drawn(numbers);
    expect(all + beyond).toBeCloseTo(numbers.length, 6);
    expect(all).toBeGreaterThan(0);
  });

  test('bins hold what a count one by one finds, up to the 1/128 to which numbers are kept', async () => {
    const numbers = samples(40_000, normal);
    const {counts, x} = await drawn(numbers);
    const step = (x[1] as number) - (x[0] as number);
    for (const [i, middle] of x.entries()) {
      const within = (more: number) =>
        numbers.filter((n) => n > middle - step / 2 - more && n < middle + step / 2 + more).length;
      const slack = Math.abs(middle) / 64 + 1e-9;
      expect(counts[i]).toBeLessThanOrEqual(within(slack) + 1e-6);
      expect(counts[i]).toBeGreaterThanOrEqual(within(-slack) - 1e-6);
    }
  });

  test('a few numbers are whole bars: none is spread over two', async () => {
    const {counts} = await drawn([-3.3, -1, -0.5, 0.1, 0.2, 2.5, 4]);
    expect(counts.filter((count) => count > 0).every(Number.isInteger)).toBe(true);
  });

  test('an outlier does not squeeze the others into one bin, and is said', async () => {
    const {counts, x, beyond} = await drawn([1e12, ...samples(5000, normal)]);
    expect(Math.max(...x.map(Math.abs))).toBeLessThan(10);
    expect(counts.filter((count) => count > 0).length).toBeGreaterThan(40);
    expect(beyond).toBeGreaterThanOrEqual(1);
  });

  test('numbers that are not far out are all drawn', async () => {
    expect((await drawn(samples(5000, normal))).beyond).toBe(0);
  });

  test('a constant stands alone in the middle of an axis', async () => {
    for (const x of [0, 0.5, -3, 1e6]) {
      const {counts, x: middles} = await drawn(
        samples(50, () => x),
        61,
      );
      expect(counts.filter((count) => count > 0)).toEqual([50]);
      expect(counts[30]).toBe(50);
      expect(middles[30]).toBeCloseTo(x, 9);
    }
  });

  test('NaN and infinities are in no bin', async () => {
    const {all} = await drawn([Number.NaN, 1, 2, 1 / 0, -1 / 0, 3]);
    expect(all).toBe(3);
    expect(histogramFigure(await audited(layerOf([[Number.NaN, 1 / 0]])), 60)).toBeUndefined();
    expect(histogramFigure(await audited(layerOf([[]])), 60)).toBeUndefined();
  });

  test('below it a strip for each activation marks where the gradient is dead', async () => {
    const figure = histogramFigure(await audited(layerOf([samples(100, (i) => i / 10 - 5)]), ['relu', 'linear']), 50);
    const [relu, linear] = figure?.strips ?? [];
    expect(relu?.marks.map((mark, i) => (mark === 'dead') === (figure?.x[i] ?? 0) < 0.06)).not.toContain(false);
    expect(new Set(linear?.marks)).toEqual(new Set(['none']));
  });
});

describe('the image over units', () => {
  const imageOf = async (units: readonly (readonly number[])[]) => {
    const set = await audited(layerOf(units));
    return unitImage(set, set.activations[0] as Audited['activations'][number], ['dead']);
  };

  test('the share of each unit', async () => {
    const image = await imageOf(samples(10, (u) => u).map((u) => samples(10, (i) => (i < u ? -1 : 1))));
    expect(image?.rows).toMatchObject([{kind: 'dead'}]);
    expect([...(image?.rows[0]?.shares ?? [])]).toEqual(samples(10, (u) => u / 10));
  });

  test('none for few units, or where no unit has anything', async () => {
    expect(await imageOf(samples(8, () => 0).map(() => [-1]))).toBeUndefined();
    expect(await imageOf(samples(100, () => 0).map(() => [1]))).toBeUndefined();
  });
});

describe('the course over data sets', () => {
  const epoch = (dead: number, name = 'relu') =>
    audited(layerOf(samples(8, (u) => u).map((u) => [u < dead ? -1 : 1])), [name]);

  test('the share of dead units in each, in order', async () => {
    const figure = courseFigure(await Promise.all([0, 2, 1, 8].map((dead) => epoch(dead))));
    expect(figure?.panels.map(({title}) => title)).toEqual(['share of units that are dead']);
    expect([...(figure?.panels[0]?.curves[0]?.y ?? [])]).toEqual([0, 0.25, 0.125, 1]);
  });

  test('none of two data sets, and none where no unit is dead or saturated', async () => {
    expect(courseFigure(await Promise.all([1, 2].map((dead) => epoch(dead))))).toBeUndefined();
    expect(courseFigure(await Promise.all([0, 0, 0].map((dead) => epoch(dead))))).toBeUndefined();
  });
});
