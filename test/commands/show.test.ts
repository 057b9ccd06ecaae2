import {expect, test} from 'vitest';
import {runIn} from '../fake-io.ts';

async function printed(...line: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runIn({}, ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

test('an activation where a command is expected is drawn, with what is essential of it below the plot', async () => {
  const text = await printed('elu', '--alpha', '0.5');
  expect(text).toMatch(/^ +elu:alpha=0.5: f/);
  expect(text.slice(text.indexOf('\n\n'))).toBe(`

elu:alpha=0.5   exponential
formula      x > 0 ? x : alpha * expm1(x)
derivative   x > 0 ? 1 : alpha * exp(x)
kinks        x = 0  f′ = 0.5 on the left, 1 on the right, 0.5 there
                    0.5 in torch, jax, flax, keras, onnx, mxnet, mlx, chainer
                    1 in tf, tfjs, nnlib, darknet
                    0 in tinygrad
|f′| < 0.01  saturated  (-Infinity, -3.91202]
gains        forward 1.36559, backward 1.35828 for x ~ N(0, 1)
`);
  expect(await printed('show', 'elu', '--alpha', '0.5')).toBe(text);
});

test.each([
  [24, ['elu'], 23],
  [40, ['elu'], 39],
  [40, ['gelu', 'relu'], 39],
  [10, ['elu'], 9 + 7],
])('in %d lines the plot leaves room for what is below it: %j', async (rows, line, most) => {
  const {stdout} = await runIn({columns: 80, rows, env: {PAGER: 'cat'}}, ...line);
  const lines = stdout.trimEnd().split('\n');
  expect(lines.length).toBeLessThanOrEqual(most);
  expect(lines.length).toBeGreaterThan(most - 4);
});

test('but where that is much, both panels come first', async () => {
  for (const [columns, line] of [
    [80, ['prelu', 'gelu']],
    [40, ['elu']],
    [40, ['gelu']],
  ] as const) {
    const {stdout} = await runIn({columns, rows: 24, env: {PAGER: 'cat', NO_COLOR: '1'}}, ...line);
    const [plot = ''] = stdout.split('\n\n');
    expect(plot.split('\n')).toHaveLength(14);
    expect(plot).toMatch(/^ *f′$/m);
  }
});

test('into a pipe, where no prompt follows, it is as high as the plot alone', async () => {
  const text = await printed('gelu', '--width', '40');
  expect(`${text.split('\n\n')[0]}\n`).toBe(await printed('plot', 'gelu', '--width', '40'));
});

test.each([
  [['nn.LeakyReLU'], 'leaky_relu   rectifier\n'],
  [['gelu@jax', 'relu'], 'gelu@jax   gate\n'],
  [['gelu@jax', 'relu'], '\n\nrelu   rectifier\n'],
  [['relu'], '0 in every framework\n'],
  [['x*tanh(x)'], '\nx*tanh(x)\nformula      x*tanh(x)\n'],
  [['k*x > 0 ? x : 0', '--param', 'k=2'], 'formula      k*x > 0 ? x : 0\n'],
  [['mine=x*sigmoid(1.702*x)', '-r', '-2:2'], '\nmine\nformula      x*sigmoid(1.702*x)\n'],
  [['relu', '--threshold', '2'], '|f′| < 2     dead  (-Infinity, 0]\n             weak  (0, Infinity)\n'],
])('%s', async (line, part) => {
  expect(await printed(...line)).toContain(part);
});

test('in a format it is the samples of the plot', async () => {
  expect(await printed('relu', '-n', '2', '-f', 'csv')).toBe('x,relu,relu_grad\n-6,0,0\n6,6,1\n');
});

test('a function of vectors has a formula and a derivative alone', async () => {
  const text = await printed('maxout:weights=[1,2;-1,0.5],biases=[0;0]', '--from', '0,0', '--along', '1,1');
  expect(text.slice(text.indexOf('formula'))).toMatch(/^formula .*\nderivative .*\n +d\/dx2: .*\n$/);
});

test.each([
  ['tabel', "unknown command or activation: 'tabel'; did you mean 'table'?"],
  ['geluu', "unknown command or activation: 'geluu'; did you mean 'gelu'?"],
  [
    'zzzz',
    "unknown command or activation: 'zzzz'; see 'act-cli --help' for the commands and 'act-cli list' for the activations",
  ],
  [
    '',
    "unknown command or activation: ''; see 'act-cli --help' for the commands and 'act-cli list' for the activations",
  ],
  [
    '../out.csv',
    "unknown command or activation: '../out.csv'; see 'act-cli --help' for the commands and 'act-cli list' for the activations",
  ],
  [
    'data/x.npy',
    "unknown command or activation: 'data/x.npy'; see 'act-cli --help' for the commands and 'act-cli list' for the activations",
  ],
  ['geluu@jax', "unknown activation: 'geluu'; did you mean 'gelu'?"],
  ['gelu@jx', "gelu has no preset '@jx'; did you mean '@jax'?"],
  ['elu:beta=1', "elu has no parameter 'beta'; its only parameter is alpha"],
  ['x*tanh(x', "invalid formula: expected ')' but found the end\n  x*tanh(x\n          ^"],
])("a mistaken word: '%s'", async (word, message) => {
  expect(await runIn({}, word)).toEqual({code: 2, stdout: '', stderr: `act-cli: ${message}\n`});
});

test('help for an activation is help for show', async () => {
  expect(await printed('elu', '--help')).toBe(await printed('show', '--help'));
  expect(await printed('help', 'elu')).toBe(await printed('show', '--help'));
});
