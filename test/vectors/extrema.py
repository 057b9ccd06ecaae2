#!/usr/bin/env python3
"""Writes extrema.json: where f' changes its sign, the ends of the range of f, and sup |f'|, to 30 digits.

    python3 extrema.py [activation ...]

Found by mpmath alone: signs of f' on a grid of 1/64 within 40 of 0 (functions that oscillate: within 6), its sign
changes by bisection, the largest |f'| by golden section between the grid's neighbours, ends and limits from
definitions.py. Infinite ends are -Infinity and Infinity.
"""

import sys
from types import SimpleNamespace

from mpmath import mp, mpf

from definitions import DEFINITIONS
from rows import write_rows

mp.dps = 50
GOLDEN = (mp.sqrt(5) - 1) / 2


WORDS = {'inf': mp.inf, '-inf': -mp.inf, 'nan': mp.nan, '0': mpf(0), '-0': mpf(0)}


def number(limit):
    limit = limit() if callable(limit) else limit
    return WORDS[limit] if isinstance(limit, str) else mpf(limit)


def zero_of(function, low, high):
    side = mp.sign(function(low))
    for _ in range(170):
        middle = (low + high) / 2
        low, high = (middle, high) if mp.sign(function(middle)) == side else (low, middle)
    return (low + high) / 2


def peak_of(function, low, high):
    for _ in range(120):
        a, b = high - GOLDEN * (high - low), low + GOLDEN * (high - low)
        low, high = (a, high) if function(a) < function(b) else (low, b)
    return (low + high) / 2


def grid_of(definition):
    reach = 6 if definition.oscillates else 40
    kinks = [mpf(float(side * k)) for k in definition.kinks for side in (1, -1)]
    # The limits of f and f' at a kink from either side, as near as 50 digits tell.
    beside = [k + side * mpf(10) ** -45 for k in kinks for side in (1, -1)]
    return sorted({*(mpf(k) / 64 for k in range(-reach * 64, reach * 64 + 1)), *kinks, *beside})


def record(activation):
    definition = DEFINITIONS[activation]
    p = SimpleNamespace(**{('LAMBDA' if k == 'lambda' else k): mpf(v) for k, v in definition.defaults.items()})
    f, d = (lambda x: mpf(definition.f(x, p))), (lambda x: mpf(definition.d(x, p)))
    xs = grid_of(definition)
    slopes = [d(x) for x in xs]
    extrema = []
    for i in range(len(xs) - 1):
        if slopes[i] * slopes[i + 1] < 0 and xs[i + 1] - xs[i] > mpf(10) ** -40:
            x = zero_of(d, xs[i], xs[i + 1])
            extrema.append(('minimum' if slopes[i] < 0 else 'maximum', x, f(x)))
        elif slopes[i] == 0 and 0 < i and slopes[i - 1] * slopes[i + 1] < 0:
            extrema.append(('minimum' if slopes[i + 1] > 0 else 'maximum', xs[i], f(xs[i])))
    sizes = [abs(s) for s in slopes]
    best = max(range(len(xs)), key=lambda i: sizes[i])
    steepest = (sizes[best], xs[best])
    if 0 < best < len(xs) - 1 and all(abs(xs[best + s] - xs[best]) > mpf(10) ** -40 for s in (1, -1)):
        x = peak_of(lambda t: abs(d(t)), xs[best - 1], xs[best + 1])
        steepest = max(steepest, (abs(d(x)), x))
    values = [(f(x), x) for x in xs] + [(value, x) for _, x, value in extrema]
    if not definition.oscillates:
        low, slope_low, high, slope_high = (number(limit) for limit in definition.limits(p))
        values += [(low, -mp.inf), (high, mp.inf)]
        steepest = max(steepest, (abs(slope_low), -mp.inf), (abs(slope_high), mp.inf), key=lambda pair: pair[0])
    return {
        'activation': activation,
        'infimum': show(min(v for v, _ in values)),
        'supremum': show(max(v for v, _ in values)),
        'steepest': show(steepest[0]),
        'extrema': [[kind, show(x), show(v)] for kind, x, v in extrema],
    }


def show(value):
    if mp.isinf(value):
        return 'Infinity' if value > 0 else '-Infinity'
    return mp.nstr(value, 30) if abs(value) > mpf(10) ** -40 else '0'


if __name__ == '__main__':
    write_rows('extrema.json', [{'activation': name} for name in DEFINITIONS], record, sys.argv[1:])
