import {expect, test} from 'vitest';
import type {Slice} from '../../src/audit/panels.ts';
import {createSharedSlices, piecesOf} from '../../src/audit/shared-slices.ts';

test('a slice is copied into shared memory as it is', async () => {
  const read: Slice[] = [];
  const share = createSharedSlices(async (slice) => read.push(slice));
  const narrow = Float32Array.of(1, 2, 3, 4);
  await share({values: narrow, unit: 1, left: 2, run: 3});
  await share({values: Float64Array.of(0.1, Number.NaN), unit: 2, left: 1, run: 1});
  narrow.fill(7);
  expect(read).toEqual([
    {values: Float32Array.of(1, 2, 3, 4), unit: 1, left: 2, run: 3},
    {values: Float64Array.of(0.1, Number.NaN), unit: 2, left: 1, run: 1},
  ]);
  expect(read.every(({values}) => values.buffer instanceof SharedArrayBuffer)).toBe(true);
});

test('each piece of a long slice says to which unit its first number belongs', () => {
  const [units, run] = [3, 50_000];
  const values = Float64Array.from({length: 290_000}, (_, i) => Math.floor((i + 10_000) / run) % units);
  const pieces = [...piecesOf({values, unit: 0, left: 40_000, run}, units)];
  const found = pieces.flatMap(({values, unit, left, run}) =>
    Array.from(values, (_, i) => (i < left ? unit : (unit + 1 + Math.floor((i - left) / run)) % units)),
  );
  expect(pieces.length).toBe(5);
  expect(found).toEqual([...values]);
});

test('of slices that nobody has read no more than eight are held; the next ones wait', async () => {
  const finish: (() => void)[] = [];
  const share = createSharedSlices(() => new Promise<void>((resolve) => finish.push(resolve)));
  let shared = 0;
  const all = (async () => {
    for (; shared < 10; shared += 1) await share({values: Float64Array.of(1), unit: 0, left: 1, run: 1});
  })();
  const turn = () => new Promise((resolve) => setImmediate(resolve));
  await turn();
  expect(shared).toBe(8);
  finish[1]?.();
  await turn();
  expect(shared).toBe(8);
  finish[0]?.();
  await all;
});

test('a slice that could not be read fails the one that would take its place', async () => {
  const share = createSharedSlices(() => Promise.reject(new Error('not read')));
  const one = () => share({values: Float64Array.of(1), unit: 0, left: 1, run: 1});
  for (let i = 0; i < 8; i += 1) await one();
  await expect(one()).rejects.toThrow('not read');
});
