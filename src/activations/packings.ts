/**
 * How libraries and models keep the two halves of gated units: in one tensor or two, and which half is the gate. Beside
 * the records, because only their cards show it.
 */

/** How one of them does it. */
export interface Packing {
  /** Who does so, as it is written there: `torch: nn.GLU`. */
  readonly where: string;
  /** `split in halves, gate second`. */
  readonly how: string;
  /** A stable address, or a file of a repository. */
  readonly source: string;
}

/** One tensor for both halves, as ggml and timm have it for every activation. */
const packedAnyhow: readonly Packing[] = [
  {
    where: 'llama.cpp: ggml_reglu, ggml_geglu, ggml_swiglu',
    how: 'split in halves, gate first; second in ..._swapped; apart in ..._split',
    source: 'ggml-org/llama.cpp#14158',
  },
  {
    where: 'timm: GluMlp',
    how: 'split in halves, gate second (gate_last=True); first if it is False',
    source: 'timm/layers/mlp.py',
  },
];

const packedSwiglu: readonly Packing[] = [
  {
    where: 'onnx: SwiGLU (opset 28)',
    how: 'two tensors of one shape: A the gate, B the linear half',
    source: 'https://onnx.ai/onnx/operators/onnx__SwiGLU.html',
  },
  {
    where: 'Llama, Mistral, Qwen in transformers',
    how: 'two matrices: gate_proj and up_proj',
    source: 'transformers/models/llama/modeling_llama.py',
  },
  {
    where: 'Phi-3 in transformers',
    how: 'one matrix gate_up_proj, split in halves, gate first',
    source: 'transformers/models/phi3/modeling_phi3.py',
  },
  {
    where: 'timm: SwiGLUPacked',
    how: 'split in halves, gate first (gate_last=False), unlike GluMlp',
    source: 'timm/layers/mlp.py',
  },
  {where: 'timm: SwiGLU', how: 'two matrices: fc1_g the gate, fc1_x the linear half', source: 'timm/layers/mlp.py'},
  {where: 'vLLM: SiluAndMul', how: 'split in halves, gate first', source: 'vllm/model_executor/layers/activation.py'},
  {
    where: 'TransformerEngine: SwiGLU',
    how: 'split in halves, gate first; interleaved in blocks with glu_interleave_size',
    source: 'transformer_engine/pytorch/ops/basic/swiglu.py',
  },
  {where: 'mindspore.ops.swiglu', how: 'split in halves, gate first', source: 'https://www.mindspore.cn/docs'},
];

const packedClamped: readonly Packing[] = [
  {
    where: 'gpt-oss',
    how: 'interleaved: gate at even, linear half at odd places',
    source: 'openai/gpt-oss: gpt_oss/torch/model.py',
  },
  {
    where: 'gpt-oss in transformers',
    how: 'one matrix gate_up_proj, interleaved, gate at even places',
    source: 'transformers/models/gpt_oss/modeling_gpt_oss.py',
  },
  {
    where: 'ONNX Runtime: com.microsoft.MoE',
    how: 'swiglu_fusion 1: interleaved, gate at even places; 2: split in halves, gate first; 0: two matrices',
    source: 'microsoft/onnxruntime#25619',
  },
  {where: 'llama.cpp: ggml_swiglu_oai', how: 'two tensors: a the gate, b the linear half', source: 'ggml.h'},
  {
    where: 'TransformerEngine: ClampedSwiGLU',
    how: 'split in halves, gate first; interleaved in blocks with glu_interleave_size',
    source: 'NVIDIA/TransformerEngine#2161',
  },
  {
    where: 'CANN: aclnnClippedSwiglu',
    how: 'interleaved, gate at even places, if interleaved is true; else split in halves, gate first',
    source: 'https://www.hiascend.com/document',
  },
  {where: 'DeepSeek-V4', how: 'two matrices: w1 the gate, w3 the linear half', source: 'tenstorrent/tt-metal#54908'},
];

/** Where the halves of gated units lie, by the name of the record; made when a card asks. */
export const packings = (): Readonly<Record<string, readonly Packing[]>> => ({
  glu: [
    {
      where: 'torch: nn.GLU, F.glu',
      how: 'split in halves along dim (-1), gate second',
      source: 'https://docs.pytorch.org/docs/stable/generated/torch.nn.GLU.html',
    },
    {
      where: 'jax.nn.glu, flax.linen.glu',
      how: 'split in halves along axis (-1), gate second',
      source: 'https://docs.jax.dev/en/latest/_autosummary/jax.nn.glu.html',
    },
    {
      where: 'keras.activations.glu, keras.ops.glu',
      how: 'split in halves along axis (-1), gate second',
      source: 'https://www.tensorflow.org/api_docs/python/tf/keras/activations/glu',
    },
    {
      where: 'mlx.nn.GLU',
      how: 'split in halves along axis (-1), gate second',
      source: 'https://ml-explore.github.io/mlx/build/html/python/nn/_autosummary/mlx.nn.GLU.html',
    },
    {where: 'mindspore.ops.glu', how: 'split in halves, gate second', source: 'https://www.mindspore.cn/docs'},
    ...packedAnyhow.slice(1),
  ],
  reglu: packedAnyhow,
  geglu: packedAnyhow,
  geglu_tanh: [
    {where: 'T5 1.1, Flan-T5, mT5 in transformers (gated-gelu)', how: 'two matrices: wi_0 the gate, wi_1 the linear half', source: 'transformers/models/t5/modeling_t5.py'}, // biome-ignore format: one line
    {where: 'Gemma in transformers', how: 'two matrices: gate_proj and up_proj', source: 'transformers/models/gemma/modeling_gemma.py'}, // biome-ignore format: one line
    ...packedAnyhow,
  ],
  swiglu: [...packedSwiglu, ...packedAnyhow],
  swiglu_clamped: packedClamped,
  swiglu_step: [{where: 'vLLM: SwigluStepAndMul', how: 'split in halves, gate first', source: 'jundot/omlx#2571'}],
});
