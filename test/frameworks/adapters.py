"""How each framework is asked for values and gradients: one function a framework, imported only when it is called.

Every function returns an Adapter, or raises ImportError where the framework is not installed.
"""

import functools
import importlib.metadata
import inspect
import json
import os
import pathlib
import re
import subprocess
from dataclasses import dataclass, field
from typing import Any, Callable, Optional

import numpy as np

# Under which names the frameworks take the parameters of the records; the first that a signature has is meant.
KEYWORDS = {
    'slope': ['negative_slope', 'neg_slope', 'slope', 'alpha'],
    'alpha': ['alpha', 'init', 'negative_slope_init', 'alpha_initializer'],
    'lambda': ['lambd', 'threshold'],
    'theta': ['theta', 'threshold', 'alpha'],
    'value': ['value', 'default_value'],
    'z': ['z', 'max_value'],
    's': ['scale_value'],
    'b': ['bias_value', 'b'],
    'scale': ['scale', 'gamma'],
    'lower': ['lower', 'lower_bound', 'l'],
    'upper': ['upper', 'upper_bound', 'u'],
    'min_val': ['min_val', 'x_min'],
    'max_val': ['max_val', 'x_max'],
    'alpha_p': ['alpha_p_init'],
    'alpha_n': ['alpha_n_init'],
}


@dataclass
class Adapter:
    versions: dict[str, str]
    # What a spelling means there: a function of x, or a class whose instances are.
    find: Callable[[str], Any]
    # (f, xs) -> values and gradients, one each for every x; no gradients where the framework has none.
    evaluate: Callable[[Callable, Any], tuple[Any, Any]]
    dtype: str = 'float64'
    backend: Optional[str] = None
    # A function of x, from what was found and its keywords.
    make: Callable[[Any, dict], Callable] = field(default=lambda target, keywords: made(target, keywords))
    # Expressions that are in no record as a spelling but that its notes speak of: (activation, expression, f).
    remarks: list[tuple[str, str, Any]] = field(default_factory=list)
    defaults: Callable[[str, Any, str], Optional[float]] = field(default=lambda _, target, key: default_of(target, key))


def versions(*names: str) -> dict[str, str]:
    return {name: importlib.metadata.version(name) for name in names}


def made(target, keywords):
    return target(**keywords) if inspect.isclass(target) else functools.partial(target, **keywords)


def keyword_of(target, parameter: str) -> Optional[str]:
    known = signature_of(target)
    return next((key for key in [*KEYWORDS.get(parameter, []), parameter] if key in known), None)


def signature_of(target) -> dict:
    try:
        return dict(inspect.signature(target).parameters)
    except (TypeError, ValueError):
        return {}


def default_of(target, parameter: str) -> Optional[float]:
    keyword = keyword_of(target, parameter)
    value = None if keyword is None else signature_of(target)[keyword].default
    return float(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def in_namespace(**names):
    """The object that a dotted path names, beginning from the names given."""

    def find(path: str):
        head, *rest = path.split('.')
        found = names[head]
        for part in rest:
            found = getattr(found, part)
        return found

    return find


def with_special(find, special: dict):
    return lambda spelling: special[spelling] if spelling in special else find(spelling)


def torch_gradients(f, xs):
    import torch

    x = torch.tensor(xs, dtype=torch.float64, requires_grad=True)
    y = f(x)
    # Not every function has a derivative there: torch.heaviside has none.
    if not y.requires_grad:
        return y.tolist(), None
    try:
        y.sum().backward()
    except RuntimeError:
        return y.tolist(), None
    return y.tolist(), x.grad.tolist()


def torch_made(target, keywords):
    import torch

    if 'dtype' in signature_of(target):
        keywords = {**keywords, 'dtype': torch.float64}
    f = made(target, keywords)
    return f.double().eval() if isinstance(f, torch.nn.Module) else f


def open_torch() -> Adapter:
    import torch
    import torch.nn.functional as F

    special = {
        'F.prelu': lambda x, alpha: F.prelu(x, torch.tensor([alpha], dtype=x.dtype)),
        'torch.heaviside': lambda x, value: torch.heaviside(x, torch.tensor(value, dtype=x.dtype)),
    }
    return Adapter(
        versions('torch'),
        with_special(in_namespace(torch=torch, nn=torch.nn, F=F), special),
        torch_gradients,
        make=torch_made,
        remarks=[
            ('relu', 'torch.clamp(x, min=0)', lambda x: torch.clamp(x, min=0)),
            ('relu', 'torch.maximum(x, 0)', lambda x: torch.maximum(x, torch.zeros_like(x))),
            ('relu', 'torch.stack([0*x, x]).max(0)', lambda x: torch.stack([0 * x, x]).max(0).values),
            ('hardtanh', 'torch.clamp(x, -1, 1)', lambda x: torch.clamp(x, -1, 1)),
        ],
    )


def open_hf() -> Adapter:
    import transformers.activations

    table = transformers.activations.ACT2CLS

    def find(key):
        entry = table[key]
        return functools.partial(entry[0], **entry[1]) if isinstance(entry, tuple) else entry

    def make(target, keywords):
        return target().double().eval() if isinstance(target, functools.partial) else torch_made(target, keywords)

    return Adapter(versions('transformers', 'torch'), find, torch_gradients, make=make)


def open_timm() -> Adapter:
    import timm
    import timm.layers.activations_me as me
    import timm.models.metaformer

    return Adapter(
        versions('timm', 'torch'),
        in_namespace(timm=timm),
        torch_gradients,
        make=torch_made,
        remarks=[('hardswish', 'timm.layers.activations_me.HardSwishMe', me.HardSwishMe())],
    )


def jax_gradients(f, xs):
    import jax
    import jax.numpy as jnp

    x = jnp.asarray(xs, dtype=jnp.float64)
    return f(x).tolist(), jax.grad(lambda t: f(t).sum())(x).tolist()


def open_jax() -> Adapter:
    import jax
    import jax.numpy as jnp
    import jax.scipy.special

    jax.config.update('jax_enable_x64', True)
    return Adapter(
        versions('jax', 'jaxlib'),
        in_namespace(jax=jax, jnp=jnp),
        jax_gradients,
        remarks=[
            ('relu', 'jnp.maximum(x, 0)', lambda x: jnp.maximum(x, 0)),
            ('hardtanh', 'jnp.clip(x, -1, 1)', lambda x: jnp.clip(x, -1, 1)),
            ('gelu', 'jax.nn.gelu(approximate=False)', lambda x: jax.nn.gelu(x, approximate=False)),
        ],
    )


def open_flax() -> Adapter:
    import flax
    import flax.linen
    import jax
    import jax.numpy as jnp

    jax.config.update('jax_enable_x64', True)

    def make(target, keywords):
        if not inspect.isclass(target):
            return made(target, keywords)
        module = target(param_dtype=jnp.float64, **keywords)
        parameters = module.init(jax.random.key(0), jnp.zeros(1))
        return lambda x: module.apply(parameters, x)

    return Adapter(versions('flax', 'jax'), in_namespace(flax=flax, jnp=jnp), jax_gradients, make=make)


def tf_gradients(f, xs):
    import tensorflow as tf

    x = tf.constant(xs, dtype=tf.float64)
    with tf.GradientTape() as tape:
        tape.watch(x)
        y = f(x)
    return y.numpy().tolist(), tape.gradient(y, x).numpy().tolist()


def open_tf() -> Adapter:
    import tensorflow as tf

    return Adapter(
        {'tensorflow': tf.__version__},
        in_namespace(tf=tf),
        tf_gradients,
        remarks=[('relu', 'tf.maximum(x, 0)', lambda x: tf.maximum(x, tf.constant(0, x.dtype)))],
    )


def open_keras() -> Adapter:
    """Keras 3 on the backend that the environment variable KERAS_BACKEND names."""
    backend = os.environ.get('KERAS_BACKEND', 'tensorflow')
    os.environ['TF_CPP_MIN_LOG_LEVEL'] = '3'
    if backend == 'jax':
        import jax

        jax.config.update('jax_enable_x64', True)
    import keras

    keras.config.set_floatx('float64')
    gradients = {'tensorflow': tf_gradients, 'jax': jax_gradients, 'torch': torch_gradients}[backend]

    def make(target, keywords):
        if not inspect.isclass(target):
            return made(target, keywords)
        if 'alpha_initializer' in keywords:
            keywords = {'alpha_initializer': keras.initializers.Constant(keywords['alpha_initializer'])}
        layer = target(**keywords)
        # Layers take batches; the learned slope of PReLU is one for each column.
        layer.build((None, 1))
        return lambda x: keras.ops.reshape(layer(keras.ops.reshape(x, (-1, 1))), (-1,))

    def defaults(_, target, parameter):
        if target is keras.layers.PReLU:
            layer = target()
            layer.build((None, 1))
            return float(keras.ops.convert_to_numpy(layer.alpha)[0])
        return default_of(target, parameter)

    special = {'relu(max_value)': keras.activations.relu, 'relu(threshold)': keras.activations.relu}
    return Adapter(
        {'keras': keras.__version__, **versions(backend)} if backend != 'tensorflow' else tf_versions(keras),
        with_special(in_namespace(keras=keras, layers=keras.layers), special),
        gradients,
        backend=backend,
        make=make,
        defaults=defaults,
        remarks=[('gelu', 'keras.ops.gelu', keras.ops.gelu)],
    )


def tf_versions(keras) -> dict[str, str]:
    import tensorflow

    return {'keras': keras.__version__, 'tensorflow': tensorflow.__version__}


def open_mlx() -> Adapter:
    import mlx
    import mlx.core as mx
    import mlx.nn

    def evaluate(f, xs):
        x = mx.array(np.asarray(xs), dtype=mx.float32)
        return f(x).tolist(), mx.grad(lambda t: f(t).sum())(x).tolist()

    return Adapter(versions('mlx'), in_namespace(mlx=mlx), evaluate, dtype='float32')


def open_tinygrad() -> Adapter:
    # Its interpreter in Python needs no compiler.
    os.environ.setdefault('DEV', 'PYTHON')
    from tinygrad import Tensor, dtypes

    def evaluate(f, xs):
        x = Tensor(list(xs), dtype=dtypes.float64)
        y = f(x)
        (gradient,) = y.sum().gradient(x)
        return y.tolist(), gradient.tolist()

    return Adapter(versions('tinygrad'), in_namespace(Tensor=Tensor), evaluate)


def open_chainer() -> Adapter:
    import warnings

    warnings.simplefilter('ignore')
    import chainer
    import chainer.functions as F

    chainer.config.train = False

    def evaluate(f, xs):
        x = chainer.Variable(np.array(xs))
        y = f(x)
        y.grad = np.ones_like(y.array)
        y.backward()
        return y.array.tolist(), x.grad.tolist()

    special = {'chainer.functions.prelu': lambda x, alpha: F.prelu(x, np.array(alpha, dtype=x.dtype))}
    pieces = lambda x: F.reshape(F.maxout(F.stack([0 * x, x], axis=1), 2), x.shape)
    return Adapter(
        {'chainer': chainer.__version__},
        with_special(in_namespace(chainer=chainer, F=F), special),
        evaluate,
        remarks=[('relu', 'chainer.functions.maxout([0*x, x])', pieces)],
    )


def open_mxnet() -> Adapter:
    import mxnet as mx

    nd, leaky = mx.nd, mx.nd.LeakyReLU

    def block(layer):
        def make(**keywords):
            f = layer(**keywords)
            f.initialize()
            f.cast('float64')
            return f

        make.__signature__ = inspect.signature(layer)
        return make

    special = {
        'LeakyReLU': lambda x, **keywords: leaky(x, act_type='leaky', **keywords),
        'gluon.nn.PReLU': lambda x, alpha=0.25: leaky(x, gamma=nd.array([alpha], dtype='float64'), act_type='prelu'),
        'rrelu': lambda x: leaky(x, act_type='rrelu')[0],
        'selu': lambda x: leaky(x, act_type='selu'),
        'gelu_erf': lambda x: leaky(x, act_type='gelu'),
        'clip': lambda x: nd.clip(x, -1, 1),
        'gluon.nn.ELU': mx.gluon.nn.ELU,
        **{name: functools.partial(nd.Activation, act_type=name) for name in ('relu', 'sigmoid', 'tanh', 'softrelu')},
        **{name: functools.partial(nd.Activation, act_type=name) for name in ('softsign', 'mish', 'log_sigmoid')},
        'hard_sigmoid': nd.hard_sigmoid,
    }

    def evaluate(f, xs):
        x = nd.array(xs, dtype='float64')
        x.attach_grad()
        with mx.autograd.record(train_mode=False):
            y = f(x)
        y.backward()
        return y.asnumpy().tolist(), x.grad.asnumpy().tolist()

    # Operators state their defaults in their documentation only.
    documents = {'LeakyReLU': leaky.__doc__, 'rrelu': leaky.__doc__, 'hard_sigmoid': nd.hard_sigmoid.__doc__}

    def defaults(spelling, target, parameter):
        found = default_of(target, parameter)
        names = [*KEYWORDS.get(parameter, []), parameter]
        for name in names:
            text = re.search(rf'^\s*{name} : float, optional, default=([-\d.e]+)', documents.get(spelling, ''), re.M)
            if found is None and text is not None:
                found = float(text[1])
        return found

    return Adapter(
        {'mxnet': mx.__version__},
        with_special(in_namespace(gluon=mx.gluon), special),
        evaluate,
        make=lambda target, keywords: block(target)(**keywords) if inspect.isclass(target) else made(target, keywords),
        defaults=defaults,
        remarks=[('elu', "LeakyReLU(act_type='elu')", lambda x: leaky(x, act_type='elu'))],
    )


def open_onnx() -> Adapter:
    """The reference implementation: values only, there are no gradients in ONNX."""
    import onnx
    from onnx import helper
    from onnx.reference import ReferenceEvaluator

    def find(name):
        schema = onnx.defs.get_schema(name)

        def f(xs, **attributes):
            doubles = any('tensor(double)' in constraint.allowed_type_strs for constraint in schema.type_constraints)
            dtype = np.float64 if doubles else np.float32
            inputs, extra = ['x'], {}
            if name == 'PRelu':
                inputs, extra = ['x', 'slope'], {'slope': np.array([attributes.pop('alpha')], dtype)}
            if name == 'Clip':
                inputs, extra = ['x', 'lo', 'hi'], {'lo': np.array(-1, dtype), 'hi': np.array(1, dtype)}
            unknown = set(attributes) - set(schema.attributes)
            if unknown:
                raise TypeError(f'{name} has no attribute {unknown}')
            kind = helper.np_dtype_to_tensor_dtype(np.dtype(dtype))
            infos = [helper.make_tensor_value_info(key, kind, None) for key in inputs]
            out = helper.make_tensor_value_info('y', kind, None)
            graph = helper.make_graph([helper.make_node(name, inputs, ['y'], **attributes)], 'g', infos, [out])
            model = helper.make_model(graph)
            return ReferenceEvaluator(model).run(None, {'x': np.array(xs, dtype), **extra})[0].astype(float)

        def parameter(key, attribute):
            standard = attribute.default_value
            known = standard.f if standard.type == onnx.AttributeProto.FLOAT else None
            return inspect.Parameter(key, inspect.Parameter.KEYWORD_ONLY, default=known)

        f.__signature__ = inspect.Signature([parameter(*item) for item in schema.attributes.items()])
        return f

    return Adapter(
        versions('onnx'),
        find,
        lambda f, xs: (f(xs).tolist(), None),
        make=lambda target, keywords: functools.partial(target, **keywords),
    )


def open_tfjs() -> Adapter:
    """TensorFlow.js in Node, from the node_modules folder that TFJS_MODULES names."""
    modules = os.environ.get('TFJS_MODULES')
    if modules is None:
        raise ImportError('TFJS_MODULES names no folder')
    script = pathlib.Path(__file__).with_name('tfjs.cjs')

    def ask(request):
        environment = {**os.environ, 'NODE_PATH': modules}
        asked = subprocess.run(['node', script], input=json.dumps(request), capture_output=True, text=True, env=environment)
        if asked.returncode != 0:
            raise RuntimeError(asked.stderr.strip().splitlines()[-1] if asked.stderr else 'tfjs failed')
        return json.loads(asked.stdout)

    def evaluate(f, xs):
        answer = ask({**f(), 'xs': list(xs)})
        return answer['values'], answer['gradients']

    def find(name):
        return lambda **settings: {'name': name, 'settings': settings}

    def keep(target, keywords):
        return functools.partial(target, **keywords)

    remarks = [
        ('relu', 'tf.maximum(x, 0)'),
        ('leaky_relu', 'layers.leakyReLU'),
        ('prelu', 'layers.prelu'),
        ('relu6', 'relu6 (activation)'),
    ]
    return Adapter(
        ask({'name': 'versions'}),
        find,
        evaluate,
        dtype='float32',
        make=keep,
        defaults=lambda *_: None,
        remarks=[(record, name, functools.partial(find(name))) for record, name in remarks],
    )


OPEN = {
    'torch': open_torch,
    'hf': open_hf,
    'timm': open_timm,
    'jax': open_jax,
    'flax': open_flax,
    'tf': open_tf,
    'keras': open_keras,
    'mlx': open_mlx,
    'tinygrad': open_tinygrad,
    'chainer': open_chainer,
    'mxnet': open_mxnet,
    'onnx': open_onnx,
    'tfjs': open_tfjs,
}
