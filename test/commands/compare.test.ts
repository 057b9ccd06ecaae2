import {describe, expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

async function lines(...argv: readonly string[]): Promise<readonly string[]> {
  const {code, stdout, stderr} = await runIn({}, 'compare', ...argv, '--no-cost');
  expect([code, stderr]).toEqual([0, '']);
  return stdout.trimEnd().split('\n');
}

describe('compare in machine formats', () => {
  test('a row for each figure, a column for each activation', async () => {
    const rows = await lines('relu', 'tanh');
    expect(rows[0]).toBe('figure,relu,tanh');
    expect(rows).toContain('range_to,Infinity,1');
    expect(rows).toContain('smoothness,C0,smooth');
    expect(rows).toContain('zero_centred,false,true');
    expect(rows).toContain('share_dead,0.5,0');
    expect(rows).toContain('forward_gain,1.4142135623730951,1.5925374197228312');
    expect(rows).toContain('gradient_difference:relu,,1');
  });

  test('two ports of gelu: 4.73e-4 near 2.70, a parity test at 1e-4 fails', async () => {
    const rows = await lines('gelu@jax', 'gelu@torch');
    expect(rows.find((row) => row.startsWith('value_difference:gelu@jax'))).toContain(',0.000473235520687284');
    expect(rows.find((row) => row.startsWith('value_difference_at:gelu@jax'))).toContain(',2.69894138');
    expect(rows).toContain('parity:gelu@jax,,"fails at 1e-4, passes at 1e-3"');
  });

  test('a formula of the user, another input, a range, a threshold, a number format', async () => {
    const options = ['--mean', '0.5', '--std', '2', '--range', '-1:1', '--threshold', '0.5', '--dtype', 'fp16'];
    const rows = await lines('sigmoid', 'mine=x*sigmoid(1.702*x)', ...options);
    expect(rows[0]).toBe('figure,sigmoid,mine');
    expect(rows.find((row) => row.startsWith('range_to,'))).toBe('range_to,0.7310585786300049,0.8457957659328212');
    expect(rows.find((row) => row.startsWith('share_underflow,'))).toMatch(/^share_underflow,[\d.e-]+,[\d.e-]+$/);
    expect(rows).toContain('max_gradient,0.25,1.067779606556334');
  });

  test('every run says the same without the cost, and the cost has two rows', async () => {
    expect(await lines('elu', 'celu')).toEqual(await lines('elu', 'celu'));
    const {stdout} = await runIn({}, 'compare', 'relu');
    expect(stdout).toMatch(/^measured_cost_ns,[\d.]+$/m);
    expect(stdout).toMatch(/^measured_cost_in_relus,[\d.]+$/m);
  });

  test.each(['json', 'jsonl', 'tsv', 'markdown', 'table'])('%s', async (format) => {
    const {code, stdout} = await runIn({}, 'compare', 'relu', 'elu', '--no-cost', '-f', format);
    expect(code).toBe(0);
    expect(stdout).toContain('output_mean');
  });
});

describe('compare for people', () => {
  async function shown(names: readonly string[], ...options: readonly string[]): Promise<string> {
    const argv = ['compare', ...names, '--no-cost', '--color', 'never', ...options];
    return (await runIn({columns: 80}, ...argv)).stdout;
  }

  const eight = ['relu', 'gelu', 'silu', 'elu', 'tanh', 'sigmoid', 'mish', 'softplus'];

  test('two: what differs, then what is the same, then how far apart they are, then notes', async () => {
    expect(await shown(['relu', 'elu'], '--std', '2')).toBe(`\
relu and elu differ by up to 1 in value (x = -Infinity) and by up to 1 in
gradient (x = 0): a parity test fails at 1e-1, passes at 1e0

                                relu         elu
range_from                         0          -1
range_from_at                      0   -Infinity
monotonicity          non-decreasing  increasing
smoothness                        C0          C1
output_sign             non-negative        both
share_dead                       0.5           0*
share_saturated                    0*  0.0106511
share_zero_output                0.5           0
output_mean                 0.797885    0.465987*
output_spread                1.16764     1.42866
mean_square                        2     2.25821
mean_square_gradient             0.5    0.594411
forward_gain                0.707107*   0.665454
backward_gain                1.41421     1.29705*

the same for all: range_to Infinity, range_to_at Infinity, extrema 0,
zero_centred no, max_gradient 1, max_gradient_at 0, certain yes, share_weak 0,
quadrature_error 8.9e-16

                            value                gradient
                value  difference    gradient  difference
           difference          at  difference          at
relu, elu           1   -Infinity           1           0

* best: least dead, saturated; mean nearest 0; gains nearest 1
mean, spread, gains and shares for x ~ N(0, 2²), by quadrature to 1e-10
saturated, weak: 0 < |f′| < 0.01
range, extrema, slopes and differences over the real line
numbers rounded to 6 significant digits
`);
  });

  test('four have a column each at 80 columns, eight a row each', async () => {
    expect(await shown(eight.slice(0, 4))).toMatch(/\n\n +relu +gelu +silu +elu\nrange_from /);
    const rows = (await shown(eight)).split('\n');
    expect(rows.slice(3, 7)).toEqual([
      '              range      range',
      '               from    from at  range to  extrema    monotonicity',
      'relu              0          0  Infinity        0  non-decreasing',
      'gelu      -0.169971  -0.751792  Infinity        1            none',
    ]);
    expect(rows).toContain('gelu, silu        0.193002     1.96547    0.159804    0.864994');
  });

  test('three or more begin with a summary, of which nothing is said that is not known', async () => {
    const first = async (...names: readonly string[]) => (await shown(names, '--width', '200')).split('\n')[0];
    expect(await first('relu', 'gelu', 'tanh')).toBe(
      'closest: relu and gelu, up to 0.17 apart in value; dead inputs only in relu; backward gain nearest 1: relu (1.41)',
    );
    expect(await first('relu', 'relu6', 'hardtanh', 'gelu')).toContain('; no dead inputs in gelu; ');
    expect(await first('elu', 'gelu', 'silu')).toContain('; no dead inputs; ');
    expect(await first('elu', 'celu', 'tanh')).toContain('elu and celu have equal values; no dead inputs');
    expect(await first('relu', '=x^2', '=1/x')).toBe('dead inputs only in relu');
    expect(await first('relu', 'gelu@jax', 'gelu@torch')).toContain('gelu@jax and gelu@torch differ by up to');
    const searched = (await shown(['relu', 'gelu', 'mish'], '--patience', '0')).split('\n')[0];
    expect(searched).not.toMatch(/closest|dead/);
  });

  test('what most have in common is not marked as the best', async () => {
    const text = await shown(['relu', 'gelu', 'silu', 'elu']);
    expect(text).toMatch(/^share_dead +0.5 +0 +0 +0$/m);
    expect(text).toMatch(/^share_weak +0\* +[\d.]+ +[\d.]+ +0\*$/m);
  });

  test('what differs infinitely is one line, by groups', async () => {
    const lines = (await shown(eight, '--width', '120')).split('\n');
    expect(lines).toContain(
      'the difference is infinite between any of relu, gelu, silu, elu, mish, softplus and any of tanh, sigmoid',
    );
    // 15 pairs of the one group and 1 of the other; 12 between them, of which only gradients differ finitely.
    const pairs = lines.filter((line) => /^\w+, \w+ /.test(line));
    expect(pairs).toHaveLength(16 + 12);
    expect(pairs.filter((line) => line.startsWith('relu, tanh'))).toEqual([
      expect.stringMatching(/^relu, tanh +1 +0$/),
    ]);
    expect(await shown(['relu', 'gelu', 'silu', 'tanh'])).toContain(
      '\nthe difference is infinite between tanh and any of relu, gelu, silu\n',
    );
    for (const other of ['relu6', 'tanh'])
      expect((await shown(['relu', other])).split('\n')[0]).toBe(
        `the difference is infinite between relu and ${other}`,
      );
    expect(await shown(['=x^2', '=exp(x)', 'tanh'])).toContain(
      '\nthe difference is infinite between any two of =x^2, =exp(x), tanh\n',
    );
  });

  test('equals have all figures in one block, one alone has all in rows, and neither has a best', async () => {
    const equal = await shown(['elu', 'celu']);
    expect(equal).toMatch(/^elu and celu are equal\n\nthe same for all: range_from -1, range_from_at -Infinity,/);
    const alone = await shown(['elu']);
    expect(alone).toMatch(/^ +elu\nrange_from +-1\n/);
    expect(alone).toContain('\nzero_centred ');
    expect(equal + alone).not.toContain('*');
  });

  test('nothing is best where a number is not known', async () => {
    const unknown = await shown(['relu', 'gelu', '=1/x']);
    expect(unknown).toContain('* best: least saturated\n'); // means and gains are NaN for 1/x
    const searched = await shown(['relu', 'gelu'], '--patience', '0');
    expect(searched).toContain('share_unknown');
    expect(searched).not.toContain('*');
  });

  test('long labels are shortened in their middles', async () => {
    const long = '=x*tanh(log(1+exp(x)))-0.5*x*erf(x/2)+1';
    expect(await shown([long, 'gelu', 'tanh'])).toMatch(/\n\n +=x\*tanh\(lo…rf\(x\/2\)\+1 +gelu +tanh\n/);
    const ascii = await shown([long, long.replace('exp', 'tan'), 'tanh'], '--ascii');
    expect(ascii).toMatch(/\n\n +=x\*tanh\.\.\.\(x\/2\)\+1 #1 +=x\*tanh\.\.\.\(x\/2\)\+1 #2 +tanh\n/);
  });

  test.each([40, 60, 80, 120])('%i columns: one to twenty fit, in whole words', async (width) => {
    const listed = (await runIn({}, 'list', '-f', 'csv')).stdout.split('\n').map((line) => line.split(',')[0] ?? '');
    const twenty = listed.slice(1, 21);
    for (const names of [['relu'], ['gelu@jax', 'gelu@torch'], eight.slice(0, 4), eight.slice(0, 6), eight, twenty]) {
      const text = await shown(names, '--width', String(width));
      expect(Math.max(...text.split('\n').map((line) => [...line].length))).toBeLessThanOrEqual(width);
      if (names.includes('relu')) expect(text).toMatch(/ (non-decreasing)\b/);
      expect(text).not.toMatch(/[─│]/);
      expect(text).not.toMatch(/_\s/);
    }
  });

  test('two of one name: the sentence that decides a port', async () => {
    const {stdout} = await runIn({columns: 200}, 'compare', 'gelu@jax', 'gelu@torch', '--no-cost');
    expect(stdout).toContain(
      'gelu@jax and gelu@torch differ by up to 0.000473 in value (x = ±2.7) and by up to 0.000868 in gradient ' +
        '(x = ±2.02): a parity test fails at 1e-4, passes at 1e-3',
    );
  });
});

test.each([
  [['relu', '--std', '0'], "invalid value for --std: '0'; give a number above 0"],
  [['relu', '--mean', 'x'], "invalid value for --mean: 'x'; give a number"],
  [['relu', '--threshold', '-1'], "invalid value for --threshold: '-1'; give a number, 0 or more"],
  [['relu', '--range', '1'], "invalid range '1'"],
  [['maxout:weights=[1,2;-1,0.5],biases=[0;0]'], 'is a function of 2 numbers, x1, x2'],
])('compare %j is refused with exit code 2 and nothing on standard output', async (argv, message) => {
  const {code, stdout, stderr} = await runIn({}, 'compare', ...argv);
  expect([code, stdout]).toEqual([2, '']);
  expect(stderr).toContain(message);
  expect(stderr.trimEnd().split('\n')).toHaveLength(1);
});

test.each([
  ['--std 1e307', '0 and std 1e+307'],
  ['--std 1e308', '0 and std 1e+308'],
  ['--std 1e151', '0 and std 1e+151'],
  ['--std 5e-324', '0 and std 5e-324'],
  ['--mean 1e20', '100000000000000000000 and std 1'],
  ['--mean -1e20', '-100000000000000000000 and std 1'],
  ['--mean 1e16', '10000000000000000 and std 1'],
  ['--mean 1e12', '1000000000000 and std 1'],
  ['--mean 1 --std 1e-16', '1 and std 1e-16'],
  ['--mean 1e200 --std 1e190', '1e+200 and std 1e+190'],
])('a normal input of %s is refused', async (options, given) => {
  const outcome = await runIn({}, 'compare', 'relu', 'gelu', '--no-cost', ...options.split(' '));
  expect(outcome).toEqual({
    code: 2,
    stdout: '',
    stderr: `act-cli: expectations cannot be computed for a normal input with mean ${given}; give a mean from -1e+150 to 1e+150 and a std from 1e-150 to 1e+150, not below 1e-10 of the mean\n`,
  });
});

test.each([
  '--std 1e150',
  '--std 1e-150',
  '--mean 1e150 --std 1e140',
  '--mean -1e150 --std 1e150',
  '--mean 1 --std 1e-10',
])('a normal input of %s is taken', async (options) => {
  const argv = [
    'compare',
    'relu',
    'gelu',
    'sigmoid',
    'tanh',
    'binary_step',
    '=1/(1+x^2)',
    '--no-cost',
    ...options.split(' '),
  ];
  const {code, stderr} = await runIn({}, ...argv);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
});
