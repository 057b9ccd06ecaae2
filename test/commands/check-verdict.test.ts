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

describe('on a terminal', () => {
  async function shown(text: string, ...options: readonly string[]): Promise<string> {
    const argv = ['check', 'relu', '-', '--color', 'never', ...options];
    return (await runIn({stdin: text, columns: 80}, ...argv)).stdout;
  }

  test('the verdict comes first, then the figures that are not 0, then what was checked', async () => {
    const text = 'x,value\n1,1.0009765625\n-1,0\n3,3.00390625\n';
    expect(await shown(text, '--dtype', 'half', '--max-ulp', '0')).toBe(`\
value: 2 ulp at x = 3 (expected 3, got 3.004); 2 of 3 misrounded
--max-ulp 0: exceeded

                ulp  x  expected    got
value mean_ulp    1  -         -      -
value p50         1  -         -      -
value p99         2  -         -      -
value p99_9       2  -         -      -
value worst       2  3         3  3.004
value worst       1  1         1  1.001

checked value of relu at 3 points against the correctly rounded results in
float16
ulp: a step from one number of float16 to the next
numbers rounded to 6 significant digits
`);
  });

  test('where all is right the verdict is the answer, a line for each quantity', async () => {
    expect(await shown('x,value,gradient\n1,1,1\n-1,0,0\n')).toBe(`\
value: 2 of 2 correctly rounded
gradient: 2 of 2 correctly rounded

checked value and gradient of relu at 2 points against the correctly rounded
results in float64
`);
  });

  test('errors in ulps and counts have columns of their own', async () => {
    const text = await shown('x,value\n1,2\n2,-2\n');
    expect(text).toMatch(/^ +count +ulp +x +expected +got$/m);
    expect(text).toMatch(/^value wrong_signs +1 +- +2 +2 +-2$/m);
    expect(text).toMatch(/^value worst +- +9\.22[\d.e+]+ +2 +2 +-2$/m);
  });

  test('what is no error does not spoil the verdict, but is shown', async () => {
    const text = await shown('x,value,gradient\n-1,-0,0\n0,0,0.5\n');
    expect(text).toMatch(/^value: 2 of 2 correctly rounded\ngradient: 2 of 2 correctly rounded\n\n/);
    expect(text).toMatch(/^value zero_signs +1 +-1 +0 +-0$/m);
    expect(text).toMatch(/^gradient kink_choices +1 +0 +0 +0.5$/m);
  });

  test('NaN and infinities come before errors in ulps, and numbers that look the same are written out', async () => {
    const text = await shown('x,y\n1,1.0000000000000002\n2,nan\n3,inf\n4,4\n');
    expect(text.split('\n\n')[0]).toBe(
      'value: NaN mismatch at x = 2 (expected 2, got NaN);\n' +
        'infinity mismatch at x = 3 (expected 3, got Infinity);\n' +
        '1 ulp at x = 1 (expected 1, got 1.0000000000000002); 3 of 4 misrounded',
    );
  });

  test('results of a row that would look the same are written out, and the others rounded', async () => {
    const text = await shown('x,y\n1,1.0000000000000002\n0.123456789,7\n');
    expect(text).toMatch(/^value worst .* 1 +1 +1\.0000000000000002$/m);
    expect(text).toMatch(/^value worst .* 0\.123457 +0\.123457 +7$/m);
    expect(text).toContain(
      '\nnumbers rounded to 6 significant digits; results that would look the same are in\nfull\n',
    );
  });

  test('--all-figures shows the zeros too', async () => {
    const rows = (text: string) => text.split('\n').filter((line) => line.startsWith('value '));
    const text = 'x,value\n1,1\n';
    expect(rows(await shown(text))).toEqual([]);
    const all = rows(await shown(text, '--all-figures')).map((line) =>
      line.replace(' - ', ' ').split(/ +/).slice(0, 3).join(' '),
    );
    const csv = (await runIn({stdin: text}, 'check', 'relu', '-')).stdout.split('\n').slice(1, -1);
    expect(all).toEqual(csv.map((line) => line.split(',').slice(0, 3).join(' ')));
    expect(all).toContain('value results 1');
    expect(all).toContain('value zero_signs 0');
  });

  test.each([40, 60, 80, 120])('no line is wider than %i columns, and no word is broken', async (width) => {
    const text = await shown('x,value\n1,1.0000000000000002\n2,nan\n3,inf\n5,-5\n', '--width', String(width));
    expect(Math.max(...text.split('\n').map((line) => line.length))).toBeLessThanOrEqual(width);
    for (const word of ['value nan_mismatches ', 'value wrong_signs ', ' 9.23463e+18', ' Infinity']) {
      expect(text).toContain(word);
    }
  });
});
