/** Sums with roots by their conjugates: bounds of x + sqrt(x² + 1) are wide far left, those of 1 / (sqrt(x² + 1) - x) not. */

import {type Node, nodesBelow, numberIn, type Trees} from '../tree.ts';
import {factored} from './factor.ts';

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
  const c = factored(trees, trees.call('sub', squareOf(trees, u), squareOf(trees, w)));
  if ((numberIn(c) ?? 0) === 0) return undefined;
  return trees.call('div', c, trees.call(node.name === 'add' ? 'sub' : 'add', u, w));
}

function isRoot(node: Node): boolean {
  return node.kind === 'call' && node.name === 'sqrt';
}

function squareOf(trees: Trees, node: Node): Node {
  const [inner] = node.kind === 'call' && node.name === 'sqrt' ? node.args : [];
  return inner ?? trees.call('mul', node, node);
}
