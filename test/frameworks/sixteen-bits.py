"""Checks the activations of PyTorch and JAX in bfloat16 and float16 at all 65,536 bit patterns, values and gradients.

    npm run build
    python3 test/frameworks/sixteen-bits.py                      # a minute or two
    python3 test/frameworks/sixteen-bits.py gelu silu --dtype bfloat16
    python3 test/frameworks/sixteen-bits.py --keep results       # and leaves the files there

Each result is a .npy of bit patterns in two rows, values and gradients. `act-cli check` compares it with the correctly
rounded ones, by the framework's own preset, so that its choice of a gradient at a kink and at NaN is right. JAX flushes
subnormal numbers of float32 on the processor, which those of bfloat16 become when it computes: its bfloat16 is checked
with `--flush both`, and without. Prints tables in Markdown for docs/disputes.md.

Needs Node, PyTorch, JAX and NumPy.
"""

import argparse
import json
import subprocess
import tempfile
from pathlib import Path

import numpy as np
import results

ROOT = Path(__file__).resolve().parents[2]
FRAMEWORKS = {'torch': 'PyTorch', 'jax': 'JAX'}
# What jax.nn.gelu means by itself is the form with tanh.
PRESETS = {('jax', 'gelu'): 'gelu', ('jax', 'gelu_tanh'): 'gelu@jax'}
SPECIAL = ('wrong_signs', 'nan_mismatches', 'inf_mismatches')


def checked(path, function, dtype, *options):
    """The findings of `act-cli check`: {quantity: {measure: row}}."""
    command = ['node', 'bin/act-cli.js', 'check', function, str(path), '--dtype', dtype, '--format', 'json', *options]
    rows = json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout)
    found = {}
    for row in rows:
        found.setdefault(row['quantity'], {}).setdefault(row['measure'], row)  # the worst comes first
    return found


def cells(found, plain):
    """The findings of one quantity as cells: largest finite error, where, misrounded, what is not a matter of ulps."""
    amount = lambda measure: found[measure]['amount']
    worst = found['max_ulp']
    largest = f"{worst['amount']:,}" if worst['amount'] != 'Infinity' else '–'
    share = 100 * amount('misrounded') / amount('results')
    special = [(amount(measure), measure, found[measure]['x']) for measure in SPECIAL if amount(measure) > 0]
    words = {'wrong_signs': 'wrong sign', 'nan_mismatches': 'NaN', 'inf_mismatches': 'infinity'}
    told = ', '.join(f'{count:,} {words[measure]}' for count, measure, _ in special) or '–'
    unflushed = '' if plain is None else f" {plain['max_ulp']['amount']:,} |"
    at = '–' if worst['x'] is None or worst['amount'] == 0 else worst['x']
    return f' {largest} |{unflushed} {at} | {share:.2f} % | {told} |'


def table(functions, dtype, framework, folder):
    """One table: a row for each value and gradient."""
    flushes = framework == 'jax' and dtype == 'bfloat16'
    unflushed = ' without `--flush` |' if flushes else ''
    lines = [
        f"| {FRAMEWORKS[framework]}, {dtype} | largest error, ulp |{unflushed} at x | not correctly rounded | wrong otherwise |",
        f"| --- | --: |{' --: |' if flushes else ''} --: | --: | --- |",
    ]
    for function in functions:
        path = folder / f'{framework}-{dtype}-{function}.npy'
        patterns = np.arange(2**16, dtype=np.uint16)
        np.save(path, np.stack(results.RESULTS[framework](function, dtype, patterns)))
        name = PRESETS.get((framework, function), f'{function}@{framework}')
        found = checked(path, name, dtype, *(['--flush', 'both'] if flushes else []))
        plain = checked(path, name, dtype) if flushes else {}
        for quantity, prime in {'value': '', 'gradient': '′'}.items():
            lines.append(f'| {function}{prime} |{cells(found[quantity], plain.get(quantity))}')
    return '\n'.join(lines)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('functions', nargs='*', default=results.FUNCTIONS, help=f"of {', '.join(results.FUNCTIONS)}")
    parser.add_argument('--dtype', nargs='+', default=['bfloat16', 'float16'])
    parser.add_argument('--framework', nargs='+', choices=FRAMEWORKS, default=list(FRAMEWORKS))
    parser.add_argument('--keep', type=Path, help='a folder in which to leave the results')
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (options.keep or Path(temporary)).resolve()
        folder.mkdir(parents=True, exist_ok=True)
        for dtype in options.dtype:
            for framework in options.framework:
                print(table(options.functions, dtype, framework, folder), end='\n\n', flush=True)


if __name__ == '__main__':
    main()
