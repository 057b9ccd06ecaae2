"""Measures again what JAX publishes of the accuracy of its functions on the processor, for those that are a formula here.

    npm run build
    python3 test/frameworks/jax-table.py                         # some minutes
    python3 test/frameworks/jax-table.py exp tanh --dtype float32

JAX's table is docs/accuracy.md of jax-ml/jax at 031068b, reviewed 2026-09-18: the largest error of each function, against
float64 and, in the 16-bit formats and float32, over all bit patterns. Here bfloat16 and float16 are looked at in all bit
patterns, float32 in every 8191st from 0 on, 524,353 of them: its errors are what was found, no bounds. `act-cli check`
counts errors against the real value; where JAX flushes subnormal numbers, in bfloat16 and float32, with `--flush both`.

Needs Node, JAX and NumPy.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
STEP = 8191
DTYPES = ('bfloat16', 'float16', 'float32')

# By the name in JAX: where it lives, the formula, and what is published of bfloat16, float16 and float32.
FUNCTIONS = {
    'acos': ('lax', '2*atan(sqrt((1-x)/(1+x)))', '1.5', '1.5', '1.5'),
    'acosh': ('lax', 'log(x+sqrt(x-1)*sqrt(x+1))', '2.0', '2.0', '4.5'),
    'asin': ('lax', 'atan(x/sqrt((1-x)*(1+x)))', '1.5', '1.5', '2.0'),
    'asinh': ('lax', 'sign(x)*log(abs(x)+sqrt(x^2+1))', '1.5', '1.5', '3.5'),
    'atan': ('lax', '=atan(x)', '0.5', '1.0', '4.0–5.5'),
    'atanh': ('lax', '0.5*(log1p(x)-log1p(-x))', '1.5', '1.5', '3.0'),
    'cos': ('lax', '=cos(x)', '0.5', '1.0', '0.5'),
    'cosh': ('lax', '=cosh(x)', '0.5', '1.0', '25.0'),
    'erf': ('lax', '=erf(x)', '0.5', '1.0', '7.0'),
    'erfc': ('lax', '=erfc(x)', '0.5', '1.0', '66.0'),
    'exp': ('lax', '=exp(x)', '0.5', '1.0', '1.5'),
    'exp2': ('lax', 'exp(x*log(2))', '101.0', '14.0', '68.5'),
    'expm1': ('lax', '=expm1(x)', '0.5', '2.5', '6.5'),
    'log': ('lax', '=log(x)', '0.5', '1.0', '1.5'),
    'log1p': ('lax', '=log1p(x)', '0.5', '1.0', '3.0'),
    'log2': ('numpy', 'log(x)/log(2)', '2.0', '2.0', '2.5'),
    'log10': ('numpy', 'log(x)/log(10)', '2.0', '1.5', '3.0'),
    'logistic': ('lax', '=sigmoid(x)', '2.5', '2.0', '2.5'),
    'reciprocal': ('lax', '1/x', '0.5', '0.5', '0.5'),
    'rsqrt': ('lax', '1/sqrt(x)', '0.5', '0.5', '1.0–2.0'),
    'sin': ('lax', '=sin(x)', '0.5', '1.0', '0.5'),
    'sinh': ('lax', '=sinh(x)', '0.5', '1.0', '25.0'),
    'sqrt': ('lax', '=sqrt(x)', '0.5', '0.5', '0.5'),
    'square': ('lax', 'x^2', '0.5', '0.5', '0.5'),
    'tan': ('lax', '=tan(x)', '0.5', '1.0', '0.5'),
    'tanh': ('lax', '=tanh(x)', '0.5', '0.5', '5.0'),
    'deg2rad': ('numpy', 'x*pi/180', '1.0', '1.0', '1.0'),
    'rad2deg': ('numpy', 'x*180/pi', '1.0', '1.5', '1.0'),
    'sinc': ('numpy', 'sinc(pi*x)', '0.5', '0.5', '2.5'),
}


def computed(name, dtype, patterns):
    """The bit patterns of what JAX gives at bit patterns."""
    import jax
    import ml_dtypes  # JAX needs it too; it gives NumPy its bfloat16

    home = {'lax': jax.lax, 'numpy': jax.numpy}[FUNCTIONS[name][0]]
    x = jax.numpy.asarray(patterns.view(ml_dtypes.bfloat16 if dtype == 'bfloat16' else dtype))
    return np.asarray(jax.jit(getattr(home, name))(x)).view(patterns.dtype)


def written(name, dtype, folder):
    """A file of results that `check` reads: of all bit patterns in order, or of some with the bits of x."""
    if dtype != 'float32':
        path = folder / f'{name}-{dtype}.npy'
        np.save(path, computed(name, dtype, np.arange(2**16, dtype=np.uint16)))
        return path
    path = folder / f'{name}-{dtype}.csv'
    patterns = np.arange(0, 2**32, STEP, dtype=np.uint64).astype(np.uint32)
    rows = zip(patterns.tolist(), computed(name, dtype, patterns).tolist())
    path.write_text('x,value\n' + ''.join(f'0x{x:08x},0x{y:08x}\n' for x, y in rows))
    return path


def checked(name, dtype, path):
    """The findings of `act-cli check`, by measure; None if it takes more than some minutes."""
    options = ['--error', 'real', '--worst', '1', '--format', 'json']
    if dtype != 'float16':
        options += ['--flush', 'both']
    if path.suffix == '.csv':
        options += ['--bits']
    command = ['node', 'bin/act-cli.js', 'check', FUNCTIONS[name][1], str(path), '--dtype', dtype, *options]
    try:
        done = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True, timeout=150)
    except subprocess.TimeoutExpired:
        return None
    return {row['measure']: row for row in json.loads(done.stdout)}


def row(name, dtype, folder):
    """One function in one format, as a record."""
    path = written(name, dtype, folder)
    found = checked(name, dtype, path)
    path.unlink()
    published = FUNCTIONS[name][2 + DTYPES.index(dtype)]
    if found is None:
        return {'function': name, 'dtype': dtype, 'published': published, 'found': None}
    special = {each: found[each]['amount'] for each in ('wrong_signs', 'nan_mismatches', 'inf_mismatches')}
    special = {each: (count, found[each]['x']) for each, count in special.items() if count > 0}
    largest = found['max_ulp']
    return {
        'function': name,
        'dtype': dtype,
        'published': published,
        'found': largest['amount'],
        'x': largest['x'],
        'misrounded': found['misrounded']['amount'] / found['results']['amount'],
        'special': special,
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('functions', nargs='*', default=list(FUNCTIONS))
    parser.add_argument('--dtype', nargs='+', choices=DTYPES, default=DTYPES)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for dtype in options.dtype:
            for name in options.functions:
                print(json.dumps(row(name, dtype, Path(folder))), flush=True)


if __name__ == '__main__':
    main()
