/** Where one point lies among the bands of a gradient: by intervals of doubles where these can tell, else exactly. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import {float64, type NumberFormat} from '../exact/format.ts';
import {exactEvaluator} from '../exact/ladder.ts';
import {lazily} from '../exact/lazily.ts';
import {type Node, nodesBelow, type Trees} from '../formula/tree.ts';
import type {Band, BandRequest, Enclosure} from './enclosure.ts';

/** Signed bands in the order of f′, so that a monotone f′ passes them in order. */
export const signedBands: readonly Band[] = ['large', 'small', 'rounded', 'small', 'large'];

export interface Place {
  /** The index in `signedBands` of the exact f′(x), nothing where f has no value. A zero counts as below every level. */
  readonly level: (x: number) => number | undefined;
  readonly isZero: (x: number) => boolean;
}

/** By intervals of doubles where these can tell, else exactly. */
export function createPlace(selection: Selection, request: BandRequest, enclosure: Enclosure): Place {
  const exact = lazily(() => createExactPlace(selection, request));
  return {
    level(x) {
      const quick = enclosure.at(x);
      if (quick === undefined) return exact().level(x);
      return quick.band === 'rounded' ? 2 : 2 + quick.sign * (quick.band === 'large' ? 2 : 1);
    },
    isZero: (x) => exact().isZero(x),
  };
}

/** By signs of exact differences, which are certain long before the digits of a small f′ are. */
function createExactPlace(selection: Selection, {threshold, format}: BandRequest): Place {
  const {trees} = selection;
  const size = trees.call('abs', gradientOf(selection, 'x'));
  const over = (level: Node) => exactly(selection, trees.call('sign', trees.call('sub', size, level)));
  const sign = slopeSign(selection);
  const overThreshold = threshold === 0 ? (x: number) => Math.abs(sign(x)) - 0.5 : over(trees.number(threshold));
  const overUnseen = format === undefined ? undefined : over(halfLeast(trees, format));
  const value = canFail(selection.value) ? exactly(selection, selection.value) : undefined;
  const level = (x: number): number | undefined => {
    const large = overThreshold(x);
    if (Number.isNaN(large) || Number.isNaN(value?.(x) ?? 0)) return undefined;
    if (overUnseen !== undefined && overUnseen(x) <= 0) return 2;
    if (large >= 0) return sign(x) > 0 ? 4 : 0;
    if (overUnseen === undefined) return 1;
    return sign(x) > 0 ? 3 : 1;
  };
  return {level, isZero: (x) => sign(x) === 0};
}

/** The exact sign of f′: 1, 0 or -1. */
export function slopeSign(selection: Selection): (x: number) => number {
  return exactly(selection, selection.trees.call('sign', gradientOf(selection, 'x')));
}

function exactly({inputs, parameters}: Selection, root: Node): (x: number) => number {
  const evaluate = exactEvaluator({roots: [root], inputs, parameters}, {format: float64, overflow: 'ieee'});
  return (x) => evaluate([x])[0] ?? Number.NaN;
}

/** Half of a format's least positive number: a tie, which goes to 0. For float64 it is no double. */
function halfLeast(trees: Trees, {leastExponent}: NumberFormat): Node {
  return trees.call('mul', trees.number(2 ** leastExponent), trees.number(0.5));
}

/** Whether a formula may have no value somewhere: a logarithm, a root, a power, or 0/0. */
function canFail(value: Node): boolean {
  return nodesBelow([value]).some(
    (node) => node.kind === 'call' && ['log', 'log1p', 'sqrt', 'pow', 'div'].includes(node.name),
  );
}
