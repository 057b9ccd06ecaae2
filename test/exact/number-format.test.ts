import {describe, expect, test} from 'vitest';
import {bitsOf, valueOfBits, valueOfPattern} from '../../src/exact/bit-patterns.ts';
import {numbersOf} from '../../src/exact/every-number.ts';
import {dtypeNamed, formats} from '../../src/exact/number-format.ts';
import {valuesOf} from './values-of.ts';

test.each([
  ['float64', 'F64 fp64 double Float64'],
  ['float32', 'f32 fp32 float float-32'],
  ['float16', 'f16 FP16 half'],
  ['bfloat16', 'bf16 BFloat16'],
  ['float8_e4m3fn', 'fp8-e4m3 e4m3 float8-e4m3fn FLOAT8_E4M3FN'],
  ['float8_e5m2', 'fp8_e5m2 E5M2'],
  ['float8_e4m3fnuz', 'e4m3fnuz fp8-e4m3fnuz FLOAT8E4M3FNUZ f8E4M3FNUZ'],
  ['float8_e5m2fnuz', 'e5m2fnuz fp8_e5m2fnuz Float8_e5m2fnuz'],
  ['float4_e2m1fn', 'fp4 float4 e2m1 fp4-e2m1 FLOAT4E2M1 e2m1fn'],
  ['tf32', 'TF32 tf-32 TensorFloat-32'],
])('%s is also %s', (name, spellings) => {
  for (const spelling of spellings.split(' ')) expect(dtypeNamed(spelling).name).toBe(name);
});

test.each([
  ['fp8', "'float8_e4m3fn', 'float8_e5m2', 'float8_e4m3fnuz' or 'float8_e5m2fnuz'"],
  ['e4m3fnu', "'float8_e4m3fnuz'"],
  ['flaot16', "'float16' or 'bfloat16'"],
  ['fp4_e2m', "'float4_e2m1fn'"],
])("a dtype '%s' is an error that names %s", (name, near) => {
  expect(() => dtypeNamed(name)).toThrow(`unknown dtype: '${name}'; did you mean ${near}?`);
});

test.each(['quad', '', '__proto__', 'constructor'])("a dtype '%s' is an error that names those there are", (name) => {
  expect(() => dtypeNamed(name)).toThrow(`unknown dtype: '${name}'; give 'float64', 'float32'`);
});

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
  ['float8_e4m3fnuz', 240, 0x7fn],
  ['float8_e4m3fnuz', 1, 0x40n],
  ['float8_e4m3fnuz', NaN, 0x80n],
  ['float8_e4m3fnuz', 0, 0x00n],
  ['float8_e5m2fnuz', 57344, 0x7fn],
  ['float8_e5m2fnuz', -(2 ** -17), 0x81n],
  ['float8_e5m2fnuz', NaN, 0x80n],
  ['float4_e2m1fn', -6, 0xfn],
  ['float4_e2m1fn', 0.5, 0x1n],
  ['tf32', 1, 0x3f800000n],
  ['tf32', -Infinity, 0xff800000n],
  ['tf32', NaN, 0x7fc00000n],
  ['tf32', 2 ** -136, 0x00002000n],
])('in %s the bits of %d are %i', (name, value, bits) => {
  expect(bitsOf(value, dtypeNamed(name))).toBe(bits);
  expect(valueOfBits(bits, dtypeNamed(name))).toBe(value);
});

describe.each(formats.filter(({bits}) => bits <= 16).map((format) => [format.name, format] as const))(
  'the values of %s',
  (name, format) => {
    const values = valuesOf(format);

    test('are all that its patterns stand for, in order, with the zeros that there are and no NaN', () => {
      const counts: Record<string, number> = {
        float16: 63490,
        bfloat16: 65282,
        float8_e4m3fn: 254,
        float8_e5m2: 250,
        float8_e4m3fnuz: 255,
        float8_e5m2fnuz: 255,
        float4_e2m1fn: 16,
      };
      expect(values.length).toBe(counts[name]);
      const zeros = [...values].filter((value) => value === 0);
      expect(zeros).toEqual(name.endsWith('fnuz') ? [0] : [-0, 0]);
      const second = zeros.length === 2 ? values.indexOf(0) + 1 : undefined;
      expect(values.every((value, i) => i === 0 || i === second || value > (values[i - 1] ?? NaN))).toBe(true);
    });

    test('have each its own pattern, which reads back', () => {
      const patterns = [...values].map((value) => bitsOf(value, format));
      expect(new Set(patterns).size).toBe(values.length);
      expect(patterns.every((bits, i) => Object.is(valueOfBits(bits, format), values[i]))).toBe(true);
    });
  },
);

test.each(['float8_e4m3', 'float8_e3m4', 'float8_e4m3b11fnuz', 'Float8-E8M0FNU', 'f8e4m3', 'float6_e2m3fn', 'fp6'])(
  'a dtype %s is another format than any here, and the error lists these',
  (name) => {
    expect(() => dtypeNamed(name)).toThrow(`unknown dtype: '${name}'; give 'float64', `);
  },
);

test('the pattern of a tf32 is that of a float32, of which the last 13 bits may not be 0', () => {
  const numberOf = valueOfPattern(dtypeNamed('tf32'));
  for (const bits of [0x7f800001, 0xff801fff, 0x7fc00000, 0x7fffffff]) {
    expect(valueOfBits(BigInt(bits), dtypeNamed('tf32'))).toBeNaN();
    expect(numberOf(bits)).toBeNaN();
    expect([...numbersOf(Uint32Array.of(bits), dtypeNamed('tf32'))]).toEqual([Number.NaN]);
  }
  for (const bits of [0xff800000, 0x3f800001, 0x3dcccccd, 0x80000000, 0x00000001]) {
    const number = new Float32Array(Uint32Array.of(bits).buffer)[0] as number; // one for one pattern
    expect(valueOfBits(BigInt(bits), dtypeNamed('tf32'))).toBe(number);
    expect(numberOf(bits)).toBe(number);
    expect([...numbersOf(Uint32Array.of(bits), dtypeNamed('tf32'))]).toEqual([number]);
  }
});

test('what a format without NaN stores of one is the pattern of -0, as ml_dtypes does it', () => {
  expect(bitsOf(NaN, dtypeNamed('fp4'))).toBe(0x8n);
  expect(valueOfBits(0x8n, dtypeNamed('fp4'))).toBe(-0);
});

test('the patterns of float64 are those of the machine', () => {
  const format = dtypeNamed('float64');
  for (const value of [Math.PI, -1e308, 2.2250738585072014e-308, 2.225073858507201e-308, 3e-320]) {
    const bits = new BigUint64Array(Float64Array.of(value).buffer)[0];
    expect(bitsOf(value, format)).toBe(bits);
    expect(valueOfBits(bits ?? 0n, format)).toBe(value);
  }
});
