#!/usr/bin/env python3
"""Writes second.json: x and f''(x) of every activation, as exact decimals. See README.md.

    python3 second.py [name ...]

The definitions have no second derivative, and none is written for them by hand: it is the central difference of their
first one, by two steps so small, at so many bits, that both agree in 200 bits; a point at which they do not is left out.
At a kink it is that of the branch which the definition takes at x, so that both comparisons of a difference are answered
as at x itself; a kink that a definition does not find by a comparison of x, as abs(x) does not, is left out.
"""

import sys

from mpmath import mp, mpf

from definitions import DEFINITIONS
from generate import decimal, from_ordinal, ordinal, parameters_of, short
from rows import write_rows

STEPS = (300, 500)  # the bits by which a step is smaller than x
AGREEMENT = 200
MAGNITUDES = (1e-300, 1e-8, 0.001, 0.1, 0.5, 0.75, 1.25, 2.0, 3.3, 5.5, 10.0, 20.0, 36.7, 100.0, 708.5, 1e4, 1e8)


class Here(mpf):
    """A number close to a place that is compared as if it were that place."""

    def __lt__(self, other):
        return self.place < other

    def __le__(self, other):
        return self.place <= other

    def __gt__(self, other):
        return self.place > other

    def __ge__(self, other):
        return self.place >= other

    def __bool__(self):
        return bool(self.place)


def beside(x, step):
    number = Here(x + step)
    number.place = x
    return number


def differences(definition, x, p):
    """The slopes of d on both sides of x and across it, by each step; None where d has no value."""
    is_kink = x in [mpf(float(kink)) for kink in definition.kinks]
    for bits in STEPS:
        with mp.workprec(5 * bits + 4 * depth(x)):
            step = mp.ldexp(abs(x) or 1, -bits)
            places = (beside(x, side * step) if is_kink else x + side * step for side in (-1, 0, 1))
            before, here, after = (definition.d(place, p) for place in places)
            if any(isinstance(value, str) for value in (before, here, after)):
                yield None
            else:
                yield (mpf(after) - here) / step, (mpf(here) - before) / step, (mpf(after) - before) / (2 * step)


def depth(x):
    """The bits that x lies below 1: a term in x squared is seen beside 1 only with twice as many more."""
    return max(0, -mp.mag(x)) if x else 0


def agree(a, b, bits):
    return a == b or abs(a - b) <= mpf(2) ** -bits * abs(b)


def second_at(definition, x, p):
    """f''(x) as a decimal; None where it is not found."""
    pairs = list(differences(definition, mpf(x), p))
    if None in pairs:
        return None
    agreement = AGREEMENT + 2 * depth(mpf(x))
    with mp.workprec(5 * STEPS[-1] + 4 * depth(mpf(x))):
        (_, _, rough), (right, left, value) = pairs
        # Where the slope of d changes at x, the definition has two branches there and does not tell which is meant.
        if not agree(rough, value, agreement) or not agree(left, right, 50 if value else 1000):
            return None
        # A number that ends long before the digits that agree is exact, and may be halfway between two others.
        with mp.workprec(agreement - 20):
            kept = +value
        is_exact = kept._mpf_[3] < 70
        return '0' if not value else decimal([(kept, None) if is_exact else (value, agreement)])


def points_of(definition):
    chosen = {ordinal(side * x) for x in MAGNITUDES for side in (1, -1)}
    for kink in definition.kinks:
        chosen |= {ordinal(float(kink)) + step for step in (-1, 0, 1)}
    return [from_ordinal(n) for n in sorted(chosen | {0})]


def record(activation, setting):
    definition = DEFINITIONS[activation]
    numbers, p = parameters_of(definition, definition.settings[setting])
    found = [(short(x), second_at(definition, x, p)) for x in points_of(definition)]
    points = [[x, text] for x, text in found if text is not None]
    return {'activation': activation, 'setting': setting, 'parameters': numbers, 'points': points}


def main(names):
    cases = [
        {'activation': name, 'setting': i}
        for name, definition in DEFINITIONS.items()
        for i in range(len(definition.settings))
    ]
    write_rows('second.json', cases, record, names)


if __name__ == '__main__':
    main(sys.argv[1:])
