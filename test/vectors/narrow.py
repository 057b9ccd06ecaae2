#!/usr/bin/env python3
"""Hashes of the roundings of ml_dtypes to the formats without -0 or NaN, for every float16, bfloat16 and pattern.

    python3 narrow.py > narrow.json

For each format: `values` is the SHA-256 of the doubles, little-endian, that the patterns of the format stand for in
their order; `float16` and `bfloat16` that of the patterns, one byte each, to which ml_dtypes rounds every number of that
format in the order of its patterns. NaN is the quiet NaN 0x7ff8000000000000 among the doubles; NaN inputs are left out
of the roundings, because ml_dtypes keeps their sign where there is no NaN.

tf32 is no type of ml_dtypes. Its `float32` is of every upper half of a float32, with the lower half 0x0fff, 0x1000,
0x1001, 0xefff, 0xf000 and 0xf001 in turn: the roundings as patterns of float32, four bytes each, by an addition to
the pattern that carries as it should, NaN left out.
"""

import hashlib
import json

import ml_dtypes
import numpy

FORMATS = {'float8_e4m3fnuz': 8, 'float8_e5m2fnuz': 8, 'float4_e2m1fn': 4}
WIDE = {'float16': numpy.float16, 'bfloat16': ml_dtypes.bfloat16}


def digest(array):
    return hashlib.sha256(array.tobytes()).hexdigest()


def values(dtype, bits):
    numbers = numpy.arange(2**bits, dtype=numpy.uint8).view(dtype).astype(numpy.float64)
    return digest(numpy.where(numpy.isnan(numbers), numpy.array(numpy.nan), numbers))


def roundings(dtype, wide):
    numbers = numpy.arange(2**16, dtype=numpy.uint16).view(wide)
    with numpy.errstate(invalid='ignore'):
        numbers = numbers[numbers == numbers]
    with numpy.errstate(all='ignore'):
        return digest(numbers.astype(dtype).view(numpy.uint8))


def tf32():
    upper = numpy.arange(2**16, dtype=numpy.uint64) << 16
    lower = numpy.array([0x0FFF, 0x1000, 0x1001, 0xEFFF, 0xF000, 0xF001], dtype=numpy.uint64)
    bits = (upper[:, None] | lower[None, :]).ravel()
    bits = bits[(bits & 0x7FFFFFFF) <= 0x7F800000]
    rounded = (bits + 0xFFF + ((bits >> 13) & 1)) & 0xFFFFE000
    return digest(rounded.astype('<u4'))


found = {}
for name, bits in FORMATS.items():
    dtype = getattr(ml_dtypes, name)
    found[name] = {'values': values(dtype, bits), **{wide: roundings(dtype, of) for wide, of in WIDE.items()}}
found['tf32'] = {'float32': tf32()}
print(json.dumps(found, indent=2))
