import {expect, test} from 'vitest';
import {reversalsOfPatterns, reversalsOfRows} from '../../src/check/reversals.ts';
import {patternNumbers} from '../../src/exact/every-number.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {random} from '../input/mutant.ts';

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

test('by bit patterns, in any stretches, as many are found as in the sorted rows, and the same first one', () => {
  const next = random(1);
  const x = patternNumbers(dtypeNamed('e5m2'), {from: 0, to: 256});
  let found = 0;
  for (let round = 0; round < 500; round += 1) {
    // Few different results, so that many stretches are flat: beside 0, at the ends, everywhere.
    const levels = 1 + Math.floor(4 * next());
    const wobble = 0.2 * next();
    const levelAt = (size: number): number => Math.round(levels * Math.tanh(size * 2 ** (10 * next() - 5))) || 0;
    const expected = Float64Array.from(x, levelAt);
    const got = expected.map((value) => (next() < wobble ? value + Math.sign(next() - 0.5) : value));
    const zeros = [0, 128];
    for (const zero of zeros) [expected[zero], got[zero]] = [0, round % 2];
    const from = round % 3 === 0 ? 0 : Math.floor(250 * next());
    const to = round % 2 === 0 ? 256 : from + Math.ceil((256 - from) * next());
    const patterns = reversalsOfPatterns();
    const part = (start: number, end: number) => ({
      x: x.subarray(start, end),
      expected: expected.subarray(start, end),
      got: got.subarray(start, end),
    });
    // Without 0, what is below -0 and what is above it are no neighbours.
    const sides = from === 0 ? [[from, to]] : [[Math.max(from, 128), to], [from, Math.min(to, 128)]]; // biome-ignore format: one line
    const right = sides
      .filter(([start = 0, end = 0]) => start < end)
      .map(([start = 0, end = 0]) => {
        const rows = reversalsOfRows();
        rows.add(part(start, end));
        return rows.done();
      })
      .reduce((a, b) => ({count: a.count + b.count, first: a.first ?? b.first}));
    for (let start = from; start < to; ) {
      const end = Math.min(to, start + 1 + Math.floor(90 * next()));
      patterns.add(part(start, end));
      start = end;
    }
    expect([round, patterns.done()]).toEqual([round, right]);
    found += right.count;
  }
  expect(found).toBeGreaterThan(1000);
});
