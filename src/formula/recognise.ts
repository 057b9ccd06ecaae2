/** Functions of the language that a formula spells out: bounds of 1 / (1 + e^-x) are wider than those of sigmoid(x). */

import {type CallNode, type Node, nodesBelow, type Trees} from './tree.ts';

/**
 * The same function with 1 / (1 + e^-u) and e^u / (1 + e^u) as sigmoid(u), log(1 + e^u) as softplus(u) and e^u - 1 as
 * expm1(u), all of which hold for every real u; the tree itself where there are none.
 */
export function recognised(trees: Trees, root: Node): Node {
  const made = new Map<number, Node>();
  const again = (node: Node): Node => made.get(node.id) ?? node;
  // Arguments come before what they are arguments of.
  for (const node of nodesBelow([root])) {
    if (node.kind !== 'call') continue;
    const args = node.args.map(again);
    const same = args.every((arg, i) => arg === node.args[i]) ? node : trees.call(node.name, ...args);
    made.set(node.id, spelledOut(trees, node.name, args) ?? same);
  }
  return again(root);
}

function spelledOut(trees: Trees, name: string, [a, b]: readonly Node[]): Node | undefined {
  if (a === undefined) return undefined;
  if (name === 'sub' && b !== undefined) {
    if (isOne(b) && isExponential(a)) return trees.call('expm1', a.args[0] as Node);
    if (isOne(a) && isExponential(b)) return trees.call('neg', trees.call('expm1', b.args[0] as Node));
  }
  if (name === 'log') {
    const u = exponentBesideOne(a);
    return u && trees.call('softplus', u);
  }
  if (name === 'log1p') return isExponential(a) ? trees.call('softplus', a.args[0] as Node) : undefined;
  const u = name === 'div' && b !== undefined ? exponentBesideOne(b) : undefined;
  if (u === undefined) return undefined;
  const rest = withoutExponential(trees, a, u);
  if (rest !== undefined) return trees.call('mul', rest, trees.call('sigmoid', u));
  const opposite = u.kind === 'call' && u.name === 'neg' ? (u.args[0] as Node) : trees.call('neg', u); // `neg` has one
  const gate = trees.call('sigmoid', opposite);
  return a.kind === 'number' && a.value === 1 ? gate : trees.call('mul', a, gate);
}

/** u, where a tree is 1 + e^u. */
function exponentBesideOne(node: Node): Node | undefined {
  if (node.kind !== 'call' || node.name !== 'add') return undefined;
  const [a, b] = node.args as readonly [Node, Node]; // a sum has two
  const power = isOne(a) ? b : isOne(b) ? a : undefined;
  return power !== undefined && isExponential(power) ? power.args[0] : undefined;
}

function isOne(node: Node): boolean {
  return node.kind === 'number' && node.value === 1;
}

function isExponential(node: Node): node is CallNode {
  return node.kind === 'call' && node.name === 'exp';
}

/** What is left of a product without its factor e^u; undefined where it has none. */
function withoutExponential(trees: Trees, node: Node, u: Node): Node | undefined {
  if (node.kind !== 'call') return undefined;
  const [a, b] = node.args as readonly [Node, Node]; // as many as the function takes
  if (node.name === 'exp') return a === u ? trees.number(1) : undefined;
  if (node.name !== 'mul') return undefined;
  const first = withoutExponential(trees, a, u);
  if (first !== undefined) return trees.call('mul', first, b);
  const second = withoutExponential(trees, b, u);
  return second === undefined ? undefined : trees.call('mul', a, second);
}
