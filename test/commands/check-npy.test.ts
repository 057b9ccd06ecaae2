import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {bitsOf, valueOfBits} from '../../src/exact/bit-patterns.ts';
import {dtypeNamed, roundDouble} from '../../src/exact/number-format.ts';
import {runIn} from '../fake-io.ts';
import {type NpyFile, npyFile, uint16Bytes} from '../npy-file.ts';
import {checkFile} from './checked.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'act-cli-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

/** The path of a new file. */
function saved(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

describe('a .npy with a result for every bit pattern in order', () => {
  const half = dtypeNamed('float16');
  const bf16 = dtypeNamed('bfloat16');
  const e5m2 = dtypeNamed('e5m2');
  const patterns = (bits: number) => Array.from({length: 2 ** bits}, (_, i) => i);
  /** relu of all float16 values, and its gradient, as bits: NaN stays what it is. */
  const rectified = patterns(16).map((bits) => (bits > 0x8000 && bits <= 0xfc00 ? 0 : bits === 0x8000 ? 0 : bits));
  const slopes = patterns(16).map((bits) =>
    bits > 0 && bits <= 0x7c00 ? 0x3c00 : (bits & 0x7fff) > 0x7c00 ? 0x7e00 : 0,
  );
  const npy = (name: string, file: Partial<NpyFile>) =>
    saved(name, npyFile({descr: '<f2', shape: [65_536], data: uint16Bytes(rectified), ...file}));

  test('float16: values, gradients, or both in two rows', async () => {
    const values = await checkFile(npy('relu.npy', {}), 'relu', '--dtype', 'float16', '--max-ulp', '0');
    expect([values.code, values.rows.get('value,results')]).toEqual([0, '65536,,,']);
    expect(values.rows.get('value,misrounded')).toBe('0,,,');
    const gradients = npy('grad.npy', {data: uint16Bytes(slopes)});
    const found = await checkFile(gradients, 'relu', '--dtype', 'float16', '--show', 'gradient', '--max-ulp', '0');
    expect([found.code, found.rows.get('gradient,misrounded')]).toEqual([0, '0,,,']);
    const both = npy('both.npy', {data: uint16Bytes([...rectified, ...slopes]), shape: [2, 65_536]});
    const {code, rows} = await checkFile(both, 'relu', '--dtype', 'float16', '--max-ulp', '0');
    expect([code, rows.get('value,results'), rows.get('gradient,results')]).toEqual([0, '65536,,,', '65536,,,']);
    const second = await checkFile(both, 'relu', '--dtype', 'float16', '--max-ulp', '0', '--show', 'gradient');
    expect([second.code, second.rows.get('value,results'), second.rows.get('gradient,misrounded')]).toEqual([
      0,
      undefined,
      '0,,,',
    ]);
  });

  test('one bit that is wrong is found: at 0.5, 0.50049', async () => {
    const place = Number(bitsOf(0.5, half));
    const wrong = npy('wrong.npy', {data: uint16Bytes(rectified.with(place, place + 1))});
    const {code, rows} = await checkFile(wrong, 'relu', '--dtype', 'float16', '--max-ulp', '0');
    expect([code, rows.get('value,misrounded')]).toEqual([1, '1,0.5,0.5,0.5005']);
  });

  test('NaN in, something else out is a NaN mismatch', async () => {
    const wrong = npy('nan.npy', {data: uint16Bytes(rectified.with(0x7e01, 0))});
    const {rows} = await checkFile(wrong, 'relu', '--dtype', 'float16');
    expect(rows.get('value,nan_mismatches')).toBe('1,NaN,NaN,0');
  });

  test('bfloat16 as bits in uint16, int16, the void type of NumPy, or as float32; big end first too', async () => {
    const bits = patterns(16).map((each) => (each >= 0x8000 && each <= 0xff80 ? 0 : each));
    const float32 = new Uint8Array(Float32Array.from(bits, (each) => valueOfBits(BigInt(each), bf16)).buffer);
    for (const file of [
      {descr: '<u2', data: uint16Bytes(bits)},
      {descr: '<i2', data: uint16Bytes(bits)},
      {descr: '<V2', data: uint16Bytes(bits)},
      {descr: '>u2', data: uint16Bytes(bits.map((each) => ((each & 255) << 8) | (each >> 8)))},
      {descr: '<f4', data: float32},
      {descr: '<u2', data: uint16Bytes(bits), shape: [256, 256]},
    ]) {
      const {code, stderr, rows} = await checkFile(npy('bf16.npy', file), 'relu', '--dtype', 'bf16', '--max-ulp', '0');
      expect([file.descr, code, stderr, rows.get('value,misrounded')]).toEqual([file.descr, 0, '', '0,,,']);
    }
  });

  test('float32 results that bfloat16 has not are rounded to it and counted', async () => {
    const data = new Float32Array(patterns(16).map((each) => Math.max(0, valueOfBits(BigInt(each), bf16))));
    const place = Number(bitsOf(1.5, bf16));
    data[place] = 1.501;
    const path = npy('f4.npy', {descr: '<f4', data: new Uint8Array(data.buffer)});
    const {code, stderr, rows} = await checkFile(path, 'relu', '--dtype', 'bf16', '--max-ulp', '0');
    expect([code, rows.get('value,rounded_results')]).toEqual([0, '1,,,']);
    expect(stderr).toBe('act-cli: 1 of 65536 values have more digits than bfloat16 and were rounded to it\n');
  });

  test('fp8 as 256 bit patterns', async () => {
    const bits = patterns(8).map((each) => {
      const value = valueOfBits(BigInt(each), e5m2);
      return Number(bitsOf(roundDouble(value < 0 ? 0 : 2 * value, e5m2, 'ieee'), e5m2));
    });
    const path = npy('fp8.npy', {descr: '|u1', shape: [256], data: Uint8Array.from(bits)});
    const {code, rows} = await checkFile(path, '=max(0, 2*x)', '--dtype', 'e5m2', '--max-ulp', '0');
    expect([code, rows.get('value,results'), rows.get('value,misrounded')]).toEqual([0, '256,,,', '0,,,']);
  });

  test('a byte for each of 16 numbers of 4 bits, whose upper half does not count', async () => {
    const fp4 = dtypeNamed('fp4');
    const bits = patterns(4).map((each) => Number(bitsOf(Math.max(0, valueOfBits(BigInt(each), fp4)), fp4)));
    const path = npy('fp4.npy', {descr: '|u1', shape: [16], data: Uint8Array.from(bits, (each) => each + 0xa0)});
    const {code, rows} = await checkFile(path, 'relu', '--dtype', 'fp4', '--max-ulp', '0');
    expect([code, rows.get('value,results'), rows.get('value,misrounded')]).toEqual([0, '16,,,', '0,,,']);
  });

  test('where -0 would be, a format without it has its only NaN', async () => {
    const fnuz = dtypeNamed('e4m3fnuz');
    const bits = patterns(8).map((each) => (each > 0x80 ? 0 : each));
    const right = npy('fnuz.npy', {descr: '|V1', shape: [256], data: Uint8Array.from(bits)});
    expect(valueOfBits(0x80n, fnuz)).toBeNaN();
    expect((await checkFile(right, 'relu', '--dtype', 'e4m3fnuz', '--max-ulp', '0')).code).toBe(0);
    const wrong = npy('zero.npy', {descr: '|V1', shape: [256], data: Uint8Array.from(bits.with(0x80, 0))});
    const {rows} = await checkFile(wrong, 'relu', '--dtype', 'e4m3fnuz');
    expect(rows.get('value,nan_mismatches')).toBe('1,NaN,NaN,0');
  });

  test('tf32 as float32, or as patterns of it: a result for each of its 2^19 patterns', async () => {
    const wide = Uint32Array.from(patterns(16).flatMap((each) => [0, 1, 2, 3, 4, 5, 6, 7].map((low) => each * 8 + low)), (each) => each << 13); // biome-ignore format: one line
    const rectified = wide.map((each) => (each >= 0x80000000 && each <= 0xff800000 ? 0 : each));
    for (const descr of ['<f4', '<u4']) {
      const path = npy('tf32.npy', {descr, shape: [2 ** 19], data: new Uint8Array(rectified.buffer)});
      const {code, rows} = await checkFile(path, 'relu', '--dtype', 'tf32', '--max-ulp', '0');
      expect([code, rows.get('value,results'), rows.get('value,misrounded')]).toEqual([0, '524288,,,', '0,,,']);
    }
    const place = rectified.indexOf(0x3f800000);
    const unrounded = rectified.with(place, 0x3f800001);
    const path = npy('f4.npy', {descr: '<f4', shape: [2 ** 19], data: new Uint8Array(unrounded.buffer)});
    const {code, rows} = await checkFile(path, 'relu', '--dtype', 'tf32', '--max-ulp', '0');
    expect([code, rows.get('value,rounded_results')]).toEqual([0, '1,,,']);
  });

  test.each([
    [
      'a number too few',
      {data: uint16Bytes(rectified.slice(1))},
      'float16',
      'as .npy: it ends after 65535 of 65536 numbers',
    ],
    ['no number', {data: new Uint8Array(0)}, 'float16', 'as .npy: it ends after 0 of 65536 numbers'],
    [
      'another shape',
      {shape: [65_535]},
      'float16',
      'has the shape (65535), and float16 has 65536 bit patterns; give it the shape (65536)',
    ],
    ['columns for rows', {shape: [65_536, 2]}, 'float16', 'has the shape (65536,2), and float16'],
    ['another number of patterns', {}, 'float8_e5m2', 'has the shape (65536), and float8_e5m2 has 256 bit patterns'],
    [
      'too many patterns',
      {},
      'float64',
      'and float64 has too many; give a --dtype of 32 bits or fewer, or x in a first row and --show x,value,gradient',
    ],
    [
      'a format without its range',
      {},
      'bfloat16',
      'has the dtype <f2, which cannot hold results in bfloat16; give uint16 bit patterns or float32',
    ],
    ['longer bits', {descr: '<u4'}, 'float16', 'has the dtype <u4, which cannot hold results in float16'],
    ['truth values', {descr: '|b1'}, 'float16', 'has the dtype |b1, which cannot hold results in float16'],
    ['objects', {descr: '|O'}, 'float16', 'as .npy: its dtype |O is Python objects, none of'],
  ] as const)('%s is an error', async (_title, file, dtype, message) => {
    const {code, stdout, stderr} = await runIn({}, 'check', 'relu', npy('bad.npy', file), '--dtype', dtype);
    expect({code, stdout}).toEqual({code: 2, stdout: ''});
    expect(stderr).toContain(message);
    expect(stderr).toContain('bad.npy');
  });

  test('a file called .npy that is something else or nothing', async () => {
    for (const [content, problem] of [
      ['', 'it is empty'],
      ['x,value\n1,1\n', 'it does not begin with \\x93NUMPY'],
    ] as const) {
      const {code, stderr} = await runIn({}, 'check', 'relu', saved('not.npy', content), '--dtype', 'float16');
      expect([code, stderr]).toEqual([2, expect.stringContaining(`not.npy' as .npy: ${problem}`)]);
    }
  });
});
