/** What NumPy, PyTorch, C and JavaScript call functions that the language has under another name, or can write with others. */

import type {Node, Trees} from '../tree.ts';
import {any, called, ceil, clip, extreme, floor, ofOne, ofTwo, trunc, type Written} from '../written-functions.ts';
import {floored, fmod, roundedAway} from './dialects.ts';

const primitive = (name: string): Written => ofOne((trees, u) => trees.call(name, u));
const logarithm = (base: number): Written =>
  ofOne((trees, u) => trees.call('div', trees.call('log', u), trees.call('log', trees.number(base))));
const exponential = (base: number): Written => ofOne((trees, u) => trees.call('pow', trees.number(base), u));
const power = (exponent: number): Written => ofOne((trees, u) => trees.call('pow', u, trees.number(exponent)));
const quotient = (below: (trees: Trees, u: Node) => Node): Written =>
  ofOne((trees, u) => trees.call('div', trees.number(1), below(trees, u)));

/** where(test, then, otherwise) */
const where: Written = {
  takes: [3, 3],
  tests: 1,
  write({trees, conditions: [test], numbers: [, then, otherwise]}) {
    return trees.choose(test as NonNullable<typeof test>, then as Node, otherwise as Node); // by `takes` and `tests`
  },
};

function logical(kind: 'and' | 'or' | 'not', count: number): Written {
  return {takes: [count, count], tests: count, write: ({trees, conditions}) => trees.logic(kind, ...conditions)};
}

/** The odd root: the third root of a negative number is negative. */
function cubeRoot(trees: Trees, u: Node): Node {
  const third = trees.call('div', trees.number(1), trees.number(3));
  const ofNegative = trees.call('neg', trees.call('pow', trees.call('neg', u), third));
  return trees.choose(trees.compare('<', u, trees.number(0)), ofNegative, trees.call('pow', u, third));
}

/** log(exp(a) + exp(b)) without a kink, where max(a, b) + softplus(-abs(a - b)) has one in its branches. */
function logAddExp(trees: Trees, a: Node, b: Node): Node {
  const [first, second] = b.kind === 'number' ? [b, a] : [a, b];
  const rest = trees.call('softplus', trees.call('sub', second, first));
  return first.kind === 'number' && first.value === 0 ? trees.call('softplus', second) : trees.call('add', first, rest);
}

/** The length of a vector. */
const hypot: Written = {
  takes: [1, any],
  write({trees, numbers}) {
    const squares = numbers.map((each): Node => trees.call('pow', each, trees.number(2)));
    return trees.call(
      'sqrt',
      squares.reduce((sum, square) => trees.call('add', sum, square)),
    );
  },
};

/** The table is made when it is searched, because most formulas have no name of another language. */
const foreign = (): Readonly<Record<string, Written>> => ({
  maximum: extreme('max'),
  fmax: extreme('max'),
  Max: extreme('max'),
  minimum: extreme('min'),
  fmin: extreme('min'),
  Min: extreme('min'),
  clamp: clip,
  clip_by_value: clip,
  clamp_min: extreme('max'),
  clamp_max: extreme('min'),
  saturate: ofOne((trees, u) => trees.call('min', trees.call('max', u, trees.number(0)), trees.number(1))),
  where,
  if: where,
  logical_and: logical('and', 2),
  logical_or: logical('or', 2),
  logical_not: logical('not', 1),
  pow: {takes: [2, 2], write: called('pow')},
  power: {takes: [2, 2], write: called('pow')},
  float_power: {takes: [2, 2], write: called('pow')},
  integer_pow: {takes: [2, 2], write: called('pow')},
  ln: primitive('log'),
  log2: logarithm(2),
  log10: logarithm(10),
  exp2: exponential(2),
  exp10: exponential(10),
  logaddexp: ofTwo(logAddExp),
  fabs: primitive('abs'),
  absolute: primitive('abs'),
  Abs: primitive('abs'),
  sgn: primitive('sign'),
  square: power(2),
  cbrt: ofOne(cubeRoot),
  hypot,
  rsqrt: quotient((trees, u) => trees.call('sqrt', u)),
  reciprocal: quotient((_, u) => u),
  neg: primitive('neg'),
  negative: primitive('neg'),
  ndtr: primitive('Phi'),
  normcdf: primitive('Phi'),
  normpdf: primitive('phi'),
  log_ndtr: ofOne((trees, u) => trees.call('log', trees.call('Phi', u))),
  ceiling: ofOne(ceil),
  fix: ofOne(trunc),
  frac: ofOne((trees, u) => trees.call('sub', u, trunc(trees, u))),
  float: ofOne((_, u) => u),
  int: ofOne(trunc),
  rint: primitive('round'),
  nearbyint: primitive('round'),
  roundeven: primitive('round'),
  around: primitive('round'),
  roundf: ofOne(roundedAway),
  lround: ofOne(roundedAway),
  llround: ofOne(roundedAway),
  lrint: primitive('round'),
  llrint: primitive('round'),
  add: {takes: [2, 2], write: called('add')},
  sub: {takes: [2, 2], write: called('sub')},
  subtract: {takes: [2, 2], write: called('sub')},
  mul: {takes: [2, 2], write: called('mul')},
  multiply: {takes: [2, 2], write: called('mul')},
  div: {takes: [2, 2], write: called('div')},
  divide: {takes: [2, 2], write: called('div')},
  true_divide: {takes: [2, 2], write: called('div')},
  fdivide: {takes: [2, 2], write: called('div')},
  floor_divide: ofTwo((trees, a, b) => floor(trees, trees.call('div', a, b))),
  floordiv: ofTwo((trees, a, b) => floor(trees, trees.call('div', a, b))),
  fma: {
    takes: [3, 3],
    write: ({trees, numbers: [a, b, c]}) => trees.call('add', trees.call('mul', a as Node, b as Node), c as Node), // by `takes`
  },
  fmod: ofTwo(fmod),
  rem: ofTwo(fmod),
  floormod: ofTwo(floored),
});

/** The function of a name in another language. */
export function foreignNamed(name: string): Written | undefined {
  const table = foreign();
  return Object.hasOwn(table, name) ? table[name] : undefined;
}
