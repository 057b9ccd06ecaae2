"""Every activation as its paper writes it, in mpmath's terms: value and derivative each by a closed form of its own.

Written from the literature, without a look at the TypeScript. Nothing here differentiates or simplifies anything.

- Parameters and literals such as 0.044715 are the doubles nearest to their text; pi, 1/6, sqrt(2) are exact.
- A branch that returns a Python integer is exactly that integer. A zero computed from a difference never counts as one.
- At a kink the derivative is PyTorch's; where PyTorch lacks the function, see the comment beside it.
- `limits` are f(-inf), f'(-inf), f(inf), f'(inf): numbers, or '0', '-0' for a zero approached from above or below.
"""

from types import SimpleNamespace

from mpmath import mp, mpf

DEFINITIONS = {}
INF, NINF, NAN = 'inf', '-inf', 'nan'
BEYOND = 1 << 4000  # an exponent past every format; exp of anything beyond 2^3000 is answered with it


def define(name, f, d, limits, kinks=(), settings=(), oscillates=False, **defaults):
    """Registers an activation; `settings` are further parameter sets, `kinks` points at which branches meet.

    One that oscillates has endlessly many zeros and extrema: references list those near 0.
    """
    DEFINITIONS[name] = SimpleNamespace(
        name=name, f=f, d=d, limits=limits, kinks=kinks, settings=[{}, *settings], oscillates=oscillates,
        defaults=defaults, wrt={},
    )  # fmt: skip


def with_respect_to(name, parameter, derivative, limits):
    """Adds the partial derivative for a parameter."""
    DEFINITIONS[name].wrt[parameter] = (derivative, limits)


# --- primitives, by identities that do not cancel --------------------------------------------------------------------


def once(function):
    """The function with its last results kept: a value and its gradient at the same x need the same exponentials."""
    kept = {}

    def answer(y):
        place = getattr(y, '_mpf_', y), mp.prec
        if place not in kept:
            if len(kept) > 20:
                kept.clear()
            kept[place] = function(y)
        return kept[place]

    return answer


erf, log1p, sqrt = once(mp.erf), once(mp.log1p), once(mp.sqrt)


@once
def exp(y):
    if y and mp.mag(y) > 3000:
        return mp.ldexp(1, BEYOND if y > 0 else -BEYOND)
    return mp.exp(y)


def expm1(y):
    return exp(y) if y > 100000 else mp.mpf(-1) if y < -100000 else mp.expm1(y)


def hair(value, side):
    """The number next to value, farther from 0 (1) or nearer to it (-1), for a share too small to be seen beside it.

    At a tie, as of 1.375 x for large x, the rounding depends on it.
    """
    return value * (1 + side * mp.ldexp(1, 1 - mp.prec))


@once
def sigmoid(y):
    return 1 / (1 + exp(-y)) if y >= 0 else exp(y) / (1 + exp(y))


@once
def softplus(y):
    return max(y, mpf(0)) + log1p(exp(-abs(y)))


@once
def tanh(y):
    return mp.sign(y) if y and mp.mag(y) > 40 else mp.tanh(y)


def sech2(y):
    t = exp(-2 * abs(y))
    return 4 * t / (1 + t) ** 2


@once
def normal_cdf(y):
    return mp.ncdf(y) if y > 0 else upper_tail(-y)


def upper_tail(y):
    """1 - Phi(y) for y >= 0, by erfc; past every format's smallest number it is a stand-in of the right sign."""
    return exp(-y * y) if y > 10000 else mp.erfc(y / sqrt(2)) / 2


def normal_density(y):
    return exp(-y * y / 2) / sqrt(2 * mp.pi)


def d_erf(y):
    return 2 / sqrt(mp.pi) * exp(-y * y)


# --- the line, steps -------------------------------------------------------------------------------------------------

define('linear', lambda x, p: x, lambda x, p: 1, lambda p: (NINF, 1, INF, 1))
define('step', lambda x, p: int(x > 0), lambda x, p: 0, lambda p: (0, 0, 1, 0), kinks=(0,))
define(
    'heaviside',
    lambda x, p: 1 if x > 0 else 0 if x < 0 else mpf(p.value),
    lambda x, p: 0,
    lambda p: (0, 0, 1, 0),
    kinks=(0,),
    settings=({'value': 0.5}, {'value': 1.0}),
    value=0.0,
)
define('abs', lambda x, p: abs(x), lambda x, p: int(mp.sign(x)), lambda p: (INF, -1, INF, 1), kinks=(0,))

# --- sigmoids --------------------------------------------------------------------------------------------------------

define(
    'sigmoid',
    lambda x, p: sigmoid(x),
    lambda x, p: sigmoid(x) * sigmoid(-x),
    lambda p: ('0', '0', 1, '0'),
)
define(
    'logsigmoid',
    lambda x, p: -softplus(-x),
    lambda x, p: sigmoid(-x),
    lambda p: (NINF, 1, '-0', '0'),
)
define(
    'hardsigmoid',
    lambda x, p: 0 if x <= -3 else 1 if x >= 3 else (x + 3) / 6,
    lambda x, p: mpf(1) / 6 if -3 < x < 3 else 0,
    lambda p: (0, 0, 1, 0),
    kinks=(-3, 3),
)


def onnx_line(x, p):
    return mp.mpf(p.alpha) * x + p.beta


define(
    'hardsigmoid_onnx',
    lambda x, p: 0 if onnx_line(x, p) <= 0 else 1 if onnx_line(x, p) >= 1 else onnx_line(x, p),
    lambda x, p: p.alpha if 0 < onnx_line(x, p) < 1 else 0,
    lambda p: (0, 0, 1, 0),
    kinks=(-2.5, 2.5, -2, 2),
    settings=({'alpha': 0.25, 'beta': 0.5},),
    alpha=0.2,
    beta=0.5,
)
define(
    'sparse_sigmoid',
    lambda x, p: 0 if x <= -1 else 1 if x >= 1 else (x + 1) / 2,
    lambda x, p: mpf(1) / 2 if -1 < x < 1 else 0,  # Keras: 0 at both kinks
    lambda p: (0, 0, 1, 0),
    kinks=(-1, 1),
)
define(
    'laplace',  # HF's and Mega's: the normal distribution function about mu
    lambda x, p: normal_cdf((x - p.mu) / p.sigma),
    lambda x, p: normal_density((x - p.mu) / p.sigma) / p.sigma,
    lambda p: ('0', '0', 1, '0'),
    settings=({'mu': 0.0, 'sigma': 1.0},),
    mu=0.707107,
    sigma=0.282095,
)

define(
    'hardsigmoid_binaryconnect',
    lambda x, p: DEFINITIONS['sparse_sigmoid'].f(x, p),
    lambda x, p: DEFINITIONS['sparse_sigmoid'].d(x, p),
    lambda p: (0, 0, 1, 0),
    kinks=(-1, 1),
)
define(
    'probit',
    lambda x, p: normal_cdf(x),
    lambda x, p: normal_density(x),
    lambda p: ('0', '0', 1, '0'),
)
define(
    'cloglog',
    lambda x, p: -expm1(-exp(x)),
    lambda x, p: exp(x - exp(x)),
    lambda p: ('0', '0', 1, '0'),
)
define(
    'aranda',  # 1 - (1 + lambda e^x)^(-1/lambda); the derivative is e^x (1 + lambda e^x)^(-1/lambda - 1)
    lambda x, p: -expm1(-log1p(p.LAMBDA * exp(x)) / p.LAMBDA),
    lambda x, p: exp(x - (1 + 1 / p.LAMBDA) * log1p(p.LAMBDA * exp(x))),
    lambda p: ('0', '0', 1, '0'),
    settings=({'lambda': 0.3},),
    **{'lambda': 2.0},
)
define(
    'elliott_sigmoid',
    lambda x, p: 1 / (2 * (1 - x)) if x < 0 else (1 + 2 * x) / (2 * (1 + x)),
    lambda x, p: 1 / (2 * (1 + abs(x)) ** 2),
    lambda p: ('0', '0', 1, '0'),
    kinks=(0,),
)

# --- tanhs -----------------------------------------------------------------------------------------------------------

define('tanh', lambda x, p: tanh(x), lambda x, p: sech2(x), lambda p: (-1, '0', 1, '0'))
define(
    'hardtanh',
    lambda x, p: mpf(p.min_val) if x <= p.min_val else mpf(p.max_val) if x >= p.max_val else x,
    lambda x, p: 1 if p.min_val < x < p.max_val else 0,
    lambda p: (mpf(p.min_val), 0, mpf(p.max_val), 0),
    kinks=(-1, 1, -2, 0.5),
    settings=({'min_val': -2.0, 'max_val': 0.5}, {'min_val': 0.5, 'max_val': 0.5}),
    min_val=-1.0,
    max_val=1.0,
)
define(
    'softcap',
    lambda x, p: p.cap * tanh(x / p.cap),
    lambda x, p: sech2(x / p.cap),
    lambda p: (mpf(-p.cap), '0', mpf(p.cap), '0'),
    settings=({'cap': 50.0}, {'cap': 0.1}),
    cap=30.0,
)
define(
    'lecun_tanh',
    lambda x, p: 1.7159 * tanh(2 * x / 3),
    lambda x, p: 1.7159 * 2 * sech2(2 * x / 3) / 3,
    lambda p: (mpf(-1.7159), '0', mpf(1.7159), '0'),
)
define(
    'penalized_tanh',  # 'tanh(x) for x > 0': at 0 the slope of the other side
    lambda x, p: tanh(x) if x > 0 else p.a * tanh(x),
    lambda x, p: sech2(x) if x > 0 else p.a * sech2(x),
    lambda p: (mpf(-p.a), '0', 1, '0'),
    kinks=(0,),
    settings=({'a': 0.1},),
    a=0.25,
)
define(
    'softsign',
    lambda x, p: x / (1 + abs(x)),
    lambda x, p: 1 / (1 + abs(x)) ** 2,
    lambda p: (-1, '0', 1, '0'),
    kinks=(0,),
)
define(
    'arctan',
    lambda x, p: mp.atan(x),
    lambda x, p: 1 / (1 + x * x),
    lambda p: (lambda: -mp.pi / 2, '0', lambda: mp.pi / 2, '0'),
)
define(
    'isru',
    lambda x, p: x / sqrt(1 + p.alpha * x * x),
    lambda x, p: 1 / sqrt(1 + p.alpha * x * x) ** 3,
    lambda p: (lambda: -1 / sqrt(p.alpha), '0', lambda: 1 / sqrt(p.alpha), '0'),
    settings=({'alpha': 3.0},),
    alpha=1.0,
)
define(
    'loggy',
    lambda x, p: tanh(x / 2),
    lambda x, p: 2 * sigmoid(x) * sigmoid(-x),
    lambda p: (-1, '0', 1, '0'),
)
define(
    'sqnl',
    lambda x, p: 1 if x > 2 else -1 if x < -2 else x - x * x / 4 if x >= 0 else x + x * x / 4,
    lambda x, p: 0 if abs(x) >= 2 else 1 - abs(x) / 2,
    lambda p: (-1, 0, 1, 0),
    kinks=(-2, 0, 2),
)
define(
    'dyt',
    lambda x, p: p.gamma * tanh(p.alpha * x) + p.beta,
    lambda x, p: p.gamma * p.alpha * sech2(p.alpha * x),
    lambda p: (mpf(p.beta) - p.gamma, '0', mpf(p.beta) + p.gamma, '0'),
    settings=({'alpha': 0.8, 'gamma': 1.5, 'beta': 0.25},),
    alpha=0.5,
    gamma=1.0,
    beta=0.0,
)
define(
    'erf',
    lambda x, p: erf(x) if abs(x) < 1000 else mp.sign(x),
    lambda x, p: d_erf(x),
    lambda p: (-1, '0', 1, '0'),
)

# --- softpluses ------------------------------------------------------------------------------------------------------

define(
    'softplus',
    lambda x, p: x if p.beta * x > p.threshold else softplus(p.beta * x) / p.beta,
    lambda x, p: 1 if p.beta * x > p.threshold else sigmoid(p.beta * x),
    lambda p: ('0', '0', INF, 1),
    kinks=(20, 1.25),
    settings=({'beta': 7.0}, {'threshold': 20.0}, {'beta': 4.0, 'threshold': 5.0}),
    beta=1.0,
    threshold=mp.inf,
)
define(
    'squareplus',
    lambda x, p: p.b / (2 * (sqrt(x * x + p.b) - x)) if x < 0 else (x + sqrt(x * x + p.b)) / 2,
    lambda x, p: squareplus_slope(x, p.b),
    lambda p: ('0', '0', INF, 1),
    settings=({'b': 1.9218120556728056},),
    b=4.0,
)


def squareplus_slope(x, b):
    """(1 + x/r)/2 with r = sqrt(x^2 + b); for x < 0 it is b / (2 r (r - x))."""
    r = sqrt(x * x + b)
    return b / (2 * r * (r - x)) if x < 0 else (1 + x / r) / 2


define(
    'sparse_plus',
    lambda x, p: 0 if x <= -1 else x if x >= 1 else (x + 1) ** 2 / 4,
    lambda x, p: 0 if x <= -1 else 1 if x >= 1 else (x + 1) / 2,
    lambda p: (0, 0, INF, 1),
    kinks=(-1, 1),
)
define(
    'smelu',
    lambda x, p: 0 if x <= -p.beta else x if x >= p.beta else (x + p.beta) ** 2 / (4 * mpf(p.beta)),
    lambda x, p: 0 if x <= -p.beta else 1 if x >= p.beta else (x + p.beta) / (2 * mpf(p.beta)),
    lambda p: (0, 0, INF, 1),
    kinks=(-1, 1, -0.3, 0.3),
    settings=({'beta': 0.3},),
    beta=1.0,
)
define(
    'logcosh',
    lambda x, p: (
        log1p(2 * mp.sinh(x / 2) ** 2) if abs(x) < 1 else abs(x) + log1p(exp(-2 * abs(x))) - mp.log(2)
    ),
    lambda x, p: tanh(x),
    lambda p: (INF, -1, INF, 1),
)

define(
    'bent_identity',
    lambda x, p: x + (sqrt(x * x + 1) - 1) / 2,
    lambda x, p: 1 + x / (2 * sqrt(x * x + 1)),
    lambda p: (NINF, mpf(0.5), INF, mpf(1.5)),
)
define(
    'softmodulusq',
    lambda x, p: x * x * (2 - abs(x)) if abs(x) <= 1 else abs(x),
    lambda x, p: x * (4 - 3 * abs(x)) if abs(x) <= 1 else mp.sign(x),
    lambda p: (INF, -1, INF, 1),
    kinks=(-1, 0, 1),
)

# --- rectifiers ------------------------------------------------------------------------------------------------------

define('relu', lambda x, p: x if x > 0 else 0, lambda x, p: int(x > 0), lambda p: (0, 0, INF, 1), kinks=(0,))
define(
    'relu6',
    lambda x, p: 0 if x <= 0 else 6 if x >= 6 else x,
    lambda x, p: int(0 < x < 6),
    lambda p: (0, 0, 6, 0),
    kinks=(0, 6),
)
define(
    'relu_min',
    lambda x, p: mpf(p.lower_limit) if x <= p.lower_limit else x,
    lambda x, p: int(x > p.lower_limit),
    lambda p: (mpf(p.lower_limit), 0, INF, 1),
    kinks=(0, -1.5, 2),
    settings=({'lower_limit': -1.5}, {'lower_limit': 2.0}),
    lower_limit=0.0,
)
define(
    'clipped_relu',
    lambda x, p: 0 if x <= 0 else mpf(p.z) if x >= p.z else x,
    lambda x, p: int(0 < x < p.z),
    lambda p: (0, 0, mpf(p.z), 0),
    kinks=(0, 20, 0.7),
    settings=({'z': 0.7},),
    z=20.0,
)
define(
    'relu2',
    lambda x, p: x * x if x > 0 else 0,
    lambda x, p: 2 * x if x > 0 else 0,
    lambda p: (0, 0, INF, INF),
    kinks=(0,),
)
define(
    'star_relu',
    lambda x, p: p.s * x * x + p.b if x > 0 else mpf(p.b),
    lambda x, p: 2 * p.s * x if x > 0 else 0,
    lambda p: (mpf(p.b), 0, INF, INF),
    kinks=(0,),
    settings=({'s': 1.0, 'b': 0.0},),
    s=0.8944,  # the paper's; timm begins to learn from 1 and 0
    b=-0.4472,
)
define(
    'threshold',
    lambda x, p: x if x > p.threshold else mpf(p.value),
    lambda x, p: int(x > p.threshold),
    lambda p: (mpf(p.value), 0, INF, 1),
    kinks=(0, 0.1),
    settings=({'threshold': 0.1, 'value': 20.0},),
    threshold=0.0,
    value=0.0,
)
define(
    'thresholded_relu',
    lambda x, p: x if x > p.theta else 0,
    lambda x, p: int(x > p.theta),
    lambda p: (0, 0, INF, 1),
    kinks=(1, 0.1),
    settings=({'theta': 0.1},),
    theta=1.0,
)
for _name, _default, _others in (('leaky_relu', 0.01, (0.2, 1.5)), ('prelu', 0.25, (-0.5, 0.0))):
    _parameter = 'slope' if _name == 'leaky_relu' else 'alpha'
    define(
        _name,
        lambda x, p, k=_parameter: x if x > 0 else getattr(p, k) * x,
        lambda x, p, k=_parameter: 1 if x > 0 else mpf(getattr(p, k)),
        lambda p, k=_parameter: (
            NINF if getattr(p, k) > 0 else INF if getattr(p, k) < 0 else 0,
            mpf(getattr(p, k)),
            INF,
            1,
        ),
        kinks=(0,),
        settings=tuple({_parameter: other} for other in _others),
        **{_parameter: _default},
    )
with_respect_to('prelu', 'alpha', lambda x, p: 0 if x > 0 else x, lambda p: (NINF, 0))
define(
    'rrelu',  # in evaluation: the mean slope
    lambda x, p: x if x > 0 else (mpf(p.lower) + p.upper) / 2 * x,
    lambda x, p: 1 if x > 0 else (mpf(p.lower) + p.upper) / 2,
    lambda p: (NINF, lambda: (mpf(p.lower) + p.upper) / 2, INF, 1),
    kinks=(0,),
    settings=({'lower': 0.1, 'upper': 0.3},),
    lower=1 / 8,
    upper=1 / 3,
)
define(
    'nlrelu',
    lambda x, p: log1p(p.beta * x) if x > 0 else 0,
    lambda x, p: p.beta / (1 + p.beta * x) if x > 0 else 0,
    lambda p: (0, 0, INF, '0'),
    kinks=(0,),
    settings=({'beta': 0.7},),
    beta=1.0,
)
define(
    'ramp',
    lambda x, p: x + mpf(0.1) * x if x > 0 else 0.1 * x,
    lambda x, p: 1 + mpf(0.1) if x > 0 else mpf(0.1),
    lambda p: (NINF, mpf(0.1), INF, lambda: 1 + mpf(0.1)),
    kinks=(0,),
)
define(
    'plse',
    lambda x, p: 0.01 * (x + 4) if x < -4 else 0.01 * (x - 4) + 1 if x > 4 else x / 8 + 0.5,
    lambda x, p: mpf(0.01) if abs(x) > 4 else mpf(0.125),
    lambda p: (NINF, mpf(0.01), INF, mpf(0.01)),
    kinks=(-4, 4),
)
define(
    'lhtan',
    lambda x, p: 0.001 * x if x < 0 else 0.001 * (x - 1) + 1 if x > 1 else x,
    lambda x, p: 1 if 0 < x < 1 else mpf(0.001),
    lambda p: (NINF, mpf(0.001), INF, mpf(0.001)),
    kinks=(0, 1),
)

define(
    'srelu',  # the thresholds belong to the outer pieces, as in the paper
    lambda x, p: (
        p.t_right + p.a_right * (x - p.t_right)
        if x >= p.t_right
        else x
        if x > p.t_left
        else p.t_left + p.a_left * (x - p.t_left)
    ),
    lambda x, p: p.a_right if x >= p.t_right else 1 if x > p.t_left else p.a_left,
    lambda p: (NINF, p.a_left, INF, p.a_right),
    kinks=(-1, 1, -0.4, 2),
    settings=({'t_left': -0.4, 'a_left': 0.1, 't_right': 2.0, 'a_right': 1.5},),
    t_left=-1.0,
    a_left=0.2,
    t_right=1.0,
    a_right=0.2,
)
define(
    'plu',  # max and min give a tie to their first argument, the outer piece
    lambda x, p: p.alpha * (x - p.c) + p.c if x >= p.c else x if x > -p.c else p.alpha * (x + p.c) - p.c,
    lambda x, p: 1 if -p.c < x < p.c else p.alpha,
    lambda p: (NINF, p.alpha, INF, p.alpha),
    kinks=(-1, 1, -0.3, 0.3),
    settings=({'alpha': 0.25, 'c': 0.3},),
    alpha=0.1,
    c=1.0,
)

# --- exponentials ----------------------------------------------------------------------------------------------------

define('exponential', lambda x, p: exp(x), lambda x, p: exp(x), lambda p: ('0', '0', INF, INF))
define(
    'elu',
    lambda x, p: x if x > 0 else p.alpha * expm1(x),
    lambda x, p: 1 if x > 0 else p.alpha * exp(x),
    lambda p: (mpf(-p.alpha), '0' if p.alpha > 0 else '-0', INF, 1),
    kinks=(0,),
    settings=({'alpha': 0.3}, {'alpha': -2.0}),
    alpha=1.0,
)
define(
    'selu',
    lambda x, p: p.scale * x if x > 0 else mpf(p.scale) * p.alpha * expm1(x),
    lambda x, p: mpf(p.scale) if x > 0 else mpf(p.scale) * p.alpha * exp(x),
    lambda p: (lambda: -mpf(p.scale) * p.alpha, '0', INF, mpf(p.scale)),
    kinks=(0,),
    settings=({'alpha': 1.67326, 'scale': 1.0507},),
    alpha=1.6732632423543772848170429916717,
    scale=1.0507009873554804934193349852946,
)
define(
    'celu',
    lambda x, p: x if x > 0 else p.alpha * expm1(x / p.alpha),
    lambda x, p: 1 if x > 0 else exp(x / p.alpha),
    lambda p: (mpf(-p.alpha), '0', INF, 1) if p.alpha > 0 else (NINF, INF, INF, 1),
    kinks=(0,),
    settings=({'alpha': 0.1}, {'alpha': 3.0}, {'alpha': -0.5}),
    alpha=1.0,
)
define(
    'isrlu',
    lambda x, p: x if x >= 0 else x / sqrt(1 + p.alpha * x * x),
    lambda x, p: 1 if x >= 0 else 1 / sqrt(1 + p.alpha * x * x) ** 3,
    lambda p: (lambda: -1 / sqrt(p.alpha), '0', INF, 1),
    kinks=(0,),
    settings=({'alpha': 3.0},),
    alpha=1.0,
)
define(
    'pelu',
    lambda x, p: mpf(p.a) / p.b * x if x >= 0 else p.a * expm1(x / p.b),
    lambda x, p: mpf(p.a) / p.b if x >= 0 else mpf(p.a) / p.b * exp(x / p.b),
    lambda p: (mpf(-p.a), '0', INF, lambda: mpf(p.a) / p.b),
    kinks=(0,),
    settings=({'a': 0.5, 'b': 3.0},),
    a=1.0,
    b=1.0,
)
define(
    'mpelu',
    lambda x, p: x if x > 0 else p.alpha * expm1(p.beta * x),
    lambda x, p: 1 if x > 0 else mpf(p.alpha) * p.beta * exp(p.beta * x),
    lambda p: (mpf(-p.alpha), '0', INF, 1),
    kinks=(0,),
    settings=({'alpha': 0.25, 'beta': 1.5},),
    alpha=1.0,
    beta=1.0,
)
define(
    'elish',
    lambda x, p: x * sigmoid(x) if x >= 0 else expm1(x) * sigmoid(x),
    lambda x, p: (
        sigmoid(x) + x * sigmoid(x) * sigmoid(-x)
        if x >= 0
        else exp(x) * sigmoid(x) + expm1(x) * sigmoid(x) * sigmoid(-x)
    ),
    lambda p: ('-0', '-0', INF, 1),
    kinks=(0,),
)
define(
    'xielu',  # the paper's; HF's clamp of the exponential at -1e-6 is not in it
    lambda x, p: p.alpha_p * x * x + p.beta * x if x > 0 else p.alpha_n * (expm1(x) - x) + p.beta * x,
    lambda x, p: 2 * p.alpha_p * x + p.beta if x > 0 else p.alpha_n * expm1(x) + p.beta,
    lambda p: (INF, mpf(p.beta) - p.alpha_n, INF, INF),
    kinks=(0,),
    settings=({'alpha_p': 1.5, 'alpha_n': 0.9, 'beta': 0.2},),
    alpha_p=0.8,
    alpha_n=0.8,
    beta=0.5,
)


def soft_exponential(x, p):
    if p.alpha == 0:
        return x
    if p.alpha > 0:
        return expm1(p.alpha * x) / p.alpha + p.alpha
    inside = 1 - p.alpha * (x + mpf(p.alpha))
    return NAN if inside < 0 else NINF if inside == 0 else -mp.log(inside) / p.alpha


def d_soft_exponential(x, p):
    if p.alpha >= 0:
        return exp(p.alpha * x)
    inside = 1 - p.alpha * (x + mpf(p.alpha))
    return NAN if inside < 0 else INF if inside == 0 else 1 / inside


define(
    'soft_exponential',
    soft_exponential,
    d_soft_exponential,
    lambda p: (
        (NINF, 1, INF, 1)
        if p.alpha == 0
        else (mpf(p.alpha) - 1 / mpf(p.alpha), '0', INF, INF)
        if p.alpha > 0
        else (NAN, NAN, INF, '0')
    ),
    kinks=(-1.5,),
    settings=({'alpha': 0.0}, {'alpha': -0.5}),
    alpha=0.5,
)

# --- gates: x times something ----------------------------------------------------------------------------------------

define(
    'gelu',
    lambda x, p: x * normal_cdf(x),
    lambda x, p: normal_cdf(x) + x * normal_density(x),
    lambda p: ('-0', '-0', INF, 1),
)


def tanh_gate(x):
    """u and u' of gelu_tanh: 0.5 (1 + tanh u) = sigmoid(2u)."""
    c = sqrt(2 / mp.pi)
    return c * (x + 0.044715 * x**3), c * (1 + mpf(0.044715) * 3 * x * x)


def gelu_tanh(x, p):
    u, _ = tanh_gate(x)
    return x * sigmoid(2 * u)


def d_gelu_tanh(x, p):
    u, du = tanh_gate(x)
    return sigmoid(2 * u) + x * 2 * du * sigmoid(2 * u) * sigmoid(-2 * u)


define('gelu_tanh', gelu_tanh, d_gelu_tanh, lambda p: ('-0', '-0', INF, 1))


def swish(x, k):
    gate = sigmoid(k * x)
    return x * gate if gate < 1 else hair(x, -1)


def d_swish(x, k):
    gate = sigmoid(k * x)
    return gate + k * x * gate * sigmoid(-k * x) if gate < 1 else hair(mpf(1), 1)


define(
    'quick_gelu',
    lambda x, p: swish(x, mpf(1.702)),
    lambda x, p: d_swish(x, mpf(1.702)),
    lambda p: ('-0', '-0', INF, 1),
)
define(
    'gelu_10',  # gelu(10) = 10 - 7.6e-23, so that the upper clip begins between 10 and the next double
    lambda x, p: 10 if x > 10 else x * normal_cdf(x),
    lambda x, p: 0 if x > 10 else normal_cdf(x) + x * normal_density(x),
    lambda p: ('-0', '-0', 10, 0),
    kinks=(10,),
)
define(
    'silu',
    lambda x, p: swish(x, p.beta),
    lambda x, p: d_swish(x, p.beta),
    lambda p: ('-0', '-0', INF, 1),
    settings=({'beta': 1.702}, {'beta': 0.1}),
    beta=1.0,
)
define(
    'e_swish',
    lambda x, p: p.beta * swish(x, 1),
    lambda x, p: p.beta * d_swish(x, 1),
    lambda p: ('-0', '-0', INF, mpf(p.beta)),
    settings=({'beta': 1.75},),
    beta=1.375,
)
define(
    'hardswish',
    lambda x, p: 0 if x <= -3 else x if x >= 3 else x * (x + 3) / 6,
    lambda x, p: 0 if x <= -3 else 1 if x >= 3 else (2 * x + 3) / 6,
    lambda p: (0, 0, INF, 1),
    kinks=(-3, 3),
)


def mish(x, p):
    """tanh(softplus(x)) = n/(n+2) with n = e^2x + 2 e^x."""
    if x > 5000:
        return x
    n = exp(2 * x) + 2 * exp(x)
    return x * n / (n + 2)


def d_mish(x, p):
    if x > 5000:
        return 1
    n = exp(2 * x) + 2 * exp(x)
    return n / (n + 2) + x * sigmoid(x) * 4 * (n + 1) / (n + 2) ** 2


define('mish', mish, d_mish, lambda p: ('-0', '-0', INF, 1))
define(
    'hard_mish',  # timm: x >= -2 belongs to the parabola, in its own backward and in clamp's
    lambda x, p: 0 if x <= -2 else x if x >= 0 else x * (x + 2) / 2,
    lambda x, p: 0 if x < -2 else 1 if x >= 0 else x + 1,
    lambda p: (0, 0, INF, 1),
    kinks=(-2, 0),
)
define(
    'tanhexp',
    lambda x, p: x * tanh(exp(x)),
    lambda x, p: tanh(exp(x)) + x * exp(x) * sech2(exp(x)) if x < 5000 else 1,
    lambda p: ('-0', '-0', INF, 1),
)
DEFINITIONS['telu'] = SimpleNamespace(**{**vars(DEFINITIONS['tanhexp']), 'name': 'telu'})
define(
    'serf',
    lambda x, p: x * erf(softplus(x)) if x < 1000 else x,
    lambda x, p: erf(softplus(x)) + x * d_erf(softplus(x)) * sigmoid(x) if x < 1000 else 1,
    lambda p: ('-0', '-0', INF, 1),
)
define(
    'lisht',
    lambda x, p: x * tanh(x),
    lambda x, p: tanh(x) + x * sech2(x),
    lambda p: (INF, -1, INF, 1),
)
define(
    'logish',  # with e = exp(x) the gate's slope is e / ((1 + e) (1 + 2e))
    lambda x, p: x * log1p(sigmoid(x)),
    lambda x, p: log1p(sigmoid(x)) + x * exp(x) / ((1 + exp(x)) * (1 + 2 * exp(x))),
    lambda p: ('-0', '-0', INF, lambda: mp.log(2)),
)
define(
    'phish',
    lambda x, p: x * tanh(x * normal_cdf(x)),
    lambda x, p: tanh(x * normal_cdf(x)) + x * sech2(x * normal_cdf(x)) * (normal_cdf(x) + x * normal_density(x)),
    lambda p: ('0', '0', INF, 1),
)
define(
    'acon_c',
    lambda x, p: (mpf(p.p1) - p.p2) * x * sigmoid(p.beta * (mpf(p.p1) - p.p2) * x) + p.p2 * x,
    lambda x, p: (mpf(p.p1) - p.p2) * d_swish(x, p.beta * (mpf(p.p1) - p.p2)) + p.p2,
    lambda p: (
        ('-0', '-0', INF, mpf(p.p1)) if p.p2 == 0 else (NINF if p.p2 > 0 else INF, mpf(p.p2), INF, mpf(p.p1))
    ),
    settings=({'p1': 1.2, 'p2': -0.3, 'beta': 2.0},),
    p1=1.0,
    p2=0.0,
    beta=1.0,
)


define(
    'flatten_t_swish',
    lambda x, p: swish(x, 1) + p.t if x >= 0 else p.t,
    lambda x, p: d_swish(x, 1) if x >= 0 else 0,
    lambda p: (p.t, 0, INF, 1),
    kinks=(0,),
    settings=({'t': 0.1},),
    t=-0.2,
)


def hard_elish_gate(x):
    return mpf(0) if x <= -1 else mpf(1) if x >= 1 else (x + 1) / 2


define(
    'hard_elish',
    lambda x, p: 0 if x <= -1 else x * hard_elish_gate(x) if x >= 0 else expm1(x) * hard_elish_gate(x),
    lambda x, p: (
        0 if x <= -1 else 1 if x >= 1 else x + mpf(1) / 2 if x >= 0 else exp(x) * (x + 1) / 2 + expm1(x) / 2
    ),
    lambda p: (0, 0, INF, 1),
    kinks=(-1, 0, 1),
)

# --- shrinkage -------------------------------------------------------------------------------------------------------

define(
    'hardshrink',
    lambda x, p: x if abs(x) > p.LAMBDA else 0,
    lambda x, p: int(abs(x) > p.LAMBDA),
    lambda p: (NINF, 1, INF, 1),
    kinks=(-0.5, 0.5, -0.1, 0.1),
    settings=({'lambda': 0.1},),
    **{'lambda': 0.5},
)
define(
    'softshrink',
    lambda x, p: x - p.LAMBDA if x > p.LAMBDA else x + p.LAMBDA if x < -p.LAMBDA else 0,
    lambda x, p: int(abs(x) > p.LAMBDA),
    lambda p: (NINF, 1, INF, 1),
    kinks=(-0.5, 0.5, -0.1, 0.1),
    settings=({'lambda': 0.1},),
    **{'lambda': 0.5},
)


def tanhshrink(x, _):
    value = x - tanh(x)
    return hair(value, 1) if x and value == x - mp.sign(x) else value


define(
    'tanhshrink',
    tanhshrink,
    lambda x, p: tanh(x) ** 2,
    lambda p: (NINF, 1, INF, 1),
)

# --- waves -----------------------------------------------------------------------------------------------------------

define(
    'gcu',
    lambda x, p: x * mp.cos(x),
    lambda x, p: mp.cos(x) - x * mp.sin(x),
    lambda p: (NAN, NAN, NAN, NAN),
    oscillates=True,
)
define(
    'snake',
    lambda x, p: x + mp.sin(p.a * x) ** 2 / p.a,
    lambda x, p: 1 + mp.sin(2 * p.a * x),
    lambda p: (NINF, NAN, INF, NAN),
    settings=({'a': 5.0},),
    oscillates=True,
    a=1.0,
)
define(
    'sin',
    lambda x, p: mp.sin(p.omega_0 * x),
    lambda x, p: p.omega_0 * mp.cos(p.omega_0 * x),
    lambda p: (NAN, NAN, NAN, NAN),
    settings=({'omega_0': 30.0},),
    oscillates=True,
    omega_0=1.0,
)
define(
    'cos',
    lambda x, p: mp.cos(x),
    lambda x, p: -mp.sin(x),
    lambda p: (NAN, NAN, NAN, NAN),
    oscillates=True,
)
define(
    'sinc',
    lambda x, p: mp.sin(x) / x if x else 1,
    lambda x, p: (mp.cos(x) - mp.sin(x) / x) / x if x else 0,
    lambda p: (0, 0, 0, 0),  # approached from both sides
    oscillates=True,
)
define(
    'gaussian',
    lambda x, p: exp(-x * x),
    lambda x, p: -2 * x * exp(-x * x),
    lambda p: ('0', '0', '0', '-0'),
)

# --- gated linear units: slices, whose linear half u is a parameter ----------------------------------------------------


def scaled(limit, factor):
    """A limit times a number that is not 0."""
    if not isinstance(limit, str):
        return (lambda: factor * limit()) if callable(limit) else factor * limit
    if factor > 0:
        return limit
    return {INF: NINF, NINF: INF, '0': '-0', '-0': '0'}[limit]


def define_gated(name, gate, d_gate, gate_limits, linear=lambda p: p.u, d_linear=lambda p: 1, **others):
    """A gate of x times a linear half, which is `u` or made of it; a half of exactly 0 gives exactly 0."""

    def times(factor, part):
        return 0 if factor == 0 or (isinstance(part, int) and part == 0) else factor * part

    def limits(p):
        return [0 if linear(p) == 0 else scaled(limit, linear(p)) for limit in gate_limits(p)]

    def d_limits(p):
        values = gate_limits(p)
        return [0 if d_linear(p) == 0 else values[0], 0 if d_linear(p) == 0 else values[2]]

    define(
        name, lambda x, p: times(linear(p), gate(x, p)), lambda x, p: times(linear(p), d_gate(x, p)), limits,
        **{'u': 0.5, 'settings': ({'u': -2.0}, {'u': 0.0}), **others},
    )  # fmt: skip
    with_respect_to(name, 'u', lambda x, p: times(d_linear(p), gate(x, p)), d_limits)


define_gated(
    'glu', lambda x, p: sigmoid(x), lambda x, p: sigmoid(x) * sigmoid(-x), lambda p: ('0', '0', 1, '0')
)
define_gated('bilinear', lambda x, p: x, lambda x, p: 1, lambda p: (NINF, 1, INF, 1))
define_gated(
    'reglu', lambda x, p: x if x > 0 else 0, lambda x, p: int(x > 0), lambda p: (0, 0, INF, 1), kinks=(0,)
)


def beside_line(name):
    """A gelu and its slope, which for large x are a hair below x and above 1: u times them may be a tie."""
    f, d = DEFINITIONS[name].f, DEFINITIONS[name].d

    def value(x, p):
        y = f(x, p)
        return hair(x, -1) if x > 0 and y == x else y

    def slope(x, p):
        y = d(x, p)
        return hair(mpf(1), 1) if x > 0 and y == 1 else y

    return value, slope, DEFINITIONS[name].limits


define_gated('geglu', *beside_line('gelu'))
define_gated('geglu_tanh', *beside_line('gelu_tanh'))
define_gated(
    'swiglu',
    lambda x, p: swish(x, p.alpha),
    lambda x, p: d_swish(x, p.alpha),
    lambda p: ('-0', '-0', INF, 1),
    settings=({'u': -2.0}, {'u': 0.0}, {'alpha': 1.702, 'u': 3.0}),
    alpha=1.0,
)


def clamped(y, limit):
    return limit if y >= limit else -limit if y <= -limit else y


def is_within(y, limit):
    return int(-limit < y < limit)


# The gate is clamped above only. At a clamp's ends its derivative is 0, as torch.clamp has it since 2.14.
define_gated(
    'swiglu_clamped',
    lambda x, p: swish(min(x, p.limit), p.alpha),
    lambda x, p: d_swish(x, p.alpha) if x < p.limit else 0,
    lambda p: ('-0', '-0', lambda: swish(p.limit, p.alpha), 0),
    linear=lambda p: clamped(p.u, p.limit) + p.offset,
    d_linear=lambda p: is_within(p.u, p.limit),
    kinks=(7, 10),
    settings=({'u': -9.0}, {'u': -1.0}, {'u': 7.0}, {'alpha': 1.0, 'limit': 10.0, 'offset': 0.0, 'u': -3.0}),
    alpha=1.702,
    limit=7.0,
    offset=1.0,
)
define_gated(
    'swiglu_step',
    lambda x, p: min(swish(x, 1), p.limit),
    lambda x, p: d_swish(x, 1) if swish(x, 1) < p.limit else 0,
    lambda p: ('-0', '-0', p.limit, 0),
    linear=lambda p: clamped(p.u, p.limit),
    d_linear=lambda p: is_within(p.u, p.limit),
    kinks=(mp.findroot(lambda x: swish(x, 1) - 7, 7), mp.findroot(lambda x: swish(x, 1) - 4, 4)),
    settings=({'u': -9.0}, {'u': 0.0}, {'limit': 4.0, 'u': -3.0}),
    limit=7.0,
)

if __name__ == '__main__':
    print(*DEFINITIONS, sep='\n')
