#!/usr/bin/env python3
"""Writes regions.json: the intervals in which |f'| < threshold, by mpmath alone.

    python3 regions.py [activation ...]

Signs of |f'| - threshold on a grid (1/256 within 7 of 0, 1/32 within 40, then by factors of 1.1 to 10^7) and at the sign
changes of f'; its own sign changes by bisection at 60 digits. An end is the last double inside and closed; where the
edge is a double itself, at a kink or at an exact tie, it is that one, closed if it is inside. Functions that oscillate:
within 6 of 0.
"""

import math
import sys
from types import SimpleNamespace

from mpmath import mp, mpf

from definitions import DEFINITIONS
from rows import write_rows

# The upper clip begins between these two doubles; on doubles definitions.py need not tell it from 10.
BETWEEN = {'gelu_10': (10.0, math.nextafter(10.0, math.inf))}
THRESHOLDS = (0.01, 0.1)
mp.dps = 60


def grid_of(definition):
    if definition.oscillates:
        sizes = [k / 256 for k in range(6 * 256 + 1)]
    else:
        far = [40 * 1.1**k for k in range(1, 130)]
        sizes = [k / 256 for k in range(7 * 256)] + [7 + k / 32 for k in range(33 * 32 + 1)] + far
    kinks = [abs(float(k)) for k in definition.kinks]
    beside = [math.nextafter(k, side) for k in kinks for side in (-math.inf, math.inf)]
    return sorted({side * x for x in [*sizes, *kinks, *beside] for side in (1.0, -1.0)} | {0.0})


def crossing(test, low, high):
    """Where the answer of a test changes between two numbers, to 55 digits: the last on either side."""
    low, high = mpf(low), mpf(high)
    first = test(low)
    for _ in range(1200):
        middle = (low + high) / 2
        if middle in (low, high) or high - low < mpf(10) ** -55 * max(abs(low), mpf(10) ** -300):
            break
        low, high = (middle, high) if test(middle) == first else (low, middle)
    return low, high


def end_of(test, low, high):
    """The end of the interval beside a crossing: the double, and whether it belongs to the interval."""
    a, b = crossing(test, low, high)
    nearest = float((a + b) / 2)
    tie = abs(mpf(nearest) - a) <= mpf(10) ** -50 * max(abs(a), mpf(10) ** -300)
    if tie:
        return nearest, test(mpf(nearest))
    inside_below = test(mpf(low))
    if inside_below:
        return (nearest if mpf(nearest) < a else math.nextafter(nearest, -math.inf)), True
    return (nearest if mpf(nearest) > a else math.nextafter(nearest, math.inf)), True


def intervals_of(definition, threshold):
    p = SimpleNamespace(**{('LAMBDA' if k == 'lambda' else k): mpf(v) for k, v in definition.defaults.items()})
    level = mpf(threshold)

    def slope(x):
        return mpf(definition.d(mpf(x), p))

    def small(x):
        return abs(slope(x)) < level

    grid = grid_of(definition)
    turns = []
    slopes = [slope(x) for x in grid]
    for a, b, left, right in zip(grid, grid[1:], slopes, slopes[1:]):
        if left * right < 0:
            turns.append(crossing(lambda x: slope(x) > 0, a, b)[0])
    places = sorted({*(mpf(x) for x in grid), *turns})
    marks = [small(x) for x in places]
    found = []
    start = ('-Infinity', False) if marks[0] else None
    if definition.oscillates and marks[0]:
        start = (float(places[0]), True)
    for a, b, before, after in zip(places, places[1:], marks, marks[1:]):
        if before == after:
            continue
        end = (b, True) if BETWEEN.get(definition.name) == (a, b) and after else end_of(small, a, b)
        if after:
            start = end
        else:
            found.append([*start, *end])
            start = None
    if start is not None:
        last = (float(places[-1]), True) if definition.oscillates else ('Infinity', False)
        found.append([*start, *last])
    return [[show(low), show(high), low_closed, high_closed] for low, low_closed, high, high_closed in found]


def show(end):
    return end if isinstance(end, str) else float(end) + 0.0


def record(activation, threshold):
    intervals = intervals_of(DEFINITIONS[activation], threshold)
    return {'activation': activation, 'threshold': threshold, 'intervals': intervals}


if __name__ == '__main__':
    cases = [{'activation': name, 'threshold': threshold} for name in DEFINITIONS for threshold in THRESHOLDS]
    write_rows('regions.json', cases, record, sys.argv[1:])
