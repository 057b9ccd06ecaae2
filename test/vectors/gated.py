#!/usr/bin/env python3
"""Hashes of functions of several numbers at 5,000 points in each of the six formats: gated units and softmax.

    python3 gated.py [--print] [activation ...]

For a function, a set of parameters and a format: take 5,000 points made of bit patterns of that format, which the
generator below makes from their number alone. Round the exact value, and the exact derivative with respect to each input,
once to the same format. Pack the patterns little-endian and take the SHA-256 of each quantity's bytes. NaN, overflow and
zeros are as in exhaustive.py: an EXACT zero is hashed as +0, an underflow keeps its sign.

gated.json holds {"activation", "parameters", "formats": {"format": {"value", "x", "u"}}}.
"""

import hashlib
import json
import os
import sys
from multiprocessing import Pool
from pathlib import Path
from types import SimpleNamespace

from mpmath import mp, mpf

from definitions import DEFINITIONS, exp, hair, log1p
from exhaustive import exact
from generate import parameters_of
from rounding import FORMATS, decode, rounded

FILE = Path(__file__).parent / 'gated.json'
COUNT = 5000
GATED = [
    ('glu', {}), ('bilinear', {}), ('reglu', {}), ('geglu', {}), ('geglu_tanh', {}), ('swiglu', {}),
    ('swiglu', {'alpha': 1.702}), ('swiglu_clamped', {}),
    ('swiglu_clamped', {'alpha': 1.0, 'limit': 10.0, 'offset': 0.0}), ('swiglu_step', {}),
]  # fmt: skip
SOFTMAX = [(name, {'size': size, 'index': index}) for name in ('softmax', 'log_softmax', 'softmin') for size, index in ((2, 1), (3, 2))]  # fmt: skip


# --- the points ------------------------------------------------------------------------------------------------------


def draws(seed):
    """Numbers of 32 bits."""
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 32


def coordinate(kind, draw, fmt):
    """A bit pattern that is a finite number: of ordinary size, any at all, or at a place where clamps begin."""
    high, low, choice = next(draw), next(draw), next(draw)
    bits = (high << 32 | low) >> (64 - fmt.width)
    sign, fraction = bits & 1 << (fmt.width - 1), bits & ((1 << fmt.mantissa) - 1)
    if kind == 'ordinary':
        return sign | (choice % 10 - 6 - fmt.least_exponent + 1) << fmt.mantissa | fraction
    if kind == 'any':
        return bits if not isinstance(decode(fmt, bits), str) else sign
    whole = (0, 1, 7, 10)[choice % 4]
    top = max(0, whole.bit_length() - 1)
    size = (top - fmt.least_exponent + 1) << fmt.mantissa | (whole << fmt.mantissa >> top) & ((1 << fmt.mantissa) - 1)
    return sign | max(0, (size if whole else 0) + (choice >> 8) % 3 - 1)


KINDS = (('ordinary', 'ordinary'), ('any', 'any'), ('clamp', 'clamp'), ('ordinary', 'any'), ('clamp', 'ordinary'))


def points(fmt, size, most=None):
    draw = draws(fmt.width * 1000 + fmt.mantissa)
    for i in range(COUNT):
        kinds = KINDS[i % len(KINDS)]
        point = [exact(*decode(fmt, coordinate(kinds[j % 2], draw, fmt))) for j in range(size)]
        yield [x if most is None or abs(x) <= most else mpf(0) for x in point]


# --- the functions ---------------------------------------------------------------------------------------------------


def gated(name, setting):
    """Value and the derivatives by x and by u, of a point; the parameter u of the definition is its second coordinate."""
    definition = DEFINITIONS[name]
    _, p = parameters_of(definition, setting)

    def of(function):
        return lambda point: function(point[0], SimpleNamespace(**{**vars(p), 'u': point[1]}))

    return [of(definition.f), of(definition.d), of(definition.wrt['u'][0])]


def softmax(name, size, index):
    """Value and the derivative by each input: by the shares of all components, none of which is 1 minus another."""
    own = index - 1

    def signed(point):
        return [-x for x in point] if name == 'softmin' else point

    def weights(point):
        top = max(signed(point))
        return [exp(x - top) for x in signed(point)]

    def logarithm(point):
        top = max(point)
        first = point.index(top)
        rest = log1p(mp.fsum(weight for j, weight in enumerate(weights(point)) if j != first))
        below = point[own] - top
        # What is too small to be seen beside the difference still decides a tie.
        return hair(below, 1) if below and below - rest == below else below - rest

    def value(point):
        return logarithm(point) if name == 'log_softmax' else weights(point)[own] / mp.fsum(weights(point))

    def slope(by):
        def answer(point):
            each = weights(point)
            others = mp.fsum(weight for j, weight in enumerate(each) if j != own)
            size_ = (others if by == own else -each[by]) / mp.fsum(each)
            if name == 'log_softmax':
                return size_
            return (-1 if name == 'softmin' else 1) * size_ * each[own] / mp.fsum(each)

        return answer

    return [value, *(slope(by) for by in range(size))]


def record(task):
    name, setting = task
    inputs = ['x', 'u'] if name in DEFINITIONS else [f'x{i + 1}' for i in range(setting['size'])]
    functions = gated(name, setting) if name in DEFINITIONS else softmax(name, **setting)
    # Of three inputs or more, which of two numbers is nearest is not decided where differences beyond 4,800 are ties.
    most = 1024 if name == 'log_softmax' and len(inputs) > 2 else None
    formats = {}
    for key, fmt in FORMATS.items():
        rows = rounded(functions, list(points(fmt, len(inputs), most)), fmt)
        formats[key] = {
            quantity: hashlib.sha256(b''.join(row[i].to_bytes(fmt.width // 8, 'little') for row in rows)).hexdigest()
            for i, quantity in enumerate(['value', *inputs])
        }
        if '--print' in sys.argv:
            for point, row in zip(points(fmt, len(inputs)), rows):
                print(key, *(mp.nstr(x, 20) for x in point), *(f'{part:0{fmt.width // 4}x}' for part in row))
    return {'activation': name, 'parameters': setting, **({} if most is None else {'most': most}), 'formats': formats}


def main(words):
    named = [word for word in words if word != '--print']
    tasks = [task for task in GATED + SOFTMAX if not named or task[0] in named]
    kept = json.loads(FILE.read_text())['entries'] if FILE.exists() else []
    kept = [entry for entry in kept if (entry['activation'], entry['parameters']) not in tasks]
    with Pool(os.cpu_count()) as pool:
        for entry in pool.imap(record, tasks):
            print(entry['activation'], entry['parameters'], flush=True)
            kept.append(entry)
    order = [name for name, _ in GATED + SOFTMAX]
    kept.sort(key=lambda entry: order.index(entry['activation']))
    lines = ',\n'.join(json.dumps(entry) for entry in kept)
    FILE.write_text(f'{{"points":{COUNT},"entries":[\n{lines}\n]}}\n')


if __name__ == '__main__':
    main(sys.argv[1:])
