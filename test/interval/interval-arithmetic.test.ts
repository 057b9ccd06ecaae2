import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {unlimited} from '../../src/exact/budget.ts';
import {doubleAt, ordinal} from '../../src/exact/doubles.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {float64} from '../../src/exact/number-format.ts';
import {evaluator} from '../../src/formula/arithmetic.ts';
import {differentiate} from '../../src/formula/differentiate.ts';
import {createBigEndpoints, doubleEndpoints, type Endpoints} from '../../src/interval/endpoints.ts';
import {createIntervalArithmetic, type Interval} from '../../src/interval/interval-arithmetic.ts';
import {createProvenClass} from '../../src/regions/class-on-interval.ts';
import {ofOneFormula, ofOneNumber} from '../activations/of-one-number.ts';

function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error('nothing selected');
  return selection;
}

/** f, f′ and f″. */
function rootsOf(selection: Selection) {
  const gradient = gradientOf(selection, 'x');
  return [selection.value, gradient, differentiate(selection.trees, gradient, 'x')];
}

test('what intervals show to converge has a finite limit', () => {
  const formulas = [
    '=x',
    '=atan(x)',
    '=log(x)',
    '=1/x',
    '=x > 0 ? 1/x : x',
    '=tanh(sinh(x))',
    '=x*exp(-x)',
    '=sqrt(-x)',
    '=sin(x) > 0 ? 1 : 2',
  ];
  const most = Number.MAX_VALUE;
  let shown = 0;
  for (const text of [...ofOneFormula, ...formulas]) {
    const selection = selected(text);
    const {converges} = createProvenClass(selection, {threshold: 0.01, format: undefined}, unlimited);
    const {value, inputs, parameters} = selection;
    const limit = exactEvaluator({roots: [value], inputs, parameters}, {format: float64, overflow: 'ieee'});
    for (const [from, to] of [
      [Number.NEGATIVE_INFINITY, -most],
      [most, Number.POSITIVE_INFINITY],
    ] as const) {
      if (!converges(from, to)) continue;
      shown += 1;
      expect(limit([from < 0 ? from : to])[0], `${text} from ${from} to ${to}`).toSatisfy(Number.isFinite);
    }
  }
  expect(shown).toBeGreaterThan(40);
});

/** Intervals of any size, at ordinary places and at extreme ones, and a point within by its share of the doubles. */
const places = fc.oneof(
  fc.double({min: -10, max: 10, noNaN: true}),
  fc.double({noNaN: true, noDefaultInfinity: true}),
  fc.constantFrom(0, 1, -1, 3, -3, 0.5, 6, 5e-324, -5e-324, Number.MAX_VALUE),
);
const intervals = fc
  .tuple(places, fc.oneof(places, fc.double({min: 0, max: 1e-3, noNaN: true})), fc.boolean(), fc.nat(1000))
  .map(([a, b, isNarrow, share]) => {
    const other = isNarrow ? a + Math.abs(b) * 1e-3 * (1 + Math.abs(a)) : b;
    const [from, to] = a <= other ? [a, other] : [other, a];
    const [low, high] = [ordinal(from), ordinal(Math.min(to, Number.MAX_VALUE))];
    return {from, to: doubleAt(high), x: doubleAt(low + ((high - low) * BigInt(share)) / 1000n)};
  });

/** An exact value rounded to a double may lie outside bounds with more bits, but not its neighbours. */
function holds<E>(bounds: Interval<E>, value: number, ends: Endpoints<E>): boolean {
  if (Number.isNaN(value)) return true;
  if (bounds === 'nan') return false;
  // What is beyond the largest double rounds to an infinity.
  const below = Number.isFinite(value) ? doubleAt(ordinal(value) - 1n) : Math.min(value, Number.MAX_VALUE);
  const above = Number.isFinite(value) ? doubleAt(ordinal(value) + 1n) : Math.max(value, -Number.MAX_VALUE);
  return ends.compare(bounds.low, ends.from(above)) <= 0 && ends.compare(bounds.high, ends.from(below)) >= 0;
}

/** The first of some random points at which f, f′ or f″ lies outside its bounds. */
function escaped<E>(selection: Selection, ends: Endpoints<E>, numRuns: number): string | undefined {
  const {inputs, parameters} = selection;
  const roots = rootsOf(selection);
  const arithmetic = createIntervalArithmetic(ends);
  const bound = evaluator<Interval<E>>({roots, inputs, parameters}, arithmetic);
  const exact = exactEvaluator({roots, inputs, parameters}, {format: float64, overflow: 'ieee'});
  for (const {from, to, x} of fc.sample(intervals, {numRuns, seed: 7})) {
    const bounds = bound([arithmetic.between(from, to)]);
    const values = exact([x]);
    const k = bounds.findIndex((each, j) => !holds(each, values[j] ?? Number.NaN, ends));
    if (k >= 0) return `derivative ${k} at ${x} is ${values[k]}, outside its bounds on [${from}, ${to}]`;
  }
  return undefined;
}

const formulas = ['=x^3 - 1/x', '=sqrt(x) * log(x)', '=x^x', '=sin(1/x)', '=abs(x)^1.5', '=erfc(x) / (1 + x^4)'];
const names = [...ofOneNumber, ...formulas];

describe('f, f′ and f″ at any point of an interval lie within the bounds of the interval', () => {
  test.each(names)(
    '%s, with doubles',
    (name) => {
      expect(escaped(selected(name), doubleEndpoints, 80)).toBeUndefined();
    },
    30_000,
  );

  test.each(names)(
    '%s, with big floats',
    (name) => {
      expect(escaped(selected(name), createBigEndpoints(), 30)).toBeUndefined();
    },
    30_000,
  );
});

test('planted: bounds that are too narrow by a thousandth are found', () => {
  const narrow: Endpoints<number> = {
    ...doubleEndpoints,
    mul: (a, b) => doubleEndpoints.mul(a, b).map((end) => end * 0.999) as [number, number], // still two
  };
  expect(escaped(selected('silu'), narrow, 150)).toMatch(/outside its bounds/);
});
