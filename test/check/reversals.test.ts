import {expect, test} from 'vitest';
import {reversalsOfPatterns, reversalsOfRows} from '../../src/check/reversals.ts';

/** How many neighbours are in the wrong order, and the x of the first. */
function found(expected: readonly number[], got: readonly number[], x = expected.map((_, i) => i)) {
  const reversals = reversalsOfRows();
  reversals.add({x: Float64Array.from(x), expected: Float64Array.from(expected), got: Float64Array.from(got)});
  const tally = reversals.done();
  return [tally.count, tally.first?.x];
}

test('a step down where the right results rise, and a step up where they fall', () => {
  expect(found([1, 2, 3, 4], [1, 2.5, 2.4, 4])).toEqual([1, 2]);
  expect(found([4, 3, 2, 1], [4, 1, 2, 1])).toEqual([1, 2]);
  expect(found([-Infinity, 0, Infinity], [0, -1, Infinity])).toEqual([1, 1]);
});

test('equal results are no step', () => {
  expect(found([1, 2, 3], [5, 5, 5])).toEqual([0, undefined]);
});

test('on a flat stretch the direction is that of what is around it', () => {
  expect(found([0, 0, 0, 1, 2], [0, 0.1, 0, 1, 2])).toEqual([1, 2]);
  expect(found([1, 2, 2, 2, 3], [1, 2, 2.1, 2, 3])).toEqual([1, 3]);
  expect(found([0, 1, 1, 1], [0, 1, 0.9, 1])).toEqual([1, 2]);
});

test('at a turning point and on a constant function there is none', () => {
  expect(found([1, 0, 0, 0, 1], [1, 0, 0.1, 0, 1])).toEqual([0, undefined]);
  expect(found([7, 7, 7], [7, 8, 7])).toEqual([0, undefined]);
});

test('inputs may come in any order; equal ones are not compared, and rows with NaN are left out', () => {
  expect(found([4, 1, 3, 2], [4, 1, 1.5, 1.6], [4, 1, 3, 2])).toEqual([1, 3]);
  expect(found([0, 0, 1], [0.5, 0.4, 1], [-0, 0, 1])).toEqual([0, undefined]);
  expect(found([1, NaN, 2, 3], [1, 5, NaN, 0], [0, 1, 2, 3])).toEqual([1, 3]);
});
