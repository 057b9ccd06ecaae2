/** Sums with roots by their conjugates: bounds of x + sqrt(x² + 1) are wide far left, those of 1 / (sqrt(x² + 1) - x) not. */

import {combined, expanded, isSmallNumber, type Term} from './terms.ts';
import {type Node, nodesBelow, type Trees} from './tree.ts';

/**
 * The same function with u + w, where u² - w² is a number c other than 0, as c / (u - w), and u - w as c / (u + w); the
 * tree itself where there are none. One of u and w is a root, and neither u + w nor u - w is ever 0.
 */
export function conjugated(trees: Trees, root: Node): Node {
  const made = new Map<number, Node>();
  const again = (node: Node): Node => made.get(node.id) ?? node;
  // Arguments come before what they are arguments of.
  for (const node of nodesBelow([root])) {
    if (node.kind !== 'call') continue;
    const args = node.args.map(again);
    const same = args.every((arg, i) => arg === node.args[i]) ? node : trees.call(node.name, ...args);
    made.set(node.id, conjugate(trees, node) ?? same);
  }
  return again(root);
}

function conjugate(trees: Trees, {kind, ...node}: Node): Node | undefined {
  if (kind !== 'call' || !('args' in node) || (node.name !== 'add' && node.name !== 'sub')) return undefined;
  const [u, w] = node.args as [Node, Node]; // a sum has two
  if (!isRoot(u) && !isRoot(w)) return undefined;
  const squares = [...termsOf(squareOf(trees, u), 1), ...termsOf(squareOf(trees, w), -1)];
  const [c, ...others] = combined(expanded(squares, (factor) => (isSum(factor) ? termsOf(factor, 1) : undefined)));
  if (c === undefined || others.length > 0 || c.factors.length > 0) return undefined;
  return trees.call('div', trees.number(c.coefficient), trees.call(node.name === 'add' ? 'sub' : 'add', u, w));
}

function isRoot(node: Node): boolean {
  return node.kind === 'call' && node.name === 'sqrt';
}

function isSum(node: Node): boolean {
  return node.kind === 'call' && (node.name === 'add' || node.name === 'sub' || node.name === 'neg');
}

function squareOf(trees: Trees, node: Node): Node {
  const [inner] = node.kind === 'call' && node.name === 'sqrt' ? node.args : [];
  return inner ?? trees.call('mul', node, node);
}

/** The terms of a sum; products and squares as their factors. */
function termsOf(node: Node, sign: 1 | -1): readonly Term[] {
  if (node.kind === 'call') {
    const [a, b] = node.args as [Node, Node]; // as many as the operator takes
    if (node.name === 'add') return [...termsOf(a, sign), ...termsOf(b, sign)];
    if (node.name === 'sub') return [...termsOf(a, sign), ...termsOf(b, sign === 1 ? -1 : 1)];
    if (node.name === 'neg') return termsOf(a, sign === 1 ? -1 : 1);
  }
  const factors = factorsOf(node);
  const numbers = factors.flatMap((factor) => (isSmallNumber(factor) ? [factor.value] : []));
  return [
    {
      coefficient: numbers.reduce((all, value) => all * value, sign),
      factors: factors.filter((factor) => !isSmallNumber(factor)),
    },
  ];
}

function factorsOf(node: Node): readonly Node[] {
  if (node.kind !== 'call') return [node];
  const [a, b] = node.args as [Node, Node]; // as many as the operator takes
  if (node.name === 'mul') return [...factorsOf(a), ...factorsOf(b)];
  if (node.name === 'pow' && b.kind === 'number' && b.value === 2) return [...factorsOf(a), ...factorsOf(a)];
  return [node];
}
