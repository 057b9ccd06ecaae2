// What ONNX ships as expected outputs (test/data/onnx_cases.json, Apache-2.0), each case within its own distance from
// the exact values.
import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import type {Selection} from '../../src/activations/selection.ts';
import {dtypeNamed, exponentOf, roundDouble} from '../../src/exact/number-format.ts';
import {exactly} from './laws.ts';

interface Case {
  readonly name: string;
  readonly op: string;
  readonly dtype: string;
  readonly attributes: Readonly<Record<string, number | string>>;
  /** Absent where the record here is told by the operator alone. */
  readonly activation?: string | null;
  readonly params: Readonly<Record<string, number>> | null;
  readonly x: readonly number[];
  readonly y: readonly number[];
  /** PReLU's slopes: one for each x, or one for all. */
  readonly slope?: number | readonly number[];
  readonly reference_max_ulp?: number | null;
}

const file = new URL('../data/onnx_cases.json', import.meta.url);
const {cases} = JSON.parse(readFileSync(file, 'utf8')) as {readonly cases: readonly Case[]}; // as the file says

function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  return selection;
}

/** The case's function with its parameters, of which the attributes are float32. */
function spellingOf({activation, op, params, attributes}: Case): string {
  const settings = (values: Readonly<Record<string, unknown>>) =>
    Object.entries(values).map(([name, value]) => `${name}=${Math.fround(Number(value))}`);
  if (op === 'Clip') return `hardtanh:min_val=${attributes.min},max_val=${attributes.max}`;
  if (op === 'Sign') return '=sign(x)';
  if (op === 'PRelu') return 'prelu';
  const list = settings(params ?? {});
  return list.length === 0 ? String(activation) : `${activation}:${list.join()}`;
}

/** The exact function of a case at its i-th input. */
function functionOf(each: Case, spelling: string): (x: number, i: number) => number {
  if (each.op === 'PRelu') {
    const prelu = selected('prelu');
    return (x, i) => {
      const alpha = typeof each.slope === 'number' ? each.slope : (each.slope?.[i] ?? NaN);
      const parameters = new Map([['alpha', Math.fround(alpha)]]);
      return exactly({...prelu, parameters}, [prelu.value])(x)[0] ?? NaN;
    };
  }
  const selection = selected(spelling);
  const evaluate = exactly(selection, [selection.value]);
  return (x) => evaluate(x)[0] ?? NaN;
}

/** The results that are farther from the exact value than the case allows. */
function astray(each: Case, spelling = spellingOf(each)): readonly string[] {
  const format = dtypeNamed(each.dtype);
  const read = (value: number) => roundDouble(value, format, 'ieee');
  const exact = functionOf(each, spelling);
  // Stated to three decimals. Where none is stated one operation is rounded once.
  const allowed = (each.reference_max_ulp ?? 0.5) + 0.001;
  return each.x.flatMap((x, i) => {
    const [given, wanted] = [read(each.y[i] ?? NaN), exact(read(x), i)];
    const place = wanted === 0 ? format.leastExponent : exponentOf(wanted) - format.precision + 1;
    const distance = Math.abs(given - wanted) / 2 ** Math.max(place, format.leastExponent);
    return distance <= allowed ? [] : [`${spelling} at ${x}: ${given} is ${distance} ulp from ${wanted}`];
  });
}

test('all 64 elementwise cases are here, with as many results as inputs', () => {
  expect(cases.length).toBe(64);
  expect(cases.every(({x, y}) => x.length === y.length && x.length > 0)).toBe(true);
});

describe.each(cases)('$name of $op in $dtype', (each) => {
  test('lies within its own distance of the exact values', () => {
    expect(astray(each)).toEqual([]);
  });
});

describe('a planted error is reported:', () => {
  const named = (name: string): Case => cases.find((each) => each.name === name) as Case; // it is in the file

  test.each([
    ['test_elu', 'elu:alpha=1.9'],
    ['test_leakyrelu', 'leaky_relu'],
    ['test_gelu_default_2', 'gelu_tanh'],
    ['test_hardsigmoid_default', 'hardsigmoid'],
    ['test_selu_default', 'selu:alpha=1.6732,scale=1.0507'],
    ['test_softplus', 'softplus:beta=1.000001'],
    ['test_celu_bfloat16', 'celu:alpha=1.9'],
  ])('%s as %s', (name, spelling) => {
    expect(astray(named(name), spelling)).not.toEqual([]);
  });

  test('one slope of PReLU with another sign', () => {
    const right = named('test_prelu_example');
    const slopes = (right.slope as readonly number[]).map((slope, i) =>
      right.x[i] === Math.min(...right.x) ? -slope : slope,
    ); // one for each x
    expect(astray(right)).toEqual([]);
    expect(astray({...right, slope: slopes})).toHaveLength(1);
  });
});
