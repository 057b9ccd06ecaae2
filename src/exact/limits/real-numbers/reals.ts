/** Arithmetic of exact real numbers: sums, products, powers, exponentials, logarithms, signs. */

import type {Node, Trees} from '../../../formula/tree.ts';
import {createBigArithmetic} from '../../big-float/arithmetic.ts';
import {type Big, isHuge, signOf, unknown} from '../../big-float/big-float.ts';
import {nextDouble} from '../../doubles.ts';
import {lazily} from '../../lazily.ts';
import {float64} from '../../number-format.ts';
import {roundInteger} from '../../round-exact.ts';
import {type Effort, notKnown} from '../effort.ts';
import {createPowers} from './powers.ts';
import {rationalOne} from './rational.ts';
import {type Atom, type Product, productOf, type Real, realOf} from './real.ts';
import {realTree} from './tree.ts';

/** The numbers between which a real number lies. */
export type Band = readonly [low: number, high: number];

export interface Reals {
  readonly add: (a: Real, b: Real) => Real;
  readonly mul: (a: Real, b: Real) => Real;
  readonly inverse: (a: Real) => Real;
  /** a^b for a > 0, or for a whole b. */
  readonly power: (a: Real, b: Real) => Real;
  readonly exp: (a: Real) => Real;
  /** log(a) for a > 0. */
  readonly log: (a: Real) => Real;
  /** A primitive of a number, without a simpler form; not 0. */
  readonly call: (name: string, a: Real) => Real;
  readonly pi: Real;
  readonly e: Real;
  readonly sign: (a: Real) => -1 | 0 | 1;
  readonly tree: (a: Real) => Node;
  /** The value as a ball of 160 bits. */
  readonly big: (a: Real) => Big;
  readonly band: (a: Real) => Band;
}

/** A sum of more products is taken for one atom, in which nothing cancels any more. */
const mostProducts = 4;

/** Bits with which a constant is told from 0, and the work of a node; formulas on paper differ by more. */
const precisions = [
  {precision: 160, work: 1},
  {precision: 800, work: 10},
];

export function createReals(trees: Trees, effort: Effort): Reals {
  const evaluators = precisions.map(({precision, work}) =>
    lazily(() => createConstants(precision, () => effort.spend(work))),
  );
  const evaluated = (node: Node, rung: number): Big => evaluators[rung]?.()(node) ?? unknown;

  const signs = new Map<number, -1 | 1>();
  const signOfTree = (node: Node): -1 | 1 => {
    const known = signs.get(node.id);
    if (known !== undefined) return known;
    for (const rung of precisions.keys()) {
      const sign = signOf(evaluated(node, rung));
      if (sign !== 1 && sign !== -1) continue;
      signs.set(node.id, sign);
      return sign;
    }
    return notKnown();
  };

  const sign = (a: Real): -1 | 0 | 1 => {
    const [first, ...others] = a.products;
    if (first === undefined) return 0;
    return others.length === 0 ? signOfProduct(first) : signOfTree(tree(a));
  };

  const add = (a: Real, b: Real): Real => {
    if (a.products.length === 0) return b;
    if (b.products.length === 0) return a;
    return bounded(realOf([...a.products, ...b.products]));
  };
  const mul = (a: Real, b: Real): Real => {
    effort.spend((a.key.length + b.key.length > 40 ? 2 : 0.2) * a.products.length * b.products.length);
    return bounded(realOf(a.products.flatMap((left) => b.products.map((right) => powers.product(left, right)))));
  };
  const bounded = (a: Real): Real => {
    if (a.products.length <= mostProducts) return a;
    return realOf([productOf(rationalOne, [{atom: atom(tree(a)), exponent: rationalOne}])]);
  };

  const tree = (a: Real): Node => realTree(trees, a);
  const atom = (node: Node, log?: Real): Atom => {
    const negative = signOfTree(node) < 0;
    return log === undefined ? {key: `#${node.id}`, node, negative} : {key: `#${node.id}`, node, log, negative};
  };
  const powers = createPowers({trees, add, mul, sign, atom, effort});
  const big = (a: Real): Big => evaluated(tree(a), 0);
  const known = new Map<string, Band>();

  return {
    add,
    mul,
    ...powers,
    sign,
    tree,
    big,
    band: (a) => {
      const found = known.get(a.key) ?? bandOf(a.products.length === 0 ? {kind: 'zero', negative: false} : big(a));
      known.set(a.key, found);
      return found;
    },
  };
}

/** The values of trees without variables, each node computed once. */
function createConstants(precision: number, spend: () => void): (node: Node) => Big {
  const {number, constant, unary, binary} = createBigArithmetic({precision, last: false});
  const values = new Map<number, Big>();
  const compute = (node: Node): Big => {
    if (node.kind === 'number') return number(node.value);
    if (node.kind === 'constant') return constant(node.name);
    if (node.kind !== 'call') return notKnown(); // constants have no other nodes
    spend();
    const [a, b] = node.args.map(valueAt) as [Big, Big]; // as many as the operator takes
    return unary[node.name]?.(a) ?? binary[node.name]?.(a, b) ?? unknown;
  };
  const valueAt = (node: Node): Big => {
    const value = values.get(node.id) ?? compute(node);
    values.set(node.id, value);
    return value;
  };
  return valueAt;
}

function signOfProduct({coefficient, factors}: Product): -1 | 1 {
  // Negative atoms have whole exponents.
  const odd = factors.filter(({atom, exponent}) => atom.negative && exponent.n % 2n !== 0n).length;
  return coefficient.n < 0n !== (odd % 2 === 1) ? -1 : 1;
}

/** Doubles on both sides of a number. */
export function bandOf(value: Big): Band {
  switch (value.kind) {
    case 'zero':
      return [0, 0];
    case 'ball': {
      const end = (m: bigint) => (m === 0n ? 0 : roundInteger(m, value.e, {format: float64, overflow: 'ieee'}));
      return [below(end(value.m - value.r)), above(end(value.m + value.r))];
    }
    case 'power': {
      const [low, high] = isHuge(value) ? [Number.MAX_VALUE, Number.POSITIVE_INFINITY] : [0, Number.MIN_VALUE];
      return value.negative ? [-high, -low] : [low, high];
    }
    default:
      return [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
  }
}

/** A double below what was rounded to x. */
export function below(x: number): number {
  if (x === Number.POSITIVE_INFINITY) return Number.MAX_VALUE;
  const next = nextDouble(x, -1n);
  return next === x && Number.isFinite(x) ? Number.NEGATIVE_INFINITY : next;
}

export function above(x: number): number {
  return -below(-x);
}
