/** Sigmoids: rising from 0 to 1, and the logarithm of one. */

import type {Definitions} from '../activation.ts';

export const sigmoids: Definitions = () => ({
  sigmoid: () => ({
    aliases: ['logistic', 'expit', 'σ'],
    family: 'sigmoid',
    formula: 'sigmoid(x)',
    textbook: '1 / (1 + exp(-x))',
    derivative: 'sigmoid(x) * sigmoid(-x)',
    outputGradient: 'y * (1 - y)',
    range: '(0, 1)',
    frameworks: {
      torch: {names: ['nn.Sigmoid', 'F.sigmoid', 'torch.sigmoid'], note: 'backward is y(1 - y), 0 once y rounds to 1'},
      jax: {names: ['jax.nn.sigmoid']},
      flax: {names: ['flax.linen.sigmoid']},
      keras: {names: ['keras.activations.sigmoid']},
      tf: {names: ['tf.nn.sigmoid']},
      tfjs: {names: ['tf.sigmoid']},
      onnx: {names: ['Sigmoid']},
      mxnet: {names: ['sigmoid']},
      mlx: {names: ['mlx.nn.sigmoid']},
      nnlib: {names: ['NNlib.sigmoid', 'NNlib.σ', 'sigmoid_fast']},
      chainer: {names: ['chainer.functions.sigmoid']},
      darknet: {names: ['logistic']},
      tinygrad: {names: ['Tensor.sigmoid']},
      hf: {names: ['sigmoid']},
    },
    paper: {by: 'Rumelhart et al. 1986', title: 'Learning representations by back-propagating errors'},
    note: 'the logistic function, used long before',
  }),

  logsigmoid: () => ({
    aliases: ['logσ'],
    family: 'sigmoid',
    formula: '-softplus(-x)',
    textbook: 'log(1 / (1 + exp(-x)))',
    derivative: 'sigmoid(-x)',
    range: '(-Infinity, 0)',
    frameworks: {
      torch: {names: ['nn.LogSigmoid', 'F.logsigmoid']},
      jax: {names: ['jax.nn.log_sigmoid']},
      flax: {names: ['flax.linen.log_sigmoid']},
      keras: {names: ['keras.activations.log_sigmoid']},
      tf: {names: ['tf.math.log_sigmoid']},
      tfjs: {names: ['tf.logSigmoid']},
      mxnet: {names: ['log_sigmoid'], note: 'not in 1.9.1; computes log(sigmoid(x)), -Infinity for very negative x'},
      mlx: {names: ['mlx.nn.log_sigmoid']},
      nnlib: {names: ['NNlib.logsigmoid', 'NNlib.logσ']},
    },
  }),

  hardsigmoid: () => ({
    aliases: ['hardσ'],
    family: 'sigmoid',
    formula: 'min(6, max(0, x + 3)) / 6',
    textbook: 'relu6(x + 3) / 6',
    derivative: 'abs(x) < 3 ? 1 / 6 : 0',
    range: '[0, 1]',
    frameworks: {
      torch: {
        names: ['nn.Hardsigmoid', 'F.hardsigmoid'],
        atNaN: {gradient: ['0']},
        note: 'the gradient at -3 and 3 was 1/6 before pytorch#49922',
      },
      jax: {names: ['jax.nn.hard_sigmoid'], atNaN: {gradient: ['0']}},
      flax: {names: ['flax.linen.hard_sigmoid'], atNaN: {gradient: ['0']}},
      keras: {
        names: ['keras.activations.hard_sigmoid'],
        meansIn: {backend: 'hardsigmoid_onnx', K: 'hardsigmoid_onnx'},
        note: 'Keras 1 and 2 had hardsigmoid_onnx',
      },
      tfjs: {names: ['hardSigmoid'], means: 'hardsigmoid_onnx', formula: 'clip(alpha * x + beta, 0, 1)'},
      onnx: {names: ['HardSigmoid'], means: 'hardsigmoid_onnx', note: 'but HardSwish contains this one'},
      mxnet: {names: ['hard_sigmoid'], means: 'hardsigmoid_onnx'},
      nnlib: {names: ['NNlib.hardsigmoid', 'NNlib.hardσ']},
      chainer: {names: ['chainer.functions.hard_sigmoid'], means: 'hardsigmoid_onnx'},
      tinygrad: {
        names: ['Tensor.hardsigmoid'],
        atNaN: {value: ['0'], gradient: ['0']},
        formula: 'x > -3 ? (x <= 3 ? x / 6 + 0.5 : 1) : 0',
        note: 'a difference of two relu: the gradient is 0 at -3 and 1/6 at 3',
      },
    },
    paper: {by: 'Howard et al. 2019', title: 'Searching for MobileNetV3', link: 'arXiv:1905.02244'},
    note: 'three functions bear the name: slope 1/6 (this), 0.2 (hardsigmoid_onnx), 1/2 (hardsigmoid_binaryconnect)',
  }),

  hardsigmoid_onnx: () => ({
    family: 'sigmoid',
    formula: 'min(1, max(0, alpha * x + beta))',
    derivative: 'alpha * x + beta > 0 and alpha * x + beta < 1 ? alpha : 0',
    parameters: {
      alpha: {default: 0.2, domain: '(0, Infinity)', meaning: 'slope'},
      beta: {default: 0.5, meaning: 'value at 0'},
    },
    range: '[0, 1]',
    frameworks: {
      tfjs: {names: ['hardSigmoid(x)'], formula: 'clip(alpha * x + beta, 0, 1)'},
      onnx: {names: ['HardSigmoid(x)']},
      mxnet: {names: ['hard_sigmoid(x)']},
      chainer: {names: ['F.hard_sigmoid(x)']},
    },
    note: 'the hard sigmoid of Theano, Keras 1 and 2, and ONNX',
  }),

  sparse_sigmoid: () => ({
    family: 'sigmoid',
    formula: 'min(2, max(0, x + 1)) / 2',
    derivative: 'abs(x) < 1 ? 1 / 2 : 0',
    range: '[0, 1]',
    frameworks: {
      jax: {
        names: ['jax.nn.sparse_sigmoid'],
        atNaN: {gradient: ['0']},
        formula: 'x == -1 ? (x + 1) / 4 : x == 1 ? (x + 3) / 4 : min(2, max(0, x + 1)) / 2',
        note: 'max and min split a tie evenly, so the gradient at -1 and 1 is 1/4',
      },
      keras: {names: ['keras.activations.sparse_sigmoid'], note: 'on JAX the gradient at -1 and 1 is 1/4'},
    },
    paper: {by: 'Blondel et al. 2019', title: 'Learning with Fenchel-Young Losses', link: 'arXiv:1901.02324'},
    note: 'the derivative of sparse_plus',
  }),

  hardsigmoid_binaryconnect: () => ({
    family: 'sigmoid',
    formula: 'min(2, max(0, x + 1)) / 2',
    derivative: 'abs(x) < 1 ? 1 / 2 : 0',
    range: '[0, 1]',
    frameworks: {},
    paper: {
      by: 'Courbariaux et al. 2015',
      title: 'BinaryConnect: Training Deep Neural Networks with binary weights during propagations',
      link: 'arXiv:1511.00363',
    },
    sameAs: 'sparse_sigmoid',
  }),

  laplace: () => ({
    family: 'sigmoid',
    formula: 'Phi((x - mu) / sigma)',
    textbook: '0.5 * (1 + erf((x - mu) / (sigma * sqrt(2))))',
    derivative: 'phi((x - mu) / sigma) / sigma',
    parameters: {
      // biome-ignore lint/suspicious/noApproximativeNumericConstant: Mega's own six digits
      mu: {default: 0.707107, meaning: 'where it is 1/2'},
      sigma: {default: 0.282095, domain: '(0, Infinity)', meaning: 'width'},
    },
    range: '(0, 1)',
    frameworks: {hf: {names: ['laplace']}},
    paper: {by: 'Ma et al. 2022', title: 'Mega: Moving Average Equipped Gated Attention', link: 'arXiv:2209.10655'},
    note: 'a normal distribution function; the defaults give it the value and the slope of relu2 at sqrt(1/2)',
  }),

  probit: () => ({
    family: 'sigmoid',
    formula: 'Phi(x)',
    textbook: '0.5 * (1 + erf(x / sqrt(2)))',
    derivative: 'phi(x)',
    range: '(0, 1)',
    frameworks: {},
    paper: {
      by: 'Gomes & Ludermir 2008',
      title: 'Complementary log-log and probit: activation functions implemented in artificial neural networks',
    },
  }),

  cloglog: () => ({
    aliases: ['complementary_log_log'],
    family: 'sigmoid',
    formula: '-expm1(-exp(x))',
    textbook: '1 - exp(-exp(x))',
    derivative: 'exp(x - exp(x))',
    range: '(0, 1)',
    frameworks: {},
    paper: {
      by: 'Gomes & Ludermir 2008',
      title: 'Complementary log-log and probit: activation functions implemented in artificial neural networks',
    },
  }),

  aranda: () => ({
    aliases: ['aranda_ordaz'],
    family: 'sigmoid',
    formula: '-expm1(-softplus(x + log(lambda)) / lambda)',
    textbook: '1 - (1 + lambda * exp(x))^(-1 / lambda)',
    derivative: 'sigmoid(x + log(lambda)) / lambda * exp(-softplus(x + log(lambda)) / lambda)',
    parameters: {lambda: {default: 2, domain: '(0, Infinity)', meaning: '1 is sigmoid, towards 0 it becomes cloglog'}},
    range: '(0, 1)',
    frameworks: {},
    paper: {
      by: 'Aranda-Ordaz 1981',
      title: 'On two families of transformations to additivity for binary response data',
    },
  }),

  elliott_sigmoid: () => ({
    family: 'sigmoid',
    formula: '0.5 + 0.5 * x / (1 + abs(x))',
    derivative: '0.5 / (1 + abs(x))^2',
    stable: 'x < 0 ? 0.5 / (1 - x) : 1 - 0.5 / (1 + x)',
    range: '(0, 1)',
    frameworks: {},
    paper: {by: 'Elliott 1993', title: 'A Better Activation Function for Artificial Neural Networks'},
    note: 'softsign moved to (0, 1)',
  }),
});
