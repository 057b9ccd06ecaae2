import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {formulaIn} from '../../src/activations/user-formula.ts';
import {printFormula} from '../../src/formula/print.ts';

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
    ['F.softplus(2*x, beta=3)', 'softplus(3 * (2 * x)) / 3'],
  ])('%s is %s', (text, expected) => {
    const parameters = new Map([['slope', '0.2']]);
    const [selection] = select([text], text.includes('slope)') ? parameters : new Map());
    expect(selection && printFormula(selection.value)).toBe(expected);
  });

  test.each([
    ['softplus(x, beta=-1)', 'beta'],
    ['elu(x, beta=1)', "has no parameter 'beta'"],
    ['hardtanh(x, -2, 2)', 'write hardtanh(x, min_val=-1, max_val=1)'],
    ['jax.nn.gelu(x)', 'jax.nn.gelu is gelu_tanh: write gelu_tanh(x), or gelu(x), which is another'],
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
