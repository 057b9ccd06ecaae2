/** `--order 2` in every command that knows it. */

import {mkdtempSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {runIn} from '../../fake-io.ts';
import {npyFile} from '../../npy-file.ts';
import {checkFile, checkText, refused} from '../checked.ts';
import {lines, printed} from '../table-text.ts';

test('table has a column for it after the gradient, before the region and the derivative by a parameter', async () => {
  const wide = ['prelu', 'gelu', '--order', '2', '--at=-1,0', '--wrt', 'alpha', '--show', 'value,gradient,region'];
  expect(lines(await printed(wide))).toEqual([
    'x,prelu,prelu_grad,prelu_second,prelu_region,prelu_grad_alpha,gelu,gelu_grad,gelu_second,gelu_region',
    '-1,-0.25,0.25,0,,-1,-0.15865525393145705,-0.0833154705876863,0.24197072451914334,',
    '0,0,0.25,0,,0,0,0.5,0.7978845608028654,',
  ]);
  expect(await printed(['elu', '--long', '--order', '2', '--at=1', '--format', 'jsonl'])).toBe(
    '{"x":1,"activation":"elu","value":1,"gradient":1,"second":0,"region":null}\n',
  );
});

test('--show chooses it as well, and --order 2 adds it to what --show chooses', async () => {
  expect(await printed(['relu2', '--show', 'second', '--at=-1,0,1'])).toBe('x,relu2_second\n-1,0\n0,0\n1,2\n');
  expect(await printed(['relu2', '--show', 'gradient', '--order', '2', '--at=1'])).toBe(
    'x,relu2_grad,relu2_second\n1,2,2\n',
  );
  expect(await printed(['relu2', '--order', '1', '--at=1'])).toBe('x,relu2,relu2_grad\n1,1,2\n');
});

test('at a kink it is that of the branch which the gradient takes', async () => {
  const at0 = ['--at=0', '--show', 'gradient,second'];
  expect(lines(await printed(['elu:alpha=0.5', ...at0]))[1]).toBe('0,0.5,0.5');
  expect(lines(await printed(['=x>=0?x:0.5*expm1(x)', ...at0]))[1]).toBe('0,1,0');
  expect(lines(await printed(['abs', ...at0]))[1]).toBe('0,0,0');
});

test('infinite inputs are answered by limits, and other formats are rounded to once', async () => {
  expect(await printed(['sigmoid', '=x^2+sin(x)', '--show', 'second', '--at=-inf,inf,nan'])).toBe(
    'x,sigmoid_second,=x^2+sin(x)_second\n-Infinity,0,NaN\nInfinity,-0,NaN\nNaN,NaN,NaN\n',
  );
  expect(lines(await printed(['gelu', '--show', 'second', '--at=0.5', '--dtype', 'bf16', '--bits']))[1]).toBe(
    '0.5,0x3f00,0.617,0x3f1e',
  );
});

test('where terms are too small to be told apart, their common factor tells', async () => {
  expect(await printed(['tanhexp', 'cloglog', '--show', 'second', '--at=1e4,1e300'])).toBe(
    'x,tanhexp_second,cloglog_second\n10000,-0,-0\n1e+300,-0,-0\n',
  );
  expect(lines(await printed(['=x+x^3+x*expm1(sqrt(Phi(x)))', '--show', 'second', '--at=1e300']))[1]).toBe(
    '1e+300,6e+300',
  );
});

const plane = 'maxout:weights=[1,2;-1,0.5],biases=[0;0] --from [0,0] --along [1,1]';
test.each([
  ['table elu --order 3', "invalid value for --order: '3'; give 1 for derivatives up to f′, or 2 for f″ too"],
  ['table elu --order 0', "invalid value for --order: '0'; give 1 for derivatives up to f′, or 2 for f″ too"],
  ['compare elu --order 1.5', "invalid value for --order: '1.5'; give 1 for derivatives up to f′, or 2 for f″ too"],
  ['plot elu --order two', "invalid value for --order: 'two'; give 1 for derivatives up to f′, or 2 for f″ too"],
  ['table elu --order 1 --show second', '--order 1 and --show second cannot be combined; give only one of them'],
  ['table elu --order 2 --fast', '--fast and f″ (--order 2) cannot be combined; give only one of them'],
  ['table elu --fast --show second', '--fast and f″ (--order 2) cannot be combined; give only one of them'],
  [
    'plot relu --order 2 --from [0] --along [1]',
    '--along and f″ (--order 2) cannot be combined; give only one of them',
  ],
  [
    `table ${plane} --order 2`,
    'maxout:weights=[1,2;-1,0.5] has 2 inputs, so its second derivatives are a matrix, which is not computed; leave f″ out, or fix all inputs but one',
  ],
])('%s is refused in one sentence', async (line, sentence) => {
  expect(await runIn({}, ...line.split(' '))).toEqual({code: 2, stdout: '', stderr: `act-cli: ${sentence}\n`});
});

test('plot has a third panel, or that alone', async () => {
  const all = await runIn({}, 'plot', 'tanh', '--order', '2', '--width', '60', '--no-regions');
  const panels = lines(all.stdout).filter((line) => /^ +(tanh: )?f[′″]?$/.test(line));
  expect(panels.map((line) => line.trim())).toEqual(['tanh: f', 'f′', 'f″']);
  expect(lines(all.stdout).length).toBeLessThanOrEqual(24);
  const one = await runIn({}, 'plot', 'tanh', '--show', 'second', '--width', '60', '--height', '7', '--no-regions');
  expect(one.stdout).toMatchInlineSnapshot(`
    "      tanh: f″
     0.77 ┤                     ⢀⠔⠉⢲⡀┊
          │                    ⡠⠋   ⢧┊
          │                 ⢀⡠⠊⠁    ⠘⡄
      0.0 ┤⠐⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠒⠉⠁⠄ ⠄ ⠄ ⠄ ⢣ ⠄ ⠄ ⠄ ⠄⢀⣀⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
          │                          ⠘⡄    ⢀⡠⠊⠁
          │                          ┊⢳   ⣠⠊
    -0.77 ┤                          ┊⠈⠧⣀⠔⠁
          └┬────────┬───────┬────────┬────────┬───────┬────────┬
          -6       -4      -2        0        2       4        6
    "
  `);
});

test('plot draws it from exact values: plain doubles would show a storm near 0', async () => {
  const line = ['plot', 'sinc', '--order', '2', '--range', '-1e-7:1e-7', '--points', '3', '--format', 'csv'];
  expect((await runIn({}, ...line)).stdout.split('\n').map((row) => row.split(',').at(-1))).toEqual([
    'sinc_second',
    '-0.3333333333333323',
    '-0.3333333333333333',
    '-0.3333333333333323',
    '',
  ]);
});

test('compare tells the largest, also just beside a kink, and whether it is proven', async () => {
  const {stdout, stderr} = await runIn({}, 'compare', 'gelu', 'isrlu', 'relu', 'tanh', '--order', '2', '--no-cost');
  const rows = lines(stdout).filter((line) => /^(max_second|certain)/.test(line));
  expect({rows, stderr}).toEqual({
    stderr: '',
    rows: [
      'max_second,0.7978845608028654,0.8586501033599192,0,0.769800358919501',
      'max_second_at,0,-0.5,0,-0.6584789484624084',
      'certain,true,true,true,true',
    ],
  });
  const usual = await runIn({}, 'compare', 'gelu', '--no-cost');
  expect(usual.stdout).not.toContain('second');
});

test('what is not proven is told', async () => {
  const line = ['compare', 'tanhexp', '--order', '2', '--no-cost', '--patience', '0.2'];
  const {stdout, stderr} = await runIn({}, ...line);
  expect(stdout).toContain('\ncertain,false\n');
  expect(stderr).toContain('tanhexp: the largest |f″| is not proven; there may be a larger one\n');
});

test('check reads what table writes, in every layout', async () => {
  for (const options of [[], ['--long'], ['--bits'], ['--format', 'json'], ['--show', 'second', '--format', 'tsv']]) {
    const {stdout} = await runIn({}, 'table', 'gelu', 'silu', '--order', '2', '--dtype', 'f16', ...options);
    const {code, stderr, rows} = await checkText(stdout, 'silu', '--dtype', 'f16', '--max-ulp', '0');
    expect([options, code, rows.get('second,misrounded')]).toEqual([options, 0, '0,,,']);
    expect(stderr).toMatch(/^act-cli: standard input: (not checked|13 of 26 rows checked; the rest): gelu.*\n$/);
  }
});

test('check counts the errors of f″, and takes either side at a kink', async () => {
  const wrong = await checkText('x,value,second\n0.5,0.5,0.1\n', 'elu', '--max-ulp', '1');
  expect([wrong.code, wrong.rows.get('second,misrounded')]).toEqual([1, '1,0.5,0,0.1']);
  for (const side of ['0', '0.5', '0.3']) {
    const kink = await checkText(`x,second\n0,${side}\n`, 'elu:alpha=0.5', '--max-ulp', '0');
    expect([kink.code, kink.rows.get('second,kink_choices')?.[0]]).toEqual([0, side === '0.5' ? '0' : '1']);
  }
  expect((await checkText('x,second\n0,0.7\n', 'elu:alpha=0.5', '--max-ulp', '0')).code).toBe(1);
  expect(await refused('x,value,secnd\n0,0,1\n', 'elu')).toContain("did you mean 'second'");
  const people = await runIn({stdin: 'x,value,gradient,second\n1,1,1,0\n', columns: 100}, 'check', 'elu', '-');
  expect(people.stdout).toContain('checked value, gradient and second of elu at 1 point');
  expect((await checkText('x,second\n1,1e-9999999\n', 'elu')).code).toBe(0);
});

test('check finds it in the third row of a .npy', async () => {
  const bits = (await printed(['silu', '--all', '--dtype', 'e5m2', '--order', '2', '--bits'])).trimEnd().split('\n');
  const patterns = new Map(
    bits
      .slice(1)
      .map((line) => line.split(','))
      .map((cells) => [Number(cells[1]), cells]),
  );
  const row = (column: number) => Array.from({length: 256}, (_, i) => Number(patterns.get(i)?.[column] ?? 0x7f));
  const path = join(mkdtempSync(join(tmpdir(), 'act-')), 'three.npy');
  writeFileSync(path, npyFile({descr: '|u1', shape: [3, 256], data: Uint8Array.from([3, 5, 7].flatMap(row))}));
  const {code, rows} = await checkFile(path, 'silu', '--dtype', 'e5m2', '--max-ulp', '0');
  expect([code, rows.get('second,results'), rows.get('second,misrounded')]).toEqual([0, '256,,,', '0,,,']);
});
