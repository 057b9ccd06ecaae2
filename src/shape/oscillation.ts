/** Functions that oscillate for ever, of which only a part can be described. */

import type {Selection} from '../activations/selection.ts';
import {exactValuesAt} from '../evaluation/exact-at.ts';
import {nodesBelow} from '../formula/tree.ts';
import {realLine} from './span.ts';

/** Whether a function holds a sine, cosine or tangent of an unbounded argument, and so may oscillate for ever. */
export function oscillates(selection: Selection): boolean {
  const {value, trees} = selection;
  const waves = nodesBelow([value]).flatMap((node) =>
    node.kind === 'call' && ['sin', 'cos', 'tan'].includes(node.name) ? node.args : [],
  );
  if (waves.length === 0) return false;
  const sizesAt = exactValuesAt(
    selection,
    waves.map((angle) => trees.call('abs', angle)),
  );
  return [realLine.from, realLine.to].some((end) => sizesAt(end).some((size) => !(size < Number.POSITIVE_INFINITY)));
}
