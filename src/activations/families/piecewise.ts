/** Functions made of a few straight or parabolic pieces that are no rectifiers. */

import type {Definitions} from '../activation.ts';

export const piecewise: Definitions = () => ({
  linear: () => ({
    aliases: ['identity'],
    family: 'piecewise',
    formula: 'x',
    derivative: '1',
    range: '(-Infinity, Infinity)',
    frameworks: {
      torch: {names: ['nn.Identity'], atNaN: {gradient: ['1']}},
      jax: {names: ['jax.nn.identity'], atNaN: {gradient: ['1']}},
      keras: {names: ['keras.activations.linear']},
      tfjs: {names: ['linear']},
      onnx: {names: ['Identity']},
      darknet: {names: ['linear']},
      hf: {names: ['linear']},
    },
  }),

  step: () => ({
    aliases: ['binary_step', 'unit_step'],
    family: 'piecewise',
    formula: 'x > 0 ? 1 : 0',
    derivative: '0',
    range: '[0, 0] U [1, 1]',
    frameworks: {tfjs: {names: ['tf.step']}},
    paper: {by: 'McCulloch & Pitts 1943', title: 'A Logical Calculus of the Ideas Immanent in Nervous Activity'},
    note: 'its gradient is 0 wherever there is one, so nothing behind it learns',
  }),

  heaviside: () => ({
    aliases: ['heaviside_step'],
    family: 'piecewise',
    formula: 'x > 0 ? 1 : x < 0 ? 0 : value',
    derivative: '0',
    parameters: {value: {default: 0, aliases: ['values'], meaning: 'output for x = 0; 0.5 is usual too'}},
    range: '[0, 0] U [value, value] U [1, 1]',
    frameworks: {
      torch: {
        names: ['torch.heaviside'],
        atNaN: {value: ['0']},
        note: 'has no default for the value at 0, and no gradient',
      },
    },
    note: 'with 0 at 0 it is step',
  }),

  abs: () => ({
    aliases: ['modulus', 'absolute_value'],
    family: 'piecewise',
    formula: 'abs(x)',
    derivative: 'sign(x)',
    range: '[0, Infinity)',
    frameworks: {
      torch: {names: ['torch.abs'], atNaN: {gradient: ['0']}, note: "Lua Torch's nn.Abs has gradient 1 at 0"},
      jax: {names: ['jnp.abs'], atNaN: {gradient: ['-1']}, formula: 'x >= 0 ? x + 0 : -x'},
      flax: {names: ['jnp.abs'], atNaN: {gradient: ['-1']}, formula: 'x >= 0 ? x + 0 : -x'},
      keras: {names: ['keras.ops.abs'], note: 'on JAX the gradient at 0 is 1'},
      tf: {names: ['tf.abs']},
      tfjs: {names: ['tf.abs'], formula: 'x > 0 ? x : -x'},
      onnx: {names: ['Abs']},
      mlx: {names: ['mlx.core.abs']},
    },
    paper: {
      by: 'Vallés-Pérez et al. 2023',
      title: 'Empirical study of the modulus as activation function in computer vision applications',
      link: 'arXiv:2301.05993',
    },
  }),

  softmodulusq: () => ({
    aliases: ['soft_modulus_q'],
    family: 'piecewise',
    formula: 'abs(x) <= 1 ? x^2 * (2 - abs(x)) : abs(x)',
    derivative: 'abs(x) <= 1 ? x * (4 - 3 * abs(x)) : sign(x)',
    range: '[0, Infinity)',
    frameworks: {},
    paper: {
      by: 'Vallés-Pérez et al. 2023',
      title: 'Empirical study of the modulus as activation function in computer vision applications',
      link: 'arXiv:2301.05993',
    },
  }),

  ramp: () => ({
    family: 'piecewise',
    formula: 'max(0, x) + 0.1 * x',
    derivative: 'x > 0 ? 1 + 0.1 : 0.1',
    range: '(-Infinity, Infinity)',
    frameworks: {darknet: {names: ['ramp']}},
    note: 'not the ramp function of mathematics, which is relu',
  }),

  srelu: () => ({
    aliases: ['s_shaped_relu'],
    family: 'piecewise',
    formula: 'x >= t_right ? t_right + a_right * (x - t_right) : x > t_left ? x : t_left + a_left * (x - t_left)',
    derivative: 'x >= t_right ? a_right : x > t_left ? 1 : a_left',
    parameters: {
      t_left: {default: -1, aliases: ['t_l'], meaning: 'left threshold, learned'},
      a_left: {default: 0.2, domain: '(0, Infinity)', aliases: ['a_l'], meaning: 'slope left of t_left, learned'},
      t_right: {default: 1, aliases: ['t_r'], meaning: 'right threshold, learned'},
      a_right: {default: 0.2, domain: '(0, Infinity)', aliases: ['a_r'], meaning: 'slope right of t_right, learned'},
    },
    constraint: 't_left <= t_right',
    range: '(-Infinity, Infinity)',
    frameworks: {},
    paper: {
      by: 'Jin et al. 2015',
      title: 'Deep Learning with S-shaped Rectified Linear Activation Units',
      link: 'arXiv:1512.07030',
    },
    note: 'all four parameters are learned for each channel; these defaults only show the shape',
  }),

  plu: () => ({
    aliases: ['piecewise_linear_unit'],
    family: 'piecewise',
    formula: 'max(alpha * (x + c) - c, min(alpha * (x - c) + c, x))',
    derivative: 'abs(x) < c ? 1 : alpha',
    parameters: {
      alpha: {default: 0.1, domain: '(0, 1)', meaning: 'slope of the outer pieces'},
      c: {default: 1, domain: '(0, Infinity)', meaning: 'where the inner piece ends'},
    },
    range: '(-Infinity, Infinity)',
    frameworks: {},
    paper: {
      by: 'Nicolae 2018',
      title: 'PLU: The Piecewise Linear Unit Activation Function',
      link: 'arXiv:1809.09534',
    },
  }),

  plse: () => ({
    family: 'piecewise',
    formula: 'x < -4 ? 0.01 * (x + 4) : x > 4 ? 0.01 * (x - 4) + 1 : 0.125 * x + 0.5',
    derivative: 'abs(x) > 4 ? 0.01 : 0.125',
    range: '(-Infinity, Infinity)',
    frameworks: {darknet: {names: ['plse']}},
    note: 'a sigmoid in three straight pieces that never saturates',
  }),

  lhtan: () => ({
    family: 'piecewise',
    formula: 'x <= 0 ? 0.001 * x : x >= 1 ? 0.001 * (x - 1) + 1 : x',
    derivative: 'x > 0 and x < 1 ? 1 : 0.001',
    range: '(-Infinity, Infinity)',
    frameworks: {darknet: {names: ['lhtan']}},
  }),
});
