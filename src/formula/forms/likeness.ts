/** Which trees are the same but for the order of factors and terms, for signs and for numbers that are multiplied. */

import {type Condition, type Node, nodesBelow} from '../tree.ts';

/** A product: its number, and the classes of its factors; those below the line are negative. */
interface Product {
  readonly number: number;
  readonly factors: readonly number[];
}

/** Products with more factors are factors of their own. */
const mostFactors = 64;

/** The first of each class of trees that are alike. */
export function withoutLikes(trees: readonly Node[]): readonly Node[] {
  const classes = new Map<string, number>();
  const classOf = (text: string): number => {
    const known = classes.get(text) ?? classes.size + 1;
    classes.set(text, known);
    return known;
  };
  const products = new Map<number, Product>();
  const productOf = (node: Node): Product => products.get(node.id) as Product; // arguments come first
  const nameOf = ({number, factors}: Product): string => `${number.toPrecision(12)} ${factors.join(' ')}`;
  const single = (text: string): Product => ({number: 1, factors: [classOf(text)]});
  const joined = (number: number, factors: readonly number[]): Product => {
    const all = {number, factors: [...factors].sort((a, b) => a - b)};
    return factors.length <= mostFactors ? all : single(nameOf(all));
  };
  const termsOf = (node: Node, sign: 1 | -1): readonly string[] => {
    if (node.kind !== 'call' || (node.name !== 'add' && node.name !== 'sub')) {
      const {number, factors} = productOf(node);
      return [nameOf({number: sign * number, factors})];
    }
    const [a, b] = node.args as [Node, Node]; // a sum has two
    return [...termsOf(a, sign), ...termsOf(b, node.name === 'sub' ? (-sign as 1 | -1) : sign)];
  };
  const build = (node: Node): Product => {
    if (node.kind === 'number') return {number: node.value, factors: []};
    if (node.kind !== 'call') return single(`${node.kind} ${'name' in node ? node.name : node.id}`);
    const [a, b] = node.args.map(productOf) as [Product, Product]; // as many as the operator takes
    if (node.name === 'neg') return {...a, number: -a.number};
    if (node.name === 'mul') return joined(a.number * b.number, [...a.factors, ...b.factors]);
    if (node.name === 'div') return joined(a.number / b.number, [...a.factors, ...b.factors.map((factor) => -factor)]);
    if (node.name === 'add' || node.name === 'sub') return single(`+ ${[...termsOf(node, 1)].sort().join(' + ')}`);
    return single(`${node.name}(${[a, b].flatMap((arg) => (arg === undefined ? [] : [nameOf(arg)])).join()})`);
  };
  const found = new Map<string, Node>();
  for (const tree of trees) {
    for (const node of nodesBelow([tree])) {
      if (isTree(node) && !products.has(node.id)) products.set(node.id, build(node));
    }
    const name = nameOf(productOf(tree));
    if (!found.has(name)) found.set(name, tree);
  }
  return [...found.values()];
}

function isTree(node: Node | Condition): node is Node {
  return node.kind !== 'compare' && node.kind !== 'and' && node.kind !== 'or' && node.kind !== 'not';
}
