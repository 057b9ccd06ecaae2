#!/usr/bin/env python3
"""What frameworks answer for functions of several numbers: gated units and softmax, with all their gradients.

    python3 test/frameworks/observe_gated.py [framework ...]

Each gated unit is called with its two halves where the framework is said to take them (`packing` is that line of the
record), at a grid of places with the kinks of ReLU and of the clamps; each softmax at some vectors. ONNX gives the
expected outputs of its own node cases instead. observed-gated.json holds what came back. The frameworks that are
installed are asked; the rows of the others stay. torch, transformers and timm; jax; keras; mlx; onnx.
"""

import importlib.metadata
import itertools
import json
import os
import pathlib
import sys

import numpy as np

OUTPUT = pathlib.Path(__file__).parent / 'observed-gated.json'
GATES = [-9.0, -3.0, -1.5, -0.5, 0.0, 0.25, 1.0, 3.0, 6.5, 7.0, 7.5, 10.0]
LINEARS = [-11.0, -7.0, -2.0, 0.0, 0.5, 3.0, 7.0, 9.0]
PAIRS = np.array(list(itertools.product(GATES, LINEARS)))
VECTORS = [[1.0, 2.0, 3.0], [0.0, 0.0, 0.0], [-1.5, 0.25, -4.0], [1000.0, 999.0, 1001.0], [-800.0, 0.0, 5.0]]

# How two columns, the gate first, become what a framework takes.
PACKED = {
    'gate second': lambda join, x, u: join([u, x]),
    'gate first': lambda join, x, u: join([x, u]),
}


def versions(*names):
    return {name: importlib.metadata.version(name) for name in names}


def numbers(array):
    """As JSON may hold them."""
    return [value if np.isfinite(value) else str(value).replace('inf', 'Infinity').replace('nan', 'NaN') for value in np.asarray(array, float).ravel().tolist()]  # fmt: skip


def gated(activation, packing, value, gradients):
    gradients = gradients and {name: numbers(each) for name, each in zip('xu', gradients)}
    columns = {'x': numbers(PAIRS[:, 0]), 'u': numbers(PAIRS[:, 1])}
    return {'activation': activation, 'packing': packing, 'inputs': columns, 'value': numbers(value), 'gradients': gradients}  # fmt: skip


def softmaxes(activation, spelling, values, jacobians):
    """A row for each component."""
    columns = {f'x{i + 1}': [vector[i] for vector in VECTORS] for i in range(3)}
    for index in range(3):
        yield {
            'activation': f'{activation}:size=3,index={index + 1}',
            'packing': spelling,
            'inputs': columns,
            'value': numbers([value[index] for value in values]),
            'gradients': jacobians and {f'x{i + 1}': numbers([each[index][i] for each in jacobians]) for i in range(3)},
        }


# --- the frameworks --------------------------------------------------------------------------------------------------


def of_torch():
    import torch
    import torch.nn.functional as F

    def asked(f):
        """The halves apart, each with its gradient."""
        x, u = (torch.tensor(column, dtype=torch.float64, requires_grad=True) for column in PAIRS.T.copy())
        y = f(x, u)
        y.sum().backward()
        return y.tolist(), (x.grad.tolist(), u.grad.tolist())

    def packed(f, how):
        return asked(lambda x, u: f(PACKED[how](lambda parts: torch.stack(parts, -1), x, u)).squeeze(-1))

    def interleaved(x, u):
        return torch.stack([x, u], -1)

    yield gated('glu@torch', 'torch: nn.GLU, F.glu', *packed(F.glu, 'gate second'))
    for name, f in {'softmax': F.softmax, 'log_softmax': F.log_softmax, 'softmin': F.softmin}.items():
        points = [torch.tensor(vector, dtype=torch.float64) for vector in VECTORS]
        jacobians = [torch.autograd.functional.jacobian(lambda t: f(t, dim=-1), point).tolist() for point in points]
        yield from softmaxes(f'{name}@torch', f'F.{name}', [f(point, dim=-1).tolist() for point in points], jacobians)
    expressions = {
        'reglu': lambda x, u: u * F.relu(x),
        'geglu': lambda x, u: u * F.gelu(x),
        'geglu_tanh': lambda x, u: u * F.gelu(x, approximate='tanh'),
        'swiglu': lambda x, u: u * F.silu(x),
        # As vLLM and DeepSeek-V4 write them.
        'swiglu_step': lambda x, u: F.silu(x).clamp(max=7.0) * u.clamp(min=-7.0, max=7.0),
        'swiglu_clamped:alpha=1,limit=10,offset=0': lambda x, u: F.silu(x.clamp(max=10.0)) * u.clamp(min=-10.0, max=10.0),  # fmt: skip
    }
    for activation, f in expressions.items():
        yield gated(activation, 'an expression', *asked(f))


def of_hf():
    import torch
    from transformers import GemmaConfig, GptOssConfig, LlamaConfig, Phi3Config
    from transformers.models.gemma.modeling_gemma import GemmaMLP
    from transformers.models.gpt_oss.modeling_gpt_oss import GptOssExperts
    from transformers.models.llama.modeling_llama import LlamaMLP
    from transformers.models.phi3.modeling_phi3 import Phi3MLP

    def asked(f):
        x, u = (torch.tensor(column, dtype=torch.float64, requires_grad=True) for column in PAIRS.T.copy())
        y = f(x, u)
        y.sum().backward()
        return y.tolist(), (x.grad.tolist(), u.grad.tolist())

    def mlp(module, weights):
        """A module whose weights hand on x and u, the two features of its input, as they are."""
        module = module.double()
        with torch.no_grad():
            for name, weight in weights.items():
                getattr(module, name).weight.copy_(torch.tensor(weight, dtype=torch.float64))
        return lambda x, u: module(torch.stack([x, u], -1))[..., 0]

    apart = {'gate_proj': [[1.0, 0.0]], 'up_proj': [[0.0, 1.0]], 'down_proj': [[1.0], [0.0]]}
    sizes = {'hidden_size': 2, 'intermediate_size': 1, 'num_attention_heads': 1, 'num_key_value_heads': 1}
    yield gated('swiglu', 'Llama, Mistral, Qwen in transformers', *asked(mlp(LlamaMLP(LlamaConfig(**sizes)), apart)))
    yield gated('geglu_tanh', 'Gemma in transformers', *asked(mlp(GemmaMLP(GemmaConfig(**sizes, hidden_activation='gelu_pytorch_tanh')), apart)))  # fmt: skip
    together = {'gate_up_proj': [[1.0, 0.0], [0.0, 1.0]], 'down_proj': [[1.0], [0.0]]}
    yield gated('swiglu', 'Phi-3 in transformers', *asked(mlp(Phi3MLP(Phi3Config(**sizes, pad_token_id=0)), together)))
    experts = GptOssExperts(GptOssConfig(hidden_size=2, intermediate_size=2, num_local_experts=1))
    pairs = lambda x, u: experts._apply_gate(torch.stack([x, u], -1))[..., 0]
    yield gated('swiglu_clamped@hf', 'gpt-oss in transformers', *asked(pairs))


def of_timm():
    import torch
    from timm.layers import GluMlp, SwiGLU, SwiGLUPacked

    def asked(f, first, second):
        x, u = (torch.tensor(column, dtype=torch.float64, requires_grad=True) for column in PAIRS.T.copy())
        features = {'x': x, 'u': u}
        y = f(torch.stack([features[first], features[second]], -1))[..., 0]
        y.sum().backward()
        return y.tolist(), (x.grad.tolist(), u.grad.tolist())

    def module(made, **weights):
        made = made.double()
        with torch.no_grad():
            for name, weight in weights.items():
                getattr(made, name).weight.copy_(torch.tensor(weight, dtype=torch.float64))
        return made

    identity = [[1.0, 0.0], [0.0, 1.0]]
    packed = dict(in_features=2, hidden_features=2, out_features=1, bias=False)
    yield gated('glu', 'timm: GluMlp', *asked(module(GluMlp(**packed), fc1=identity, fc2=[[1.0]]), 'u', 'x'))
    yield gated('swiglu', 'timm: SwiGLUPacked', *asked(module(SwiGLUPacked(**packed), fc1=identity, fc2=[[1.0]]), 'x', 'u'))  # fmt: skip
    apart = SwiGLU(in_features=2, hidden_features=1, out_features=1, bias=False)
    yield gated('swiglu@timm', 'timm: SwiGLU', *asked(module(apart, fc1_g=[[1.0, 0.0]], fc1_x=[[0.0, 1.0]], fc2=[[1.0]]), 'x', 'u'))  # fmt: skip


def of_jax():
    import jax
    import jax.numpy as jnp

    jax.config.update('jax_enable_x64', True)
    x, u = jnp.asarray(PAIRS[:, 0]), jnp.asarray(PAIRS[:, 1])

    def asked(f):
        slopes = jax.grad(lambda x, u: f(x, u).sum(), argnums=(0, 1))(x, u)
        return f(x, u), slopes

    def glu(x, u):
        return jax.nn.glu(PACKED['gate second'](lambda parts: jnp.stack(parts, -1), x, u))[..., 0]

    yield gated('glu@jax', 'jax.nn.glu, flax.linen.glu', *asked(glu))
    yield gated('reglu', 'an expression', *asked(lambda x, u: u * jax.nn.relu(x)))
    yield gated('geglu_tanh', 'an expression', *asked(lambda x, u: u * jax.nn.gelu(x)))
    yield gated('swiglu', 'an expression', *asked(lambda x, u: u * jax.nn.silu(x)))
    for name, f in {'softmax': jax.nn.softmax, 'log_softmax': jax.nn.log_softmax}.items():
        points = [jnp.asarray(vector) for vector in VECTORS]
        yield from softmaxes(f'{name}@jax', f'jax.nn.{name}', [f(p) for p in points], [jax.jacobian(f)(p) for p in points])  # fmt: skip


def of_keras():
    """On the backend that KERAS_BACKEND names, of which values alone are asked."""
    os.environ.setdefault('KERAS_BACKEND', 'torch')
    import keras

    keras.config.set_floatx('float64')
    both = keras.ops.convert_to_tensor(PACKED['gate second'](lambda parts: np.stack(parts, -1), *PAIRS.T))
    numpy = keras.ops.convert_to_numpy
    yield gated('glu@keras', 'keras.activations.glu, keras.ops.glu', numpy(keras.activations.glu(both)), None)
    for name in ('softmax', 'log_softmax'):
        f = getattr(keras.activations, name)
        # Keras has no softmax of a single vector.
        values = [numpy(f(keras.ops.convert_to_tensor(np.array([vector]))))[0] for vector in VECTORS]
        yield from softmaxes(f'{name}@keras', f'keras.activations.{name}', values, None)


def of_mlx():
    import mlx.core as mx
    import mlx.nn as nn

    x, u = (mx.array(column.astype(np.float32)) for column in PAIRS.T)

    def glu(x, u):
        return nn.GLU()(PACKED['gate second'](lambda parts: mx.stack(parts, -1), x, u))[..., 0]

    slopes = mx.grad(lambda x, u: glu(x, u).sum(), argnums=(0, 1))(x, u)
    yield gated('glu@mlx', 'mlx.nn.GLU', glu(x, u), slopes)
    for name, f in {'softmax': nn.softmax, 'log_softmax': nn.log_softmax}.items():
        yield from softmaxes(f'{name}@mlx', f'mlx.nn.{name}', [f(mx.array(vector)).tolist() for vector in VECTORS], None)  # fmt: skip


def of_onnx():
    """Expected outputs of the node cases."""
    from onnx.backend.test.case.node import collect_testcases

    for case in collect_testcases(None):
        if case.name in ('test_swiglu', 'test_swiglu_alpha', 'test_swiglu_float16'):
            (inputs, (output,)), = case.data_sets
            attributes = {each.name: each.f for each in case.model.graph.node[0].attribute}
            settings = ''.join(f':alpha={float(np.float64(value))!r}' for value in attributes.values())
            yield {
                'activation': f'swiglu@onnx{settings}',
                'packing': case.name,
                'dtype': str(inputs[0].dtype),
                'inputs': {name: numbers(each) for name, each in zip('xu', inputs)},
                'value': numbers(output),
                'gradients': None,
            }
        if case.name in ('test_softmax_example', 'test_softmax_large_number', 'test_logsoftmax_example_1', 'test_logsoftmax_large_number'):  # fmt: skip
            ((vectors,), (output,)), = case.data_sets
            name = 'log_softmax' if 'log' in case.name else 'softmax'
            size = vectors.shape[1]
            for index in range(size):
                yield {
                    'activation': f'{name}@onnx:size={size},index={index + 1}',
                    'packing': case.name,
                    'dtype': str(vectors.dtype),
                    'inputs': {f'x{i + 1}': numbers(vectors[:, i]) for i in range(size)},
                    'value': numbers(output[:, index]),
                    'gradients': None,
                }


FRAMEWORKS = {
    'torch': (of_torch, ['torch']),
    'hf': (of_hf, ['transformers', 'torch']),
    'timm': (of_timm, ['timm', 'torch']),
    'jax': (of_jax, ['jax', 'jaxlib']),
    'keras': (of_keras, ['keras']),
    'mlx': (of_mlx, ['mlx']),
    'onnx': (of_onnx, ['onnx']),
}


def main(wanted):
    document = json.loads(OUTPUT.read_text()) if OUTPUT.exists() else {'versions': {}, 'rows': []}
    for framework in wanted or FRAMEWORKS:
        ask, packages = FRAMEWORKS[framework]
        try:
            rows = [{**row, 'dtype': 'float32'} if framework == 'mlx' else row for row in ask()]
        except ImportError as error:
            print(f'{framework}: not installed ({error})', file=sys.stderr)
            continue
        document['versions'][framework] = versions(*packages)
        document['rows'] = [row for row in document['rows'] if row['framework'] != framework]
        document['rows'] += [{'framework': framework, **row} for row in rows]
        print(f'{framework}: {len(rows)} rows', file=sys.stderr)
    order = list(FRAMEWORKS)
    document['rows'].sort(key=lambda row: order.index(row['framework']))
    lines = ',\n'.join(f'    {json.dumps(row)}' for row in document['rows'])
    OUTPUT.write_text(f'{{\n  "versions": {json.dumps(document["versions"])},\n  "rows": [\n{lines}\n  ]\n}}\n')


if __name__ == '__main__':
    main(sys.argv[1:])
