import {expect, test} from 'vitest';
import {bandsOf} from '../../src/sampling/envelope.ts';
import {tracesOf} from '../../src/sampling/trace.ts';

/** The band of a function over columns from -6 to 6, and the number of points that were looked at. */
function bandOf(f: (x: number) => number, count = 61) {
  let looked = 0;
  const at = (places: Float64Array) => {
    looked += places.length;
    const value = places.map(f);
    return {value, slope: value};
  };
  const x = Float64Array.from({length: count}, (_, i) => -6 + (12 * i) / (count - 1));
  const samples = {value: x.map(f), slope: x.map(f)};
  return {...bandsOf(at, samples, {from: -6, to: 6, count}).bands.value, looked};
}

test('of a line: each column from half a column before its middle to half a column after it', () => {
  const {low, high, waves, poles} = bandOf((x) => x);
  low.forEach((least, c) => {
    const middle = -6 + 0.2 * c;
    const most = high[c] ?? 0;
    expect(least).toBeGreaterThanOrEqual(Math.max(-6, middle - 0.1) - 1e-9);
    expect(most).toBeLessThanOrEqual(Math.min(6, middle + 0.1) + 1e-9);
    expect(most - least).toBeGreaterThan(c === 0 || c === 60 ? 0.08 : 0.18);
  });
  expect(waves.some((wave) => wave === 1)).toBe(false);
  expect(poles).toEqual([]);
});

test.each([20, 100, 1000, 1e6])('of sin(%d x) reaches from crest to crest in each column', (speed) => {
  const {low, high, waves} = bandOf((x) => Math.sin(speed * x));
  // At an end there is half a column.
  expect(waves.subarray(2, 59).every((wave) => wave === 1)).toBe(true);
  for (let c = 1; c < 60; c++) expect((high[c] ?? 0) - (low[c] ?? 0)).toBeGreaterThan(speed === 20 ? 1.2 : 1.99);
});

test.each<[string, (x: number) => number]>([
  ['a slow wave', (x) => Math.sin(4 * x)],
  ['a jump', (x) => (x < 0.05 ? 0 : 1)],
  ['a kink', (x) => Math.abs(x - 0.05)],
  ['rounding errors', (x) => 1 + (x + 1e4 - 1e4 - x)],
  ['an overflow', (x) => Math.exp(400 * x)],
  ['no value', (x) => Math.sqrt(x - 1) * (x - 1)],
])('of %s has neither wave nor pole', (_, f) => {
  const {waves, poles} = bandOf(f);
  expect([...waves]).not.toContain(1);
  expect(poles).toEqual([]);
});

test.each<[number, (x: number) => number]>([
  [0.05, (x) => 1 / (x - 0.05)],
  [0, (x) => 1 / x],
  [1.03, (x) => -1 / (x - 1.03) ** 2],
  [0, (x) => Math.log(x)],
])('a pole at %d is infinite there', (place, f) => {
  const {poles, low, high} = bandOf(f);
  expect(poles.length).toBeGreaterThan(0);
  for (const pole of poles) expect(Math.abs(pole - place)).toBeLessThan(1e-3);
  expect([...low, ...high].some((value) => Math.abs(value) === Number.POSITIVE_INFINITY)).toBe(true);
});

test('a narrow peak is found to its top', () => {
  const {high, poles} = bandOf((x) => Math.exp(-((100 * (x - 0.05)) ** 2)));
  expect(Math.max(...high)).toBeCloseTo(1, 6);
  expect(poles).toEqual([]);
});

test('looks at so many points in a column, fewer in very many columns', () => {
  expect(bandOf((x) => x).looked).toBe(61 * 33);
  expect(bandOf((x) => x, 10_000).looked).toBe(10_000 * 7);
});

test.each<[string, (x: number) => number, number]>([
  ['at a sample', (x) => 1 / (x * x + 1e-14), 1e14],
  ['between two samples', (x) => Math.exp(-((1000 * (x - 1.05)) ** 2)), 1],
])('a spike %s is drawn to its peak', (_, f, peak) => {
  const at = (places: Float64Array) => ({value: places.map(f)});
  const columns = {from: -6, to: 6, count: 61};
  const x = Float64Array.from({length: 61}, (_, i) => -6 + i / 5);
  const {dense} = bandsOf(at, at(x), columns);
  const {pieces} = tracesOf(at, dense, columns).value;
  expect(Math.max(...pieces.flatMap(({values}) => [...values])) / peak).toBeCloseTo(1, 2);
});

test('of a fast wave there is a crest and a trough in each half of a column', () => {
  const at = (places: Float64Array) => ({value: places.map((x) => Math.sin(1000 * x))});
  const x = Float64Array.from({length: 61}, (_, i) => -6 + i / 5);
  const {dense} = bandsOf(at, at(x), {from: -6, to: 6, count: 61});
  const halves = Array.from({length: 120}, (): number[] => []);
  for (const [i, share] of dense.shares.entries())
    halves[Math.min(119, Math.floor(share * 120))]?.push(dense.found.value[i] ?? 0);
  // The refined crest of one half may lie beyond its edge.
  const reached = halves.filter((values) => Math.max(...values) > 0.99 && Math.min(...values) < -0.99);
  expect(reached.length).toBeGreaterThan(110);
});
