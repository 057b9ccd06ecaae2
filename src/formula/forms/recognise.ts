/** Functions of the language that a formula spells out: bounds of 1 / (1 + e^-x) are wider than those of sigmoid(x). */

import {type CallNode, type Condition, isZero, type Node, nodesBelow, type Trees} from '../tree.ts';
import {keyOf, type Product, type Term} from './product.ts';
import {createProducts, type Products} from './products.ts';
import {writtenProduct} from './written-product.ts';

/** Larger trees are left as they are. */
const mostNodes = 400;

/**
 * The same function with its products taken apart and put together anew, with gates and hyperbolic functions by their
 * names, wherever that is shorter; the tree itself where it is nowhere. Where a factor that cancels has no value, as x / x
 * at 0, the result may have one.
 */
export function recognised(trees: Trees, root: Node): Node {
  const nodes = nodesBelow([root]);
  if (nodes.length > mostNodes) return root;
  const products = createProducts(trees);
  const cost = costs();
  const sums = new Map<Node, Node>();
  const made = new Map<number, Node | Condition>();
  const again = <T extends Node | Condition>(node: T): T => (made.get(node.id) ?? node) as T; // of the same kind
  const simplest = (first: Node, ...others: readonly Node[]): Node =>
    others.reduce((best, each) => (each !== best && isLess(cost(each), cost(best)) ? each : best), first);

  /** A sum as it was before it became a product. */
  const spelledOut = (node: Node): Node => sums.get(node) ?? node;
  const together = (node: Node): readonly Node[] => {
    const product = products.of(node);
    const isNone = product.factors.has(node) || [...product.factors.keys()].some(isZero);
    return isNone ? [] : [writtenProduct(trees, products, product)];
  };
  /** A sum with softplus(u) - u as softplus(-u). */
  const sumOf = (node: Node): readonly Node[] => {
    const {exponents, termsOf} = products;
    const isSum = termsOf(node)?.some(({rest}) => [...rest.factors.keys()].some(isSoftplus)) ?? false;
    return isSum ? [exponents.written(exponents.of(node))] : [];
  };
  const call = (node: CallNode): Node => {
    const args = node.args.map(again);
    const same = args.every((arg, i) => arg === node.args[i]) ? node : trees.call(node.name, ...args);
    const [a, b] = args as [Node, Node]; // as many as the function takes
    switch (node.name) {
      case 'log':
        return simplest(same, ...logarithmOf(products, a));
      case 'log1p':
        return simplest(same, ...logarithmOf(products, trees.call('add', trees.number(1), a)));
      case 'sign': {
        const signed = signedFactor(products, a);
        return signed === undefined ? same : simplest(same, trees.call('sign', signedNode(trees, signed)));
      }
      case 'abs': {
        const {exponent, factors} = products.of(a);
        const isPlain = exponent.size + factors.size === 1 && [...factors.values()].every((n) => n === 1);
        return !isPlain ? writtenProduct(trees, products, products.of(same)) : same;
      }
      default: {
        const spelled =
          node.name === 'add' || node.name === 'sub' ? trees.call(node.name, ...args.map(spelledOut)) : same;
        const plain = simplest(same, ...[same, spelled].flatMap(together), ...sumOf(same));
        const divided = node.name === 'div' ? quotientOf(same, a, b) : undefined;
        const best = divided === undefined ? plain : simplest(plain, divided);
        if (best !== spelled && products.termsOf(spelled) !== undefined) sums.set(best, spelled);
        return best;
      }
    }
  };

  /** A quotient of sums that differ by one term: (a + q) / (a + c) as 1 + (q - c) / (a + c). */
  const quotientOf = (node: Node, above: Node, below: Node): Node | undefined => {
    for (const n of factorsOf(above)) {
      for (const d of factorsOf(below)) {
        const parts = divided(products, termsOf(n), termsOf(d));
        if (parts === undefined) continue;
        const {times, of, factor} = products;
        const rest = writtenProduct(trees, products, times(parts.rest, of(d), -1));
        const quotient =
          rest.kind === 'call' && rest.name === 'neg'
            ? trees.call('sub', trees.number(parts.whole), rest.args[0] as Node) // `neg` has one
            : trees.call('add', trees.number(parts.whole), rest);
        const others = times(times(of(node), of(n), -1), of(d));
        return writtenProduct(trees, products, times(others, factor(quotient)));
      }
    }
    return undefined;
  };
  const termsOf = (node: Node): readonly Term[] | undefined => products.termsOf(spelledOut(node));
  const factorsOf = (node: Node): readonly Node[] =>
    !sums.has(node) && node.kind === 'call' && node.name === 'mul' ? node.args.flatMap(factorsOf) : [node];

  const condition = (node: Condition): Condition => {
    if (node.kind !== 'compare') return trees.logic(node.kind, ...node.args.map(again));
    const [left, right] = [again(node.left), again(node.right)];
    const same = trees.compare(node.relation, left, right);
    const signed = signedFactor(products, trees.call('sub', left, right));
    if (signed === undefined) return same;
    const other = trees.compare(node.relation, signedNode(trees, signed), trees.number(0));
    const [own, others] = [cost(trees.call('sub', left, right)), cost(trees.call('sub', other.left, other.right))];
    return isLess(others, own) ? other : same;
  };

  // Arguments come before what they are arguments of.
  for (const node of nodes) {
    if (node.kind === 'call') made.set(node.id, call(node));
    else if (node.kind === 'choose')
      made.set(node.id, trees.choose(again(node.condition), again(node.then), again(node.otherwise)));
    else if (node.kind === 'compare' || node.kind === 'and' || node.kind === 'or' || node.kind === 'not')
      made.set(node.id, condition(node));
  }
  return again(root);
}

/** The logarithm of what is an exponential. */
function logarithmOf({of, exponents}: Products, node: Node): readonly Node[] {
  const {sign, exponent, factors} = of(node);
  return sign > 0 && factors.size === 0 ? [exponents.written(exponent)] : [];
}

/** What has the sign of a product, where that is the sign of one factor. */
function signedFactor({of, exponents}: Products, node: Node): {readonly sign: number; readonly node: Node} | undefined {
  const {sign, factors} = of(node);
  const [[factor, n] = [node, 0], ...others] = factors;
  if (others.length > 0 || n % 2 !== 1 || n < 0) return undefined;
  if (factor.kind !== 'call' || factor.name !== 'expm1') return {sign, node: factor};
  return {sign, node: exponents.written(exponents.of(factor.args[0] as Node))}; // a function of one number
}

function signedNode(trees: Trees, {sign, node}: {readonly sign: number; readonly node: Node}): Node {
  return sign < 0 ? trees.call('neg', node) : node;
}

/** Of two sums a number and one term, which is the first less the number times the second. */
function divided(
  {number, times}: Products,
  above: readonly Term[] | undefined,
  below: readonly Term[] | undefined,
): {readonly whole: number; readonly rest: Product} | undefined {
  if (above === undefined || below === undefined || below.length < 2) return undefined;
  const coefficients = (terms: readonly Term[]) => new Map(terms.map((term) => [keyOf(term.rest), term]));
  const [own, others] = [coefficients(above), coefficients(below)];
  for (const [key, {coefficient}] of others) {
    const whole = (own.get(key)?.coefficient ?? 0) / coefficient;
    if (whole === 0 || !Number.isInteger(whole * 2 ** 10) || Math.abs(whole) > 2 ** 10) continue;
    const left = [...new Set([...own.keys(), ...others.keys()])].flatMap((each) => {
      const rest = (own.get(each)?.coefficient ?? 0) - whole * (others.get(each)?.coefficient ?? 0);
      return rest === 0 ? [] : [times(number(rest), (own.get(each) ?? (others.get(each) as Term)).rest)]; // in one of them
    });
    const [only, ...more] = left;
    if (only !== undefined && more.length === 0) return {whole, rest: only};
  }
  return undefined;
}

/** Exponentials and the like, which overflow; variables, each as often as it stands there; sums; nodes. */
type Cost = readonly [growing: number, leaves: number, sums: number, nodes: number];

const growing = new Set(['exp', 'expm1', 'sinh', 'cosh']);
const adding = new Set(['add', 'sub']);

function costs(): (node: Node) => Cost {
  const leaves = new Map<number, number>();
  const leavesOf = (root: Node): number => {
    const known = leaves.get(root.id);
    if (known !== undefined) return known;
    for (const node of nodesBelow([root])) {
      if (leaves.has(node.id)) continue;
      const below = node.kind === 'call' ? node.args.reduce((sum, {id}) => sum + (leaves.get(id) ?? 0), 0) : 0;
      leaves.set(node.id, node.kind === 'variable' ? 1 : below);
    }
    return leaves.get(root.id) ?? 0;
  };
  return (node) => {
    const below = nodesBelow([node]);
    const count = (names: ReadonlySet<string>): number =>
      below.filter((each) => each.kind === 'call' && names.has(each.name) && leavesOf(each) > 0).length;
    return [count(growing), leavesOf(node), count(adding), below.length];
  };
}

function isLess(a: Cost, b: Cost): boolean {
  const place = a.findIndex((each, i) => each !== b[i]);
  return place >= 0 && (a[place] as number) < (b[place] as number); // both are as long
}

function isSoftplus(node: Node): boolean {
  return node.kind === 'call' && node.name === 'softplus';
}
