/** Names that mean one function in one module and another in another: `round`, `sinc`, `remainder`, `max`. */

import type {Node, Trees} from '../tree.ts';
import {absent, clip, floor, ofOne, ofTwo, trunc, type Written} from '../written-functions.ts';
import type {PathName} from './names.ts';

/** u where it is next to 0 and rounds to it, with the sign that the 0 has in other languages; else another number. */
const zeroOr = (trees: Trees, u: Node, other: Node): Node => {
  const half = trees.number(0.5);
  const isBelow = trees.compare('<', u, trees.call('neg', half));
  return trees.choose(
    trees.logic('or', isBelow, trees.compare('>=', u, half)),
    other,
    trees.call('mul', trees.number(0), u),
  );
};

/** The nearest whole number, of two the upper one. */
function roundedUp(trees: Trees, u: Node): Node {
  return zeroOr(trees, u, floor(trees, trees.call('add', u, trees.number(0.5))));
}

/** The nearest whole number, of two the one that is further from 0. */
export function roundedAway(trees: Trees, u: Node): Node {
  const half = trees.number(0.5);
  const ofPositive = floor(trees, trees.call('add', u, half));
  const ofNegative = trees.call('neg', floor(trees, trees.call('sub', half, u)));
  const isFar = trees.compare('<=', u, trees.call('neg', half));
  return trees.choose(isFar, ofNegative, zeroOr(trees, u, ofPositive));
}

/** sin(pi u) / (pi u) */
function normalizedSinc(trees: Trees, u: Node): Node {
  const angle = trees.call('mul', trees.constant('pi'), u);
  // The branch at 0 has the first two derivatives of the function there, 0 and -pi^2/3.
  const square = trees.call('pow', angle, trees.number(2));
  const less = trees.call('div', trees.call('mul', trees.number(2), square), trees.number(3));
  const more = trees.call('add', trees.number(1), trees.call('div', square, trees.number(2)));
  const atZero = trees.call('sub', more, less);
  const elsewhere = trees.call('div', trees.call('sin', angle), angle);
  return trees.choose(trees.compare('==', u, trees.number(0)), atZero, elsewhere);
}

/** What is left of a after whole multiples of b, of which `whole` tells how many. */
const leftOver =
  (whole: (trees: Trees, quotient: Node) => Node) =>
  (trees: Trees, a: Node, b: Node): Node =>
    trees.call('sub', a, trees.call('mul', b, whole(trees, trees.call('div', a, b))));
/** With the sign of b, as Python's `%`. */
export const floored = leftOver(floor);
/** With the sign of a, as C's `%`. */
export const fmod = leftOver(trunc);
const ieeeRemainder = leftOver((trees, quotient) => trees.call('round', quotient));

const logarithm: Written = {
  takes: [1, 2],
  write({trees, numbers: [u, base]}) {
    const own = trees.call('log', u as Node); // by `takes`
    return base === undefined ? own : trees.call('div', own, trees.call('log', base));
  },
};

/** lax.clamp(min, x, max) */
const clampOfJax: Written = {
  takes: [3, 3],
  names: [['min'], ['x'], ['max']],
  write: ({trees, numbers: [low, x, high], conditions}) =>
    clip.write({trees, conditions, numbers: [x, low, high].map((each) => each ?? absent(trees))}),
};

/** Modules, and what a name means in them: a function, or what to write instead. */
type Dialect = readonly [modules: string, meaning: Written | string];

const arrays = 'np numpy jnp cp cupy torch mx';
const reduction = (name: string): readonly Dialect[] => [
  ['lax', ofTwo((trees, a, b) => trees.call(name, a, b))],
  [
    `${arrays} tf K keras ops tl`,
    `the ${name} of an array's elements is no function of one number: write ${name}imum(a, b) for that of two`,
  ],
];
const remainders =
  'it has one sign in some languages and another in others: write fmod(a, b), with the sign of a as % in C, or np.mod(a, b), with that of b as % in Python';
const ofNormalLaw = (write: (trees: Trees, u: Node) => Node): readonly Dialect[] => [
  ['norm', ofOne(write)],
  ['* alone', 'of which distribution? Write Phi(x) for norm.cdf(x), phi(x) for norm.pdf(x)'],
];

/** The first dialect that fits counts; `alone` is the name without a module, `*` any module. Made when a formula has such a name. */
const dialects = (): Readonly<Record<string, readonly Dialect[]>> => ({
  round: [
    ['Math', ofOne(roundedUp)],
    ['std lax libdevice cuda metal', ofOne(roundedAway)],
  ],
  sinc: [
    [arrays, ofOne(normalizedSinc)],
    ['special experimental', ofOne(normalizedSinc)],
    ['sp', 'it is sin(x)/x in SymPy and sin(pi*x)/(pi*x) in SciPy: write sinc(x), or np.sinc(x)'],
  ],
  max: reduction('max'),
  min: reduction('min'),
  clamp: [['lax', clampOfJax]],
  log: [['math mpmath mp sympy sp', logarithm]],
  remainder: [
    ['math std libdevice', ofTwo(ieeeRemainder)],
    [arrays, ofTwo(floored)],
    ['* alone', remainders],
  ],
  remainderf: [['alone std', ofTwo(ieeeRemainder)]],
  mod: [
    [`${arrays} tf keras ops K`, ofTwo(floored)],
    ['* alone', remainders],
  ],
  Heaviside: [['* alone', "SymPy's is 1/2 at 0: write heaviside(x, value=0.5)"]],
  cdf: ofNormalLaw((trees, u) => trees.call('Phi', u)),
  pdf: ofNormalLaw((trees, u) => trees.call('phi', u)),
  sf: ofNormalLaw((trees, u) => trees.call('Phi', trees.call('neg', u))),
  logcdf: ofNormalLaw((trees, u) => trees.call('log', trees.call('Phi', u))),
  logpdf: ofNormalLaw((trees, u) => trees.call('log', trees.call('phi', u))),
});

/** What a name means with these modules before it; undefined if it means the same in all of them. */
export function dialectOf({path, name}: PathName): Written | string | undefined {
  const table = dialects();
  const known = Object.hasOwn(table, name) ? table[name] : undefined;
  const own = path.length === 0 ? ['alone'] : [...path, '*'];
  return known?.find(([modules]) => modules.split(' ').some((module) => own.includes(module)))?.[1];
}
