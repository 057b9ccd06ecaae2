import {describe, expect, test} from 'vitest';
import {createHistogram} from '../../src/audit/histogram.ts';
import {createNumbersTally} from '../../src/audit/numbers-tally.ts';
import {createPanels} from '../../src/audit/panels.ts';
import {exactMoments} from './exact-moments.ts';
import {type Laid, seeded, slicesOf} from './slices.ts';

const random = seeded(1);
const times = (count: number, make: (i: number) => number) => Array.from({length: count}, (_, i) => make(i));
const normal = () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());

function figuresOf(units: readonly (readonly number[])[], laid: Laid = {run: 1, lengths: [1000]}) {
  const tally = createNumbersTally(units.length);
  const panels = createPanels({units: units.length, first: 0, of: 1}, tally.add);
  const histogram = createHistogram();
  for (const slice of slicesOf(units, laid)) {
    histogram.add(slice.values);
    panels.add(slice);
  }
  panels.end();
  return {figures: units.map((_, unit) => tally.figures(unit)), odd: tally.odd(), histogram: histogram.counts};
}

test('the witness of these tests: mean and std of numbers whose mean and std are known', () => {
  expect(exactMoments([1, 2, 3, 4])).toEqual({mean: 2.5, std: Math.sqrt(1.25)});
  expect(exactMoments([-1e308, -1e308])).toEqual({mean: -1e308, std: 0});
  expect(exactMoments([5e-324, 15e-324])).toEqual({mean: 10e-324, std: 5e-324});
  expect(exactMoments([1e8, 1e8 + 2 ** -20, 1e8 - 2 ** -20])).toEqual({mean: 1e8, std: 2 ** -20 * Math.sqrt(2 / 3)});
});

const hard: Readonly<Record<string, () => readonly number[]>> = {
  'normal numbers': () => times(5000, normal),
  'a spread of 1e-3 around 1e8': () => times(5000, () => 1e8 + 1e-3 * normal()),
  'a spread of 1e-7 around 1, as of float32': () => times(3000, () => Math.fround(1 + 1e-6 * random())),
  'an outlier of 1e12 at the beginning': () => [1e12, ...times(3000, normal)],
  'an outlier of 1e12 at the end of a block of 256': () => [...times(255, normal), 1e12, ...times(2000, normal)],
  'a trend from -1e6 to 1e6': () => times(4097, (i) => -1e6 + (2e6 * i) / 4096),
  'two values far apart': () => times(1000, (i) => (i % 2 === 0 ? 1e10 : 1e10 + 1)),
  'sizes from 1e-100 to 1e100': () => times(3000, () => 10 ** (200 * random() - 100) * (random() < 0.5 ? -1 : 1)),
  'a single number': () => [0.1],
  'two numbers': () => [0.1, 0.3],
  'exactly a block of 256': () => times(256, normal),
  'a block and one': () => times(257, normal),
};

describe('mean and std are those of exact arithmetic', () => {
  test.each(Object.keys(hard))('%s', (name) => {
    const values = hard[name]?.() ?? [];
    const [figures] = figuresOf([values]).figures;
    const {mean, std} = exactMoments(values);
    expect(Math.abs((figures?.mean ?? Number.NaN) - mean)).toBeLessThanOrEqual(2e-15 * (std + Math.abs(mean)));
    expect(Math.abs((figures?.std ?? Number.NaN) - std)).toBeLessThanOrEqual(1e-12 * std);
    expect(figures).toMatchObject({count: values.length, min: Math.min(...values), max: Math.max(...values)});
  });
});

test('equal numbers have exactly their value as mean, and a std of exactly 0', () => {
  for (const x of [0, -0, 0.1, -1 / 3, 1e-310, 5e-324, 1e300, Number.MAX_VALUE, -Number.MAX_VALUE]) {
    for (const count of [1, 2, 255, 256, 257, 1000, 70_000]) {
      const [figures] = figuresOf([times(count, () => x)]).figures;
      expect([figures?.mean, figures?.std]).toEqual([x + 0, 0]);
    }
  }
});

/** What may be said of numbers whose squares or sums doubles cannot hold: what is right, or nothing. */
function isRightOrUnknown(said: number | undefined, right: number, near: number): boolean {
  return said !== undefined && (Number.isNaN(said) || Math.abs(said - right) <= near);
}

test.each([
  ['1e308 of both signs', () => times(1000, () => (random() < 0.5 ? -1e308 : 1e308))],
  ['1e308 and small ones', () => times(1000, (i) => (i % 7 === 0 ? 1e308 : normal()))],
  ['around 1e160, whose squares overflow', () => times(1000, () => 1e160 * normal())],
  ['around 1e153, whose sums of squares may', () => times(1000, () => 1e153 * normal())],
  ['around 1e-300', () => times(1000, () => 1e-300 * normal())],
  ['around 1e-162, whose squares are subnormal', () => times(1000, () => 1e-162 * normal())],
  ['around 1e-150', () => times(1000, () => 1e-150 * normal())],
  ['subnormals', () => times(1000, () => 5e-324 * Math.round(1000 * random()))],
  ['1 with a spread of one double', () => times(1000, (i) => (i % 3 === 0 ? 1 : 1 + 2 ** -52))],
  ['blocks of constants, 1e-200 apart', () => times(1024, (i) => (i < 256 ? 1e-200 : 3e-200))],
  ['a block of 1e308 and one of -1e308', () => times(512, (i) => (i < 256 ? 1e308 : -1e308))],
])('never a wrong mean or std: %s', (_, make) => {
  const values = make();
  const {mean, std} = exactMoments(values);
  const [figures] = figuresOf([values]).figures;
  const close = 1e-12 * (std + Math.abs(mean));
  // The spacing of subnormals is all the exactness there is among them.
  expect(isRightOrUnknown(figures?.mean, mean, close + 5e-324), `${figures?.mean} for ${mean}`).toBe(true);
  expect(isRightOrUnknown(figures?.std, std, 1e-12 * std), `${figures?.std} for ${std}`).toBe(true);
});

/** Numbers of some units, of which some are not finite. */
const mixed = (units: number, samples: number) => {
  const draw = seeded(units * 1000 + samples);
  const odd = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  return Array.from({length: units}, () =>
    times(samples, () => (draw() < 0.05 ? (odd[Math.floor(3 * draw())] as number) : Math.fround(20 * draw() - 9))),
  );
};

test.each([
  [1, 3000],
  [3, 1200],
  [7, 600],
  [300, 24],
  [1000, 12],
])(
  '%i units of %i samples: the figures are the same to the last bit, however the numbers lie and are cut',
  (units, samples) => {
    const numbers = mixed(units, samples);
    const runs = [1, 2, 3, 4, samples].filter((run) => samples % run === 0);
    const first = figuresOf(numbers);
    for (const run of runs) {
      for (const lengths of [[1], [1, 2, 3], [255], [256], [257, 1], [4095, 4097], [8192], [8193], [1_000_000]]) {
        for (const narrow of [false, true]) {
          const {figures, odd, histogram} = figuresOf(numbers, {run, lengths, narrow});
          expect(figures).toEqual(first.figures);
          expect(histogram.every((count, i) => count === first.histogram[i])).toBe(true);
          if (run === 1) expect(odd).toEqual(first.odd);
        }
      }
    }
  },
);

test('NaN and infinities are counted apart, and leave mean, std and extremes as they are', () => {
  const numbers = times(2000, normal);
  const plain = figuresOf([numbers]).figures[0];
  const dirty = numbers.flatMap((x, i) => (i % 100 === 3 ? [x, Number.NaN, -1 / 0, 1 / 0, 1 / 0] : [x]));
  const [figures] = figuresOf([dirty]).figures;
  expect(figures).toMatchObject({
    count: 2080,
    nan: 20,
    negativeInfinite: 20,
    positiveInfinite: 40,
    min: plain?.min,
    max: plain?.max,
  });
  const {mean, std} = exactMoments(numbers);
  expect(Math.abs((figures?.mean ?? Number.NaN) - mean)).toBeLessThan(1e-15);
  expect(Math.abs((figures?.std ?? Number.NaN) - std)).toBeLessThan(1e-14);
});

test('nothing is said of a unit without a finite number, but its counts', () => {
  const none = {count: 600, min: Number.NaN, max: Number.NaN, mean: Number.NaN, std: Number.NaN};
  const units = [times(600, () => Number.NaN), times(600, () => 1 / 0), times(600, () => -1 / 0), times(600, () => 1)];
  expect(figuresOf(units).figures).toEqual([
    {...none, nan: 600, negativeInfinite: 0, positiveInfinite: 0},
    {...none, nan: 0, negativeInfinite: 0, positiveInfinite: 600},
    {...none, nan: 0, negativeInfinite: 600, positiveInfinite: 0},
    {count: 600, nan: 0, negativeInfinite: 0, positiveInfinite: 0, min: 1, max: 1, mean: 1, std: 0},
  ]);
  expect(createNumbersTally(1).figures(0)).toEqual({
    ...none,
    count: 0,
    nan: 0,
    negativeInfinite: 0,
    positiveInfinite: 0,
  });
});

test('the first NaN and the first infinite number of the file are named with unit and sample', () => {
  for (const [unit, sample] of [
    [0, 0],
    [4, 0],
    [0, 255],
    [2, 256],
    [4, 999],
  ] as const) {
    const units = times(5, (u) => u).map((u) => times(1000, (i) => (u === unit && i === sample ? Number.NaN : u)));
    for (const run of [1, 4, 1000])
      expect(figuresOf(units, {run, lengths: [777]}).odd).toEqual([{kind: 'nan', unit, sample}]);
  }
  const units = [
    [1, 2, Number.NaN, 1 / 0],
    [1, -1 / 0, 3, Number.NaN],
  ];
  expect(figuresOf(units).odd).toEqual([
    {kind: 'infinite', unit: 1, sample: 1},
    {kind: 'nan', unit: 0, sample: 2},
  ]);
});

test('the histogram counts numbers by the upper half of their float32', () => {
  const values = [0, -0, 1, 1.001, 2, -3, 5e-324, 1e300, Number.NaN, 1 / 0, -1 / 0];
  const {histogram} = figuresOf([values]);
  expect(histogram.reduce((sum, count) => sum + count, 0)).toBe(values.length);
  const at = (x: number) => histogram[(new Uint32Array(Float32Array.of(x).buffer)[0] as number) >>> 16];
  expect([at(0), at(-0), at(1), at(2), at(-3), at(1 / 0), at(-1 / 0)]).toEqual([2, 1, 2, 1, 1, 2, 1]);
});
