/** Common factors of sums, taken out: a b - a c is a (b - c), whose sign is plain where that of the difference is not. */

import type {Node, Trees} from './tree.ts';

/** Products with more factors in all are left as they are: a tower of 190 exponentials has a derivative of thousands. */
const mostFactors = 5_000;

/**
 * The same function with the factors that all terms of a sum share taken out, in sums within sums too; the root itself
 * where that would take long.
 */
export function factored(trees: Trees, root: Node): Node {
  const known = new Map<number, readonly Node[]>();
  let count = 0;

  /** The factors of a product; of a sum what its terms share, and the sum of the rest. */
  const factorsOf = (node: Node): readonly Node[] => {
    const found = known.get(node.id) ?? findFactors(node);
    known.set(node.id, found);
    return found;
  };
  const findFactors = (node: Node): readonly Node[] => {
    const found = count > mostFactors ? [node] : takenApart(node);
    count += found.length;
    return found;
  };
  const takenApart = (node: Node): readonly Node[] => {
    if (node.kind === 'choose') {
      return [trees.choose(node.condition, product(factorsOf(node.then)), product(factorsOf(node.otherwise)))];
    }
    if (node.kind !== 'call') return [node];
    const [a, b] = node.args as [Node, Node]; // operators have as many as they need
    if (node.name === 'mul') return [...factorsOf(a), ...factorsOf(b)];
    if (node.name === 'neg') return [trees.number(-1), ...factorsOf(a)];
    if (node.name === 'div') return [...factorsOf(a), trees.call('div', trees.number(1), product(factorsOf(b)))];
    if (node.name !== 'add' && node.name !== 'sub') return [node];
    const terms = termsOf(node).map(factorsOf);
    const shared = terms.reduce((common, factors) => common.filter(takenFrom(factors)));
    const outside = shared.filter(({kind}) => kind !== 'number');
    const rests = terms.map((factors) => without(factors, outside));
    return [...outside, sum(rests.map(product))];
  };

  /** The terms of a sum, those that are subtracted with a factor -1. */
  const termsOf = (node: Node): readonly Node[] => {
    if (node.kind !== 'call' || (node.name !== 'add' && node.name !== 'sub')) return [node];
    const [a, b] = node.args as [Node, Node]; // both have two
    return [...termsOf(a), ...termsOf(b).map((term) => (node.name === 'sub' ? trees.call('neg', term) : term))];
  };

  const product = (factors: readonly Node[]): Node => {
    const numbers = factors.flatMap((factor) => (factor.kind === 'number' ? [factor.value] : []));
    const others = factors.filter(({kind}) => kind !== 'number');
    const isNegative = numbers.filter((value) => value < 0).length % 2 === 1;
    const sizes = numbers.map(Math.abs).filter((value) => value !== 1);
    const parts = [...sizes.map((value) => trees.number(value)), ...others];
    const [first = trees.number(1), ...more] = parts;
    const size = more.reduce<Node>((left, right) => trees.call('mul', left, right), first);
    return isNegative ? trees.call('neg', size) : size;
  };
  const sum = (terms: readonly Node[]): Node =>
    terms.reduce((left, right) =>
      right.kind === 'call' && right.name === 'neg'
        ? trees.call('sub', left, right.args[0] as Node) // `neg` has one
        : trees.call('add', left, right),
    );
  const made = product(factorsOf(root));
  return count > mostFactors ? root : made;
}

/** Tells the items of a list that another one holds as well, each as often as it does. */
function takenFrom(factors: readonly Node[]): (node: Node) => boolean {
  const left = [...factors];
  return (node) => {
    const place = left.indexOf(node);
    if (place >= 0) left.splice(place, 1);
    return place >= 0;
  };
}

function without(factors: readonly Node[], taken: readonly Node[]): readonly Node[] {
  const isTaken = takenFrom(taken);
  return factors.filter((factor) => !isTaken(factor));
}
