/** Powers, exponentials and logarithms of exact real numbers, in a form in which equal ones look the same if possible. */

import type {Node, Trees} from '../../../formula/tree.ts';
import {bitLength} from '../../number-format.ts';
import {type Effort, notKnown} from '../effort.ts';
import {
  addRationals,
  floorRational,
  inverseRational,
  mulRationals,
  type Rational,
  ratio,
  rationalOne,
  wholePower,
} from './rational.ts';
import {
  type Atom,
  asRational,
  type Factor,
  type Product,
  productOf,
  type Real,
  rationalReal,
  realOf,
  realOne,
  realZero,
} from './real.ts';
import {realTree} from './tree.ts';

interface Context {
  readonly trees: Trees;
  readonly add: (a: Real, b: Real) => Real;
  readonly mul: (a: Real, b: Real) => Real;
  readonly sign: (a: Real) => -1 | 0 | 1;
  /** A number as an atom; its sign must be certain. */
  readonly atom: (node: Node, log?: Real) => Atom;
  readonly effort: Effort;
}

const primes = [2n, 3n, 5n, 7n, 11n, 13n, 17n, 19n, 23n, 29n, 31n, 37n, 41n, 43n, 47n];

/** A number is raised to larger powers only by its logarithm. */
const mostPower = 256n;

/** Rational numbers of more bits are not computed with. */
const mostBits = 40000;

function isModest({n, d}: Rational): boolean {
  return (n < 0n ? -n : n) <= mostPower * d;
}

export function createPowers({trees, add, mul, sign, atom, effort}: Context) {
  const tree = (a: Real): Node => realTree(trees, a);
  const wholeAtom = (whole: bigint): Atom => ({
    key: whole.toString(36),
    node: tree(rationalReal({n: whole, d: 1n})),
    whole,
    negative: false,
  });
  const eAtom: Atom = {key: 'e', node: trees.constant('e'), log: realOne, negative: false};
  const piAtom: Atom = {key: 'pi', node: trees.constant('pi'), negative: false};
  const single = (of: Atom, exponent: Rational = rationalOne): Real =>
    realOf([productFrom(rationalOne, [{atom: of, exponent}])]);

  /** A product in its form: of a whole number under a root only a power below 1 stays an atom. */
  const productFrom = (coefficient: Rational, factors: readonly Factor[]): Product => {
    let outside = coefficient;
    const kept: Factor[] = [];
    for (const {atom: of, exponent} of factors) {
      if (exponent.n === 0n) continue;
      const floor = of.whole === undefined ? 0n : floorRational(exponent);
      if (of.whole !== undefined && floor !== 0n) outside = mulRationals(outside, raised({n: of.whole, d: 1n}, floor));
      const rest = addRationals(exponent, {n: -floor, d: 1n});
      if (rest.n !== 0n) kept.push({atom: of, exponent: rest});
    }
    const bits = bitLength(outside.n < 0n ? -outside.n : outside.n || 1n) + bitLength(outside.d);
    if (bits > mostBits) return notKnown();
    effort.spend(bits / 2000);
    return productOf(outside, kept);
  };

  const raised = (a: Rational, n: bigint): Rational => {
    const size = bitLength(a.n < 0n ? -a.n : a.n || 1n) + bitLength(a.d);
    const times = n < 0n ? -n : n;
    if (size > 2 && times * BigInt(size) > BigInt(mostBits)) return notKnown();
    effort.spend(1 + Math.ceil((size * Number(times)) / 2000));
    return wholePower(a, n);
  };

  const product = (a: Product, b: Product): Product => {
    const coefficient = mulRationals(a.coefficient, b.coefficient);
    if (a.factors.length === 0 && b.factors.length === 0) return productFrom(coefficient, []);
    const exponents = new Map<string, Factor>();
    for (const factor of [...a.factors, ...b.factors]) {
      const before = exponents.get(factor.atom.key);
      const exponent = before === undefined ? factor.exponent : addRationals(before.exponent, factor.exponent);
      exponents.set(factor.atom.key, {...factor, exponent});
    }
    return productFrom(coefficient, [...exponents.values()]);
  };

  /** n^q as a product of roots of small primes and of what is left. */
  const rootsOf = (n: bigint, q: Rational): readonly Factor[] => {
    const factors: Factor[] = [];
    let rest = n;
    for (const prime of primes) {
      let times = 0n;
      for (; rest % prime === 0n; times += 1n) rest /= prime;
      if (times > 0n) factors.push({atom: wholeAtom(prime), exponent: mulRationals(q, {n: times, d: 1n})});
    }
    return rest === 1n ? factors : [...factors, {atom: wholeAtom(rest), exponent: q}];
  };

  const rationalPower = (a: Real, q: Rational): Real => {
    const [first, ...others] = a.products;
    if (first === undefined) return q.n > 0n ? realZero : notKnown();
    if (q.n === 0n) return realOne;
    const isWhole = q.d === 1n;
    if (others.length > 0) {
      if (isWhole && q.n > 0n && q.n <= 4n) return mul(a, rationalPower(a, {n: q.n - 1n, d: 1n}));
      // The sum with its first coefficient 1 is an atom.
      const size = first.coefficient.n < 0n ? {...first.coefficient, n: -first.coefficient.n} : first.coefficient;
      const sum = mul(a, rationalReal(inverseRational(size)));
      return mul(rationalPower(rationalReal(size), q), single(atom(tree(sum)), q));
    }
    const {coefficient, factors} = first;
    if (!isWhole && (coefficient.n < 0n || factors.some((factor) => factor.atom.negative))) {
      return sign(a) > 0 ? single(atom(tree(a)), q) : notKnown();
    }
    const inner = factors.map(({atom: of, exponent}) => ({atom: of, exponent: mulRationals(exponent, q)}));
    if (isWhole) return realOf([productFrom(raised(coefficient, q.n), inner)]);
    const roots = [...rootsOf(coefficient.n, q), ...rootsOf(coefficient.d, {n: -q.n, d: q.d})];
    const whole = realOf([productFrom(rationalOne, roots)]);
    return mul(whole, realOf([productFrom(rationalOne, inner)]));
  };

  const exp = (a: Real): Real =>
    a.products.reduce((sofar, each) => {
      const [factor, ...more] = each.factors;
      if (factor === undefined) return mul(sofar, single(eAtom, each.coefficient));
      const isLog = more.length === 0 && factor.exponent.n === 1n && factor.exponent.d === 1n;
      const base = isLog && isModest(each.coefficient) ? bases.get(factor.atom.key) : undefined;
      if (base !== undefined) return mul(sofar, rationalPower(base, each.coefficient));
      const log = realOf([each]);
      return mul(sofar, single(atom(trees.call('exp', tree(log)), log)));
    }, realOne);

  /** What logarithms are of, so that their exponentials are powers again. */
  const bases = new Map<string, Real>();
  const logAtom = (node: Node, base: Real): Real => {
    const found = single(atom(trees.call('log', node)));
    const key = found.products[0]?.factors[0]?.atom.key ?? '';
    bases.set(key, base);
    return found;
  };

  const log = (a: Real): Real => {
    const [first, ...others] = a.products;
    if (first === undefined) return notKnown();
    const isSimple =
      others.length === 0 && first.coefficient.n > 0n && first.factors.every((factor) => !factor.atom.negative);
    if (!isSimple) return sign(a) > 0 ? logAtom(tree(a), a) : notKnown();
    const {coefficient, factors} = first;
    const parts = [...rootsOf(coefficient.n, rationalOne), ...rootsOf(coefficient.d, {n: -1n, d: 1n}), ...factors];
    return parts.reduce((sum, {atom: of, exponent}) => {
      const part = of.log ?? logAtom(of.node, single(of));
      return add(sum, mul(part, rationalReal(exponent)));
    }, realZero);
  };

  return {
    product,
    exp,
    log,
    pi: single(piAtom),
    e: single(eAtom),
    inverse: (a: Real): Real => rationalPower(a, ratio(-1n, 1n)),
    power: (a: Real, b: Real): Real => {
      const exponent = asRational(b);
      return exponent === undefined ? exp(mul(b, log(a))) : rationalPower(a, exponent);
    },
    call: (name: string, a: Real): Real => single(atom(trees.call(name, tree(a)))),
  };
}
