// The formulas of the document that this project started from, as it writes them, against the records: the same number
// to the last digit, whichever way it is written.
import {describe, expect, test} from 'vitest';
import {select} from '../../src/activations/select.ts';
import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {float64} from '../../src/exact/number-format.ts';
import {exactly, hostilePoints} from './laws.ts';

const points = hostilePoints(selected('relu'));

function selected(text: string, flags: readonly (readonly [string, string])[] = []): Selection {
  const [selection] = select([text], new Map(flags));
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  return selection;
}

type Part = 'value' | 'gradient';

/** Where two selections differ in value, or in gradient with respect to a variable. */
function differing(a: Selection, b: Selection, part: Part, variable = 'x'): readonly string[] {
  const root = (selection: Selection) => (part === 'value' ? selection.value : gradientOf(selection, variable));
  const [first, second] = [exactly(a, [root(a)]), exactly(b, [root(b)])];
  return points.flatMap((x) => {
    const [one = NaN, two = NaN] = [first(x)[0], second(x)[0]];
    return one === two ? [] : [`${x}: ${one} and ${two}`];
  });
}

// Beside a record: what the document says, in the formula language.
describe.each<[string, string, readonly (readonly [string, string])[]]>([
  ['sigmoid', '=1 / (1 + e^-x)', []],
  ['tanh', '=(e^x - e^-x) / (e^x + e^-x)', []],
  ['tanh', '=2 * sigmoid(2 * x) - 1', []],
  ['tanh', '=2 / (1 + e^(-2 * x)) - 1', []],
  ['relu', '=max(0, x)', []],
  ['leaky_relu', '=x > 0 ? x : 0.01 * x', []],
  ['prelu', '=x > 0 ? x : alpha * x', [['alpha', '0.25']]],
  ['prelu:alpha=0.1', '=max(0, x) + a * min(x, 0)', [['a', '0.1']]],
  ['elu', '=x > 0 ? x : alpha * (e^x - 1)', [['alpha', '1']]],
  ['elu:alpha=0.3', '=x > 0 ? x : alpha * (exp(x) - 1)', [['alpha', '0.3']]],
  ['maxout:weights=[0;1],biases=[0;0]', '=max(0, x)', []],
  ['maxout:weights=[1;-1],biases=[0;0]', '=max(x, -x)', []],
  [
    'maxout:weights=[0.5;-2],biases=[1;0.25]',
    '=max(w1*x + b1, w2*x + b2)',
    [
      ['w1', '0.5'],
      ['b1', '1'],
      ['w2', '-2'],
      ['b2', '0.25'],
    ],
  ],
])('%s is %s', (name, formula, flags) => {
  const [record, written] = [selected(name), selected(formula, flags)];
  test('in value', () => {
    expect(differing(record, written, 'value')).toEqual([]);
  });
  test('in gradient', () => {
    // Written with min and max the formula chooses for itself at the kink.
    const wrong = differing(record, written, 'gradient').filter(
      (text) => !/min/.test(formula) || !text.startsWith('0:'),
    );
    expect(wrong).toEqual([]);
  });
});

test('the gradient of PReLU with respect to alpha is x where x <= 0, else 0', () => {
  const prelu = selected('prelu');
  const gradient = exactly(prelu, [gradientOf(prelu, 'alpha')]);
  for (const x of points) expect(gradient(x)[0], `at ${x}`).toBe(x <= 0 ? (x === 0 ? 0 : x) : 0);
});

test("sigmoid' is σ(1 - σ) and tanh' is 1 - tanh², though doubles cannot compute them so", () => {
  const [sigmoid, tanh] = [selected('sigmoid'), selected('tanh')];
  const slopes = [
    [sigmoid, selected('=sigmoid(x) * (1 - sigmoid(x))')],
    [tanh, selected('=1 - tanh(x)^2')],
  ] as const;
  for (const [record, slope] of slopes) {
    const [derived, stated] = [exactly(record, [gradientOf(record, 'x')]), exactly(slope, [slope.value])];
    for (const x of points) expect(stated(x), `at ${x}`).toEqual(derived(x));
  }
});

test('maxout over vectors is the largest of the affine pieces, and its gradient the weights of that piece', () => {
  const maxout = selected('maxout:weights=[1,2;-1,0.5;0,-3],biases=[0.1;0;-1]');
  const roots = [maxout.value, gradientOf(maxout, 'x1'), gradientOf(maxout, 'x2')];
  const weights = [
    [1, 2],
    [-1, 0.5],
    [0, -3],
  ] as const;
  const biases = [0.1, 0, -1] as const;
  const evaluate = exactEvaluator(
    {roots, inputs: maxout.inputs, parameters: maxout.parameters},
    {format: float64, overflow: 'ieee'},
  );
  for (const [x1, x2] of [
    [0, 0],
    [1, 1],
    [-4, 1],
    [0.25, -7],
    [-1, -1],
    [1e300, -1e300],
  ] as const) {
    const sums = weights.map(([a, b], i) => a * x1 + b * x2 + (biases[i] ?? NaN));
    const winner = sums.indexOf(Math.max(...sums));
    const [value = NaN, ...gradient] = evaluate([x1, x2]);
    expect(gradient, `at ${x1}, ${x2}`).toEqual(weights[winner]);
    expect(Math.abs(value - (sums[winner] ?? NaN))).toBeLessThanOrEqual(1e-15 * Math.abs(value));
  }
});

test('a planted error is reported: an alpha with another last digit', () => {
  expect(
    differing(selected('elu:alpha=0.3'), selected('=x > 0 ? x : 0.30000000000000004 * (e^x - 1)'), 'value'),
  ).not.toEqual([]);
});
