/** GELU, its approximations and what is made of it: a smooth gate that follows the normal distribution function. */

import type {Definitions, Paper} from '../activation.ts';

const paper: Paper = {
  by: 'Hendrycks & Gimpel 2016',
  title: 'Gaussian Error Linear Units (GELUs)',
  link: 'arXiv:1606.08415',
};

export const gelus: Definitions = () => ({
  gelu: () => ({
    aliases: ['gaussian_error_linear_unit'],
    family: 'gate',
    formula: 'x * Phi(x)',
    textbook: '0.5 * x * (1 + erf(x / sqrt(2)))',
    derivative: 'Phi(x) + x * phi(x)',
    range: '[-0.16997120747990366, Infinity)',
    frameworks: {
      torch: {names: ['nn.GELU', 'F.gelu'], note: '1 + erf loses digits below -3: float32 is exactly 0 below -5.54'},
      jax: {names: ['jax.nn.gelu'], means: 'gelu_tanh', note: 'approximate=False gives this one'},
      flax: {names: ['flax.linen.gelu'], means: 'gelu_tanh', note: 'approximate=False gives this one'},
      keras: {
        names: ['keras.activations.gelu'],
        meansIn: {ops: 'gelu_tanh'},
        note: 'but keras.ops.gelu is gelu_tanh by default',
      },
      tf: {names: ['tf.nn.gelu']},
      tfjs: {names: ['gelu']},
      onnx: {names: ['Gelu']},
      mxnet: {names: ['gluon.nn.GELU', 'gelu_erf'], note: "1.9.1 calls it act_type='gelu'"},
      mlx: {names: ['mlx.nn.gelu']},
      nnlib: {names: ['NNlib.gelu'], means: 'gelu_tanh', note: 'gelu_erf is this one'},
      tinygrad: {names: ['Tensor.gelu'], means: 'gelu_tanh'},
      hf: {names: ['gelu', 'gelu_python']},
    },
    paper,
    variants: {approximate: {tanh: 'gelu_tanh', True: 'gelu_tanh', none: 'gelu', False: 'gelu'}},
  }),

  gelu_tanh: () => ({
    family: 'gate',
    formula: 'x * sigmoid(sqrt(8 / pi) * x * (1 + 0.044715 * x^2))',
    textbook: '0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3)))',
    // S x + S a x^3 in products that begin with S = sech2: it is 0 before x^3 overflows.
    derivative:
      'sigmoid(sqrt(8 / pi) * x * (1 + 0.044715 * x^2)) + sqrt(1 / (2 * pi)) * (sech2(sqrt(2 / pi) * x * (1 + 0.044715 * x^2)) * x + 3 * 0.044715 * sech2(sqrt(2 / pi) * x * (1 + 0.044715 * x^2)) * x * x * x)',
    range: '[-0.17004075057125405, Infinity)',
    frameworks: {
      torch: {names: ["nn.GELU(approximate='tanh')"]},
      jax: {names: ['jax.nn.gelu(approximate=True)']},
      flax: {names: ['flax.linen.gelu(approximate=True)']},
      keras: {names: ['keras.activations.gelu(approximate=True)']},
      tf: {names: ['tf.nn.gelu(approximate=True)']},
      tfjs: {names: ['gelu_new']},
      onnx: {names: ["Gelu(approximate='tanh')"]},
      mxnet: {names: ['gelu_tanh'], note: 'not in 1.9.1'},
      mlx: {names: ['mlx.nn.gelu_approx']},
      nnlib: {names: ['NNlib.gelu_tanh']},
      tinygrad: {names: ['Tensor.gelu(x)']},
      hf: {names: ['gelu_new', 'gelu_pytorch_tanh', 'gelu_python_tanh', 'gelu_fast', 'gelu_accurate']},
    },
    paper,
    note: 'differs from gelu by at most 4.7e-4, near 2.70',
  }),

  quick_gelu: () => ({
    aliases: ['gelu_quick'],
    family: 'gate',
    formula: 'x * sigmoid(1.702 * x)',
    derivative: 'sigmoid(1.702 * x) * (1 + 1.702 * x * sigmoid(-1.702 * x))',
    range: '[-0.16361018963635359, Infinity)',
    frameworks: {
      mlx: {names: ['mlx.nn.gelu_fast_approx']},
      nnlib: {names: ['NNlib.gelu_sigmoid']},
      hf: {names: ['quick_gelu']},
      timm: {names: ['timm.layers.quick_gelu', 'timm.layers.QuickGELU']},
    },
    paper,
    note: 'silu at beta = 1.702; differs from gelu by at most 0.0203, near -2.27',
  }),

  gelu_10: () => ({
    aliases: ['clipped_gelu'],
    family: 'gate',
    formula: 'clip(x * Phi(x), -10, 10)',
    derivative: 'x * Phi(x) <= 10 ? Phi(x) + x * phi(x) : 0',
    range: '[-0.16997120747990366, 10]',
    frameworks: {
      hf: {names: ['gelu_10'], note: 'from PyTorch 2.14 on the gradient is 0 where the output rounds to 10'},
    },
    paper: {
      by: 'Wu et al. 2020',
      title: 'Integer Quantization for Deep Learning Inference: Principles and Empirical Evaluation',
      link: 'arXiv:2004.09602',
    },
  }),

  phish: () => ({
    family: 'gate',
    formula: 'x * tanh(x * Phi(x))',
    textbook: 'x * tanh(gelu(x))',
    derivative: 'tanh(x * Phi(x)) + x * sech2(x * Phi(x)) * (Phi(x) + x * phi(x))',
    range: '[0, Infinity)',
    frameworks: {},
    paper: {
      by: 'Naveen 2022',
      title: 'Phish: A Novel Hyper-Optimizable Activation Function',
      link: 'doi:10.36227/techrxiv.17283824',
    },
  }),
});
