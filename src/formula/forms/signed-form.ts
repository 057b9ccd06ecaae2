/**
 * A normal form of functions of x, in which f(x) and f(-x) are the same tree, or opposite ones, where f is even or odd
 * for reasons of its form: signs stand as far out as they go, terms and factors in the order of their numbers, and
 * sigmoid, Phi, erfc and softplus as an odd function and an even one.
 */

import {isExtreme, isTrue} from '../comparisons.ts';
import {type CallNode, type CompareNode, isZero, type Node, nodesBelow, type Trees} from '../tree.ts';
import {isTotal} from './total.ts';

/** `sign` times the function `node`. */
export interface Signed {
  readonly sign: number;
  readonly node: Node;
}

interface Piece {
  readonly input: string;
  /** The form is that of f(mirror x). */
  readonly mirror: 1 | -1;
  /** Whether the comparisons of branches hold on the piece. */
  readonly holds: (comparison: CompareNode) => boolean;
}

const oddPrimitives = new Set(['sign', 'sin', 'tan', 'atan', 'sinh', 'tanh', 'erf']);
const evenPrimitives = new Set(['abs', 'cos', 'cosh', 'sech2', 'phi']);

/** The normal form of a piece: signs as far out as they go, terms and factors in the order of their numbers. */
export function signedForm(trees: Trees, root: Node, {input, mirror, holds}: Piece): Signed {
  const made = new Map<number, Signed>();
  const form = (node: Node): Signed => made.get(node.id) as Signed; // arguments come first
  const written = ({sign, node}: Signed): Node => (sign < 0 ? trees.call('neg', node) : node);
  const number = (value: number): Signed => ({sign: value < 0 ? -1 : 1, node: trees.number(Math.abs(value))});
  const plain = (name: string, ...args: readonly Signed[]): Signed => ({
    sign: 1,
    node: trees.call(name, ...args.map(written)),
  });

  const factorsOf = (node: Node): readonly Node[] =>
    node.kind === 'call' && node.name === 'mul' ? node.args.flatMap(factorsOf) : [node];
  /** Numbers are taken together where their product is exact, and into a sum. */
  const times = (a: Signed, b: Signed): Signed => {
    const factors = [...factorsOf(a.node), ...factorsOf(b.node)].sort((p, q) => p.id - q.id);
    const coefficient = exactProduct(factors.flatMap((factor) => (factor.kind === 'number' ? [factor.value] : [])));
    const others = coefficient === undefined ? factors : factors.filter(({kind}) => kind !== 'number');
    const sign = a.sign * b.sign;
    if (factors.some(isZero) && factors.every(isTotal)) return number(0);
    const [only] = others;
    if (coefficient !== undefined && others.length === 1 && isSum(only)) {
      return sumOf(termsOf({sign, node: only}).flatMap((term) => termsOf(times(number(coefficient), term))));
    }
    const all = [...(coefficient === undefined || coefficient === 1 ? [] : [trees.number(coefficient)]), ...others];
    const [first = trees.number(1), ...more] = all;
    return {sign, node: more.reduce((left, right) => trees.call('mul', left, right), first)};
  };

  const termsOf = ({sign, node}: Signed): readonly Signed[] => {
    if (!isSum(node)) return [{sign, node}];
    const [a, b] = node.args as [Node, Node]; // a sum has two
    return [...termsOf({sign, node: a}), ...termsOf({sign: node.name === 'add' ? sign : -sign, node: b})];
  };
  /** What cancels is left out, and the first term is written with a plus. */
  const sumOf = (all: readonly Signed[]): Signed => {
    const terms = withoutOpposites(all).sort((p, q) => p.node.id - q.node.id || q.sign - p.sign);
    const [first, ...others] = terms;
    if (first === undefined) return number(0);
    const {sign} = first;
    const sum = others.reduce<Node>(
      (left, right) => trees.call(right.sign === sign ? 'add' : 'sub', left, right.node),
      first.node,
    );
    return {sign, node: sum};
  };
  const plus = (a: Signed, b: Signed): Signed => sumOf([...termsOf(a), ...termsOf(b)]);
  /** Terms without those that cancel and have a value everywhere; numbers as one where their sum is exact. */
  const withoutOpposites = (terms: readonly Signed[]): Signed[] => {
    const numbers = terms.flatMap(({sign, node}) => (node.kind === 'number' ? [sign * node.value] : []));
    const constant = exactSum(numbers);
    const left: Signed[] = constant ? [number(constant)] : [];
    for (const term of terms) {
      if (term.node.kind === 'number' && (constant !== undefined || term.node.value === 0)) continue;
      const opposed = left.findIndex(({sign, node}) => node === term.node && sign === -term.sign);
      if (opposed >= 0 && isTotal(term.node)) left.splice(opposed, 1);
      else left.push(term);
    }
    return left;
  };
  const opposite = ({sign, node}: Signed): Signed => ({sign: -sign, node});
  const half = (a: Signed): Signed => times(number(0.5), a);

  /** max(p, min(q, u)) with p < q, which is min(q, max(p, u)), as the median of the three; undefined for other forms. */
  const median = (outer: Node): Signed | undefined => {
    if (outer.kind !== 'call' || !isExtreme(outer.name)) return undefined;
    const opposed = outer.name === 'max' ? 'min' : 'max';
    for (const [p, inner] of [outer.args, outer.args.toReversed()] as [Node, Node][]) {
      if (inner.kind !== 'call' || inner.name !== opposed) continue;
      for (const [q, u] of [inner.args, inner.args.toReversed()] as [Node, Node][]) {
        const [low, high] = outer.name === 'max' ? [p, q] : [q, p];
        if (!isPositive(termsOf(plus(form(high), opposite(form(low)))))) continue;
        const {sign, node} = form(u);
        const ends = [form(p), form(q)].map((end) => ({...end, sign: end.sign * sign}));
        ends.sort((a, b) => a.node.id - b.node.id || a.sign - b.sign);
        return {sign, node: trees.call('median', ...ends.map(written), node)};
      }
    }
    return undefined;
  };

  /** max(a, b) and min(a, b), which is -max(-a, -b): the one in which the first argument that is not a number has a plus. */
  const extreme = (name: string, [a, b]: readonly [Signed, Signed]): Signed => {
    const args = [a, b].sort((p, q) => p.node.id - q.node.id || q.sign - p.sign);
    const sign = args.find(({node}) => !(node.kind === 'number' && node.value === 0))?.sign ?? 1;
    const turned = name === 'max' ? 'min' : 'max';
    const own = args.map((arg) => ({
      ...arg,
      sign: arg.node.kind === 'number' && arg.node.value === 0 ? 1 : arg.sign * sign,
    }));
    return {sign, node: plain(sign < 0 ? turned : name, ...own).node};
  };

  const power = (base: Signed, exponent: Signed): Signed => {
    const n = exponent.node.kind === 'number' ? exponent.node.value : Number.NaN;
    if (!Number.isInteger(n)) return plain('pow', base, exponent);
    return {sign: n % 2 === 0 ? 1 : base.sign, node: trees.call('pow', base.node, written(exponent))};
  };

  const call = (name: string, args: readonly Signed[]): Signed => {
    const [a, b] = args as [Signed, Signed]; // as many as the function takes
    const {sign, node} = a;
    if (oddPrimitives.has(name)) return {sign, node: trees.call(name, node)};
    if (evenPrimitives.has(name)) return {sign: 1, node: trees.call(name, node)};
    switch (name) {
      case 'neg':
        return opposite(a);
      case 'mul':
        return times(a, b);
      case 'div':
        if (b.node.kind === 'number' && isPowerOfTwo(b.node.value))
          return times(a, {...b, node: number(1 / b.node.value).node});
        return {sign: sign * b.sign, node: trees.call('div', node, b.node)};
      case 'add':
        return plus(a, b);
      case 'sub':
        return plus(a, opposite(b));
      case 'pow':
        return power(a, b);
      case 'max':
      case 'min':
        return extreme(name, [a, b]);
      // 1/2 + tanh(u/2)/2, 1/2 + erf(u/√2)/2, 1 - erf(u), and u/2 + softplus(|u|) - |u|/2: the odd part of each apart.
      case 'sigmoid':
        return half(plus(number(1), {sign, node: trees.call('tanh', half({sign: 1, node}).node)}));
      case 'Phi': {
        const scaled = trees.call('div', node, trees.call('sqrt', trees.number(2)));
        return half(plus(number(1), {sign, node: trees.call('erf', scaled)}));
      }
      case 'erfc':
        return plus(number(1), {sign: -sign, node: trees.call('erf', node)});
      case 'softplus': {
        const size = {sign: 1, node: trees.call('abs', node)};
        return plus(plus(half(a), plain('softplus', size)), opposite(half(size)));
      }
      default:
        return plain(name, ...args);
    }
  };

  for (const node of nodesBelow([root])) {
    if (node.kind === 'number') made.set(node.id, number(node.value));
    else if (node.kind === 'constant') made.set(node.id, {sign: 1, node});
    else if (node.kind === 'variable') made.set(node.id, {sign: node.name === input ? mirror : 1, node});
    else if (node.kind === 'call') made.set(node.id, median(node) ?? call(node.name, node.args.map(form)));
    else if (node.kind === 'choose')
      made.set(node.id, form(isTrue(node.condition, holds) ? node.then : node.otherwise));
  }
  return form(root);
}

function isSum(node: Node | undefined): node is CallNode {
  return node?.kind === 'call' && (node.name === 'add' || node.name === 'sub');
}

const isPowerOfTwo = (value: number): boolean => Number.isInteger(Math.log2(value)) && Math.abs(Math.log2(value)) < 500;

/** The product, where a double holds it: of all but one factor a power of two. */
function exactProduct(numbers: readonly number[]): number | undefined {
  const isExact = numbers.filter((value) => !isPowerOfTwo(value)).length <= 1 && numbers.length < 3;
  const product = numbers.reduce((a, b) => a * b, 1);
  return isExact && product > 2 ** -900 && product < 2 ** 900 ? product : undefined;
}

/** The sum, where a double holds it: of multiples of 2^-10 up to 2^30. */
function exactSum(numbers: readonly number[]): number | undefined {
  const isExact = numbers.every((value) => Math.abs(value) < 2 ** 30 && Number.isInteger(value * 2 ** 10));
  return isExact ? numbers.reduce((a, b) => a + b, 0) : undefined;
}

/** Whether numbers have a sum above 0, however it is rounded. */
function isPositive(terms: readonly Signed[]): boolean {
  const values = terms.map(({sign, node}) => (node.kind === 'number' ? sign * node.value : Number.NaN));
  return values.reduce((a, b) => a + b) > 1e-9 * Math.max(...values.map(Math.abs));
}
