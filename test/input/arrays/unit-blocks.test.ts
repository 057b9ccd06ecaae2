import {expect, test} from 'vitest';
import {bytesInMemory} from '../../../src/input/arrays/bytes.ts';
import {denseStrides, type Layout} from '../../../src/input/arrays/layout.ts';
import {numberType} from '../../../src/input/arrays/number-type.ts';
import {unitNumbersOf} from '../../../src/input/arrays/unit-blocks.ts';
import {random} from '../mutant.ts';
import {unitsOf} from './units.ts';

/** A file of the numbers 0, 1, 2 ... */
function counting(length: number) {
  const file = bytesInMemory(new Uint8Array(Float32Array.from({length}, (_, i) => i).buffer), 'file');
  return {file, start: 0};
}

function unitNumbers(layout: Layout, axis: number, held: number) {
  const fail = (problem: string) => new Error(problem);
  const read = () => {};
  return unitNumbersOf({name: 'a', type: numberType('float32'), layout, axis, from: counting(held), bytes: 0, read, fail}); // biome-ignore format: one line
}

/** The same by the definition of strides: every index in C's order, one after the other. */
function byIndexes({shape, strides, offset}: Layout, axis: number): readonly (readonly number[])[] {
  const units: number[][] = Array.from({length: shape[axis] ?? 0}, () => []);
  const visit = (index: readonly number[]): void => {
    const size = shape[index.length];
    if (size === undefined) {
      const place = index.reduce((sum, at, i) => sum + at * (strides[i] ?? 0), offset);
      units[index[axis] ?? 0]?.push(place);
    } else for (let i = 0; i < size; i += 1) visit([...index, i]);
  };
  visit([]);
  return units;
}

test('a thousand views of an array, transposed, cut and with steps, for every axis', async () => {
  const next = random(13);
  const below = (limit: number) => Math.floor(next() * limit);
  for (let i = 0; i < 1000; i += 1) {
    const full = Array.from({length: 1 + below(4)}, () => 1 + below(5));
    const dense = denseStrides(full, i % 3 === 0 ? 'Fortran' : 'C');
    const steps = full.map(() => 1 + below(3));
    const firsts = full.map((size) => below(size));
    const axes = full.map((_, axis) => axis).sort(() => next() - 0.5);
    const layout = {
      shape: axes.map((axis) => Math.ceil(((full[axis] ?? 0) - (firsts[axis] ?? 0)) / (steps[axis] ?? 1))),
      strides: axes.map((axis) => (dense[axis] ?? 0) * (steps[axis] ?? 1)),
      offset: firsts.reduce((sum, first, axis) => sum + first * (dense[axis] ?? 0), 0),
    };
    const held = full.reduce((product, size) => product * size, 1);
    for (const axis of full.keys()) {
      const array = unitNumbers(layout, axis, held);
      expect(await unitsOf(array), JSON.stringify({layout, axis})).toEqual(byIndexes(layout, axis));
    }
  }
});

test.each([
  ['a cut of rows', {shape: [3000, 50], strides: [100, 1], offset: 7}],
  ['every third of 300,000 in a row', {shape: [1, 100_000], strides: [300_000, 3], offset: 0}],
  ['numbers that lie too far apart to be read at once', {shape: [3, 2], strides: [2_500_000, 1], offset: 5}],
  ['transposed, in several blocks', {shape: [3, 100, 400], strides: [1, 3, 300], offset: 0}],
  ['not in order, in several blocks', {shape: [300, 2, 400], strides: [1, 300, 600], offset: 0}],
])('views of more than a block: %s', async (_title, layout) => {
  const held = 1 + layout.shape.reduce((sum, size, i) => sum + (size - 1) * (layout.strides[i] ?? 0), layout.offset);
  for (const axis of layout.shape.keys()) {
    const [units, known] = [await unitsOf(unitNumbers(layout, axis, held)), byIndexes(layout, axis)];
    expect(units.length).toBe(known.length);
    // Not one comparison of everything: its message would be as long.
    expect(units.findIndex((unit, i) => unit.join() !== known[i]?.join())).toBe(-1);
  }
});

test('an array without numbers that claims a million million units is refused', () => {
  expect(() => unitNumbers({shape: [0, 1e12], strides: [1, 1], offset: 0}, 1, 0)).toThrow(
    'its shape (0,1000000000000) has 1000000000000 units without numbers',
  );
});
