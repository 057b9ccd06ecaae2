import {expect, test} from 'vitest';
import type {Ball, Big} from '../../src/exact/big-float/big-float.ts';
import {createElementary} from '../../src/exact/big-float/elementary.ts';

/*
 * The ladder has rungs of a few precisions, and a reduction of an argument asks for others: whether the last bits of π
 * are zeros there is chance, so what is claimed of it must hold at each.
 */

const precisions = Array.from({length: 970}, (_, i) => 30 + i);
const finest = createElementary(1100);

/** Whether all numbers of the one lie strictly in the other; both are balls. */
function holds(outer: Big, inner: Big): boolean {
  if (outer.kind !== 'ball' || inner.kind !== 'ball') return false;
  const e = Math.min(outer.e, inner.e);
  const [low, high] = ends(outer, e);
  const [first, last] = ends(inner, e);
  return low < first && last < high;
}

function ends({m, e, r}: Ball, unit: number): readonly [bigint, bigint] {
  return [(m - r) << BigInt(e - unit), (m + r) << BigInt(e - unit)];
}

test('π lies in its ball, which is never a number alone', () => {
  const pi = finest.pi();
  expect(precisions.filter((p) => !holds(createElementary(p).pi(), pi))).toEqual([]);
});

test('of a large number the arctangent lies in its ball, and those of all numbers between two ends do', () => {
  const wrong = precisions.slice(0, 300).filter((p) => {
    const [{atan}, finer] = [createElementary(p), createElementary(p + 40)];
    // By size from where nothing of 1/x is left in the digits of π/2.
    return [5, 6, 7, 8, 9].some((beside) => {
      // Exactly 2^size, and anything from it to nearly three times as much.
      const least: Ball = {kind: 'ball', m: 1n, e: p + beside, r: 0n};
      const wide: Ball = {kind: 'ball', m: 2n ** 21n - 1n, e: least.e - 20, r: 2n ** 20n - 1n};
      return [least, wide].some((each) => {
        const found = atan(each);
        return found.kind === 'ball' && !holds(found, finer.atan(least));
      });
    });
  });
  expect(wrong).toEqual([]);
});

test('whatever is known of a number, its error function is no further from 1 than that of the least it may be', () => {
  const one: Ball = {kind: 'ball', m: 1n, e: 0, r: 0n};
  const [least, known] = [finest.erf(one), finest.erfc(one)];
  for (const p of [60, 80, 160, 480]) {
    const {erf, erfc} = createElementary(p);
    for (let size = 2; size < 60; size += 1) {
      // From 1 to 2^size - 1.
      const m = 2n ** BigInt(size - 1);
      const from1: Ball = {kind: 'ball', m: 2n * m, e: -1, r: 2n * m - 2n};
      const [rise, rest] = [erf(from1), erfc(from1)];
      if (rise.kind !== 'unknown') expect(holds(rise, least), `erf at ${p} bits, size ${size}`).toBe(true);
      if (rest.kind !== 'unknown') expect(holds(rest, known), `erfc at ${p} bits, size ${size}`).toBe(true);
    }
  }
});
