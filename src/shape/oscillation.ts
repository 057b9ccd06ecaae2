/** Functions that oscillate or jump for ever, of which only a part can be described. */

import type {Selection} from '../activations/selection.ts';
import {exactValuesAt} from '../evaluation/exact-at.ts';
import {nodesBelow} from '../formula/tree.ts';
import {realLine} from './span.ts';

const waves: ReadonlySet<string> = new Set(['sin', 'cos', 'tan', 'floor', 'round']);

/** Whether a function holds a sine, cosine, tangent or step of an unbounded argument, and so may oscillate or jump for ever. */
export function oscillates(selection: Selection): boolean {
  const {value, trees} = selection;
  const angles = nodesBelow([value]).flatMap((node) => (node.kind === 'call' && waves.has(node.name) ? node.args : []));
  if (angles.length === 0) return false;
  const sizesAt = exactValuesAt(
    selection,
    angles.map((angle) => trees.call('abs', angle)),
  );
  return [realLine.from, realLine.to].some((end) => sizesAt(end).some((size) => !(size < Number.POSITIVE_INFINITY)));
}
