/**
 * Bounds beside a removable hole, as that of sin(x)/x at 0, where numerator and denominator are both 0 and the quotient
 * of their bounds says nothing. Cauchy's mean value theorem: where N(c) = D(c) = 0, N(x)/D(x) is N′(t)/D′(t) for some t
 * between c and x. So the bounds of N′/D′ over all from c to x hold.
 */

import type {Selection} from '../activations/selection.ts';
import type {Budget} from '../exact/budget.ts';
import {exactEvaluator, toNearestDouble} from '../exact/ladder.ts';
import {evaluator} from '../formula/arithmetic.ts';
import {differentiate} from '../formula/differentiate.ts';
import {factored, without} from '../formula/forms/factor.ts';
import {type Condition, type Node, nodesBelow, substitute, type Trees, variablesOf} from '../formula/tree.ts';
import type {Interval, IntervalArithmetic} from './interval-arithmetic.ts';

/** The variable that stands for all numbers from the hole to x. */
export const towardsHole = 'towards the hole';

/** A form of a function without the hole at `hole`, for `filledBounds`. */
export interface FilledForm {
  readonly form: Node;
  readonly hole: number;
}

/** Quotients are taken to derivatives of this order at most. */
export const highest = 8;
/** Holes of larger trees are left, and quotients whose derivatives become so large: the next ones are larger still. */
export const mostNodes = 150;
/** What a node of a derivative costs, in the units of a budget. */
export const makingNode = 60;

/** What stands above and below the line, as factors. */
interface Quotient {
  readonly above: readonly Node[];
  readonly below: readonly Node[];
}

/** The forms without their holes at 0 and at the numbers that their denominators name; none for most functions. */
export function filledForms(
  selection: Pick<Selection, 'trees' | 'parameters' | 'inputs'>,
  forms: readonly Node[],
  budget: Budget,
): readonly FilledForm[] {
  if (selection.inputs.length !== 1 || nodesBelow(forms).length > mostNodes) return [];
  const [input = 'x'] = selection.inputs;
  const denominators = [...new Set(nodesBelow(forms).flatMap(denominatorOf))].filter((node) =>
    variablesOf(node).includes(input),
  );
  const named = nodesBelow(denominators).flatMap((node) => (node.kind === 'number' ? [node.value, -node.value] : []));
  const places = denominators.length === 0 ? [] : [...new Set([0, ...named].map((value) => value + 0))];
  const isZeroAt = zeroTest(selection);
  return places
    .filter((hole) => denominators.some((node) => isZeroAt(node, hole)))
    .flatMap((hole) =>
      forms
        .map((form) => ({
          form: filled(selection.trees, form, {input, budget, isZero: (node) => isZeroAt(node, hole)}),
          hole,
        }))
        .filter(({form}) => variablesOf(form).includes(towardsHole)),
    );
}

/**
 * The bounds of a filled form; `nan` on an interval with the hole, and where a branch is undecided: the theorem holds only
 * where all derivatives have values.
 */
export function filledBounds<E>(
  {parameters, inputs}: Pick<Selection, 'parameters' | 'inputs'>,
  {form, hole}: FilledForm,
  arithmetic: IntervalArithmetic<E>,
): (from: number, to: number) => Interval<E> {
  const evaluate = evaluator<Interval<E>>({roots: [form], inputs: [...inputs, towardsHole], parameters}, arithmetic);
  return (from, to) => {
    if (from <= hole && hole <= to) return 'nan';
    const towards = arithmetic.between(Math.min(from, hole), Math.max(to, hole));
    const [own = 'nan'] = evaluate([arithmetic.between(from, to), towards]);
    return arithmetic.wasUndecided() ? 'nan' : own;
  };
}

/** Whether a function is proven to be 0 at a point. */
export function zeroTest({
  parameters,
  inputs,
}: Pick<Selection, 'parameters' | 'inputs'>): (node: Node, x: number) => boolean {
  const known = new Map<Node, (inputs: readonly number[]) => readonly number[]>();
  return (node, x) => {
    const evaluate =
      known.get(node) ?? exactEvaluator({roots: [node], inputs, parameters}, {...toNearestDouble, onlyProven: true});
    known.set(node, evaluate);
    return evaluate([x])[0] === 0;
  };
}

function denominatorOf(node: Node | Condition): readonly Node[] {
  return node.kind === 'call' && node.name === 'div' ? [node.args[1] as Node] : []; // `div` has two
}

interface Hole {
  readonly input: string;
  readonly budget: Budget;
  /** Whether a function is 0 at the hole. */
  readonly isZero: (node: Node) => boolean;
}

function filled(trees: Trees, root: Node, {input, budget, isZero}: Hole): Node {
  const made = new Map<Node, Node>();
  const fill = (node: Node): Node => {
    const known = made.get(node) ?? build(node);
    made.set(node, known);
    return known;
  };
  const build = (node: Node): Node => {
    if (node.kind !== 'call') return node;
    const {above, below} = quotientOf(trees, node);
    const ratio = ratioAtHole(above.filter(isZero), below.filter(isZero));
    if (ratio === undefined) return trees.call(node.name, ...node.args.map(fill));
    const rest = (factors: readonly Node[]): readonly Node[] => factors.filter((factor) => !isZero(factor)).map(fill);
    return trees.call(
      'div',
      product(trees, [ratio.above, ...rest(above)]),
      product(trees, [ratio.below, ...rest(below)]),
    );
  };
  /** Of two products that are 0 at the hole, as often as that is so, the derivatives that are not. */
  const ratioAtHole = (
    numerators: readonly Node[],
    denominators: readonly Node[],
  ): {above: Node; below: Node} | undefined => {
    if (numerators.length === 0 || denominators.length === 0) return undefined;
    let [above, below] = [product(trees, numerators), product(trees, denominators)];
    if (nodesBelow([above, below]).some(mayJump)) return undefined;
    for (let order = 0; order < highest && isZero(above) && isZero(below); order += 1) {
      const size = nodesBelow([above, below]).length;
      budget.spend(makingNode * size);
      if (size > mostNodes || budget.isSpent()) return undefined;
      above = factored(trees, differentiate(trees, above, input));
      below = factored(trees, differentiate(trees, below, input));
    }
    if (isZero(below)) return undefined;
    const here = new Map([[input, trees.variable(towardsHole)]]);
    return {above: substitute(trees, above, here), below: substitute(trees, below, here)};
  };
  return fill(root);
}

/** Whether a function may jump, to which the theorem does not apply. */
export function mayJump(node: Node | Condition): boolean {
  return node.kind === 'choose' || (node.kind === 'call' && node.name === 'sign');
}

/** A node over one common denominator. */
function quotientOf(trees: Trees, node: Node): Quotient {
  if (node.kind !== 'call') return {above: [node], below: []};
  const parts = node.args.map((arg) => quotientOf(trees, arg));
  const [a, b] = parts as [Quotient, Quotient]; // operators have as many as they need
  if (node.name === 'neg') return {above: [trees.number(-1), ...a.above], below: a.below};
  if (node.name === 'mul') return {above: [...a.above, ...b.above], below: [...a.below, ...b.below]};
  if (node.name === 'div') return {above: [...a.above, ...b.below], below: [...a.below, ...b.above]};
  const exponent = node.name === 'pow' ? node.args[1] : undefined;
  if (exponent?.kind === 'number' && [2, 3, 4].includes(exponent.value)) {
    const power = (factors: readonly Node[]): readonly Node[] =>
      Array.from({length: exponent.value}, () => factors).flat();
    return {above: power(a.above), below: power(a.below)};
  }
  if (node.name !== 'add' && node.name !== 'sub') return {above: [node], below: []};
  if (a.below.length + b.below.length === 0) return {above: [node], below: []};
  // Each denominator as often as the side with more of it has it.
  const below = [...a.below, ...without(b.below, a.below)];
  const side = (part: Quotient): Node => product(trees, [...part.above, ...without(below, part.below)]);
  return {above: [factored(trees, trees.call(node.name, side(a), side(b)))], below};
}

function product(trees: Trees, factors: readonly Node[]): Node {
  const [first = trees.number(1), ...more] = factors;
  return more.reduce<Node>((left, right) => trees.call('mul', left, right), first);
}
