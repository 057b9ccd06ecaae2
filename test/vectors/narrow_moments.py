#!/usr/bin/env python3
"""Prints the table of test/moments/narrow.test.ts: E f, E f^2 and E f'^2 of formulas with narrow features, x ~ N(0, 1).

    python3 narrow_moments.py

By mpmath's quad at 40 digits, split at every feature and ever closer to it, in steps of a factor of 2 from a quarter of
its width. A parameter such as 0.7 is the double nearest to it, as it is in act-cli.
"""

from mpmath import fsum, mp, mpf, npdf, quad

mp.dps = 40
E = lambda n: mpf(10) ** n
sech2 = lambda t: mp.sech(t) ** 2 if abs(t) < 1000 else mpf(0)
C, A, B = mpf(0.7), mpf(1.3), mpf(0.503)

# A formula, f, f' and its features: place and width.
CASES = (
    ('=tanh(1e20*x)', lambda x: mp.tanh(E(20) * x), lambda x: E(20) * sech2(E(20) * x), ((0, E(-20)),)),
    (
        '=exp(-1e10*(x-0.7)^2)',
        lambda x: mp.exp(-E(10) * (x - C) ** 2),
        lambda x: -2 * E(10) * (x - C) * mp.exp(-E(10) * (x - C) ** 2),
        ((C, E(-5)),),
    ),
    ('=tanh(1e9*(x-0.7))', lambda x: mp.tanh(E(9) * (x - C)), lambda x: E(9) * sech2(E(9) * (x - C)), ((C, E(-9)),)),
    (
        '=x-0.002*atan(1e4*(x-0.503))',
        lambda x: x - mpf(0.002) * mp.atan(E(4) * (x - B)),
        lambda x: 1 - mpf(0.002) * E(4) / (1 + (E(4) * (x - B)) ** 2),
        ((B, E(-4)),),
    ),
    (
        '=exp(-1e10*(x-0.7)^2)+exp(-1e12*(x+1.3)^2)',
        lambda x: mp.exp(-E(10) * (x - C) ** 2) + mp.exp(-E(12) * (x + A) ** 2),
        lambda x: -2 * E(10) * (x - C) * mp.exp(-E(10) * (x - C) ** 2) - 2 * E(12) * (x + A) * mp.exp(-E(12) * (x + A) ** 2),
        ((C, E(-5)), (-A, E(-6))),
    ),
    (
        '=tanh(1e6*x)+tanh(1e6*(x-1))+tanh(1e6*(x-2))',
        lambda x: sum(mp.tanh(E(6) * (x - k)) for k in range(3)),
        lambda x: sum(E(6) * sech2(E(6) * (x - k)) for k in range(3)),
        tuple((k, E(-6)) for k in range(3)),
    ),
    (
        '=tanh(1e20*x)+0.5*tanh(1e7*(x-0.5))',
        lambda x: mp.tanh(E(20) * x) + mp.tanh(E(7) * (x - 0.5)) / 2,
        lambda x: E(20) * sech2(E(20) * x) + E(7) * sech2(E(7) * (x - 0.5)) / 2,
        ((0, E(-20)), (mpf(0.5), E(-7))),
    ),
    (
        '=x+1e-11*tanh(1e31*x)',
        lambda x: x + mpf(1e-11) * mp.tanh(mpf(1e31) * x),
        lambda x: 1 + mpf(1e-11) * mpf(1e31) * sech2(mpf(1e31) * x),
        ((0, E(-31)),),
    ),
    (
        '=abs(x)^0.75',
        lambda x: abs(x) ** mpf(0.75),
        lambda x: mpf(0.75) * abs(x) ** mpf(-0.25),
        ((0, E(-30)),),
    ),
)  # fmt: skip


def ends(features):
    found = {mpf(k) / 2 for k in range(-28, 29)}
    for place, width in features:
        found.add(mpf(place))
        step = mpf(width) / 4
        while step < 1:
            found |= {place - step, place + step}
            step *= 2
    return sorted(found)


for formula, f, slope, features in CASES:
    cells = ends(features)
    mean = lambda g: fsum(quad(lambda x: g(x) * npdf(x), cell) for cell in zip(cells, cells[1:]))
    values = (mean(f), mean(lambda x: f(x) ** 2), mean(lambda x: slope(x) ** 2))
    print(formula, *(mp.nstr(v, 16) if abs(v) > E(-30) else '0' for v in values), flush=True)
