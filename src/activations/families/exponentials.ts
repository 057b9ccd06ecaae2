/** The exponential and its relatives: straight on one side, bent by an exponential on the other. */

import type {Definitions} from '../activation.ts';

export const exponentials: Definitions = () => ({
  elu: () => ({
    family: 'exponential',
    formula: 'x > 0 ? x : alpha * expm1(x)',
    derivative: 'x > 0 ? 1 : alpha * exp(x)',
    parameters: {alpha: {default: 1, meaning: 'minus the limit for x to -Infinity'}},
    range: '(min(0, -alpha), Infinity)',
    frameworks: {
      torch: {names: ['nn.ELU', 'F.elu'], atNaN: {gradient: ['1']}},
      jax: {names: ['jax.nn.elu']},
      flax: {names: ['flax.linen.elu']},
      keras: {names: ['keras.activations.elu', 'layers.ELU']},
      tf: {names: ['tf.nn.elu'], formula: 'x >= 0 ? x : alpha * expm1(x)', note: 'has alpha = 1 only'},
      tfjs: {names: ['tf.elu'], formula: 'x >= 0 ? x : alpha * expm1(x)', note: 'has alpha = 1 only'},
      onnx: {names: ['Elu']},
      mxnet: {names: ['gluon.nn.ELU'], note: "the op LeakyReLU(act_type='elu') has alpha = 0.25"},
      mlx: {names: ['mlx.nn.elu']},
      nnlib: {names: ['NNlib.elu'], formula: 'x >= 0 ? x : alpha * expm1(x)'},
      chainer: {names: ['chainer.functions.elu']},
      darknet: {names: ['elu'], formula: 'x >= 0 ? x : alpha * expm1(x)', note: 'has alpha = 1 only'},
      tinygrad: {
        names: ['Tensor.elu'],
        atNaN: {value: ['0']},
        formula: 'max(0, x) - alpha * max(0, -expm1(x))',
        note: 'relu(x) - alpha relu(1 - e^x): both have gradient 0 at 0',
      },
    },
    paper: {
      by: 'Clevert et al. 2015',
      title: 'Fast and Accurate Deep Network Learning by Exponential Linear Units (ELUs)',
      link: 'arXiv:1511.07289',
    },
  }),

  selu: () => ({
    family: 'exponential',
    formula: 'scale * (x > 0 ? x : alpha * expm1(x))',
    derivative: 'x > 0 ? scale : scale * alpha * exp(x)',
    parameters: {
      alpha: {default: 1.6732632423543772, domain: '(0, Infinity)', meaning: 'the alpha of elu'},
      scale: {
        default: 1.0507009873554805,
        domain: '(0, Infinity)',
        aliases: ['gamma'],
        meaning: 'slope for x > 0',
      },
    },
    range: '(-scale * alpha, Infinity)',
    frameworks: {
      torch: {names: ['nn.SELU', 'F.selu'], takes: [], atNaN: {gradient: ['scale']}},
      jax: {names: ['jax.nn.selu']},
      flax: {names: ['flax.linen.selu']},
      keras: {
        names: ['keras.activations.selu'],
        formula: 'scale * (x >= 0 ? x : alpha * expm1(x))',
        note: 'on TensorFlow; on JAX and PyTorch the gradient at 0 is scale * alpha',
      },
      tf: {names: ['tf.nn.selu'], formula: 'scale * (x >= 0 ? x : alpha * expm1(x))'},
      tfjs: {names: ['tf.selu']},
      onnx: {
        names: ['Selu'],
        defaults: {alpha: 1.6732631921768188, scale: 1.0507010221481323},
        note: 'the constants in float32; calls scale gamma',
      },
      mxnet: {
        names: ['selu'],
        note: 'its gradient is wrong for x < 0: scale * (alpha + y) from the output y, which already contains scale',
      },
      mlx: {names: ['mlx.nn.selu'], defaults: {alpha: 1.67326, scale: 1.0507}},
      nnlib: {names: ['NNlib.selu']},
      chainer: {names: ['chainer.functions.selu']},
      darknet: {
        names: ['selu'],
        defaults: {alpha: 1.6732, scale: 1.0507},
        formula: 'scale * (x >= 0 ? x : alpha * expm1(x))',
      },
      tinygrad: {
        names: ['Tensor.selu'],
        defaults: {alpha: 1.67326, scale: 1.0507},
        formula: 'scale * (x >= 0 ? x : alpha * expm1(x))',
      },
    },
    paper: {by: 'Klambauer et al. 2017', title: 'Self-Normalizing Neural Networks', link: 'arXiv:1706.02515'},
  }),

  celu: () => ({
    family: 'exponential',
    formula: 'x > 0 ? x : alpha * expm1(x / alpha)',
    derivative: 'x > 0 ? 1 : exp(x / alpha)',
    parameters: {alpha: {default: 1, meaning: 'minus the limit for x to -Infinity, if it is above 0'}},
    constraint: 'alpha != 0',
    range: '(alpha > 0 ? -alpha : -1 / 0, Infinity)',
    frameworks: {
      torch: {names: ['nn.CELU', 'F.celu'], atNaN: {gradient: ['1']}},
      jax: {names: ['jax.nn.celu'], formula: 'x > 0 ? x : alpha * expm1(x / alpha) + 0'},
      flax: {names: ['flax.linen.celu'], formula: 'x > 0 ? x : alpha * expm1(x / alpha) + 0'},
      keras: {
        names: ['keras.activations.celu'],
        formula: 'x == 0 ? 2 * x : x > 0 ? x : alpha * expm1(x / alpha)',
        note: 'on TensorFlow, where max and min both hand a tie to x; on JAX and PyTorch it is 1, the derivative',
      },
      onnx: {names: ['Celu']},
      mlx: {
        names: ['mlx.nn.celu'],
        formula: 'x == 0 ? 0 : x > 0 ? x : alpha * expm1(x / alpha)',
        note: 'max and min both hand a tie to 0; the derivative at 0 is 1',
      },
      nnlib: {names: ['NNlib.celu']},
      tinygrad: {names: ['Tensor.celu']},
    },
    paper: {by: 'Barron 2017', title: 'Continuously Differentiable Exponential Linear Units', link: 'arXiv:1704.07483'},
  }),

  pelu: () => ({
    aliases: ['parametric_elu'],
    family: 'exponential',
    formula: 'x >= 0 ? a / b * x : a * expm1(x / b)',
    derivative: 'x >= 0 ? a / b : a / b * exp(x / b)',
    parameters: {
      a: {default: 1, domain: '(0, Infinity)', meaning: 'minus the limit for x to -Infinity, learned'},
      b: {default: 1, domain: '(0, Infinity)', meaning: 'how slowly the limit is reached, learned'},
    },
    range: '(-a, Infinity)',
    frameworks: {},
    paper: {
      by: 'Trottier et al. 2016',
      title: 'Parametric Exponential Linear Unit for Deep Convolutional Neural Networks',
      link: 'arXiv:1605.09332',
    },
  }),

  mpelu: () => ({
    aliases: ['multiple_parametric_elu'],
    family: 'exponential',
    formula: 'x > 0 ? x : alpha * expm1(beta * x)',
    derivative: 'x > 0 ? 1 : alpha * beta * exp(beta * x)',
    parameters: {
      alpha: {default: 1, domain: '(0, Infinity)', meaning: 'minus the limit for x to -Infinity, learned'},
      beta: {default: 1, domain: '(0, Infinity)', meaning: 'how fast the limit is reached, learned'},
    },
    range: '(-alpha, Infinity)',
    frameworks: {},
    paper: {
      by: 'Li et al. 2016',
      title: 'Improving Deep Neural Network with Multiple Parametric Exponential Linear Units',
      link: 'arXiv:1606.00305',
    },
  }),

  isrlu: () => ({
    aliases: ['inverse_square_root_linear_unit'],
    family: 'exponential',
    formula: 'x >= 0 ? x : x / sqrt(1 + alpha * x^2)',
    derivative: 'x >= 0 ? 1 : 1 / (1 + alpha * x^2)^1.5',
    // sin(atan(u)) is u / sqrt(1 + u^2) without the square that overflows.
    stable: 'x >= 0 ? x : sin(atan(sqrt(alpha) * x)) / sqrt(alpha)',
    parameters: {
      alpha: {default: 1, domain: '(0, Infinity)', meaning: 'the limit for x to -Infinity is -1/sqrt(alpha)'},
    },
    range: '(-1 / sqrt(alpha), Infinity)',
    frameworks: {},
    paper: {
      by: 'Carlile et al. 2017',
      title: 'Improving Deep Learning by Inverse Square Root Linear Units (ISRLUs)',
      link: 'arXiv:1710.09967',
    },
    note: 'the shape of elu without an exponential',
  }),

  xielu: () => ({
    family: 'exponential',
    formula: 'x > 0 ? alpha_p * x^2 + beta * x : alpha_n * (expm1(x) - x) + beta * x',
    derivative: 'x > 0 ? 2 * alpha_p * x + beta : alpha_n * expm1(x) + beta',
    parameters: {
      alpha_p: {default: 0.8, domain: '(0, Infinity)', meaning: 'curvature for x > 0, learned'},
      alpha_n: {default: 0.8, domain: '(0, Infinity)', meaning: 'curvature for x <= 0, learned'},
      beta: {default: 0.5, domain: '[0, Infinity)', meaning: 'slope at 0'},
    },
    constraint: 'alpha_n > beta',
    range: '[-beta - (alpha_n - beta) * log(1 - beta / alpha_n), Infinity)',
    frameworks: {
      hf: {
        names: ['xielu'],
        formula: 'x > 0 ? alpha_p * x^2 + beta * x : alpha_n * (expm1(min(x, -0.000001)) - x) + beta * x',
        note:
          'the clamp at -1e-6 makes the gradient beta - alpha_n on (-1e-6, 0]; stores alpha_p and alpha_n - beta ' +
          'before a softplus',
      },
    },
    paper: {
      by: 'Huang & Schlag 2024',
      title: 'Deriving Activation Functions Using Integration',
      link: 'arXiv:2411.13010',
    },
  }),

  exponential: () => ({
    aliases: ['exp'],
    family: 'exponential',
    formula: 'exp(x)',
    derivative: 'exp(x)',
    range: '(0, Infinity)',
    frameworks: {
      torch: {names: ['torch.exp']},
      jax: {names: ['jnp.exp']},
      keras: {names: ['keras.activations.exponential']},
      tf: {names: ['tf.exp']},
      tfjs: {names: ['tf.exp']},
      onnx: {names: ['Exp']},
    },
  }),

  soft_exponential: () => ({
    family: 'exponential',
    formula: 'alpha < 0 ? -log1p(-alpha * (x + alpha)) / alpha : alpha == 0 ? x : expm1(alpha * x) / alpha + alpha',
    derivative: 'alpha < 0 ? 1 / (1 - alpha * (x + alpha)) : exp(alpha * x)',
    parameters: {
      alpha: {default: 0.5, meaning: 'from logarithm (-1) through identity (0) to exponential (1), learned'},
    },
    range: '(alpha - 1 / alpha, Infinity)',
    frameworks: {},
    paper: {
      by: 'Godfrey & Gashler 2016',
      title:
        'A continuum among logarithmic, linear, and exponential functions, and its potential to improve generalization in neural networks',
      link: 'arXiv:1602.01321',
    },
    note: 'for alpha < 0 it is defined for x > 1/alpha - alpha only, and its range is all reals; so it is at alpha = 0',
  }),
});
