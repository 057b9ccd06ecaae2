import {existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {gradientOf} from '../../src/activations/selection.ts';
import {exactDoubles} from '../../src/evaluation/evaluate.ts';
import {bitsOf, valueOfBits} from '../../src/exact/bit-patterns.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {dtypeNamed, roundDouble} from '../../src/exact/number-format.ts';
import {runIn} from '../fake-io.ts';
import {npyFile, uint16Bytes} from '../npy-file.ts';
import {checkFile, checkText, refused} from './checked.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'act-cli-'));
});
afterAll(() => rmSync(folder, {recursive: true}));

const half = dtypeNamed('float16');
const least = 2 ** -14;
const inputs = Array.from({length: 2 ** 16}, (_, bits) => valueOfBits(BigInt(bits), half));

/** The exact values and gradients of an activation, once for each file. */
function exactly(name: string): (x: readonly number[]) => readonly number[] {
  const [selection] = select([name], new Map());
  if (selection === undefined) throw new Error(`no ${name}`);
  const roots = [selection.value, gradientOf(selection, 'x')];
  return exactEvaluator({roots, inputs: ['x'], parameters: selection.parameters}, exactDoubles);
}

const tanh = exactly('tanh');
const tanhs = inputs.map((x) => tanh([x])[0] as number); // of two roots
const right = tanhs.map((y) => roundDouble(y, half, 'ieee'));

/** A .npy with results that are made from the correctly rounded ones. */
function saved(change: (right: number, x: number, exact: number) => number): string {
  const path = join(folder, `${Math.random()}.npy`);
  const bits = right.map((y, i) => Number(bitsOf(change(y, inputs[i] as number, tanhs[i] as number), half)));
  writeFileSync(path, npyFile({descr: '<f2', shape: [2 ** 16], data: uint16Bytes(bits)}));
  return path;
}

const float16 = ['tanh', '--dtype', 'float16'] as const;
const isSmall = (x: number) => Math.abs(x) < least && x !== 0;
const flush = (x: number) => (isSmall(x) ? Math.sign(x) * 0 : x);

async function verdict(path: string, ...options: readonly string[]): Promise<string> {
  const {stdout} = await runIn(
    {},
    'check',
    'tanh',
    path,
    '--dtype',
    'float16',
    '-f',
    'table',
    '--width',
    '400',
    ...options,
  );
  return (stdout.split('\n\n')[0] ?? '').trim();
}

describe('--flush', () => {
  test('an exact tanh that flushes its results passes with 0, and without it is told to flush', async () => {
    const path = saved(flush);
    expect((await checkFile(path, ...float16, '--flush', 'outputs', '--max-ulp', '0')).code).toBe(0);
    expect((await checkFile(path, ...float16, '--flush', 'both', '--max-ulp', '0')).code).toBe(0);
    expect((await checkFile(path, ...float16, '--max-ulp', '0')).code).toBe(1);
    expect(await verdict(path)).toContain('2046 subnormal results are 0 (right with --flush outputs); nothing else');
  });

  test('flushing before rounding is right too: 0 where the real value is subnormal and rounds to a normal number', async () => {
    const path = saved((y, _, exact) => (isSmall(exact) ? Math.sign(exact) * 0 : y));
    expect((await checkFile(path, ...float16, '--flush', 'outputs', '--max-ulp', '0')).code).toBe(0);
    expect(right.filter((y, i) => Math.abs(y) === least && isSmall(tanhs[i] as number))).toHaveLength(2);
    const wrong = saved((y, _, exact) => (Math.abs(exact) < 2 ** -13 ? Math.sign(exact) * 0 : y));
    expect((await checkFile(wrong, ...float16, '--flush', 'outputs', '--max-ulp', '0')).code).toBe(1);
  });

  test('one that takes subnormal inputs for 0 passes with inputs', async () => {
    const sigmoids = inputs.map((x) =>
      Number.isNaN(x) ? x : roundDouble(exactly('sigmoid')([flush(x)])[0] as number, half, 'ieee'),
    );
    const path = join(folder, 'sigmoid.npy');
    const data = uint16Bytes(sigmoids.map((y) => Number(bitsOf(y, half))));
    writeFileSync(path, npyFile({descr: '<f2', shape: [2 ** 16], data}));
    const {code} = await checkFile(path, 'sigmoid', '--dtype', 'float16', '--flush', 'inputs', '--max-ulp', '0');
    expect(code).toBe(0);
  });

  test('signs stay: the zero of the other sign is one, and no error', async () => {
    const {rows} = await checkFile(
      saved((y) => (isSmall(y) ? 0 : y)),
      ...float16,
      '--flush',
      'outputs',
    );
    expect(rows.get('value,zero_signs')).toMatch(/^1023,/);
    expect(rows.get('value,misrounded')).toBe('0,,,');
  });

  test('the least normal number is one step from 0', async () => {
    const {rows} = await checkText(
      'x,value\n0.0001,0\n0.00005,0.00006104\n',
      'linear',
      '--dtype',
      'f16',
      '--flush',
      'both',
    );
    expect(rows.get('value,max_ulp')).toMatch(/^40[0-9]?,|^[0-9]+,/);
    const next = await checkText('x,value\n0.00006104,0\n', 'linear', '--dtype', 'f16', '--flush', 'outputs');
    expect(next.rows.get('value,max_ulp')).toBe('1,0.00006104,0.00006104,0');
  });

  test('a slope at a subnormal input that is flushed may be any of those at the kink at 0', async () => {
    const text = 'x,gradient\n1e-5,1\n-1e-5,1\n1e-5,0.5\n';
    const {code} = await checkText(text, 'relu', '--dtype', 'f16', '--flush', 'inputs', '--max-ulp', '0');
    expect(code).toBe(0);
    expect((await checkText(text, 'relu', '--dtype', 'f16', '--max-ulp', '0')).code).toBe(1);
  });
});

describe('NaN inputs', () => {
  const nan = 'x,value,gradient\nNaN,NaN,NaN\n1,1,1\n';
  const zero = 'x,value,gradient\nNaN,NaN,0\n1,1,1\n';

  test.each([
    ['relu6', zero, [], 1],
    ['relu6@torch', zero, [], 0],
    ['relu6@torch', nan, [], 0],
    ['relu6@torch', zero.replace('NaN,0', 'NaN,1'), [], 0],
    ['relu6@torch', zero.replace('NaN,0', 'NaN,0.5'), [], 1],
    ['relu6@torch', zero, ['--nan-inputs', 'nan'], 1],
    ['leaky_relu@torch:slope=0.25', zero.replace('NaN,0', 'NaN,0.25'), [], 0],
    ['relu@tinygrad', zero.replace('NaN,NaN,0', 'NaN,0,0'), [], 0],
    ['relu6', zero, ['--nan-inputs', 'skip'], 0],
    ['relu6', zero.replace('NaN,NaN,0', 'NaN,0,0'), ['--nan-inputs', 'zero'], 0],
    ['relu6', nan, ['--nan-inputs', 'zero'], 1],
  ] as const)('%s %j %j', async (name, text, options, code) => {
    expect((await checkText(text, name, ...options, '--max-ulp', '0')).code).toBe(code);
  });

  test('what the framework gives is counted, and what is left out', async () => {
    const {rows} = await checkText(zero, 'relu6@torch');
    expect(rows.get('gradient,nan_choices')).toBe('1,NaN,NaN,0');
    const skipped = await checkText(zero, 'relu6', '--nan-inputs', 'skip');
    expect([skipped.rows.get('value,results'), skipped.rows.get('value,left_out')]).toEqual(['1,,,', '1,,,']);
  });
});

describe('what counts', () => {
  const text = 'x,value\n-3,9\n1e-310,1\n0,0\n1,1\n3,9\n';

  test('--range, both ends included, and --ignore-subnormal', async () => {
    const {rows} = await checkText(text, 'linear', '--range=-2:1', '--ignore-subnormal');
    expect([rows.get('value,results'), rows.get('value,misrounded'), rows.get('value,left_out')]).toEqual([
      '2,,,',
      '0,,,',
      '3,,,',
    ]);
    expect(await refused(text, 'linear', '--range', '2:1')).toContain('2:1');
  });

  test('--tolerance excuses, and counts what it excused', async () => {
    const near = 'x,value\n0,1e-9\n1,1.5\n';
    const {rows, code} = await checkText(near, 'linear', '--tolerance', '1e-8', '--max-ulp', '0');
    expect([code, rows.get('value,excused')]).toEqual([1, '1,0,0,1e-9']);
    expect(rows.get('value,misrounded')).toBe('1,1,1,1.5');
    expect((await checkText(near, 'linear', '--tolerance', '0.5', '--max-ulp', '0')).code).toBe(0);
    expect(await refused(near, 'linear', '--tolerance', '-1')).toContain('0 or more');
  });
});

describe('--error real', () => {
  test('is within half an ulp where all results are correctly rounded', async () => {
    const {code, rows} = await checkFile(
      saved((y) => y),
      ...float16,
      '--error',
      'real',
      '--max-ulp',
      '0.5',
    );
    expect(code).toBe(0);
    expect(Number(rows.get('value,max_ulp')?.split(',')[0])).toBeGreaterThan(0.499);
  });

  test('a result one step off is an error of less than 1 ulp and a half', async () => {
    const one = saved((y, x) => (x === 1.5 ? y + 2 ** -11 : y));
    const {rows} = await checkFile(one, ...float16, '--error', 'real');
    const error =
      Math.abs((right[inputs.indexOf(1.5)] as number) + 2 ** -11 - (tanhs[inputs.indexOf(1.5)] as number)) * 2 ** 11;
    expect(Number(rows.get('value,max_ulp')?.split(',')[0])).toBeCloseTo(error, 5);
    expect((await checkFile(one, ...float16, '--error', 'real', '--max-ulp', '1.5')).code).toBe(0);
    expect((await checkFile(one, ...float16, '--error', 'real', '--max-ulp', '0.5')).code).toBe(1);
  });

  test('between 0 and the least normal number lies one ulp where subnormal numbers are flushed', async () => {
    const text = 'x,value\n0.0001,0\n0.00006104,0\n0.00005,0.0001\n';
    const {rows} = await checkText(
      text,
      'linear',
      '--dtype',
      'f16',
      '--flush',
      'outputs',
      '--error',
      'real',
      '--worst',
      '3',
    );
    const errors = [...rows].flatMap(([key, row]) =>
      key.startsWith('value,worst') ? [Number(row.split(',')[0])] : [],
    );
    // 0.0001 is 654 steps of 2^-24 above the least normal number, and 0.00005 lies 839/1024 of the way to it.
    expect(errors).toEqual([655, expect.closeTo(654 + 1 - 839 / 1024, 3), 1]);
  });

  test('gradients far out take no longer than others', async () => {
    const far = Array.from({length: 3000}, (_, i) => `${10 ** (i / 100)},1`).join('\n');
    const {code} = await checkText(
      `x,gradient\n${far}\n`,
      'gelu',
      '--dtype',
      'bf16',
      '--error',
      'real',
      '--range',
      '8:1e30',
      '--max-ulp',
      '0.5',
    );
    expect(code).toBe(0);
  });

  test('gradients, and doubles', async () => {
    const {rows} = await checkText(
      'x,value,gradient\n0.3,0.29131261245159090,0.91513696182662921\n',
      'tanh',
      '--error',
      'real',
    );
    for (const what of ['value', 'gradient'])
      expect(Number(rows.get(`${what},max_ulp`)?.split(',')[0])).toBeLessThanOrEqual(0.5);
    expect(await refused('x,value\n0,0\n', 'tanh', '--error', 'fake')).toContain('give one of steps, real');
  });
});

describe('what is wrong is named', () => {
  test('rounding toward 0', async () => {
    const path = saved((y, _, exact) => (Math.abs(y) > Math.abs(exact) ? valueOfBits(bitsOf(y, half) - 1n, half) : y));
    expect(await verdict(path)).toMatch(
      /what is wrong: [0-9]+ results are the exact ones rounded toward 0 \(truncated\); nothing else$/,
    );
  });

  test('rounding toward 0 and flushing', async () => {
    const path = saved((y, _, exact) =>
      flush(Math.abs(y) > Math.abs(exact) ? valueOfBits(bitsOf(y, half) - 1n, half) : y),
    );
    expect(await verdict(path)).toMatch(
      /subnormal results are 0 \(right with --flush outputs\); [0-9]+ results are .*truncated\); nothing else$/,
    );
  });

  test('another error beside them is counted, and hides neither', async () => {
    expect(await verdict(saved((y, x) => (x === 1 ? 0.5 : flush(y))))).toMatch(
      /: 2046 subnormal results are 0 \(right with --flush outputs\); 1 is not explained$/,
    );
    const truncated = (y: number, exact: number) =>
      Math.abs(y) > Math.abs(exact) ? valueOfBits(bitsOf(y, half) - 1n, half) : y;
    expect(await verdict(saved((y, x, exact) => (x === 1 ? 0.5 : truncated(y, exact))))).toMatch(
      /: [0-9]{5} results are the exact ones rounded toward 0 \(truncated\); 1 is not explained$/,
    );
  });

  test('0 for NaN, alone and beside a flush', async () => {
    const atNaN = '2046 results at NaN are 0 (right with --nan-inputs zero); nothing else';
    expect(await verdict(saved((y, x) => (Number.isNaN(x) ? 0 : y)))).toContain(`what is wrong: ${atNaN}`);
    expect(await verdict(saved((y, x) => (Number.isNaN(x) ? 0 : flush(y))))).toContain(
      `2046 subnormal results are 0 (right with --flush outputs); ${atNaN}`,
    );
  });

  test('rounding away from 0, down and up, and errors to either side, which are no direction', async () => {
    const step = (y: number, by: bigint) => (y === 0 ? Number(by) * 2 ** -24 : valueOfBits(bitsOf(y, half) + by, half));
    /** The exact value rounded to the neighbour on one side: outwards in size, or inwards. */
    const outwards = (y: number, exact: number) =>
      Math.abs(y) >= Math.abs(exact) ? y : Math.sign(exact) * step(Math.abs(y), 1n);
    const inwards = (y: number, exact: number) =>
      Math.abs(y) <= Math.abs(exact) ? y : Math.sign(exact) * step(Math.abs(y), -1n);
    const said = (change: Parameters<typeof saved>[0]) => verdict(saved(change));
    const finite = (change: (y: number, exact: number) => number) => (y: number, _: number, exact: number) =>
      Number.isFinite(y) && exact !== 0 ? change(y, exact) : y;
    expect(await said(finite(outwards))).toMatch(/rounded away from 0; nothing else$/);
    expect(await said(finite((y, exact) => (exact < 0 ? outwards(y, exact) : inwards(y, exact))))).toMatch(
      /rounded down; nothing else$/,
    );
    expect(await said(finite((y, exact) => (exact > 0 ? outwards(y, exact) : inwards(y, exact))))).toMatch(
      /rounded up; nothing else$/,
    );
    // One step too far, on the side on which the exact value is not.
    const beyond = finite((y, exact) => (Math.abs(y) > Math.abs(exact) ? Math.sign(y) * step(Math.abs(y), 1n) : y));
    expect(await said(beyond)).not.toContain('what is wrong');
    // By a bit of the result, as good as chance.
    const either = finite((y, exact) => ((bitsOf(y, half) & 2n) === 0n ? outwards(y, exact) : inwards(y, exact)));
    expect(await said(either)).not.toContain('what is wrong');
  });

  test('the largest number for an infinity, which --saturate makes right', async () => {
    const text = 'x,value\n11,59870\n12,65504\n20,65504\n';
    const verdictOf = async (...options: readonly string[]) => {
      const words = ['check', 'exponential', '-', '--dtype', 'float16', '--format', 'table', '--width', '200'];
      return (await runIn({stdin: text}, ...words, ...options)).stdout;
    };
    expect(await verdictOf()).toContain(
      'what is wrong: 2 results are the largest number for an infinity (right with --saturate); nothing else',
    );
    expect(await verdictOf('--saturate')).toContain('value: 3 of 3 correctly rounded');
  });

  test('one result next to 0 that is 0 may be rounded or flushed, and is not explained', async () => {
    const path = saved((y, x) => (x === 2 ** -24 ? 0 : y));
    expect(await verdict(path)).not.toContain('what is wrong');
  });

  test('a wrong NaN, and a run of wrong signs', async () => {
    expect(await verdict(saved((y, x) => (x === 1 ? Number.NaN : y)))).toContain(
      'NaN mismatch at x = 1 (expected 0.7617, got NaN)',
    );
    const path = saved((y, x) => (x > 1 && x < 2 ? -y : y));
    expect(await verdict(path)).toContain('value: the sign is wrong from x = 1.001 to 1.999 (1023 results)');
    const {rows} = await checkFile(path, ...float16);
    expect([rows.get('value,wrong_signs_from'), rows.get('value,wrong_signs_to')]).toEqual([
      '1023,1.001,,',
      '1023,1.999,,',
    ]);
  });
});

describe('what counts', () => {
  const lines = Array.from({length: 100}, (_, i) => `${i},${i < 40 ? i : i + 1}`).join('\n');
  const nans = Array.from({length: 900}, () => 'NaN,NaN').join('\n');

  test('percentiles and the mean are of the same results: NaN at NaN is no small error', async () => {
    for (const text of [lines, `${lines}\n${nans}`]) {
      const {rows} = await checkText(`x,value\n${text}\n`, 'linear', '--dtype', 'f16');
      expect(rows.get('value,p99')).not.toBe('0,,,');
      expect(rows.get('value,mean_ulp')).toBe(
        (await checkText(`x,value\n${lines}\n`, 'linear', '--dtype', 'f16')).rows.get('value,mean_ulp'),
      );
      expect(rows.get('value,p50')).not.toBe('0,,,');
    }
    const {rows} = await checkText(
      `x,value\n1,1\n${nans.replaceAll('NaN,NaN', 'NaN,0')}\n`,
      'linear',
      '--dtype',
      'f16',
    );
    expect(rows.get('value,p50')).toBe('Infinity,,,');
  });

  test('NaN lies in no range', async () => {
    const options = ['linear', '--dtype', 'f16', '--range', '0:10', '--max-ulp', '0'];
    const {code, rows} = await checkText('x,value\n1,1\nNaN,0\n', ...options);
    expect([code, rows.get('value,results'), rows.get('value,left_out')]).toEqual([0, '1,,,', '1,,,']);
    expect(await refused('x,value\n1,1\n', ...options, '--nan-inputs', 'nan')).toContain('--range leaves out');
  });

  test('a check of nothing is none', async () => {
    const text = 'x,value\n1,1\nNaN,0\n';
    for (const options of [
      ['--range', '3:4'],
      ['--range', '1.0001:1.0002'],
    ])
      expect(await refused(text, 'linear', '--dtype', 'f16', '--max-ulp', '0', ...options)).toBe(
        'act-cli: none of the 2 results of linear counts, so that nothing is checked; give a --range or conditions that leave some\n',
      );
    expect(await refused('x,value\nNaN,0\n', 'linear', '--nan-inputs', 'skip')).toContain('nothing is checked');
  });
});

describe('percentiles and binades', () => {
  test('a row for each binade leaves no room for the worst results', async () => {
    expect(await refused('x,value\n1,1\n', 'linear', '--binades', '--worst', '3', '--format', 'csv')).toContain(
      '--worst and --binades in csv cannot be combined',
    );
  });

  test('percentiles are errors that so many in 100 results do not exceed', async () => {
    const lines = Array.from({length: 1000}, (_, i) => `${i + 1},${i < 985 ? i + 1 : i < 998 ? i + 2 : i + 100}`);
    const {rows} = await checkText(`x,value\n${lines.join('\n')}\n`, 'linear', '--dtype', 'bf16');
    expect(rows.get('value,p50')).toBe('0,,,');
    const exact = await checkText(`x,value\n${lines.join('\n')}\n`, 'linear', '--dtype', 'float32');
    expect(exact.rows.get('value,p99')).toBe(`${2 ** 14},,,`);
    // From 1000 to 1099: 24 units of 2^-14, and 75 of 2^-13 above 1024; 999 to 1098 is more.
    expect(exact.rows.get('value,p99_9')).toBe(`${24 * 2 ** 14 + 75 * 2 ** 13},,,`);
  });

  test('a row for each binade with results', async () => {
    const text = 'x,value\n-3,-3\n0,0\n1.5,1.5000000000000002\n1,1\nNaN,NaN\n';
    const {stdout} = await runIn({stdin: text}, 'check', 'linear', '-', '--binades');
    expect(stdout).toBe(
      [
        'quantity,from,to,results,misrounded,max_ulp,x,expected,got',
        'value,-4,-2,1,0,0,,,',
        'value,0,0,1,0,0,,,',
        'value,1,2,2,1,1,1.5,1.5,1.5000000000000002',
        'value,NaN,NaN,1,0,0,,,',
        '',
      ].join('\n'),
    );
  });
});

describe('--report', () => {
  test.each([
    ['kernel.md', '## linear in float64: check against the correctly rounded results', '| 1 to 2 |'],
    ['kernel.html', '<h1>linear in float64: check against the correctly rounded results</h1>', '<td>1 to 2</td>'],
  ])('%s has the verdict, the figures and the binades, and the answer is printed as well', async (name, title, row) => {
    const path = join(folder, name);
    const {code, stdout} = await runIn(
      {stdin: 'x,value\n1,2\n'},
      'check',
      'linear',
      '-',
      '--report',
      path,
      '--max-ulp',
      '0',
    );
    expect([code, stdout.split('\n')[0]]).toEqual([1, 'quantity,measure,amount,x,expected,got']);
    const text = readFileSync(path, 'utf8');
    for (const part of [title, row, '1 of 1 misrounded', '--max-ulp 0: exceeded']) expect(text).toContain(part);
  });

  test('where it cannot be written nothing is left of it', async () => {
    let isDropped = false;
    const createFile = () => ({
      write: () => Promise.reject(Object.assign(new Error('write'), {code: 'ENOSPC'})),
      keep() {},
      drop() {
        isDropped = true;
      },
    });
    const {code, stderr} = await runIn(
      {stdin: 'x,value\n1,2\n', createFile},
      'check',
      'linear',
      '-',
      '--report',
      'r.md',
    );
    expect([code, stderr, isDropped]).toEqual([2, expect.stringContaining("cannot write 'r.md': no space left"), true]);
  });

  test('the output is another file', async () => {
    const path = join(folder, 'same.md');
    const words = ['linear', '--report', path, '--output', join(folder, '.', 'same.md')];
    expect(await refused('x,value\n1,1\n', ...words)).toContain('--report and --output are the same file');
    expect(existsSync(path)).toBe(false);
  });

  test('another ending is refused before anything is read', async () => {
    expect(await refused('', 'linear', '--report', 'kernel.pdf')).toContain('ending in .md or .html');
  });
});
