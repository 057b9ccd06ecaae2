/** What the frameworks themselves answered (observe.py wrote it down), against the presets of the records. */

import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {allActivations} from '../../src/activations/registry.ts';
import {select} from '../../src/activations/select.ts';
import {gradientOf, type Selection} from '../../src/activations/selection.ts';
import {exactEvaluator} from '../../src/exact/ladder.ts';
import {float64} from '../../src/exact/number-format.ts';

interface Row {
  /** `torch`, or `keras on jax`. */
  readonly framework: string;
  readonly activation: string;
  readonly spelling: string;
  /** Absent for an expression that only a note speaks of. */
  readonly settings?: Readonly<Record<string, number>>;
  readonly x: readonly number[];
  readonly value: readonly number[];
  /** None in ONNX, and where the framework has no derivative. */
  readonly gradient: readonly number[] | null;
  readonly defaults?: Readonly<Record<string, number>>;
  /** The framework's error, where there is no such spelling. */
  readonly failed?: string;
}

interface Observed {
  readonly versions: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly rows: readonly Row[];
}

const {versions, rows} = JSON.parse(readFileSync(new URL('observed.json', import.meta.url), 'utf8')) as Observed; // as observe.py writes
const answers = rows.filter((row) => row.failed === undefined);

/** Rows that are another function than the record's preset: what they are instead. */
const instead: Readonly<Record<string, string>> = {
  'chainer: chainer.functions.maxout([0*x, x])': 'all_tied=x >= 0 ? x : 0',
  'jax: jax.nn.gelu(approximate=False)': 'gelu',
  'keras on jax: keras.activations.celu': 'celu@jax',
  'keras on jax: keras.activations.leaky_relu': 'leaky_relu@jax:slope=0.2',
  'keras on jax: keras.activations.selu': 'selu@jax',
  'keras on jax: keras.activations.sparse_sigmoid': 'sparse_sigmoid@jax',
  'keras on jax: keras.ops.abs': 'abs@jax',
  'keras on jax: keras.ops.gelu': 'gelu_tanh',
  'keras on jax: layers.LeakyReLU': 'leaky_relu@jax:slope=0.3',
  'keras on tensorflow: keras.ops.gelu': 'gelu_tanh',
  'keras on tensorflow: layers.LeakyReLU': 'leaky_relu@keras:slope=0.3',
  'keras on torch: keras.activations.celu': 'celu@torch',
  'keras on torch: keras.activations.hard_tanh': 'hardtanh@torch',
  'keras on torch: keras.activations.selu': 'selu@torch',
  'keras on torch: keras.ops.gelu': 'gelu_tanh',
  'keras on torch: layers.LeakyReLU': 'leaky_relu@torch:slope=0.3',
  "mxnet: LeakyReLU(act_type='elu')": 'elu@mxnet:alpha=0.25',
  'tf: tf.maximum(x, 0)': 'first_argument=x >= 0 ? x : 0',
  'tfjs: layers.leakyReLU': 'leaky_relu@tfjs:slope=0.3',
  'tfjs: relu6 (activation)': 'relu6',
  'tfjs: tf.maximum(x, 0)': 'first_argument=x >= 0 ? x : 0',
  'timm: timm.layers.activations_me.HardSwishMe': 'hardswish@nnlib',
};

/** Gradients at single places that no preset gives: spelling, x, gradient, why. */
const exceptions: readonly (readonly [string, number, number, string])[] = [
  ['hf: gelu_10', 10, 0, 'Phi(10) rounds to 1, so it sees a tie; exactly, the kink lies beyond'],
  ['hf: xielu', -1e-6, 0.0999996, 'the tie of torch.min at the clamp itself'],
  ['jax: jnp.clip(x, -1, 1)', -1, 0.5, 'max and min split a tie evenly'],
  ['jax: jnp.clip(x, -1, 1)', 1, 0.5, 'max and min split a tie evenly'],
  ['jax: jnp.maximum(x, 0)', 0, 0.5, 'max and min split a tie evenly'],
  ['keras on jax: relu(max_value)', 20, 0.5, 'jnp.clip splits a tie evenly'],
  ['keras on torch: relu(max_value)', 20, 0.5, 'torch.minimum splits a tie evenly'],
  ['mxnet: rrelu', -1.5, -0.34425, 'its gradient for x <= 0 is the output'],
  ['mxnet: rrelu', -(2 ** -10), -0.22412e-3, 'its gradient for x <= 0 is the output'],
  ['mxnet: rrelu', 0, 0, 'its gradient for x <= 0 is the output'],
  ['mxnet: selu', -1.5, 0.3230368, 'scale * (alpha + y) from an output that already contains scale'],
  ['mxnet: selu', -(2 ** -10), 1.7562963, 'scale * (alpha + y) from an output that already contains scale'],
  ['tfjs: hardSigmoid', -2.5, 0.2, 'it rounds 0.2 * 2.5 to 0.5; exactly, 0.2 as a double is more than 1/5'],
  ['tfjs: hardSigmoid', 2.5, 0.2, 'it rounds 0.2 * 2.5 to 0.5; exactly, 0.2 as a double is more than 1/5'],
  ['tfjs: hardSigmoid(x)', -2.5, 0.2, 'it rounds 0.2 * 2.5 to 0.5; exactly, 0.2 as a double is more than 1/5'],
  ['tfjs: hardSigmoid(x)', 2.5, 0.2, 'it rounds 0.2 * 2.5 to 0.5; exactly, 0.2 as a double is more than 1/5'],
  ['timm: timm.layers.HardMish', -2, 0, 'torch.clamp has gradient 0 at its bounds'],
  ['torch: torch.maximum(x, 0)', 0, 0.5, 'torch.maximum splits a tie evenly'],
];

function nameOf({framework, spelling}: Row): string {
  return `${framework}: ${spelling}`;
}

/** The preset that a row is about, with its settings. */
function presetOf({activation, framework, settings = {}}: Row): string {
  return withSettings(`${activation}@${framework.split(' ')[0]}`, settings);
}

function withSettings(text: string, settings: Readonly<Record<string, number>>): string {
  const given = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
  if (given.length === 0) return text;
  // A setting takes the place of a parameter in the text.
  return `${text.split(':')[0]}:${given.join()}`;
}

function selected(text: string): Selection {
  const [selection] = select([text], new Map());
  if (selection === undefined) throw new Error(`nothing selected by ${text}`);
  return selection;
}

interface Difference {
  readonly x: number;
  readonly said: string;
}

/** What the row has and the selection has not: most frameworks keep constants in single precision, even for doubles. */
function differences(row: Row, text: string, allowed = exceptions): readonly Difference[] {
  const selection = selected(text);
  const {value, inputs, parameters} = selection;
  const roots = [value, gradientOf(selection, 'x')];
  const evaluate = exactEvaluator({roots, inputs, parameters}, {format: float64, overflow: 'ieee'});
  return row.x.flatMap((x, i) => {
    const truth = evaluate([x]);
    return ([row.value, row.gradient] as const).flatMap((numbers, which) => {
      const [got, wanted] = [numbers?.[i], truth[which]];
      if (numbers === null || (got !== undefined && wanted !== undefined && isNear(got, wanted))) return [];
      const exception = allowed.some(([name, at, gradient]) => {
        return which === 1 && name === nameOf(row) && at === x && isNear(Number(got), gradient);
      });
      return exception ? [] : [{x, said: `${which === 0 ? 'f' : "f'"}(${x}) is ${got}, ${text} says ${wanted}`}];
    });
  });
}

function isNear(got: number, wanted: number): boolean {
  return got === wanted || Math.abs(got - wanted) <= 1e-6 * Math.abs(wanted) + 2e-7;
}

test('every framework of the records has been observed, but for these, which are derived from their sources', () => {
  const known = new Set(allActivations().flatMap(({frameworks}) => Object.keys(frameworks)));
  const seen = new Set(Object.keys(versions).map((name) => name.split(' ')[0]));
  expect([...known].filter((name) => !seen.has(name)).sort()).toEqual(['darknet', 'nnlib']);
  for (const name of Object.keys(versions)) expect(rows.some(({framework}) => framework === name)).toBe(true);
});

describe.each(Object.entries(versions))('%s %o', (framework) => {
  const own = answers.filter((row) => row.framework === framework);

  test('answers as the presets do, at every kink, beside it, and elsewhere', () => {
    for (const row of own) {
      const other = instead[nameOf(row)];
      const text = other === undefined ? presetOf(row) : withSettings(other, row.settings ?? {});
      expect(differences(row, text), `${row.spelling} ${JSON.stringify(row.settings)}`).toEqual([]);
    }
  });

  test('has the defaults of the presets', () => {
    for (const row of own) {
      const {parameters} = selected(instead[nameOf(row)] ?? presetOf(row));
      for (const [name, value] of Object.entries(row.defaults ?? {})) {
        expect(isNear(value, parameters.get(name) ?? Number.NaN), `${row.spelling}: ${name} is ${value}`).toBe(true);
      }
    }
  });
});

test('every row said to be another function differs from the preset', () => {
  const same = Object.keys(instead).filter((name) => {
    const own = answers.filter((row) => nameOf(row) === name);
    return own.every((row) => differences(row, presetOf(row)).length === 0);
  });
  expect(same).toEqual([]);
});

test('every exception was observed, and is none of the preset', () => {
  const idle = exceptions.filter((exception) => {
    const own = answers.filter((row) => nameOf(row) === exception[0]);
    const others = exceptions.filter((other) => other !== exception);
    return own.every(
      (row) => differences(row, presetOf(row), others).length === differences(row, presetOf(row)).length,
    );
  });
  expect(idle).toEqual([]);
});

test('the spellings that a version does not have are known', () => {
  expect(rows.filter(({failed}) => failed !== undefined).map(nameOf)).toEqual([
    'keras on jax: layers.ThresholdedReLU',
    'keras on tensorflow: layers.ThresholdedReLU',
    'keras on torch: layers.ThresholdedReLU',
    'mxnet: gelu_tanh',
    'mxnet: log_sigmoid',
    'mxnet: mish',
    'mxnet: gluon.nn.SiLU',
  ]);
});
