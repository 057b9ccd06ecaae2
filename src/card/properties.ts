/** Properties by which activations are filtered, at their default parameters. */

import type {Activation} from '../activations/activation.ts';
import {parseIntervals} from '../activations/interval-notation.ts';
import {select} from '../activations/select.ts';
import type {Selection} from '../activations/selection.ts';
import {regionsOf} from '../regions/find-regions.ts';
import {defaultThreshold} from '../regions/region.ts';
import {shapeOf} from '../shape/shape.ts';

/** A property, named as the option that asks for it. */
export type Property = 'bounded' | 'monotone' | 'smooth' | 'no-dead';

/** Whether an activation has all wanted properties. Nothing is computed for the others. */
export function hasProperties(activation: Activation, wanted: readonly Property[]): boolean {
  const isBounded = (): boolean =>
    parseIntervals(activation.range).every(({from, to}) => !`${from},${to}`.includes('Infinity'));
  if (wanted.includes('bounded') && !isBounded()) return false;
  if (wanted.every((property) => property === 'bounded')) return true;
  const [selection] = select([activation.name], new Map());
  // Of several numbers a function has no course, and no intervals.
  if (selection?.inputs.length !== 1) return false;
  return wanted.every((property) => holds(property, selection));
}

function holds(property: Property, selection: Selection): boolean {
  switch (property) {
    case 'bounded':
      return true;
    case 'monotone':
      return shapeOf(selection).monotonicity !== 'none';
    case 'smooth':
      return !['jumps', 'C0'].includes(shapeOf(selection).smoothness);
    case 'no-dead':
      return regionsOf(selection, {threshold: defaultThreshold}).regions.every(({kind}) => kind !== 'dead');
  }
}
