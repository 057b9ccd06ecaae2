"""Checks PyTorch's or JAX's float32 values and gradients of a function at all 2^32 inputs, in 256 shards of 2^24.

    npm run build
    python3 test/frameworks/exhaustive.py sigmoid tanh gelu silu --jobs 2      # all, for hours
    python3 test/frameworks/exhaustive.py gelu --shards 63-66,191-194          # where |x| is 1/8 to 32
    python3 test/frameworks/exhaustive.py gelu --framework jax --shards 63-66,191-194
    python3 test/frameworks/exhaustive.py gelu --report                        # what is known so far

For each shard it writes what the framework computes, values and then gradients, into a .npy of 128 MiB in the
folder for temporary files, has `act-cli check` look at it, and deletes it; then test/vectors/two-rungs.mjs compares
act-cli's own answers with a second evaluation. What is found goes into a JSON file, shard by shard, and shards that are
in it are not done again: the script may be stopped at any time. At the end it prints a table in Markdown.

Needs PyTorch or JAX, NumPy and Node. JAX is checked with `--flush both`.
"""

import argparse
import hashlib
import json
import os
import subprocess
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SHARDS = 256
QUANTITIES = ('value', 'gradient')
FUNCTIONS = ('sigmoid', 'tanh', 'gelu', 'silu')
# JAX flushes subnormal numbers on the processor.
OPTIONS = {'torch': [], 'jax': ['--flush', 'both']}


def write_results(framework, function, shard, path):
    """Writes the float32 values and gradients at the bit patterns of a shard, in order, as the two rows of a .npy."""
    import numpy as np
    import results

    size = 2**32 // SHARDS
    patterns = np.arange((shard - 1) * size, shard * size, dtype=np.uint32)
    with open(path, 'wb') as file:
        np.lib.format.write_array_header_1_0(file, {'descr': '<f4', 'fortran_order': False, 'shape': (2, size)})
        for each in results.RESULTS[framework](function, 'float32', patterns):
            each.tofile(file)


def run(*command):
    """What a program of this repository prints, as JSON."""
    return json.loads(subprocess.run(['node', *command], cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def examined(framework, function, shard):
    """What is found in one shard, and how long it took."""
    started = time.time()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, 'results.npy')
        write_results(framework, function, shard, path)
        computed = time.time()
        part = f'{shard}/{SHARDS}'
        options = ['--dtype', 'float32', '--shard', part, '--format', 'json', *OPTIONS[framework]]
        rows = run('bin/act-cli.js', 'check', function, path, *options)
    checked = time.time()
    found = {quantity: {} for quantity in QUANTITIES}
    for row in rows:
        if row['measure'] != 'worst':
            found[row['quantity']][row['measure']] = row
    rungs = run('test/vectors/two-rungs.mjs', function, part)
    seconds = {framework: computed - started, 'check': checked - computed, 'rungs': time.time() - checked}
    return {'check': found, 'rungs': rungs, 'seconds': {name: round(each, 1) for name, each in seconds.items()}}


def shards_named(text):
    """The numbers of `63-66,191`."""
    spans = [[int(end) for end in part.split('-')] for part in text.split(',')]
    return [shard for span in spans for shard in range(span[0], span[-1] + 1)]


def saved(path, done):
    """Replaces the file as a whole: whoever stops the script finds the last one."""
    draft = path.with_suffix('.new')
    draft.write_text(json.dumps(done))
    draft.replace(path)


def table_of(done):
    """The findings of all functions in Markdown."""
    lines = [
        '| float32 | inputs | wrong sign, NaN or infinity | not correctly rounded | largest error | at x | in the wrong order |',
        '| --- | --: | --: | --: | --: | --: | --: |',
    ]
    for function, shards in done.items():
        for quantity in QUANTITIES:
            found = [shard['check'][quantity] for shard in shards.values()]
            total = lambda measure: sum(each[measure]['amount'] for each in found)
            count = total('results')
            wrong = sum(total(measure) for measure in ('wrong_signs', 'nan_mismatches', 'inf_mismatches'))
            worst = max((each['max_ulp'] for each in found), key=lambda row: row['amount'])
            name = function + ('' if quantity == 'value' else '′')
            share = f"{100 * total('misrounded') / count:.2f} %"
            lines.append(
                f"| {name} | {count:,} | {wrong:,} | {share} | {worst['amount']:,} ulp | {worst['x']} | {total('reversals'):,} |"
            )
    return '\n'.join(lines)


def hash_of(shards, quantity):
    """SHA-256 over the 256 hashes of the shards, in order: of float32 numbers, little end first, NaN as 7fc00000."""
    digests = [bytes.fromhex(shards[str(shard)]['rungs']['sha256'][quantity]) for shard in range(1, SHARDS + 1)]
    return hashlib.sha256(b''.join(digests)).hexdigest()


def report(done, jobs):
    """Prints the table, what the two evaluations say of each other, the hashes, and how long it takes."""
    print(table_of(done))
    for function, shards in done.items():
        rungs = [shard['rungs'] for shard in shards.values()]
        sums = {key: sum(each[key] for each in rungs) for key in ('results', 'differences', 'zeroSigns', 'wrong')}
        print(
            f"\n{function}: {sums['results']:,} answers of act-cli; plain doubles rounded to float32 differ in "
            f"{sums['differences']:,}, in the sign of a zero in {sums['zeroSigns']:,}; wrong were {sums['wrong']:,}."
        )
        if len(shards) == SHARDS:
            for quantity in QUANTITIES:
                print(f'{function}, SHA-256 of all {quantity}s: {hash_of(shards, quantity)}')
        names = next(iter(shards.values()))['seconds']
        means = {name: sum(shard['seconds'][name] for shard in shards.values()) / len(shards) for name in names}
        hours = sum(means.values()) * SHARDS / jobs / 3600
        each = ', '.join(f'{name} {mean:.1f} s' for name, mean in means.items())
        print(f'{function}: {len(shards)} of {SHARDS} shards; a shard takes {each}: all of them {hours:.1f} h with {jobs} jobs.')


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument('functions', nargs='*', default=FUNCTIONS, help=f"of {', '.join(FUNCTIONS)} (default: all)")
    parser.add_argument('--framework', choices=OPTIONS, default='torch')
    parser.add_argument('--shards', default=f'1-{SHARDS}', help='such as 63-66,191 (default: all)')
    parser.add_argument('--jobs', type=int, default=1, help='how many shards at once (default: 1)')
    parser.add_argument('--results', type=Path, help='default: exhaustive-torch.json, or -jax')
    parser.add_argument('--report', action='store_true', help='only print what is known')
    options = parser.parse_args()
    options.results = options.results or Path(f'exhaustive-{options.framework}.json')
    done = json.loads(options.results.read_text()) if options.results.exists() else {}
    wanted = [
        (function, shard)
        for function in options.functions
        for shard in shards_named(options.shards)
        if str(shard) not in done.get(function, {})
    ]
    if not options.report and wanted:
        with ProcessPoolExecutor(options.jobs) as pool:
            pending = {pool.submit(examined, options.framework, *each): each for each in wanted}
            for number, future in enumerate(as_completed(pending), 1):
                function, shard = pending[future]
                done.setdefault(function, {})[str(shard)] = future.result()
                saved(options.results, done)
                print(f'{function} {shard}/{SHARDS}: {number} of {len(wanted)} shards', flush=True)
    report({function: done[function] for function in options.functions if function in done}, options.jobs)


if __name__ == '__main__':
    main()
