/** The forms of one function: what is lost to cancellation in one of them may be plain in another. */

import {differentiate} from '../differentiate.ts';
import type {Node, Trees} from '../tree.ts';
import {conjugated} from './conjugate.ts';
import {factored} from './factor.ts';
import {withoutLikes} from './likeness.ts';
import {recognised} from './recognise.ts';

/** Forms of one function, the given one first; another may lack a value where a factor of it does. */
export type Forms = readonly [Node, ...Node[]];

export function formsOf(trees: Trees, tree: Node): Forms {
  return unique([tree, factored(trees, tree), recognised(trees, tree), conjugated(trees, tree)]);
}

/** The derivative with respect to `x` of a function in each of its forms. */
export function slopeForms(trees: Trees, value: Node): Forms {
  const slope = differentiate(trees, value, 'x');
  const named = differentiate(trees, recognised(trees, value), 'x');
  const other = differentiate(trees, conjugated(trees, value), 'x');
  return unique([slope, named, recognised(trees, named), other, factored(trees, slope)]);
}

/** Some forms of one function, without those that differ in the order of factors and terms alone. */
export function unique(forms: Forms): Forms {
  return withoutLikes(forms) as unknown as Forms; // at least one
}
