"""Number formats and the one rounding, on exact values: ties to even, subnormals kept, signed underflow.

A value is a pair (mpf, bits of relative accuracy), or 0 for a zero that is exact, or one of the strings
'0', '-0', 'inf', '-inf', 'nan' where a limit is stated by hand.
"""

from typing import NamedTuple

from mpmath import mp


class Format(NamedTuple):
    width: int
    precision: int
    least_exponent: int  # of the smallest normal number
    largest: int  # exponent of the largest finite number
    infinity: bool  # without it, whatever rounds beyond the largest finite number is NaN
    nan: int  # the canonical NaN pattern; without any, and without infinity, such a number is the largest one
    unsigned_zero: bool = False  # the pattern of -0 is NaN
    no_nan: bool = False

    @property
    def mantissa(self):
        return self.precision - 1

    @property
    def infinity_bits(self):
        return ((1 << (self.width - self.precision)) - 1) << self.mantissa


FORMATS = {
    'float64': Format(64, 53, -1022, 1023, True, 0x7FF8 << 48),
    'float32': Format(32, 24, -126, 127, True, 0x7FC00000),
    'float16': Format(16, 11, -14, 15, True, 0x7E00),
    'bfloat16': Format(16, 8, -126, 127, True, 0x7FC0),
    'float8_e4m3fn': Format(8, 4, -6, 8, False, 0x7F),
    'float8_e5m2': Format(8, 3, -14, 15, True, 0x7E),
    'float8_e4m3fnuz': Format(8, 4, -7, 7, False, 0x80, unsigned_zero=True),
    'float8_e5m2fnuz': Format(8, 3, -15, 15, False, 0x80, unsigned_zero=True),
    'float4_e2m1fn': Format(4, 2, 0, 2, False, 0x8, no_nan=True),
}


def signed(fmt, sign, pattern):
    """A pattern with a sign, which a zero may not have."""
    return pattern if fmt.unsigned_zero and pattern == 0 else sign << (fmt.width - 1) | pattern


def overflow(fmt, sign):
    """The pattern of an infinity, of NaN in a format that has none, or of the largest number if that has no NaN."""
    if fmt.no_nan:
        return signed(fmt, sign, fmt.nan - 1)
    return signed(fmt, sign, fmt.infinity_bits) if fmt.infinity else fmt.nan


def is_overflow(fmt, pattern):
    """float8_e4m3fn uses the top binade but for its last pattern, the other formats do not use it."""
    return pattern >= (fmt.infinity_bits if fmt.infinity else fmt.nan)


def special_bits(fmt, text):
    """The pattern of a limit that was stated by hand."""
    sign = int(text.startswith('-'))
    if text == 'nan':
        return fmt.nan
    return overflow(fmt, sign) if text.endswith('inf') else signed(fmt, sign, 0)


def round_bits(fmt, sign, man, exp, accuracy=None):
    """man * 2^exp, man > 0, as a pattern of the format; None where an error of 2^-accuracy could change the answer.

    An accuracy of None means that man * 2^exp is exact.
    """
    length = man.bit_length()
    top = exp + length - 1
    if top > fmt.largest + 1:
        return overflow(fmt, sign)
    quantum = max(top, fmt.least_exponent) - fmt.mantissa
    if top < quantum - 2:
        return signed(fmt, sign, 0)
    if accuracy is not None and length < accuracy + 8:
        grow = accuracy + 8 - length
        man, exp, length = man << grow, exp - grow, accuracy + 8
    shift = quantum - exp
    if shift <= 0:
        kept = man << -shift
    else:
        kept, rest, half = man >> shift, man & ((1 << shift) - 1), 1 << (shift - 1)
        if accuracy is not None and abs(rest - half) <= man >> accuracy:
            return None
        if rest > half or (rest == half and kept & 1):
            kept += 1
    # A carry out of the mantissa increments the exponent field by itself.
    pattern = kept + ((max(top, fmt.least_exponent) - fmt.least_exponent) << fmt.mantissa)
    return overflow(fmt, sign) if is_overflow(fmt, pattern) else signed(fmt, sign, pattern)


def decode(fmt, pattern):
    """A pattern as 'inf', '-inf', 'nan', or (sign, man, exp) with the value man * 2^exp."""
    sign, field = pattern >> (fmt.width - 1), pattern & ((1 << (fmt.width - 1)) - 1)
    if fmt.infinity and field == fmt.infinity_bits:
        return '-inf' if sign else 'inf'
    if is_overflow(fmt, field) or (fmt.unsigned_zero and pattern == fmt.nan):
        return 'nan'
    biased, fraction = field >> fmt.mantissa, field & ((1 << fmt.mantissa) - 1)
    man = fraction | (1 << fmt.mantissa) if biased else fraction
    return sign, man, fmt.least_exponent - fmt.mantissa + max(biased, 1) - 1


def ascending(fmt):
    """Every pattern that is not NaN, in order of value, -0, where there is one, before +0."""
    top = fmt.infinity_bits if fmt.infinity else fmt.nan - 1
    sign = 1 << (fmt.width - 1)
    return [sign | m for m in range(top, 0 if fmt.unsigned_zero else -1, -1)] + list(range(top + 1))


QUICK = (70, 120, 240, 600, 1600, 3400, 7000)
THOROUGH = (400, 800, 1600, 3200, 6400, 13000)


def ladder(function, x, precisions):
    """Ever better approximations of function(x): (mpf, bits of accuracy); only 0 for a zero that is exact.

    Two precisions must agree in half the bits of the lower one before the higher one is believed, and then in half its
    bits only: cancellation shows up as disagreement. A zero from a cancelled difference is not believed at all.
    """
    before = None
    kept = mp.prec
    try:
        for precision in precisions:
            mp.prec = precision
            value = function(x)
            answer = judged(value, before, precision, x)
            if answer is not None:
                yield answer
                if is_stated(value):
                    return
            before = value, precision
    finally:
        mp.prec = kept
    yield at_last(before[0])


def judged(value, before, precision, x):
    """What a value of this precision is worth after one of a lower precision: (mpf, bits of accuracy), 0, or None."""
    if is_stated(value):
        return value if isinstance(value, str) else exact(value)
    if not mp.isfinite(value):
        raise ArithmeticError(f'not finite: {value} at {x}')
    if before is not None and value and agree(value, before[0], before[1] // 2):
        return value, precision // 2
    return None


def is_stated(value):
    """A limit in words, or a branch that answers with a Python integer."""
    return isinstance(value, (str, int))


def at_last(value):
    """No better precision is left. What is still undecided is an exact zero or an exact tie."""
    return (value, None) if value else 0


def agree(value, other, bits):
    """Whether the two differ by less than 2^-bits of the value."""
    _, man, exp, length = (value - other)._mpf_
    return not man or exp + length < value._mpf_[2] + value._mpf_[3] - bits


def exact(integer):
    """A branch that answers with a Python integer answers exactly."""
    return (mp.mpf(integer), None) if integer else 0


def rounded(functions, xs, fmt, precisions=QUICK):
    """For each x the pattern of each function's value, rounded once to the format; an exact zero is +0.

    The ladder of each value, but one rung for all of them before the next: a precision is set once, and a gradient
    finds the exponentials that its value has just computed (`once` in definitions.py).
    """
    patterns = [[None] * len(functions) for _ in xs]
    undecided = [(row, column) for row in range(len(xs)) for column in range(len(functions))]
    before = dict.fromkeys(undecided)
    for precision in precisions:
        higher = []
        with mp.workprec(precision):
            for place in undecided:
                row, column = place
                value = functions[column](xs[row])
                answer = judged(value, before[place], precision, xs[row])
                pattern = None if answer is None else pattern_of(answer, fmt)
                if pattern is None:
                    before[place] = value, precision
                    higher.append(place)
                patterns[row][column] = pattern
        undecided = higher
    for row, column in undecided:
        patterns[row][column] = pattern_of(at_last(before[row, column][0]), fmt)
    return patterns


def pattern_of(answer, fmt):
    """A ladder's answer as a pattern; None where its accuracy does not decide it."""
    if isinstance(answer, str):
        return special_bits(fmt, answer)
    if answer == 0:
        return 0
    sign, man, exp, _ = answer[0]._mpf_
    return round_bits(fmt, sign, int(man), int(exp), answer[1])
