import {expect, test} from 'vitest';
import {fastErrors} from '../../src/activations/fast-errors.ts';
import {allActivations} from '../../src/activations/registry.ts';
import type {Card} from '../../src/card/card-facts.ts';
import {runIn} from '../fake-io.ts';

async function printed(...line: readonly string[]): Promise<string> {
  const {code, stdout, stderr} = await runIn({}, 'info', ...line);
  expect({code, stderr}).toEqual({code: 0, stderr: ''});
  return stdout;
}

async function card(...line: readonly string[]): Promise<Card> {
  return JSON.parse(await printed(...line, '-f', 'json')) as Card;
}

test('the card of prelu, wherever it goes', async () => {
  const text = await printed('prelu');
  expect(text).toContain(`prelu   rectifier

formula      x > 0 ? x : alpha * x
derivative   x > 0 ? 1 : alpha
parameters   alpha  0.25; slope for x <= 0, learned; also --weight, --init
range        (-Infinity, Infinity)
at -inf      f = -Infinity, f′ = 0.25
at 0         f = 0, f′ = 0.25
at inf       f = Infinity, f′ = 1
kinks        x = 0  f′ = 0.25 on the left, 1 on the right, 0.25 there
                    0.25 in torch, tfjs, onnx, mxnet, hf
                    1 in flax, chainer
                    0 in keras
                    1.25 in mlx
`);
  expect(text).toContain('prelu@torch prelu@flax');
  expect(text).toContain('He et al. 2015: Delving Deep');
});

test('shape, regions and gains are computed: gelu turns at -0.7518, is weak there, and needs a gain of 1.5335', async () => {
  expect(await printed('gelu')).toContain(`
shape        not monotone, smooth, outputs of both signs
             minimum f = -0.169971 at x = -0.751792
             |f′| up to 1.1289 at x = 1.41421
|f′| < 0.01  saturated  (-Infinity, -3.06743]
             weak       [-0.775472, -0.72908]
gains        forward 1.53353, backward 1.48111 for x ~ N(0, 1)
`);
  expect(await card('relu6')).toMatchObject({
    shape: {
      monotonicity: 'non-decreasing',
      smoothness: 'C0',
      outputSign: 'non-negative',
      symmetry: 'none',
      extrema: [],
    },
    regions: {
      threshold: 0.01,
      over: null,
      intervals: [
        {region: 'dead', to: 0},
        {region: 'dead', from: 6},
      ],
    },
  });
  const {gains, regions} = await card('relu');
  expect(gains).toEqual({forward: Math.SQRT2, backward: Math.SQRT2, certain: true});
  expect(regions?.intervals).toEqual([{region: 'dead', from: '-Infinity', to: 0, fromClosed: false, toClosed: true}]);
  expect((await card('sin')).regions).toMatchObject({over: [-6, 6], intervals: {length: 4}});
});

test('as JSON it is one object of figures', async () => {
  expect(await card('elu', '--alpha', '0.5')).toMatchObject({
    label: 'elu:alpha=0.5',
    formula: 'x > 0 ? x : alpha * expm1(x)',
    parameters: [{name: 'alpha', value: 0.5, default: 1}],
    range: '(-0.5, Infinity)',
    limits: {left: {value: -0.5, gradient: 0}, right: {value: 'Infinity', gradient: 1}},
    origin: {value: 0, gradient: 0.5},
    kinks: [{x: 0, left: {gradient: 0.5}, at: {gradient: 0.5}, right: {gradient: 1}}],
  });
});

test('a framework’s own formula is the card’s, with what can no longer be stated left out', async () => {
  const {formula, derivative, kinks} = await card('leaky_relu@jax');
  expect(formula).toBe('x >= 0 ? x : slope * x');
  expect(derivative).toBe('x >= 0 ? 1 : slope');
  expect(kinks?.[0]?.at.gradient).toBe(1);
});

test('a preset that means another activation is its card', async () => {
  expect(await card('gelu@jax')).toMatchObject({label: 'gelu@jax', name: 'gelu_tanh'});
});

test('a formula of the user has a card too', async () => {
  expect(await card('mine=min(6, max(0, x+3))')).toMatchObject({
    label: 'mine',
    name: null,
    range: null,
    limits: {left: {value: 0, gradient: 0}, right: {value: 6, gradient: 0}},
    kinks: [{x: -3}, {x: 3}],
    frameworks: [],
  });
});

test('a function of vectors has a derivative by each coordinate', async () => {
  const {derivative, limits, kinks, shape, regions} = await card('maxout:weights=[1,2;-1,0.5],biases=[0;1]');
  expect(derivative?.split('\n')).toHaveLength(2);
  expect({limits, kinks, shape, regions}).toEqual({limits: null, kinks: null, shape: null, regions: null});
});

test('as CSV it is a row for each field', async () => {
  const rows = (await printed('hardtanh', '-f', 'csv')).split('\n');
  expect(rows[0]).toBe('field,value');
  expect(rows).toContain('range,"[-1, 1]"');
  expect(rows).toContain('kinks.1.x,-1');
  expect(rows).toContain('kinks.2.right.gradient,0');
});

test.each([40, 80])(
  'in %i columns every card fits',
  async (columns) => {
    for (const {name} of allActivations().slice(0, 12)) {
      const {stdout} = await runIn({columns, env: {NO_COLOR: '1'}}, 'info', name);
      expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(Math.max(columns, 48));
    }
  },
  20_000,
);

test.each([
  ['elu elu', "'elu' is named twice; give each another label or other parameters"],
  ['nope', "unknown activation: 'nope'; see 'act-cli list', or start a formula with '='"],
  ['elu --alpha', '--alpha has no value; give a number, as in --alpha 0.5'],
  ['softplus --beta -1', 'invalid beta=-1 for softplus: it must lie in (0, Infinity)'],
])('info %s is an error', async (line, message) => {
  expect(await runIn({}, 'info', ...line.split(' '))).toEqual({code: 2, stdout: '', stderr: `act-cli: ${message}\n`});
});

test('matrices are parameters too', async () => {
  const {parameters} = await card('maxout', '--weights', '[1;-1]');
  expect(parameters.map(({name, value, default: standard}) => [name, value, standard])).toEqual([
    ['weights', '[1;-1]', '[0;1]'],
    ['biases', '[0;0]', '[0;0]'],
  ]);
});

test('what all frameworks agree on is said once', async () => {
  expect(await printed('softplus')).toMatch(/^kinks +none$/m);
  expect(await printed('relu')).toContain('0 in every framework below');
});

test('what --fast costs is told at the default parameters, where it was measured', async () => {
  const {stdout} = await runIn({}, 'info', 'elu', '-f', 'json');
  expect(JSON.parse(stdout).fast).toEqual(fastErrors.elu);
  expect((await runIn({}, 'info', 'elu')).stdout).toContain('ulp (f)');
  expect((await runIn({}, 'info', 'elu:alpha=2')).stdout).not.toContain('ulp (f)');
});

test('with --ascii in 7-bit characters', async () => {
  for (const name of ['relu', 'gelu', 'prelu']) expect(await printed(name, '--ascii')).toMatch(/^[\n -~]*$/);
});

test('a card tells whether its limits are certain', async () => {
  const {stdout, stderr} = await runIn({}, 'info', '=sin(x)^2+cos(x)^2', '--format', 'csv');
  expect(stdout).toContain('limits.certain,false\n');
  expect(stderr).toMatch(/^act-cli: =sin\(x\)\^2\+cos\(x\)\^2: limit not known at -inf, inf; /);
  expect(await printed('sin', '--format', 'csv')).toContain('limits.certain,true\n');
});

test('cards of several activations follow one another, as JSON in an array, as rows under their names', async () => {
  expect(await printed('elu', 'gelu@jax')).toBe(`${await printed('elu')}\n${await printed('gelu@jax')}`);
  const cards: unknown = JSON.parse(await printed('relu', 'tanh', '-f', 'json'));
  expect(cards).toEqual([await card('relu'), await card('tanh')]);
  const rows = (await printed('relu', 'tanh', '-f', 'csv')).split('\n');
  expect(rows[0]).toBe('activation,field,value');
  expect(rows).toContain('relu,gains.forward,1.4142135623730951');
  expect(rows).toContain('tanh,formula,tanh(x)');
  expect(await printed('relu', '-f', 'csv')).toMatch(/^field,value\nlabel,relu\n/);
});

test('a symmetry that is tried and not proven is told so', async () => {
  const shapeOf = async (name: string) => (await runIn({}, 'info', name)).stdout.match(/^shape .*/m)?.[0];
  expect(await shapeOf('=abs(x^2-2)')).toMatch(/, even$/);
  expect(await shapeOf('=log(x+sqrt(x^2+1))')).toMatch(/, odd wherever tried$/);
  expect(await shapeOf('tanh')).toMatch(/, odd$/);
});

test.each([
  ['relu', '|f′| up to 1 beside x = 0'],
  ['tanh', '|f′| up to 1 at x = 0'],
  ['elu', '|f′| up to 1 at x = 0'],
  ['softplus', '|f′| up to 1 towards x = Infinity'],
])('where %s is steepest: %s', async (name, said) => {
  expect((await runIn({columns: 80}, 'info', name)).stdout).toContain(said);
});

test('--fast is exact where no digit is wrong', async () => {
  expect((await runIn({}, 'info', 'relu')).stdout).toMatch(/^--fast +exact$/m);
  expect((await runIn({}, 'info', 'gelu')).stdout).toMatch(/^--fast +within \d+ ulp/m);
});

test.each([30, 40, 60])('in %i columns no line of a card is longer', async (width) => {
  const text = await printed('elu', 'softmodulusq', '--width', String(width), '--format', 'table');
  expect(text.split('\n').filter((line) => line.length > width)).toEqual([]);
  expect(text).toContain('keras.activations.elu');
});

test('a jump has as many digits as tell its sides apart, and the limit at one is no extremum', async () => {
  const twenty = await printed('softplus:threshold=20', '--format', 'table');
  expect(twenty.replaceAll(/\s+/g, ' ')).toContain('f jumps from 20.000000002061153 to 20, and is 20.000000002061153');
  const zero = await printed('softplus:threshold=0', '--format', 'table');
  expect(zero).toContain('maximum f = 0.693147 at x = 0');
  expect(`${twenty}${zero}`).not.toContain('minimum');
  const json = await printed('softplus:threshold=0', '--format', 'json');
  expect(json).not.toContain('minimum');
});

test('the note of swiglu_clamped says nothing of a range that it has not', async () => {
  expect(await printed('swiglu_clamped', '--format', 'table')).not.toContain('the range is that of');
});
