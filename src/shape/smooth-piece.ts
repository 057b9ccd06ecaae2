/** The smooth piece that a formula follows near a point. */

import type {Selection} from '../activations/selection.ts';
import {exactValueAt, exactValuesAt} from '../evaluation/exact-at.ts';
import {createBudget} from '../exact/budget.ts';
import {relations} from '../formula/arithmetic.ts';
import {isExtreme, type Pair} from '../formula/comparisons.ts';
import {type Condition, type Node, nodesBelow, type Trees} from '../formula/tree.ts';

/** Compares a pair at x: -1, 0 or 1. */
type Comparer = (pair: Pair, x: number) => number;

/**
 * Decides exactly, by branches, because a rounded difference may vanish beside its zero, or change its sign at another
 * double. All pairs of a formula are compared at once in double-doubles, as they share most of their parts; those that
 * these do not decide, one by one.
 */
function comparer(selection: Selection, whole: Node): Comparer {
  const {trees} = selection;
  const [less, equal, greater] = [trees.number(-1), trees.number(0), trees.number(1)];
  const signOf = ([a, b]: Pair): Node =>
    trees.choose(trees.compare('<', a, b), less, trees.choose(trees.compare('>', a, b), greater, equal));
  const signs = branchesIn(whole, equal).map(signOf);
  // A first result that is NaN would make all of them NaN.
  const quickly = exactValuesAt(selection, [equal, ...signs], createBudget(0));
  const known = new Map<Node, (x: number) => number>();
  let at = {x: Number.NaN, results: new Map<Node, number>()};
  return (pair, x) => {
    if (at.x !== x) {
      const results = quickly(x).slice(1);
      at = {x, results: new Map(signs.map((sign, i) => [sign, results[i] as number]))}; // one each
    }
    const sign = signOf(pair);
    const quick = at.results.get(sign);
    if (quick !== undefined && !Number.isNaN(quick)) return quick;
    const evaluate = known.get(sign) ?? exactValueAt(selection, sign);
    known.set(sign, evaluate);
    return evaluate(x);
  };
}

/** The pairs on whose order a formula's choices depend. */
function branchesIn(whole: Node, zero: Node): readonly Pair[] {
  return nodesBelow([whole]).flatMap((node): readonly Pair[] => {
    if (node.kind === 'compare') return [[node.left, node.right]];
    if (node.kind !== 'call') return [];
    const [a, b] = node.args as Pair; // as many as the function takes
    if (isExtreme(node.name)) return [[a, b]];
    return node.name === 'abs' || node.name === 'sign' ? [[a, zero]] : [];
  });
}

/**
 * The formula with every choice decided as at `x`: a smooth function that continues the branch taken there, so that its
 * value and derivatives at a breakpoint are one-sided limits of the formula's.
 */
export function pieceAt(selection: Selection, x: number): Node {
  return pieceFinder(selection, selection.value)(x);
}

/** The pieces of a tree that is a function of the input of a selection, by a point on them. */
export function pieceFinder(selection: Selection, whole: Node): (x: number) => Node {
  const compare = comparer(selection, whole);
  return (x) => pieceOf(selection.trees, whole, (a, b) => compare([a, b], x));
}

function pieceOf(trees: Trees, whole: Node, signOf: (a: Node, b: Node) => number): Node {
  const made = new Map<number, Node>();
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
