/** Self-gated functions: x times a gate that opens with x. */

import type {Definitions} from '../activation.ts';

const hardSwishOfJax = 'x <= -3 ? -0 : x < 3 ? x * (x + 3) / 6 : x';

export const gates: Definitions = () => ({
  silu: () => ({
    aliases: ['swish', 'sigmoid_linear_unit'],
    family: 'gate',
    formula: 'x * sigmoid(beta * x)',
    textbook: 'x / (1 + exp(-beta * x))',
    derivative: 'sigmoid(beta * x) * (1 + beta * x * sigmoid(-beta * x))',
    parameters: {
      beta: {
        default: 1,
        domain: '[0, Infinity)',
        meaning: 'sharpness of the gate; 0 gives x/2, Infinity would be relu',
      },
    },
    range: '[-0.2784645427610738 / beta, Infinity)',
    frameworks: {
      torch: {
        names: ['nn.SiLU', 'F.silu'],
        takes: [],
        note: 'has beta = 1 only; silu(-inf) is NaN (pytorch#160876; 2.15 still)',
      },
      jax: {names: ['jax.nn.silu', 'jax.nn.swish']},
      flax: {names: ['flax.linen.silu', 'flax.linen.swish']},
      keras: {names: ['keras.activations.silu', 'keras.activations.swish']},
      tf: {names: ['tf.nn.silu', 'tf.nn.swish']},
      tfjs: {names: ['swish'], note: 'calls beta alpha'},
      onnx: {names: ['Swish'], note: 'calls beta alpha'},
      mxnet: {names: ['gluon.nn.SiLU', 'gluon.nn.Swish'], note: 'SiLU is not in 1.9.1'},
      mlx: {names: ['mlx.nn.silu']},
      nnlib: {names: ['NNlib.swish']},
      tinygrad: {names: ['Tensor.silu', 'Tensor.swish']},
      hf: {names: ['silu', 'swish']},
      timm: {names: ['timm.layers.Swish']},
    },
    paper: {
      by: 'Elfwing et al. 2017',
      title: 'Sigmoid-Weighted Linear Units for Neural Network Function Approximation in Reinforcement Learning',
      link: 'arXiv:1702.03118',
    },
    note: 'with beta it is Swish: Ramachandran et al. 2017, Searching for Activation Functions, arXiv:1710.05941',
  }),

  e_swish: () => ({
    family: 'gate',
    formula: 'beta * (x * sigmoid(x))',
    derivative: 'beta * sigmoid(x) * (1 + x * sigmoid(-x))',
    parameters: {beta: {default: 1.375, domain: '(0, Infinity)', meaning: 'factor; the paper tries 1 to 2'}},
    range: '[-0.2784645427610738 * beta, Infinity)',
    frameworks: {},
    paper: {
      by: 'Alcaide 2018',
      title: 'E-swish: Adjusting Activations to Different Network Depths',
      link: 'arXiv:1801.07145',
    },
  }),

  hardswish: () => ({
    aliases: ['hard_silu'],
    family: 'gate',
    formula: 'x <= -3 ? 0 : x < 3 ? x * (x + 3) / 6 : x',
    textbook: 'x * relu6(x + 3) / 6',
    derivative: 'x <= -3 ? 0 : x < 3 ? (2 * x + 3) / 6 : 1',
    range: '[-0.375, Infinity)',
    frameworks: {
      torch: {
        names: ['nn.Hardswish', 'F.hardswish'],
        atNaN: {gradient: ['1']},
        note: 'the gradient at -3 and 3 was -0.5 and 1.5 up to 2.6',
      },
      jax: {names: ['jax.nn.hard_swish', 'jax.nn.hard_silu'], formula: hardSwishOfJax},
      flax: {names: ['flax.linen.hard_swish', 'flax.linen.hard_silu'], formula: hardSwishOfJax},
      keras: {names: ['keras.activations.hard_swish', 'keras.activations.hard_silu']},
      onnx: {names: ['HardSwish']},
      mlx: {names: ['mlx.nn.hardswish']},
      nnlib: {names: ['NNlib.hardswish'], formula: 'x * (clip(x + 3, 0, 6) / 6)'},
      tinygrad: {
        names: ['Tensor.hardswish'],
        atNaN: {gradient: ['0']},
        formula: 'x <= -3 ? 0 : x <= 3 ? x * (x + 3) / 6 : x',
      },
      timm: {names: ['timm.layers.HardSwish'], note: 'HardSwishMe has the gradient -0.5 at -3 and 1.5 at 3'},
    },
    paper: {by: 'Howard et al. 2019', title: 'Searching for MobileNetV3', link: 'arXiv:1905.02244'},
  }),

  mish: () => ({
    family: 'gate',
    formula: 'x * tanh(softplus(x))',
    derivative: 'tanh(softplus(x)) + x * sech2(softplus(x)) * sigmoid(x)',
    range: '[-0.30884341301725041, Infinity)',
    frameworks: {
      torch: {names: ['nn.Mish', 'F.mish']},
      jax: {names: ['jax.nn.mish']},
      keras: {names: ['keras.activations.mish']},
      tfjs: {names: ['mish']},
      onnx: {names: ['Mish']},
      mxnet: {names: ['mish'], note: 'not in 1.9.1'},
      mlx: {names: ['mlx.nn.mish']},
      nnlib: {names: ['NNlib.mish']},
      tinygrad: {names: ['Tensor.mish']},
      hf: {names: ['mish']},
      timm: {names: ['timm.layers.Mish']},
    },
    paper: {
      by: 'Misra 2019',
      title: 'Mish: A Self Regularized Non-Monotonic Activation Function',
      link: 'arXiv:1908.08681',
    },
  }),

  hard_mish: () => ({
    aliases: ['h_mish'],
    family: 'gate',
    formula: 'x < -2 ? 0 : x < 0 ? x * (x + 2) / 2 : x',
    textbook: 'x * clip(x + 2, 0, 2) / 2',
    derivative: 'x < -2 ? 0 : x < 0 ? x + 1 : 1',
    range: '[-0.5, Infinity)',
    frameworks: {
      timm: {
        names: ['timm.layers.activations_me.HardMishMe', 'timm.layers.HardMish'],
        note: 'HardMish has the gradient 0 at -2, as torch.clamp has from PyTorch 2.14 on',
      },
    },
  }),

  tanhexp: () => ({
    family: 'gate',
    formula: 'x * tanh(exp(x))',
    // e^x sech2(e^x) as one exponential, or it would be Infinity times 0.
    derivative: 'tanh(exp(x)) + x * exp(x - 2 * exp(x)) * 4 / (1 + exp(-2 * exp(x)))^2',
    range: '[-0.35328577784821127, Infinity)',
    frameworks: {},
    paper: {
      by: 'Liu & Di 2020',
      title: 'TanhExp: A Smooth Activation Function with High Convergence Speed for Lightweight Neural Networks',
      link: 'arXiv:2003.09855',
    },
    note: 'telu is the same function',
  }),

  telu: () => ({
    family: 'gate',
    formula: 'x * tanh(exp(x))',
    derivative: 'tanh(exp(x)) + x * exp(x - 2 * exp(x)) * 4 / (1 + exp(-2 * exp(x)))^2',
    range: '[-0.35328577784821127, Infinity)',
    frameworks: {},
    paper: {
      by: 'Fernandez & Mali 2024',
      title: 'TeLU Activation Function for Fast and Stable Deep Learning',
      link: 'arXiv:2412.20269',
    },
    sameAs: 'tanhexp',
  }),

  serf: () => ({
    family: 'gate',
    formula: 'x * erf(softplus(x))',
    derivative: 'erf(softplus(x)) + x * exp(-softplus(x)^2) * sigmoid(x) * 2 / sqrt(pi)',
    range: '[-0.34843745875960642, Infinity)',
    frameworks: {},
    paper: {
      by: 'Nag & Bhattacharyya 2021',
      title: 'SERF: Towards better training of deep neural networks using log-Softplus ERror activation Function',
      link: 'arXiv:2108.09598',
    },
  }),

  lisht: () => ({
    family: 'gate',
    formula: 'x * tanh(x)',
    derivative: 'tanh(x) + x * sech2(x)',
    range: '[0, Infinity)',
    frameworks: {nnlib: {names: ['NNlib.lisht']}},
    paper: {
      by: 'Roy et al. 2019',
      title: 'LiSHT: Non-Parametric Linearly Scaled Hyperbolic Tangent Activation Function for Neural Networks',
      link: 'arXiv:1901.05894',
    },
  }),

  logish: () => ({
    family: 'gate',
    formula: 'x * log1p(sigmoid(x))',
    textbook: 'x * log(1 + sigmoid(x))',
    derivative: 'log1p(sigmoid(x)) + x * sigmoid(x) * sigmoid(-x) / (1 + sigmoid(x))',
    range: '[-0.25276881678944035, Infinity)',
    frameworks: {},
    paper: {
      by: 'Zhu et al. 2021',
      title: 'Logish: A new nonlinear nonmonotonic activation function for convolutional neural network',
      link: 'doi:10.1016/j.neucom.2021.06.067',
    },
  }),

  acon_c: () => ({
    family: 'gate',
    formula: '(p1 - p2) * x * sigmoid(beta * (p1 - p2) * x) + p2 * x',
    derivative:
      '(p1 - p2) * sigmoid(beta * (p1 - p2) * x) * (1 + beta * (p1 - p2) * x * sigmoid(-beta * (p1 - p2) * x)) + p2',
    parameters: {
      p1: {default: 1, meaning: 'slope for x to Infinity, learned'},
      p2: {default: 0, meaning: 'slope for x to -Infinity, learned'},
      beta: {default: 1, domain: '(0, Infinity)', meaning: 'sharpness of the switch, learned'},
    },
    constraint: 'p1 > p2',
    range: '[-0.2784645427610738 / beta, Infinity)',
    frameworks: {},
    paper: {by: 'Ma et al. 2020', title: 'Activate or Not: Learning Customized Activation', link: 'arXiv:2009.04759'},
    note: 'p1 and p2 are learned; at these defaults it is silu, and the range is given for p2 = 0',
  }),

  flatten_t_swish: () => ({
    aliases: ['fts', 'ftswish'],
    family: 'gate',
    formula: 'x >= 0 ? x * sigmoid(x) + t : t',
    derivative: 'x >= 0 ? sigmoid(x) * (1 + x * sigmoid(-x)) : 0',
    parameters: {t: {default: -0.2, aliases: ['T'], meaning: 'value for x < 0'}},
    range: '[t, Infinity)',
    frameworks: {},
    paper: {
      by: 'Chieng et al. 2018',
      title: 'Flatten-T Swish: a thresholded ReLU-Swish-like activation function for deep learning',
      link: 'arXiv:1812.06247',
    },
  }),

  elish: () => ({
    aliases: ['exponential_linear_squashing'],
    family: 'gate',
    formula: 'x >= 0 ? x * sigmoid(x) : expm1(x) * sigmoid(x)',
    derivative: 'sigmoid(x) * (x >= 0 ? 1 + x * sigmoid(-x) : exp(x) + expm1(x) * sigmoid(-x))',
    range: '[2 * sqrt(2) - 3, Infinity)',
    frameworks: {},
    paper: {
      by: 'Basirat & Roth 2018',
      title: 'The Quest for the Golden Activation Function',
      link: 'arXiv:1808.00783',
    },
    note: 'elu times a sigmoid where x < 0, silu elsewhere',
  }),

  hard_elish: () => ({
    family: 'gate',
    formula: 'x >= 0 ? x * (min(2, x + 1) / 2) : expm1(x) * (max(0, x + 1) / 2)',
    derivative: 'x >= 1 ? 1 : x >= 0 ? x + 0.5 : x > -1 ? (exp(x) * (x + 1) + expm1(x)) / 2 : 0',
    range: '[-0.099673151528742618, Infinity)',
    frameworks: {},
    paper: {
      by: 'Basirat & Roth 2018',
      title: 'The Quest for the Golden Activation Function',
      link: 'arXiv:1808.00783',
    },
  }),
});
