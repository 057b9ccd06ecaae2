/** The comparisons in a formula: where one changes its answer, the formula may switch from one branch to another. */

import {type CompareNode, type Condition, isZero, type Node, nodesBelow, type Trees} from './tree.ts';

/** Two trees whose order decides which branch is taken. */
export type Pair = readonly [Node, Node];

/**
 * Every pair that is compared at or below a node. `max`, `min`, `abs` and `sign` compare too; a root, a logarithm, a
 * power or a division may have a corner, an end or a pole where its argument is 0, and a tangent has poles.
 */
export function comparedIn(value: Node, trees: Trees): readonly Pair[] {
  const zero = trees.number(0);
  return nodesBelow([value]).flatMap((node): readonly Pair[] => {
    const branches = branchesAt(node, trees);
    if (branches.length > 0 || node.kind !== 'call') return branches;
    const [a, b] = node.args as Pair; // as many as the function takes
    if (node.name === 'div') return zerosOf(b).map((factor) => [factor, zero]);
    if (node.name === 'pow' && isWhole(b)) return [];
    // A power of 0 jumps where its exponent is 0.
    if (node.name === 'pow' && a.kind === 'number' && a.value === 0) return [[b, zero]];
    if (node.name === 'log1p') return [[a, trees.number(-1)]];
    if (node.name === 'tan') return [[trees.call('cos', a), zero]];
    if (['log', 'sqrt', 'pow'].includes(node.name)) return [...new Set([...zerosOf(a), a])].map((u) => [u, zero]);
    return [];
  });
}

/** The pairs on whose order the branches of a formula depend. */
export function branchesIn(value: Node, trees: Trees): readonly Pair[] {
  return nodesBelow([value]).flatMap((node) => branchesAt(node, trees));
}

function branchesAt(node: Node | Condition, trees: Trees): readonly Pair[] {
  if (node.kind === 'compare') return [[node.left, node.right]];
  if (node.kind !== 'call') return [];
  const [a, b] = node.args as Pair; // as many as the function takes
  if (isExtreme(node.name)) return [[a, b]];
  return node.name === 'abs' || node.name === 'sign' ? [[a, trees.number(0)]] : [];
}

/** Functions that are 0 where their argument is, and there alone. */
const zeroAtZero: ReadonlySet<string> = new Set([
  'neg',
  'abs',
  'sqrt',
  'sinh',
  'tanh',
  'atan',
  'erf',
  'expm1',
  'log1p',
]);

/**
 * Simple functions one of which is 0 where a function is, and none of which is elsewhere: the square of 3x - 1 changes its
 * sign nowhere, and 3x - 1 does.
 */
export function zerosOf(node: Node): readonly Node[] {
  if (node.kind !== 'call') return [node];
  const [a, b] = node.args as Pair; // as many as the function takes
  if (node.name === 'mul') return node.args.flatMap(zerosOf);
  if (node.name === 'pow') return b.kind === 'number' && b.value > 0 ? zerosOf(a) : [node];
  if (node.name === 'sub' && isZero(b)) return zerosOf(a);
  if (node.name === 'sub' && isZero(a)) return zerosOf(b);
  return zeroAtZero.has(node.name) ? zerosOf(a) : [node];
}

/** Whether a condition holds, by its comparisons. */
export function isTrue(condition: Condition, holds: (comparison: CompareNode) => boolean): boolean {
  if (condition.kind === 'compare') return holds(condition);
  const parts = condition.args.map((each) => isTrue(each, holds));
  if (condition.kind === 'not') return !parts[0];
  return condition.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
}

/** Whether a power with this exponent is smooth. */
function isWhole(exponent: Node): boolean {
  return exponent.kind === 'number' && Number.isInteger(exponent.value) && exponent.value >= 0;
}

/** Whether a function takes the larger or the smaller of two arguments. */
export function isExtreme(name: string): boolean {
  return name === 'max' || name === 'min';
}
