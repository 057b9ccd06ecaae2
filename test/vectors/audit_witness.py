"""Holds `act-cli audit` against NumPy: the same file, the same intervals.

    pip install numpy ml_dtypes safetensors torch pandas pyarrow
    python3 audit_witness.py gelu layer3.npy
    python3 audit_witness.py gelu acts.safetensors --key mlp.up --axis 1 --dtype bfloat16 --threshold 0.1

The intervals are those of `act-cli regions --format json`; NumPy counts the numbers in each, and the NaN and infinities,
unit by unit. Counts, min and max must be equal, mean and std within 1e-12 of the spread. Prints what differs and ends
with exit code 1, or says how many figures agree. A file read here needs only the package of its own format.
"""

import argparse
import json
import math
import pathlib
import subprocess
import sys

import numpy as np

program = pathlib.Path(__file__).parents[2] / 'bin' / 'act-cli.js'


def act_cli(*words):
    done = subprocess.run(['node', program, *words, '--format', 'json'], capture_output=True, text=True)
    if done.returncode == 2:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def regions(activation, options=()):
    """The intervals of an activation: kind, lower end, upper end, whether each end belongs to it."""
    rows = act_cli('regions', activation, *options)
    return [(r['region'], float(r['from']), float(r['to']), r['from_closed'], r['to_closed']) for r in rows]


def load(path, key=None):
    """The array of a file; rows of a table are samples, its columns units."""
    ending = pathlib.Path(path).name.removesuffix('.gz').rsplit('.', 1)[-1]
    if ending == 'npy':
        import ml_dtypes  # so that NumPy knows bfloat16

        array = np.load(path)
        return array.view(ml_dtypes.bfloat16) if array.dtype == 'V2' else array
    if ending == 'npz':
        arrays = np.load(path)
        return arrays[key or arrays.files[0]]
    if ending == 'safetensors':
        from safetensors.numpy import load_file

        return load_file(path)[key]
    if ending == 'pt':
        import torch

        value = torch.load(path)
        return (value[key] if key else value).numpy()
    import pandas

    read = {
        'csv': pandas.read_csv,
        'tsv': lambda name: pandas.read_csv(name, sep='\t'),
        'jsonl': lambda name: pandas.read_json(name, lines=True, precise_float=True),
        'parquet': pandas.read_parquet,
    }[ending]
    table = read(path)
    column = key or (table.columns[0] if len(table.columns) == 1 else None)
    return np.stack(table[column].to_numpy()) if column else table.to_numpy()


def rounded(values, dtype):
    """The nearest number of the format to each, as doubles; beyond the largest there is none but this."""
    import ml_dtypes

    if dtype in (None, 'float64'):
        return values
    number = np.dtype(getattr(ml_dtypes, dtype, dtype))
    largest = float(ml_dtypes.finfo(number).max)
    return np.clip(values, -largest, largest).astype(number).astype(np.float64)


def figures(array, intervals, axis=-1, dtype=None):
    """Counts and moments of each unit, by NumPy."""
    units = np.moveaxis(array, axis, 0).reshape(array.shape[axis], -1).astype(np.float64)
    return [unit_figures(unit, intervals, dtype) for unit in units]


def unit_figures(numbers, intervals, dtype):
    finite = numbers[np.isfinite(numbers)]
    mean = math.fsum(finite) / len(finite) if len(finite) else math.nan
    spread = math.sqrt(math.fsum((finite - mean) ** 2) / len(finite)) if len(finite) else math.nan
    counts = {
        'count': len(numbers),
        'nan': int(np.isnan(numbers).sum()),
        'negative_infinite': int((numbers == -np.inf).sum()),
        'positive_infinite': int((numbers == np.inf).sum()),
    }
    held = rounded(finite, dtype)
    for kind in dict.fromkeys(kind for kind, *_ in intervals):
        counts[kind] = sum(
            int((((held >= a) if a_in else (held > a)) & ((held <= b) if b_in else (held < b))).sum())
            for own, a, b, a_in, b_in in intervals
            if own == kind
        )
    ends = {'min': float(finite.min()), 'max': float(finite.max())} if len(finite) else {'min': math.nan, 'max': math.nan}
    return {**counts, **ends, 'mean': mean, 'std': spread}


def differences(row, expected):
    """What a row of `audit --format json` and NumPy do not agree on."""
    for name, value in expected.items():
        told = math.nan if row[name] is None else float(row[name])
        scale = abs(expected['mean']) + expected['std']
        same = abs(told - value) <= 1e-12 * scale if name in ('mean', 'std') else told == value
        if not same and not (math.isnan(told) and math.isnan(value)):
            yield f'{name}: act-cli {told!r}, NumPy {value!r}'


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('activation')
    parser.add_argument('file')
    for name in ['key', 'axis', 'dtype', 'threshold']:
        parser.add_argument(f'--{name}')
    asked = parser.parse_args()
    given = {name: value for name, value in vars(asked).items() if name not in ('activation', 'file') and value}
    words = {name: f'--{name}={value}' for name, value in given.items()}
    intervals = regions(asked.activation, [words[name] for name in ('dtype', 'threshold') if name in words])
    rows = act_cli('audit', asked.activation, asked.file, *words.values())
    expected = figures(load(asked.file, asked.key), intervals, int(asked.axis or -1), asked.dtype)
    if len(rows) != len(expected):
        sys.exit(f'act-cli has {len(rows)} units, NumPy {len(expected)}')
    wrong = [
        f'unit {row["unit"]}: {text}'
        for row, own in zip(rows, expected, strict=True)
        for text in differences(row, own)
    ]
    print('\n'.join(wrong) or f'{sum(map(len, expected))} figures of {len(rows)} units agree')
    sys.exit(bool(wrong))


if __name__ == '__main__':
    main()
