import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {createCheck} from '../../src/check/check.ts';
import {plainConditions} from '../../src/check/conditions.ts';
import type {Findings, Results} from '../../src/check/findings.ts';
import {createEvaluate, type Precision} from '../../src/evaluation/evaluate.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {valuesOf} from '../exact/values-of.ts';

function precisionOf(dtype: string, rest: Partial<Precision> = {}): Precision {
  return {format: dtypeNamed(dtype), overflow: 'ieee', fast: false, parametersInFormat: false, ...rest};
}

function selectionOf(name: string) {
  const [selection] = select([name], new Map());
  return selection ?? expect.unreachable();
}

function checked(name: string, precision: Precision, results: Results): readonly Findings[] {
  const quantities = (['value', 'gradient', 'second'] as const).filter((each) => results[each] !== undefined);
  const check = createCheck({
    selection: selectionOf(name),
    precision,
    conditions: plainConditions,
    error: 'steps',
    quantities,
    order: 'rows',
    worst: 3,
    hasBinades: false,
  });
  check.add(results);
  return check.done();
}

/** The findings of a few gradients at some places. */
function gradients(name: string, at: readonly (readonly [x: number, gradient: number])[], dtype = 'float64'): Findings {
  const x = Float64Array.from(at, ([place]) => place);
  const [findings] = checked(name, precisionOf(dtype), {x, gradient: Float64Array.from(at, ([, given]) => given)});
  return findings ?? expect.unreachable();
}

/** The findings of a few values. */
function values(name: string, at: readonly (readonly [x: number, value: number])[], precision: Precision): Findings {
  const x = Float64Array.from(at, ([place]) => place);
  const [findings] = checked(name, precision, {x, value: Float64Array.from(at, ([, given]) => given)});
  return findings ?? expect.unreachable();
}

test('one result of 63,490 that is one ulp off is found, and its input named', () => {
  const precision = precisionOf('float16');
  const x = valuesOf(precision.format);
  const [value = x] = createEvaluate(selectionOf('silu'), [], precision)([x], x.length);
  expect(x).toHaveLength(63_490);
  const [right] = checked('silu', precision, {x, value});
  expect([right?.largest, right?.misrounded.count, right?.worst]).toEqual([undefined, 0, []]);
  const place = x.indexOf(-1.5);
  const planted = value.with(place, (value[place] as number) + 2 ** -12);
  const [wrong] = checked('silu', precision, {x, value: planted});
  const found = {x: -1.5, expected: value[place], got: planted[place]};
  expect(wrong).toMatchObject({
    count: 63_490,
    largest: {...found, ulps: 1},
    // silu(Infinity) is no finite number, silu(-Infinity) is -0.
    mean: 1 / 63_489,
    misrounded: {count: 1, first: found},
    worst: [{...found, ulps: 1}],
  });
}, 60_000);

test('results in float64 are held against the exact ones, where the usual formula loses every digit', () => {
  const sigmoid = 1 / (1 + Math.exp(-37));
  const findings = gradients('sigmoid', [[37, sigmoid * (1 - sigmoid)], [37, 8.533047625744065e-17]]); // biome-ignore format: one line
  expect(findings.misrounded).toEqual({count: 1, first: {x: 37, expected: 8.533047625744065e-17, got: 0}});
});

describe('what is not an error in ulps', () => {
  const precision = precisionOf('float16');

  test('wrong signs, which small errors have too', () => {
    const findings = values('sin', [[2 ** -24, -(2 ** -24)], [1, 0.841]], precision); // biome-ignore format: one line
    expect(findings.wrongSigns).toEqual({count: 1, first: {x: 2 ** -24, expected: 2 ** -24, got: -(2 ** -24)}});
    expect(findings.largest?.ulps).toBe(2);
  });

  test('NaN for a number, a number for NaN, an infinity for a number; their error is infinite and in no mean', () => {
    const at = [[1, NaN], [NaN, 0], [2, Infinity], [Infinity, 65504], [NaN, NaN], [0, 0]] as const; // biome-ignore format: one line
    const findings = values('relu', at, precision);
    expect(findings.nans.count).toBe(2);
    expect(findings.infinities.count).toBe(2);
    expect(findings.mean).toBe(0);
    expect(findings.misrounded.count).toBe(4);
    // What NaN leads to is counted, and not one of the worst.
    expect(findings.worst.map(({x, ulps}) => [x, ulps])).toEqual([[1, Infinity], [2, Infinity], [Infinity, Infinity]]); // biome-ignore format: a row each
  });

  test('the sign of a zero', () => {
    const findings = values('silu', [[-100, 0], [-0, -0]], precision); // biome-ignore format: one line
    expect(findings.zeroSigns).toEqual({count: 1, first: {x: -100, expected: -0, got: 0}});
    expect([findings.misrounded.count, findings.wrongSigns.count]).toEqual([0, 0]);
  });

  test('an order that is broken', () => {
    const findings = values('tanh', [[1, 0.7617], [2, 0.9644], [3, 0.9639]], precision); // biome-ignore format: one line
    expect(findings.reversals?.first?.x).toBe(3);
  });
});

test('inputs and results with more digits than the format has are rounded to it and counted', () => {
  const findings = values('relu', [[1.00001, 1.00001], [0.1, 0.1], [2, 2.0001]], precisionOf('float16')); // biome-ignore format: one line
  expect([findings.roundedInputs, findings.roundedResults, findings.misrounded.count]).toEqual([1, 2, 0]);
});

test('an overflow is infinite, NaN in a format without infinities, or the largest number with --saturate', () => {
  const at = [[400, 160_000]] as const;
  expect(values('relu2', at, precisionOf('float16')).misrounded.count).toBe(0);
  expect(values('relu2', [[400, NaN]], precisionOf('e4m3')).misrounded.count).toBe(0);
  const saturated = precisionOf('float16', {overflow: 'saturate'});
  expect(values('relu2', at, saturated).misrounded.count).toBe(0);
  expect(values('relu2', [[400, Infinity]], saturated).infinities.count).toBe(1);
});

test('parameters are rounded to the format where that is asked for', () => {
  const at = [[-10, -1.001]] as const;
  expect(values('leaky_relu:slope=0.1', at, precisionOf('float16')).largest?.ulps).toBe(1);
  const rounded = precisionOf('float16', {parametersInFormat: true});
  expect(values('leaky_relu:slope=0.1', [[-10, -1]], rounded).largest?.ulps).toBeUndefined();
});

describe('at a kink any gradient between the slopes on its two sides is right', () => {
  test.each([
    ['relu', 0, 0, 1],
    ['relu', -0, 0, 1],
    ['leaky_relu', 0, 0.01, 1],
    ['hardtanh', -1, 0, 1],
    ['hardtanh', 1, 0, 1],
    ['hardswish', -3, -0.5, 0],
    ['hardswish', 3, 1, 1.5],
    ['abs', 0, -1, 1],
    ['elu:alpha=0.5', 0, 0.5, 1],
    ['softshrink', 0.5, 0, 1],
    ['relu6', 6, 0, 1],
    ['mine=max(x, 1 - x)', 0.5, -1, 1],
  ])("%s' at %d from %d to %d", (name, x, low, high) => {
    for (const dtype of ['float64', 'float16']) {
      const [from, to] = [low, high].map((slope) => (dtype === 'float16' && slope === 0.01 ? 0.01001 : slope));
      for (const gradient of [from, to, (low + high) / 2] as number[]) {
        expect(gradients(name, [[x, gradient]], dtype)).toMatchObject({misrounded: {count: 0}, worst: []});
      }
      for (const gradient of [low - 0.1, high + 0.1]) {
        expect(gradients(name, [[x, gradient]], dtype).misrounded.count).toBe(1);
      }
    }
  });

  test('the choices that differ from this one are counted, and break no order', () => {
    // Of the two gradients at -3 one is this one.
    const at = [[-4, 0], [-3, 0], [-3, -0.5], [-2.25, -0.25], [0, 0.5]] as const; // biome-ignore format: one line
    const findings = gradients('hardswish', at, 'float16');
    expect([findings.kinkChoices.count, findings.kinkChoices.first?.x, findings.misrounded.count]).toEqual([1, -3, 0]);
    expect(findings.reversals?.count).toBe(0);
  });

  test('only there: not beside the kink, and not where the function jumps', () => {
    expect(gradients('relu', [[5e-324, 0], [-5e-324, 1]]).misrounded.count).toBe(2); // biome-ignore format: one line
    expect(gradients('hardshrink', [[0.5, 0.5]]).misrounded.count).toBe(1);
    expect(gradients('step', [[0, 0.5]]).misrounded.count).toBe(1);
    expect(gradients('silu', [[0, 0.4]]).misrounded.count).toBe(1);
  });

  test('a step of a millionth is a jump, at 1 as at 0; sides that meet up to rounding are none', () => {
    expect(gradients('mine=x < 1 ? x : 2*x - 1 + 1e-6', [[1, 1.5]]).misrounded.count).toBe(1);
    expect(gradients('mine=x < 0 ? x : 2*x + 1e-9', [[0, 1.5]]).misrounded.count).toBe(1);
    expect(gradients('mine=x < 1 ? x : 2*x - 1 + 1e-15', [[1, 1.5]]).kinkChoices.count).toBe(1);
    // The kink lies between two doubles; at the upper one the function is 5.6e-14.
    expect(gradients('mine=max(0, 3000*x - 1000)', [[1 / 3, 1500]]).kinkChoices.count).toBe(1);
    expect(gradients('mine=1000 + max(0, 3e6*x - 1e6)', [[1 / 3, 1.5e6]]).kinkChoices.count).toBe(1);
  });

  test('nor in a format beside a kink that is its own place between two numbers of it, however near', () => {
    const place = 1 + 2 ** -51;
    expect(gradients(`mine=max(0, x - ${place})`, [[place, 0.5]]).kinkChoices.count).toBe(1);
    expect(gradients(`mine=max(0, x - ${place})`, [[1, 0.5]], 'float16').kinkChoices.count).toBe(0);
  });

  test('and no tie of the format is taken for a kink, though its two sides round to different numbers', () => {
    // 1 - x/2 is often halfway between two numbers of fp8; a little more is rounded up.
    const x = valuesOf(dtypeNamed('e4m3')).filter((value) => Math.abs(value) <= 2);
    const gradient = x.map((each) => 1 - each / 2 + 1e-6);
    const [findings] = checked('mine=x - x*x/4', precisionOf('e4m3'), {x, gradient});
    expect(findings?.largest?.ulps).toBe(1);
    expect(findings?.kinkChoices.count).toBe(0);
  });
});
