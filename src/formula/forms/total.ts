/** Which functions have a value everywhere. */

import {type CallNode, type Node, nodesBelow} from '../tree.ts';

const partial = new Set(['div', 'log', 'log1p', 'sqrt', 'pow', 'tan']);

/** Whether a function is shown to have a value at every number: nothing in it can fail. */
export function isTotal(root: Node): boolean {
  return nodesBelow([root]).every((node) => node.kind !== 'call' || !partial.has(node.name) || isSafe(node));
}

/** Powers with whole exponents, and quotients by numbers. */
function isSafe({name, args: [, b]}: CallNode): boolean {
  if (b?.kind !== 'number') return false;
  return name === 'pow' ? Number.isInteger(b.value) && b.value >= 0 : name === 'div' && b.value !== 0;
}
