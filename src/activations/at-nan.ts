/** What frameworks make of NaN. */

import {evaluator} from '../formula/arithmetic.ts';
import {doubleOperators} from '../formula/double-operators.ts';
import {parseFormula} from '../formula/parse.ts';
import {createTrees} from '../formula/tree.ts';
import type {Selection} from './selection.ts';

/**
 * What the framework of a preset gives where the input is NaN, beside NaN: as a `value` or as a `gradient`. Nothing for
 * other quantities, and for selections without a preset.
 */
export function givenAtNaN(selection: Selection, quantity: string): readonly number[] {
  const {activation, framework, parameters} = selection;
  if ((quantity !== 'value' && quantity !== 'gradient') || framework === undefined) return [];
  const texts = activation?.frameworks[framework]?.atNaN?.[quantity] ?? [];
  const trees = createTrees();
  const roots = texts.map((text) => parseFormula(text, {trees}));
  return evaluator({roots, inputs: [], parameters}, doubleOperators)([]);
}
