import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {onLine, type Selection} from '../../src/activations/selection.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {float64} from '../../src/exact/number-format.ts';

const one = (text: string, flags: Readonly<Record<string, string>> = {}): Selection =>
  select([text], new Map(Object.entries(flags)))[0] as Selection; // one text, one selection

describe('a label is the shortest spelling that can be pasted back', () => {
  test.each([
    ['ELU', 'elu'],
    ['elu:alpha=1', 'elu'],
    ['elu:alpha=0.50', 'elu:alpha=0.5'],
    ['LeakyReLU', 'leaky_relu'],
    ['leaky-relu:negative_slope=0.2', 'leaky_relu:slope=0.2'],
    ['nn.SiLU', 'silu'],
    ['swish', 'silu'],
    ['soft sign', 'softsign'],
    ['logistic', 'sigmoid'],
    ['gelu@jax', 'gelu@jax'],
    ['GELU@PyTorch', 'gelu@torch'],
    ['maxout', 'maxout'],
    ['maxout:weights=[1;-1],biases=[0;0]', 'maxout:weights=[1;-1]'],
    ['maxout:weights=[1,2; -1,0.5],biases=[1,2]', 'maxout:weights=[1,2;-1,0.5],biases=[1,2]'],
    ['mine=x*2', 'mine'],
    ['=x*2', '=x*2'],
    ['x*2', 'x*2'],
    ['x > 0 ? x : -x', 'x > 0 ? x : -x'],
  ])('%s is %s', (text, label) => {
    expect(one(text).label).toBe(label);
    if (!text.includes('mine=')) expect(one(label).label).toBe(label);
  });
});

test('of several of one activation a label has what was given', () => {
  const labels = (...texts: readonly string[]) => select(texts, new Map()).map(({label}) => label);
  expect(labels('elu:alpha=1', 'elu:alpha=2')).toEqual(['elu:alpha=1', 'elu:alpha=2']);
  expect(labels('elu', 'elu:alpha=2.0', 'relu')).toEqual(['elu', 'elu:alpha=2', 'relu']);
  expect(labels('elu:alpha=1', 'relu')).toEqual(['elu', 'relu']);
});

test('names may be in any script', () => {
  const named = select(
    ['激活=x*sigmoid(β*x)', 'été=x', 'σ2=x', '=व्य*x'],
    new Map([
      ['β', '2'],
      ['व्य', '3'],
    ]),
  );
  expect(named.map(({label}) => label)).toEqual(['激活', 'été', 'σ2', '=व्य*x']);
  expect([...(named[0]?.parameters ?? [])]).toEqual([['β', 2]]);
  expect(() => one('=x²')).toThrow("unexpected '²'");
  expect(() => one('=x−1')).not.toThrow();
});

test('a flag sets the parameter of every activation that has it and was not given it inline', () => {
  const [elu, celu, leaky] = select(['elu', 'celu:alpha=2', 'leaky_relu'], new Map([['alpha', '0.3']]));
  expect(elu?.parameters.get('alpha')).toBe(0.3);
  expect(celu?.parameters.get('alpha')).toBe(2);
  expect(leaky?.parameters.has('alpha')).toBe(false);
});

test("a preset has its framework's defaults and formula", () => {
  expect(one('leaky_relu@keras').parameters.get('slope')).toBe(0.2);
  expect(one('leaky_relu@keras', {slope: '0.3'}).parameters.get('slope')).toBe(0.3);
  expect(one('leaky_relu@jax').formula).toBe('x >= 0 ? x : slope * x');
  expect(one('gelu@jax').activation?.name).toBe('gelu_tanh');
});

test('a formula knows every activation by its name', () => {
  expect(one('=x*relu6(x+3)/6').inputs).toEqual(['x']);
  expect(one('=swish(x) - LeakyReLU(x)').parameters.size).toBe(0);
});

describe('mistakes', () => {
  test.each([
    ['relo', {}, "unknown activation: 'relo'; did you mean 'relu'?"],
    ['__proto__', {}, "unknown activation: '__proto__'"],
    ['constructor', {}, "unknown activation: 'constructor'"],
    ['elu@constructor', {}, "elu has no preset '@constructor'; see 'act-cli info elu'"],
    ['tanhexp@torch', {}, "tanhexp has no preset '@torch'; it has none"],
    ['elu:alhpa=1', {}, "elu has no parameter 'alhpa'; did you mean 'alpha'?"],
    ['elu:alpha', {}, "invalid activation 'elu:alpha': 'alpha' is not a setting"],
    ['elu:alpha=1,alpha=2', {}, "invalid activation 'elu:alpha=1,alpha=2': alpha is given twice"],
    ['elu:alpha=x', {}, "invalid alpha='x' for elu: it must be a finite number"],
    ['elu:alpha=inf', {}, "invalid alpha='inf' for elu: it must be a finite number"],
    ['softplus:beta=0', {}, 'invalid beta=0 for softplus: it must lie in (0, Infinity)'],
    ['hardtanh:min_val=2', {}, 'min_val <= max_val must hold, but they are min_val=2, max_val=1'],
    ['elu', {alhpa: '1'}, "elu has no parameter 'alhpa'; did you mean 'alpha'?"],
    ['elu:alpha=1', {alpha: '2'}, '{alpha: 2} changes nothing: elu:alpha=1 sets alpha itself; leave one of them out'],
    ['leaky_relu:slope=1', {negative_slope: '2'}, 'leaky_relu:slope=1 sets negative_slope itself'],
    ['maxout:weights=[1;2]', {weights: '[1;3]'}, '{weights: [1;3]} changes nothing'],
    ['=beta*x', {}, "'=beta*x' has a parameter 'beta' without a value; give it with {beta: <number>}"],
    ['maxout:weights=[1]', {}, 'maxout has 1 piece; give weights with two or more rows'],
    ['maxout:weights=[1;2;3]', {}, 'maxout has 2 biases for 3 pieces'],
    ['maxout:weights=[1,2;3]', {}, "invalid weights='[1,2;3]': its rows differ in length"],
    ['maxout:weights=1', {}, "invalid weights='1' for maxout: write numbers in brackets"],
  ])('%s %j', (text, flags, message) => {
    expect(() => one(text, flags)).toThrow(message);
  });

  test('the same label twice', () => {
    expect(() => select(['silu', 'swish'], new Map())).toThrow("'silu' is named twice; give each another label");
    expect(() => select(['a=x', 'a=x*x'], new Map())).toThrow("'a' is named twice; give each another label");
  });
});

test.each([
  ['prelu:alpha=0.5', [1], [-2]],
  ['=(x > 1 and not (x > 3)) ? x^2 : max(x, -1)', [0.5], [3]],
  ['maxout:weights=[1,2;-1,0.5],biases=[0;1]', [0.25, -1], [2, 0.5]],
])('%s on the line %j + t %j is the function at its points', (text, from, along) => {
  const selection = one(text);
  const line = onLine(selection, {from, along});
  const at = ({value, inputs, parameters}: Selection) =>
    exactEvaluator({roots: [value], inputs, parameters}, {format: float64, overflow: 'ieee'});
  for (const t of [-3, -0.5, 0, 0.25, 2]) {
    const place = from.map((start, i) => start + t * (along[i] ?? 0));
    expect(at(line)([t])).toEqual(at(selection)(place));
  }
});
