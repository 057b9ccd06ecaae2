"""The operators of LiteRT (TensorFlow Lite) on int8: models of one operator, built from the schema that it brings."""

import sys

import flatbuffers
import numpy as np
from ai_edge_litert import schema_py_generated as schema
from ai_edge_litert.interpreter import Interpreter, OpResolverType

# (scale, zero point) of the input, and of the output where the operator does not fix it.
PAIRS = [(0.05, 0, 0.025, -10), (0.03, 5, 0.0078125, 0), (0.1, -20, 0.05, -118)]

OPERATORS = {
    'LOGISTIC': ('sigmoid', (1 / 256, -128)),
    'TANH': ('tanh', (1 / 128, 0)),
    'ELU': ('elu', None),
    'GELU': ('gelu', None),
    'HARD_SWISH': ('hardswish', None),
    'LEAKY_RELU': ('leaky_relu:negative_slope=0.009999999776482582', None),
    'RELU': ('relu', None),
    'EXP': ('exponential', None),
}


def options(operator, made):
    if operator == 'LEAKY_RELU':
        made.builtinOptionsType = schema.BuiltinOptions.LeakyReluOptions
        made.builtinOptions = schema.LeakyReluOptionsT()
        made.builtinOptions.alpha = 0.01
    if operator == 'GELU':
        made.builtinOptionsType = schema.BuiltinOptions.GeluOptions
        made.builtinOptions = schema.GeluOptionsT()


def tensor(name, scale, zero):
    made = schema.TensorT()
    made.name, made.shape, made.type, made.buffer = name, [1, 256], schema.TensorType.INT8, 0
    made.quantization = schema.QuantizationParametersT()
    made.quantization.scale, made.quantization.zeroPoint = [scale], [zero]
    return made


def table(operator, scheme):
    s_in, z_in, s_out, z_out = scheme
    code = schema.OperatorCodeT()
    code.builtinCode = getattr(schema.BuiltinOperator, operator)
    code.deprecatedBuiltinCode, code.version = min(code.builtinCode, 127), 1
    made = schema.OperatorT()
    made.opcodeIndex, made.inputs, made.outputs = 0, [0], [1]
    options(operator, made)
    graph = schema.SubGraphT()
    graph.tensors = [tensor('q', s_in, z_in), tensor('r', s_out, z_out)]
    graph.inputs, graph.outputs, graph.operators = [0], [1], [made]
    model = schema.ModelT()
    model.version, model.operatorCodes, model.subgraphs, model.buffers = 3, [code], [graph], [schema.BufferT()]
    builder = flatbuffers.Builder(1024)
    builder.Finish(model.Pack(builder), b'TFL3')
    # The kernels themselves, without a delegate such as XNNPACK.
    resolver = OpResolverType.BUILTIN_WITHOUT_DEFAULT_DELEGATES
    interpreter = Interpreter(model_content=bytes(builder.Output()), experimental_op_resolver_type=resolver)
    interpreter.allocate_tensors()
    interpreter.set_tensor(0, np.arange(-128, 128).astype(np.int8).reshape(1, 256))
    interpreter.invoke()
    return interpreter.get_tensor(1).ravel()


def litert_cases():
    from quantised import case, text

    for operator, (activation, fixed) in OPERATORS.items():
        for s_in, z_in, *rest in PAIRS:
            scheme = (s_in, z_in, *(fixed or rest))
            try:
                found = table(operator, scheme)
            except (RuntimeError, ValueError) as error:
                print(f'LiteRT {operator} {scheme}: {error}', file=sys.stderr)
                continue
            yield case('litert', operator, activation, text(scheme, 'int8', ',rule=tflite'), found)
