/** Operations that overflow, which need not harm the result: x / (1 + exp(-x)) is -0 there. */

import {type CallNode, type Node, nodesBelow} from '../formula/tree.ts';
import type {Steps} from './stepwise.ts';

/** An operation with finite operands whose result was infinite, and at which points on one side of 0. */
export interface Overflow {
  readonly operation: Node;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Counts them as the steps of points come in order. */
export function createOverflowCount(root: Node): {
  readonly add: (steps: Steps, x: Float64Array) => void;
  readonly found: () => readonly Overflow[];
} {
  const calls = nodesBelow([root]).filter((node): node is CallNode => node.kind === 'call');
  const counts = new Map<string, Overflow>();
  const count = (node: CallNode, steps: Steps, x: Float64Array): void => {
    const values = steps.get(node.id);
    const operands = node.args.map(({id}) => steps.get(id));
    for (const [i, place] of x.entries()) {
      if (Math.abs(values?.[i] ?? Number.NaN) !== Infinity) continue;
      if (!operands.every((each) => Number.isFinite(each?.[i]))) continue;
      const key = place < 0 ? `${node.id} below 0` : String(node.id);
      const known = counts.get(key);
      counts.set(key, {operation: node, count: (known?.count ?? 0) + 1, first: known?.first ?? place, last: place});
    }
  };
  return {
    add: (steps, x) => {
      for (const node of calls) count(node, steps, x);
    },
    found: () => [...counts.values()],
  };
}
