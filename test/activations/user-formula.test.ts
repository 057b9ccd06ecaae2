import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {formulaIn} from '../../src/activations/user-formula.ts';
import {printFormula} from '../../src/formula/print.ts';
import {evaluate} from '../../src/index.ts';

const printed = (text: string): string =>
  select([text], new Map())
    .map(({value}) => printFormula(value))
    .join();
const label = (text: string): string =>
  select([text], new Map())
    .map((each) => each.label)
    .join();

describe('a formula is told from a name', () => {
  test.each([
    ['"my act"=x*tanh(x)', 'my act', 'x*tanh(x)'],
    ["'σ, 2: a=b'=x", 'σ, 2: a=b', 'x'],
    ['"it\'s"=x', "it's", 'x'],
    ['f(x) = x^2', 'f', 'x^2'],
    ['lambda x: tanh(x)', undefined, ' tanh(x)'],
    ['lambda x:x', undefined, 'x'],
    ['f = lambda x: tanh(x)', 'f', ' tanh(x)'],
    ['(x) => x*2', undefined, ' x*2'],
    ['x => x*2', undefined, ' x*2'],
    ['std::exp(x)', undefined, 'std::exp(x)'],
    ['x*np.pi', undefined, 'x*np.pi'],
    ['x²', undefined, 'x²'],
  ])('%s', (text, expected, body) => {
    expect(formulaIn(text)).toEqual({text, label: expected, body});
  });

  test.each(['elu:alpha=0.5', 'gelu@jax', 'torch.relu', 'z.npy', './a*b/z.npy', 'data/x*.csv'])(
    '%s is none',
    (text) => {
      expect(formulaIn(text)).toBeUndefined();
    },
  );

  test.each(['""=x', '" "=x', '"a\u0007b"=x', '"a\nb"=x', '"\u202ea"=x'])('%j has no label', (text) => {
    expect(() => formulaIn(text)).toThrow('invalid label');
  });
});

describe('an activation in a formula', () => {
  test.each([
    ['leaky_relu(x, 0.2)', 'x > 0 ? x : 0.2 * x'],
    ['leaky_relu(x, slope)', 'x > 0 ? x : slope * x'],
    ['F.leaky_relu(x, negative_slope=0.2)', 'x > 0 ? x : 0.2 * x'],
    ['relu(x > 1)', 'max(0, x > 1 ? 1 : 0)'],
    ['hardtanh(x, min_val=-2)', 'min(1, max(-2, x))'],
    ['F.softplus(2*x, beta=3)', '3 * (2 * x) > 20 ? 2 * x : softplus(3 * (2 * x)) / 3'],
  ])('%s is %s', (text, expected) => {
    const parameters = new Map([['slope', '0.2']]);
    const [selection] = select([text], text.includes('slope)') ? parameters : new Map());
    expect(selection && printFormula(selection.value)).toBe(expected);
  });

  test.each([
    ['softplus(x, beta=-1)', 'beta'],
    ['elu(x, beta=1)', "has no parameter 'beta'"],
    ['hardtanh(x, -2, 2)', 'write hardtanh(x, min_val=-1, max_val=1)'],
    ['nn.gelu(x)', 'write jax.nn.gelu(x) or flax.linen.gelu(x) or mlx.nn.gelu(x)'],
    ['nn.LeakyReLU(0.2)', 'nn.LeakyReLU(0.2) makes a layer: write nn.LeakyReLU(0.2)(x) for its value'],
    ['nn.ReLU(x)', 'write nn.ReLU()(x) for its value'],
    ['ELU(0.5)', 'write ELU(0.5)(x) for its value'],
    ['nn.PReLU(1)(x)', 'write PReLU(x, alpha=0.25)'],
    ['keras.layers.LeakyReLU(0.2)(x)', 'write leaky_relu(x) with parameters by name'],
    ['nn.Nothing(2)', "unknown function 'nn.Nothing'"],
    ['softplus(x, 2, 20)', 'write softplus(x, beta=1, threshold=Infinity)'],
    ['F.gelu(x, approximate="fast")', "give 'tanh', 'True', 'none' or 'False'"],
    ['softmax(x, 0)', 'softmax takes a vector'],
    ['F.glu(x, 1)', 'write glu(gate, linear half)'],
    ['mine=swiglu', "has an activation 'swiglu' without an input; write swiglu(x, 0.5)"],
    ['lambda t: t*sigmoid(t)', 'the input of a formula is x alone, not t'],
    ['f(t) = t*sigmoid(t)', 'the input of a formula is x alone, not t'],
    ['x if x > 0 else np.nan', 'a formula cannot name NaN'],
    ['tf.keras.activations.hard_sigmoid(x, 2)', 'takes one argument'],
    ['relu()', 'nothing is in the brackets: write relu(x)'],
  ])('%s is answered with what to write', (text, message) => {
    expect(() => printed(text)).toThrow(message);
  });
});

test('a label can be any text that one line can show', () => {
  expect(label('"Swish, β = 1.7"=x*sigmoid(1.7*x)')).toBe('Swish, β = 1.7');
  expect(label('lambda x: x*tanh(x)')).toBe('lambda x: x*tanh(x)');
});

/** What gcc's libm, Node, NumPy, PyTorch and JAX give here in float64; of TensorFlow the slope 0.2 of its documentation. */
const places = [-2.5, -0.5, 0.49999999999999994, 0.5, 2.5, 21];
describe('a spelling has the meaning of its language, in every bit', () => {
  test.each<[string, ...number[]]>([
    ['std::round(x)', -3, -1, 0, 1, 3, 21],
    ['Math.round(x)', -2, -0, 0, 1, 3, 21],
    ['np.round(x)', -2, -0, 0, 0, 2, 21],
    ['jax.lax.round(x)', -3, -1, 0, 1, 3, 21],
    // Keras 2 documents 0.2 x + 0.5 for its backend; Keras 3 gives the slope 0.2.
    ['K.hard_sigmoid(x)', 0, 0.4, 0.6, 0.6, 1, 1],
    ['tf.keras.backend.hard_sigmoid(x)', 0, 0.4, 0.6, 0.6, 1, 1],
    ['ops.leaky_relu(x)', -0.5, -0.1, 0.49999999999999994, 0.5, 2.5, 21],
    ['nn.LeakyReLU(0.2)(x)', -0.5, -0.1, 0.49999999999999994, 0.5, 2.5, 21],
    ['nn.Hardtanh(-2, 3)(x)', -2, -0.5, 0.49999999999999994, 0.5, 2.5, 3],
    ['nn.Threshold(0.1, 20)(x)', 20, 20, 0.49999999999999994, 0.5, 2.5, 21],
    ['F.threshold(x, 0.1, 20)', 20, 20, 0.49999999999999994, 0.5, 2.5, 21],
    ['np.fmod(x, 2)', -0.5, -0.5, 0.49999999999999994, 0.5, 0.5, 1],
    ['np.mod(x, 2)', 1.5, 1.5, 0.49999999999999994, 0.5, 0.5, 1],
    ['math.remainder(x, 2)', -0.5, -0.5, 0.49999999999999994, 0.5, 0.5, 1],
    ['tf.nn.leaky_relu(x)', -0.5, -0.1, 0.49999999999999994, 0.5, 2.5, 21],
    ['np.floor_divide(x, 2)', -2, -1, 0, 0, 1, 10],
    ['np.heaviside(x, 0.5)', 0, 0, 1, 1, 1, 1],
  ])('%s', (text, ...expected) => {
    expect([...evaluate(text, places).value]).toEqual(expected);
  });
});

describe('a spelling has the meaning of its language, which rounds at every step', () => {
  test.each<[string, ...number[]]>([
    [
      'F.softplus(x)',
      0.07888973429254963,
      0.4740769841801067,
      0.9740769841801067,
      0.9740769841801067,
      2.5788897342925496,
      21,
    ],
    [
      'nn.Softplus(2)(x)',
      0.003357674244559034,
      0.15663084375911143,
      0.6566308437591114,
      0.6566308437591114,
      2.503357674244559,
      21,
    ],
    [
      'jax.nn.softplus(x)',
      0.07888973429254963,
      0.4740769841801067,
      0.9740769841801067,
      0.9740769841801067,
      2.5788897342925496,
      21.000000000758256,
    ],
    [
      'np.sinc(x)',
      0.12732395447351627,
      0.6366197723675814,
      0.6366197723675815,
      0.6366197723675814,
      0.12732395447351627,
      -1.4868942948262612e-17,
    ],
    [
      'np.cbrt(x)',
      -1.3572088082974534,
      -0.7937005259840998,
      0.7937005259840997,
      0.7937005259840998,
      1.3572088082974534,
      2.7589241763811208,
    ],
    [
      'jax.nn.gelu(x)',
      -0.0150842660899983,
      -0.15428599017485609,
      0.3457140098251439,
      0.3457140098251439,
      2.4849157339100016,
      21,
    ],
    [
      'F.gelu(x)',
      -0.015524163314440398,
      -0.15426876936299344,
      0.3457312306370065,
      0.34573123063700656,
      2.4844758366855597,
      21,
    ],
  ])('%s', (text, ...expected) => {
    for (const [i, value] of evaluate(text, places).value.entries())
      expect(Math.abs(value - (expected[i] ?? Number.NaN))).toBeLessThan(1e-13 * Math.max(1e-3, Math.abs(value)));
  });
});

test('a setting of gelu chooses its tanh form', () => {
  expect(label('gelu:approximate=tanh')).toBe('gelu_tanh');
  expect(label('gelu:approximate=none')).toBe('gelu');
});
