/** The smooth piece that a formula follows near a point. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import {relations} from '../formula/arithmetic.ts';
import {isExtreme, type Pair} from '../formula/comparisons.ts';
import {type Condition, type Node, substitute} from '../formula/tree.ts';

/** A real number as a function of the double `x`, and what is known to be 0 there. */
export interface Point {
  readonly x: number;
  readonly point: Node;
  readonly zero?: Node | undefined;
}

/**
 * A function that compares a pair at a point: -1, 0 or 1. It decides exactly, by branches, because a rounded difference
 * may vanish beside its zero, or change its sign at another double.
 */
function comparer(selection: Selection, {x, point, zero}: Point): (...pair: Pair) => number {
  const {trees} = selection;
  const there = new Map([['x', point]]);
  return (a, b) => {
    if (zero !== undefined && trees.call('sub', a, b) === zero) return 0;
    const [less, equal, greater] = [trees.number(-1), trees.number(0), trees.number(1)];
    const above = trees.choose(trees.compare('>', a, b), greater, equal);
    const root = trees.choose(trees.compare('<', a, b), less, above);
    return exactValueAt(selection, point.kind === 'variable' ? root : substitute(trees, root, there))(x);
  };
}

/**
 * The formula with every choice decided as at a point: a smooth function that continues the branch taken there, so that
 * its value and derivatives at a breakpoint are one-sided limits of the formula's.
 */
export function pieceAt(selection: Selection, place: number | Point, whole = selection.value): Node {
  const {trees} = selection;
  const made = new Map<number, Node>();
  const signOf = comparer(selection, typeof place === 'number' ? {x: place, point: trees.variable('x')} : place);
  const holds = (condition: Condition): boolean => {
    if (condition.kind === 'compare') return relations[condition.relation](signOf(condition.left, condition.right));
    const parts = condition.args.map(holds);
    if (condition.kind === 'not') return !parts[0];
    return condition.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
  };
  const piece = (node: Node): Node => {
    const known = made.get(node.id) ?? build(node);
    made.set(node.id, known);
    return known;
  };
  const build = (node: Node): Node => {
    if (node.kind === 'choose') return piece(holds(node.condition) ? node.then : node.otherwise);
    if (node.kind !== 'call') return node;
    const [a, b] = node.args as [Node, Node]; // as many as the function takes
    if (isExtreme(node.name)) return piece((node.name === 'max' ? signOf(a, b) >= 0 : signOf(a, b) <= 0) ? a : b);
    if (node.name === 'sign') return trees.number(signOf(a, trees.number(0)));
    if (node.name === 'abs') return signOf(a, trees.number(0)) < 0 ? trees.call('neg', piece(a)) : piece(a);
    return trees.call(node.name, ...node.args.map(piece));
  };
  return piece(whole);
}
