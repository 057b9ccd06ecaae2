/**
 * Products taken apart: a sign, one exponential, and powers of other factors, above and below the line. Sums of
 * exponentials are exponentials too: 1 + e^u is e^softplus(u).
 */

import type {CallNode, Node, Trees} from '../tree.ts';
import {commonLine} from './common-line.ts';
import {createExponents, type Exponent, type Exponents, isSame} from './exponents.ts';
import {polynomialIn, polynomialNode, scaleOf, squareFree} from './polynomial.ts';
import {collected, type Product, type Term} from './product.ts';
import {isSmallNumber} from './terms.ts';

export interface Products {
  readonly exponents: Exponents;
  readonly of: (node: Node) => Product;
  readonly times: (a: Product, b: Product, power?: number) => Product;
  readonly number: (value: number) => Product;
  readonly factor: (node: Node) => Product;
  /** The terms of a sum, like ones taken together; undefined for other nodes and long sums. */
  readonly termsOf: (node: Node) => readonly Term[] | undefined;
  /** The product with its numbers apart, where these are exact. */
  readonly termOf: (product: Product) => Term;
}

/** Longer sums and higher powers are factors of their own. */
const mostTerms = 12;
const highestPower = 64;

export function createProducts(trees: Trees): Products {
  const exponents = createExponents(trees);
  const {plus, softplus, logOfSum} = exponents;
  const known = new Map<Node, Product>();
  const none: Exponent = new Map();

  const of = (node: Node): Product => {
    const found = known.get(node) ?? takenApart(node);
    known.set(node, found);
    return found;
  };
  const factor = (node: Node): Product => ({sign: 1, exponent: none, factors: new Map([[node, 1]])});
  const exponential = (exponent: Exponent, sign: 1 | -1 = 1): Product => ({sign, exponent, factors: new Map()});
  const one = exponential(none);
  const number = (value: number): Product =>
    value === 0 ? factor(trees.number(0)) : exponential(exponents.logOf(Math.abs(value)), value < 0 ? -1 : 1);
  const times = (a: Product, b: Product, power = 1): Product => ({
    sign: b.sign < 0 && power % 2 !== 0 ? opposite(a.sign) : a.sign,
    exponent: plus(a.exponent, b.exponent, power),
    factors: plus(a.factors, b.factors, power),
  });
  const isPositive = ({sign, factors}: Product): boolean => sign > 0 && factors.size === 0;
  const two = exponents.logOf(2);

  const takenApart = (node: Node): Product => {
    if (node.kind === 'number' && Number.isFinite(node.value)) return number(node.value);
    if (node.kind !== 'call') return factor(node);
    const [a, b] = node.args as [Node, Node]; // as many as the function takes
    const twice = (): Exponent => exponents.times(exponents.of(a), 2);
    switch (node.name) {
      case 'neg':
        return times(number(-1), of(a));
      case 'mul':
        return times(of(a), of(b));
      case 'div':
        return times(of(a), of(b), -1);
      case 'pow':
        return power(node, a, b);
      case 'sqrt':
        return rootOf(of(a)) ?? factor(node);
      case 'abs':
        return sizeOf(of(a));
      case 'exp':
        return exponential(exponents.of(a));
      case 'sigmoid':
        return exponential(plus(exponents.of(a), softplus(exponents.of(a)), -1));
      // The hyperbolic functions by e^2u.
      case 'cosh':
        return exponential(plus(plus(softplus(twice()), exponents.of(a), -1), two, -1));
      case 'sech2':
        return exponential(plus(plus(twice(), exponents.times(two, 2)), softplus(twice()), -2));
      case 'sinh':
        return times(less(twice()), exponential(plus(exponents.of(a), two)), -1);
      case 'tanh':
        return times(less(twice()), exponential(softplus(twice())), -1);
      default:
        return sumOf(node);
    }
  };
  const power = (node: Node, base: Node, exponent: Node): Product => {
    const n = exponent.kind === 'number' ? exponent.value : Number.NaN;
    if (Number.isInteger(n) && n !== 0 && Math.abs(n) <= highestPower) return times(one, of(base), n);
    if (base.kind === 'constant' && base.name === 'e') return exponential(exponents.of(exponent));
    if (isSmallNumber(exponent) && isPositive(of(base))) return exponential(exponents.times(of(base).exponent, n));
    return factor(node);
  };
  /** The root of an exponential and of squares; those of numbers stay roots. */
  const rootOf = ({sign, exponent, factors}: Product): Product | undefined => {
    const isPlain = factors.size === 0 && exponents.lead(exponent) === undefined;
    if (sign < 0 || isPlain || [...factors.values()].some((n) => n % 2 !== 0)) return undefined;
    const halves = [...factors].map(([node, n]) => [trees.call('abs', node), n / 2] as const);
    return {sign, exponent: exponents.times(exponent, 1 / 2), factors: new Map(halves)};
  };
  const sizeOf = ({exponent, factors}: Product): Product => ({
    sign: 1,
    exponent,
    factors: new Map([...factors].map(([node, n]) => [n % 2 === 0 ? node : trees.call('abs', node), n])),
  });

  /** e^d - 1 */
  const less = (d: Exponent): Product => {
    const opposed = exponents.times(d, -1);
    const found = plainLess(d);
    if (found !== undefined) return found;
    const turned = plainLess(opposed);
    if (turned === undefined && (exponents.lead(d)?.multiple ?? 1) > 0)
      return factor(trees.call('expm1', exponents.written(d)));
    // -e^d (e^-d - 1)
    return times(exponential(d, -1), turned ?? factor(trees.call('expm1', exponents.written(opposed))));
  };
  /** Where d is the logarithm of 1 + e^w or of 2 sigmoid(±w). */
  const plainLess = (d: Exponent): Product | undefined => {
    if (d.size === 0) return number(0);
    for (const part of d.keys()) {
      const w = exponents.innerOf(part);
      if (w === undefined) continue;
      const own = new Map([[part, 1]]);
      if (isSame(d, own)) return exponential(w);
      if (isSame(d, plus(own, w, -1))) return exponential(exponents.times(w, -1));
      const tanh = times(less(w), exponential(own), -1);
      if (isSame(d, plus(two, own, -1))) return times(number(-1), tanh);
      if (isSame(d, plus(plus(two, own, -1), w))) return tanh;
    }
    return undefined;
  };

  const termsOf = (node: Node): readonly Term[] | undefined => {
    const flat = (each: Node, sign: number): readonly Product[] => {
      if (each.kind === 'call') {
        const [a, b] = each.args as [Node, Node]; // as many as the function takes
        if (each.name === 'add') return [...flat(a, sign), ...flat(b, sign)];
        if (each.name === 'sub') return [...flat(a, sign), ...flat(b, -sign)];
        if (each.name === 'neg') return flat(a, -sign);
        if (each.name === 'expm1') return [times(number(sign), exponential(exponents.of(a))), number(-sign)];
      }
      return [times(number(sign), of(each))];
    };
    if (node.kind !== 'call' || !['add', 'sub', 'expm1'].includes(node.name) || isLong(node)) return undefined;
    return collected(flat(node, 1).map(termOf));
  };
  const termOf = (product: Product): Term => {
    const numbers = [...exponents.numbersIn(product.exponent)];
    const value = numbers.reduce((all, [c, n]) => all * c ** n, product.sign as number);
    const isExact = numbers.every(([c, n]) => c === 2 || n === 1) && isSmallNumber(trees.number(value));
    if (!isExact) return {coefficient: product.sign, rest: {...product, sign: 1}};
    const exponent = numbers.reduce((all, [c, n]) => plus(all, exponents.logOf(c), -n), product.exponent);
    return {coefficient: value, rest: {...product, sign: 1, exponent}};
  };

  const sumOf = (node: CallNode): Product => {
    const terms = termsOf(node);
    if (terms === undefined) return factor(node);
    const [first = number(0), second, ...others] = terms.map(({coefficient, rest}) => times(number(coefficient), rest));
    if (second === undefined) return first;
    const all = [first, second, ...others];
    if (all.every(({exponent, factors}) => factors.size === 0 && exponents.lead(exponent) === undefined))
      return factor(node);
    const complement = others.length > 0 ? undefined : (complementOf(first, second) ?? complementOf(second, first));
    if (complement !== undefined) return complement;
    const joined = overOneLine(all);
    if (joined !== undefined) return joined;
    if (all.some(({factors}) => factors.size > 0)) return polynomialOf(terms) ?? factor(node);
    const sideOf = (side: 1 | -1): readonly Exponent[] =>
      all.flatMap(({sign, exponent}) => (sign === side ? [exponent] : []));
    const [above, below] = [sideOf(1), sideOf(-1)];
    if (below.length === 0 || above.length === 0) return exponential(logOfSum([...above, ...below]), first.sign);
    const [added, subtracted] = [logOfSum(above), logOfSum(below)];
    return times(less(plus(added, subtracted, -1)), exponential(subtracted));
  };
  /** A difference of gates over their common denominator, where all but two terms above it cancel. */
  const overOneLine = (terms: readonly Product[]): Product | undefined => {
    const {above, line} = commonLine(exponents, {times, exponential}, terms) ?? {above: [], line: none};
    const [first, second, ...others] = collected(above.map(termOf));
    if (first === undefined || second === undefined || others.length > 0) return undefined;
    const [a, b] = [first, second].map(({coefficient, rest}) => times(number(coefficient), rest)) as [Product, Product];
    if (a.sign === b.sign) return undefined;
    const [added, subtracted] = a.sign > 0 ? [a.exponent, b.exponent] : [b.exponent, a.exponent];
    return times(times(less(plus(added, subtracted, -1)), exponential(subtracted)), exponential(line), -1);
  };
  /** A polynomial with multiple roots, as powers of others. */
  const polynomialOf = (terms: readonly Term[]): Product | undefined => {
    const polynomial = polynomialIn(terms);
    const powers = polynomial && squareFree(polynomial.coefficients);
    if (polynomial === undefined || powers === undefined) return undefined;
    const {above, below} = scaleOf(polynomial.coefficients, powers);
    const scale = times(number(Number(above)), number(Number(below)), -1);
    return powers.reduce(
      (all, each, i) => {
        const base = each.length < 2 ? one : factor(polynomialNode(trees, polynomial.variable, each));
        return times(all, base, i + 1);
      },
      times(scale, number(polynomial.unit)),
    );
  };
  /** c + c f, where that is a function of its own. */
  const complementOf = (c: Product, other: Product): Product | undefined => {
    const [[node, n] = [undefined, 0], ...more] = other.factors;
    if (c.factors.size > 0 || more.length > 0 || node?.kind !== 'call') return undefined;
    const isAdded = c.sign === other.sign;
    const [u] = node.args as [Node]; // a function of one number
    const negated = trees.call('neg', u);
    if (n === 1 && isSame(c.exponent, other.exponent)) {
      if (node.name === 'erf') return times(c, factor(trees.call('erfc', isAdded ? negated : u)));
      if (node.name === 'Phi' && !isAdded) return times(c, factor(trees.call('Phi', negated)));
    }
    if (node.name !== 'expm1') return undefined;
    // 1 ± tanh(u/2) = 2 sigmoid(±u), 1 - tanh(u/2)² = 4 sigmoid(u) sigmoid(-u)
    const w = exponents.of(u);
    if (!isSame(plus(other.exponent, softplus(w), n), c.exponent)) return undefined;
    const gate = exponential(plus(two, softplus(w), -1));
    if (n === 1) return times(times(c, gate), isAdded ? exponential(w) : one);
    return n === 2 && !isAdded ? times(times(times(c, gate), gate), exponential(w)) : undefined;
  };
  return {exponents, of, times, number, factor, termsOf, termOf};
}

const opposite = (sign: 1 | -1): 1 | -1 => (sign > 0 ? -1 : 1);

function isLong(node: Node): boolean {
  let [left, open]: [number, readonly Node[]] = [mostTerms, [node]];
  while (open.length > 0 && left >= 0) {
    left -= open.length;
    open = open.flatMap((each) =>
      each.kind === 'call' && (each.name === 'add' || each.name === 'sub' || each.name === 'neg') ? each.args : [],
    );
  }
  return left < 0;
}
