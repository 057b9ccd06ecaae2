import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {readNumber} from '../../src/formula/number-text.ts';
import {createStepwise} from '../../src/stability/stepwise.ts';

type Witness = Readonly<Record<string, Readonly<Record<string, readonly (readonly [number, number | string])[]>>>>;

const witness = JSON.parse(readFileSync('test/vectors/stability.json', 'utf8')) as Witness; // its generator writes no other form

function computed(formula: string, dtype: string, x: readonly number[]): readonly number[] {
  const [selection] = select([formula], new Map());
  if (selection === undefined) throw new Error(formula);
  const {value, inputs, parameters} = selection;
  const stepwise = createStepwise({roots: [value], inputs, parameters}, dtypeNamed(dtype));
  return [...(stepwise([Float64Array.from(x)], x.length).get(value.id) ?? [])];
}

const cases = Object.entries(witness).flatMap(([dtype, formulas]) =>
  Object.entries(formulas).map(([formula, rows]) => ({dtype, formula, rows})),
);

test.each(cases)('$formula step by step in $dtype is what NumPy and mpmath give', ({dtype, formula, rows}) => {
  const expected = rows.map(([, result]) => (typeof result === 'number' ? result : readNumber(result)));
  expect(rows.length).toBeGreaterThan(10);
  expect(
    computed(
      formula,
      dtype,
      rows.map(([x]) => x),
    ),
  ).toEqual(expected);
});

test('infinities, NaN and signed zeros are those of IEEE 754', () => {
  expect(computed('1/x', 'float32', [0, -0, Infinity])).toEqual([Infinity, -Infinity, 0]);
  expect(computed('=x-x', 'float16', [Infinity, 1])).toEqual([Number.NaN, 0]);
  expect(computed('0*x', 'float32', [Infinity, -1])).toEqual([Number.NaN, -0]);
  expect(computed('x > 0 ? 1 : 2', 'float32', [Number.NaN, 1])).toEqual([2, 1]);
  expect(computed('not (x > 0) and x != 5 ? 1 : 2', 'float32', [Number.NaN, 1, -1])).toEqual([1, 2, 1]);
  expect(computed('x^3', 'float16', [-0, 100, -Infinity, -2])).toEqual([-0, Infinity, -Infinity, -8]);
  expect(computed('x^-1', 'float32', [0, -0, 4])).toEqual([Infinity, -Infinity, 0.25]);
  expect(computed('1^x', 'float32', [Infinity])).toEqual([1]);
});

test('numbers, constants and parameters are rounded to the format first', () => {
  expect(computed('=0.1', 'float16', [0])).toEqual([0.0999755859375]);
  expect(computed('=pi', 'bfloat16', [0])).toEqual([3.140625]);
  expect(computed('elu:alpha=0.1', 'float16', [-20])).toEqual([-0.0999755859375]);
});
