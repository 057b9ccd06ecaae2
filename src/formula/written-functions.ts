/** Functions that are written with others, and how they are made: see foreign-functions.ts for those of other languages. */

import {applyChain, isCondition, type Parsed} from './operators.ts';
import type {Condition, Node, Trees} from './tree.ts';

/** The arguments of a call. A comparison among them counts as 1 where it holds and 0 where it does not. */
export interface Arguments {
  readonly trees: Trees;
  readonly numbers: readonly Node[];
  /** Those that `tests` counts. */
  readonly conditions: readonly Condition[];
}

/** A function that the parser writes with others. */
export interface Written {
  /** How many arguments, the fewest and the most. */
  readonly takes: readonly [number, number];
  readonly write: (given: Arguments) => Parsed;
  /** How many of its arguments are comparisons, from the first on; none if absent. */
  readonly tests?: number;
  /** The names of its arguments, by which they may be given; then one that is missing, or `None`, is `absent`. */
  readonly names?: readonly (readonly string[])[];
}

/** What stands for an argument that is not given; no formula of a user's has such a name. */
export function absent(trees: Trees): Node {
  return trees.variable('None=');
}

export const any = Number.POSITIVE_INFINITY;

export const called =
  (name: string) =>
  ({trees, numbers}: Arguments): Node =>
    trees.call(name, ...numbers);

export function extreme(name: 'max' | 'min'): Written {
  return {
    takes: [2, any],
    write({trees, numbers: [first, ...others]}) {
      const chain = others.map((operand) => ({operator: name, operand}));
      return applyChain(trees, first as Node, chain) as Node; // there are two or more; an operator between numbers
    },
  };
}

/** clip(x, lo, hi). At a bound both take their first argument, x, so the gradient there is 1, as in torch.clamp before 2.14. */
export const clip: Written = {
  takes: [3, 3],
  names: [
    ['x', 'input', 'a'],
    ['min', 'a_min', 'x_min', 'min_value', 'clip_value_min', 'lo'],
    ['max', 'a_max', 'x_max', 'max_value', 'clip_value_max', 'hi'],
  ],
  write({trees, numbers}) {
    const [x, low, high] = numbers as [Node, Node, Node]; // by `takes`
    const above = low === absent(trees) ? x : trees.call('max', x, low);
    return high === absent(trees) ? above : trees.call('min', above, high);
  },
};

export function ofOne(write: (trees: Trees, u: Node) => Node): Written {
  return {takes: [1, 1], write: ({trees, numbers: [u]}) => write(trees, u as Node)}; // by `takes`
}

export function ofTwo(write: (trees: Trees, a: Node, b: Node) => Node): Written {
  return {takes: [2, 2], write: ({trees, numbers: [a, b]}) => write(trees, a as Node, b as Node)}; // by `takes`
}

export const floor = (trees: Trees, u: Node): Node => trees.call('floor', u);
/** The least whole number that is not below u. */
export const ceil = (trees: Trees, u: Node): Node => trees.call('neg', floor(trees, trees.call('neg', u)));
/** The whole part of u. */
export const trunc = (trees: Trees, u: Node): Node =>
  trees.choose(trees.compare('<', u, trees.number(0)), ceil(trees, u), floor(trees, u));

/** The functions of the language itself. */
const own: Readonly<Record<string, Written>> = {
  max: extreme('max'),
  min: extreme('min'),
  clip,
  ceil: ofOne(ceil),
  trunc: ofOne(trunc),
};

/** The function of a name of the language itself. */
export function ownNamed(name: string): Written | undefined {
  return Object.hasOwn(own, name) ? own[name] : undefined;
}

/** A comparison as a number: 1 where it holds, 0 where it does not. */
export function asNumber(trees: Trees, parsed: Parsed): Node {
  return isCondition(parsed) ? trees.choose(parsed, trees.number(1), trees.number(0)) : parsed;
}
