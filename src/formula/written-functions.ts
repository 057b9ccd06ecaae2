/**
 * Functions that are written with others: those of two and more arguments, and what NumPy, PyTorch, C and JavaScript call
 * functions that the language has under another name.
 */

import {applyChain, isCondition, type Parsed} from './operators.ts';
import type {Condition, Node, Trees} from './tree.ts';

/** The arguments of a call. A comparison among them counts as 1 where it holds and 0 where it does not. */
export interface Arguments {
  readonly trees: Trees;
  readonly numbers: readonly Node[];
  /** The first one, if it is a comparison. */
  readonly test?: Condition;
}

/** A function that the parser writes with others. */
interface Written {
  /** How many arguments, the fewest and the most. */
  readonly takes: readonly [number, number];
  readonly write: (given: Arguments) => Node;
  /** Whether its first argument is a comparison. */
  readonly isChoice?: true;
}

const any = Number.POSITIVE_INFINITY;

const called =
  (name: string) =>
  ({trees, numbers}: Arguments): Node =>
    trees.call(name, ...numbers);

function extreme(name: 'max' | 'min'): Written {
  return {
    takes: [2, any],
    write({trees, numbers: [first, ...others]}) {
      const chain = others.map((operand) => ({operator: name, operand}));
      return applyChain(trees, first as Node, chain) as Node; // there are two or more; an operator between numbers
    },
  };
}

/** clip(x, lo, hi). At a bound both take their first argument, x, so the gradient there is 1, as in torch.clamp before 2.14. */
const clip: Written = {
  takes: [3, 3],
  write: ({trees, numbers: [x, low, high]}) =>
    trees.call('min', trees.call('max', x as Node, low as Node), high as Node), // by `takes`
};

const pow: Written = {takes: [2, 2], write: called('pow')};

/** where(test, then, otherwise) */
const where: Written = {
  takes: [3, 3],
  isChoice: true,
  write: ({trees, test, numbers: [, then, otherwise]}) =>
    trees.choose(test as Condition, then as Node, otherwise as Node), // by `takes` and `isChoice`
};

function ofOne(write: (trees: Trees, u: Node) => Node): Written {
  return {takes: [1, 1], write: ({trees, numbers: [u]}) => write(trees, u as Node)}; // by `takes`
}

const primitive = (name: string): Written => ofOne((trees, u) => trees.call(name, u));
const logarithm = (base: number): Written =>
  ofOne((trees, u) => trees.call('div', trees.call('log', u), trees.call('log', trees.number(base))));
const power = (exponent: number): Written => ofOne((trees, u) => trees.call('pow', u, trees.number(exponent)));
const quotient = (below: (trees: Trees, u: Node) => Node): Written =>
  ofOne((trees, u) => trees.call('div', trees.number(1), below(trees, u)));

const floor = (trees: Trees, u: Node): Node => trees.call('floor', u);
/** The least whole number that is not below u. */
const ceil = (trees: Trees, u: Node): Node => trees.call('neg', floor(trees, trees.call('neg', u)));
/** The whole part of u. */
const trunc = (trees: Trees, u: Node): Node =>
  trees.choose(trees.compare('<', u, trees.number(0)), ceil(trees, u), floor(trees, u));

/** The functions of the language itself. */
const own: Readonly<Record<string, Written>> = {
  max: extreme('max'),
  min: extreme('min'),
  clip,
  ceil: ofOne(ceil),
  trunc: ofOne(trunc),
};

/** Those of other languages. */
const foreign: Readonly<Record<string, Written>> = {
  maximum: extreme('max'),
  fmax: extreme('max'),
  minimum: extreme('min'),
  fmin: extreme('min'),
  clamp: clip,
  clip_by_value: clip,
  where,
  if: where,
  pow,
  power: pow,
  float_power: pow,
  ln: primitive('log'),
  log2: logarithm(2),
  log10: logarithm(10),
  exp2: ofOne((trees, u) => trees.call('pow', trees.number(2), u)),
  fabs: primitive('abs'),
  absolute: primitive('abs'),
  sgn: primitive('sign'),
  square: power(2),
  rsqrt: quotient((trees, u) => trees.call('sqrt', u)),
  reciprocal: quotient((_, u) => u),
  negative: primitive('neg'),
  ndtr: primitive('Phi'),
  cdf: primitive('Phi'),
  ceiling: ofOne(ceil),
  fix: ofOne(trunc),
  rint: primitive('round'),
  add: {takes: [2, 2], write: called('add')},
  subtract: {takes: [2, 2], write: called('sub')},
  multiply: {takes: [2, 2], write: called('mul')},
  divide: {takes: [2, 2], write: called('div')},
};

/** The function of a name, of this language or of another. */
export function writtenNamed(name: string): Written | undefined {
  return [own, foreign].find((table) => Object.hasOwn(table, name))?.[name];
}

/** A comparison as a number: 1 where it holds, 0 where it does not. */
export function asNumber(trees: Trees, parsed: Parsed): Node {
  return isCondition(parsed) ? trees.choose(parsed, trees.number(1), trees.number(0)) : parsed;
}
