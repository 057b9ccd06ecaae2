import {describe, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';
import {checkText} from './checked.ts';

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
