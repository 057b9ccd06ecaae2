#!/usr/bin/env python3
"""Hashes of the exact value and gradient at every input of some formats, truncated: the number next to it toward 0.

    python3 truncated.py > truncated.json

What is hashed, and in which order, is as in exhaustive.py; but a finite result that is too large is the largest number,
and a number that no precision tells from one of the format is that one. The activations have results that are numbers of
the format (relu, hardswish), that lie a hair beside them (tanh), and that overflow (exponential).
"""

import json
import os
from multiprocessing import Pool

from definitions import DEFINITIONS
from exhaustive import exact, hashes
from generate import parameters_of
from rounding import FORMATS, QUICK, ascending, decode, ladder, signed, special_bits
from mpmath import mpf

# Where tanh(x) or sigmoid(x) is nearer to 1 than the precisions reach, they say nothing: x of these formats are small.
SMALL = ('float8_e4m3fn', 'float8_e4m3fnuz', 'float4_e2m1fn')
CASES = {
    'relu': (*SMALL, 'float16', 'bfloat16'),
    'hardswish': (*SMALL, 'float16', 'bfloat16'),
    'exponential': (*SMALL, 'float16'),
    'tanh': SMALL,
    'silu': SMALL,
    'elu': SMALL,
}


def largest_bits(fmt):
    return fmt.infinity_bits - 1 if fmt.infinity else min(fmt.nan, 1 << (fmt.width - 1)) - 1


def truncated_bits(fmt, answer):
    """A ladder's answer as a pattern; None where a number of the format lies within its error."""
    if isinstance(answer, str):
        return special_bits(fmt, answer)
    if answer == 0:
        return 0
    value, accuracy = answer
    sign, man, exp, _ = value._mpf_
    man, exp = int(man) << 8, int(exp) - 8
    if accuracy is None:
        return pattern(fmt, sign, man, exp)
    grow = max(0, accuracy + 8 - man.bit_length())
    man, exp = man << grow, exp - grow
    error = (man >> accuracy) + 1
    ends = {pattern(fmt, sign, man - error, exp), pattern(fmt, sign, man + error, exp)}
    return ends.pop() if len(ends) == 1 else None


def pattern(fmt, sign, man, exp):
    top = exp + man.bit_length() - 1
    quantum = max(top, fmt.least_exponent) - fmt.mantissa
    shift = quantum - exp
    kept = man >> shift if shift > 0 else man << -shift
    place = kept + ((max(top, fmt.least_exponent) - fmt.least_exponent) << fmt.mantissa)
    return signed(fmt, sign, min(place, largest_bits(fmt)))


def truncation(function, x, fmt):
    return next(bits for answer in ladder(function, x, QUICK) if (bits := truncated_bits(fmt, answer)) is not None)


def limit_bits(limit, fmt):
    if isinstance(limit, str):
        return special_bits(fmt, limit)
    return truncation(lambda _: mpf(limit() if callable(limit) else limit), None, fmt)


def hashed(task):
    name, key = task
    fmt, definition = FORMATS[key], DEFINITIONS[name]
    _, p = parameters_of(definition, {})
    limits = definition.limits(p)
    rows = []
    for bits in ascending(fmt):
        number = decode(fmt, bits)
        if isinstance(number, str):
            ends = limits[:2] if number == '-inf' else limits[2:]
            rows.append((bits, *(limit_bits(limit, fmt) for limit in ends)))
            continue
        x = exact(*number)
        rows.append((bits, *(truncation(lambda x, f=f: f(x, p), x, fmt) for f in (definition.f, definition.d))))
    return hashes(rows, fmt)


if __name__ == '__main__':
    tasks = [(name, key) for name, keys in CASES.items() for key in keys]
    with Pool(os.cpu_count()) as pool:
        found = dict(zip(tasks, pool.map(hashed, tasks, chunksize=1)))
    print(json.dumps({name: {key: found[name, key] for key in keys} for name, keys in CASES.items()}, indent=2))
