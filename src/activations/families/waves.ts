/** Functions that oscillate, and the bell. */

import type {Definitions} from '../activation.ts';

export const waves: Definitions = () => ({
  sin: () => ({
    aliases: ['sine', 'siren'],
    family: 'wave',
    formula: 'sin(omega_0 * x)',
    derivative: 'omega_0 * cos(omega_0 * x)',
    parameters: {
      omega_0: {default: 1, domain: '(0, Infinity)', aliases: ['w0'], meaning: 'frequency; SIREN has 30'},
    },
    range: '[-1, 1]',
    frameworks: {
      torch: {names: ['torch.sin']},
      jax: {names: ['jnp.sin']},
      tf: {names: ['tf.sin']},
      tfjs: {names: ['tf.sin']},
      onnx: {names: ['Sin']},
    },
    paper: {
      by: 'Sitzmann et al. 2020',
      title: 'Implicit Neural Representations with Periodic Activation Functions',
      link: 'arXiv:2006.09661',
    },
  }),

  cos: () => ({
    aliases: ['cosine'],
    family: 'wave',
    formula: 'cos(x)',
    derivative: '-sin(x)',
    range: '[-1, 1]',
    frameworks: {
      torch: {names: ['torch.cos']},
      jax: {names: ['jnp.cos']},
      tf: {names: ['tf.cos']},
      tfjs: {names: ['tf.cos']},
      onnx: {names: ['Cos']},
    },
    paper: {by: 'Rahimi & Recht 2007', title: 'Random Features for Large-Scale Kernel Machines'},
  }),

  gcu: () => ({
    aliases: ['growing_cosine_unit'],
    family: 'wave',
    formula: 'x * cos(x)',
    derivative: 'cos(x) - x * sin(x)',
    range: '(-Infinity, Infinity)',
    frameworks: {},
    paper: {
      by: 'Noel et al. 2021',
      title:
        'Growing Cosine Unit: A Novel Oscillatory Activation Function That Can Speedup Training and Reduce Parameters in Convolutional Neural Networks',
      link: 'arXiv:2108.12943',
    },
  }),

  snake: () => ({
    family: 'wave',
    formula: 'x + sin(a * x)^2 / a',
    textbook: 'x + (1 - cos(2 * a * x)) / (2 * a)',
    // 1 + sin(2u) = (sin(u) + cos(u))^2 keeps its digits where it is near 0.
    derivative: '(sin(a * x) + cos(a * x))^2',
    parameters: {a: {default: 1, domain: '(0, Infinity)', aliases: ['frequency'], meaning: 'frequency, learned'}},
    range: '(-Infinity, Infinity)',
    frameworks: {},
    paper: {
      by: 'Ziyin et al. 2020',
      title: 'Neural Networks Fail to Learn Periodic Functions and How to Fix It',
      link: 'arXiv:2006.08195',
    },
  }),

  sinc: () => ({
    family: 'wave',
    // The branch at 0 has the first two derivatives of the function there, 0 and -1/3; 1 - x^2/6 would have the slope -0.
    formula: 'x == 0 ? 1 + x^2 / 2 - 2 * x^2 / 3 : sin(x) / x',
    textbook: 'x == 0 ? 1 : sin(x) / x',
    derivative: 'x == 0 ? 0 : (cos(x) - sin(x) / x) / x',
    // The continued fraction of a quotient of spherical Bessel functions: nothing cancels where |x| < 1.
    stableDerivative:
      'x == 0 ? 0 : abs(x) < 1 ? -sin(x) / (3 - x^2/(5 - x^2/(7 - x^2/(9 - x^2/(11 - x^2/(13 - x^2/(15 - x^2/(17 - x^2/(19 - x^2/(21 - x^2/(23 - x^2/25))))))))))) : (cos(x) - sin(x) / x) / x',
    range: '[-0.21723362821122166, 1]',
    frameworks: {},
    paper: {
      by: 'Kunc & Kléma 2024',
      title: 'Three Decades of Activations: A Comprehensive Survey of 400 Activation Functions for Neural Networks',
      link: 'arXiv:2402.09092',
    },
    note: 'without pi: the sinc of torch and jnp is sin(pi x) / (pi x)',
  }),

  gaussian: () => ({
    aliases: ['radial_basis', 'rbf'],
    family: 'wave',
    formula: 'exp(-x^2)',
    derivative: '-x * exp(-x^2) * 2',
    range: '(0, 1]',
    frameworks: {},
    paper: {by: 'Broomhead & Lowe 1988', title: 'Multivariable Functional Interpolation and Adaptive Networks'},
  }),
});
