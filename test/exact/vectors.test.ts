import {describe, expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import {formats, roundDouble} from '../../src/exact/number-format.ts';
import {nearestTo, rationalOf} from './rational-rounding.ts';
import {type Answer, exactAnswer, mistakes, selectionOf, type Vector, vectorNames, vectorsOf} from './vectors.ts';

const names = vectorNames();

test('every activation of one variable has vectors', () => {
  const elementwise = allActivations().flatMap(({name, expand}) => (expand === undefined ? [name] : []));
  expect(names).toEqual([...elementwise].sort());
});

test('the reader of decimals agrees with the machine on every double of the vectors', () => {
  const texts = names.flatMap(vectorsOf).flatMap(({points}) => points.flat().filter((text) => !/inf|nan/.test(text)));
  expect(texts.filter((text) => !Object.is(nearestTo(rationalOf(text), 'float64'), Number(text)))).toEqual([]);
});

describe.each(names)('%s', (name) => {
  const labelled = vectorsOf(name).map((vector) => [JSON.stringify(vector.parameters), vector] as const);
  test.each(labelled)('%s: value and derivatives are correctly rounded in every format', (_, vector) => {
    const selection = selectionOf(vector);
    const wrong = formats.flatMap((format) =>
      mistakes(vector, format.name, exactAnswer(selection, vector.wrt, format.name)),
    );
    expect(wrong).toEqual([]);
  });
});

describe('a planted error is reported:', () => {
  const first = (name: string): Vector => vectorsOf(name)[0] as Vector; // every file has one
  const correct = (name: string, format: string): Answer => exactAnswer(selectionOf(first(name)), ['x'], format);

  test('nothing, as the control', () => {
    expect(mistakes(first('gelu_tanh'), 'float64', correct('gelu_tanh', 'float64'))).toEqual([]);
  });

  test.each([
    ['a constant with its last digit changed', 'gelu_tanh', 'x * sigmoid(sqrt(8 / pi) * x * (1 + 0.044716 * x^2))'],
    ['a constant rounded to a double', 'gelu_tanh', 'x * sigmoid(1.5957691216057308 * x * (1 + 0.044715 * x^2))'],
    ['a wrong branch', 'elu', 'x >= -0.1 ? x : alpha * expm1(x)'],
    ['a wrong side of a kink', 'relu', 'max(x, 0)'],
    ['a wrong sign', 'softplus', 'softplus(beta * x) / -beta'],
    ['another sign of what underflows', 'silu', 'x < -1000 ? exp(x) : x * sigmoid(beta * x)'],
  ])('%s', (_, name, formula) => {
    const spoiled = exactAnswer(selectionOf(first(name), formula), ['x'], 'float64');
    expect(mistakes(first(name), 'float64', spoiled)).not.toEqual([]);
  });

  test.each<[string, string, (value: number) => number]>([
    ['one ulp', 'float64', (value) => value * (1 + 2 ** -52)],
    ['subnormals flushed to zero', 'float16', (value) => (Math.abs(value) < 2 ** -14 ? value * 0 : value)],
    ['an underflow without its sign', 'float64', (value) => (value === 0 ? 0 : value)],
    ['a saturated overflow', 'float8_e5m2', (value) => Math.max(-57344, Math.min(57344, value))],
    ['an infinity that the format does not have', 'float8_e4m3fn', (value) => (Number.isNaN(value) ? Infinity : value)],
  ])('%s', (_, format, spoil) => {
    const answer = correct('silu', format);
    expect(mistakes(first('silu'), format, (x) => answer(x).map(spoil))).not.toEqual([]);
  });

  test('a second rounding, of the double', () => {
    const double = correct('tanhshrink', 'float64');
    const format = formats.find(({name}) => name === 'float8_e4m3fn') as (typeof formats)[number]; // it is there
    const vector: Vector = {...first('tanhshrink'), points: [['18', '17.00000000000000046390456', '1']]};
    const twice: Answer = (x) => double(x).map((value) => roundDouble(value, format, 'ieee'));
    expect(mistakes(vector, format.name, correct('tanhshrink', format.name))).toEqual([]);
    expect(mistakes(vector, format.name, twice)).toHaveLength(1);
  });
});
