/** The class of a gradient at one point: by intervals of doubles where these decide it, else exactly. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {exactValueAt} from '../evaluation/exact-at.ts';
import type {Budget} from '../exact/budget.ts';
import {lazily} from '../exact/lazily.ts';
import {type Node, nodesBelow} from '../formula/tree.ts';
import type {ProvenClass} from './class-on-interval.ts';
import {type ClassRequest, type Level, signedLevel, vanishingIn} from './gradient-class.ts';

/** The class of the exact f′ at a point. */
export interface ClassAtPoint {
  /** Undefined where f has no value. 0 counts as small, or as rounded. */
  readonly level: (x: number) => Level | undefined;
  readonly isZero: (x: number) => boolean;
  /** Neither is known once the budget is spent. */
  readonly isNonzero: (x: number) => boolean;
}

/** Finds classes at points; `proven` gives those that intervals prove. */
export function createClassAtPoint(
  selection: Selection,
  request: ClassRequest,
  proven: ProvenClass,
  budget: Budget,
): ClassAtPoint {
  const exact = lazily(() => createExactClass(selection, request, budget));
  return {
    level: (x) => proven.at(x) ?? exact().level(x),
    isZero: (x) => exact().isZero(x),
    isNonzero: (x) => exact().isNonzero(x),
  };
}

/** Finds classes by signs of exact differences, which are certain long before the digits of a small f′ are. */
function createExactClass(
  selection: Selection,
  {threshold, format, direction}: ClassRequest,
  budget: Budget,
): ClassAtPoint {
  const {trees} = selection;
  const size = trees.call('abs', gradientOf(selection, 'x'));
  const signOver = (bound: Node) => exactValueAt(selection, trees.call('sign', trees.call('sub', size, bound)), budget);
  const sign = slopeSign(selection, budget);
  const overThreshold = threshold === 0 ? (x: number) => Math.abs(sign(x)) - 0.5 : signOver(trees.number(threshold));
  const vanishing = format && vanishingIn(format, direction);
  // Not multiplied in doubles, of which half of the smallest is none.
  const overVanishing =
    vanishing && signOver(trees.call('mul', trees.number(vanishing.small), trees.number(vanishing.share)));
  const most = vanishing?.includesLevel ? 0 : -1;
  const value = canFail(selection.value) ? exactValueAt(selection, selection.value, budget) : undefined;
  const level = (x: number): Level | undefined => {
    const over = overThreshold(x);
    if (Number.isNaN(over) || Number.isNaN(value?.(x) ?? 0)) return undefined;
    if (overVanishing !== undefined && overVanishing(x) <= most) return 'rounded';
    if (over >= 0) return signedLevel('large', sign(x));
    return overVanishing === undefined ? 'small' : signedLevel('small', sign(x));
  };
  return {level, isZero: (x) => sign(x) === 0, isNonzero: (x) => Math.abs(sign(x)) > 0};
}

/** The exact sign of f′: 1, 0 or -1. */
export function slopeSign(selection: Selection, budget: Budget): (x: number) => number {
  return exactValueAt(selection, selection.trees.call('sign', gradientOf(selection, 'x')), budget);
}

/** Whether a formula may have no value somewhere: a logarithm, a root, a power, or 0/0. */
function canFail(value: Node): boolean {
  return nodesBelow([value]).some(
    (node) => node.kind === 'call' && ['log', 'log1p', 'sqrt', 'pow', 'div'].includes(node.name),
  );
}
