#!/usr/bin/env python3
"""Writes moments.json: expectations over a normal input, to 30 digits, by Gauss-Legendre quadrature at 50 digits.

    python3 moments.py [activation ...]

For x ~ N(mean, std^2): E f, E f^2, E f'^2 and the standard deviation of f, each integral split at the kinks and at
steps of 1/2 in x, over 20 standard deviations on each side. A second rule of twice the degree must agree.
"""

import sys
from types import SimpleNamespace

from mpmath import mp, mpf

from definitions import DEFINITIONS
from generate import parameters_of
from rows import write_rows

WIDE = (
    'sigmoid', 'tanh', 'relu', 'leaky_relu', 'elu', 'gelu', 'silu', 'mish', 'softplus', 'hardshrink', 'hardswish',
    'softsign', 'selu', 'step', 'exponential', 'sin',
)  # fmt: skip
mp.dps = 50


def places(definition, mean, std):
    """Where the integrals are split, in units of x."""
    first, last = mean - 20 * std, mean + 20 * std
    steps = [mpf(k) / 2 for k in range(int(2 * first) - 1, int(2 * last) + 2)]
    # A parameter such as 0.1 puts a kink at a real number; the definition lists the double nearest to it.
    kinks = [mpf(float(side * k)) for k in definition.kinks for side in (1, -1)]
    return sorted({first, last, *(x for x in (*steps, *kinks) if first < x < last)})


def legendre(count):
    """Nodes and weights on [-1, 1]: the zeros of the Legendre polynomial by Newton's method."""
    found = []
    for i in range(count):
        x = mp.cos(mp.pi * (i + mpf(3) / 4) / (count + mpf(1) / 2))
        for _ in range(9):
            before, value = mpf(1), x
            for k in range(2, count + 1):
                before, value = value, ((2 * k - 1) * x * value - (k - 1) * before) / k
            slope = count * (x * value - before) / (x * x - 1)
            x -= value / slope
        found.append((x, 2 / ((1 - x * x) * slope**2)))
    return found


RULES = (legendre(32), legendre(48))


def expectations(definition, p, mean, std, rule):
    """E f, E f^2, E f'^2 and the standard deviation of f."""
    samples = []
    ends = places(definition, mean, std)
    for low, high in zip(ends, ends[1:]):
        middle, half = (low + high) / 2, (high - low) / 2
        for node, weight in rule:
            x = middle + half * node
            z = (x - mean) / std
            density = weight * half * mp.exp(-z * z / 2) / (std * mp.sqrt(2 * mp.pi))
            samples.append((density, mpf(definition.f(x, p)), mpf(definition.d(x, p))))
    average = mp.fsum(w * f for w, f, _ in samples)
    square = mp.fsum(w * f * f for w, f, _ in samples)
    gradient = mp.fsum(w * d * d for w, _, d in samples)
    spread = mp.sqrt(mp.fsum(w * (f - average) ** 2 for w, f, _ in samples))
    return average, square, gradient, spread


def record(activation, mean, std):
    definition = DEFINITIONS[activation]
    exact = {('LAMBDA' if key == 'lambda' else key): mpf(value) for key, value in definition.defaults.items()}
    p = SimpleNamespace(**exact)
    coarse, fine = (expectations(definition, p, mpf(mean), mpf(std), rule) for rule in RULES)
    for a, b in zip(coarse, fine):
        if abs(a - b) > mpf(10) ** -25 * (abs(b) + mpf(10) ** -5):
            raise ArithmeticError(f'{activation}: {mp.nstr(a, 32)} or {mp.nstr(b, 32)}')
    names = ('mean_of_f', 'mean_square', 'mean_square_gradient', 'spread')
    # An odd function's mean is 0, not the rounding of its sum.
    text = {name: mp.nstr(v, 30) if abs(v) > mpf(10) ** -40 else '0' for name, v in zip(names, fine)}
    return {'activation': activation, 'parameters': parameters_of(definition, {})[0], 'mean': mean, 'std': std, **text}


if __name__ == '__main__':
    cases = [{'activation': name, 'mean': 0, 'std': 1} for name in DEFINITIONS]
    cases += [{'activation': name, 'mean': 0.5, 'std': 2} for name in WIDE]
    write_rows('moments.json', cases, record, sys.argv[1:])
