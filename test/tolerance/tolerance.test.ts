import {expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {ascendingNumbers, numberCount} from '../../src/exact/every-number.ts';
import {dtypeNamed} from '../../src/exact/number-format.ts';
import {type ToleranceFindings, toleranceOf} from '../../src/tolerance/tolerance.ts';

function found(text: string, dtype: string, quantity: 'value' | 'gradient' = 'value'): ToleranceFindings {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error(text);
  const format = dtypeNamed(dtype);
  const x =
    format.bits > 16
      ? Float64Array.from({length: 4097}, (_, i) => Math.fround(-10 + (20 * i) / 4096))
      : ascendingNumbers(format, {from: 0, to: numberCount(format)}).filter((each) => Math.abs(each) <= 10);
  return toleranceOf({selection, quantity, dtype: format, compute: dtypeNamed('float32'), x});
}

const passesOf = ({mistakes, faithful, tolerances}: ToleranceFindings, name: string) => {
  const kernel = [...mistakes, ...faithful].find((each) => each.name.includes(name));
  return kernel && Object.fromEntries(tolerances.map((each, i) => [each.name, kernel.passes[i]]));
};

// PyTorch 2 gives these figures for torch.special.ndtr in float64, rounded to bfloat16, and for F.gelu(approximate='tanh') in float32.
test('gelu in bfloat16: what correctly rounded results need, and the tanh form that 1e-2 lets pass', () => {
  const gelu = found('gelu', 'bfloat16');
  expect(gelu.count).toBe(33346);
  expect(gelu.least.atol.amount).toBeCloseTo(0.0077687, 7);
  expect(gelu.least.atol.x).toBe(2.765625);
  expect(gelu.least.ulp.amount).toBeCloseTo(0.5, 10);
  expect(passesOf(gelu, 'correctly rounded')).toEqual({'1e-2': true, '1e-3': false, '1e-5': false, torch: true});
  expect(passesOf(gelu, 'gelu_tanh')).toEqual({'1e-2': true, '1e-3': false, '1e-5': false, torch: false});
  expect(passesOf(gelu, 'relu')).toEqual({'1e-2': false, '1e-3': false, '1e-5': false, torch: false});
});

test('y (1 - y) from the output passes 1e-3 in float16 although it loses all digits', () => {
  const slopes = found('sigmoid', 'float16', 'gradient');
  const backward = slopes.mistakes.find(({name}) => name.startsWith('y * (1 - y)'));
  expect(backward?.needs.atol.amount).toBeCloseTo(0.00024363, 8);
  expect(backward?.needs.ulp.amount).toBeGreaterThan(1000);
  expect(passesOf(slopes, 'y * (1 - y)')).toEqual({'1e-2': true, '1e-3': true, '1e-5': false, torch: false});
});

test('a pair of rtol and atol passes every faithful kernel, and the next smaller atol does not', () => {
  const {pairs, faithful} = found('gelu', 'float16');
  const [half, one] = pairs;
  expect(one?.rtol).toBe(2 ** -10);
  // At one ulp only subnormal results need an atol: half of the least number if correctly rounded, and up to two of it in
  // the form of textbooks.
  expect(one?.atol.amount).toBeGreaterThan(0);
  expect(one?.atol.amount).toBeLessThanOrEqual(2 ** -23);
  expect(half?.atol.amount).toBeGreaterThanOrEqual(one?.atol.amount ?? Number.NaN);
  expect(faithful.map(({needs}) => needs.ulp.amount <= 2)).toEqual([true, true, true]);
});

test('the form of textbooks is correct where it loses less than 2 ulp, and a mistake where its digits go', () => {
  const isMistake = (name: string, dtype: string) => {
    const {faithful, mistakes} = found(name, dtype);
    const among = (kernels: typeof faithful) => kernels.some(({name: own}) => own.includes('step by step'));
    expect(among(faithful)).not.toBe(among(mistakes));
    return among(mistakes);
  };
  // PyTorch 2.15's silu needs 1.57 ulp in float32, and its sigmoid 1.54, at points of -10:10, by mpmath.
  expect([isMistake('silu', 'float32'), isMistake('sigmoid', 'float32')]).toEqual([false, false]);
  expect(found('silu', 'float32').least.ulp.amount).toBeGreaterThan(1.57);
  expect(isMistake('gelu', 'bfloat16')).toBe(true);
});

test('mistakes come from the registry: a bound left out, other slopes, functions of similar names, no equal ones', () => {
  const names = (text: string) => found(text, 'bfloat16').mistakes.map(({name}) => name);
  expect(names('relu6')).toEqual(expect.arrayContaining(['without max(..., 0)', 'without min(..., 6)']));
  expect(names('leaky_relu').some((name) => name.includes('@keras'))).toBe(true);
  expect(names('silu')).toContain('hardswish');
  expect(names('x*tanh(x)')).toEqual(['every step in bfloat16']);
  expect(names('relu').some((name) => name.includes('step by step'))).toBe(false);
});
