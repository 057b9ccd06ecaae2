/** check of functions of several inputs: the value, and the gradient by each of them, at points of a plane or a space. */

import {mkdtempSync, readFileSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {formats} from '../../src/exact/number-format.ts';
import {runIn} from '../fake-io.ts';
import {npyFile} from '../npy-file.ts';
import {checkFile, checkText, refused} from './checked.ts';

const folder = mkdtempSync(join(tmpdir(), 'check-gated-'));
/** Ordinary points, infinite ones, NaN, at the clamps of 7, subnormal in float16. */
const pairs = '3,0.5;-1,2;nan,1;1,nan;inf,-2;-inf,0;7,7;7,-0.5;0.25,-7;8,-9;-0.5,0.00002;0,-3;-0,3;-7.5,1.25';
/** float4_e2m1fn has neither NaN nor infinities. */
const pointsIn = (dtype: string, points: string) =>
  dtype.includes('e2m1fn') ? points.split(';').filter((point) => !/nan|inf/.test(point)).join(';') : points; // biome-ignore format: one line
const countIn = (dtype: string, points: string) => pointsIn(dtype, points).split(';').length;
const triples = '1,2,3;-1,0,0.5;4,-4,inf;nan,0,0;-inf,1,1';
const units = ['glu', 'bilinear', 'reglu', 'geglu', 'geglu_tanh', 'swiglu', 'swiglu_clamped', 'swiglu_step'];
const ofPair = ['value', 'gradient_x', 'gradient_u'];
const ofTriple = ['value', 'gradient_x1', 'gradient_x2', 'gradient_x3'];

/** How many results there are of each quantity, and how many of them are misrounded. */
function counts(rows: ReadonlyMap<string, string>, quantities: readonly string[]) {
  const first = (key: string) => rows.get(key)?.split(',')[0];
  return quantities.map((quantity) => `${quantity}: ${first(`${quantity},misrounded`)} of ${first(`${quantity},results`)}`); // biome-ignore format: one line
}

const right = (quantities: readonly string[], count: number) => quantities.map((each) => `${each}: 0 of ${count}`);

test.each(
  formats.flatMap(({name}) => ['csv', 'tsv', 'json', 'jsonl', 'markdown'].map((format) => [name, format] as const)),
)(
  'what table writes in %s as %s is right, with and without --bits, --hex, --long',
  async (dtype, format) => {
    const digits = format === 'markdown' ? ['--digits', '17'] : [];
    for (const layout of [[], ['--bits'], ['--hex'], ['--long'], ['--bits', '--long']]) {
      const options = ['--dtype', dtype, '--format', format, ...layout, ...digits];
      const gated = await runIn({}, 'table', ...units, '--at', pointsIn(dtype, pairs), ...options);
      // Each unit in one layout, all of them in some.
      for (const name of layout.length === 0 ? units : units.slice(5, 7)) {
        const {code, rows, header} = await checkText(gated.stdout, name, '--dtype', dtype, '--max-ulp', '0');
        expect([layout, name, code, header]).toEqual([layout, name, 0, 'quantity,measure,amount,x,u,expected,got']);
        expect(counts(rows, ofPair)).toEqual(right(ofPair, countIn(dtype, pairs)));
        expect(rows.get('value,rounded_results')).toBe('0,,,,');
      }
      const softmax = await runIn({}, 'table', 'softmax', 'log_softmax', '--at', pointsIn(dtype, triples), ...options);
      const {code, rows} = await checkText(softmax.stdout, 'log_softmax', '--dtype', dtype, '--max-ulp', '0');
      expect([layout, code, ...counts(rows, ofTriple)]).toEqual([
        layout,
        0,
        ...right(ofTriple, countIn(dtype, triples)),
      ]);
    }
  },
  60_000,
);

test.each(['bf16', 'float16', 'float32', 'float64', 'e4m3', 'e2m1fn'])(
  'arrays of %s that table writes are right: .npy by its shape, raw numbers with --show',
  async (dtype) => {
    for (const ending of ['npy', 'bin']) {
      const path = join(folder, `${dtype}.${ending}`);
      await runIn({}, 'table', 'swiglu', '--at', pointsIn(dtype, pairs), '--dtype', dtype, '--output', path);
      const show = ending === 'bin' ? ['--show', 'value,gradient'] : [];
      const {code, stderr, rows} = await checkFile(path, 'swiglu', '--dtype', dtype, '--max-ulp', '0', ...show);
      expect([code, stderr, ...counts(rows, ofPair)]).toEqual([0, '', ...right(ofPair, countIn(dtype, pairs))]);
    }
  },
);

describe('errors that are planted', () => {
  const lines = async () =>
    (await runIn({}, 'table', 'swiglu', '--at', '3,0.5;-1,2;-2,-4', '--dtype', 'bf16')).stdout.split('\n');

  test('one in the value', async () => {
    const [header, first = '', ...rest] = await lines();
    const text = [header, first.replace(',1.43,', ',1.44,'), ...rest].join('\n');
    const {code, rows} = await checkText(text, 'swiglu', '--dtype', 'bf16', '--max-ulp', '0');
    expect([code, ...counts(rows, ofPair)]).toEqual([1, 'value: 1 of 3', 'gradient_x: 0 of 3', 'gradient_u: 0 of 3']);
    expect(rows.get('value,worst')).toBe('1,3,0.5,1.43,1.44');
  });

  test('one in one gradient, of the wrong sign', async () => {
    const [header, first, second = '', ...rest] = await lines();
    const wrong = [header, first, second.replace(/,-0.27$/, ',0.27'), ...rest].join('\n');
    const {code, rows} = await checkText(wrong, 'swiglu', '--dtype', 'bf16', '--max-ulp', '99999');
    expect([code, ...counts(rows, ofPair)]).toEqual([1, 'value: 0 of 3', 'gradient_x: 0 of 3', 'gradient_u: 1 of 3']);
    expect(rows.get('gradient_u,wrong_signs')).toBe('1,-1,2,-0.27,0.27');
    // Points of a plane have no order, in which results could be.
    expect([...rows.keys()].filter((key) => /reversals|wrong_signs_/.test(key))).toEqual([]);
    const {stdout} = await runIn({stdin: wrong}, 'check', 'swiglu', '-', '--dtype', 'bf16', '--format', 'table');
    expect(stdout).toMatch(/gradient_u: \d+ ulp at x = -1, u = 2 \(expected -0.27, got 0.27\);\n?\s*1 of 3 misrounded/);
    expect(stdout).toContain('gradient_u: the sign is wrong at x = -1, u = 2\n');
  });
});

test('what PyTorch computes in bfloat16: errors as mpmath counts them', async () => {
  // F.silu(x) * u, and gpt-oss's swiglu with limit 7, forward and backward, PyTorch 2.15 on a CPU.
  const silu = 'x,u,value,gradient_x,gradient_u\n-1.2421875,3.5,-0.96875,0.0283203125,-0.27734375\n';
  const plain = await checkText(silu, 'swiglu', '--dtype', 'bf16');
  expect(ofPair.map((each) => plain.rows.get(`${each},max_ulp`)?.split(',')[0])).toEqual(['1', '0', '0']);
  const oss =
    'x,u,value,gradient_x,gradient_u\n-10.25,-4.46875,8.903443813323975e-07,1.430511474609375e-06,-2.5704503059387207e-07\n-0.75390625,-6.1875,0.8515625,0.0,-0.1640625\n';
  const {rows} = await checkText(oss, 'swiglu_clamped', '--dtype', 'bf16');
  expect([rows.get('value,max_ulp'), rows.get('gradient_x,max_ulp')]).toEqual([
    '14,-10.25,-4.47,9.42e-7,8.9e-7',
    '15277,-0.754,-6.2,0.00528,0',
  ]);
});

test('at a kink any gradient between the slopes on its two sides as that input moves is right', async () => {
  const kinkChoices = async (name: string, rows: string) => {
    const found = await checkText(`x,u,gradient_x,gradient_u\n${rows}`, name, '--dtype', 'float16');
    return ['gradient_x', 'gradient_u'].map((each) => [
      found.rows.get(`${each},kink_choices`)?.split(',')[0],
      found.rows.get(`${each},misrounded`)?.split(',')[0],
    ]);
  };
  // The clamp of the gate, whose slope is 1.5 below 7 and 0 above; the gradient by u is none of its business.
  expect(await kinkChoices('swiglu_clamped', '7,0.5,0.7,7\n7,0.5,1.5,7\n7,0.5,0,7\n')).toEqual([['2', '0'], ['0', '0']]); // biome-ignore format: one line
  expect(await kinkChoices('swiglu_clamped', '7,0.5,1.6,7\n7,0.5,-0.1,7\n6.9,0.5,0,6.9\n')).toEqual([['0', '3'], ['0', '0']]); // biome-ignore format: one line
  // The clamp of the linear half.
  expect(await kinkChoices('swiglu_clamped', '2,7,0,1.2\n2,-7,0,1.2\n2,6.99,0,0\n')).toEqual([['0', '3'], ['2', '1']]); // biome-ignore format: one line
  expect(await kinkChoices('reglu', '0,-3,-1.5,0\n0,-3,1.5,0\n0,3,3,1\n')).toEqual([
    ['2', '1'],
    ['0', '1'],
  ]);
});

describe('conditions', () => {
  const rowsOf = 'x,u,value,gradient_x,gradient_u\n1e-6,2,0,1,0\n2,1e-6,0,0,1.7617\n2,3,5.285,3.271,1.762\n';
  const checked = async (...options: readonly string[]) => {
    const {rows} = await checkText(rowsOf, 'swiglu', '--dtype', 'float16', ...options);
    return [...counts(rows, ofPair).map((text) => text.replace(/.*: /, '')), rows.get('value,left_out')?.split(',')[0]];
  };

  test('subnormal inputs and results, of any input', async () => {
    expect(await checked()).toEqual(['2 of 3', '1 of 3', '1 of 3', undefined]);
    expect(await checked('--flush', 'inputs')).toEqual(['0 of 3', '0 of 3', '0 of 3', undefined]);
    expect(await checked('--flush', 'outputs')).toEqual(['0 of 3', '0 of 3', '0 of 3', undefined]);
    expect(await checked('--ignore-subnormal')).toEqual(['0 of 1', '0 of 1', '0 of 1', '2']);
  });

  test('a range, in which all inputs must lie', async () => {
    expect(await checked('--range=0:2')).toEqual(['2 of 2', '1 of 2', '1 of 2', '1']);
    const argv = ['check', 'swiglu', '-', '--dtype', 'float16', '--range=0:2', '--format', 'table'];
    expect((await runIn({stdin: rowsOf}, ...argv)).stdout).toContain('only points with all inputs from 0 to 2 count');
  });

  test('a tolerance', async () => {
    expect(await checked('--tolerance', '1e-5')).toEqual(['0 of 3', '0 of 3', '0 of 3', undefined]);
  });

  test('NaN in any input', async () => {
    const text = 'x,u,value\nnan,1,0\n1,nan,0\n0,2,0\n';
    const wrong = async (...options: readonly string[]) =>
      counts((await checkText(text, 'swiglu', ...options)).rows, ['value'])[0];
    expect(await wrong()).toBe('value: 2 of 3');
    expect(await wrong('--nan-inputs', 'zero')).toBe('value: 0 of 3');
    expect(await wrong('--nan-inputs', 'skip')).toBe('value: 0 of 1');
    const {stdout} = await runIn({stdin: text}, 'check', 'swiglu', '-', '--nan-inputs', 'zero', '--format', 'table');
    expect(stdout).toContain('0 is right where an input is NaN');
    // What NaN leads to is none of the worst.
    expect((await checkText(text, 'swiglu')).rows.has('value,worst')).toBe(false);
  });

  test('what saturates or truncates is right with the option that says so', async () => {
    for (const option of ['--saturate', '--truncate']) {
      const argv = ['--at', '300,299;-3,0.7;1.1,1.3', '--dtype', 'e4m3', option];
      const {stdout} = await runIn({}, 'table', 'swiglu', ...argv);
      const [same, other] = [[option], []].map((options) => checkText(stdout, 'swiglu', '--dtype', 'e4m3', ...options));
      expect(counts((await same)?.rows ?? new Map(), ofPair)).toEqual(right(ofPair, 3));
      expect(counts((await other)?.rows ?? new Map(), ofPair)).not.toEqual(right(ofPair, 3));
    }
  });
});

test('what wrong results have in common is told: flushed results, flushed inputs, truncation', async () => {
  const told = async (name: string, text: string, dtype: string) => {
    const {stdout} = await runIn({stdin: text}, 'check', name, '-', '--dtype', dtype, '--format', 'table');
    return /value: what is wrong: (\d+ [a-z ]+)/.exec(stdout.replace(/\s+/g, ' '))?.[1]?.trim();
  };
  expect(await told('bilinear', 'x,u,value\n0.002,0.004,0\n1,1,1\n', 'float16')).toBe('1 subnormal result is');
  // max(1000 x1, 125 x2): where x1 = 2^-15 is taken for 0, 125 x2 is left.
  const maxout = 'maxout:weights=[1000,0;0,125],biases=[0;0]';
  const subnormal = 'x1,x2,value\n0.000030517578125,0.0001220703125,0.0152587890625\n';
  expect(await told(maxout, subnormal, 'float16')).toBe('1 result at subnormal inputs is the one at');
  expect(await told(maxout, subnormal.replaceAll(',0.000', ',0.001'), 'float16')).toBe(undefined);
  const grid = Array.from({length: 40}, (_, i) => `${i / 8},1.3`).join(';');
  const {stdout} = await runIn({}, 'table', 'swiglu', '--at', grid, '--dtype', 'bf16', '--truncate');
  expect(await told('swiglu', stdout, 'bf16')).toMatch(/^\d+ results are the exact ones rounded toward$/);
});

test('errors against the real value, binades of the first input, and a report name all inputs', async () => {
  const text = 'x,u,value\n-1.2421875,3.5,-0.96875\n1,1,0.73\n';
  const real = await checkText(text, 'swiglu', '--dtype', 'bf16', '--error', 'real');
  // mpmath: the real value is -0.9741161, 1.37371 times 2^-8 from the result.
  expect(real.rows.get('value,max_ulp')).toMatch(/^1\.3737\d*,-1.24,3.5,-0.973,-0.97$/);
  const report = join(folder, 'report.md');
  const argv = ['check', 'swiglu', '-', '--dtype', 'bf16', '--binades', '--report', report];
  const {stdout} = await runIn({stdin: text}, ...argv);
  expect(readFileSync(report, 'utf8')).toContain('1 ulp at x = -1.24, u = 3.5 (expected -0.973, got -0.96875)');
  expect(stdout).toBe(
    'quantity,from,to,results,misrounded,max_ulp,x,u,expected,got\nvalue,-2,-1,1,1,1,-1.24,3.5,-0.973,-0.97\nvalue,1,2,1,0,0,,,,\n',
  );
});

test.each([
  [
    'swiglu',
    'x,value\n1,1\n',
    "no column for u: it has 'x', 'value'; name them x, u, value (or swiglu), gradient_x (or swiglu_grad_x) and gradient_u (or swiglu_grad_u)",
  ],
  [
    'swiglu',
    'x,u,value,gradient\n1,1,1,1\n',
    "a column 'gradient', which would not be checked; did you mean 'gradient_u' or 'gradient_x'?",
  ],
  ['swiglu', 'x,u,swiglu,swiglu_grad\n1,1,1,1\n', "did you mean 'swiglu_grad_u' or 'swiglu_grad_x'?"],
  ['swiglu', 'x,u,glu,glu_grad_x\n1,1,1,1\n', "or check 'glu'"],
  ['swiglu', 'x,u,y,value\n1,1,1,1\n', "several columns for value: 'y', 'value'"],
  ['swiglu', '1,1,1,1\n', 'it has 4 columns'],
  [
    'softmax',
    'x1,x2,x3,x4,value\n1,1,1,1,0.25\n',
    "has 4 inputs, x1 to x4, and 'softmax' takes 3; give as many columns, or for softmax --size 4",
  ],
  ['softmax:size=4', 'x1,x2,value\n1,1,0.5\n', "has 2 inputs, x1 to x2, and 'softmax:size=4' takes 4"],
  [
    'softmax:size=40',
    'a,value\n1,1\n',
    'name them x1 to x40, value (or softmax:size=40) and gradient_x1 (or softmax:size=40_grad_x1) to gradient_x40',
  ],
])('%s with %j is an error, never a pass', async (name, text, message) => {
  // biome-ignore format: a row each
  expect(await refused(text, name)).toContain(message);
});

test('f″, parts of the bit patterns and codes are refused', async () => {
  const text = 'x,u,value\n1,1,1\n';
  expect(await refused(text, 'swiglu', '--show', 'second')).toContain('its second derivatives are a matrix');
  expect(await refused(text, 'swiglu', '--shard', '1/2')).toContain('leave --shard out');
  expect(await refused(text, 'swiglu', '--dtype', 'int8', '--quant', 'in=1:0,out=1:0')).toContain('fix u');
});

test.each([[[4]], [[4, 3]], [[3, 5]], [[2, 2, 3]]])('a .npy of the shape %j is refused', async (shape) => {
  const path = join(folder, `shape-${shape.join('-')}.npy`);
  const count = shape.reduce((product, size) => product * size, 1);
  writeFileSync(path, npyFile({descr: '<f4', shape, data: new Uint8Array(4 * count)}));
  const {code, stdout, stderr} = await runIn({}, 'check', 'swiglu', path, '--show', 'value,gradient');
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toBe(
    `act-cli: ${path} has the shape (${shape.join()}), which is not a row each for x, u, value, gradient_x, gradient_u; name the rows that it has, as in --show x,value,gradient\n`,
  );
});

test('raw numbers do not say which rows there are', async () => {
  const path = join(folder, 'rows.bin');
  await runIn({}, 'table', 'swiglu', '--at=3,0.5;1,2;-1,4', '--dtype', 'bf16', '--output', path);
  const {code, stderr} = await runIn({}, 'check', 'swiglu', path, '--dtype', 'bf16');
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('does not say which rows it has behind x, u; give --show value'),
  ]);
  const told = await runIn(
    {},
    'check',
    'swiglu',
    path,
    '--dtype',
    'bf16',
    '--show',
    'value,gradient',
    '--max-ulp',
    '0',
  );
  expect(told.code).toBe(0);
});

test('rows without a header are the inputs, the value, and all gradients or none', async () => {
  const columns = await checkText('3,0.5,1.43,0.543,2.86\n', 'swiglu', '--dtype', 'bf16', '--max-ulp', '0');
  expect([columns.code, ...counts(columns.rows, ofPair)]).toEqual([0, ...right(ofPair, 1)]);
  const values = await checkText('3,0.5,1.43\n', 'swiglu', '--dtype', 'bf16', '--max-ulp', '0');
  expect([values.code, ...counts(values.rows, ['value'])]).toEqual([0, 'value: 0 of 1']);
});

test('a column that may be a misspelt gradient is refused', async () => {
  const check = (header: string, ...words: readonly string[]) =>
    runIn(
      {stdin: `${header}\n3,0.5,1.4296875,0.54296875,99\n`},
      'check',
      ...words,
      '-',
      '--dtype',
      'bf16',
      '--max-ulp',
      '0',
    );
  for (const name of ['gradient_up', 'gradient_y']) {
    const {code, stderr} = await check(`x,u,value,gradient_x,${name}`, 'swiglu');
    expect([code, stderr]).toEqual([2, expect.stringContaining(name)]);
  }
  // A derivative by a parameter is none.
  expect((await check('x,u,value,gradient_x,gradient_alpha', 'swiglu')).code).toBe(0);
});
