"""NumPy as the witness of `audit`: the same counts, extremes, means and spreads, from the intervals of `regions`.

Each layer is written as .npy and audited by act-cli. Here its numbers are counted by NumPy, unit by unit, in the
intervals that `act-cli regions` prints, after NumPy (ml_dtypes for bfloat16) has rounded them to the number format. The
layers hold the ends of these intervals and the numbers on both sides of each, NaN, both infinities, zeros of both signs
and subnormals. Counts and extremes must agree exactly, means and spreads with math.fsum to 1e-12.

    npm run build && pip install numpy ml_dtypes
    python3 audit_edges.py

Prints a line for each layer and activation, and ends with 1 if anything differs.
"""

import json
import math
import pathlib
import subprocess
import sys
import tempfile

import ml_dtypes
import numpy as np

PROGRAM = pathlib.Path(__file__).resolve().parents[2] / 'bin' / 'act-cli.js'
ACTIVATIONS = ['relu', 'relu6', 'gelu', 'silu', 'sigmoid', 'tanh', 'elu', 'hardswish', 'mish', 'softsign', 'selu']
FORMATS = {None: None, 'float16': np.float16, 'bfloat16': ml_dtypes.bfloat16, 'float32': np.float32}
# Whose outputs are 0 in NumPy exactly where they are.
ZEROS = {
    'relu': lambda x: np.maximum(x, 0) == 0,
    'relu6': lambda x: np.clip(x, 0, 6) == 0,
}


def act(*arguments):
    done = subprocess.run(['node', PROGRAM, *map(str, arguments)], capture_output=True, check=True, text=True)
    return json.loads(done.stdout)


def number(value):
    return math.nan if value is None else float(value)


def inside(x, interval):
    low, high = number(interval['from']), number(interval['to'])
    above = x >= low if interval['from_closed'] else x > low
    return above & (x <= high if interval['to_closed'] else x < high)


def layer(stored, ends, shape, seed):
    """Normal numbers of several sizes, of which the first samples are what is hard."""
    draw = np.random.default_rng(seed)
    numbers = draw.normal(0, 1, shape) * 10.0 ** draw.integers(-2, 3, shape)
    near = [nearby for end in ends for nearby in (np.nextafter(end, -np.inf), end, np.nextafter(end, np.inf))]
    small = [0.0, -0.0, 5e-324, -5e-324, 1e-40, 2.0**-25, 2.0**-24, -(2.0**-25), math.nan, math.inf, -math.inf]
    hard = np.array([*near, *small])
    flat = numbers.reshape(-1)
    flat[: hard.size] = hard
    flat[draw.integers(0, flat.size, flat.size // 50)] = math.nan
    with np.errstate(over='ignore'):
        return numbers.astype(stored)


def held(x, dtype):
    """What the number format makes of the numbers; what is beyond its largest stays beyond."""
    if dtype is None:
        return x.astype(np.float64)
    with np.errstate(over='ignore'):
        return x.astype(np.float64).astype(dtype).astype(np.float64)


def faults(x, dtype, name, rows, regions):
    found = []
    kinds = ['dead', 'saturated', 'weak'] + ([] if dtype is None else ['underflow'])
    for unit, row in enumerate(rows):
        column = x[:, unit].astype(np.float64)
        finite = np.isfinite(column)
        kept = column[finite]
        rounded = held(kept, dtype)
        expected = {
            'count': column.size,
            'nan': int(np.isnan(column).sum()),
            'negative_infinite': int((column == -math.inf).sum()),
            'positive_infinite': int((column == math.inf).sum()),
            'min': float(kept.min()),
            'max': float(kept.max()),
        }
        for kind in kinds:
            # What rounds to an infinity lies in the region that reaches there.
            clipped = np.clip(rounded, -1.7e308, 1.7e308)
            expected[kind] = int(sum(inside(clipped, each).sum() for each in regions if each['region'] == kind))
        if name in ZEROS:
            expected['zero'] = int(ZEROS[name](rounded).sum())
        found += [(unit, key, value, row[key]) for key, value in expected.items() if number(row[key]) != value]
        mean = math.fsum(kept) / kept.size
        std = math.sqrt(math.fsum((kept - mean) ** 2) / kept.size)
        for key, value in {'mean': mean, 'std': std}.items():
            if abs(number(row[key]) - value) > 1e-12 * (std + abs(value)):
                found.append((unit, key, value, row[key]))
    return found


def main():
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / 'layer.npy'
        for stored in (np.float64, np.float32, np.float16):
            for dtype_name, dtype in FORMATS.items():
                option = [] if dtype_name is None else ['--dtype', dtype_name]
                told = act('regions', *ACTIVATIONS, *option, '--format', 'json')
                ends = sorted({number(e) for each in told for e in (each['from'], each['to']) if math.isfinite(number(e))})
                x = layer(stored, ends, (2000, 7), 1)
                np.save(path, x)
                rows = act('audit', ','.join(ACTIVATIONS), path, *option, '--format', 'json')
                for name in ACTIVATIONS:
                    regions = [each for each in told if each['activation'] == name]
                    found = faults(x, dtype, name, [row for row in rows if row['activation'] == name], regions)
                    wrong += len(found)
                    print(np.dtype(stored).name, dtype_name or '-', name, 'agrees' if not found else found[:5])
    sys.exit(1 if wrong else 0)


if __name__ == '__main__':
    main()
