/** The places of the extrema over an interval which a shape may know in part. */

import type {Selection} from '../activations/selection.ts';
import {budgetFor} from './budget-for.ts';
import {turnsOver} from './course.ts';
import type {Shape} from './shape.ts';
import type {Span} from './span.ts';

export interface ExtremaOver {
  /** The places of the extrema, both ends of a plateau, and the ends of what was searched. */
  readonly places: readonly number[];
  /** Whether f is monotone between these. */
  readonly isComplete: boolean;
}

/** The places of some extrema. */
export function placesOf(extrema: Shape['extrema']): readonly number[] {
  return extrema.flatMap(({from, to}) => [from, to]).filter(Number.isFinite);
}

/**
 * The extrema over an interval: those of the shape, and those found where its span ends. A shape that is not proven over
 * all of its span may be over this interval, so that all of it is searched, for half of the usual budget.
 */
export function extremaOver(
  selection: Selection,
  {span, joints, unknown, extrema, isComplete}: Pick<Shape, 'span' | 'joints' | 'unknown' | 'extrema' | 'isComplete'>,
  {from, to}: Span,
): ExtremaOver {
  const beside = [
    {from, to: Math.min(to, span.from)},
    {from: Math.max(from, span.to), to},
  ];
  const rest = (isComplete ? beside : [{from, to}]).filter((part) => part.from < part.to);
  const found = rest.map((part) => {
    const request = {span: part, joints, unknown: unknown.filter((each) => each.from < part.to && each.to > part.from)};
    return turnsOver(selection, request, budgetFor(selection, 'slopes').part(1 / 2));
  });
  const turning = placesOf([...extrema, ...found.flatMap(({turns}) => turns.extrema)]);
  return {
    places: [...turning, ...rest.flatMap((part) => [part.from, part.to])],
    isComplete: found.every((part) => part.isComplete),
  };
}
