import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {printFormula} from '../../src/formula/print.ts';
import {listInputs} from '../../src/sampling/grid.ts';
import {type StabilityFindings, stabilityOf} from '../../src/stability/stability.ts';

interface Studied {
  readonly dtype?: string;
  readonly against?: string;
  readonly quantity?: 'value' | 'gradient';
  readonly x: readonly number[];
}

function study(
  formula: string,
  {dtype = 'float32', against, quantity = 'value', x}: Studied,
): Promise<StabilityFindings> {
  const [selection, reference] = select([formula, ...(against === undefined ? [] : [against])], new Map());
  if (selection === undefined) throw new Error(formula);
  const format = dtypeNamed(dtype);
  const points = listInputs(Float64Array.from(x));
  return stabilityOf({selection, against: reference, quantity, format, points, limit: 4});
}

const named = (found: StabilityFindings) => found.cause && printFormula(found.cause.operation);
const amplifier = (found: StabilityFindings) => found.cause?.amplifier && printFormula(found.cause.amplifier.operation);

test('1 + erf cancels: the rounding of erf is what costs, and 1 + erf is what amplifies it', async () => {
  const found = await study('0.5*x*(1+erf(x/sqrt(2)))', {against: 'gelu', x: [-5]});
  // float32 has 0.5 * -5 * (1 - 0.9999994039535522); the exact value is -1.4332577e-6.
  expect(found.worst?.computed).toBe(-0.5 * 5 * (1 - 0.9999994039535522));
  expect(found.worst?.ulps).toBeGreaterThan(1e5);
  expect(named(found)).toBe('erf(x / sqrt(2))');
  expect(amplifier(found)).toBe('1 + erf(x / sqrt(2))');
  // erf / (1 + erf) at -5 / sqrt 2 is -0.99999943 / 5.733e-7.
  expect(found.cause?.amplifier?.times).toBeCloseTo(0.99999943 / 5.733031437e-7, -3);
  expect(found.formula).toBeUndefined();
});

test('log(1 + exp(x)) loses all digits where 1 + exp(x) rounds to 1', async () => {
  const found = await study('log(1+exp(x))', {x: [-17.5, -16, -1]});
  expect(found.faults).toMatchObject([{fault: 'flush', count: 1, first: {x: -17.5, computed: 0}}]);
  expect(named(found)).toBe('1 + exp(x)');
  expect(amplifier(found)).toBe('log(1 + exp(x))');
  expect(found.spans).toMatchObject([{from: -17.5, to: -16}]);
});

test('an overflow that the result survives is no fault', async () => {
  const found = await study('x/(1+exp(-x))', {x: [-200, -120]});
  expect(found.faults).toEqual([]);
  expect(found.overflows).toMatchObject([{count: 2, first: -200, last: -120}]);
});

test('an overflow that makes a NaN is told at the operation that overflows', async () => {
  const found = await study('(exp(2*x)-1)/(exp(2*x)+1)', {against: 'tanh', x: [1, 50]});
  const [fault] = found.faults;
  expect(fault).toMatchObject({fault: 'nan', count: 1, first: {x: 50, exact: 1}});
  expect(fault?.cause && printFormula(fault.cause.operation)).toBe('exp(2 * x)');
});

test('sigmoid(x) (1 - sigmoid(x)) loses what 1 - sigmoid(x) cancels, also where sigmoid(x) is 1 in doubles', async () => {
  const found = await study('sigmoid(x)*(1-sigmoid(x))', {against: 'g=sigmoid(x)*sigmoid(-x)', x: [37.5]});
  expect(named(found)).toBe('sigmoid(x)');
  expect(found.cause?.ulps).toBeGreaterThan(2 ** 23);
  expect(amplifier(found)).toBe('1 - sigmoid(x)');
});

test('a function that is another one is told apart from rounding', async () => {
  const x = Array.from({length: 121}, (_, i) => -6 + i / 10);
  const found = await study('0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))', {against: 'gelu', x});
  // gelu_tanh differs from gelu by 4.73e-4 at most, near 2.70.
  expect(found.formula?.size).toBeCloseTo(4.73e-4, 5);
  expect(Math.abs(found.formula?.x ?? 0)).toBeCloseTo(2.7, 1);
  // At -2 rounding costs little, and the other function 0.03 %.
  const near = await study('0.5*x*(1+tanh(sqrt(2/pi)*(x+0.044715*x^3)))', {against: 'gelu', x: [-2]});
  expect(near.rounding?.ulps).toBeLessThan(30);
  expect(near.worst?.ulps).toBeGreaterThan(1000);
});

test('a single correctly rounded operation loses half an ulp at most, in every format', async () => {
  for (const dtype of ['float64', 'float32', 'float16', 'bfloat16', 'float8_e5m2']) {
    const found = await study('tanh(x)', {dtype, x: [-3, -0.75, 0.5, 1, 1.5, 2]});
    expect(found.worst?.ulps).toBeLessThanOrEqual(0.5);
    expect(found.worst?.ulps).toBeGreaterThan(0.05);
  }
});

test('in float64 losses are told to a fraction of an ulp', async () => {
  const found = await study('exp(x)-1', {dtype: 'float64', against: 'expm1(x)', x: [2 ** -30]});
  // exp(2^-30) = 1 + 2^-30 + 2^-61 + ...; the double drops 2^-61, which is 2^21 (1 + 2^-30 / 3) ulps of 2^-82.
  expect(found.worst?.ulps).toBeCloseTo(2 ** 21, -1);
  expect(named(found)).toBe('exp(x)');
});

test('gradients are those of the formula, operation by operation', async () => {
  const found = await study('sqrt(x)', {quantity: 'gradient', dtype: 'float16', x: [3]});
  // 2 sqrt(3) and its reciprocal, each rounded to 11 bits.
  expect(found.worst?.computed).toBe(0.28857421875);
});

test('the limit at infinity is no point like others', async () => {
  const found = await study('0.5*x*(1+erf(x/sqrt(2)))', {x: [-Infinity, 1]});
  expect(found.faults).toEqual([]);
  expect(found.atInfinity).toMatchObject([{x: -Infinity, computed: Number.NaN, exact: -0}]);
});
