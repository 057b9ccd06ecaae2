import {describe, expect, test} from 'vitest';
import type {Interval} from '../../src/audit/zeros.ts';
import {holds, zonesOf} from '../../src/audit/zones.ts';
import {nextDouble} from '../../src/exact/doubles.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {dtypeNamed, float64, type NumberFormat, roundDouble} from '../../src/exact/number-format.ts';
import {regionsOf} from '../../src/regions/find-regions.ts';
import {regionAt} from '../../src/regions/region.ts';
import {ofOneNumber} from '../activations/of-one-number.ts';
import {createBandAt} from '../regions/region-faults.ts';
import {selected} from '../regions/told.ts';

const threshold = 0.01;

/** Numbers of all sizes, beside the ends of the intervals. */
const places = [
  ...Array.from({length: 41}, (_, i) => -7.77 + i * 0.389),
  ...[0, 5e-324, 1e-300, 1e-45, 3e-8, 6.2e-5, 1e-3, 20.3, 95, 447, 60_000].flatMap((x) => [x, -x]),
];

/** The double at each finite end of some intervals, with the doubles on both sides. */
function around(intervals: readonly Interval[]): readonly number[] {
  return intervals
    .flatMap(({from, to}) => [from, to])
    .filter(Number.isFinite)
    .flatMap((end) => [nextDouble(end, -1n), end, nextDouble(end)]);
}

const dtypes = [
  undefined,
  'float16',
  'bfloat16',
  'float32',
  'float8_e4m3fn',
  'float8_e5m2',
  'tf32',
  'float8_e4m3fnuz',
  'float4_e2m1fn',
] as const;

const names = ofOneNumber;
const formulas = [
  '=max(0, log(x))',
  '=x < 1 ? 0 : x*x',
  '=x < 0.5 ? 0 : x < 1.5 ? 1 : 2',
  '=sign(x) * max(0, abs(x) - 0.3)',
  '=exp(-x^2)',
  '=x > 0 ? 0.001*x : x < -2 ? -2 : x',
  '=min(1, max(-1, 1e6 * x))',
  '=log(x)',
  '=sqrt(x)',
  '=1/x',
  '=1e-5 * tanh(x)',
  '=3',
  '=0*x',
];

const kinds = {zero: ['dead'], unseen: ['underflow'], small: ['saturated', 'weak'], large: [undefined]} as const;

/** One of them for each activation, so that neighbours of a family have different ones; all for formulas. */
function subjectsOf(dtype: (typeof dtypes)[number]): readonly string[] {
  // The witness of a gradient that rounds to 0 does not see that log has no value there.
  const told = formulas.filter((formula) => dtype !== 'float4_e2m1fn' || formula !== '=log(x)');
  return [...names.filter((_, i) => i % dtypes.length === dtypes.indexOf(dtype)), ...told];
}

/** What is wrong with the zones of a selection. */
function faultsOf(name: string, format: NumberFormat | undefined): readonly string[] {
  const selection = selected(name);
  const request = {threshold, ...(format && {format})};
  const {zones, over} = zonesOf(selection, request);
  const {regions} = regionsOf(selection, request);
  const bandAt = createBandAt(selection, request);
  const kindAt = (x: number) => zones.find((zone) => holds(zone, x))?.kind;
  const [low, high] = over ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  return [...around(zones), ...places]
    .filter((x) => x > low && x < high)
    .flatMap((x) => {
      const held = roundDouble(x, format ?? float64, 'ieee');
      const kind = kindAt(x);
      const region = regionAt(regions, held);
      // No exact gradient at infinity, and none where f has no value.
      const band = Number.isFinite(held) && !(held < low || held > high) ? bandAt(held) : undefined;
      const isAsExact =
        band === undefined ||
        kinds[band].some((each) => each === kind) ||
        // A single number at which f′ is 0 belongs to what is around it, as for regions.
        (band === 'zero' && [-1n, 1n].some((step) => isApart(bandAt, held, step)) && kind === region) ||
        (band === 'unseen' && kind === region && kind === 'weak');
      return [
        ...(Number.isFinite(held) && kind !== region ? [`${x} is ${kind}, and its number ${held} is ${region}`] : []),
        ...(isAsExact ? [] : [`${x} is ${kind}, and f′ at ${held} is ${band}`]),
      ];
    });
}

function isApart(bandAt: (x: number) => string, x: number, step: bigint): boolean {
  return bandAt(nextDouble(x, step)) !== 'zero';
}

describe.each(dtypes)('dtype %s: the doubles on both sides of each edge are what exact evaluation says', (dtype) => {
  const format = dtype && dtypeNamed(dtype);
  test.each(subjectsOf(dtype))('%s', (name) => {
    expect(faultsOf(name, format)).toEqual([]);
  });
});

/** What is wrong with the zeros of a selection. */
function zeroFaults(name: string, format: NumberFormat): readonly string[] {
  const selection = selected(name);
  const {zeros, over} = zonesOf(selection, {threshold, format});
  const {value, inputs, parameters} = selection;
  const valueAt = exactEvaluator({roots: [value], inputs, parameters}, {format, overflow: 'ieee'});
  const [low, high] = over ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  const isZeroAt = (x: number) => valueAt([roundDouble(x, format, 'saturate')])[0] === 0;
  return [...around(zeros), ...places, ...places.map(Math.round)]
    .filter((x) => x > low && x < high)
    .filter((x) => isZeroAt(x) !== zeros.some((zero) => holds(zero, x)))
    .map((x) => `${x} gives ${valueAt([roundDouble(x, format, 'saturate')])[0]}`);
}

describe.each(dtypes)('dtype %s: the output is 0 inside of the zeros and nowhere else; -0 is 0', (dtype) => {
  test.each(subjectsOf(dtype))('%s', (name) => {
    expect(zeroFaults(name, dtype === undefined ? float64 : dtypeNamed(dtype))).toEqual([]);
  });
});

const told = (name: string, dtype?: string) =>
  zonesOf(selected(name), {threshold, ...(dtype !== undefined && {format: dtypeNamed(dtype)})});

test('relu is dead up to 0, and up to what rounds to 0 in a format: half of its least number is a tie, to even', () => {
  expect(told('relu').zones).toEqual([
    {kind: 'dead', from: Number.NEGATIVE_INFINITY, to: 0, fromClosed: false, toClosed: true},
  ]);
  expect(told('relu', 'float16').zones).toEqual([
    {kind: 'dead', from: Number.NEGATIVE_INFINITY, to: 2 ** -25, fromClosed: false, toClosed: true},
  ]);
  expect(told('relu', 'float8_e4m3fn').zeros).toEqual([
    {from: Number.NEGATIVE_INFINITY, to: 2 ** -10, fromClosed: false, toClosed: true},
  ]);
});

test('a number beyond the largest of a format, which rounds to infinity, is what the tail is', () => {
  const {zones} = told('sigmoid', 'float16');
  for (const x of [65_519.99, 65_520, 1e300, Number.MAX_VALUE])
    expect(zones.filter((zone) => holds(zone, x)).map(({kind}) => kind)).toEqual(['underflow']);
  expect(told('relu', 'float16').zones.some((zone) => holds(zone, -Number.MAX_VALUE))).toBe(true);
});

test('a function that oscillates for ever is unknown beyond the range that was searched', () => {
  const {zones, over, zeros} = told('sin');
  expect(over).toEqual([-6, 6]);
  for (const x of [-1e300, -6.000000001, 6.000000001, Number.MAX_VALUE])
    expect(zones.filter((zone) => holds(zone, x)).map(({kind}) => kind)).toEqual(['unknown']);
  // π is no double: of the zeros of sin only 0 is one.
  expect(zeros.map(({from, to}) => [from, to])).toEqual([[0, 0]]);
});

test('a range holds only for a function that oscillates for ever: no number is beyond the zones of another', () => {
  const range = [-1, 1] as const;
  expect(zonesOf(selected('relu'), {threshold, range})).toEqual(zonesOf(selected('relu'), {threshold}));
  expect(zonesOf(selected('sin'), {threshold, range})).toMatchObject({over: range, zones: [{to: -1}, {from: 1}]});
});

test('cos has no zero among the numbers of float16, and -0 is 0 for tanh', () => {
  expect(told('cos', 'float16').zeros).toEqual([]);
  expect(told('tanh').zeros.some((zero) => holds(zero, -0))).toBe(true);
});

test('a constant is dead everywhere, and 0 everywhere only if it is 0', () => {
  const everywhere = {
    from: Number.NEGATIVE_INFINITY,
    to: Number.POSITIVE_INFINITY,
    fromClosed: false,
    toClosed: false,
  };
  expect(told('=3').zones).toEqual([{kind: 'dead', ...everywhere}]);
  expect(told('=3').zeros).toEqual([]);
  expect(told('=0*x').zeros).toEqual([everywhere]);
});

test('zones do not overlap, and their ends ascend', () => {
  for (const dtype of dtypes)
    for (const name of subjectsOf(dtype)) {
      const {zones} = told(name, dtype);
      for (const [i, zone] of zones.slice(1).entries()) {
        const before = zones[i] as typeof zone; // there is one before the second
        expect(before.to < zone.from || (before.to === zone.from && !(before.toClosed && zone.fromClosed))).toBe(true);
      }
    }
});
