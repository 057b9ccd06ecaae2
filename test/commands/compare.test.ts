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
  test('six activations fit into 80 columns: figures in two blocks, then a row for each pair', async () => {
    const six = ['sigmoid', 'tanh', 'relu', 'gelu', 'silu', 'mish'];
    const {stdout} = await runIn({columns: 80}, 'compare', ...six, '--no-cost', '--color', 'never');
    const rows = stdout.trimEnd().split('\n');
    expect(Math.max(...rows.map((row) => [...row].length))).toBeLessThanOrEqual(80);
    expect(rows.filter((row) => row.includes('forward_gain'))).toHaveLength(2);
    expect(rows.find((row) => row.includes('gelu, silu'))).toBe(
      '│ gelu, silu    │ 0.193002 │  1.96547 │ 0.159804 │  0.864994 │',
    );
    expect(rows.length).toBeLessThan(105);
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
  [['maxout:weights=[1,2;-1,0.5],biases=[0;0]'], 'function of vectors'],
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
  ['--mean 1 --std 1e-16', '1 and std 1e-16'],
  ['--mean 1e200 --std 1e190', '1e+200 and std 1e+190'],
])('a normal input of %s is refused', async (options, given) => {
  const outcome = await runIn({}, 'compare', 'relu', 'gelu', '--no-cost', ...options.split(' '));
  expect(outcome).toEqual({
    code: 2,
    stdout: '',
    stderr: `act-cli: no expectations over a normal input of mean ${given}; give a mean from -1e+150 to 1e+150 and a std from 1e-150 to 1e+150, not below the spacing of doubles at the mean\n`,
  });
});

test.each([
  '--std 1e150',
  '--std 1e-150',
  '--mean 1e150 --std 1e135',
  '--mean -1e150 --std 1e150',
  '--mean 1 --std 3e-16',
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
