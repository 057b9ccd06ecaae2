/** Smooth stand-ins for a rectifier or an absolute value. */

import type {Definitions} from '../activation.ts';

export const softpluses: Definitions = () => ({
  softplus: () => ({
    aliases: ['smooth_relu', 'soft_relu'],
    family: 'softplus',
    formula: 'beta * x > threshold ? x : softplus(beta * x) / beta',
    textbook: 'beta * x > threshold ? x : log(1 + exp(beta * x)) / beta',
    derivative: 'beta * x > threshold ? 1 : sigmoid(beta * x)',
    stable: 'beta * x > threshold ? x : max(0, x) + log1p(exp(-abs(beta * x))) / beta',
    parameters: {
      beta: {default: 1, domain: '(0, Infinity)', meaning: 'how sharply it bends'},
      threshold: {
        default: Number.POSITIVE_INFINITY,
        domain: '[0, Infinity]',
        meaning: 'it is x where beta * x is above; Infinity for nowhere',
      },
    },
    range: '(0, Infinity)',
    frameworks: {
      torch: {
        names: ['nn.Softplus', 'F.softplus'],
        defaults: {threshold: 20},
        takes: ['beta', 'threshold'],
        note: 'is x where beta * x > threshold: a step of 2.06e-9',
      },
      jax: {names: ['jax.nn.softplus']},
      flax: {names: ['flax.linen.softplus']},
      keras: {names: ['keras.activations.softplus']},
      tf: {names: ['tf.nn.softplus'], note: 'is x, or e^x, beyond a limit that depends on the dtype: 13.94 in float32'},
      tfjs: {names: ['tf.softplus'], note: 'computes log(1 + e^x) without log1p'},
      onnx: {names: ['Softplus']},
      mxnet: {names: ['softrelu'], defaults: {threshold: 20}},
      mlx: {names: ['mlx.nn.softplus']},
      nnlib: {names: ['NNlib.softplus']},
      chainer: {names: ['chainer.functions.softplus']},
      tinygrad: {names: ['Tensor.softplus']},
    },
    paper: {
      by: 'Dugas et al. 2001',
      title: 'Incorporating Second-Order Functional Knowledge for Better Option Pricing',
    },
  }),

  squareplus: () => ({
    family: 'softplus',
    formula: '(x + sqrt(x^2 + b)) / 2',
    derivative: 'x > 0 ? (1 + 1 / sqrt(1 + b / x^2)) / 2 : b / (2 * sqrt(x^2 + b)) / (sqrt(x^2 + b) - x)',
    // For x < 0 the sum cancels; beyond 1 the square is taken of 1/x, which cannot overflow.
    stable:
      'x > 1 ? x * ((1 + sqrt(1 + b / x^2)) / 2) : x >= 0 ? (x + sqrt(x^2 + b)) / 2 : x >= -1 ? b / (2 * (sqrt(x^2 + b) - x)) : b / 2 / (1 + sqrt(1 + b / x^2)) / -x',
    parameters: {b: {default: 4, domain: '(0, Infinity)', meaning: 'width of the bend; towards 0 it becomes relu'}},
    range: '(0, Infinity)',
    frameworks: {
      jax: {names: ['jax.nn.squareplus']},
      keras: {names: ['keras.activations.squareplus']},
    },
    paper: {
      by: 'Barron 2021',
      title: 'Squareplus: A Softplus-Like Algebraic Rectifier',
      link: 'arXiv:2112.11687',
    },
    note: 'b = 4 has the curvature of softplus at 0, b = 4 log(2)^2 its value',
  }),

  sparse_plus: () => ({
    family: 'softplus',
    formula: 'x <= -1 ? 0 : x < 1 ? (x + 1)^2 / 4 : x',
    derivative: 'x <= -1 ? 0 : x < 1 ? (x + 1) / 2 : 1',
    range: '[0, Infinity)',
    frameworks: {
      jax: {names: ['jax.nn.sparse_plus']},
      keras: {names: ['keras.activations.sparse_plus']},
    },
    paper: {by: 'Blondel et al. 2019', title: 'Learning with Fenchel-Young Losses', link: 'arXiv:1901.02324'},
    note: 'smelu at beta = 1 is the same function',
  }),

  smelu: () => ({
    aliases: ['smooth_relu_smelu'],
    family: 'softplus',
    formula: 'x <= -beta ? 0 : x < beta ? (x + beta)^2 / (4 * beta) : x',
    derivative: 'x <= -beta ? 0 : x < beta ? (x + beta) / (2 * beta) : 1',
    parameters: {beta: {default: 1, domain: '(0, Infinity)', meaning: 'half the width of the bend'}},
    range: '[0, Infinity)',
    frameworks: {},
    paper: {
      by: 'Shamir & Lin 2022',
      title: 'Real World Large Scale Recommendation Systems Reproducibility and Smooth Activations',
      link: 'arXiv:2202.06499',
    },
    note: 'at beta = 1 it is sparse_plus',
    sameAs: 'sparse_plus',
  }),

  logcosh: () => ({
    aliases: ['log_cosh'],
    family: 'softplus',
    formula: '(softplus(2 * x) + softplus(-2 * x)) / 2 - log(2)',
    textbook: 'log(cosh(x))',
    derivative: 'tanh(x)',
    stable: 'abs(x) < 1 ? log1p(2 * sinh(x / 2)^2) : abs(x) + log1p(exp(-2 * abs(x))) - log(2)',
    range: '[0, Infinity)',
    frameworks: {nnlib: {names: ['NNlib.logcosh']}},
  }),

  bent_identity: () => ({
    family: 'softplus',
    formula: 'x + (sqrt(x^2 + 1) - 1) / 2',
    // sin(atan(x)) is x / sqrt(x^2 + 1) without the square that overflows.
    derivative: '1 + sin(atan(x)) / 2',
    stable: 'abs(x) < 1 ? x + x^2 / (2 * (sqrt(x^2 + 1) + 1)) : x + (abs(x) * sqrt(1 + 1 / x^2) - 1) / 2',
    range: '(-Infinity, Infinity)',
    frameworks: {},
    paper: {
      by: 'Kunc & Kléma 2024',
      title: 'Three Decades of Activations: A Comprehensive Survey of 400 Activation Functions for Neural Networks',
      link: 'arXiv:2402.09092',
    },
  }),
});
