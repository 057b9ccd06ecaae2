import {describe, expect, test} from 'vitest';
import {bitsOf, dtypeNamed, formats, valueOfBits} from '../../src/exact/number-format.ts';
import {valuesOf} from './values-of.ts';

test.each([
  ['float64', 'F64 fp64 double Float64'],
  ['float32', 'f32 fp32 float float-32'],
  ['float16', 'f16 FP16 half'],
  ['bfloat16', 'bf16 BFloat16'],
  ['float8_e4m3fn', 'fp8-e4m3 e4m3 float8-e4m3fn FLOAT8_E4M3FN'],
  ['float8_e5m2', 'fp8_e5m2 E5M2'],
])('%s is also %s', (name, spellings) => {
  for (const spelling of spellings.split(' ')) expect(dtypeNamed(spelling).name).toBe(name);
});

test.each(['float128', '', '__proto__', 'constructor'])(
  "a dtype '%s' is an error that names those there are",
  (name) => {
    expect(() => dtypeNamed(name)).toThrow(`unknown dtype: '${name}'; give 'float64', 'float32'`);
  },
);

// Patterns from IEEE 754, from bfloat16's top half of a float32, and from OCP's paper on the 8-bit formats.
test.each([
  ['float64', 1, 0x3ff0000000000000n],
  ['float64', -5e-324, 0x8000000000000001n],
  ['float64', Number.MAX_VALUE, 0x7fefffffffffffffn],
  ['float64', 0.1, 0x3fb999999999999an],
  ['float64', NaN, 0x7ff8000000000000n],
  ['float32', Math.fround(0.1), 0x3dcccccdn],
  ['float32', -Infinity, 0xff800000n],
  ['float32', NaN, 0x7fc00000n],
  ['float16', 65504, 0x7bffn],
  ['float16', 2 ** -24, 0x0001n],
  ['float16', 2 ** -14, 0x0400n],
  ['float16', -0, 0x8000n],
  ['float16', NaN, 0x7e00n],
  ['bfloat16', 3.140625, 0x4049n],
  ['float8_e4m3fn', 448, 0x7en],
  ['float8_e4m3fn', NaN, 0x7fn],
  ['float8_e4m3fn', -(2 ** -9), 0x81n],
  ['float8_e5m2', 57344, 0x7bn],
  ['float8_e5m2', Infinity, 0x7cn],
])('in %s the bits of %d are %i', (name, value, bits) => {
  expect(bitsOf(value, dtypeNamed(name))).toBe(bits);
  expect(valueOfBits(bits, dtypeNamed(name))).toBe(value);
});

describe.each(formats.filter(({bits}) => bits <= 16).map((format) => [format.name, format] as const))(
  'the values of %s',
  (name, format) => {
    const values = valuesOf(format);

    test('are all that its patterns stand for, in order, with both zeros and no NaN', () => {
      const counts: Record<string, number> = {float16: 63490, bfloat16: 65282, float8_e4m3fn: 254, float8_e5m2: 250};
      expect(values.length).toBe(counts[name]);
      const zero = values.indexOf(0);
      expect([values[zero], values[zero + 1]]).toEqual([-0, 0]);
      expect(values.every((value, i) => i === 0 || i === zero + 1 || value > (values[i - 1] ?? NaN))).toBe(true);
    });

    test('have each its own pattern, which reads back', () => {
      const patterns = [...values].map((value) => bitsOf(value, format));
      expect(new Set(patterns).size).toBe(values.length);
      expect(patterns.every((bits, i) => Object.is(valueOfBits(bits, format), values[i]))).toBe(true);
    });
  },
);

test('the patterns of float64 are those of the machine', () => {
  const format = dtypeNamed('float64');
  for (const value of [Math.PI, -1e308, 2.2250738585072014e-308, 2.225073858507201e-308, 3e-320]) {
    const bits = new BigUint64Array(Float64Array.of(value).buffer)[0];
    expect(bitsOf(value, format)).toBe(bits);
    expect(valueOfBits(bits ?? 0n, format)).toBe(value);
  }
});
