/** What is studied of a function: its values, or its gradients. */

import {gradientOf, type Selection} from '../activations/selection.ts';
import type {Quantity} from '../evaluation/evaluate.ts';
import type {Node} from '../formula/tree.ts';

/** Values, or gradients by the derivative that is derived from the formula. */
export type StudiedQuantity = Exclude<Quantity, 'second'>;

/** The tree of a quantity. */
export function treeOf(selection: Selection, quantity: StudiedQuantity): Node {
  return quantity === 'value' ? selection.value : gradientOf(selection, 'x');
}
