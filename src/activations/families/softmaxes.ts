/** Softmax and its relatives: a function of a whole vector, of which one component is taken. */

import {actError} from '../../errors/errors.ts';
import type {CountParameter, Definition, Definitions, Expansion, Shaping} from '../activation.ts';

const counts: Readonly<Record<string, CountParameter>> = {
  size: {default: 3, least: 2, most: 64, meaning: 'how many inputs there are, x1, x2, ...'},
  index: {default: 1, least: 1, most: 64, meaning: 'which component it is, from 1'},
};

/** How the exponents of the others are written, seen from the component x that is taken. */
type Exponent = (other: string, own: string) => string;

/** How the exponents of the others become the component. */
type Component = (exponents: readonly string[]) => string;

const difference: Exponent = (other, own) => `${other} - ${own}`;
const sumOf = (exponents: readonly string[]): string => exponents.map((text) => `exp(${text})`).join(' + ');
const share: Component = (exponents) => `1 / (1 + ${sumOf(exponents)})`;
// Of one other a primitive is exact at ties that exp leaves open: those of log1p(exp(x)) with x beyond 4,800.
const logShare: Component = (exponents) =>
  exponents.length === 1 ? `-softplus(${exponents[0]})` : `-log1p(${sumOf(exponents)})`;

/** Differences of inputs take the place of the largest input that is usually subtracted: nothing overflows but to 0. */
function expander(exponent: Exponent, component: Component): (given: Shaping) => Expansion {
  return ({counts: given}) => {
    const [size = 0, index = 0] = [given.get('size'), given.get('index')];
    if (index > size) throw actError('indexBeyond', index, size);
    const inputs = Array.from({length: size}, (_, i) => `x${i + 1}`);
    const own = `x${index}`;
    const others = inputs.filter((name) => name !== own);
    return {formula: component(others.map((other) => exponent(other, own))), inputs};
  };
}

function softmax(
  exponent: Exponent,
  component: Component,
): Pick<Definition, 'family' | 'formula' | 'counts' | 'expand'> {
  const expand = expander(exponent, component);
  const standard = new Map(Object.entries(counts).map(([name, {default: value}]) => [name, value]));
  return {family: 'softmax', formula: expand({matrices: new Map(), counts: standard}).formula, counts, expand};
}

const infinities = 'two inputs of inf give NaN, where the limit of equally large ones is meant here';

export const softmaxes: Definitions = () => ({
  softmax: () => ({
    ...softmax(difference, share),
    aliases: ['normalized_exponential'],
    range: '(0, 1)',
    frameworks: {
      torch: {names: ['nn.Softmax', 'F.softmax', 'torch.softmax'], note: infinities},
      jax: {names: ['jax.nn.softmax'], note: 'an input of inf gives NaN'},
      flax: {names: ['flax.linen.softmax'], note: 'an input of inf gives NaN'},
      keras: {names: ['keras.activations.softmax', 'layers.Softmax']},
      tf: {names: ['tf.nn.softmax']},
      tfjs: {names: ['tf.softmax']},
      onnx: {names: ['Softmax'], note: 'below opset 13 over all axes from axis = 1 on'},
      mxnet: {names: ['softmax']},
      mlx: {names: ['mlx.core.softmax', 'mlx.nn.Softmax']},
      nnlib: {names: ['NNlib.softmax']},
      chainer: {names: ['chainer.functions.softmax']},
      tinygrad: {names: ['Tensor.softmax']},
    },
    paper: {
      by: 'Bridle 1990',
      title:
        'Training Stochastic Model Recognition Algorithms as Networks can Lead to Maximum Mutual Information Estimation of Parameters',
    },
    note: 'one component; its gradients with respect to all inputs are a row of the Jacobian',
  }),

  log_softmax: () => ({
    ...softmax(difference, logShare),
    range: '(-Infinity, 0)',
    frameworks: {
      torch: {names: ['nn.LogSoftmax', 'F.log_softmax', 'torch.log_softmax'], note: infinities},
      jax: {names: ['jax.nn.log_softmax'], note: 'an input of inf gives NaN'},
      flax: {names: ['flax.linen.log_softmax'], note: 'an input of inf gives NaN'},
      keras: {names: ['keras.activations.log_softmax']},
      tf: {names: ['tf.nn.log_softmax']},
      tfjs: {names: ['tf.logSoftmax']},
      onnx: {names: ['LogSoftmax'], note: 'below opset 13 over all axes from axis = 1 on'},
      mxnet: {names: ['log_softmax']},
      mlx: {names: ['mlx.nn.log_softmax', 'mlx.nn.LogSoftmax']},
      nnlib: {names: ['NNlib.logsoftmax']},
      chainer: {names: ['chainer.functions.log_softmax']},
      tinygrad: {names: ['Tensor.log_softmax']},
    },
    note: 'one component; its gradients with respect to all inputs are a row of the Jacobian',
  }),

  softmin: () => ({
    ...softmax((other, own) => difference(own, other), share),
    range: '(0, 1)',
    frameworks: {torch: {names: ['nn.Softmin', 'F.softmin'], note: infinities}},
    note: 'softmax of the inputs with the other sign',
  }),
});
