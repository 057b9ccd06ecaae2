import {mkdtempSync, readFileSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, describe, expect, test} from 'vitest';
import {runIn} from '../../fake-io.ts';

const folder = mkdtempSync(join(tmpdir(), 'act-cli-'));
afterAll(() => rmSync(folder, {recursive: true}));

const table = (...words: readonly string[]) => runIn({}, 'table', ...words);

test('--quant lists every input code, what it stands for, the value, and its output code', async () => {
  const {code, stdout, stderr} = await table('relu', '--quant', 'in=0.5:-6,out=1:-8', '--dtype', 'int4', '-f', 'csv');
  expect(code).toBe(0);
  expect(stdout.split('\n').slice(0, 6)).toEqual([
    'code,x,relu,relu_code',
    '-8,-1,0,-8',
    '-7,-0.5,0,-8',
    '-6,0,0,-8',
    '-5,0.5,0.5,-8',
    '-4,1,1,-7',
  ]);
  expect(stderr).toBe(
    'act-cli: int4: x = 0.5 (code + 6), y = 1 (code + 8), scales in float32; y / scale is rounded, ties to even, as by QuantizeLinear of ONNX, then saturated\n' +
      'act-cli: relu: largest error 0.5 lsb at code -5; no code saturates; 9 of 16 output codes are unused; never falls\n',
  );
});

test('the type is that of --dtype, that in --quant, or the first that holds the zero points', async () => {
  const typeOf = async (...words: readonly string[]) =>
    (await table('relu', '-f', 'csv', ...words)).stderr.slice(9, 16);
  expect(await typeOf('--quant', 'in=1:5,out=1', '--dtype', 'UINT8')).toBe('uint8: ');
  expect(await typeOf('--quant', 'uint8,in=1:5,out=1')).toBe('uint8: ');
  expect(await typeOf('--quant', 'in=1:5,out=1,type=uint8')).toBe('uint8: ');
  expect(await typeOf('--quant', 'in=1:5,out=1:-128')).toBe('int8: x');
  expect(await typeOf('--quant', 'in=0.05:128,out=0.02:120')).toBe('uint8: ');
  expect(await typeOf('--quant', 'in=1:-1,out=1:200')).toBe('int16: ');
  expect(await typeOf('--quant', 'in=1,out=1:65535')).toBe('uint16:');
});

test('every format has the same rows, also of several activations; a code that does not exist is empty', async () => {
  const words = ['=log(x)', 'tanh', '--quant', 'int4,in=1,out=0.25'];
  const json = JSON.parse((await table(...words, '--format', 'json')).stdout);
  expect(json).toHaveLength(16);
  expect(json[7]).toMatchObject({code: -1, x: -1, '=log(x)': 'NaN', '=log(x)_code': null, tanh_code: -3});
  expect((await table(...words, '--format', 'tsv')).stdout.split('\n')[8]).toBe(
    '-1\t-1\tNaN\t\t-0.7615941559557649\t-3',
  );
  const people = await table(...words, '--format', 'markdown');
  expect(people.stdout).toContain('| code |');
  const text = await table(...words, '--format', 'table');
  expect([text.stdout.includes('no value at 8 codes'), text.stderr]).toEqual([true, '']);
});

test('int16 has 65536 rows', async () => {
  const {stdout} = await table('gelu', '--dtype', 'int16', '--quant', 'in=0.0003,out=0.0003', '--format', 'csv');
  const lines = stdout.trimEnd().split('\n');
  expect([lines.length, lines.at(-1)]).toEqual([65_537, '32767,9.830100466904696,9.830100466904696,32767']);
});

const wanted = 'a scale and a zero point for both sides, such as in=0.05:128,out=0.02:120';
test.each([
  [['--quant', 'in=0.05:128'], `invalid value for --quant: 'in=0.05:128'; give ${wanted}`],
  [['--quant', ''], `invalid value for --quant: ''; give ${wanted}`],
  [['--quant', 'in=1,out=1,int9'], `give ${wanted}`],
  [['--quant', 'in=1,out=1,in=2'], 'give in once'],
  [['--quant', 'in=0,out=1'], 'give scales that are numbers above 0, as float32 holds them'],
  [['--quant', 'in=-1,out=1'], 'give scales that are numbers above 0'],
  [['--quant', 'in=1e-60,out=1'], 'give scales that are numbers above 0'],
  [['--quant', 'in=nan,out=1'], 'give scales that are numbers above 0'],
  [['--quant', 'in=1:0.5,out=1'], 'give zero points that are whole numbers'],
  [['--quant', 'in=1:2:3,out=1'], 'give zero points that are whole numbers'],
  [['--quant', 'in=1,out=1,rule=caffe'], 'give a rule that is one of onnx, tflite'],
  [['--quant', 'in=1:300,out=1', '--dtype', 'int8'], 'the zero points 300 and 0 are not both codes of int8'],
  [['--quant', 'in=1:-1,out=1:40000'], 'the zero points -1 and 40000 are not both codes of one type'],
  [['--quant', 'int8,in=1,out=1', '--dtype', 'uint8'], '--dtype uint8 and --quant int8 cannot be combined'],
  [['--quant', 'in=1,out=1', '--dtype', 'bf16'], '--quant and --dtype bfloat16 cannot be combined'],
  [['--quant', 'in=1,out=1', '--at=1'], '--quant and --at cannot be combined'],
  [['--quant', 'in=1,out=1', '--show', 'value'], '--quant and --show cannot be combined'],
  [['--dtype', 'int8'], '--dtype int8 needs --quant in=scale:zero,out=scale:zero; add it or leave --dtype int8 out'],
])('%j is an error', async (words, message) => {
  const {code, stdout, stderr} = await table('relu', ...words);
  expect([code, stdout, stderr.split('\n').length]).toEqual([2, '', 2]);
  expect(stderr).toContain(message);
});

test('a function of vectors has no table of codes', async () => {
  const {code, stderr} = await table('maxout:weights=[1,1;-1,1],biases=[0;0]', '--quant', 'in=1,out=1');
  expect([code, stderr.includes('is a function of 2 numbers, x1, x2')]).toEqual([2, true]);
});

describe('golden files of codes', () => {
  const words = ['gelu', 'tanh', '--dtype', 'int8', '--quant', 'in=0.05,out=0.02'];

  test('a header for C has an array of integers for each activation, and says how they were made', async () => {
    const {code, stdout, stderr} = await table(...words, '--format', 'c');
    expect([code, stderr]).toEqual([0, '']);
    for (const part of ['static const int8_t gelu_code_int8[256] = {', 'static const int8_t tanh_code_int8[256] = {'])
      expect(stdout).toContain(part);
    expect(stdout).toContain(' * the number at index i belongs to the input code i - 128\n');
    expect(stdout).toContain('rounded, ties to even, as by QuantizeLinear of ONNX');
    const csv = (await table(...words, '--format', 'csv')).stdout.trimEnd().split('\n').slice(1);
    const [gelus = '', tanhs = ''] = [...stdout.matchAll(/= \{([^}]*)\}/g)].map(([, numbers]) => numbers);
    const numbers = (text: string) => text.split(',').map(Number);
    expect(numbers(gelus)).toEqual(csv.map((line) => Number(line.split(',')[3])));
    expect(numbers(tanhs)).toEqual(csv.map((line) => Number(line.split(',')[5])));
  });

  test.each([
    ['int8', "'|i1'", 1],
    ['uint8', "'|u1'", 1],
    ['int16', "'<i2'", 2],
    ['uint16', "'<u2'", 2],
    ['int4', "'|i1'", 1],
  ] as const)('a .npy of %s has the type %s, and its codes are those of csv', async (type, descr, size) => {
    const asked = ['tanh', '--quant', `${type},in=0.01,out=0.004`];
    const path = join(folder, `${type}.npy`);
    expect((await table(...asked, '--output', path)).code).toBe(0);
    const bytes = readFileSync(path);
    const header = new TextDecoder('latin1').decode(bytes.subarray(0, 128));
    expect(header).toContain(descr);
    const data = new DataView(bytes.buffer, bytes.byteOffset + 128, bytes.length - 128);
    const isSigned = descr.includes('i');
    const read = (i: number): number =>
      size === 2
        ? isSigned
          ? data.getInt16(2 * i, true)
          : data.getUint16(2 * i, true)
        : isSigned
          ? data.getInt8(i)
          : data.getUint8(i);
    const csv = (await table(...asked, '--format', 'csv')).stdout.trimEnd().split('\n').slice(1);
    expect(Array.from({length: data.byteLength / size}, (_, i) => read(i))).toEqual(
      csv.map((line) => Number(line.split(',')[3])),
    );
  });

  test('a code that does not exist cannot be held', async () => {
    const {code, stdout, stderr} = await table('=log(x)', '--quant', 'int4,in=1,out=0.25', '--format', 'npy');
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toContain('=log(x) has no value at the input code -8, and npy holds a code for each');
  });
});
