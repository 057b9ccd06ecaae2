#!/usr/bin/env python3
"""PyTorch's gated units and softmax in narrow formats: errors as act-cli counts them beside those that mpmath counts.

    python3 test/frameworks/check_gated.py [rows]

Inputs are normally distributed with the standard deviation 3, the first hundreds of them at the clamps. Each unit is
computed forward and backward in bfloat16 and float16 as models write it, and `check` reads the file. Ends with exit
code 1 if a count of misrounded results or a largest error differs. Needs torch and mpmath, and `npm run build`.
"""

import csv
import io
import pathlib
import subprocess
import sys
import tempfile

import torch
from mpmath import exp, floor, frexp, mp, mpf

mp.prec = 300
PROGRAM = pathlib.Path(__file__).parents[2] / 'bin/act-cli.js'
ROWS = int(sys.argv[1]) if len(sys.argv) > 1 else 20_000
# Digits of a number, and the exponent of the least one.
FORMATS = {'bfloat16': (torch.bfloat16, 8, -133), 'float16': (torch.float16, 11, -24)}


def sigmoid(z):
    return 1 / (1 + exp(-z))


def swiglu(x, u):
    s = sigmoid(x)
    return [x * s * u, u * (s + x * s * (1 - s)), x * s]


def gpt_oss(x, u):
    alpha, gate, linear = mpf(1.702), min(x, 7), max(min(u, 7), -7)
    s = sigmoid(alpha * gate)
    slope = (linear + 1) * (s + alpha * gate * s * (1 - s))
    return [gate * s * (linear + 1), 0 if x >= 7 else slope, 0 if abs(u) >= 7 else gate * s]


def softmax(*x):
    powers = [exp(each) for each in x]
    first, *others = (each / sum(powers) for each in powers)
    return [first, first * (1 - first), *(-first * each for each in others)]


def torch_gpt_oss(x, u):
    gate, linear = x.clamp(max=7.0), u.clamp(-7.0, 7.0)
    return gate * torch.sigmoid(1.702 * gate) * (linear + 1)


# What act-cli calls it, its inputs, PyTorch's, mpmath's.
UNITS = {
    'F.silu(x) * u': ('swiglu', ['x', 'u'], lambda x, u: torch.nn.functional.silu(x) * u, swiglu),
    "gpt-oss's unit": ('swiglu_clamped', ['x', 'u'], torch_gpt_oss, gpt_oss),
    'softmax of 3': ('softmax', ['x1', 'x2', 'x3'], lambda *x: torch.softmax(torch.stack(x, -1), -1)[:, 0], softmax),
}


def steps(value, precision, least):
    """The place of the nearest number of the format among all of them, 0 being in the middle."""
    size = abs(mpf(value))
    if size == 0:
        return 0
    exponent = max(int(frexp(size)[1]) - precision, least)
    units = size / mpf(2) ** exponent
    whole = int(floor(units))
    if units - whole > 0.5 or (units - whole == 0.5 and whole % 2 == 1):
        whole += 1
    place = (exponent - least) * 2 ** (precision - 1) + whole
    return place if value > 0 else -place


def inputs_of(names, dtype):
    torch.manual_seed(1)
    columns = [(torch.randn(ROWS) * 3).to(dtype) for _ in names]
    if names == ['x', 'u']:
        columns[0][:200], columns[1][100:300], columns[1][300:400] = 7, 7, -7
    return [column.requires_grad_() for column in columns]


def checked(name, dtype, header, rows):
    """The counts of misrounded results and the largest errors that act-cli tells."""
    with tempfile.NamedTemporaryFile('w', suffix='.csv') as file:
        csv.writer(file).writerows([header, *rows])
        file.flush()
        argv = ['node', PROGRAM, 'check', name, file.name, '--dtype', dtype, '--format', 'csv']
        told = csv.DictReader(io.StringIO(subprocess.run(argv, capture_output=True, text=True, check=True).stdout))
        found = {(row['quantity'], row['measure']): int(row['amount']) for row in told if row['measure'] in ('misrounded', 'max_ulp')}  # fmt: skip
    return [(found[each, 'misrounded'], found[each, 'max_ulp']) for each in header if (each, 'max_ulp') in found]


differs = False
for title, (name, names, compute, exact) in UNITS.items():
    for dtype, (torch_dtype, precision, least) in FORMATS.items():
        inputs = inputs_of(names, torch_dtype)
        value = compute(*inputs)
        value.backward(torch.ones_like(value))
        columns = [*inputs, value, *(each.grad for each in inputs)]
        rows = list(zip(*(column.detach().double().tolist() for column in columns)))
        header = [*names, 'value', *(f'gradient_{each}' for each in names)]
        witness = [[0, 0] for _ in header[len(names) :]]
        for row in rows:
            for tally, right, got in zip(witness, exact(*map(mpf, row[: len(names)])), row[len(names) :]):
                error = abs(steps(right, precision, least) - steps(got, precision, least))
                tally[0] += error > 0
                tally[1] = max(tally[1], error)
        told = checked(name, dtype, header, rows)
        same = told == [tuple(each) for each in witness]
        differs = differs or not same
        print(title, dtype, dict(zip(header[len(names) :], told)), 'as mpmath' if same else f'mpmath: {witness}')
sys.exit(differs)
