/** Rectifiers: x where it is positive, little or nothing elsewhere. */

import type {Definitions} from '../activation.ts';

export const rectifiers: Definitions = () => ({
  relu: () => ({
    aliases: ['rectifier', 'rectified_linear_unit'],
    family: 'rectifier',
    formula: 'max(0, x)',
    derivative: 'x > 0 ? 1 : 0',
    range: '[0, Infinity)',
    frameworks: {
      torch: {
        names: ['nn.ReLU', 'F.relu', 'torch.relu'],
        atNaN: {gradient: ['1']},
        note: 'torch.clamp(x, min=0) has gradient 0 at 0 from 2.14 on, 1 before',
      },
      jax: {names: ['jax.nn.relu'], atNaN: {gradient: ['0']}, note: 'jnp.maximum(x, 0) has gradient 0.5 at 0'},
      flax: {names: ['flax.linen.relu'], atNaN: {gradient: ['0']}},
      keras: {
        names: ['keras.activations.relu', 'layers.ReLU'],
        note: 'also has negative_slope, max_value and threshold',
      },
      tf: {names: ['tf.nn.relu'], note: 'tf.maximum(x, 0) has gradient 1 at 0'},
      tfjs: {names: ['tf.relu']},
      onnx: {names: ['Relu']},
      mxnet: {names: ['relu']},
      mlx: {names: ['mlx.nn.relu']},
      nnlib: {names: ['NNlib.relu']},
      chainer: {names: ['chainer.functions.relu']},
      darknet: {names: ['relu']},
      tinygrad: {names: ['Tensor.relu'], atNaN: {value: ['0'], gradient: ['0']}},
      hf: {names: ['relu']},
    },
    paper: {by: 'Nair & Hinton 2010', title: 'Rectified Linear Units Improve Restricted Boltzmann Machines'},
    note: 'first used by Fukushima in 1969',
  }),

  leaky_relu: () => ({
    aliases: ['lrelu'],
    family: 'rectifier',
    formula: 'x > 0 ? x : slope * x',
    derivative: 'x > 0 ? 1 : slope',
    parameters: {slope: {default: 0.01, aliases: ['negative_slope'], meaning: 'slope for x <= 0'}},
    range: '(-Infinity, Infinity)',
    frameworks: {
      torch: {names: ['nn.LeakyReLU', 'F.leaky_relu'], atNaN: {gradient: ['slope']}},
      jax: {names: ['jax.nn.leaky_relu'], atNaN: {gradient: ['slope']}, formula: 'x >= 0 ? x : slope * x'},
      flax: {names: ['flax.linen.leaky_relu'], atNaN: {gradient: ['slope']}, formula: 'x >= 0 ? x : slope * x'},
      keras: {
        names: ['keras.activations.leaky_relu', 'layers.LeakyReLU'],
        defaults: {slope: 0.2},
        note: 'the layer LeakyReLU has 0.3; on JAX the gradient at 0 is 1',
      },
      tf: {names: ['tf.nn.leaky_relu'], defaults: {slope: 0.2}},
      tfjs: {names: ['tf.leakyRelu'], defaults: {slope: 0.2}, note: 'the layer leakyReLU has 0.3'},
      onnx: {names: ['LeakyRelu']},
      mxnet: {names: ['LeakyReLU'], defaults: {slope: 0.25}},
      mlx: {names: ['mlx.nn.leaky_relu'], formula: 'max(x, slope * x)', note: 'another function where slope > 1'},
      nnlib: {names: ['NNlib.leakyrelu']},
      chainer: {names: ['chainer.functions.leaky_relu'], defaults: {slope: 0.2}},
      darknet: {names: ['leaky', 'relie'], defaults: {slope: 0.1}, note: 'relie has 0.01'},
      tinygrad: {names: ['Tensor.leaky_relu'], atNaN: {gradient: ['1']}, formula: 'x >= 0 ? x : slope * x'},
      hf: {names: ['leaky_relu']},
    },
    paper: {by: 'Maas et al. 2013', title: 'Rectifier Nonlinearities Improve Neural Network Acoustic Models'},
  }),

  prelu: () => ({
    aliases: ['parametric_relu'],
    family: 'rectifier',
    formula: 'x > 0 ? x : alpha * x',
    derivative: 'x > 0 ? 1 : alpha',
    parameters: {alpha: {default: 0.25, aliases: ['weight', 'init'], meaning: 'slope for x <= 0, learned'}},
    range: '(-Infinity, Infinity)',
    frameworks: {
      torch: {names: ['nn.PReLU', 'F.prelu'], layerTakes: [], atNaN: {gradient: ['alpha']}},
      flax: {
        names: ['flax.linen.PReLU'],
        atNaN: {gradient: ['alpha']},
        defaults: {alpha: 0.01},
        formula: 'x >= 0 ? x : alpha * x',
      },
      keras: {
        names: ['layers.PReLU'],
        defaults: {alpha: 0},
        formula: 'max(0, x) - alpha * max(0, -x)',
        note: 'starts as relu; its gradient at 0 is 0',
      },
      tfjs: {names: ['tf.prelu'], defaults: {alpha: 0}},
      onnx: {names: ['PRelu']},
      mxnet: {names: ['gluon.nn.PReLU']},
      mlx: {
        names: ['mlx.nn.PReLU'],
        formula: 'x == 0 ? (1 + alpha) * x : max(0, x) + alpha * min(0, x)',
        note: 'max and min both hand a tie to x, so the gradient at 0 lies outside [alpha, 1]',
      },
      chainer: {names: ['chainer.functions.prelu'], formula: 'x >= 0 ? x : alpha * x'},
      hf: {names: ['prelu']},
    },
    paper: {
      by: 'He et al. 2015',
      title: 'Delving Deep into Rectifiers: Surpassing Human-Level Performance on ImageNet Classification',
      link: 'arXiv:1502.01852',
    },
  }),

  rrelu: () => ({
    aliases: ['randomized_leaky_relu'],
    family: 'rectifier',
    formula: 'x > 0 ? x : (lower + upper) / 2 * x',
    derivative: 'x > 0 ? 1 : (lower + upper) / 2',
    parameters: {
      lower: {default: 1 / 8, meaning: 'least slope drawn in training'},
      upper: {default: 1 / 3, meaning: 'largest slope drawn in training'},
    },
    constraint: 'lower <= upper',
    range: '(-Infinity, Infinity)',
    frameworks: {
      torch: {names: ['nn.RReLU', 'F.rrelu'], takes: ['lower', 'upper'], atNaN: {gradient: ['(lower + upper) / 2']}},
      mxnet: {
        names: ['rrelu'],
        defaults: {lower: 0.125, upper: 0.334},
        note: 'in evaluation its gradient for x <= 0 is the output itself (1.9.1)',
      },
      nnlib: {names: ['NNlib.rrelu'], note: 'draws a slope at every call'},
      chainer: {names: ['chainer.functions.rrelu'], formula: 'x >= 0 ? x : (lower + upper) / 2 * x'},
    },
    paper: {
      by: 'Xu et al. 2015',
      title: 'Empirical Evaluation of Rectified Activations in Convolutional Network',
      link: 'arXiv:1505.00853',
    },
    note: 'the form for evaluation: in training the slope for x <= 0 is drawn from [lower, upper]',
  }),

  relu2: () => ({
    aliases: ['squared_relu', 'relu_squared'],
    family: 'rectifier',
    formula: 'max(0, x)^2',
    derivative: '2 * max(0, x)',
    range: '[0, Infinity)',
    frameworks: {
      mlx: {names: ['mlx.nn.relu2']},
      hf: {names: ['relu2']},
      timm: {names: ['timm.models.metaformer.SquaredReLU']},
    },
    paper: {
      by: 'So et al. 2021',
      title: 'Primer: Searching for Efficient Transformers for Language Modeling',
      link: 'arXiv:2109.08668',
    },
  }),

  star_relu: () => ({
    family: 'rectifier',
    formula: 's * max(0, x)^2 + b',
    derivative: '2 * s * max(0, x)',
    parameters: {
      s: {default: 0.8944, domain: '(0, Infinity)', aliases: ['scale', 'scale_value'], meaning: 'scale, learned'},
      b: {default: -0.4472, aliases: ['bias', 'bias_value'], meaning: 'offset, learned'},
    },
    range: '[b, Infinity)',
    frameworks: {timm: {names: ['timm.models.metaformer.StarReLU'], defaults: {s: 1, b: 0}}},
    paper: {by: 'Yu et al. 2022', title: 'MetaFormer Baselines for Vision', link: 'arXiv:2210.13452'},
    note: 'at these defaults a standard normal input gives mean 0 and variance 1; at s = 1, b = 0 it is relu2',
  }),

  nlrelu: () => ({
    aliases: ['natural_logarithm_relu'],
    family: 'rectifier',
    formula: 'log1p(beta * max(0, x))',
    derivative: 'x > 0 ? beta / (1 + beta * x) : 0',
    parameters: {beta: {default: 1, domain: '(0, Infinity)', meaning: 'slope at 0 from the right'}},
    range: '[0, Infinity)',
    frameworks: {},
    paper: {
      by: 'Liu et al. 2019',
      title: 'Natural-Logarithm-Rectified Activation Function in Convolutional Neural Networks',
      link: 'arXiv:1908.03682',
    },
  }),
});
