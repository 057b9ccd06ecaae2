#!/usr/bin/env python3
"""What ONNX Runtime and LiteRT give for every 8-bit code, for docs/quantisation.md.

    pip install numpy onnx onnxruntime ai-edge-litert
    python3 quantised.py > quantised.json

ONNX Runtime runs DequantizeLinear, the activation in float32, QuantizeLinear, and where it has one the operator on
integers (QLinearSigmoid, QLinearLeakyRelu). LiteRT runs its operators on int8. Each case is {runtime, operator,
activation, quant, table}: the activation and the scheme as act-cli takes them, and the output code for each code of the
input, ascending, in base64.
"""

import base64
import json
import sys

import numpy as np
import onnx
import onnxruntime
from onnx import TensorProto, helper

SCHEMES = {
    'uint8': [(0.05, 128, 0.02, 120), (0.0625, 128, 0.03125, 64), (0.1, 100, 0.05, 10)],
    'int8': [(0.05, 0, 0.025, -10), (0.03, 5, 0.0078125, 0)],
}

# The operator and its attributes in ONNX, and the activation here.
ONNX = {
    'Relu': ({}, 'relu'),
    'LeakyRelu': ({'alpha': 0.01}, 'leaky_relu:negative_slope=0.009999999776482582'),
    'Sigmoid': ({}, 'sigmoid'),
    'Tanh': ({}, 'tanh'),
    'Elu': ({'alpha': 1.0}, 'elu'),
    'Selu': ({}, 'selu'),
    'Softplus': ({}, 'softplus'),
    'Softsign': ({}, 'softsign'),
    'HardSigmoid': ({'alpha': 1 / 6, 'beta': 0.5}, 'hard_sigmoid'),
    'HardSwish': ({}, 'hardswish'),
    'Gelu': ({}, 'gelu'),
    'Mish': ({}, 'mish'),
    'Exp': ({}, 'exponential'),
}


def text(scheme, kind, rule=''):
    s_in, z_in, s_out, z_out = scheme
    return f'{kind},in={s_in}:{z_in},out={s_out}:{z_out}{rule}'


def codes(kind):
    least, most = np.iinfo(kind).min, np.iinfo(kind).max
    return np.arange(least, most + 1).astype(kind)


def case(runtime, operator, activation, quant, table):
    return {
        'runtime': runtime,
        'operator': operator,
        'activation': activation,
        'quant': quant,
        'table': base64.b64encode(table.astype(table.dtype).tobytes()).decode(),
    }


def constants(scheme, kind):
    s_in, z_in, s_out, z_out = scheme
    values = {'si': np.float32(s_in), 'zi': np.array(z_in, kind), 'so': np.float32(s_out), 'zo': np.array(z_out, kind)}
    return [onnx.numpy_helper.from_array(np.asarray(value), name) for name, value in values.items()]


def run_onnx(nodes, scheme, kind):
    tensor = TensorProto.UINT8 if kind == 'uint8' else TensorProto.INT8
    graph = helper.make_graph(
        nodes,
        'table',
        [helper.make_tensor_value_info('q', tensor, [256])],
        [helper.make_tensor_value_info('r', tensor, [256])],
        constants(scheme, kind),
    )
    opsets = [helper.make_opsetid('', 22), helper.make_opsetid('com.microsoft', 1)]
    model = helper.make_model(graph, opset_imports=opsets, ir_version=10)
    options = onnxruntime.SessionOptions()
    # As they are written: no fusion into an operator on integers.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    session = onnxruntime.InferenceSession(model.SerializeToString(), options, providers=['CPUExecutionProvider'])
    return session.run(None, {'q': codes(kind)})[0]


def onnx_cases():
    for kind, schemes in SCHEMES.items():
        for scheme in schemes:
            for operator, (attributes, activation) in ONNX.items():
                nodes = [
                    helper.make_node('DequantizeLinear', ['q', 'si', 'zi'], ['x']),
                    helper.make_node(operator, ['x'], ['y'], **attributes),
                    helper.make_node('QuantizeLinear', ['y', 'so', 'zo'], ['r']),
                ]
                yield case('onnxruntime', operator, activation, text(scheme, kind), run_onnx(nodes, scheme, kind))
            for operator in ('Sigmoid', 'LeakyRelu'):
                attributes, activation = ONNX[operator]
                node = helper.make_node(
                    f'QLinear{operator}', ['q', 'si', 'zi', 'so', 'zo'], ['r'], domain='com.microsoft', **attributes
                )
                table = run_onnx([node], scheme, kind)
                yield case('onnxruntime', f'QLinear{operator}', activation, text(scheme, kind), table)


if __name__ == '__main__':
    found = list(onnx_cases())
    try:
        from litert_cases import litert_cases

        found += list(litert_cases())
    except ImportError as error:
        print(f'without LiteRT: {error}', file=sys.stderr)
    print('[\n' + ',\n'.join(json.dumps(each) for each in found) + '\n]')
