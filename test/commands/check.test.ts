import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {bitsOf, dtypeNamed, roundDouble, valueOfBits} from '../../src/exact/number-format.ts';
import {runIn} from '../fake-io.ts';
import {type NpyFile, npyFile, uint16Bytes} from '../npy-file.ts';

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

/** What a check of a text says: its rows by quantity and measure, the cells that follow. */
async function checkText(text: string, ...argv: readonly string[]) {
  const [name = 'relu', ...options] = argv;
  return rowsOf(await runIn({stdin: text}, 'check', name, '-', ...options));
}

async function checkFile(path: string, ...argv: readonly string[]) {
  const [name = 'relu', ...options] = argv;
  return rowsOf(await runIn({}, 'check', name, path, ...options));
}

function rowsOf({code, stdout, stderr}: Awaited<ReturnType<typeof runIn>>) {
  const [header, ...lines] = stdout.trimEnd().split('\n');
  const rows = new Map<string, string>();
  for (const line of lines) {
    const [, key = '', rest = ''] = /^(\w+,\w+),(.*)$/.exec(line) ?? [];
    rows.set(rows.has(key) ? `${key},${rows.size}` : key, rest);
  }
  return {code, stderr, header, rows};
}

async function refused(text: string, ...argv: readonly string[]): Promise<string> {
  const [name = 'relu', ...options] = argv;
  const {code, stdout, stderr} = await runIn({stdin: text}, 'check', name, '-', ...options);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toMatch(/^act-cli: [^\n]*\n$/);
  return stderr;
}

test('what table writes is right, in every machine format that has rows of numbers', async () => {
  for (const format of ['csv', 'tsv', 'jsonl']) {
    const options = ['--dtype', 'bf16', '--range', '-9:9:0.25'];
    const {stdout} = await runIn({}, 'table', 'silu:beta=2', ...options, '--format', format);
    const {code, stderr, header, rows} = await checkText(stdout, 'silu:beta=2', '--dtype', 'bf16', '--max-ulp', '0');
    expect({code, stderr, header}).toEqual({code: 0, stderr: '', header: 'quantity,measure,amount,x,expected,got'});
    expect([rows.get('value,results'), rows.get('gradient,results')]).toEqual(['73,,,', '73,,,']);
    expect([rows.get('value,misrounded'), rows.get('gradient,misrounded')]).toEqual(['0,,,', '0,,,']);
  }
});

test('what table writes is right in every layout and machine format, for one activation of several', async () => {
  for (const format of ['csv', 'tsv', 'json', 'jsonl']) {
    for (const options of [[], ['--hex'], ['--long'], ['--bits'], ['--long', '--hex', '--bits']]) {
      const {stdout} = await runIn({}, 'table', 'relu', 'silu:beta=2', 'maxout:weights=[1;-1],biases=[0;0]', '--format', format, ...options); // biome-ignore format: one line
      const {code, stderr, rows} = await checkText(stdout, 'silu:beta=2', '--max-ulp', '0');
      expect([format, options, code, stderr]).toEqual([format, options, 0, '']);
      expect([rows.get('value,results'), rows.get('gradient,results')]).toEqual(['13,,,', '13,,,']);
      expect(rows.get('value,misrounded')).toBe('0,,,');
      const read = await runIn({stdin: stdout}, 'table', 'relu', '--input', '-', '--column', 'x');
      expect([read.code, read.stderr, read.stdout.split('\n')[1]]).toEqual([0, '', '-6,0,0']);
    }
  }
  const one = await runIn({}, 'table', 'gelu', '--long', '--format', 'tsv');
  expect(await refused(one.stdout)).toContain("has no row whose activation is 'relu'; give one that it has: 'gelu'");
});

test('a commented header names the columns', async () => {
  const {rows} = await checkText('# x gradient\n1 1\n-1 0\n');
  expect([rows.get('value,results'), rows.get('gradient,misrounded')]).toEqual([undefined, '0,,,']);
});

test('a text with a name of its own is left aside', async () => {
  expect((await checkText('y,name,x\n1,one,1\n')).code).toBe(0);
  expect((await checkText('[{"x":1,"value":1,"device":"gpu"}]')).code).toBe(0);
});

test('the example of the help: all of float16', async () => {
  const {stdout} = await runIn({}, 'table', 'silu', '--all', '--dtype', 'float16');
  const lines = stdout.split('\n');
  const place = lines.findIndex((line) => line.startsWith('-1.5,'));
  expect(lines[place]).toMatch(/^-1.5,-0.2737,/);
  const text = lines.with(place, (lines[place] ?? '').replace('-0.2737', '-0.2734')).join('\n');
  const {code, rows} = await checkText(text, 'silu', '--dtype', 'float16', '--max-ulp', '0');
  expect(code).toBe(1);
  expect(rows.get('value,results')).toBe('63490,,,');
  expect(rows.get('value,misrounded')).toBe('1,-1.5,-0.2737,-0.2734');
  expect(rows.get('value,worst')).toBe('1,-1.5,-0.2737,-0.2734');
  expect(rows.get('gradient,misrounded')).toBe('0,,,');
}, 60_000);

test('the worst results come worst first, as many as are asked for', async () => {
  const text = 'x,y\n1,1.0000000000000002\n2,nan\n3,3\n4,4.000000000000002\n5,-5\n';
  const {rows} = await checkText(text, 'relu', '--worst', '3');
  expect([...rows].filter(([key]) => key.startsWith('value,worst')).map(([, rest]) => rest)).toEqual([
    'Infinity,2,2,NaN',
    // Twice the 0x4014000000000000 doubles from 0 to 5.
    '9234631035923202000,5,5,-5',
    '2,4,4,4.000000000000002',
  ]);
  const none = await checkText(text, 'relu', '--worst', '0');
  expect([...none.rows.keys()].filter((key) => key.includes('worst'))).toEqual([]);
});

describe('the exit code', () => {
  const off = 'x,value\n1,1.0000000000000002\n';
  test.each([
    ['without a limit', off, [], 0],
    ['at the limit', off, ['--max-ulp', '1'], 0],
    ['beyond the limit', off, ['--max-ulp', '0'], 1],
    ['beyond the limit by a fraction', off, ['--max-ulp=0.5'], 1],
    ['NaN for a number', 'x,value\n1,nan\n', ['--max-ulp', '9'], 1],
    ['an infinity for a number', 'x,value\n1,inf\n', ['--max-ulp', '9'], 1],
    ['a sign that is wrong by two ulps', 'x,value\n5e-324,-5e-324\n', ['--max-ulp', '9'], 1],
    ['a zero of the other sign', 'x,value\n-1,-0\n', ['--max-ulp', '0'], 0],
    ['a gradient between the slopes of a kink', 'x,gradient\n0,0.5\n', ['--max-ulp', '0'], 0],
    ['a gradient beyond them', 'x,gradient\n0,1.5\n', ['--max-ulp', '0'], 1],
  ])('%s', async (_title, text, options, code) => {
    expect((await checkText(text, 'relu', ...options)).code).toBe(code);
  });
});

test.each([
  ['x,value,gradient', ['value', 'gradient']],
  ['X,Y,Grad', ['value', 'gradient']],
  ['value,x', ['value']],
  ['relu_grad,x,relu', ['value', 'gradient']],
  ['x,grad', ['gradient']],
  [',x,y', ['value']],
  ['x,value,region,x_bits,value_bits,relu_region', ['value']],
  ['x,relu,gelu,elu:alpha=0.5,elu:alpha=0.5_grad,mine,mine_grad', ['value']],
])('columns %s', async (header, quantities) => {
  const width = header.split(',').length;
  const {rows} = await checkText(`${header}\n${Array(width).fill(1).join()}\n`);
  expect([...rows.keys()].filter((key) => key.endsWith(',results'))).toEqual(
    quantities.map((each) => `${each},results`),
  );
});

test('rows without a header are x, value, gradient; --show says what else they are', async () => {
  expect((await checkText('2,2,1\n3,3,1\n')).rows.get('gradient,misrounded')).toBe('0,,,');
  expect((await checkText('2 2\n3 3\n')).rows.get('value,results')).toBe('2,,,');
  const {rows} = await checkText('2,1\n3,1\n', 'relu', '--show', 'gradient');
  expect([...rows.keys()].filter((key) => key.endsWith(',misrounded'))).toEqual(['gradient,misrounded']);
  expect((await checkText('x,y,grad\n1,1,1\n', 'relu', '--show', 'value')).rows.has('gradient,results')).toBe(false);
});

test.each([
  ['', [], 'standard input holds no numbers'],
  ['x,value\n', [], "standard input holds no numbers below its header 'x', 'value'"],
  ['a,b\n1,2\n', [], "standard input has no column for x: it has 'a', 'b'; name them x, value (or relu) and gradient"],
  ['x,b\n1,2\n', [], "standard input has no column for value: it has 'x', 'b'"],
  [
    'x,vlaue,gradient\n1,1,1\n',
    [],
    "standard input has a column 'vlaue', which would not be checked; did you mean 'value'?",
  ],
  ['x,value,gardient\n1,1,1\n', [], "a column 'gardient', which would not be checked; did you mean 'gradient'?"],
  ['x,relu,relu_gard\n1,1,1\n', [], "a column 'relu_gard', which would not be checked; did you mean 'relu_grad'?"],
  ['x,vlaue,gradient\n1,a,1\n', [], "a column 'vlaue', which would not be checked"],
  ['x,value,value_grad\n1,1,1\n', [], "a column 'value_grad', which would not be checked"],
  ['x,value,more\n1,1,1\n', [], "a column 'more', which would not be checked; leave it out, or name it x, value (or"],
  ['{"x":1,"value":1}\n{"x":2,"value":2,"gradient":9}\n', [], "line 2: 'gradient' is not in the first object"],
  ['', [], 'standard input holds no numbers; give rows of x, value and gradient'],
  ['NA,NA\n1,1\n', [], "standard input, line 1: 'NA' is not a number"],
  ['{"x":1,"vlaue":1,"gradient":1}', [], "did you mean 'value'?"],
  ['x,value,value\n1,1,1\n', [], "has several columns for value: 'value', 'value'; leave one of them in the file"],
  ['x,value,y\n1,1,1\n', [], "has several columns for value: 'value', 'y'"],
  ['x,X,relu\n1,1,1\n', [], "has several columns for x: 'x', 'X'"],
  [
    'x,gelu,gelu_grad\n1,1,1\n',
    [],
    "it has 'x', 'gelu', 'gelu_grad'; name them x, value (or relu) and gradient (or relu_grad), or check 'gelu'",
  ],
  ['x,value\n1,2\n', ['--show', 'gradient'], "standard input has no column for gradient: it has 'x', 'value'"],
  ['1\n2\n', [], 'standard input has no column for value: it has 1 column'],
  ['1,2,3,4\n', [], 'standard input has no column for x: it has 4 columns'],
  ['x,value\n1,1\n2\n', [], 'standard input, line 3: the row has 1 cell where the first has 2'],
  ['x,value\n1,1\n2,\n', [], 'standard input, line 3: a cell is empty'],
  ['x,value\n1,1\n2,abc\n', [], "standard input, line 3: 'abc' is not a number"],
  ['{"x":1,"value":1}\n{"x":2,"val', [], `standard input, line 2: '{"x":2,"val' is not JSON`],
  ['{"x":1,"value":1}\n{"x":2}\n', [], "standard input, line 2: 'value' is missing"],
  ['x,value\n1,1\n', ['--max-ulp=-1'], "invalid value for --max-ulp: '-1'; give a number, 0 or more"],
  ['x,value\n1,1\n', ['--max-ulp', 'nan'], "invalid value for --max-ulp: 'nan'; give a number, 0 or more"],
  ['x,value\n1,1\n', ['--dtype', 'int8'], "unknown dtype: 'int8'"],
])('%j with %j is an error, never a pass', async (text, options, message) => {
  expect(await refused(text, 'relu', ...options)).toContain(message);
});

test('a file that is not there, and an activation over vectors', async () => {
  const missing = await runIn({}, 'check', 'relu', join(folder, 'none.csv'));
  expect([missing.code, missing.stdout, missing.stderr]).toEqual([
    2,
    '',
    expect.stringContaining('there is no such file'),
  ]);
  const vectors = 'maxout:weights=[1,2;3,4],biases=[0;0]';
  expect(await refused('x,value\n1,1\n', vectors)).toContain(`'${vectors}' is a function of several numbers`);
});

test('what has more digits than the format is rounded to it, and standard error says how much', async () => {
  const {stderr, rows} = await checkText('x,y\n0.1,0.1\n0.10001,0.10001\n1,1\n', 'relu', '--dtype', 'float16');
  expect(rows.get('value,rounded_inputs')).toBe('1,,,');
  expect(stderr).toBe(
    'act-cli: 1 of 3 inputs have more digits than float16 and were rounded to it\n' +
      'act-cli: 1 of 3 values have more digits than float16 and were rounded to it\n',
  );
});

test('on a terminal the table says what an ulp is, what was checked against, and the verdict', async () => {
  const text = 'x,value\n1,1.0009765625\n-1,0\n';
  const options = ['--dtype', 'half', '--max-ulp', '0', '--color', 'never'];
  const {stdout} = await runIn({stdin: text, columns: 80}, 'check', 'relu', '-', ...options);
  expect(stdout).toMatch(/^checked value of relu at 2 points\n/);
  expect(stdout).toContain('relu against its correctly rounded results in float16\n');
  expect(stdout).toContain('ulp: steps from one number of float16 to the next');
  expect(stdout).toContain('--max-ulp 0: exceeded\n');
  expect(stdout).toMatch(/│ value +│ max_ulp +│ +1 │ +1 │ +1 │ 1.001 │\n/);
  expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
});

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
      'has the shape (65535), and float16 has 65536 bit patterns; give (65536)',
    ],
    ['columns for rows', {shape: [65_536, 2]}, 'float16', 'has the shape (65536,2), and float16'],
    ['another number of patterns', {}, 'float8_e5m2', 'has the shape (65536), and float8_e5m2 has 256 bit patterns'],
    ['too many patterns', {}, 'float32', 'too many in float32; give a --dtype of 16 or 8 bits, or x,value as CSV'],
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
