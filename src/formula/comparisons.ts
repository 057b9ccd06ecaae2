/** The comparisons in a formula: where one changes its answer, the formula may switch from one branch to another. */

import {type Node, nodesBelow, type Trees} from './tree.ts';

/** Two trees whose order decides which branch is taken. */
export type Pair = readonly [Node, Node];

/**
 * Every pair that is compared at or below a node. `max`, `min`, `abs` and `sign` compare too; a root, a logarithm, a
 * power or a division may have a corner, an end or a pole where its argument is 0, and a tangent has poles.
 */
export function comparedIn(value: Node, trees: Trees): readonly Pair[] {
  const zero = trees.number(0);
  return nodesBelow([value]).flatMap((node): readonly Pair[] => {
    if (node.kind === 'compare') return [[node.left, node.right]];
    if (node.kind !== 'call') return [];
    const [a, b] = node.args as Pair; // as many as the function takes
    if (isExtreme(node.name)) return [[a, b]];
    if (node.name === 'div') return factorsOf(b).map((factor) => [factor, zero]);
    if (node.name === 'pow' && isWhole(b)) return [];
    // A power of 0 jumps where its exponent is 0.
    if (node.name === 'pow' && a.kind === 'number' && a.value === 0) return [[b, zero]];
    if (node.name === 'log1p') return [[a, trees.number(-1)]];
    if (node.name === 'tan') return [[trees.call('cos', a), zero]];
    if (['log', 'sqrt', 'pow'].includes(node.name)) return [...new Set([...factorsOf(a), a])].map((u) => [u, zero]);
    return node.name === 'abs' || node.name === 'sign' ? [[a, zero]] : [];
  });
}

/** What is 0 where a product, a quotient or a power is: the square of 3x - 1 changes its sign nowhere. */
function factorsOf(node: Node): readonly Node[] {
  if (node.kind !== 'call' || !['mul', 'neg', 'abs', 'sqrt', 'pow'].includes(node.name)) return [node];
  const [first, second] = node.args as Pair; // as many as the function takes
  if (node.name === 'pow' && !isWhole(second)) return [node];
  return node.name === 'mul' ? node.args.flatMap(factorsOf) : factorsOf(first);
}

/** Whether a power with this exponent is smooth. */
function isWhole(exponent: Node): boolean {
  return exponent.kind === 'number' && Number.isInteger(exponent.value) && exponent.value >= 0;
}

/** Whether a function takes the larger or the smaller of two arguments. */
export function isExtreme(name: string): boolean {
  return name === 'max' || name === 'min';
}
