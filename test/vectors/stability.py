"""Formulas step by step in float16 and float32: NumPy's + - * / and sqrt, which are correctly rounded, and functions by
mpmath, rounded once. Writes stability.json. Needs numpy and mpmath."""

import json
import numpy as np
from mpmath import mp, mpf

mp.prec = 300
FORMATS = {'float16': (np.float16, 11), 'float32': (np.float32, 24)}
FUNCTIONS = {'exp': mp.exp, 'log': mp.log, 'erf': mp.erf, 'tanh': mp.tanh, 'expm1': mp.expm1, 'log1p': mp.log1p}


def kernels(t, bits):
    def call(name, u):
        with np.errstate(all='ignore'):
            if not np.isfinite(u):
                return t(getattr(np, name)(np.float64(u))) if hasattr(np, name) else t(np.sign(u))
            value = FUNCTIONS[name](mpf(float(u)))
            with mp.workprec(bits):
                value = +value
            return t(float(value))

    one, two, half = t(1), t(2), t(0.5)
    return {
        '0.5*x*(1+erf(x/sqrt(2)))': lambda x: half * x * (one + call('erf', x / np.sqrt(two))),
        'log(1+exp(x))': lambda x: call('log', one + call('exp', x)),
        'x/(1+exp(-x))': lambda x: x / (one + call('exp', -x)),
        '(exp(2*x)-1)/(exp(2*x)+1)': lambda x: (call('exp', two * x) - one) / (call('exp', two * x) + one),
        'x*tanh(log1p(exp(x)))': lambda x: x * call('tanh', call('log1p', call('exp', x))),
        'x>0 ? 1.0507*x : 1.7581*expm1(x)': lambda x: t(1.0507) * x if x > 0 else t(1.7581) * call('expm1', x),
        'x*min(max(x+3,0),6)/6': lambda x: x * min(max(x + t(3), t(0)), t(6)) / t(6),
        'x/sqrt(1+x^2)': lambda x: x / np.sqrt(one + x * x),
    }


POINTS = [-17.5, -6.1, -4.7, -3.3, -2.2, -1.05, -0.61, -0.125, -0.013, 0.0071, 0.21, 0.77, 1.4, 2.9, 5.3, 9.8, 12.4, 46]
found = {}
for name, (t, bits) in FORMATS.items():
    with np.errstate(all='ignore'):
        points = [t(x) for x in POINTS]
        found[name] = {
            formula: [[float(x), (lambda y: str(y) if not np.isfinite(y) else y)(float(kernel(x)))] for x in points]
            for formula, kernel in kernels(t, bits).items()
        }
with open(__file__.replace('.py', '.json'), 'w') as file:
    json.dump(found, file)
    file.write('\n')
