import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {derivedOf} from '../../../src/activations/derivatives.ts';
import {allActivations} from '../../../src/activations/registry.ts';
import {select} from '../../../src/activations/select.ts';
import type {Selection} from '../../../src/activations/selection.ts';
import {exactEvaluator} from '../../../src/exact/ladder.ts';
import {formats, type NumberFormat, roundDouble} from '../../../src/exact/number-format.ts';
import {straightLine} from '../../../src/exact/straight-line/straight-line.ts';

/** Results of the code and of the interpreted ladder where they differ, and how many rows the code has settled. */
function compared(selection: Selection, format: NumberFormat, inputs: readonly Float64Array[]) {
  const {roots} = derivedOf(selection, selection.inputs);
  const evaluation = {roots, inputs: selection.inputs, parameters: selection.parameters};
  const rounding = {format, overflow: 'ieee'} as const;
  const fill = straightLine(evaluation, rounding);
  if (fill === undefined) throw new Error('text may not become code here');
  const exact = exactEvaluator(evaluation, rounding);
  const length = inputs[0]?.length ?? 0;
  const outputs = roots.map(() => new Float64Array(length));
  const rescued = new Set<number>();
  fill(inputs, outputs, length, (row) => void rescued.add(row));
  const rows = Array.from({length}, (_, row) => row).filter((row) => !rescued.has(row));
  const different = rows.flatMap((row) => {
    const point = inputs.map((input) => input[row] as number);
    const wanted = exact(point);
    const found = outputs.map((output) => output[row]);
    return wanted.every((value, i) => Object.is(value, found[i])) ? [] : [{point, wanted, found}];
  });
  return {different, settled: rows.length / length};
}

const arrayOf = (x: fc.Arbitrary<number>, count: number, seed: number): Float64Array =>
  Float64Array.from(fc.sample(x, {numRuns: count, seed}));

/** Even over [-10, 10], between the decimals that people type; another column is shifted. */
const ordinary = (count: number, column: number): Float64Array =>
  Float64Array.from({length: count}, (_, i) => -10 + (20 * (((i + 61 * column) % count) + 0.37)) / count);
const kinks = [-6, -3, -2.5, -1, -0.5, 0.5, 1, 2, 2.5, 3, 6, 20].flatMap((x) => [
  x,
  x * (1 + 2 ** -52),
  x * (1 - 2 ** -53),
]);
const hostile = fc.oneof(
  fc.double({noNaN: true, noDefaultInfinity: true}),
  fc.tuple(fc.constantFrom(-1, 1), fc.integer({min: -1074, max: 1023})).map(([sign, e]) => sign * 2 ** e),
  fc.double({min: -800, max: 800, noNaN: true}),
  fc.constantFrom(0, -0, ...kinks),
);

const names = allActivations().map(({name}) => name);
const selections = select(names, new Map()).map((selection) => [selection.label, selection] as const);

/** Where a gradient is below 1e-271 in a part of [-10, 10], or a value and its gradient nearly cancel. */
const lessSettled = new Set(['cloglog', 'laplace']);

test('ties of exact sums are settled in code, to even', () => {
  const [selection] = select(['=(x + 1) / 2'], new Map()) as [Selection];
  const [float32] = formats.filter(({name}) => name === 'float32') as [NumberFormat];
  // Of every second float32 below 1 the sum with 1 is a tie.
  const xs = Float64Array.from({length: 1000}, (_, i) => 0.75 + i * 2 ** -24);
  const {different, settled} = compared(selection, float32, [xs]);
  expect({different, settled}).toEqual({different: [], settled: 1});
});

describe.each(selections)('%s', (label, selection) => {
  test('in code gives the doubles of the interpreted ladder, and settles more than 99 % of ordinary rows', () => {
    const inputs = selection.inputs.map((_, i) => ordinary(400, i));
    const {different, settled} = compared(selection, formats[0] as NumberFormat, inputs);
    expect(different).toEqual([]);
    expect(settled).toBeGreaterThan(lessSettled.has(label) ? 0.8 : 0.99);
  });

  test.each(formats.map((format) => [format.name, format] as const))(
    'is the same in %s at hostile points',
    (_, format) => {
      const points = selection.inputs.map((_, i) => arrayOf(hostile, 150, 20261201 + i));
      const inputs = points.map((column) => column.map((x) => roundDouble(x, format, 'saturate')));
      expect(compared(selection, format, inputs).different).toEqual([]);
    },
  );
});
