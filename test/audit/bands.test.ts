import fc from 'fast-check';
import {expect, test} from 'vitest';
import {bandsOf} from '../../src/audit/bands.ts';
import type {Interval} from '../../src/audit/zeros.ts';
import {holds, type Zone, zoneKinds} from '../../src/audit/zones.ts';
import {nextDouble} from '../../src/exact/doubles.ts';

/** Ends at which doubles are special, and others near each other. */
const end = fc.oneof(
  fc.constantFrom(0, -0, 5e-324, -5e-324, 1, nextDouble(1), nextDouble(1, -1n), 2.2250738585072014e-308),
  fc.constantFrom(Number.MAX_VALUE, -Number.MAX_VALUE, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.integer({min: -3, max: 3}),
  fc.double({noNaN: true}),
);

/** Intervals that do not overlap: between the first and the second of some ascending ends, the third and the fourth. */
const intervals = fc.array(fc.tuple(end, fc.boolean()), {maxLength: 10}).map((ends): readonly Interval[] => {
  const ascending = ends.toSorted(([a], [b]) => a - b);
  return ascending.flatMap(([from, fromClosed], i) => {
    const [to, toClosed] = ascending[i + 1] ?? [from, false];
    const isFirst = i % 2 === 0 && i + 1 < ascending.length;
    const before = ascending[i - 1];
    const touches = before !== undefined && before[0] === from;
    const interval = {
      from,
      to,
      fromClosed: fromClosed && Number.isFinite(from) && !touches,
      toClosed: toClosed && Number.isFinite(to),
    };
    return isFirst && from < to ? [interval] : [];
  });
});

const zones = intervals.map((all): readonly Zone[] =>
  all.map((interval, i) => ({...interval, kind: zoneKinds[i % zoneKinds.length] as Zone['kind']})),
);

/** The band of a double as the tally finds it: as many edges as are not above it. */
function bandOf(edges: Float64Array, x: number): number {
  return edges.filter((edge) => x >= edge).length;
}

test('each double lies in the band whose kind is that of the zone which holds it, and which is 0 where a zero holds it', () => {
  fc.assert(
    fc.property(zones, intervals, fc.array(end), (zones, zeros, others) => {
      const {edges, kinds, isZero} = bandsOf({zones, zeros});
      const ends = [...zones, ...zeros].flatMap(({from, to}) => [from, to]);
      const doubles = [...ends, ...others, -Number.MAX_VALUE, Number.MAX_VALUE]
        .flatMap((x) => [nextDouble(x, -1n), x, nextDouble(x)])
        .filter(Number.isFinite);
      for (const x of doubles) {
        const band = bandOf(edges, x);
        expect([x, kinds[band], isZero[band]]).toEqual([
          x,
          zones.find((zone) => holds(zone, x))?.kind ?? 'healthy',
          zeros.some((zero) => holds(zero, x)),
        ]);
      }
    }),
    {numRuns: 2000},
  );
});

test('edges ascend, none is there twice, and there is one band more than edges', () => {
  fc.assert(
    fc.property(zones, intervals, (zones, zeros) => {
      const {edges, kinds, isZero} = bandsOf({zones, zeros});
      expect([...edges.slice(1)].every((edge, i) => edge > (edges[i] as number))).toBe(true);
      expect([kinds.length, isZero.length]).toEqual([edges.length + 1, edges.length + 1]);
    }),
  );
});

test('without zones and zeros everything is healthy, in one band', () => {
  expect(bandsOf({zones: [], zeros: []})).toEqual({edges: Float64Array.of(), kinds: ['healthy'], isZero: [false]});
});

test('a zone of a single double has a band of its own', () => {
  const at = (x: number): Zone => ({kind: 'weak', from: x, to: x, fromClosed: true, toClosed: true});
  expect(bandsOf({zones: [at(0)], zeros: []})).toMatchObject({
    edges: Float64Array.of(0, 5e-324),
    kinds: ['healthy', 'weak', 'healthy'],
  });
});
