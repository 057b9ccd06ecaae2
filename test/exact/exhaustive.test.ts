import {describe, expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import {exactHashes, exhaustiveNames, expectedHashes, hashedSelection, hashesOf} from './exhaustive.ts';
import {exactAnswer} from './vectors.ts';

// All of them take minutes: `npm run test:exhaustive`. On every run: every activation in the formats of 8 and 4 bits,
// and these in those of 16.
const everything = process.env.MODE === 'exhaustive';
const common: ReadonlySet<string> = new Set([
  'relu',
  'sigmoid',
  'tanh',
  'gelu',
  'silu',
  'elu',
  'prelu',
  'mish',
  'softplus',
]);

test('every activation of one variable has its hashes', () => {
  const elementwise = allActivations().flatMap(({name, expand}) => (expand === undefined ? [name] : []));
  expect([...exhaustiveNames].sort()).toEqual([...elementwise].sort());
});

const names = {
  float8_e4m3fn: exhaustiveNames,
  float8_e5m2: exhaustiveNames,
  float8_e4m3fnuz: exhaustiveNames,
  float8_e5m2fnuz: exhaustiveNames,
  float4_e2m1fn: exhaustiveNames,
  float16: exhaustiveNames.filter((name) => everything || common.has(name)),
  bfloat16: exhaustiveNames.filter((name) => everything || common.has(name)),
};

describe.each(Object.entries(names))('every value of %s', (format, chosen) => {
  test.each(chosen)('through %s and its gradient is correctly rounded', {timeout: 120_000}, (name) => {
    expect(exactHashes(hashedSelection(name), format)).toEqual(expectedHashes(name, format));
  });
});

describe('a planted error is reported:', () => {
  const format = 'float8_e4m3fn';

  test('one result in 254 off by one step', () => {
    const selection = hashedSelection('gelu');
    const answer = exactAnswer(selection, ['x'], format);
    const spoiled = hashesOf(selection, format, (x) => answer(x).map((result, i) => (x === 1 && i === 1 ? 1 : result)));
    const expected = expectedHashes('gelu', format);
    expect(spoiled.value).toBe(expected?.value);
    expect(spoiled.gradient).not.toBe(expected?.gradient);
  });

  test('an underflow without its sign', () => {
    const selection = hashedSelection('silu');
    const answer = exactAnswer(selection, ['x'], format);
    const spoiled = hashesOf(selection, format, (x) => answer(x).map((result) => (result === 0 ? 0 : result)));
    expect(spoiled.value).not.toBe(expectedHashes('silu', format)?.value);
  });

  test('a rounding by way of float64', () => {
    const selection = hashedSelection('tanhshrink');
    const [double, direct] = ['float64', format].map((name) => exactAnswer(selection, ['x'], name));
    // 17 lies halfway between 16 and 18.
    const spoiled = hashesOf(selection, format, (x) => (double?.(x)[0] === 17 ? [16, 1] : (direct?.(x) ?? [])));
    expect(spoiled.value).not.toBe(expectedHashes('tanhshrink', format)?.value);
  });

  test('another constant', () => {
    const spoiled = hashedSelection('gelu_tanh', 'x * sigmoid(sqrt(8 / pi) * x * (1 + 0.05 * x^2))');
    expect(exactHashes(spoiled, format).value).not.toBe(expectedHashes('gelu_tanh', format)?.value);
  });
});
