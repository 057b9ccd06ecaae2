import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {quantised} from '../../src/quantisation/quantise.ts';
import {integerTypeNamed, numberOf, type Rule, type Scheme} from '../../src/quantisation/scheme.ts';
import {summaryOf} from '../../src/quantisation/summary.ts';
import {casesOf, type RuntimeCase, tableOf} from '../quantised-table.ts';

type Pair = readonly [scale: number, zero: number];

function scheme(type: string, [input, output]: readonly [Pair, Pair], rule: Rule = 'onnx'): Scheme {
  const integers = integerTypeNamed(type);
  if (integers === undefined) throw new Error(type);
  const side = ([scale, zero]: Pair) => ({scale: Math.fround(scale), zero});
  return {type: integers, input: side(input), output: side(output), rule};
}

function selected(name: string) {
  const [selection] = select([name], new Map());
  if (selection === undefined) throw new Error(name);
  return selection;
}

const codesOf = (name: string, own: Scheme): readonly number[] => [...quantised(selected(name), own).result];

describe('ties', () => {
  const halves = (rule: Rule) => {
    const own = scheme('int4', [[1, 0], [2, 0]], rule); // biome-ignore format: one line
    return codesOf('linear', own);
  };

  test('go to the even step by the rule of ONNX', () => {
    expect(halves('onnx')).toEqual([-4, -4, -3, -2, -2, -2, -1, 0, 0, 0, 1, 2, 2, 2, 3, 4]);
  });

  test('go away from 0 by the rule of LiteRT', () => {
    expect(halves('tflite')).toEqual([-4, -4, -3, -3, -2, -2, -1, -1, 0, 1, 1, 2, 2, 3, 3, 4]);
  });

  test('are ties of the steps, before the zero point is added', () => {
    const own = scheme('uint4', [[1, 0], [2, 1]]); // biome-ignore format: one line
    expect(codesOf('relu', own).slice(0, 8)).toEqual([1, 1, 2, 3, 3, 3, 4, 5]);
  });
});

/** size / unit to the nearest integer, ties to even, by a division with remainder. */
function steps(numerator: bigint, denominator: bigint): number {
  const size = numerator < 0n ? -numerator : numerator;
  const [below, rest] = [size / denominator, size % denominator];
  const up = 2n * rest > denominator || (2n * rest === denominator && below % 2n === 1n);
  return Number(up ? below + 1n : below) * (numerator < 0n ? -1 : 1);
}

/** A float32 as an integer, in units of 2^-60. */
const units = (x: number) => BigInt(x * 2 ** 60);

test.each(['int8', 'uint8', 'int16', 'uint16', 'int4'])(
  'of pieces of straight lines every code is that of the exact fraction: %s',
  (type) => {
    for (const [a, b] of [
      [0.05, 0.02],
      [0.5, 1],
      [0.1, 0.3],
      [0.0003, 0.0006],
    ] as const) {
      // biome-ignore format: one line
      const own = scheme(type, [[a, 3], [b, 2]]); // biome-ignore format: one line
      const {least, most} = own.type;
      const clamped = (count: number) => Math.min(most, Math.max(least, count + 2));
      const [s, t] = [units(own.input.scale), units(own.output.scale)];
      const codes = Array.from({length: most - least + 1}, (_, i) => least + i);
      const relu = codes.map((code) => clamped(code < 3 ? 0 : steps(BigInt(code - 3) * s, t)));
      expect(codesOf('relu', own)).toEqual(relu);
      const half = codes.map((code) => clamped(steps(BigInt(code - 3) * s * (code < 3 ? 1n : 4n), 4n * t)));
      expect(codesOf('leaky_relu:negative_slope=0.25', own)).toEqual(half);
    }
  },
);

test.each(['gelu', 'tanh', 'sigmoid', 'silu', 'softplus', 'exponential', 'mish'])(
  'of %s every code is that of the nearest double, which lies far from every tie but those that are exact',
  (name) => {
    for (const type of ['uint8', 'int16']) {
      const own = scheme(type, type === 'uint8' ? [[0.05, 128], [0.02, 120]] : [[0.0003, 0], [0.0002, -5]]); // biome-ignore format: one line
      const {x, value, result} = quantised(selected(name), own);
      const wrong = [...x].filter((_, i) => {
        const count = (value[i] as number) / own.output.scale; // one each
        const fromTie = Math.abs(Math.abs(count - Math.trunc(count)) - 0.5);
        const code = Math.min(own.type.most, Math.max(own.type.least, Math.round(count) + own.output.zero));
        return fromTie > 1e-10 ? code !== result[i] : false;
      });
      expect(wrong).toEqual([]);
      const near = [...value].filter((y) => Math.abs(Math.abs((y / own.output.scale) % 1) - 0.5) <= 1e-10);
      expect(near.length).toBeLessThan(3);
    }
  },
);

test('infinite results saturate, and where there is none there is no code', () => {
  const own = scheme('int4', [[1, 0], [1, -2]]); // biome-ignore format: one line
  expect(codesOf('=log(x)', own).slice(7)).toEqual([NaN, -8, -2, -1, -1, -1, 0, 0, 0]);
  expect(codesOf('=1e9*x', own)).toEqual([...Array(8).fill(-8), -2, ...Array(7).fill(7)]);
  expect(codesOf('=exp(exp(exp(x)))', own).at(-1)).toBe(7);
});

test('the summary tells the largest error, what saturates, what is unused, and where the table turns', () => {
  const own = scheme('uint8', [[0.05, 128], [0.02, 120]]); // biome-ignore format: one line
  const table = quantised(selected('gelu'), own);
  const {largest, saturated, ...others} = summaryOf(table, own);
  expect(largest?.steps).toBeCloseTo(0.49853, 4);
  expect([largest?.code, numberOf(largest?.code ?? 0, own.input)]).toEqual([113, largest?.x]);
  expect([saturated.low, saturated.high]).toEqual([0, 73]);
  expect(saturated.largest?.steps).toBeCloseTo(6.35 / 0.02 - 135, 3);
  expect(others).toEqual({unused: 193, rises: 62, falls: 8, reversals: 0, undefinedAt: 0});
  const spoiled = {...table, result: table.result.with(200, 0)};
  expect(summaryOf(spoiled, own).reversals).toBe(1);
});

const cases = JSON.parse(readFileSync('test/frameworks/quantised.json', 'utf8')) as readonly RuntimeCase[]; // as its generator writes it

test('there are tables of both runtimes, and most are right', () => {
  const found = casesOf(cases);
  expect(found.length).toBe(cases.length);
  const right = found.filter(({differences}) => differences.length === 0);
  expect([found.length, right.length]).toEqual([99, 84]);
});

test.each(casesOf(cases).map((each) => [`${each.runtime} ${each.operator} ${each.quant}`, each] as const))(
  '%s is the table here, but for the next code near a tie',
  (_, {runtime, differences, table, output}) => {
    // LiteRT computes some operators in fixed point, and rounds twice: a step is 1/256 before the last rounding.
    const near = runtime === 'onnxruntime' ? 1e-5 : 1e-2;
    for (const {code, theirs, ours} of differences) {
      expect(Math.abs(theirs - ours)).toBe(1);
      const count = (table.value[table.codes.indexOf(code)] ?? NaN) / output;
      expect(Math.abs(Math.abs(count % 1) - 0.5), `code ${code}`).toBeLessThan(near);
    }
  },
);

test('a table that is off by one far from a tie would be told', () => {
  const [first] = casesOf(cases);
  const theirs = tableOf(cases[0] as RuntimeCase);
  expect(theirs).toHaveLength(256);
  expect(first?.table.result.filter((code, i) => code !== theirs[i] && i < 140)).toHaveLength(2);
});
