import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import type {Region} from '../../src/regions/region.ts';
import {sliceNamed} from '../activations/of-one-number.ts';
import {found} from './told.ts';

interface Reference {
  readonly activation: string;
  readonly threshold: number;
  readonly intervals: readonly (readonly [number | string, number | string, boolean, boolean])[];
}

const references: readonly Reference[] = JSON.parse(readFileSync('test/vectors/regions.json', 'utf8'));

/** Where |f′| is below the threshold, by whatever name: neighbouring regions are one interval. */
function joined(regions: readonly Region[]): readonly unknown[] {
  const intervals: [number, number, boolean, boolean][] = [];
  for (const {from, to, fromClosed, toClosed} of regions) {
    const last = intervals.at(-1);
    if (last !== undefined && last[1] === from && last[2 + 1] !== fromClosed)
      intervals[intervals.length - 1] = [last[0], to, last[2], toClosed];
    else intervals.push([from, to, fromClosed, toClosed]);
  }
  return intervals;
}

describe('against mpmath: the last double inside |f′| < threshold at each edge', () => {
  test.each(references.map((each) => [each.activation, each.threshold, each] as const))(
    '%s at %s',
    (name, threshold, {intervals}) => {
      const expected = intervals.map(([from, to, ...closed]) => [Number(from) + 0, Number(to) + 0, ...closed]);
      // A single point with f′ = 0 between steeper ones, as of |x| at 0, is no interval.
      const extended = expected.filter(([from, to]) => from !== to);
      expect(joined(found(sliceNamed(name), {threshold}))).toEqual(extended);
    },
  );

  test('there is a reference for every activation but those of any size', () => {
    const names = new Set(references.map(({activation}) => activation));
    expect(allActivations().flatMap(({name, expand}) => (names.has(name) || expand ? [] : [name]))).toEqual([]);
  });
});
