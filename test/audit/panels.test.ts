import {expect, test} from 'vitest';
import {createPanels, type Slice} from '../../src/audit/panels.ts';
import {seeded, slicesOf} from './slices.ts';

/** The numbers of each unit of the layer as they were handed over; of those units that are in no share, none. */
function handedOver(units: number, slices: Iterable<Slice>, {first, of} = {first: 0, of: 1}) {
  const found: number[][] = Array.from({length: units}, () => []);
  const panels = createPanels({units, first, of}, ({values, unit, units: count, stride, samples}) => {
    for (let i = 0; i < count; i += 1)
      found[(unit + i) * of + first]?.push(...values.subarray(i * stride, i * stride + samples));
  });
  for (const slice of slices) panels.add(slice);
  panels.end();
  return found;
}

test('a single number of a unit, such as that of a last page, is not taken for the first of many units', () => {
  const one = (unit: number, x: number): Slice => ({values: Float64Array.of(x), unit, left: 1, run: 1});
  const some = (unit: number, values: readonly number[]): Slice => ({values: Float64Array.from(values), unit, left: values.length, run: values.length}); // biome-ignore format: one line
  const slices = [some(0, [1, 2]), one(0, 3), some(1, [4, 5]), one(1, 6), some(2, [7, 8]), one(2, 9)];
  expect(handedOver(3, slices)).toEqual([
    [1, 2, 3],
    [4, 5, 6],
    [7, 8, 9],
  ]);
});

test('whatever the slices and their order, each unit gets all its numbers in their order', () => {
  const random = seeded(4);
  for (let round = 0; round < 200; round += 1) {
    const units = 1 + Math.floor(5 * random());
    const expected: number[][] = Array.from({length: units}, () => []);
    const slices: Slice[] = [];
    for (let i = 0; i < 30; i += 1) {
      const run = 1 + Math.floor(3 * random());
      const [unit, left] = [Math.floor(units * random()), 1 + Math.floor(run * random())];
      const values = Float64Array.from({length: 1 + Math.floor(9 * random())}, random);
      let [u, rest] = [unit, left];
      for (const x of values) {
        expected[u]?.push(x);
        rest -= 1;
        if (rest > 0) continue;
        rest = run;
        u = (u + 1) % units;
      }
      slices.push({values, unit, left, run});
    }
    expect(handedOver(units, slices)).toEqual(expected);
    for (const of of [2, 3])
      for (let first = 0; first < Math.min(of, units); first += 1)
        expect(handedOver(units, slices, {first, of})).toEqual(expected.map((all, u) => (u % of === first ? all : [])));
  }
});

test('a share of units gets its own from samples that are cut anywhere', () => {
  const units = Array.from({length: 7}, (_, u) => Array.from({length: 300}, (_, i) => 1000 * u + i));
  for (const lengths of [[1], [5], [700], [7, 8, 1]])
    for (const first of [0, 1, 2])
      expect(handedOver(7, slicesOf(units, {run: 1, lengths}), {first, of: 3})).toEqual(
        units.map((all, u) => (u % 3 === first ? all : [])),
      );
});
