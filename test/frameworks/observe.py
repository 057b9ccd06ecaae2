#!/usr/bin/env python3
"""Values, gradients at kinks and defaults of every activation, as the installed frameworks have them.

    python3 test/frameworks/observe.py [framework ...]
    python3 test/frameworks/observe.py --nan [framework ...]

Asks act-cli (built: npm run build) which spelling each framework has for which activation, calls that spelling at the
kinks, a little beside them and at a few other points, and writes what came back to observed.json beside this file.
What is there of frameworks that are not observed this time is kept, so each can live in an environment of its own.
README.md beside this file says which packages are needed. With --nan the spellings are called at NaN instead, and
observed-nan.json holds the answers.
"""

import functools
import json
import math
import pathlib
import re
import subprocess
import sys

import adapters

HERE = pathlib.Path(__file__).parent
OUTPUT = HERE / 'observed.json'
OUTPUT_NAN = HERE / 'observed-nan.json'
PROGRAM = HERE.parent.parent / 'bin' / 'act-cli.js'

# Near enough to a kink to see its sides, and far enough that x + 3 in float32 does not round back to the kink.
BESIDE = 2.0**-10
# Where a kink or a switch shows at other parameters, or in a framework's own formula only.
FURTHER = {'softplus': [20.0], 'sparse_plus': [-1.0, 1.0], 'xielu': [-(2.0**-21)], 'gelu_10': [-10.0]}
# Parameters that are run besides the defaults, or that the framework has no default for.
SETTINGS = {
    'elu': [{'alpha': 0.5}],
    'celu': [{'alpha': 0.5}, {'alpha': -0.5}],
    'heaviside': [{'value': 0.0}, {'value': 0.5}],
    'leaky_relu': [{'slope': 0.25}],
    'prelu': [{'alpha': 0.5}],
    'softplus': [{'beta': 2.0}, {'threshold': 1.0}],
    'threshold': [{'threshold': 1.0, 'value': 0.25}],
    'clipped_relu': [{'z': 20.0}],
    'thresholded_relu': [{'theta': 1.0}],
}
# Spellings that need the settings above.
NO_DEFAULTS = ['nn.Threshold', 'F.threshold', 'keras.activations.threshold', 'relu(max_value)', 'relu(threshold)']
NO_DEFAULTS += ['F.prelu', 'chainer.functions.prelu', 'PRelu', 'torch.heaviside']


def main(arguments):
    wanted = [argument for argument in arguments if argument != '--nan']
    at_nan = len(wanted) < len(arguments)
    output = OUTPUT_NAN if at_nan else OUTPUT
    # So many that they go through vectors of numbers, and some are left over: the two differ in PyTorch.
    points_of = (lambda _: [math.nan] * 67) if at_nan else points_at_kinks
    document = json.loads(output.read_text()) if output.exists() else {'versions': {}, 'rows': []}
    # Of several numbers: observe_gated.py.
    cards = [card for card in map(card_of, names_of_activations()) if 'inputs' not in card]
    for framework in wanted or adapters.OPEN:
        try:
            adapter = adapters.OPEN[framework]()
        except ImportError as error:
            print(f'{framework}: not installed ({error})', file=sys.stderr)
            continue
        key = framework if adapter.backend is None else f'{framework} on {adapter.backend}'
        rows = [row for card in cards for row in rows_of(framework, adapter, card, points_of(card))]
        print(f'{key}: {len(rows)} rows', file=sys.stderr)
        document['versions'][key] = adapter.versions
        document['rows'] = [row for row in document['rows'] if row['framework'] != key]
        document['rows'] += [{'framework': key, 'dtype': adapter.dtype, **row} for row in rows]
        output.write_text(text_of(document))


def rows_of(framework, adapter, card, points):
    for entry in card['frameworks']:
        if entry['framework'] != framework:
            continue
        for spelling in entry['names']:
            others = SETTINGS.get(card['name'], [])
            for settings in others if spelling in NO_DEFAULTS else [{}, *others]:
                yield from row_of(adapter, card, spelling, settings, points)
    for activation, spelling, f in adapter.remarks:
        if activation == card['name']:
            yield {'activation': activation, 'spelling': spelling, **observed(adapter, f, points)}


def row_of(adapter, card, spelling, settings, points):
    path, arguments = re.fullmatch(r'([\w.]+)(?:\((.*)\))?', spelling).groups()
    fixed = eval(f'dict({arguments})') if arguments and '=' in arguments else {}
    try:
        try:
            target = adapter.find(spelling)
        except Exception:
            # A spelling with arguments, which are in `fixed`.
            target = adapter.find(path)
        keywords = {adapters.keyword_of(target, name) or name: value for name, value in settings.items()}
        f = adapter.make(target, {**fixed, **keywords})
        row = {'activation': card['name'], 'spelling': spelling, 'settings': settings, **observed(adapter, f, points)}
    except Exception as error:
        # A spelling that is not there is an observation too; that it does not take a setting is none.
        if settings and spelling not in NO_DEFAULTS:
            return
        reason = f'{type(error).__name__}: {error}'.splitlines()[0][:140]
        yield {'activation': card['name'], 'spelling': spelling, 'settings': settings, 'failed': reason}
        return
    parameters = [parameter['name'] for parameter in card['parameters']]
    found = {name: adapter.defaults(spelling, target, name) for name in parameters}
    defaults = {name: value for name, value in found.items() if value is not None and name not in settings}
    yield {**row, 'defaults': defaults} if defaults else row


def observed(adapter, f, points):
    values, gradients = adapter.evaluate(f, points)
    kept = different if math.isnan(points[0]) else lambda numbers: [*map(shown, numbers)]
    return {
        'x': kept(points),
        'value': kept(values),
        'gradient': None if gradients is None else kept(gradients),
    }


def different(numbers):
    return sorted({shown(number) for number in numbers}, key=str)


def shown(number):
    """A number as act-cli writes it in JSON, which knows no infinities."""
    number = float(number)
    if math.isfinite(number):
        return number
    return 'NaN' if math.isnan(number) else 'Infinity' if number > 0 else '-Infinity'


def points_at_kinks(card):
    kinks = {0.0, *card['kinks'], *FURTHER.get(card['name'], [])}
    return sorted({-1.5, 1.5, *(x + beside for x in kinks for beside in (-BESIDE, 0.0, BESIDE))})


def names_of_activations():
    # Frameworks take the pieces of a maxout as a tensor of their own shape.
    return [row['name'] for row in asked('list') if row['name'] != 'maxout']


@functools.cache
def card_of(name):
    card = asked('info', name)
    # A framework's own formula may bend elsewhere.
    others = [asked('info', entry['preset'])['kinks'] for entry in card['frameworks'] if entry['formula']]
    kinks = [kink['x'] for group in [card['kinks'], *others] for kink in group or []]
    return {**card, 'kinks': kinks}


def asked(*arguments):
    run = subprocess.run(['node', PROGRAM, *arguments, '-f', 'json'], capture_output=True, text=True)
    if run.returncode != 0:
        raise SystemExit(run.stderr.strip())
    return json.loads(run.stdout)


def text_of(document):
    """JSON with a row on a line."""
    rows = sorted(document['rows'], key=lambda row: (row['framework'], row['activation'], row['spelling']))
    lines = ',\n'.join(f'    {json.dumps(row)}' for row in rows)
    return f'{{\n  "versions": {json.dumps(dict(sorted(document["versions"].items())))},\n  "rows": [\n{lines}\n  ]\n}}\n'


if __name__ == '__main__':
    main(sys.argv[1:])
