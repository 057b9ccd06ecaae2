/**
 * Gated linear units, functions of two numbers: an activation of the gate x times the linear half u, which models call
 * "up". In which half of a tensor each of them lies is another matter, and no two libraries agree on it.
 */

import type {Definitions, Paper} from '../activation.ts';

const dauphin: Paper = {
  by: 'Dauphin et al. 2016',
  title: 'Language Modeling with Gated Convolutional Networks',
  link: 'arXiv:1612.08083',
};

const shazeer: Paper = {by: 'Shazeer 2020', title: 'GLU Variants Improve Transformer', link: 'arXiv:2002.05202'};

const gptOss: Paper = {
  by: 'OpenAI 2025',
  title: 'gpt-oss-120b & gpt-oss-20b Model Card',
  link: 'arXiv:2508.10925',
};

const inputs = {x: 'the gate, which goes through the activation', u: 'the linear half, "up"'};

const everyReal = '(-Infinity, Infinity)';

export const glus: Definitions = () => ({
  glu: () => ({
    aliases: ['gated_linear_unit', 'sigmoid_glu'],
    family: 'glu',
    inputs,
    formula: 'u * sigmoid(x)',
    derivative: 'u * (sigmoid(x) * sigmoid(-x))',
    otherDerivatives: {u: 'sigmoid(x)'},
    range: everyReal,
    frameworks: {
      torch: {names: ['nn.GLU', 'F.glu']},
      jax: {names: ['jax.nn.glu']},
      flax: {names: ['flax.linen.glu']},
      keras: {names: ['keras.activations.glu', 'keras.ops.glu']},
      mlx: {names: ['mlx.nn.GLU']},
      nnlib: {names: ['NNlib.glu']},
    },
    paper: dauphin,
  }),

  bilinear: () => ({
    aliases: ['bilinear_glu'],
    family: 'glu',
    inputs,
    formula: 'u * x',
    derivative: 'u',
    otherDerivatives: {u: 'x'},
    range: everyReal,
    frameworks: {},
    paper: shazeer,
    note: 'the variant of GLU without an activation',
  }),

  reglu: () => ({
    family: 'glu',
    inputs,
    formula: 'u * max(0, x)',
    derivative: 'x > 0 ? u : 0',
    otherDerivatives: {u: 'max(0, x)'},
    range: everyReal,
    frameworks: {},
    paper: shazeer,
  }),

  geglu: () => ({
    aliases: ['geglu_erf', 'gelu_and_mul'],
    family: 'glu',
    inputs,
    formula: 'u * (x * Phi(x))',
    textbook: 'u * (0.5 * x * (1 + erf(x / sqrt(2))))',
    derivative: 'u * (Phi(x) + x * phi(x))',
    otherDerivatives: {u: 'x * Phi(x)'},
    range: everyReal,
    frameworks: {},
    paper: shazeer,
    note: 'with the exact gelu; llama.cpp calls this geglu_erf and means geglu_tanh by geglu, and by geglu_quick swiglu:alpha=1.702',
  }),

  geglu_tanh: () => ({
    aliases: ['gated_gelu', 'gelu_tanh_and_mul'],
    family: 'glu',
    inputs,
    formula: 'u * (x * sigmoid(sqrt(8 / pi) * x * (1 + 0.044715 * x^2)))',
    textbook: 'u * (0.5 * x * (1 + tanh(sqrt(2 / pi) * (x + 0.044715 * x^3))))',
    // As in gelu_tanh: products begin with what is 0 before x^3 overflows.
    derivative:
      'u * (sigmoid(sqrt(8 / pi) * x * (1 + 0.044715 * x^2)) + sqrt(1 / (2 * pi)) * (sech2(sqrt(2 / pi) * x * (1 + 0.044715 * x^2)) * x + 3 * 0.044715 * sech2(sqrt(2 / pi) * x * (1 + 0.044715 * x^2)) * x * x * x))',
    otherDerivatives: {u: 'x * sigmoid(sqrt(8 / pi) * x * (1 + 0.044715 * x^2))'},
    range: everyReal,
    frameworks: {},
    paper: shazeer,
    note: 'with the gelu of tanh, as Gemma has it',
  }),

  swiglu: () => ({
    aliases: ['silu_glu', 'silu_and_mul'],
    family: 'glu',
    inputs,
    formula: 'u * (x * sigmoid(alpha * x))',
    textbook: 'u * x / (1 + exp(-alpha * x))',
    derivative: 'u * (sigmoid(alpha * x) * (1 + alpha * x * sigmoid(-alpha * x)))',
    otherDerivatives: {u: 'x * sigmoid(alpha * x)'},
    parameters: {
      alpha: {default: 1, domain: '[0, Infinity)', aliases: ['beta'], meaning: 'sharpness of the gate'},
    },
    range: everyReal,
    frameworks: {
      onnx: {names: ['SwiGLU'], note: 'from opset 28 on; two inputs, A the gate and B the linear half'},
      timm: {names: ['timm.layers.SwiGLU', 'timm.layers.SwiGLUPacked'], note: 'has alpha = 1 only'},
    },
    paper: shazeer,
    note: 'its beta is alpha here, as ONNX calls it; with limits and an offset it is swiglu_clamped',
  }),

  swiglu_clamped: () => ({
    aliases: ['clamped_swiglu', 'clipped_swiglu', 'swiglu_oai', 'swigluoai_and_mul', 'gpt_oss_swiglu'],
    family: 'glu',
    inputs,
    formula: '(max(-limit, min(limit, u)) + offset) * (min(limit, x) * sigmoid(alpha * min(limit, x)))',
    derivative:
      'x < limit ? (max(-limit, min(limit, u)) + offset) * (sigmoid(alpha * x) * (1 + alpha * x * sigmoid(-alpha * x))) : 0',
    otherDerivatives: {u: 'u > -limit and u < limit ? min(limit, x) * sigmoid(alpha * min(limit, x)) : 0'},
    parameters: {
      alpha: {
        default: 1.702,
        domain: '[0, Infinity)',
        aliases: ['activation_alpha', 'swiglu_alpha'],
        meaning: 'sharpness of the gate',
      },
      limit: {
        default: 7,
        domain: '(0, Infinity]',
        aliases: ['swiglu_limit'],
        meaning: 'the gate is at most that, and the linear half within -limit and limit; Infinity for none',
      },
      offset: {
        default: 1,
        aliases: ['activation_beta', 'glu_linear_offset', 'bias'],
        meaning: 'added to the clamped linear half',
      },
    },
    range: '[limit * sigmoid(alpha * limit) * (offset - limit), limit * sigmoid(alpha * limit) * (offset + limit)]',
    frameworks: {
      torch: {
        names: ['gpt_oss.torch.model.swiglu(x, alpha, limit)'],
        note: 'clamp has gradient 0 at both of its ends from 2.14 on, 1 before',
      },
      hf: {names: ['transformers.models.gpt_oss.modeling_gpt_oss.GptOssExperts'], note: 'has offset = 1 only'},
    },
    paper: gptOss,
    note: 'DeepSeek-V4 has alpha=1,limit=10,offset=0',
  }),

  swiglu_step: () => ({
    family: 'glu',
    inputs,
    formula: 'max(-limit, min(limit, u)) * min(limit, x * sigmoid(x))',
    derivative: 'x * sigmoid(x) < limit ? max(-limit, min(limit, u)) * (sigmoid(x) * (1 + x * sigmoid(-x))) : 0',
    otherDerivatives: {u: 'u > -limit and u < limit ? min(limit, x * sigmoid(x)) : 0'},
    parameters: {
      limit: {
        default: 7,
        domain: '(0, Infinity]',
        aliases: ['swiglu_limit'],
        meaning: 'silu(x) is at most that, and the linear half within -limit and limit; Infinity for none',
      },
    },
    range: '[-limit * limit, limit * limit]',
    frameworks: {},
    paper: shazeer,
    note: 'clamped behind the activation, where swiglu_clamped clamps the gate before it: Step-3.5 and Ling-3.0 (limit 4, 5 or 7)',
  }),
});
