/** Shrinkage: what is small becomes 0, or nearly so. */

import type {Definitions} from '../activation.ts';

export const shrinks: Definitions = () => ({
  hardshrink: () => ({
    aliases: ['hard_thresholding'],
    family: 'shrink',
    formula: 'abs(x) > lambda ? x : 0',
    derivative: 'abs(x) > lambda ? 1 : 0',
    parameters: {
      lambda: {default: 0.5, domain: '[0, Infinity)', aliases: ['lambd'], meaning: 'x passes where abs(x) is above it'},
    },
    range: '(-Infinity, -lambda) U [0, 0] U (lambda, Infinity)',
    frameworks: {
      torch: {names: ['nn.Hardshrink', 'F.hardshrink'], atNaN: {gradient: ['0', '1']}},
      keras: {names: ['keras.activations.hard_shrink'], note: 'calls lambda threshold'},
      onnx: {names: ['Shrink(lambd=0.5, bias=0)']},
      mlx: {names: ['mlx.nn.hard_shrink']},
      nnlib: {names: ['NNlib.hardshrink']},
    },
    paper: {by: 'Donoho & Johnstone 1994', title: 'Ideal Spatial Adaptation by Wavelet Shrinkage'},
  }),

  softshrink: () => ({
    aliases: ['soft_thresholding'],
    family: 'shrink',
    formula: 'x > lambda ? x - lambda : x < -lambda ? x + lambda : 0',
    textbook: 'sign(x) * max(0, abs(x) - lambda)',
    derivative: 'abs(x) > lambda ? 1 : 0',
    parameters: {
      lambda: {default: 0.5, domain: '[0, Infinity)', aliases: ['lambd'], meaning: 'what is taken from abs(x)'},
    },
    range: '(-Infinity, Infinity)',
    frameworks: {
      torch: {names: ['nn.Softshrink', 'F.softshrink'], atNaN: {gradient: ['0', '1']}},
      keras: {names: ['keras.activations.soft_shrink'], note: 'calls lambda threshold'},
      onnx: {names: ['Shrink(lambd=0.5, bias=0.5)'], note: 'by default bias is 0, which is hardshrink'},
      mlx: {names: ['mlx.nn.softshrink']},
      nnlib: {names: ['NNlib.softshrink']},
    },
    paper: {by: 'Donoho 1995', title: 'De-Noising by Soft-Thresholding'},
  }),

  tanhshrink: () => ({
    family: 'shrink',
    formula: 'x - tanh(x)',
    derivative: 'tanh(x)^2',
    // Lambert's continued fraction of tanh: nothing cancels, and at |x| < 1 what is left out is below 2^-90 of the whole.
    stable:
      'abs(x) < 1 ? x^3 / (x^2 + 3 + x^2/(5 + x^2/(7 + x^2/(9 + x^2/(11 + x^2/(13 + x^2/(15 + x^2/(17 + x^2/(19 + x^2/(21 + x^2/(23 + x^2/25))))))))))) : x - tanh(x)',
    range: '(-Infinity, Infinity)',
    frameworks: {
      torch: {names: ['nn.Tanhshrink', 'F.tanhshrink'], note: 'cancels near 0: float32 is exactly 0 at 1e-4'},
      keras: {names: ['keras.activations.tanh_shrink']},
      nnlib: {names: ['NNlib.tanhshrink']},
    },
  }),
});
