import {describe, expect, test} from 'vitest';
import type {World} from '../fake-io.ts';
import {lines, printed, refused} from './table-text.ts';

const terminal: World = {columns: 80, env: {NO_COLOR: '1'}};

describe('columns and rows', () => {
  test('are x, then value and gradient of each activation, from -6 to 6 by 1', async () => {
    const rows = lines(await printed(['sigmoid', 'tanh', 'relu']));
    expect(rows[0]).toBe('x,sigmoid,sigmoid_grad,tanh,tanh_grad,relu,relu_grad');
    expect(rows).toHaveLength(14);
    expect(rows[7]).toBe('0,0.5,0.25,0,1,0,0');
    expect(rows[13]).toMatch(/^6,0\.9975273768433652,0\.0024665092913600476,/);
  });

  test('grid points are the decimals a person would write', async () => {
    const rows = lines(await printed(['linear', '-r', '-0.3:0.3:0.1', '--show', 'value']));
    expect(rows.slice(1).map((row) => row.split(',')[0])).toEqual(['-0.3', '-0.2', '-0.1', '0', '0.1', '0.2', '0.3']);
  });

  test('--points spreads so many over the range', async () => {
    const rows = lines(await printed(['linear', '-r', '0:1', '-n', '5', '--show', 'value']));
    expect(rows).toEqual(['x,linear', '0,0', '0.25,0.25', '0.5,0.5', '0.75,0.75', '1,1']);
  });

  test('--at takes numbers, infinities, nan and hexadecimal floats in the order given', async () => {
    expect(await printed(['silu', '--at=-1,0,inf,nan,-inf,0x1p-1'])).toBe(
      `x,silu,silu_grad
-1,-0.2689414213699951,0.07232948812851327
0,0,0.5
Infinity,Infinity,1
NaN,NaN,NaN
-Infinity,-0,-0
0.5,0.3112296656009273,0.7399611873026518
`,
    );
  });

  test('--input - reads numbers one a line, and parameters come by flags', async () => {
    const stdin = '-3\n-2\n-1\n0\n1\n2\n3\n';
    const rows = lines(await printed(['elu', '--input', '-', '--alpha', '0.5'], {stdin}));
    expect(rows[0]).toBe('x,elu:alpha=0.5,elu:alpha=0.5_grad');
    expect(rows[3]).toBe('-1,-0.31606027941427883,0.18393972058572117');
    expect(rows[4]).toBe('0,0,0.5');
    expect(rows).toHaveLength(8);
  });

  test('--column picks a column of a CSV', async () => {
    const stdin = 'id,z\n1,0.5\n2,-0.5\n';
    expect(await printed(['relu', '-i', '-', '--column', 'z'], {stdin})).toBe(
      'x,relu,relu_grad\n0.5,0.5,1\n-0.5,0,0\n',
    );
  });

  test('--show leaves out values or gradients', async () => {
    expect(lines(await printed(['relu', '--show', 'gradient', '--at', '2']))).toEqual(['x,relu_grad', '2,1']);
    expect(lines(await printed(['relu', '--show', 'value', '--at', '2']))).toEqual(['x,relu', '2,2']);
  });

  test('--wrt adds the gradient by a parameter to the activations that have it, by any of its names', async () => {
    expect(await printed(['prelu', 'relu', '--wrt', 'alpha', '-r', '-1:1'])).toBe(
      'x,prelu,prelu_grad,prelu_grad_alpha,relu,relu_grad\n-1,-0.25,0.25,-1,0,0\n0,0,0.25,0,0,0\n1,1,1,0,1,1\n',
    );
    expect(lines(await printed(['leaky_relu', '--wrt', 'negative_slope', '--at=-2']))[0]).toBe(
      'x,leaky_relu,leaky_relu_grad,leaky_relu_grad_slope',
    );
  });

  test('--show region: where the gradient is dead, saturated, weak or nothing, by the intervals of regions', async () => {
    expect(await printed(['sigmoid', 'gelu', '--show', 'region', '--at=-4.585,-0.75,0,4.584,inf,nan'])).toBe(
      `x,sigmoid_region,gelu_region
-4.585,saturated,saturated
-0.75,,weak
0,,
4.584,,
Infinity,saturated,
NaN,,
`,
    );
    const wide = ['relu', '--show', 'region,value,gradient', '--at', '0'];
    expect(await printed(wide)).toBe('x,relu,relu_grad,relu_region\n0,0,0,dead\n');
    expect(await printed(['leaky_relu', '--show', 'region', '--threshold', '0.1', '--at=-1,1'])).toBe(
      'x,leaky_relu_region\n-1,weak\n1,\n',
    );
  });

  test('a region in a format: underflow where the gradient rounds to 0', async () => {
    const options = ['--show', 'region', '--at=-17.375,-17.328125', '--dtype'];
    expect(await printed(['sigmoid', ...options, 'float16'])).toContain('\n-17.38,underflow\n-17.33,saturated\n');
    expect(await printed(['sigmoid', ...options, 'float32'])).toContain('\n-17.375,saturated\n-17.328125,saturated\n');
  });

  test('of a function that oscillates for ever, wherever the point is: beside 300π + π/2 its slope is small', async () => {
    expect(await printed(['sin', '--show', 'region', '--at', '942,944.05,1e300,inf'])).toBe(
      'x,sin_region\n942,\n944.05,weak\n1e+300,\nInfinity,\n',
    );
  });

  test('--long is a row for each point and activation; what an activation has not is absent', async () => {
    expect(await printed(['prelu', 'relu', '--long', '--wrt', 'alpha', '--at=-1,2'])).toBe(
      `x,activation,value,gradient,region,gradient_alpha
-1,prelu,-0.25,0.25,,-1
-1,relu,0,0,dead,
2,prelu,2,1,,0
2,relu,2,1,,
`,
    );
  });

  test('a formula is as good as a name, its parameters by flags', async () => {
    const world = {};
    const rows = lines(await printed(['mine=x*sigmoid(k*x)', 'silu', '--k', '1', '--at', '1.5'], world));
    expect(rows[0]).toBe('x,mine,mine_grad,silu,silu_grad');
    const [, ...cells] = (rows[1] ?? '').split(',');
    expect(cells.slice(0, 2)).toEqual(cells.slice(2));
  });

  test('a preset has its framework’s defaults and its gradient at the kink', async () => {
    expect(lines(await printed(['leaky_relu', 'leaky_relu@jax', 'leaky_relu@keras', '--at=0,-1']))).toEqual([
      'x,leaky_relu,leaky_relu_grad,leaky_relu@jax,leaky_relu@jax_grad,leaky_relu@keras,leaky_relu@keras_grad',
      '0,0,0.01,0,1,0,0.2',
      '-1,-0.01,0.01,-0.01,0.01,-0.2,0.2',
    ]);
  });

  test.each([
    ['csv', 'x,relu,relu_grad\n-1,0,0\n2,2,1\n'],
    ['tsv', 'x\trelu\trelu_grad\n-1\t0\t0\n2\t2\t1\n'],
    ['json', '[\n{"x":-1,"relu":0,"relu_grad":0},\n{"x":2,"relu":2,"relu_grad":1}\n]\n'],
    ['jsonl', '{"x":-1,"relu":0,"relu_grad":0}\n{"x":2,"relu":2,"relu_grad":1}\n'],
  ])('in %s they are exact', async (format, text) => {
    expect(await printed(['relu', '--at=-1,2', '-f', format])).toBe(text);
  });

  test('for people they are rounded, and the table says so, and how they were computed', async () => {
    const text = await printed(['sigmoid', '--at', '1'], terminal);
    expect(text).toContain('correctly rounded\nnumbers rounded to 6 significant digits\n');
    expect(text).toContain('│ 1 │ 0.731059 │     0.196612 │');
    const fast = await printed(['sigmoid', '--at', '1', '--fast', '--digits', '3'], terminal);
    expect(fast).toContain('plain doubles (--fast)');
    expect(fast).toContain('│ 1 │   0.731 │        0.197 │');
  });
});

describe('functions of several numbers', () => {
  const pieces = 'maxout:weights=[1,2;-1,0.5],biases=[0;1]';

  test('take the columns of the input and have a gradient for each', async () => {
    const stdin = '1,2\n-3,0\n';
    expect(await printed([pieces, '-i', '-', '-f', 'tsv'], {stdin})).toBe(
      `x1\tx2\t${pieces}\t${pieces}_grad_x1\t${pieces}_grad_x2\n1\t2\t5\t1\t2\n-3\t0\t4\t-1\t0.5\n`,
    );
    expect(lines(await printed([pieces, '-i', '-', '--long'], {stdin}))[0]).toBe(
      'x1,x2,activation,value,gradient_x1,gradient_x2',
    );
  });

  test('sweep a line with --from and --along', async () => {
    const line = ['--from', '[0,0]', '--along', '[1,-1]', '-r', '0:2', '-f', 'tsv'];
    const rows = lines(await printed([pieces, ...line])).slice(1);
    expect(rows).toEqual(['0\t0\t0\t1\t-1\t0.5', '1\t1\t-1\t-0.5\t-1\t0.5', '2\t2\t-2\t-2\t1\t2']);
  });

  test('of one number are as good as any', async () => {
    const rows = lines(await printed(['maxout:weights=[1;-1],biases=[0;0]', '--at=-2,0,2']));
    expect(rows).toEqual(['x,maxout:weights=[1;-1],maxout:weights=[1;-1]_grad', '-2,2,-1', '0,0,1', '2,2,1']);
  });

  test('do not take single numbers', async () => {
    expect(await refused([pieces])).toBe(
      `act-cli: '${pieces}' takes 2 numbers at each point, not 1; table takes points as --at 1,2 or an --input with 2 columns, plot too takes a line with --from and --along, and every command a slice, such as ${pieces},x2=0.5\n`,
    );
  });
});
