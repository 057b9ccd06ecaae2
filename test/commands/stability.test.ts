import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

const gelu = '0.5*x*(1+erf(x/sqrt(2)))';

test('rows for machines name the operation that costs most and the one that amplifies it', async () => {
  const {stdout} = await runIn(
    {},
    'stability',
    gelu,
    '--against',
    'gelu',
    '--dtype',
    'f32',
    '--at=-5',
    '--format',
    'csv',
  );
  expect(stdout).toMatch(/^quantity,measure,operation,amount,x,x_to,exact,computed,amplified_by,times\n/);
  expect(stdout).toMatch(/^value,cost,erf\(x \/ sqrt\(2\)\),\d+\.\d+,-5,,,,1 \+ erf\(x \/ sqrt\(2\)\),1744/m);
});

test.each([
  ['--max-ulp 1e6', '--max-ulp=1e6', 0, 'kept'],
  ['--max-ulp 2', '--max-ulp=2', 1, 'exceeded'],
])('%s is %s', async (_, option, code, word) => {
  const result = await runIn({}, 'stability', gelu, '--dtype', 'f32', '--at=-5', option, '--format', 'table');
  expect(result.code).toBe(code);
  expect(result.stdout).toContain(`: ${word}`);
});

test('a NaN exceeds every limit', async () => {
  const {code} = await runIn({}, 'stability', '(exp(2*x)-1)/(exp(2*x)+1)', '--dtype', 'f16', '--at=8', '--max-ulp=inf');
  expect(code).toBe(1);
});

test('a range of a short format is all of its numbers in it, 0 and -0 too', async () => {
  const {stdout} = await runIn({}, 'stability', 'exp(x)', '--dtype', 'e5m2', '--range=0:1', '--format', 'csv');
  // Of positive numbers up to 1 there are 60, and two zeros.
  expect(stdout).toContain('value,points,,62,');
});

test.each([
  [['stability', 'maxout:weights=[1,0;0,1]', '--dtype', 'f16'], 'function of vectors'],
  [['tolerance', 'gelu', '--dtype', 'f32', '--compute', 'bf16'], 'give a --compute that is no narrower'],
  [['tolerance', 'gelu', '--dtype', 'bf16', '--compute', 'f16'], 'give a --compute that is no narrower'],
  [['stability', 'exp(x)', '--at=1', '--range=0:1'], '--range'],
  [['stability', 'exp(x)', '--all'], 'give a --dtype of 32 bits or fewer'],
  [['stability', 'gelu', '--dtype', 'f16', '--range=1e9:1e10'], 'no number of float16 lies in --range'],
  [['tolerance', 'gelu', '--dtype', 'f16', '--range=1e9:1e10'], 'no number of float16 lies in --range'],
  [['stability', 'gelu', '--dtype', 'f16', '--at=nan', '--max-ulp=1'], 'nothing can be compared'],
  [['stability', 'exp(x', '--dtype', 'f16'], "expected ')'"],
])('%j is told in a line', async (words, sentence) => {
  const {code, stdout, stderr} = await runIn({}, ...words);
  expect({code, stdout}).toEqual({code: 2, stdout: ''});
  expect(stderr).toContain(sentence);
});

test('a formula that loses nothing is said to, and figures have the digits that the table has', async () => {
  const said = async (...words: readonly string[]) =>
    (await runIn({}, 'stability', ...words, '--dtype', 'f16', '--format', 'table', '--width', '200')).stdout;
  expect(await said('max(x,0)', '--against', 'relu')).toContain(
    'value: 0 ulp from relu: every result is the exact one',
  );
  // 2^-12 becomes 2^-11; the unit of tanh(2^-12) is 2^-23, since it is below 2^-12.
  expect(await said('(exp(2*x)-1)/(exp(2*x)+1)', '--against', 'tanh', '--range=0.0001:0.1')).toContain(
    'up to 2048 ulp',
  );
});

test('tolerance gives rows of what each kernel needs, and whether it passes', async () => {
  const {stdout} = await runIn({}, 'tolerance', 'relu6', '--dtype', 'e4m3', '--format', 'csv', '--show', 'value');
  expect(stdout).toMatch(
    /^quantity,measure,name,atol,atol_at,rtol,rtol_at,ulp,ulp_at,passes_1e-2,passes_1e-3,passes_1e-5\n/,
  );
  expect(stdout).toContain('value,faithful,correctly rounded,0,,0,,0,,true,true,true\n');
  expect(stdout).toMatch(/^value,mistake,"without min\(\.\.\., 6\)",4,10,/m);
});
