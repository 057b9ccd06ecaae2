"""What PyTorch and JAX compute on the processor, as the bit patterns of their values and gradients."""

import numpy as np

BITS = {'bfloat16': np.uint16, 'float16': np.uint16, 'float32': np.uint32}

# By the name in act-cli, which calls JAX's default form of gelu gelu_tanh.
IN_JAX = {
    'sigmoid': lambda nn, x: nn.sigmoid(x),
    'tanh': lambda nn, x: nn.tanh(x),
    'gelu': lambda nn, x: nn.gelu(x, approximate=False),
    'gelu_tanh': lambda nn, x: nn.gelu(x),
    'silu': lambda nn, x: nn.silu(x),
    'mish': lambda nn, x: nn.mish(x),
    'softplus': lambda nn, x: nn.softplus(x),
    'logsigmoid': lambda nn, x: nn.log_sigmoid(x),
    'elu': lambda nn, x: nn.elu(x),
    'selu': lambda nn, x: nn.selu(x),
    'hardswish': lambda nn, x: nn.hard_swish(x),
    'relu': lambda nn, x: nn.relu(x),
}
IN_TORCH = {name: lambda nn, x, name=name: getattr(nn, name)(x) for name in IN_JAX} | {
    'gelu_tanh': lambda nn, x: nn.gelu(x, approximate='tanh'),
}
FUNCTIONS = tuple(IN_JAX)


def of_torch(function, dtype, patterns):
    """Values, and gradients by autograd."""
    import torch

    torch.set_num_threads(1)
    bits = torch.from_numpy(patterns.view(np.int16 if patterns.itemsize == 2 else np.int32))
    x = bits.view(getattr(torch, dtype)).requires_grad_()
    value = IN_TORCH[function](torch.nn.functional, x)
    (gradient,) = torch.autograd.grad(value, x, torch.ones_like(value))
    return [each.detach().view(bits.dtype).numpy().view(patterns.dtype) for each in (value, gradient)]


def of_jax(function, dtype, patterns):
    """Values and gradients, each compiled as a whole by jax.jit, as programs do it."""
    import jax
    import ml_dtypes  # JAX needs it too; it gives NumPy its bfloat16

    x = jax.numpy.asarray(patterns.view(ml_dtypes.bfloat16 if dtype == 'bfloat16' else dtype))
    apply = lambda x: IN_JAX[function](jax.nn, x)
    pulled = lambda x: jax.vjp(apply, x)[1](jax.numpy.ones_like(x))[0]
    return [np.asarray(jax.jit(each)(x)).view(patterns.dtype) for each in (apply, pulled)]


RESULTS = {'torch': of_torch, 'jax': of_jax}
