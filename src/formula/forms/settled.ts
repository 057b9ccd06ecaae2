/** Trees of numbers in which the same is taken from itself, or compared with itself: no number of digits tells that. */

import {type Condition, type Node, substitute, type Trees} from '../tree.ts';

export interface Settled {
  readonly tree: Node;
  /** What was taken from itself or compared with itself: the tree holds where each of these has a finite value. */
  readonly equals: readonly Node[];
}

/** A function at a place, with what is equal there as equal numbers: exp(x) - exp(1) at 1 is 0. Undefined if nothing is. */
export function settledAt(trees: Trees, tree: Node, x: number): Settled | undefined {
  const size = trees.number(Math.abs(x));
  const place = x < 0 ? trees.call('neg', size) : size; // as formulas write it
  const there = substitute(trees, tree, new Map([['x', place]]));
  const settled = withoutEquals(trees, there);
  return settled.equals.length === 0 ? undefined : settled;
}

function withoutEquals(trees: Trees, root: Node): Settled {
  const nought = trees.number(0);
  const equals = new Set<Node>();
  const made = new Map<Node, Node>();
  const settle = (node: Node): Node => {
    const known = made.get(node) ?? build(node);
    made.set(node, known);
    return known;
  };
  const build = (node: Node): Node => {
    if (node.kind === 'choose')
      return trees.choose(condition(node.condition), settle(node.then), settle(node.otherwise));
    if (node.kind !== 'call') return node;
    const args = node.args.map(settle);
    const [first = nought, ...others] = args;
    const areEqual = others.length > 0 && others.every((arg) => arg === first);
    if (!areEqual || !['sub', 'max', 'min'].includes(node.name)) return trees.call(node.name, ...args);
    equals.add(first);
    return node.name === 'sub' ? nought : first;
  };
  const condition = (node: Condition): Condition => {
    if (node.kind !== 'compare') return trees.logic(node.kind, ...node.args.map(condition));
    const [left, right] = [settle(node.left), settle(node.right)];
    if (left !== right) return trees.compare(node.relation, left, right);
    if (left !== nought) equals.add(left);
    return trees.compare(node.relation, nought, nought);
  };
  return {tree: settle(root), equals: [...equals]};
}
