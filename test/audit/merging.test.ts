import {expect, test} from 'vitest';
import {addSums, createMerged} from '../../src/audit/merging.ts';
import {heldBy} from './held.ts';

test('sums are merged two by two: (1 + 2) + (3 + 4), then 5', () => {
  const order: string[] = [];
  const merged = createMerged(1, (a, b) => {
    order.push(`${a[0]}+${b[0]}`);
    addSums(a, b);
  });
  for (const block of [1, 2, 3, 4]) merged.add(0, Float64Array.of(block));
  expect([[...merged.total(0, Float64Array.of(5))], order]).toEqual([[15], ['1+2', '3+4', '3+7', '10+5']]);
});

test('units are apart from each other, each at its own number of blocks', () => {
  const merged = createMerged(3, addSums);
  for (const [unit, blocks] of [5, 0, 8].entries())
    for (let i = 0; i < blocks; i += 1) merged.add(unit, Float64Array.of(10 ** unit, unit));
  expect([0, 1, 2].map((unit) => [...merged.total(unit, Float64Array.of(0.5, 0))])).toEqual([
    [5.5, 0],
    [0.5, 0],
    [800.5, 16],
  ]);
});

test('the sums of 100,000 units are no objects of their own', async () => {
  const {bytes, made} = await heldBy(() => {
    const merged = createMerged(100_000, addSums);
    for (let unit = 0; unit < 100_000; unit += 1) merged.add(unit, Float64Array.of(unit, 1));
    return merged;
  });
  expect([...made.total(99_999, Float64Array.of(1, 1))]).toEqual([100_000, 2]);
  expect(bytes).toBeLessThan(2e6); // an array for each would take 8e6 at least
});
