/** Squashing functions that take the sign of x, mostly from -1 to 1. */

import type {Definitions} from '../activation.ts';

export const tanhs: Definitions = () => ({
  tanh: () => ({
    aliases: ['hyperbolic_tangent'],
    family: 'tanh',
    formula: 'tanh(x)',
    textbook: '(exp(x) - exp(-x)) / (exp(x) + exp(-x))',
    derivative: 'sech2(x)',
    outputGradient: '1 - y^2',
    range: '(-1, 1)',
    frameworks: {
      torch: {names: ['nn.Tanh', 'F.tanh', 'torch.tanh'], note: 'backward is 1 - y^2, 0 once y rounds to 1'},
      jax: {names: ['jax.nn.tanh', 'jnp.tanh']},
      flax: {names: ['flax.linen.tanh']},
      keras: {names: ['keras.activations.tanh']},
      tf: {names: ['tf.nn.tanh']},
      tfjs: {names: ['tf.tanh']},
      onnx: {names: ['Tanh']},
      mxnet: {names: ['tanh']},
      mlx: {names: ['mlx.nn.tanh']},
      nnlib: {names: ['tanh', 'NNlib.tanh_fast']},
      chainer: {names: ['chainer.functions.tanh']},
      darknet: {names: ['tanh']},
      tinygrad: {names: ['Tensor.tanh']},
      hf: {names: ['tanh']},
    },
    note: 'tanh(x) = 2 sigmoid(2x) - 1',
  }),

  hardtanh: () => ({
    family: 'tanh',
    formula: 'min(max_val, max(min_val, x))',
    derivative: 'x > min_val and x < max_val ? 1 : 0',
    parameters: {
      min_val: {default: -1, aliases: ['min_value'], meaning: 'least output'},
      max_val: {default: 1, aliases: ['max_value'], meaning: 'largest output'},
    },
    constraint: 'min_val <= max_val',
    range: '[min_val, max_val]',
    frameworks: {
      torch: {
        names: ['nn.Hardtanh', 'F.hardtanh'],
        takes: ['min_val', 'max_val'],
        atNaN: {gradient: ['0', '1']},
        note: 'torch.clamp has gradient 0 at both ends from 2.14 on, 1 before',
      },
      jax: {names: ['jax.nn.hard_tanh'], atNaN: {gradient: ['1']}, formula: 'clip(x, min_val, max_val)'},
      flax: {names: ['flax.linen.hard_tanh'], atNaN: {gradient: ['1']}, formula: 'clip(x, min_val, max_val)'},
      keras: {
        names: ['keras.activations.hard_tanh'],
        formula: 'clip(x, min_val, max_val)',
        note: 'on TensorFlow and JAX; on PyTorch from 2.14 on the gradient at both ends is 0',
      },
      tfjs: {names: ['tf.clipByValue'], formula: 'clip(x, min_val, max_val)'},
      onnx: {names: ['Clip(x, -1, 1)']},
      mxnet: {names: ['clip(x, -1, 1)'], formula: 'clip(x, min_val, max_val)'},
      mlx: {names: ['mlx.nn.hard_tanh']},
      nnlib: {names: ['NNlib.hardtanh']},
      darknet: {names: ['hardtan']},
      tinygrad: {names: ['Tensor.hardtanh'], atNaN: {gradient: ['1']}, formula: 'clip(x, min_val, max_val)'},
    },
    paper: {by: 'Collobert 2004', title: 'Large Scale Machine Learning'},
  }),

  softcap: () => ({
    aliases: ['soft_capping', 'tanh_softcap', 'logit_softcapping', 'final_logit_softcapping', 'attn_logit_softcapping'],
    family: 'tanh',
    formula: 'cap * tanh(x / cap)',
    derivative: 'sech2(x / cap)',
    parameters: {cap: {default: 30, domain: '(0, Infinity)', aliases: ['softcap'], meaning: 'the limit for large x'}},
    range: '(-cap, cap)',
    frameworks: {},
    paper: {
      by: 'Gemma Team 2024',
      title: 'Gemma 2: Improving Open Language Models at a Practical Size',
      link: 'arXiv:2408.00118',
    },
    note: 'Gemma 2 has cap = 30 for its last logits and 50 for those of attention',
  }),

  lecun_tanh: () => ({
    family: 'tanh',
    formula: '1.7159 * tanh(2 * x / 3)',
    derivative: '1.7159 * 2 / 3 * sech2(2 * x / 3)',
    range: '(-1.7159, 1.7159)',
    frameworks: {},
    paper: {by: 'LeCun et al. 1998', title: 'Efficient BackProp'},
    note: 'made so that f(1) is near 1',
  }),

  penalized_tanh: () => ({
    family: 'tanh',
    formula: 'x > 0 ? tanh(x) : a * tanh(x)',
    derivative: 'x > 0 ? sech2(x) : a * sech2(x)',
    parameters: {a: {default: 0.25, domain: '(0, 1]', meaning: 'factor for x <= 0'}},
    range: '(-a, 1)',
    frameworks: {},
    paper: {by: 'Xu et al. 2016', title: 'Revise Saturated Activation Functions', link: 'arXiv:1602.05980'},
  }),

  softsign: () => ({
    aliases: ['elliott', 'elliot'],
    family: 'tanh',
    formula: 'x / (1 + abs(x))',
    derivative: '1 / (1 + abs(x))^2',
    range: '(-1, 1)',
    frameworks: {
      torch: {names: ['nn.Softsign', 'F.softsign']},
      jax: {names: ['jax.nn.soft_sign']},
      flax: {names: ['flax.linen.soft_sign']},
      keras: {names: ['keras.activations.softsign']},
      tf: {names: ['tf.nn.softsign']},
      tfjs: {names: ['softsign']},
      onnx: {names: ['Softsign']},
      mxnet: {names: ['softsign']},
      mlx: {names: ['mlx.nn.softsign']},
      nnlib: {names: ['NNlib.softsign']},
      tinygrad: {names: ['Tensor.softsign']},
    },
    paper: {by: 'Elliott 1993', title: 'A Better Activation Function for Artificial Neural Networks'},
  }),

  arctan: () => ({
    aliases: ['atan'],
    family: 'tanh',
    formula: 'atan(x)',
    derivative: '1 / (1 + x^2)',
    range: '(-pi / 2, pi / 2)',
    frameworks: {
      torch: {names: ['torch.atan', 'torch.arctan']},
      jax: {names: ['jnp.arctan']},
      tf: {names: ['tf.atan']},
      tfjs: {names: ['tf.atan']},
      onnx: {names: ['Atan']},
    },
    paper: {
      by: 'Kunc & Kléma 2024',
      title: 'Three Decades of Activations: A Comprehensive Survey of 400 Activation Functions for Neural Networks',
      link: 'arXiv:2402.09092',
    },
  }),

  isru: () => ({
    aliases: ['inverse_square_root_unit'],
    family: 'tanh',
    formula: 'x / sqrt(1 + alpha * x^2)',
    derivative: '1 / (1 + alpha * x^2)^1.5',
    // sin(atan(u)) is u / sqrt(1 + u^2) without the square that overflows.
    stable: 'sin(atan(sqrt(alpha) * x)) / sqrt(alpha)',
    parameters: {
      alpha: {default: 1, domain: '(0, Infinity)', meaning: 'the limits are -1/sqrt(alpha) and 1/sqrt(alpha)'},
    },
    range: '(-1 / sqrt(alpha), 1 / sqrt(alpha))',
    frameworks: {},
    paper: {
      by: 'Carlile et al. 2017',
      title: 'Improving Deep Learning by Inverse Square Root Linear Units (ISRLUs)',
      link: 'arXiv:1710.09967',
    },
  }),

  loggy: () => ({
    aliases: ['bipolar_sigmoid', 'symmetric_sigmoid'],
    family: 'tanh',
    formula: 'tanh(x / 2)',
    textbook: '2 / (1 + exp(-x)) - 1',
    derivative: 'sech2(x / 2) / 2',
    range: '(-1, 1)',
    frameworks: {darknet: {names: ['loggy']}},
    note: 'tanh at half the speed',
  }),

  sqnl: () => ({
    aliases: ['square_nonlinearity'],
    family: 'tanh',
    formula: 'x > 2 ? 1 : x >= 0 ? x - x^2 / 4 : x >= -2 ? x + x^2 / 4 : -1',
    derivative: 'abs(x) < 2 ? 1 - abs(x) / 2 : 0',
    range: '[-1, 1]',
    frameworks: {},
    paper: {by: 'Wuraola & Patel 2018', title: 'SQNL: A New Computationally Efficient Activation Function'},
  }),

  dyt: () => ({
    aliases: ['dynamic_tanh'],
    family: 'tanh',
    formula: 'gamma * tanh(alpha * x) + beta',
    derivative: 'gamma * alpha * sech2(alpha * x)',
    parameters: {
      alpha: {default: 0.5, domain: '(0, Infinity)', meaning: 'speed, learned'},
      gamma: {default: 1, aliases: ['weight'], meaning: 'scale of the output, learned'},
      beta: {default: 0, aliases: ['bias'], meaning: 'offset of the output, learned'},
    },
    constraint: 'gamma != 0',
    range: '(beta - abs(gamma), beta + abs(gamma))',
    frameworks: {},
    paper: {by: 'Zhu et al. 2025', title: 'Transformers without Normalization', link: 'arXiv:2503.10622'},
    note: 'takes the place of a normalisation layer',
  }),

  erf: () => ({
    aliases: ['error_function'],
    family: 'tanh',
    formula: 'erf(x)',
    derivative: '2 / sqrt(pi) * exp(-x^2)',
    range: '(-1, 1)',
    frameworks: {
      torch: {names: ['torch.erf', 'torch.special.erf']},
      jax: {names: ['jax.scipy.special.erf', 'jax.lax.erf']},
      keras: {names: ['keras.ops.erf']},
      tf: {names: ['tf.math.erf']},
      tfjs: {names: ['tf.erf']},
      onnx: {names: ['Erf']},
      mlx: {names: ['mlx.core.erf']},
    },
  }),
});
