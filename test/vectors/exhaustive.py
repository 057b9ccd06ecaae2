#!/usr/bin/env python3
"""Hashes of the correctly rounded value and gradient at every input of float16, bfloat16 and the formats of 8 and 4 bits.

    python3 exhaustive.py [--print] [activation ...] [format ...]

For one activation, at its default parameters, and one format: take every bit pattern that is not a NaN, in order of
value, from -inf (float8_e4m3fn: from -448) to +inf (448), -0 before +0. Round the exact f(x), and the exact f'(x), once
to the same format: ties to even, subnormals kept. Pack the patterns little-endian, two bytes each or one, and take
the SHA-256 of the values' bytes and of the gradients' bytes.

- NaN is 0x7e00 (float16), 0x7fc0 (bfloat16), 0x7f (float8_e4m3fn), 0x7e (float8_e5m2), whatever its sign; 0x80 in the
  fnuz formats, which have no -0: what is hashed as -0 elsewhere is 0 there.
- Overflow is an infinity; in float8_e4m3fn, which has none, whatever rounds beyond 448 is NaN, an infinite limit too;
  so it is in the fnuz formats. In float4_e2m1fn it is 6.
- An EXACT zero is hashed as +0, whatever the sign of x. A result that is not zero but underflows keeps its sign, and at
  an infinite x a limit 0 keeps the sign of the side that it is approached from: silu(-inf) is -0. An evaluator that
  gives exact zeros the sign of IEEE arithmetic drops it at x = 0, for hard_elish at x <= -1, for hard_mish at -2.
- At a kink the gradient is PyTorch's, as in the other vectors.

exhaustive.json is {"activation": {"parameters", "formats": {"format": {"count", "value", "gradient"}}}}. Activations
that are named are computed anew; without a name only what is not there yet. --print writes `x f df` as patterns in
hexadecimal instead, one line for each input. The inputs are shared out among as many processes as there are cores.
"""

import hashlib
import json
import os
import sys
import time
from multiprocessing import Pool
from pathlib import Path

from mpmath import mpf

from definitions import DEFINITIONS
from generate import parameters_of
from rounding import FORMATS, ascending, decode, rounded, special_bits
from rows import refuse_unknown

FILE = Path(__file__).parent / 'exhaustive.json'
SMALL_FORMATS = (
    'float8_e4m3fn',
    'float8_e5m2',
    'float8_e4m3fnuz',
    'float8_e5m2fnuz',
    'float4_e2m1fn',
    'float16',
    'bfloat16',
)
SHARE = 2000  # inputs for one process at a time


def limit_pattern(limit, fmt):
    if isinstance(limit, str):
        return special_bits(fmt, limit)
    return rounded([lambda _: mpf(limit() if callable(limit) else limit)], [None], fmt)[0][0]


def share(task):
    """(x, f, df) as patterns, for some of the numbers of a format."""
    name, key, begin = task
    fmt, definition = FORMATS[key], DEFINITIONS[name]
    _, p = parameters_of(definition, {})
    functions = [lambda x, function=function: function(x, p) for function in (definition.f, definition.d)]
    numbers = {pattern: decode(fmt, pattern) for pattern in ascending(fmt)[begin : begin + SHARE]}
    limits = definition.limits(p)
    answers = {
        pattern: [limit_pattern(limit, fmt) for limit in (limits[:2] if number == '-inf' else limits[2:])]
        for pattern, number in numbers.items()
        if isinstance(number, str)
    }
    finite = {pattern: exact(*number) for pattern, number in numbers.items() if not isinstance(number, str)}
    answers.update(zip(finite, rounded(functions, list(finite.values()), fmt)))
    return [(pattern, *answers[pattern]) for pattern in numbers]


def exact(sign, man, exp):
    return mpf((sign, man, exp, man.bit_length())) if man else mpf(0)


def patterns(name, key, pool):
    """(x, f, df) as patterns, for every x."""
    tasks = [(name, key, begin) for begin in range(0, len(ascending(FORMATS[key])), SHARE)]
    for rows in pool.imap(share, tasks):
        yield from rows


def digest(answers, fmt):
    width = max(1, fmt.width // 8)
    return hashlib.sha256(b''.join(answer.to_bytes(width, 'little') for answer in answers)).hexdigest()


def save(results):
    ordered = {name: results[name] for name in DEFINITIONS if name in results}
    text = ',\n'.join(
        f'{json.dumps(name)}:{{"parameters":{json.dumps(entry["parameters"], separators=(",", ":"))},"formats":{{\n'
        + ',\n'.join(f'{json.dumps(key)}:{json.dumps(value)}' for key, value in entry['formats'].items())
        + '}}'
        for name, entry in ordered.items()
    )
    fresh = FILE.with_suffix('.new')
    fresh.write_text('{' + text + '}\n')
    fresh.replace(FILE)


def main(words):
    printing = '--print' in words
    words = [word for word in words if word != '--print']
    named = [word for word in words if word not in SMALL_FORMATS]
    formats = [word for word in words if word in SMALL_FORMATS] or SMALL_FORMATS
    refuse_unknown(named)
    results = json.loads(FILE.read_text()) if FILE.exists() else {}
    with Pool(os.cpu_count()) as pool:
        for key in formats:
            for name in named or DEFINITIONS:
                if printing:
                    for row in patterns(name, key, pool):
                        print(*(f'{part:0{FORMATS[key].width // 4}x}' for part in row))
                elif named or key not in formats_of(name, results):
                    start = time.time()
                    formats_of(name, results)[key] = hashes(list(patterns(name, key, pool)), FORMATS[key])
                    save(results)
                    print(f'{key} {name} {time.time() - start:.1f} s', flush=True)


def formats_of(name, results):
    """The hashes that there are for an activation at its default parameters."""
    numbers, _ = parameters_of(DEFINITIONS[name], {})
    if name not in results or results[name]['parameters'] != numbers:
        results[name] = {'parameters': numbers, 'formats': {}}
    return results[name]['formats']


def hashes(rows, fmt):
    return {
        'count': len(rows),
        'value': digest([row[1] for row in rows], fmt),
        'gradient': digest([row[2] for row in rows], fmt),
    }


if __name__ == '__main__':
    main(sys.argv[1:])
