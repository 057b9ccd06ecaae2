#!/usr/bin/env python3
"""Writes peers.json: how far PyTorch, JAX, NumPy/SciPy and act-cli are from the exact results, in ulps.

    pip install mpmath==1.3.0 gmpy2 numpy scipy torch jax
    npm run build
    python3 peers.py            # whatever of the peers is installed; 3 minutes

Value and gradient of eight activations at the same points for everybody: the finite points of <activation>.json, 2,401
points evenly from -30 to 30, and 200 magnitudes from 1e-300 to 1e3 on both sides. Each point is first rounded to the
format, so the exact result is that of the input that the program sees. An ulp is the step between the numbers of the
format at the exact result; a result is wrong when it is not the one that the exact result rounds to. -0 counts as 0.
The worst error is sought among the results that are normal numbers, because JAX takes subnormal ones for 0.
"""

import csv
import io
import json
import math
import os
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

import mpmath
import numpy as np
import scipy
from mpmath import mp, mpf
from scipy import special

from definitions import DEFINITIONS
from rounding import FORMATS, THOROUGH, decode, ladder, round_bits

FOLDER = Path(__file__).parent
NAMES = ('sigmoid', 'tanh', 'softplus', 'elu', 'gelu', 'silu', 'mish', 'tanhshrink')
TYPES = {'float64': np.float64, 'float32': np.float32}


def points(name, dtype):
    stored = [float(x) for entry in json.loads((FOLDER / f'{name}.json').read_text()) for x, *_ in entry['points']]
    grid = [k / 40 for k in range(-1200, 1201)]
    sizes = [10 ** (-300 + 303 * k / 199) for k in range(200)]
    with np.errstate(over='ignore'):
        given = np.array([*stored, *grid, *sizes, *(-s for s in sizes)], dtype=TYPES[dtype]).astype(float)
    return sorted({float(x) for x in given if math.isfinite(x) and abs(x) < 1e4})


def exact_results(name, dtype, xs):
    """For each x and each of value and gradient: the exact result as a Fraction, its ulp, the rounded number."""
    definition, fmt = DEFINITIONS[name], FORMATS[dtype]
    exact = SimpleNamespace(**{key: mpf(value) for key, value in definition.defaults.items()})
    for x in xs:
        row = []
        for f in (definition.f, definition.d):
            for answer in ladder(lambda at: f(at, exact), mpf(x), THOROUGH):
                if answer == 0:
                    fraction, pattern = Fraction(0), 0
                    break
                (sign, man, exp, _), accuracy = answer[0]._mpf_, answer[1]
                pattern = round_bits(fmt, sign, int(man), exp, accuracy)
                if pattern is not None:
                    # Far below the smallest subnormal the size does not matter any more.
                    fraction = Fraction(-1 if sign else 1, 2**1200) if exp < -4000 else (
                        Fraction(int(man) * (-1) ** sign) * Fraction(2) ** exp
                    )
                    break
            else:
                raise ValueError(f'{name} at {x}: undecided')
            row.append((fraction, ulp(fmt, fraction), number(fmt, pattern)))
        yield row


def ulp(fmt, fraction):
    if fraction == 0:
        return Fraction(2) ** (fmt.least_exponent - fmt.mantissa)
    size = abs(fraction)
    top = size.numerator.bit_length() - size.denominator.bit_length()
    if Fraction(2) ** top > size:
        top -= 1
    return Fraction(2) ** (max(top, fmt.least_exponent) - fmt.mantissa)


def number(fmt, pattern):
    decoded = decode(fmt, pattern)
    if isinstance(decoded, str):
        return float(decoded)
    sign, man, exp = decoded
    return math.ldexp(-man if sign else man, exp)


# --- the peers: name -> function from an array to (values, gradients) ------------------------------------------------


def numpy_peer(dtype):
    """As textbooks and most hand-written code have them."""

    def gelu(x):
        return x * special.ndtr(x), special.ndtr(x) + x * np.exp(-x * x / 2) / np.sqrt(2 * np.pi)

    def silu(x):
        s = special.expit(x)
        return x * s, s * (1 + x * (1 - s))

    def mish(x):
        t, s = np.tanh(np.logaddexp(0, x)), special.expit(x)
        return x * t, t + x * s * (1 - t * t)

    def sigmoid(x):
        s = special.expit(x)
        return s, s * (1 - s)

    def tanh(x):
        t = np.tanh(x)
        return t, 1 - t * t

    return {
        'sigmoid': sigmoid,
        'tanh': tanh,
        'softplus': lambda x: (np.logaddexp(0, x), special.expit(x)),
        'elu': lambda x: (np.where(x > 0, x, np.expm1(x)), np.where(x > 0, 1, np.exp(x))),
        'gelu': gelu,
        'silu': silu,
        'mish': mish,
        'tanhshrink': lambda x: (x - np.tanh(x), np.tanh(x) ** 2),
    }


def torch_peer(dtype):
    import torch
    from torch.nn import functional as F

    torch.set_num_threads(1)

    def of(function):
        def run(x):
            tensor = torch.tensor(x, dtype=getattr(torch, dtype), requires_grad=True)
            value = function(tensor)
            value.sum().backward()
            return value.detach().numpy(), tensor.grad.numpy()

        return run

    return {name: of(torch.tanh if name == 'tanh' else torch.sigmoid if name == 'sigmoid' else getattr(F, name))
            for name in NAMES}  # fmt: skip


def jax_peer(dtype):
    import jax
    from jax import nn
    from jax import numpy as jnp

    jax.config.update('jax_enable_x64', True)
    functions = {
        'tanh': jnp.tanh,
        'gelu': lambda x: nn.gelu(x, approximate=False),
        'tanhshrink': lambda x: x - jnp.tanh(x),
    }

    def of(function):
        gradient = jax.vmap(jax.grad(function))
        return lambda x: (np.asarray(function(jnp.asarray(x))), np.asarray(gradient(jnp.asarray(x))))

    return {name: of(functions.get(name) or getattr(nn, name)) for name in NAMES}


def act_cli_peer(*options):
    def of(name):
        def run(x):
            command = ['node', str(FOLDER.parents[1] / 'bin' / 'act-cli.js'), 'table', name, '--input', '-', *options]
            text = '\n'.join(repr(float(each)) for each in x)
            done = subprocess.run(command, input=text, capture_output=True, text=True, check=True)
            rows = list(csv.reader(io.StringIO(done.stdout)))[1:]
            # The shortest text that reads back to the number of the format: as a double it would be another number.
            return tuple(np.array([row[i] for row in rows]).astype(x.dtype) for i in (1, 2))

        return run

    return {name: of(name) for name in NAMES}


def peers(dtype):
    yield 'act-cli', act_cli_peer('--dtype', dtype)
    if dtype == 'float64':
        yield 'act-cli --fast', act_cli_peer('--fast')
    for label, make in (('PyTorch', torch_peer), ('JAX', jax_peer), ('NumPy + SciPy', numpy_peer)):
        try:
            yield label, make(dtype)
        except ImportError:
            print(f'{label} is not installed', file=sys.stderr)


def measure(exact, tiny):
    """How many are wrong, and the worst: its error in ulps, its x. NaN where a number is due counts apart."""
    worst, where, wrong, nans = Fraction(0), None, 0, 0
    for x, result, (fraction, step, rounded) in exact:
        result = float(result)
        if result == rounded:
            continue
        wrong += 1
        if not math.isfinite(result):
            nans += 1
            continue
        if math.isinf(rounded) or abs(rounded) < tiny:
            continue
        error = abs(Fraction(result) - fraction) / step
        if error > worst:
            worst, where = error, (x, result, rounded)
    return {
        'wrong': wrong,
        'nan': nans,
        'worst': float(worst),
        'at': None if where is None else dict(zip(('x', 'got', 'exact'), map(repr, where))),
    }


def versions():
    known = {'numpy': np.__version__, 'scipy': scipy.__version__, 'mpmath': mpmath.__version__}
    known['python'] = sys.version.split()[0]
    known['node'] = subprocess.run(['node', '--version'], capture_output=True, text=True, check=True).stdout.strip()
    for name in ('torch', 'jax'):
        if name in sys.modules:
            known[name] = sys.modules[name].__version__
    return known


def main():
    results = []
    for dtype in TYPES:
        ready = list(peers(dtype))
        for name in NAMES:
            xs = points(name, dtype)
            exact = list(exact_results(name, dtype, xs))
            given = np.array(xs, dtype=TYPES[dtype])
            for label, functions in ready:
                with np.errstate(all='ignore'):
                    answers = functions[name](given)
                for which, got in zip(('value', 'gradient'), answers):
                    column = ('value', 'gradient').index(which)
                    rows = [(x, g, row[column]) for x, g, row in zip(xs, got, exact)]
                    figures = measure(rows, 2.0 ** FORMATS[dtype].least_exponent)
                    results.append({'program': label, 'dtype': dtype, 'activation': name, 'of': which,
                                    'points': len(xs), **figures})  # fmt: skip
                    print(json.dumps(results[-1]), file=sys.stderr, flush=True)
    head = json.dumps(versions())
    lines = ',\n'.join(json.dumps(each) for each in results)
    (FOLDER / 'peers.json').write_text(f'{{"versions": {head},\n"results": [\n{lines}\n]}}\n')


if __name__ == '__main__':
    os.environ.pop('NODE_OPTIONS', None)
    main()
