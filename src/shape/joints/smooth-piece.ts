/** The smooth piece that a formula follows near a point. */

import type {Selection} from '../../activations/selection.ts';
import {exactValueAt, exactValuesAt} from '../../evaluation/exact-at.ts';
import {type Budget, createBudget, unlimited} from '../../exact/budget.ts';
import {lazily} from '../../exact/lazily.ts';
import {relations} from '../../formula/arithmetic.ts';
import {branchesIn, isExtreme, isTrue, type Pair} from '../../formula/comparisons.ts';
import {isStep, jumpsBeside, type StepName, stepAt} from '../../formula/steps.ts';
import {type CallNode, type CompareNode, type Node, substitute, type Trees} from '../../formula/tree.ts';

/** A real number as a function of the double `x`, and what is known to be 0 there. */
export interface Point {
  readonly x: number;
  readonly point: Node;
  readonly zero?: Node | undefined;
}

/** Where a pair is compared, and whether its pieces there are one and the same: equal ones take longest to compare. */
interface Place {
  readonly x: number;
  readonly areSame: () => boolean;
}

interface ComparerRequest {
  readonly whole: Node;
  readonly budget: Budget;
  /** Where, as a function of the double `x`. */
  readonly point: Node;
}

/**
 * Compares pairs: -1, 0 or 1; NaN where a budget is spent. It decides exactly, by branches, because a rounded difference
 * may vanish beside its zero, or change its sign at another double. All pairs of a formula are compared at once in
 * double-doubles, as they share most of their parts; those that these do not decide, one by one.
 */
function comparer(selection: Selection, {whole, budget, point}: ComparerRequest): (pair: Pair, place: Place) => number {
  const {trees} = selection;
  const there = new Map([['x', point]]);
  const [less, equal, greater] = [trees.number(-1), trees.number(0), trees.number(1)];
  const signOf = ([a, b]: Pair): Node => {
    const above = trees.choose(trees.compare('>', a, b), greater, equal);
    const sign = trees.choose(trees.compare('<', a, b), less, above);
    return point.kind === 'variable' ? sign : substitute(trees, sign, there);
  };
  const signs = branchesIn(whole, trees).map(signOf);
  // A first result that is NaN would make all of them NaN.
  const quickly = exactValuesAt(selection, [equal, ...signs], createBudget(0, budget.spend));
  const known = new Map<Node, (x: number) => number>();
  const at = {x: Number.NaN, results: new Map<Node, number>()};
  return (pair, {x, areSame}) => {
    if (at.x !== x) {
      const results = quickly(x).slice(1);
      at.results = new Map(signs.map((sign, i) => [sign, results[i] as number])); // one each
      at.x = x;
    }
    const sign = signOf(pair);
    const quick = at.results.get(sign);
    if (quick !== undefined && !Number.isNaN(quick)) return quick;
    if (areSame()) return 0;
    const evaluate = known.get(sign) ?? exactValueAt(selection, sign, budget);
    known.set(sign, evaluate);
    return evaluate(x);
  };
}

/**
 * The formula with every choice decided as at a point: a smooth function that continues the branch taken there, so that
 * its value and derivatives at a breakpoint are one-sided limits of the formula's.
 */
export function pieceAt(selection: Selection, place: number | Point, budget = unlimited): Node {
  return pieceFinder(selection, selection.value, budget)(place);
}

/** The pieces of a tree that is a function of the input of a selection, by a point on them. */
export function pieceFinder(selection: Selection, whole: Node, budget: Budget): (place: number | Point) => Node {
  const {trees} = selection;
  const compared = (point: Node) => comparer(selection, {whole, budget, point});
  const atDoubles = lazily(() => compared(trees.variable('x')));
  return (place) => {
    const {x, point, zero} = typeof place === 'number' ? {x: place, point: trees.variable('x')} : place;
    const compare = point.kind === 'variable' ? atDoubles() : compared(point);
    const isZero = (pair: Pair): boolean => zero !== undefined && trees.call('sub', ...pair) === zero;
    return pieceOf(trees, whole, {
      compare: (pair, areSame) => (isZero(pair) ? 0 : compare(pair, {x, areSame})),
      step(node) {
        const there = point.kind === 'variable' ? node : substitute(trees, node, new Map([['x', point]]));
        const value = exactValueAt(selection, there, budget)(x);
        // A place between two doubles may be a jump itself.
        const isJump = (jump: number): boolean => isZero([node.args[0] as Node, trees.number(jump)]); // of one number
        const jump = jumpsBeside(node.name as StepName, value).find(isJump); // see isStep
        return jump === undefined ? value : stepAt(node.name as StepName, jump);
      },
    });
  };
}

/** How the choices of a formula are decided. */
interface Decisions {
  readonly compare: (pair: Pair, areSame: () => boolean) => number;
  /** The value of a step function. */
  readonly step: (node: CallNode) => number;
}

function pieceOf(trees: Trees, whole: Node, {compare, step}: Decisions): Node {
  const made = new Map<number, Node>();
  const signOf = (a: Node, b: Node): number => compare([a, b], () => piece(a) === piece(b));
  const holds = ({relation, left, right}: CompareNode): boolean => relations[relation](signOf(left, right));
  const piece = (node: Node): Node => {
    const known = made.get(node.id) ?? build(node);
    made.set(node.id, known);
    return known;
  };
  const build = (node: Node): Node => {
    if (node.kind === 'choose') return piece(isTrue(node.condition, holds) ? node.then : node.otherwise);
    if (node.kind !== 'call') return node;
    const [a, b] = node.args as [Node, Node]; // as many as the function takes
    if (isExtreme(node.name)) return piece((node.name === 'max' ? signOf(a, b) >= 0 : signOf(a, b) <= 0) ? a : b);
    if (isStep(node.name)) return trees.number(step(node));
    if (node.name === 'sign') return trees.number(signOf(a, trees.number(0)));
    if (node.name === 'abs') return signOf(a, trees.number(0)) < 0 ? trees.call('neg', piece(a)) : piece(a);
    return trees.call(node.name, ...node.args.map(piece));
  };
  return piece(whole);
}
