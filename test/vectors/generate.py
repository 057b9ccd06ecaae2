#!/usr/bin/env python3
"""Writes <activation>.json: x, f(x), f'(x) as exact decimals, at points chosen by role. See README.md.

    python3 generate.py            every activation
    python3 generate.py gelu silu  these

A decimal has at least 40 significant digits, or is exact where the exact one is that short, and rounds to the same
number as the exact result in each of the six number formats: where 40 digits would blur which side of a midpoint the
result lies on, the last digit is moved to the right side. Magnitudes beyond 1e5000 and below 1e-5000 are written as
1e+5000 and 1e-5000. A zero that is approached from below, as x comes from the side of the point's own sign or goes to
an infinity, is "-0"; every other zero is "0".
"""

import json
import math
import struct
import sys
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace

from mpmath import mp, mpf

from definitions import DEFINITIONS
from rounding import FORMATS, THOROUGH, ladder, round_bits
from rows import refuse_unknown

FOLDER = Path(__file__).parent
DIGITS = 40
TINY, NORMAL, LARGEST = 5e-324, 2.2250738585072014e-308, 1.7976931348623157e308
MAGNITUDES = (
    TINY, NORMAL, 1e-300, 1e-8, 0.1, 0.5, 1.0, 2.0, 3.0, 5.5, 10.0, 20.0, 36.7, 38.6, 100.0, 708.5, 745.2,
    1e8, 1e300, LARGEST,
)  # fmt: skip
# Where a change of behaviour is looked for, between each two neighbours.
SEARCH = (
    0.0, TINY, NORMAL, 1e-300, 1e-200, 1e-160, 1e-150, 1e-100, 1e-20, 1e-16, 1e-12, 1e-8, 1e-6, 1e-5, 1e-4, 1e-3, 0.01,
    0.1, *(k / 4 for k in range(1, 32)), *range(8, 48, 2), 50.0, 100.0, 200.0, 350.0, 500.0, 700.0, 709.0, 710.0, 720.0,
    745.0, 750.0, 800.0, 1000.0, 1500.0, 5000.0, 1e4, 1e5, 1e6, 1e8, 1e12, 1e16, 1e20, 1e100, 1e150, 1e155, 1e200,
    1e300, LARGEST,
)  # fmt: skip
MOST_CHANGES = 14  # of one kind: an oscillating function has endlessly many zeros


def parameters_of(definition, setting):
    """The parameters as numbers and, for the formulas, as exact mpf; `lambda` is a word of Python's."""
    every = {**definition.defaults, **setting}
    exact = {('LAMBDA' if key == 'lambda' else key): mpf(value) for key, value in every.items()}
    # JSON has no infinity; one that is left out is the default.
    return {key: value for key, value in every.items() if abs(value) != math.inf}, SimpleNamespace(**exact)


# --- one value as a decimal ------------------------------------------------------------------------------------------


def quotient(sign, man, exp, scale):
    """floor and remainder flag of man * 2^exp * 10^scale"""
    number = man * 10**scale if scale >= 0 else man
    divisor = 1 if scale >= 0 else 10**-scale
    number, divisor = (number << exp, divisor) if exp >= 0 else (number, divisor << -exp)
    whole, rest = divmod(number, divisor)
    return whole, rest, divisor


def spell(sign, digits, exponent):
    """digits * 10^exponent as text"""
    text = str(digits).rstrip('0')
    exponent += len(str(digits)) - len(text)
    point = len(text) + exponent
    if 0 <= exponent and point <= 45:
        body = text + '0' * exponent
    elif 0 < point <= len(text):
        body = text[:point] + '.' + text[point:]
    elif -7 < point <= 0:
        body = '0.' + '0' * -point + text
    else:
        body = text[0] + ('.' + text[1:] if len(text) > 1 else '') + f'e{point - 1:+d}'
    return ('-' if sign else '') + body


def bits_of_decimal(fmt, digits, exponent):
    """The pattern that digits * 10^exponent rounds to, sign aside."""
    value = Fraction(digits) * Fraction(10) ** exponent
    extra = max(0, 2000 + value.denominator.bit_length() - value.numerator.bit_length())
    whole, rest = divmod(value.numerator << extra, value.denominator)
    return round_bits(fmt, 0, whole << 1 | (rest != 0), -extra - 1)


def decimal(answers):
    """The first decimal that rounds like the exact value in every format; `answers` come from a ladder."""
    for answer in answers:
        if isinstance(answer, str):
            return answer
        if answer == 0:
            return '0'
        sign, man, exp, _ = (int(part) for part in answer[0]._mpf_)
        top = exp + man.bit_length()
        if abs(top) > 16610:
            return f'{"-" if sign else ""}1e{"+" if top > 0 else "-"}5000'
        wanted = [round_bits(fmt, 0, man, exp, answer[1]) for fmt in FORMATS.values()]
        if None in wanted or (answer[1] is not None and answer[1] < 200):
            continue
        digits, exponent = closest(man, exp, wanted)
        return spell(sign, digits, exponent)
    raise ArithmeticError('no decimal')


def closest(man, exp, wanted):
    estimate = math.floor((exp + man.bit_length() - 1) * math.log10(2))
    for count in range(DIGITS, DIGITS + 20):
        scale = count - 1 - estimate
        whole, rest, divisor = quotient(0, man, exp, scale)
        candidates = [whole] if rest == 0 else [whole + 1, whole] if 2 * rest >= divisor else [whole, whole + 1]
        for digits in candidates:
            if [bits_of_decimal(fmt, digits, -scale) for fmt in FORMATS.values()] == wanted:
                return digits, -scale
    raise ArithmeticError('no decimal of at most 60 digits rounds right')


# --- the points ------------------------------------------------------------------------------------------------------


def ordinal(x):
    """Doubles in ascending order as integers; both zeros are 0."""
    bits = struct.unpack('<q', struct.pack('<d', x))[0]
    return bits if bits >= 0 else -(bits & (2**63 - 1))


def from_ordinal(n):
    return math.copysign(struct.unpack('<d', struct.pack('<q', abs(n)))[0], n)


def approximate(function, x):
    """The double nearest to function(x), by the ladder but with less to decide; zeros keep their sign."""
    for answer in ladder(function, mpf(x), (100, 200, 400, 1600, 6400)):
        if isinstance(answer, str) or answer == 0:
            return float(answer)
        sign, man, exp, _ = (int(part) for part in answer[0]._mpf_)
        bits = round_bits(FORMATS['float64'], sign, man, exp)
        return struct.unpack('<d', struct.pack('<Q', bits))[0]
    raise ArithmeticError


def behaviour(value):
    """A change of it is worth a point: the sign, and whether it is subnormal, overflowed or rounds to 1 or -1."""
    size = abs(value)
    kind = 'zero' if size == 0 else 'subnormal' if size < NORMAL else 'huge' if size > LARGEST else 'normal'
    return math.copysign(1, value), kind, value in (1, -1)


def changes(function):
    """Pairs of neighbouring doubles between which the behaviour of the rounded value changes."""
    seen = {}

    def at(n):
        if n not in seen:
            value = approximate(function, from_ordinal(n))
            seen[n] = 'nan' if value != value else behaviour(value)
        return seen[n]

    found = {}
    places = sorted({ordinal(side * float(x)) for x in SEARCH for side in (1, -1)})
    for low, high in zip(places, places[1:]):
        if at(low) == at(high):
            continue
        first, last = at(low), at(high)
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if at(middle) == first else (low, middle)
        found.setdefault((first, last), []).append((low, high))
    for pairs in found.values():
        pairs.sort(key=lambda pair: abs(pair[0]))
        for pair in pairs[:MOST_CHANGES // 2]:
            yield from pair


def points_of(definition, p):
    chosen = {ordinal(side * x) for x in MAGNITUDES for side in (1, -1)}
    for kink in definition.kinks:
        chosen |= {ordinal(float(kink)) + step for step in (-1, 0, 1)}
    for function in (definition.f, definition.d):
        chosen.update(changes(lambda x: function(x, p)))
    chosen.discard(0)
    negative, positive = sorted(n for n in chosen if n < 0), sorted(n for n in chosen if n > 0)
    return [*map(from_ordinal, negative), -0.0, 0.0, *map(from_ordinal, positive)]


# --- the vectors -----------------------------------------------------------------------------------------------------


def short(x):
    """The shortest decimal that reads back to x."""
    text = repr(x)
    text = text.removesuffix('.0')
    return text.replace('e-0', 'e-').replace('e+0', 'e+')


def value_at(function, x, p):
    text = decimal(ladder(lambda t: function(t, p), mpf(x), THOROUGH))
    if text == '0' and x == 0:
        beside = approximate(lambda t: function(t, p), math.copysign(TINY, x))
        # An underflowed neighbour has a sign; an exact zero beside it is +0.
        return '-0' if math.copysign(1, beside) < 0 else '0'
    return text


def limit_text(limit):
    if isinstance(limit, str):
        return limit
    return decimal(ladder(lambda _: mpf(limit() if callable(limit) else limit), None, THOROUGH))


def vector(definition, setting):
    numbers, p = parameters_of(definition, setting)
    with mp.workprec(THOROUGH[-1]):
        limits = [limit_text(limit) for limit in definition.limits(p)]
        partials = [(d, [limit_text(limit) for limit in ends(p)]) for d, ends in definition.wrt.values()]
    check_limits(definition, p, limits)
    check_derivative(definition, p)
    functions = [definition.f, definition.d, *(d for d, _ in partials)]
    rows = [[short(x), *(value_at(function, x, p) for function in functions)] for x in points_of(definition, p)]
    rows.insert(0, ['-inf', *limits[:2], *(ends[0] for _, ends in partials)])
    rows.append(['inf', *limits[2:], *(ends[1] for _, ends in partials)])
    return {'activation': definition.name, 'parameters': numbers, 'wrt': ['x', *definition.wrt], 'points': rows}


def check_limits(definition, p, limits):
    """The stated limits must be where the function is seen to go by 1e300, by which log(x) is 690."""
    for function, x, limit in zip((definition.f, definition.d) * 2, (-1e300, -1e300, 1e300, 1e300), limits):
        near = approximate(lambda t: function(t, p), x)
        far = float(limit)
        agree = (
            near != near or far != far
            or (abs(near) > 600 and far == math.copysign(math.inf, near))
            or (definition.oscillates and abs(near) < 1e-290)
            or (abs(near - far) <= 1e-15 * abs(far) + 1e-140 and math.copysign(1, near) == math.copysign(1, far))
        )  # fmt: skip
        if not agree:
            raise ArithmeticError(f'{definition.name}: stated limit {limit}, {near} at {x}')


def check_derivative(definition, p):
    """The closed form of the derivative must agree with a central difference away from kinks; it is written by hand."""
    step = mp.ldexp(1, -150)
    for place in range(-60, 61):
        x = mpf(place) / 8 + mpf(1) / 1024
        with mp.workprec(600):
            sides = [definition.f(x + step, p), definition.f(x - step, p), definition.d(x, p)]
            if any(isinstance(side, str) for side in sides):
                continue
            difference = (mpf(sides[0]) - sides[1]) / (2 * step)
            if abs(difference - sides[2]) > mpf(2) ** -180 * (1 + abs(difference)):
                raise ArithmeticError(f'{definition.name}: derivative {sides[2]} but difference {difference} at {x}')


def layout(vectors):
    """JSON with one line for each point."""
    parts = []
    for entry in vectors:
        head = {key: value for key, value in entry.items() if key != 'points'}
        rows = ',\n'.join(json.dumps(row, separators=(',', ':')) for row in entry['points'])
        parts.append(json.dumps(head, separators=(',', ':'))[:-1] + ',"points":[\n' + rows + '\n]}')
    return '[' + ',\n'.join(parts) + ']\n'


def main(names):
    refuse_unknown(names)
    for name in names or DEFINITIONS:
        definition = DEFINITIONS[name]
        vectors = [vector(definition, setting) for setting in definition.settings]
        (FOLDER / f'{name}.json').write_text(layout(vectors))
        print(name, *(len(entry['points']) for entry in vectors), flush=True)


if __name__ == '__main__':
    main(sys.argv[1:])
