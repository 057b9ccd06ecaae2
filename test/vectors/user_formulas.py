#!/usr/bin/env python3
"""Writes user_formulas.json: formulas as a user may type them, with value and derivative from mpmath as in generate.py.

    python3 user_formulas.py       half a minute

The mathematics is written again here in mpmath's terms; the text beside it is what the program is given.
"""

import json
import random
from pathlib import Path
from types import SimpleNamespace

from mpmath import mp, mpf

from definitions import INF, NAN, NINF, exp, sech2, sigmoid, tanh
from generate import layout, limit_text, points_of, short, value_at

FILE = Path(__file__).parent / 'user_formulas.json'
random.seed(2025)
WEIGHTS = [round(random.uniform(-3, 3), 3) for _ in range(10)]
BIASES = [round(random.uniform(-2, 2), 3) for _ in range(10)]


def winner(x):
    """The first of the pieces that are largest at x, in exact arithmetic."""
    with mp.workprec(2400):
        sums = [mpf(w) * x + mpf(b) for w, b in zip(WEIGHTS, BIASES)]
        return sums.index(max(sums))


def maxout(x, _):
    i = winner(x)
    return mpf(WEIGHTS[i]) * x + mpf(BIASES[i])


def crossings():
    """Near where the winner changes, as doubles."""
    lines = list(zip(WEIGHTS, BIASES))
    return sorted({(d - b) / (a - c) for a, b in lines for c, d in lines if a != c})


def positive(function, at_zero, below=NAN):
    """A function of x > 0, with a value at 0 and below."""
    return lambda x, _: function(x) if x > 0 else at_zero if x == 0 else below


def exp_rest(x):
    """e^x - 1 - x, below 1 by its series, in which nothing cancels."""
    if abs(x) >= 1:
        return exp(x) - 1 - x
    term = total = x * x / 2
    n = 3
    while term and mp.mag(term) > mp.mag(total) - mp.prec:
        term *= x / n
        total += term
        n += 1
    return total


def whole(function):
    return lambda x, _: function(x)


def formula(text, f, d, limits, kinks=(), pole=False):
    """A pole of f or f' at 0: there the sign of zero decides, of which mpmath has but one."""
    return SimpleNamespace(text=text, f=f, d=d, limits=limits, kinks=kinks, pole=pole)


FIFTEEN, POINT_THREE = mpf(1.5), mpf(0.3)
FORMULAS = (
    formula(
        '=sin(x)*exp(-x^2)',
        whole(lambda x: mp.sin(x) * exp(-x * x)),
        whole(lambda x: exp(-x * x) * (mp.cos(x) - 2 * x * mp.sin(x))),
        ('0', '0', '0', '0'),
    ),
    formula(
        '=x*sigmoid(1.702*x)',
        whole(lambda x: x * sigmoid(mpf(1.702) * x)),
        whole(lambda x: sigmoid(mpf(1.702) * x) * (1 + mpf(1.702) * x * sigmoid(-mpf(1.702) * x))),
        ('-0', '-0', INF, 1),
    ),
    formula('=(exp(x)-exp(-x))/(exp(x)+exp(-x))', whole(tanh), whole(sech2), (-1, '0', 1, '0')),
    formula(
        '=log1p(x^2)',
        whole(lambda x: mp.log1p(x * x) if x else 0),
        whole(lambda x: 2 * x / (1 + x * x) if x else 0),
        (INF, '-0', INF, '0'),
    ),
    formula(
        f'maxout:weights=[{";".join(map(str, WEIGHTS))}],biases=[{";".join(map(str, BIASES))}]',
        maxout,
        lambda x, _: mpf(WEIGHTS[winner(x)]),
        (INF, min(WEIGHTS), INF, max(WEIGHTS)),
        crossings(),
    ),
    formula('=1/x', whole(lambda x: 1 / x if x else NAN), whole(lambda x: -1 / x**2 if x else NAN), ('-0', '-0', '0', '-0'), pole=True),
    formula('=x^-3', whole(lambda x: 1 / x**3 if x else NAN), whole(lambda x: -3 / x**4 if x else NAN), ('-0', '-0', '0', '-0'), pole=True),
    formula('=sqrt(x)', positive(mp.sqrt, 0), positive(lambda x: 1 / (2 * mp.sqrt(x)), INF), (NAN, NAN, INF, '0'), pole=True),
    formula('=x^0.5', positive(mp.sqrt, 0), positive(lambda x: 1 / (2 * mp.sqrt(x)), INF), (NAN, NAN, INF, '0'), pole=True),
    formula('=x^1.5', positive(lambda x: x * mp.sqrt(x), 0), positive(lambda x: FIFTEEN * mp.sqrt(x), 0), (NAN, NAN, INF, INF)),
    formula(
        '=x^0.3',
        positive(lambda x: exp(POINT_THREE * mp.log(x)), 0),
        positive(lambda x: POINT_THREE * exp((POINT_THREE - 1) * mp.log(x)), INF),
        (NAN, NAN, INF, '0'),
    ),
    formula('=x^2 - 2*x + 1', whole(lambda x: (x - 1) ** 2 if x != 1 else 0), whole(lambda x: 2 * (x - 1) if x != 1 else 0), (INF, NINF, INF, INF), (1,)),
    formula('=expm1(x) - x', whole(lambda x: exp_rest(x) if x else 0), whole(lambda x: exp(x) - 1 if x else 0), (INF, -1, INF, INF)),
    formula('=log(x)', positive(lambda x: mp.log(x) if x != 1 else 0, NINF), positive(lambda x: 1 / x, INF), (NAN, NAN, INF, '0'), (1,), pole=True),
    formula('=cosh(x) - 1', whole(lambda x: 2 * (half_sinh(x)) ** 2 if x else 0), whole(lambda x: sinh(x) if x else 0), (INF, NINF, INF, INF)),
)  # fmt: skip


def sinh(x):
    return (exp(x) - exp(-x)) / 2


def half_sinh(x):
    return sinh(x / 2)


def vector(entry):
    functions = (entry.f, entry.d)
    with mp.workprec(13000):
        limits = [limit_text(limit if isinstance(limit, str) else mpf(limit)) for limit in entry.limits]
    xs = [x for x in points_of(entry, None) if x or not entry.pole]
    rows = [[short(x), *(value_at(function, x, None) for function in functions)] for x in xs]
    return {'formula': entry.text, 'points': [['-inf', *limits[:2]], *rows, ['inf', *limits[2:]]]}


if __name__ == '__main__':
    vectors = []
    for entry in FORMULAS:
        vectors.append(vector(entry))
        print(entry.text, len(vectors[-1]['points']), flush=True)
    FILE.write_text(layout(vectors))
