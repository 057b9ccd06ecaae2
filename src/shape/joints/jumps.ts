/** Where the step functions of a formula jump. */

import type {Selection} from '../../activations/selection.ts';
import type {Budget} from '../../exact/budget.ts';
import type {Pair} from '../../formula/comparisons.ts';
import {isStep, jumpOffsets} from '../../formula/steps.ts';
import {type Node, nodesBelow} from '../../formula/tree.ts';
import {boundsOf} from '../../interval/tree-bounds.ts';
import {oscillates} from '../oscillation.ts';
import {realLine, type Span} from '../span.ts';

/** Jumps of a step function are followed up to this size of its argument. */
const farthest = 128;
/** A bounded span is cut into so many parts, on each of which the argument is bounded by itself. */
const parts = 64;

/** Trees that are equal where a step function jumps, on a span that holds all that are looked for. */
export interface Jumps {
  readonly pairs: readonly Pair[];
  readonly span: Span;
}

/**
 * The jumps of every step function in a formula: on the first of some spans on which its argument is not too large; none
 * on an empty one where there is no such span.
 */
export function jumpsIn(selection: Selection, spans: readonly Span[], budget: Budget): readonly Jumps[] {
  const {trees, value} = selection;
  return nodesBelow([value]).flatMap((node) => {
    if (node.kind !== 'call' || !isStep(node.name)) return [];
    const [argument] = node.args as [Node]; // of one number
    const offset = jumpOffsets[node.name];
    const bounds = boundsOf(selection, [argument], budget);
    const isEndless = oscillates({...selection, value: node});
    for (const span of spans) {
      if (isEndless && span === realLine) continue;
      const size = Math.max(...partsOf(span).map(({from, to}) => bounds.size(from, to)));
      if (!(size <= farthest)) continue;
      const least = Math.ceil(-size - offset);
      const count = Math.floor(size - offset) - least + 1;
      const pairs = Array.from({length: count}, (_, i): Pair => [argument, trees.number(least + i + offset)]);
      return [{pairs, span}];
    }
    return [{pairs: [], span: {from: 0, to: 0}}];
  });
}

function partsOf({from, to}: Span): readonly Span[] {
  const width = (to - from) / parts;
  if (!Number.isFinite(width)) return [{from: -Number.MAX_VALUE, to: Number.MAX_VALUE}];
  return Array.from({length: parts}, (_, i) => ({
    from: from + i * width,
    to: i + 1 < parts ? from + (i + 1) * width : to,
  }));
}
