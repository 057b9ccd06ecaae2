/** Rectifiers with a cap, or with a threshold other than 0. */

import type {Definitions} from '../activation.ts';

export const thresholds: Definitions = () => ({
  relu6: () => ({
    family: 'rectifier',
    formula: 'min(6, max(0, x))',
    derivative: 'x > 0 and x < 6 ? 1 : 0',
    range: '[0, 6]',
    frameworks: {
      torch: {names: ['nn.ReLU6', 'F.relu6'], atNaN: {gradient: ['0', '1']}},
      jax: {names: ['jax.nn.relu6'], atNaN: {gradient: ['0']}},
      flax: {names: ['flax.linen.relu6'], atNaN: {gradient: ['0']}},
      keras: {names: ['keras.activations.relu6']},
      tf: {names: ['tf.nn.relu6']},
      tfjs: {
        names: ['tf.relu6'],
        formula: 'x > 0 ? (x <= 6 ? x : 6) : 0',
        note: 'the op; the layer has gradient 0 at 6',
      },
      mlx: {names: ['mlx.nn.relu6']},
      nnlib: {names: ['NNlib.relu6']},
      tinygrad: {
        names: ['Tensor.relu6'],
        atNaN: {value: ['0'], gradient: ['0']},
        formula: 'x > 0 ? (x <= 6 ? x : 6) : 0',
        note: 'relu(x) - relu(x - 6)',
      },
      hf: {names: ['relu6']},
    },
    paper: {by: 'Krizhevsky 2010', title: 'Convolutional Deep Belief Networks on CIFAR-10'},
  }),

  clipped_relu: () => ({
    aliases: ['bounded_relu', 'relu_max'],
    family: 'rectifier',
    formula: 'min(z, max(0, x))',
    derivative: 'x > 0 and x < z ? 1 : 0',
    parameters: {
      z: {default: 20, domain: '(0, Infinity)', aliases: ['max_value', 'upper_limit'], meaning: 'largest output'},
    },
    range: '[0, z]',
    frameworks: {
      keras: {
        names: ['relu(max_value)'],
        formula: 'x > 0 ? (x <= z ? x : z) : 0',
        note: 'has no default for max_value; the gradient there is 1 on TensorFlow, 0.5 on JAX and PyTorch',
      },
      chainer: {names: ['chainer.functions.clipped_relu']},
    },
    paper: {
      by: 'Hannun et al. 2014',
      title: 'Deep Speech: Scaling up end-to-end speech recognition',
      link: 'arXiv:1412.5567',
    },
    note: 'as relu_max(x, upper_limit) in ttnn, which has no default',
  }),

  relu_min: () => ({
    family: 'rectifier',
    formula: 'max(lower_limit, x)',
    derivative: 'x > lower_limit ? 1 : 0',
    parameters: {lower_limit: {default: 0, meaning: 'least output'}},
    range: '[lower_limit, Infinity)',
    frameworks: {},
    paper: {
      by: 'Tenstorrent',
      title: 'ttnn.relu_min',
      link: 'https://docs.tenstorrent.com/tt-metal/latest/ttnn/ttnn/api/ttnn.relu_min.html',
    },
    note: 'max(x, lower_limit), which has no default in ttnn; with 0 it is relu',
  }),

  threshold: () => ({
    family: 'rectifier',
    formula: 'x > threshold ? x : value',
    derivative: 'x > threshold ? 1 : 0',
    parameters: {
      threshold: {default: 0, meaning: 'x passes above it'},
      value: {default: 0, aliases: ['default_value'], meaning: 'output for x <= threshold'},
    },
    range: '[value, value] U (threshold, Infinity)',
    frameworks: {
      torch: {names: ['nn.Threshold', 'F.threshold'], takes: ['threshold', 'value'], atNaN: {gradient: ['1']}},
      keras: {names: ['keras.activations.threshold']},
    },
    note: 'PyTorch and Keras have no defaults; with these it is relu',
  }),

  thresholded_relu: () => ({
    aliases: ['trec'],
    family: 'rectifier',
    formula: 'x > theta ? x : 0',
    derivative: 'x > theta ? 1 : 0',
    parameters: {theta: {default: 1, domain: '[0, Infinity)', meaning: 'x passes above it'}},
    range: '[0, 0] U (theta, Infinity)',
    frameworks: {
      keras: {names: ['relu(threshold)', 'layers.ThresholdedReLU'], note: 'the layer was in Keras 2 only'},
      tfjs: {names: ['layers.thresholdedReLU'], note: 'has no gradient: asking for one is an error (4.22)'},
      onnx: {names: ['ThresholdedRelu'], note: 'calls theta alpha'},
      nnlib: {names: ['NNlib.trelu', 'NNlib.thresholdrelu']},
    },
    paper: {
      by: 'Konda et al. 2014',
      title: 'Zero-bias autoencoders and the benefits of co-adapting features',
      link: 'arXiv:1402.3337',
    },
  }),
});
