import {expect, test} from 'vitest';
import {formats} from '../../../src/exact/number-format.ts';
import {decoded, knownTypeNamed, numberType, typeNamed} from '../../../src/input/arrays/number-type.ts';
import {random} from '../mutant.ts';

test('integers of 64 bits become the nearest double', () => {
  const next = random(2);
  const word = () => BigInt(Math.floor(next() * 2 ** 32));
  const ends = [
    0n,
    1n,
    -1n,
    2n ** 53n + 1n,
    -(2n ** 53n) - 1n,
    2n ** 54n + 2n,
    2n ** 63n - 1n,
    -(2n ** 63n),
    2n ** 32n,
  ];
  const bits = [...ends, ...Array.from({length: 10_000}, (_, i) => ((word() << 32n) | word()) >> BigInt(i % 33))];
  const signed = BigInt64Array.from(bits, (each) => BigInt.asIntN(64, each));
  const unsigned = BigUint64Array.from(bits, (each) => BigInt.asUintN(64, each));
  expect([...decoded(new Uint8Array(signed.buffer).slice(), numberType('int64'))]).toEqual([...signed].map(Number));
  expect([...decoded(new Uint8Array(unsigned.buffer).slice(), numberType('uint64'))]).toEqual(
    [...unsigned].map(Number),
  );
  const swapped = new Uint8Array(Buffer.from(signed.buffer.slice(0)).swap64());
  expect([...decoded(swapped, numberType('int64', 'big'))]).toEqual([...signed].map(Number));
});

test('every number format is a type, of which a byte or more holds one number', () => {
  expect(formats.map(({name}) => typeNamed(name).name)).toEqual(formats.map(({name}) => name));
  expect([...decoded(Uint8Array.of(0x07, 0x1f, 0xf8), numberType('float4_e2m1fn'))]).toEqual([6, -6, -0]);
  expect([...decoded(Uint8Array.of(0x7f, 0x80, 0x81), numberType('float8_e4m3fnuz'))]).toEqual([240, NaN, -(2 ** -10)]);
});

test('every byte but 0 is true', () => {
  expect([...decoded(Uint8Array.of(0, 1, 2, 255), numberType('bool'))]).toEqual([0, 1, 1, 1]);
});

test('bytes that are not at a multiple of the size are copied', () => {
  const bytes = Uint8Array.of(9, 0, 0, 128, 63).subarray(1);
  expect([...decoded(bytes, numberType('float32'))]).toEqual([1]);
});

test.each([
  ['bf16', 'bfloat16', true],
  ['fp8-e4m3', 'float8_e4m3fn', true],
  ['half', 'float16', true],
  ['<f4', 'float32', true],
  ['>i2', 'int16', false],
  ['|u1', 'uint8', true],
  ['INT8', 'int8', true],
  ['bool', 'bool', true],
])('%s names the type %s', (text, name, littleEndian) => {
  expect(typeNamed(text)).toMatchObject({name, littleEndian});
});

test('an unknown name is an error that names those near it, and none of an object is one', () => {
  expect(() => typeNamed('float7')).toThrow("unknown dtype: 'float7'; did you mean 'float16', 'float32' or 'float64'?");
  expect(knownTypeNamed('constructor')).toBe(undefined);
});
