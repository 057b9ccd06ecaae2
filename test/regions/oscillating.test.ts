import {describe, expect, test} from 'vitest';
import {regionsOf} from '../../src/regions/find-regions.ts';
import {regionAt} from '../../src/regions/region.ts';
import {regionFinder} from '../../src/regions/region-at.ts';
import {found, selected} from './told.ts';

describe('functions that oscillate for ever are answered over a range', () => {
  test('by default from -6 to 6', () => {
    const {over, regions} = regionsOf(selected('sin'), {threshold: 0.01});
    expect(over).toEqual([-6, 6]);
    expect(regions).toHaveLength(4);
    expect(regionsOf(selected('sin'), {threshold: 0.01, range: [0, 100]}).regions).toHaveLength(32);
  });

  test('one that waves less and less, or not for ever, is not one of them', () => {
    const over = (text: string) => regionsOf(selected(text), {threshold: 0.01}).over;
    expect(over('=x < 10 ? x : sin(x - 10)')).toEqual([-6, 6]);
    expect(over('=sin(x) + cos(tanh(x))')).toEqual([-6, 6]);
    expect(over('=sin(tanh(x))')).toBeUndefined();
    expect(regionsOf(selected('tanh'), {threshold: 0.01, range: [-9, 9]}).over).toBeUndefined();
  });

  test('at a single point by a look at the doubles beside it, as the intervals have it', () => {
    const find = regionFinder(selected('sin'), {threshold: 0.01});
    const regions = found('sin', {range: [-6, 6]});
    for (const {from, to} of regions) {
      for (const x of [from, (from + to) / 2, to, from - 1e-9, to + 1e-9]) expect(find(x)).toBe(regionAt(regions, x));
    }
    expect([find(1e6 * Math.PI + Math.PI / 2), find(1e9), find(Infinity), find(Number.NaN)]).toEqual([
      'weak',
      undefined,
      undefined,
      undefined,
    ]);
  });

  test('at an infinity nothing is told, whether f′ has a limit there or not', () => {
    for (const name of ['sin', 'sinc', 'gcu']) {
      const find = regionFinder(selected(name), {threshold: 0.01});
      expect([find(Infinity), find(-Infinity), find(Number.NaN)]).toEqual([undefined, undefined, undefined]);
    }
  });

  test('a single point at which f′ is 0 belongs to the region on its left as to that on its right', () => {
    for (const [text, range, kind] of [
      ['=max(0, sin(x))', [-3, 3], 'dead'],
      ['=min(0, sin(x))', [-3, 3], 'dead'],
      ['=max(0, sin(x)^3)', [-3, 3], 'dead'],
    ] as const) {
      expect([regionFinder(selected(text), {threshold: 0.01})(0), regionAt(found(text, {range}), 0)]).toEqual([
        kind,
        kind,
      ]);
    }
  });

  test('what is not settled in time is said, and is right where it is', () => {
    const {certain, regions, unknown} = regionsOf(selected('=x == 0 ? 1 : sin(x) / x'), {threshold: 0.3});
    expect(certain).toBe(false);
    for (const {from, to} of unknown) expect(Math.max(-from, to)).toBeLessThan(0.001);
    const known = regions.filter(({from, to}) => Math.max(-from, to) > 0.001);
    expect(known.map(({from, to}) => [from, to])).toEqual([
      [-6, -3.2296505644415348],
      [-0.9951216638904804, expect.closeTo(0, 2)],
      [expect.closeTo(0, 2), 0.9951216638904804],
      [3.2296505644415348, 6],
    ]);
  });
});
