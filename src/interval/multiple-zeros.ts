/**
 * Bounds beside a multiple zero, as that of x - tanh(x) at 0, where those of the difference hold both signs. Where
 * g(c) = g′(c) = … = 0 up to the derivative of order k - 1, g(x) is (x - c)^k / k! times g of order k at some t between
 * c and x, by Taylor's theorem. So the bounds of that derivative over all from c to x tell the sign of g beside c.
 */

import type {Selection} from '../activations/selection.ts';
import type {Budget} from '../exact/budget.ts';
import {differentiate} from '../formula/differentiate.ts';
import {factored} from '../formula/forms/factor.ts';
import {isTotal} from '../formula/forms/total.ts';
import {type Node, nodesBelow, substitute} from '../formula/tree.ts';
import {type FilledForm, highest, makingNode, mayJump, mostNodes, towardsHole, zeroTest} from './holes.ts';

/** More places than these are not tried. */
const mostPlaces = 12;

/** Forms of a function beside its multiple zeros at 0 and at the numbers that it names. */
export function zeroForms(
  selection: Pick<Selection, 'trees' | 'parameters' | 'inputs'>,
  [g]: readonly Node[],
  budget: Budget,
): readonly FilledForm[] {
  const {trees, inputs} = selection;
  const [input = 'x'] = inputs;
  // Beside the holes of quotients there are bounds already.
  if (inputs.length !== 1 || g === undefined || !isTotal(g)) return [];
  const below = nodesBelow([g]);
  if (below.length > mostNodes || below.some((node) => mayJump(node) || hasKink(node))) return [];
  if (!below.some(({kind}) => kind === 'call')) return [];
  const named = below.flatMap((node) => (node.kind === 'number' ? [node.value, -node.value] : []));
  const places = [...new Set([0, ...named].map((value) => value + 0))].slice(0, mostPlaces);
  const isZeroAt = zeroTest(selection);
  const derivatives = [g];
  const derivative = (order: number): Node | undefined => {
    const last = derivatives[order - 1];
    if (derivatives[order] === undefined && last !== undefined && order <= highest) {
      const made = factored(trees, differentiate(trees, last, input));
      const size = nodesBelow([made]).length;
      budget.spend(makingNode * size);
      if (size <= mostNodes && !budget.isSpent()) derivatives.push(made);
    }
    return derivatives[order];
  };
  return places.flatMap((hole) => {
    let order = 0;
    for (let node = derivative(0); node !== undefined && isZeroAt(node, hole); node = derivative(order)) order += 1;
    const last = derivative(order);
    if (order < 2 || last === undefined) return [];
    const factorial = Array.from({length: order}, (_, i) => i + 1).reduce((a, b) => a * b, 1);
    const distance = hole === 0 ? trees.variable(input) : trees.call('sub', trees.variable(input), trees.number(hole));
    const power = trees.call('div', trees.call('pow', distance, trees.number(order)), trees.number(factorial));
    const there = substitute(trees, last, new Map([[input, trees.variable(towardsHole)]]));
    return [{form: trees.call('mul', power, there), hole}];
  });
}

/** Whether a function has derivatives that jump. */
function hasKink(node: {readonly kind: string; readonly name?: unknown}): boolean {
  return node.kind === 'call' && ['abs', 'max', 'min'].includes(String(node.name));
}
